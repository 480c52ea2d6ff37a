"""The result of a run as text or JSON."""

import json


def share(cases, faults):
    """Per cent of the weight that passes."""
    total = sum(case.weight for case in cases)
    good = sum(case.weight for case in cases if faults.get(case.name) is None)
    return 100.0 * good / total if total else 0.0


def as_text(cases, results, verbose):
    lines = [f"{len(cases)} cases, weight {sum(case.weight for case in cases)}", ""]
    lines.append(f"{'proxy':<10}{'by weight':>10}{'failures':>10}  version")
    for name, result in results.items():
        failing = [case.name for case in cases if result["faults"].get(case.name)]
        lines.append(f"{name:<10}{share(cases, result['faults']):>9.2f}%{len(failing):>10}  {result['version']}")
    lines += ["", *_families(cases, results)]
    for name, result in results.items():
        lines += ["", f"{name} fails:", *_failing(cases, result["faults"], verbose)]
        if result["unsteady"]:
            lines += [f"{name} passed only when run alone: " + ", ".join(result["unsteady"])]
    return "\n".join(lines)


def as_json(cases, results):
    return json.dumps({
        "cases": len(cases),
        "proxies": {
            name: {"version": result["version"], "percent": round(share(cases, result["faults"]), 2), "failures": {case: fault for case, fault in result["faults"].items() if fault},
                   "unsteady": result["unsteady"]}
            for name, result in results.items()
        },
    }, indent=1)


def _families(cases, results):
    names = sorted({case.family for case in cases})
    lines = [f"{'family':<22}{'cases':>6}" + "".join(f"{name:>10}" for name in results)]
    for family in names:
        members = [case for case in cases if case.family == family]
        counts = [sum(1 for case in members if result["faults"].get(case.name)) for result in results.values()]
        lines.append(f"{family:<22}{len(members):>6}" + "".join(f"{count or '-':>10}" for count in counts))
    return lines


def _failing(cases, faults, verbose):
    lines = []
    for case in cases:
        fault = faults.get(case.name)
        if fault:
            lines.append(f"  {case.name} ({case.rule}, weight {case.weight})" + (f": {fault}" if verbose else ""))
    return lines or ["  nothing"]
