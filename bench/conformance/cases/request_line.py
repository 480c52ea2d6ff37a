"""Start lines of requests: RFC 9112 sections 2.2, 2.3 and 3."""

from harness.case import case, head
from harness.judge import declined, field_is, method_is, passed, refused, target_is, unanswered

HOST = "Host: a.test"
EITHER = (refused(), passed())


def _line(name, weight, line, *outcomes, rule="R-F12", **more):
    return case(f"line-{name}", rule, weight, head(line, HOST), *outcomes, **more)


REFUSED = [
    ("no-version", 2, "GET /"),
    ("version-lower-case", 2, "GET / http/1.1"),
    ("version-mixed-case", 2, "GET / Http/1.1"),
    ("version-no-slash", 2, "GET / HTTP1.1"),
    ("version-two", 2, "GET / HTTP/2.0"),
    ("version-three", 1, "GET / HTTP/3.0"),
    ("version-nine", 2, "GET / HTTP/9.9"),
    ("version-zero-nine", 2, "GET / HTTP/0.9"),
    ("version-one-digit", 2, "GET / HTTP/1"),
    ("version-no-minor", 2, "GET / HTTP/1."),
    ("version-two-minor-digits", 1, "GET / HTTP/1.10"),
    ("version-leading-zero", 2, "GET / HTTP/01.1"),
    ("version-plus", 2, "GET / HTTP/+1.1"),
    ("version-three-parts", 2, "GET / HTTP/1.1.1"),
    ("version-letter", 2, "GET / HTTP/1.x"),
    ("version-other-protocol", 2, "GET / ICY/1.1"),
    ("version-https", 1, "GET / HTTPS/1.1"),
    ("word-behind-version", 3, "GET / HTTP/1.1 x"),
    ("two-versions", 3, "GET / HTTP/1.1 HTTP/1.1"),
    ("space-in-target", 3, "GET /a b HTTP/1.1"),
    ("method-parenthesis", 2, "GE(T / HTTP/1.1"),
    ("method-colon", 2, "GET: / HTTP/1.1"),
    ("method-slash", 2, "G/T / HTTP/1.1"),
    ("method-quote", 2, '"GET" / HTTP/1.1'),
    ("method-non-ascii", 2, "G\xc9T / HTTP/1.1"),
    ("method-nul", 3, "GE\0T / HTTP/1.1"),
    ("method-empty", 2, " / HTTP/1.1"),
    ("only-method", 2, "GET"),
    ("target-nul", 3, "GET /a\0b HTTP/1.1"),
    ("target-cr", 3, "GET /a\rb HTTP/1.1"),
    ("target-bell", 2, "GET /a\x07b HTTP/1.1"),
    ("target-escape", 2, "GET /a\x1bb HTTP/1.1"),
    ("target-delete", 1, "GET /a\x7fb HTTP/1.1"),
    ("colon-in-line", 1, "GET /: HTTP/1.1: x"),
    ("field-instead", 1, "Host: b.test"),
    ("response-instead", 1, "HTTP/1.1 200 OK"),
]

EITHER_WAY = [
    ("two-spaces-before-target", 1, "GET  / HTTP/1.1"),
    ("two-spaces-before-version", 1, "GET /  HTTP/1.1"),
    ("tabs", 1, "GET\t/\tHTTP/1.1"),
    ("vertical-tab", 1, "GET\x0b/\x0bHTTP/1.1"),
    ("trailing-space", 1, "GET / HTTP/1.1 "),
    ("trailing-tab", 1, "GET / HTTP/1.1\t"),
    ("leading-space", 1, " GET / HTTP/1.1"),
    ("version-one-two", 1, "GET / HTTP/1.2"),
    ("version-one-nine", 1, "GET / HTTP/1.9"),
    ("target-non-ascii", 1, "GET /\xe9 HTTP/1.1"),
    ("target-utf8", 1, "GET /\xc3\xa9 HTTP/1.1"),
]

CASES = (
    [_line(name, weight, line, refused()) for name, weight, line in REFUSED]
    + [_line(name, weight, line, *EITHER) for name, weight, line in EITHER_WAY]
    + [
        case("line-http-0.9-request", "R-F12", 2, "GET /\r\n", refused(), unanswered(), patience=1.0),
        case("line-empty-line-first", "R-F12", 1, "\r\n" + head("GET / HTTP/1.1", HOST), passed()),
        case("line-three-empty-lines-first", "R-F12", 1, "\r\n\r\n\r\n" + head("GET / HTTP/1.1", HOST), *EITHER),
        case("line-bare-lf-first", "R-F15", 1, "\n" + head("GET / HTTP/1.1", HOST), *EITHER),
        case("line-bare-cr-first", "R-F14", 1, "\r" + head("GET / HTTP/1.1", HOST), refused()),
        case("line-nul-first", "R-F12", 2, "\0" + head("GET / HTTP/1.1", HOST), refused()),
        case("line-tls-hello", "R-F12", 1, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 60 + b"\r\n\r\n", refused()),
        case("line-http2-preface", "R-F12", 1, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", refused()),
        case("line-binary", "R-F12", 1, bytes(range(128, 256)) + b"\r\n\r\n", refused()),
        _line("method-lower-case", 1, "get / HTTP/1.1", passed(1, method_is("get")), refused(), declined((405, 501))),
        _line("old-version", 2, "GET / HTTP/1.0", passed()),
        case("line-old-version-without-host", "R-F16", 1, head("GET / HTTP/1.0"), passed(), refused()),
        _line("fragment", 1, "GET /a#b HTTP/1.1", refused(), passed(1, target_is("/a", "/a%23b"))),
        _line("fragment-in-query", 1, "GET /a?q#b HTTP/1.1", refused(), passed(1, target_is("/a?q", "/a?q%23b"))),
        _line("asks-for-own-version", 1, "GET /v HTTP/1.1", passed(1, target_is("/v"), field_is("transfer-encoding", ""))),
    ]
)
