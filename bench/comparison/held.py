"""What Sluice itself holds for connections at rest: heap after a collection, and buffers outside the heap."""

import json
import pathlib
import re
import subprocess
import urllib.request

HELD = re.compile(r'^(?:jvm_memory_used_bytes\{[^}]*area="heap"[^}]*\}|gateway_direct_memory_bytes\{state="used"[^}]*\}) (\S+)$', re.MULTILINE)
ADMIN = 10_000


def per_connection(bench, connections):
    """KiB for each of that many connections, which were used once."""
    gateway = bench.Gw("sluice", "s1", "-held")
    try:
        gateway.start()
        bench.load(gateway, "s1", 6)
        before = _held(gateway)
        with _clients(bench, gateway, connections) as clients:
            opened = json.loads(clients.stdout.readline())["idle_open"]
            after = _held(gateway)
            clients.stdin.close()
        return {"opened": opened, "kib": (after - before) / 1024 / max(1, opened)}
    finally:
        gateway.stop()


def _clients(bench, gateway, connections):
    command = ["taskset", "-c", bench.LOAD_CORES, bench.LG, "--port", str(gateway.port), "--path", "/1k", "--idle", str(connections)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _held(gateway):
    """Bytes; the program of the process is the java next to which jcmd lies."""
    jcmd = pathlib.Path(f"/proc/{gateway.p.pid}/exe").resolve().with_name("jcmd")
    subprocess.run([jcmd, str(gateway.p.pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
    with urllib.request.urlopen(f"http://127.0.0.1:{gateway.port + ADMIN}/metrics", timeout=10) as answer:
        return sum(map(float, HELD.findall(answer.read().decode())))
