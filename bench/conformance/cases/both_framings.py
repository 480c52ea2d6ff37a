"""Transfer-Encoding and Content-Length together: RFC 9112 sections 6.1 and 6.3."""

from harness.case import case, get, head, post
from harness.judge import body_is, ends, passed, refused

DATA = "5\r\nhello\r\n0\r\n\r\n"
TE = "Transfer-Encoding: chunked"


# Refusing is best. Else Transfer-Encoding decides, Content-Length is dropped, and the connection must end behind the response (9112 6.1).
USES_TE = passed(1, body_is("hello"), ends())


def _both(name, *fields, body=DATA, outcomes=(refused(), USES_TE), weight=1):
    return case(f"both-{name}", "R-F1", weight, post(*fields, body=body), *outcomes)


CASES = [
    _both("length-first", "Content-Length: 15", TE, weight=3),
    _both("coding-first", TE, "Content-Length: 15"),
    _both("length-too-short", "Content-Length: 4", TE),
    _both("length-zero", "Content-Length: 0", TE),
    _both("length-too-long", "Content-Length: 500", TE),
    _both("length-invalid", "Content-Length: x", TE),
    _both("two-lengths", "Content-Length: 5", TE, "Content-Length: 5"),
    _both("two-different-lengths", "Content-Length: 5", TE, "Content-Length: 6"),
    _both("far-apart", "Content-Length: 15", *(f"X{i}: y" for i in range(20)), TE),
    _both("coding-identity", "Content-Length: 5", "Transfer-Encoding: identity", body="hello", outcomes=(refused(),)),
    _both("coding-unknown", "Content-Length: 5", "Transfer-Encoding: x", body="hello", outcomes=(refused(),)),
    _both("coding-empty", "Content-Length: 5", "Transfer-Encoding:", body="hello", outcomes=(refused(),)),
    _both("coding-space-before-colon", "Content-Length: 5", "Transfer-Encoding : chunked", body="hello", outcomes=(refused(),)),
    _both("coding-xchunked", "Content-Length: 5", "Transfer-Encoding: xchunked", body="hello", outcomes=(refused(),)),
    _both("coding-upper-case", "Content-Length: 15", "Transfer-Encoding: CHUNKED"),
    _both("length-nominated", "Content-Length: 15", TE, "Connection: content-length"),
    _both("coding-nominated", "Content-Length: 15", TE, "Connection: transfer-encoding"),
    case("both-behind-is-no-request", "R-F1", 3, post("Content-Length: 15", TE, body=DATA + get(target="/smuggled")), refused(), passed(1, body_is("hello"))),
    case("both-old-version", "R-F3", 3, head("POST / HTTP/1.0", "Host: a.test", "Content-Length: 15", TE) + DATA, refused(), passed(1, ends())),
    case("both-on-get", "R-F1", 3, head("GET / HTTP/1.1", "Host: a.test", "Content-Length: 15", TE) + DATA, refused(), USES_TE),
]
