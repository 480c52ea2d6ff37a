"""The parts of a run. Each leaves a JSON file in the results of the working copy."""

import datetime
import os

import memory
import scenarios
from harness import arguments

IDLE_CONNECTIONS = 10_000
# Seconds of load that come before the measured ones.
LEAD_IN = 0.4
# Fits the limit together with code, classes, threads and buffers.
LARGE_OPTIONS = "-Xms96m -Xmx96m -XX:MaxDirectMemorySize=32m -XX:ReservedCodeCacheSize=48m"


def part(bench, name, options):
    if name in scenarios.COMPARED:
        bench.cmd_run(arguments(scenarios=name, gateways=options.gateways, rounds=options.rounds, secs=options.secs, jvmwarm=options.warm))
    else:
        {"lookup": lookup, "large": large, "startup": startup, "idle": idle}[name](bench, options)


def lookup(bench, options):
    """One gateway, three numbers of APIs, rounds interleaved, so that only the lookup differs."""
    lanes = {f"{count:,}": bench.Gw("sluice", scenarios.lookup(count)) for count in scenarios.API_COUNTS}
    bench.backend()
    try:
        for gateway in lanes.values():
            gateway.start()
        for gateway in lanes.values():
            bench.load(gateway, gateway.sc, options.warm)
        rounds = {apis: [] for apis in lanes}
        for _ in range(options.rounds):
            for apis, gateway in lanes.items():
                rounds[apis].append(bench.load_q(gateway, gateway.sc, options.secs))
                print(f"lookup {apis:>6} APIs {rounds[apis][-1]['norm_us']} us", flush=True)
    finally:
        for gateway in lanes.values():
            gateway.stop()
    _save(bench, "lookup", {"rounds": rounds})


def large(bench, options):
    bench.backend()
    with memory.limited(scenarios.LARGE_MEMORY_MIB) as group:
        gateway = bench.Gw("sluice", "large")
        gateway.env["JOPTS"] = os.environ.get("LARGE_JOPTS", LARGE_OPTIONS)
        if group:
            gateway.env["MEMORY_GROUP"] = str(group.path)
        try:
            gateway.start()
            bench.load(gateway, "large", options.warm, scenarios.LARGE_RATE)
            rounds = [_large_round(bench, gateway, options.secs) for _ in range(options.rounds)]
            _save(bench, "large", {
                "rounds": rounds,
                "options": gateway.env["JOPTS"],
                "limited": group is not None,
                "group_peak_mib": round(group.peak_mib(), 1) if group else None})
        finally:
            gateway.stop()


def _large_round(bench, gateway, seconds):
    bench.wait_quiet()
    before = _logged(gateway)
    result = bench.load(gateway, "large", seconds, scenarios.LARGE_RATE, LEAD_IN)
    result["logged_share"] = (_logged(gateway) - before) / (result["rps"] * (seconds + LEAD_IN))
    latency = result["lat_us"]
    print(f"large {result['rps']:.0f}/s p50 {latency['p50']} p99 {latency['p99']} us, core {result['gw_util']}, {result['mem']['hwm']} MiB", flush=True)
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


def _save(bench, name, result):
    bench.save(name, result | {"when": datetime.datetime.now().isoformat()})
