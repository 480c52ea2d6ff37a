"""Bounds: RFC 9110 sections 2.3, 4.1 and 5.4."""

from harness.case import case, get, head
from harness.judge import declined, observed, passed, refused, target_is

TOO_LARGE = (400, 413, 414, 431, 494, 500, 502)
OWN = declined(TOO_LARGE)


def _ended(seen):
    return None if seen.ended() else "left open"


CASES = [
    case("limit-target-8000", "R-F12", 2, get(target="/" + "a" * 7985), passed(1, target_is("/" + "a" * 7985))),
    case("limit-target-2-mb", "R-F12", 2, get(target="/" + "a" * 2000000), refused(), OWN),
    case("limit-query-2-mb", "R-F12", 1, get(target="/?" + "a" * 2000000), refused(), OWN),
    case("limit-start-line-endless", "R-F12", 2, ("GET /" + "a" * 3000000, 0.2), refused(), OWN),
    case("limit-field-4-kb", "R-F13", 1, get("X: " + "y" * 4000), passed()),
    case("limit-field-2-mb", "R-F13", 2, get("X: " + "y" * 2000000), refused(), OWN),
    case("limit-name-2-mb", "R-F13", 1, get("X" * 2000000 + ": y"), refused(), OWN),
    case("limit-fifty-fields", "R-F13", 1, get(*[f"X{i}: y" for i in range(50)]), passed()),
    case("limit-hundred-thousand-fields", "R-F13", 2, get(*[f"X{i}: y" for i in range(100000)]), refused(), OWN),
    case("limit-thousand-short-lines", "R-F13", 1, get(*["A:"] * 50000), refused(), OWN, passed()),
    case("limit-head-endless", "R-F13", 2, (head("GET / HTTP/1.1", "Host: a.test", *["X: " + "y" * 1000] * 3000)[:-2], 0.2), refused(), OWN),
    case("limit-method-endless", "R-F12", 1, ("G" * 3000000, 0.2), refused(), OWN),
    case("limit-empty-lines-endless", "R-F12", 1, ("\r\n" * 500000, 0.3), refused(), observed("ended", _ended), patience=4.0),
    case("limit-slow-head", "R-F18", 2, ("GET / HTTP/1.1\r\nHost:", 0.1), refused(), observed("ended", _ended), patience=5.0),
    case("limit-slow-body", "R-F18", 1, (head("POST / HTTP/1.1", "Host: a.test", "Content-Length: 9") + "half", 0.1), refused(), observed("ended", _ended),
         declined((408, 502, 504), reaches_origin=True), patience=6.0),
]
