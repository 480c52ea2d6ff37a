#!/usr/bin/env python3
"""Runs the conformance cases against Sluice and other proxies; see README.md."""

import argparse
import fnmatch
import pathlib
import queue
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from cases import all_cases
from harness import proxies, report
from harness.lane import Lane


def main():
    options = _options()
    cases = [case for case in all_cases() if any(fnmatch.fnmatch(case.name, only) for only in options.only or ["*"])]
    if options.list:
        for case in cases:
            print(f"{case.family:<18} {case.rule:<6} {case.weight} {case.name}")
        return 0
    results = {}
    with tempfile.TemporaryDirectory(prefix="conformance-") as work:
        for proxy in proxies.all_proxies():
            if proxy.name not in (options.proxy or [proxy.name]):
                continue
            if not proxy.available():
                print(f"{proxy.name} is not there and is left out", file=sys.stderr)
                continue
            results[proxy.name] = _measure(proxy, pathlib.Path(work) / proxy.name, cases, options)
    print(report.as_json(cases, results) if options.json else report.as_text(cases, results, not options.brief))
    sluice = results.get("sluice")
    return 1 if sluice and any(sluice["faults"].values()) else 0


def _options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="cases by name; * stands for anything; may be repeated")
    parser.add_argument("--proxy", action="append", metavar="NAME", help="sluice, nginx, haproxy or caddy; may be repeated; all by default")
    parser.add_argument("--lanes", type=int, default=8, help="cases that run at once")
    parser.add_argument("--json", action="store_true", help="the result as JSON")
    parser.add_argument("--brief", action="store_true", help="names of failing cases without what is wrong")
    parser.add_argument("--list", action="store_true", help="list the cases and run none")
    return parser.parse_args()


def _measure(proxy, work, cases, options):
    ports = proxies.free_ports(options.lanes)
    lanes = [Lane(port) for port in ports]
    try:
        proxy.start(work, [(lane.port, lane.origin.port) for lane in lanes])
        for lane in lanes:
            lane.warm_up()
        faults, unsteady = _run(lanes, cases)
        return {"version": proxy.version(), "faults": faults, "unsteady": unsteady}
    finally:
        proxy.stop()
        for lane in lanes:
            lane.close()


def _run(lanes, cases):
    """Runs all cases. One that fails runs again alone, so that a busy machine is not taken for a fault; if it passes then, it is called unsteady."""
    faults = _round(lanes, cases)
    again = [case for case in cases if faults[case.name]]
    for case in again:
        faults[case.name] = lanes[0].run(case)
    return faults, [case.name for case in again if not faults[case.name]]


def _round(lanes, cases):
    waiting = queue.SimpleQueue()
    for case in cases:
        waiting.put(case)
    faults = {}
    threads = [threading.Thread(target=_work, args=(lane, waiting, faults)) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def _work(lane, waiting, faults):
    while True:
        try:
            case = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            faults[case.name] = lane.run(case)
        except OSError as error:
            faults[case.name] = f"no connection: {error}"


if __name__ == "__main__":
    sys.exit(main())
