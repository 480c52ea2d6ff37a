"""What was observed in a case, and the vocabulary of outcomes."""

import re
from dataclasses import dataclass

from harness.case import Outcome

OWN_REFUSALS = (*range(400, 500), 501, 505)


@dataclass
class Observation:
    """Both ends of one case: what the client heard and what the origin saw."""

    interims: list
    finals: list
    cut: list
    client_faults: list
    closed: list
    seen: list
    partial: list
    origin_faults: list

    def ended(self, connection=-1):
        """Whether the connection is closed, or was announced to be: a proxy may linger to let its last words arrive."""
        said = self.finals[-1].value("connection").lower() if self.finals else ""
        return self.closed[connection] or connection == -1 and said == "close"

    def trailer_names(self, at):
        return {name.decode("latin-1") for name, _ in self.seen[at].trailers}

    def statuses(self):
        return [each.status for each in self.finals]


def judge(case, seen):
    """None if the case passes, else what is wrong by each outcome that would have done."""
    fault = _always(seen)
    if fault:
        return fault
    faults = [(outcome.name, outcome.fault(seen)) for outcome in case.outcomes]
    if any(fault is None for _, fault in faults):
        return None
    return "; ".join(f"not {name}: {fault}" for name, fault in faults)


def refused(after=0, statuses=OWN_REFUSALS):
    """Refused with 4xx (or 501, 505), or without a word, and closed; `after` requests in front were served."""

    def fault(seen):
        own = seen.statuses()[after:]
        if len(seen.finals) < after or len(own) > 1 or own and own[0] not in statuses:
            return f"statuses {seen.statuses()}"
        if not seen.ended():
            return "left open"
        return _count(seen, after)

    return Outcome("refused", fault)


def declined(statuses, reaches_origin=False):
    """Answered by the proxy itself with one of `statuses`; the connection may go on."""

    def fault(seen):
        if len(seen.finals) != 1 or seen.statuses()[0] not in statuses:
            return f"statuses {seen.statuses()}"
        return None if reaches_origin else _count(seen, 0)

    return Outcome(f"answered with one of {_short(statuses)}", fault)


def passed(count=1, *checks, statuses=range(200, 300)):
    """`count` requests reached the origin and were answered well."""

    def fault(seen):
        if len(seen.finals) != count or any(each not in statuses for each in seen.statuses()):
            return f"statuses {seen.statuses()}"
        return _count(seen, count) or _first_fault(seen, checks)

    return Outcome("passed on", fault)


def bad_gateway(statuses=(500, 502, 503, 504), *checks):
    """The proxy reports the origin's fault with a 5xx of its own."""

    def fault(seen):
        if len(seen.finals) != 1 or seen.statuses()[0] not in statuses:
            return f"statuses {seen.statuses()}"
        return _first_fault(seen, checks)

    return Outcome("a 5xx of its own", fault)


def aborted(*checks):
    """The response began and visibly did not end: it is cut short and the connection is closed."""

    def fault(seen):
        if seen.finals or not seen.closed[-1]:
            return f"statuses {seen.statuses()}, closed {seen.closed[-1]}"
        return _first_fault(seen, checks)

    return Outcome("visibly cut short", fault)


def broken_body(after=0):
    """A fault in the body: what had begun towards the origin is given up, the client gets any error or none, and the connection ends."""
    return refused(after, (*OWN_REFUSALS, 500, 502, 503, 504))


def not_switched():
    """No other protocol begins, and nothing that came in its name is taken for a response."""
    return observed("not switched", lambda seen: _unless(101 not in seen.statuses(), "switched"), unpoisoned())


def unanswered(origin=0):
    """No response yet, and no complete request at the origin."""

    def fault(seen):
        return f"statuses {seen.statuses()}" if seen.finals else _count(seen, origin)

    return Outcome("no answer", fault)


def observed(name, *checks):
    """Whatever else happens, all of `checks` hold."""
    return Outcome(name, lambda seen: _first_fault(seen, checks))


# Checks: each takes an observation and returns a fault or None.


def target_is(*expected, at=0):
    return lambda seen: _unless(seen.seen[at].target in expected, f"target {seen.seen[at].target}")


def method_is(expected, at=0):
    return lambda seen: _unless(seen.seen[at].method == expected, f"method {seen.seen[at].method}")


def body_is(expected, at=0):
    return lambda seen: _unless(seen.seen[at].body == expected.encode("latin-1"), f"body {seen.seen[at].body[:60]!r}")


def field_is(name, *expected, at=0):
    return lambda seen: _unless(seen.seen[at].value(name) in expected, f"{name}: {seen.seen[at].value(name)!r}")


def field_has(name, pattern, at=0):
    return lambda seen: _unless(re.search(pattern, seen.seen[at].value(name)), f"{name}: {seen.seen[at].value(name)!r}")


def lines_are(name, *expected, at=0):
    return lambda seen: _unless(seen.seen[at].values(name) == list(expected), f"{name}: {seen.seen[at].values(name)}")


def lacks(*names, at=0):
    def check(seen):
        found = [name for name in names if seen.seen[at].values(name)]
        return _unless(not found, f"passed on {found}")

    return check


def no_trailer(name, value, at=0):
    """The trailer field has neither become a header field nor stayed a trailer."""

    def check(seen):
        found = name in seen.trailer_names(at) or value in seen.seen[at].value(name)
        return _unless(not found, f"passed on {name}")

    return check


def origin_saw(count):
    return lambda seen: _count(seen, count)


def origin_saw_at_most(count):
    return lambda seen: _unless(len(seen.seen) <= count, f"origin saw {len(seen.seen)}")


def reply_status(*expected, at=0):
    return lambda seen: _unless(len(seen.finals) > at and seen.finals[at].status in expected, f"statuses {seen.statuses()}")


def replies(*expected):
    return lambda seen: _unless(seen.statuses() == list(expected), f"statuses {seen.statuses()}")


def reply_body(expected, at=0):
    def check(seen):
        body = seen.finals[at].body if len(seen.finals) > at else None
        return _unless(body == expected.encode("latin-1"), f"reply body {body and body[:60]!r}")

    return check


def reply_field(name, *expected, at=0):
    return lambda seen: _unless(seen.finals[at].value(name) in expected, f"reply {name}: {seen.finals[at].value(name)!r}")


def reply_lines(name, *expected, at=0):
    return lambda seen: _unless(seen.finals[at].values(name) == list(expected), f"reply {name}: {seen.finals[at].values(name)}")


def reply_lacks(*names, at=0):
    def check(seen):
        found = [name for name in names if seen.finals[at].values(name)]
        return _unless(not found, f"reply has {found}")

    return check


def interim(*expected):
    return lambda seen: _unless([each.status for each in seen.interims] == list(expected), f"interim {[i.status for i in seen.interims]}")


def not_complete():
    return lambda seen: _unless(not seen.finals, f"a complete response {seen.statuses()}")


def ends(connection=-1):
    return lambda seen: _unless(seen.ended(connection), "left open")


def stays_open(connection=-1):
    return lambda seen: _unless(not seen.closed[connection], "closed")


def unpoisoned():
    def check(seen):
        heard = b"".join(each.start + each.body for each in seen.finals)
        return _unless(b"poison" not in heard, "a response of somebody else's")

    return check


def _always(seen):
    """What no case may show: bytes that a strict reader cannot read, or a smuggled request."""
    if seen.origin_faults:
        return f"the origin got a malformed request: {seen.origin_faults[0]}"
    if seen.client_faults:
        return f"the client got a malformed response: {seen.client_faults[0]}"
    smuggled = [each.target for each in seen.seen + seen.partial if "smuggled" in each.target]
    return f"smuggled: {smuggled}" if smuggled else None


def _count(seen, expected):
    return _unless(len(seen.seen) == expected, f"origin saw {len(seen.seen)} requests, not {expected}")


def _first_fault(seen, checks):
    for check in checks:
        try:
            fault = check(seen)
        except IndexError:
            return "a message that is looked at did not come"
        if fault:
            return fault
    return None


def _unless(good, fault):
    return None if good else fault


def _short(statuses):
    return ", ".join(str(each) for each in list(statuses)[:6])
