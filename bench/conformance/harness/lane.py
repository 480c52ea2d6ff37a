"""A lane: one port of one proxy with an origin of its own, on which cases run one after the other."""

import time

from harness.client import Talk
from harness.judge import Observation, judge
from harness.origin import Origin


class Lane:
    def __init__(self, port):
        self.port = port
        self.origin = Origin()

    def run(self, case):
        """The fault of the case, None if it passes."""
        self.origin.begin(case.answers)
        talk = Talk(self.port, case.methods)
        try:
            talk.perform(case.send)
            talk.settle(self.origin, case.patience)
            seen = self._observe(talk)
        finally:
            talk.close()
            self.origin.end()
        return judge(case, seen)

    def warm_up(self):
        """Asks until the proxy answers from the origin."""
        for _ in range(200):
            self.origin.begin(())
            talk = Talk(self.port, ())
            talk.perform((b"GET / HTTP/1.1\r\nHost: warm.test\r\n\r\n",))
            talk.settle(self.origin, 2)
            _, finals, _, _ = talk.heard()
            talk.close()
            self.origin.end()
            if finals and finals[0].status == 200:
                return
            time.sleep(0.1)
        raise RuntimeError(f"the proxy on port {self.port} does not serve")

    def close(self):
        self.origin.close()

    def _observe(self, talk):
        interims, finals, cut, faults = talk.heard()
        closed = [each.closed for each in talk.connections]
        origin = self.origin
        return Observation(interims, finals, cut, faults, closed, list(origin.requests), origin.partial(), list(origin.faults))
