"""The results as Markdown."""

import os
import pathlib

from scenarios import COMPARED, LARGE_MEMORY_MIB, LARGE_RATE
from spread import Spread, number
from targets import cpu, ratio, verdicts

HEAD = """# Benchmarks

Written by `bench/run`; [bench/README.md](../bench/README.md) says what each scenario is and how to repeat it. Figures are median [lowest..highest].
Trust ratios within this run, not the absolute figures: they belong to one small machine."""

CPU = """CPU time of the gateway, user and system, per request in µs at saturation. Gateway on one core, load generator and backend on another; the
gateways of a scenario took turns round by round. The figures are corrected by what a fixed piece of work cost right before and after each round.
Starts of Sluice, whose rounds all count: {starts}; its options are those of `./gateway` and `-Xms64m -Xmx512m`."""

RATES = "Closed loop; the load generator may be the limit of the fastest."

LOOKUP = """Sluice with 1, 1,000 and 10,000 APIs that share one upstream address, so that only the lookup differs. GET 1 KiB over 64 connections.
Starts: {starts}; short rounds in turn: {rounds} of each."""

LARGE = """1,000 APIs, each with message logging (a line per request to standard error, which is a file), rate limit, JWT HS256 and header injection;
{rate:,} requests/s on 64 connections, answers of 1 KiB. Each gateway has one core. Latency counts from the moment at which a request was due.
The control group counts file pages and socket buffers too. Options of Sluice: `{options}`."""


def markdown(results, versions):
    sections = [HEAD, _machine(results, versions), _targets(results), _compared(results), _lookup(results), _large(results), _startup(results), _idle(results)]
    return "\n\n".join(section for section in sections if section) + "\n"


def _machine(results, versions):
    whens = sorted(result["when"][:16].replace("T", " ") for result in results.values() if "when" in result)
    rounds = sorted({f"{result['rounds']} rounds of {result['secs']:g} s" for name, result in results.items() if name in COMPARED})
    kernel, processors = f"{os.uname().sysname} {os.uname().release}", f"{os.cpu_count()} x {_processor()}"
    about = f"{whens[0]} to {whens[-1]}; {', '.join(rounds)}." if whens else ""
    return _section("Where and when", about, ("part", "version"), [*versions.items(), ("kernel", kernel), ("processors", processors)])


def _processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return os.uname().machine


def _targets(results):
    rows = [(each.what, each.target, each.measured, "yes" if each.met else "**no**") for each in verdicts(results)]
    return _section("Targets", "", ("what", "target", "measured", "met"), rows)


def _compared(results):
    present = {name: results[name] for name in COMPARED if results.get(name, {}).get("gateways")}
    gateways = list(dict.fromkeys(gateway for result in present.values() for gateway in result["gateways"]))
    columns = ("scenario", *gateways)
    titled = {f"{name}: {result['title']}": result for name, result in present.items()}
    return "\n\n".join(filter(None, [
        _section("CPU per request", CPU.format(starts=_starts(present)), columns, _grid(titled, gateways, cpu)),
        _ratios(present, gateways),
        _section("Requests per second on one core", RATES, columns, _grid(present, gateways, _rate)),
        _section("Peak resident memory in MiB", "", columns, _grid(present, gateways, _peak)),
        _failures(present)]))


def _starts(present):
    """One number, unless parts of different runs are shown together or a start failed."""
    counts = {result["gateways"].get("sluice", {}).get("starts", 1) for result in present.values()}
    return " or ".join(str(count) for count in sorted(counts))


def _grid(titled, gateways, figure):
    return [(title, *(_cell(result["gateways"].get(gateway), figure) for gateway in gateways)) for title, result in titled.items()]


def _cell(measured, figure):
    return str(figure(measured["sat"])) if measured and measured["sat"] else "-"


def _ratios(present, gateways):
    peers = [gateway for gateway in gateways if gateway != "sluice"]
    rows = [(name, *(_ratio(present, name, peer) for peer in peers)) for name in present]
    about = "CPU per request, ratio of the medians; below 1 Sluice needs less."
    return _section("Sluice to each peer", about, ("scenario", *peers), rows if peers and "sluice" in gateways else [])


def _ratio(results, name, peer):
    value = ratio(results, name, peer)
    return "-" if value is None else f"{value:.2f}"


def _rate(rounds):
    return Spread.of([each["rps"] for each in rounds])


def _peak(rounds):
    return number(max(each["mem"]["hwm"] for each in rounds))


def _failures(present):
    if not present:
        return ""
    told = [f"{each['bad']} of {gateway} in {name}" for name, result in present.items() for gateway, each in result["gateways"].items() if each["bad"]]
    return f"Failed requests and answers other than 2xx: {', '.join(told) or 'none'}. {_foreign(present)}"


def _foreign(present):
    rounds = [each for result in present.values() for measured in result["gateways"].values() for each in measured["sat"]]
    taken = Spread.of([max(0, each["foreign_cpu"]) for each in rounds])
    return f"Other processes took {taken.median:.2f} cores (median of all rounds), at most {taken.high:.2f}."


def _lookup(results):
    lookup = results.get("lookup")
    if not lookup:
        return ""
    rounds = lookup["rounds"]
    first = cpu(rounds["1"]).median
    rows = [(apis, str(cpu(each)), f"{cpu(each).median / first:.3f}") for apis, each in rounds.items()]
    about = LOOKUP.format(rounds=len(rounds["1"]), starts=lookup.get("starts", 1))
    return _section("Lookup", about, ("APIs", "CPU µs per request", "to 1 API"), rows)


def _large(results):
    measured = results.get("large", {}).get("gateways", {})
    if not measured:
        return ""
    rows = [(title, *(figure(each["sat"]) for each in measured.values())) for title, figure in _LARGE_FIGURES]
    rows.append((f"peak of the control group of {LARGE_MEMORY_MIB} MiB", *(_group(each) for each in measured.values())))
    options = measured.get("sluice", {}).get("options", "")
    return _section("Flex Gateway's size \"Large\"", LARGE.format(rate=LARGE_RATE, options=options), ("what", *measured), rows)


def _of(*keys, scale=1):
    """The spread of one figure, by its place in the result of a round."""
    def pick(each):
        for key in keys:
            each = each[key]
        return each * scale
    return lambda rounds: str(Spread.of([pick(each) for each in rounds]))


def _failed(rounds):
    return str(sum(each["errors"] + each["non2xx"] for each in rounds))


def _group(measured):
    peak = measured["group_peak_mib"]
    return "no such group" if peak is None else f"{peak:.0f}"


_LARGE_FIGURES = (
    ("requests/s", _of("rps")),
    ("p50 in ms", _of("lat_us", "p50", scale=0.001)),
    ("p99 in ms", _of("lat_us", "p99", scale=0.001)),
    ("p99.9 in ms", _of("lat_us", "p999", scale=0.001)),
    ("share of the core", _of("gw_util")),
    ("lines logged per request", _of("logged_share")),
    ("failed", _failed),
    ("peak resident memory in MiB", _peak),
)


def _startup(results):
    kinds = (("startup", "s1", "1 API"), ("startup-large", "large", "1,000 APIs x 4 policies"))
    rows = [(gateway, title, str(Spread.of(each["ms"])), str(Spread.of(each["cpu_s"])), str(Spread.of(each["rss"])))
            for file, scenario, title in kinds for gateway, each in results.get(file, {}).get(scenario, {}).items()]
    about = "From starting the process to its first answer, two cores, default options."
    return _section("Start", about, ("gateway", "configuration", "ms", "CPU s", "resident memory in MiB"), rows)


def _idle(results):
    rows = [(gateway, f"{each['opened']['idle_open']:,}", f"{each['alive']:,}", number(each["rss0"]), number(each["rss1"]), number(each["kib_per_conn"]))
            for gateway, each in results.get("idle", {}).items()]
    about = "Keep-alive connections that were used once. Growth of resident memory for each, beside what the kernel keeps."
    if "held" in results:
        about += f"\nSluice holds {number(results['held']['kib'])} KiB of heap, after a collection, and direct memory for each."
    return _section("Idle connections", about, ("gateway", "opened", "still open", "MiB before", "MiB after", "KiB per connection"), rows)


def _section(title, about, columns, rows):
    if not rows:
        return ""
    table = [columns, ["---"] * len(columns), *rows]
    lines = "\n".join("| " + " | ".join(row) + " |" for row in table)
    return "\n\n".join(filter(None, [f"## {title}", about, lines]))
