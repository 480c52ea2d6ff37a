"""Methods: RFC 9110 section 9."""

from harness.case import WAIT, case, get, head
from harness.judge import body_is, declined, method_is, observed, origin_saw, passed, refused, target_is

HOST = "Host: a.test"
OWN = declined((200, 204, 400, 403, 405, 501))
SMUGGLED = get(target="/smuggled")


def _plain(method):
    return case(f"method-{method.lower()}", "R-P11", 1, head(f"{method} /x HTTP/1.1", HOST, "Content-Length: 0"), passed(1, method_is(method), target_is("/x")))


def _with_body(method, weight):
    """The body of any method is framed like any other, passed on or refused, but never read as a request (CL.0)."""
    request = head(f"{method} / HTTP/1.1", HOST, f"Content-Length: {len(SMUGGLED)}") + SMUGGLED
    return case(f"method-body-of-{method.lower()}", "R-F6", weight, (request, WAIT, get(target="/2")),
                passed(2, body_is(SMUGGLED), target_is("/2", at=1)), refused(), declined((200, 400, 405, 413, 501)),
                observed("answered itself, body skipped", origin_saw(1), target_is("/2")), methods=(method,))


CASES = [_plain(each) for each in ("POST", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT", "BREW", "M-SEARCH")] + [
    _with_body("GET", 3), _with_body("HEAD", 3), _with_body("DELETE", 3), _with_body("OPTIONS", 3), _with_body("PUT", 2), _with_body("BREW", 2),
    case("method-long", "R-F12", 1, head("X" * 200 + " / HTTP/1.1", HOST), passed(), refused(), OWN),
    case("method-very-long", "R-F12", 1, head("X" * 100000 + " / HTTP/1.1", HOST), refused(), declined((400, 414, 431, 501))),
    case("method-token-characters", "R-F12", 1, head("A!#$%&'*+-.^_`|~9 / HTTP/1.1", HOST), passed(), refused(), OWN),
    case("method-options-path", "R-P4", 1, head("OPTIONS /x HTTP/1.1", HOST), passed(1, method_is("OPTIONS")), OWN),
    case("method-options-max-forwards-0", "R-P4", 2, head("OPTIONS /x HTTP/1.1", HOST, "Max-Forwards: 0"), OWN, refused()),
    case("method-options-max-forwards-1", "R-P4", 1, head("OPTIONS /x HTTP/1.1", HOST, "Max-Forwards: 1"),
         passed(1, lambda seen: None if seen.seen[0].value("max-forwards") in ("0", "") else "not decremented"), OWN),
    case("method-trace-max-forwards-0", "R-P4", 2, head("TRACE /x HTTP/1.1", HOST, "Max-Forwards: 0"), OWN, refused()),
    case("method-trace", "R-P4", 2, head("TRACE /x HTTP/1.1", HOST), OWN, refused(), passed()),
    case("method-trace-reflects-no-secret", "R-P4", 3, head("TRACE /x HTTP/1.1", HOST, "Authorization: Basic c2VjcmV0"),
         observed("not reflected", lambda seen: "reflected" if any(b"c2VjcmV0" in each.body for each in seen.finals) else None)),
    case("method-max-forwards-0-on-get", "R-P4", 1, get("Max-Forwards: 0"), passed()),
]
