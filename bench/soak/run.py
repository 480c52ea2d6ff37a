#!/usr/bin/env python3
"""Hostile and honest traffic against one gateway for a while; see README.md."""

import argparse
import asyncio
import pathlib
import re
import resource
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "conformance")]

import hostile
import origin
from gauges import MIB, Gauges
from harness.proxies import JAR, free_ports, java
from honest import Honest

SETTINGS = """admin: {{address: '127.0.0.1:{admin}'}}
reload: {{watch: false}}
timeouts: {{clientHeaders: 5s, clientBody: 10s, clientIdle: 10s, upstreamConnect: 30s, upstreamResponse: 30s, upstreamIdle: 5s, streamIdle: 20s}}
"""
API = """apiVersion: gateway.sluice.io/v1
kind: ApiInstance
metadata: {{name: soak}}
spec:
  address: http://127.0.0.1:{port}
  services:
    origin: {{address: 'http://127.0.0.1:{origin}'}}
"""


async def main():
    options = _options()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="soak-") as work:
        log = pathlib.Path(work) / "log"
        server = await origin.start()
        port, admin = free_ports(2)
        gateway = await _start(pathlib.Path(work), log, port, admin, server.sockets[0].getsockname()[1])
        try:
            violations = await _soak(options, gateway.pid, port, admin)
        finally:
            gateway.terminate()
            await asyncio.wait_for(gateway.wait(), 60)
        violations += _leaks(log.read_text(errors="replace"))
    print("\n".join(["", "violations:", *(violations or ["none"])]))
    return 1 if violations else 0


def _options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long the traffic lasts; 5 is enough for a quick check")
    parser.add_argument("--rate", type=float, default=20, help="honest connections per second, three requests each")
    return parser.parse_args()


async def _start(work, log, port, admin, origin_port):
    conf = work / "conf"
    conf.mkdir()
    (conf / "gateway.conf").write_text(SETTINGS.format(admin=admin))
    (conf / "api.yaml").write_text(API.format(port=port, origin=origin_port))
    with open(log, "wb") as out:
        gateway = await asyncio.create_subprocess_exec(
            *java(), "-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-jar", str(JAR), "run", "--config", str(conf),
            stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=out)
    for _ in range(600):
        try:
            (await asyncio.open_connection("127.0.0.1", port))[1].close()
            return gateway
        except OSError:
            await asyncio.sleep(0.1)
    raise RuntimeError("the gateway does not listen: " + log.read_text())


async def _soak(options, pid, port, admin):
    loop = asyncio.get_running_loop()
    gauges, honest, visits = Gauges(pid, admin), Honest(port), {}
    await honest.run(loop.time() + 5, 5)
    before = await gauges.sample()
    # Memory grows to its working size first; the comparison begins behind that.
    warm = min(60.0, options.minutes * 15)
    until = loop.time() + warm + options.minutes * 60
    await asyncio.gather(honest.run(until, options.rate), hostile.run(port, until, visits), _later(warm, gauges, until))
    after = await _settled(gauges, before)
    _print(honest, visits, gauges, before, after)
    return _violations(honest, gauges, before, after)


async def _later(warm, gauges, until):
    await asyncio.sleep(warm)
    await gauges.watch(until)


async def _settled(gauges, before):
    """The first sample with no connection left, or the last one after a minute."""
    for _ in range(60):
        sample = await gauges.sample()
        if sample.connections <= before.connections and sample.descriptors <= before.descriptors + 8:
            return sample
        await asyncio.sleep(1)
    return sample


def _print(honest, visits, gauges, before, after):
    print(f"honest requests: {honest.answered * 3} answered, {len(honest.faults)} connections at fault, slowest {honest.slowest:.2f} s")
    print("hostile visits:  " + ", ".join(f"{name} {count}" for name, count in sorted(visits.items())))
    print(f"\n{'':<20}{'before':>10}{'first third':>13}{'last third':>12}{'after':>10}")
    for name, unit in (("rss", MIB), ("direct", MIB), ("descriptors", 1), ("connections", 1)):
        first, last = gauges.thirds(name)
        label = name + (" (MiB)" if unit == MIB else "")
        print(f"{label:<20}{getattr(before, name) / unit:>10.0f}{first / unit:>13.0f}{last / unit:>12.0f}{getattr(after, name) / unit:>10.0f}")


def _violations(honest, gauges, before, after):
    found = honest.faults[:5]
    for name, room in (("rss", 24 * MIB), ("direct", 16 * MIB), ("descriptors", 60)):
        first, last = gauges.thirds(name)
        if last > first * 1.1 + room:
            found.append(f"{name} grew from {first} to {last}")
    if after.connections > before.connections:
        found.append(f"{after.connections} client connections are left, {before.connections} were there before")
    if after.descriptors > before.descriptors + 8:
        found.append(f"{after.descriptors} descriptors are left, {before.descriptors} were there before")
    return found


def _leaks(log):
    leaks = re.findall(r"^.*LEAK:.*$", log, re.MULTILINE)
    errors = re.findall(r"^.*(?:OutOfMemory|OutOfDirectMemory).*$", log, re.MULTILINE)
    return leaks[:3] + errors[:3]


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
