"""The harness as a module, taught our scenarios and a closer look at every gateway before it is measured."""

import argparse
import importlib
import re
import sys

import scenarios

WARM_PART = 5
WRONG_PASSWORD = "Authorization: Basic YmVuY2g6d3Jvbmc="


def load(copy, longest_round):
    """Imports the working copy; whatever its entries need must be in the environment by now. A load of more seconds than `longest_round` warms up."""
    sys.path.insert(0, str(copy))
    bench = importlib.import_module("bench")
    bench.SC.update(scenarios.own(copy))
    bench.Gw = _checked(bench)
    bench.load = _with_ends(bench.load, longest_round)
    return bench


def arguments(**given):
    """Those of the harness's command line. No rounds at the fixed rate, but with a rate it lets a JVM run a second time before the first round."""
    return argparse.Namespace(**({"tag": "", "rate": 3000, "rate_rounds": 0} | given))


def _with_ends(load, longest_round):
    """
    Makes a load that warms up several. At the end of a load connections break off in the middle of requests, which no request before has led to; a JVM throws away
    what it compiled without that and compiles anew, so a warm-up needs some ends too.
    """

    def parts(gateway, scenario, seconds, *rest, **named):
        count = 1 if seconds <= longest_round else max(1, round(seconds / WARM_PART))
        return [load(gateway, scenario, seconds / count, *rest, **named) for _ in range(count)][-1]

    return parts


def _checked(bench):
    class CheckedGateway(bench.Gw):
        """A gateway that is only measured if it refuses what its policies must refuse."""

        def __init__(self, name, scenario, tag=""):
            super().__init__(name, scenario, tag)
            self.env["N_ROUTES"] = str(bench.SC[scenario].get("n", 1)).removesuffix(scenarios.SHARED)
            if self.f == "large":
                self.env["JWT_KEY"] = bench.J + "hs.key"
                self.f = "routes"

        def start(self, timeout=90):
            super().start(timeout)
            credentials = bench.hdr_of(self.sc)
            if credentials:
                path = "/api0000/orders/1" if self.f == "routes" else "/1k"
                self._expect(path, "", (400, 401))
                self._expect(path, _spoilt(credentials), (401,))
            return self

        def _expect(self, path, credentials, expected):
            status = bench.get(self.port, path, hdr=credentials)
            if status not in expected:
                raise RuntimeError(f"{self.name} answers {status} instead of {expected} to `{credentials.strip() or 'no credentials'}`")

    return CheckedGateway


def _spoilt(credentials):
    """The wrong password, or the token with another signature."""
    if "Basic" in credentials:
        return WRONG_PASSWORD + "\r\n"
    return re.sub(r"\.(.)([^.]*)$", lambda end: "." + ("B" if end[1] == "A" else "A") + end[2], credentials, flags=re.DOTALL)
