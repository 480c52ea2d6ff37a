"""Trailer sections: RFC 9110 section 6.5, RFC 9112 section 7.1.2."""

from harness.case import case, chunked, get, head
from harness.judge import body_is, broken_body, no_trailer, observed, passed, reply_body, reply_lacks, target_is

HELLO = body_is("hello")


def _trailer(name, weight, lines, *outcomes):
    return case(f"trailer-{name}", "R-F11", weight, (chunked("5\r\nhello\r\n0\r\n" + lines + "\r\n"), 0.05), broken_body(), *outcomes)


def _dropped(line):
    name, _, value = line.partition(": ")
    return no_trailer(name.lower(), value)


FORBIDDEN = [
    ("length", 3, "Content-Length: 50"), ("coding", 3, "Transfer-Encoding: gzip"), ("host", 3, "Host: b.test"),
    ("authorization", 3, "Authorization: Basic eDp5"), ("forwarded-for", 2, "X-Forwarded-For: 6.6.6.6"), ("cookie", 2, "Cookie: a=b"),
    ("content-type", 1, "Content-Type: x/y"), ("content-encoding", 1, "Content-Encoding: x"), ("connection", 2, "Connection: close"),
]

CASES = (
    [_trailer(name, weight, line + "\r\n", passed(1, HELLO, _dropped(line))) for name, weight, line in FORBIDDEN]
    + [
        _trailer("plain", 1, "X: y\r\n", passed(1, HELLO)),
        _trailer("two", 1, "X: y\r\nX: z\r\n", passed(1, HELLO)),
        _trailer("empty-value", 1, "X:\r\n", passed(1, HELLO)),
        _trailer("space-before-colon", 2, "X : y\r\n", passed(1, HELLO, no_trailer("x", "y"))),
        _trailer("no-colon", 2, "Xy\r\n", passed(1, HELLO)),
        _trailer("nul", 2, "X: a\0b\r\n", passed(1, HELLO)),
        _trailer("cr", 3, "X: a\rb\r\n", passed(1, HELLO)),
        _trailer("lf", 3, "X: y\nY: z\r\n", passed(1, HELLO)),
        _trailer("bare-lf-request", 3, "X: y\n\nGET /2 HTTP/1.1\r\nHost: a\r\n", passed(1, HELLO), passed(2, HELLO, target_is("/2", at=1))),
        _trailer("folded", 2, "X: y\r\n z\r\n", passed(1, HELLO)),
        _trailer("name-control", 1, "X\x01: y\r\n", passed(1, HELLO)),
        _trailer("request-line-inside", 3, "GET /smuggled HTTP/1.1\r\nHost: a.test\r\n", passed(1, HELLO)),
        _trailer("many", 2, "X: y\r\n" * 20000, passed(1, HELLO)),
        _trailer("large", 2, "X: " + "y" * 2000000 + "\r\n", passed(1, HELLO)),
        case("trailer-of-response", "R-F11", 1, get("TE: trailers"), passed(1, reply_body("hello")),
             answers=head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Trailer: X") + "5\r\nhello\r\n0\r\nX: y\r\n\r\n"),
        case("trailer-of-response-length", "R-F11", 2, get(), passed(1, reply_body("hello"), reply_lacks("content-length")),
             observed("cut", lambda seen: "complete" if seen.finals else None),
             answers=head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\nContent-Length: 50\r\n\r\n"),
    ]
)
