"""What Sluice has to reach, and whether a run shows it."""

from dataclasses import dataclass

import scenarios
from spread import Spread, number

# CPU per request at most this many times that of the peer.
RATIOS = (
    ("s1", "nginx", 1.0),
    ("s1", "envoy", 1.0),
    ("s2", "haproxy", 1.1),
    ("s2", "envoy", 0.6),
    ("s3h", "haproxy", 1.1),
    ("s3r", "haproxy", 0.5),
    ("s4", "haproxy", 1.0),
    ("s5", "nginx", 1.2),
    ("s6", "nginx", 1.2),
    ("s7e", "nginx", 1.2),
    ("s7r", "nginx", 1.2),
    ("s7he", "nginx", 1.2),
    ("s7hr", "nginx", 1.2),
)
LOOKUPS = (("1,000", "1"), ("10,000", "1,000"))
LOOKUP_MOST = 1.05


@dataclass(frozen=True)
class Verdict:
    what: str
    target: str
    measured: str
    met: bool


def verdicts(results):
    """One for each target whose measurements are in `results`, which are the harness's files by name."""
    return [*_ratios(results), *_lookups(results), *_large(results), *_startup(results), *_idle(results)]


def cpu(rounds):
    """CPU time of the gateway per request in microseconds, corrected for the speed of the machine."""
    return Spread.of([each["norm_us"] for each in rounds])


def ratio(results, scenario, peer):
    """Sluice to peer, or None if one of them is missing."""
    gateways = results.get(scenario, {}).get("gateways", {})
    if not {"sluice", peer} <= gateways.keys():
        return None
    return cpu(gateways["sluice"]["sat"]).median / cpu(gateways[peer]["sat"]).median


def _ratios(results):
    for scenario, peer, most in RATIOS:
        measured = ratio(results, scenario, peer)
        if measured is not None:
            yield Verdict(f"{scenario}, CPU per request to {peer}", f"<= {most:.2f}", f"{measured:.2f}", measured <= most)


def _lookups(results):
    rounds = results.get("lookup", {}).get("rounds", {})
    for many, few in LOOKUPS if rounds else ():
        measured = cpu(rounds[many]).median / cpu(rounds[few]).median
        yield Verdict(f"lookup, CPU per request of {many} APIs to {few}", f"<= {LOOKUP_MOST}", f"{measured:.2f}", measured <= LOOKUP_MOST)


def _large(results):
    measured = results.get("large", {}).get("gateways", {}).get("sluice")
    if not measured:
        return
    rounds = measured["sat"]
    rate = Spread.of([each["rps"] for each in rounds])
    tail = Spread.of([each["lat_us"]["p99"] / 1000 for each in rounds])
    memory = max(each["mem"]["hwm"] for each in rounds)
    failed = sum(each["errors"] + each["non2xx"] for each in rounds)
    limit = scenarios.LARGE_MEMORY_MIB
    kept = rate.median >= 0.999 * scenarios.LARGE_RATE and failed == 0
    yield Verdict("large, requests/s on one core, none failed", f"{scenarios.LARGE_RATE:,}", f"{rate.median:,.0f}, {failed} failed", kept)
    yield _most("large, p99 in ms", 10, tail.median)
    yield _most("large, peak resident memory in MiB", limit, memory)


def _startup(results):
    for file, scenario, title, most in (("startup", "s1", "1 API", 700), ("startup-large", "large", "1,000 APIs x 4 policies", 1500)):
        measured = results.get(file, {}).get(scenario, {}).get("sluice")
        if measured:
            yield _most(f"start to first answer in ms, {title}, two cores", most, Spread.of(measured["ms"]).median)
            if scenario == "s1":
                yield _most("resident memory after the start in MiB", 110, Spread.of(measured["rss"]).median)


def _idle(results):
    held = results.get("held")
    if held:
        yield _most(f"idle connection, KiB of heap and direct memory, of {held['opened']:,}", 4, held["kib"])


def _most(what, most, measured):
    return Verdict(what, f"<= {most:,}", number(measured), measured <= most)
