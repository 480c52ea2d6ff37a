"""The parts of a run. Each leaves a JSON file in the results of the working copy."""

import datetime
import os

import held
import memory
import scenarios
import starts
from harness import arguments

IDLE_CONNECTIONS = 10_000
# A JVM that is not warm falls behind a fixed rate.
LARGE_WARM = 40
# A JVM compiles what has been called often enough, and there are only some hundred handshakes in a second.
HANDSHAKES_WARM = 60
# A small difference shows in many short rounds: that many instead of one.
LOOKUP_PARTS = 4
# Seconds of load that come before the measured ones.
LEAD_IN = 0.4
# Fits the limit together with code, classes, threads and buffers.
LARGE_OPTIONS = "-Xms96m -Xmx96m -XX:MaxDirectMemorySize=32m -XX:ReservedCodeCacheSize=48m"


def part(bench, name, options):
    if name in scenarios.COMPARED:
        gateways = starts.names(options.gateways, options.starts)
        warm = max(options.warm, HANDSHAKES_WARM) if name in scenarios.HANDSHAKES else options.warm
        bench.cmd_run(arguments(scenarios=name, gateways=gateways, rounds=options.rounds, secs=options.secs, jvmwarm=warm))
    else:
        {"lookup": lookup, "large": large, "startup": startup, "idle": idle}[name](bench, options)


def lookup(bench, options):
    """One gateway, three numbers of APIs, rounds interleaved, so that only the lookup differs."""
    names = starts.names(starts.MANY, options.starts).split(",")
    lanes = [(f"{count:,}", bench.Gw(name, scenarios.lookup(count))) for name in names for count in scenarios.API_COUNTS]
    bench.backend()
    try:
        for _, gateway in lanes:
            gateway.start()
        for _, gateway in lanes:
            bench.load(gateway, gateway.sc, options.warm)
        rounds = {apis: [] for apis, _ in lanes}
        for _ in range(options.rounds * LOOKUP_PARTS):
            for apis, gateway in lanes:
                rounds[apis].append(bench.load_q(gateway, gateway.sc, options.secs / LOOKUP_PARTS))
                print(f"lookup {apis:>6} APIs {rounds[apis][-1]['norm_us']} us", flush=True)
    finally:
        for _, gateway in lanes:
            gateway.stop()
    _save(bench, "lookup", {"rounds": rounds, "starts": options.starts})


def large(bench, options):
    """One gateway after the other, each in its own control group."""
    bench.backend()
    names = [name for name in options.gateways.split(",") if name in scenarios.LARGE_GATEWAYS]
    measured = {name: _large_rounds(bench, name, options) for name in names}
    _save(bench, "large", {"rate": scenarios.LARGE_RATE, "gateways": measured})


def _large_rounds(bench, name, options):
    with memory.limited(scenarios.LARGE_MEMORY_MIB) as group:
        gateway = bench.Gw(name, "large")
        gateway.env["JOPTS"] = os.environ.get("LARGE_JOPTS", LARGE_OPTIONS)
        if group:
            gateway.env["MEMORY_GROUP"] = str(group.path)
        try:
            gateway.start()
            bench.load(gateway, gateway.sc, max(options.warm, LARGE_WARM) if gateway.jvm else 1, scenarios.LARGE_RATE)
            rounds = [_large_round(bench, gateway, options.secs) for _ in range(options.rounds)]
            return {"sat": rounds, "options": gateway.env["JOPTS"] if gateway.jvm else "", "group_peak_mib": round(group.peak_mib(), 1) if group else None}
        finally:
            gateway.stop()


def _large_round(bench, gateway, seconds):
    bench.wait_quiet()
    before = _logged(gateway)
    result = bench.load(gateway, "large", seconds, scenarios.LARGE_RATE, LEAD_IN)
    result["logged_share"] = (_logged(gateway) - before) / (result["rps"] * (seconds + LEAD_IN))
    print(f"large {gateway.name} {result['rps']:.0f}/s p99 {result['lat_us']['p99']} us, core {result['gw_util']}, {result['mem']['hwm']} MiB", flush=True)
    return result


def _logged(gateway):
    """Lines of the message log so far; the harness keeps the output of a gateway beside its files."""
    with open(gateway.env["WORK"] + ".log", "rb") as log:
        return sum(b"message-log" in line for line in log)


def startup(bench, options):
    """Both cores and the options of ./gateway, as a user would start it."""
    cores, bench.GW_CORES = bench.GW_CORES, f"{bench.GW_CORES},{bench.LOAD_CORES}"
    os.environ["JOPTS"] = ""
    try:
        bench.cmd_startup(arguments(scenarios="s1", gateways=options.gateways, rounds=options.rounds))
        bench.cmd_startup(arguments(scenarios="large", gateways="sluice", rounds=options.rounds, tag="-large"))
    finally:
        bench.GW_CORES = cores
        del os.environ["JOPTS"]


def idle(bench, options):
    bench.cmd_idle(arguments(gateways=options.gateways, conns=IDLE_CONNECTIONS))
    _save(bench, "held", held.per_connection(bench, IDLE_CONNECTIONS))


def _save(bench, name, result):
    bench.save(name, result | {"when": datetime.datetime.now().isoformat()})
