"""Heads and framing of responses: RFC 9112 sections 4, 5 and 6.3, as a hostile or broken origin writes them."""

from harness.case import AGAIN, Answer, WAIT, case, get, head
from harness.judge import aborted, bad_gateway, observed, passed, reply_body, reply_field, reply_lines, reply_status, unpoisoned

HELLO = reply_body("hello")
CL = "Content-Length: 5"
TE = "Transfer-Encoding: chunked"
DATA = "5\r\nhello\r\n0\r\n\r\n"
LATER = (get(), WAIT, AGAIN, get(target="/2"))
CUT = aborted()


def _bad(name, rule, weight, answer, *more, then="close"):
    """A 5xx, or a response that is visibly cut; never a complete response that pretends to be the origin's."""
    return case(f"reply-{name}", rule, weight, get(), bad_gateway(), CUT, *more, answers=Answer((answer,), then))


def _good(name, rule, weight, answer, *checks, statuses=range(200, 600), then="keep"):
    return case(f"reply-{name}", rule, weight, get(), passed(1, *checks, statuses=statuses), answers=Answer((answer,), then))


def _line(name, weight, line, *more):
    return _bad(f"line-{name}", "R-U1", weight, head(line, CL) + "hello", *more)


def _length(name, weight, *values):
    lines = [f"Content-Length: {value}" for value in values]
    return _bad(f"cl-{name}", "R-U2", weight, head("HTTP/1.1 200 OK", *lines) + "hello")


def _coded(name, weight, *values, body=DATA, more=()):
    lines = [f"Transfer-Encoding: {value}" for value in values]
    return _bad(f"te-{name}", "R-U2", weight, head("HTTP/1.1 200 OK", *lines) + body, *more)


def _chunk(name, weight, body, *more):
    return _bad(f"chunk-{name}", "R-U2", weight, head("HTTP/1.1 200 OK", TE) + body, *more)


def _field(name, weight, line, *more):
    return _bad(f"field-{name}", "R-U7", weight, head("HTTP/1.1 200 OK", line, CL) + "hello", *more)


LAX = passed(1, HELLO)

TO_THE_END = [
    ("other", "x"), ("gzip", "gzip"), ("chunked-other", "chunked, x"), ("xchunked", "xchunked"), ("quoted", '"chunked"'), ("empty", ""),
    ("chunked-identity", "chunked, identity"), ("vertical-tab", "\x0bchunked"),
]

CASES = [
    _bad("garbage", "R-U1", 2, "garbage\r\n\r\n"),
    _bad("binary", "R-U1", 2, bytes(range(128, 256)) * 3),
    _bad("only-body", "R-U1", 2, "<html>hello</html>"),
    _bad("request-instead", "R-U1", 1, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
    _bad("nothing", "R-U1", 3, ""),
    _bad("half-head", "R-U1", 2, "HTTP/1.1 200 OK\r\nContent-Le"),
    _bad("half-line", "R-U1", 2, "HTTP/1.1 20"),
    _line("status-two-digits", 1, "HTTP/1.1 20 OK"),
    _line("status-four-digits", 1, "HTTP/1.1 2000 OK"),
    _line("status-letters", 2, "HTTP/1.1 abc OK"),
    _line("status-negative", 1, "HTTP/1.1 -20 OK"),
    _line("status-plus", 1, "HTTP/1.1 +20 OK"),
    _line("status-zero", 1, "HTTP/1.1 000 OK"),
    _line("status-missing", 1, "HTTP/1.1"),
    _line("status-hex", 1, "HTTP/1.1 0xc OK"),
    _line("version-two", 1, "HTTP/2.0 200 OK", LAX),
    _line("version-nine", 1, "HTTP/9.9 200 OK"),
    _line("version-lower-case", 1, "http/1.1 200 OK"),
    _line("version-other", 1, "ICY 200 OK"),
    _line("reason-nul", 2, "HTTP/1.1 200 O\0K", LAX),
    _line("reason-cr", 3, "HTTP/1.1 200 O\rK", LAX),
    _line("leading-space", 1, " HTTP/1.1 200 OK"),
    _line("two-spaces", 1, "HTTP/1.1  200 OK", LAX),
    _good("no-reason", "R-P11", 1, head("HTTP/1.1 200 ", CL) + "hello", HELLO),
    _good("no-reason-no-space", "R-P11", 1, head("HTTP/1.1 200", CL) + "hello", HELLO),
    _good("odd-reason", "R-P11", 1, head("HTTP/1.1 200 It is: (fine), \"really\"", CL) + "hello", HELLO),
    _good("reason-utf8", "R-P11", 1, head("HTTP/1.1 200 \xc3\xa9", CL) + "hello", HELLO),
    _good("status-299", "R-P11", 1, head("HTTP/1.1 299 Odd", CL) + "hello", HELLO, reply_status(299)),
    _good("status-418", "R-P11", 1, head("HTTP/1.1 418 Teapot", CL) + "hello", HELLO, reply_status(418)),
    _good("status-599", "R-P11", 1, head("HTTP/1.1 599 Odd", CL) + "hello", HELLO, reply_status(599)),
    case("reply-status-600", "R-P11", 1, get(), bad_gateway(), passed(1, statuses=(600,)), answers=head("HTTP/1.1 600 Odd", CL) + "hello"),
    case("reply-status-999", "R-P11", 1, get(), bad_gateway(), passed(1, statuses=(999,)), answers=head("HTTP/1.1 999 Odd", CL) + "hello"),
    _length("different-lines", 3, "5", "6"), _length("different-list", 3, "5, 6"), _length("plus", 1, "+5"), _length("minus", 3, "-5"),
    _length("hex", 1, "0x5"), _length("empty", 1, ""), _length("letters", 1, "five"), _length("blank-inside", 3, "5 5"), _length("fraction", 1, "5.0"),
    _length("huge", 1, "18446744073709551621"), _length("letter-behind", 1, "5x"), _length("quoted", 1, '"5"'),
    _bad("cl-same-lines", "R-U2", 1, head("HTTP/1.1 200 OK", CL, CL) + "hello", LAX),
    _bad("cl-same-list", "R-U2", 1, head("HTTP/1.1 200 OK", "Content-Length: 5, 5") + "hello", LAX),
    _bad("both", "R-U2", 3, head("HTTP/1.1 200 OK", CL, TE) + DATA, LAX),
    _bad("both-coding-first", "R-U2", 3, head("HTTP/1.1 200 OK", TE, "Content-Length: 3") + DATA, LAX),
    _bad("both-length-0", "R-U2", 3, head("HTTP/1.1 200 OK", TE, "Content-Length: 0") + DATA, LAX),
    # A body whose last coding is not chunked goes on to the end of the connection (9112 6.3, fourth rule).
    *[_coded(name, 2, value, more=(passed(1, reply_body(DATA)),)) for name, value in TO_THE_END],
    _coded("twice", 1, "chunked, chunked"), _coded("two-lines", 1, "chunked", "chunked"), _coded("parameter", 1, "chunked;q=1", more=(LAX,)), _coded("gzip-chunked", 1, "gzip, chunked", more=(passed(),)),
    _bad("te-old-version", "R-U2", 2, head("HTTP/1.0 200 OK", TE) + DATA, LAX),
    _good("te-upper-case", "R-U2", 1, head("HTTP/1.1 200 OK", "Transfer-Encoding: CHUNKED") + DATA, HELLO),
    _good("chunked", "R-U2", 1, head("HTTP/1.1 200 OK", TE) + DATA, HELLO),
    _good("chunk-extension", "R-U2", 1, head("HTTP/1.1 200 OK", TE) + "5;a=b\r\nhello\r\n0;c\r\n\r\n", HELLO),
    _good("chunk-trailer", "R-F11", 1, head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n0\r\nX: y\r\n\r\n", HELLO),
    _good("to-the-end", "R-U2", 2, head("HTTP/1.1 200 OK") + "hello", HELLO, then="close"),
    _good("set-cookie-order", "R-P11", 2, head("HTTP/1.1 200 OK", CL, "Set-Cookie: b=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "Set-Cookie: a=2") + "hello",
          reply_lines("set-cookie", "b=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "a=2")),
    _good("content-encoding-kept", "R-P11", 1, head("HTTP/1.1 200 OK", CL, "Content-Encoding: gzip") + "hello", HELLO, reply_field("content-encoding", "gzip")),
    _good("location-kept", "R-P11", 1, head("HTTP/1.1 302 Found", CL, "Location: http://b.test/x?y") + "hello", reply_field("location", "http://b.test/x?y")),
    _good("authenticate-lines", "R-P11", 1, head("HTTP/1.1 401 No", CL, "WWW-Authenticate: Basic realm=\"x\"", "WWW-Authenticate: Bearer") + "hello",
          reply_lines("www-authenticate", 'Basic realm="x"', "Bearer")),
    _good("date-kept", "R-P11", 1, head("HTTP/1.1 200 OK", CL, "Date: Wed, 21 Oct 2026 07:28:00 GMT") + "hello", reply_field("date", "Wed, 21 Oct 2026 07:28:00 GMT")),
    _chunk("size-letter", 3, "z\r\nhello\r\n0\r\n\r\n"), _chunk("size-plus", 3, "+5\r\nhello\r\n0\r\n\r\n"), _chunk("size-minus", 3, "-5\r\nhello\r\n0\r\n\r\n"),
    _chunk("size-hex-prefix", 3, "0x5\r\nhello\r\n0\r\n\r\n"), _chunk("size-overflow", 3, "10000000000000005\r\nhello\r\n0\r\n\r\n"),
    _chunk("size-empty", 2, "\r\nhello\r\n0\r\n\r\n"), _chunk("no-crlf-behind-data", 3, "5\r\nhelloXX0\r\n\r\n"),
    _chunk("lf-behind-size", 2, "5\nhello\r\n0\r\n\r\n", LAX), _chunk("lf-behind-data", 2, "5\r\nhello\n0\r\n\r\n", LAX),
    _chunk("cr-in-size-line", 3, "5\r;\r\nhello\r\n0\r\n\r\n"), _chunk("lf-in-extension", 3, "5;a\nb\r\nhello\r\n0\r\n\r\n"),
    _chunk("extension-too-long", 1, "5;" + "a" * 2000000 + "\r\nhello\r\n0\r\n\r\n", LAX),
    _chunk("trailer-bad", 2, "5\r\nhello\r\n0\r\nX y\r\n\r\n", LAX),
    _field("nul", 3, "X: a\0b", LAX), _field("cr", 3, "X: a\rb", LAX), _field("cr-splits", 3, "X: a\rSet-Cookie: b=c", LAX),
    _field("lf", 2, "X: a\nY: b", LAX), _field("no-colon", 2, "Xy", LAX), _field("name-blank", 2, "X : y", LAX), _field("name-control", 2, "X\x01: y", LAX),
    _field("name-empty", 2, ": y", LAX), _field("folded", 2, "X: a\r\n b", LAX), _field("folded-first", 2, "\r\n X: a"[2:], LAX),
    _field("name-non-ascii", 1, "X\xe9: y", LAX), _field("framing-blank", 3, "Content-Length : 3", LAX),
    _field("coding-blank", 3, "Transfer-Encoding : chunked", LAX), _field("name-parenthesis", 1, "X(: y", LAX),
    _good("field-latin-1", "R-P11", 1, head("HTTP/1.1 200 OK", CL, "X: \xe9") + "hello", HELLO, reply_field("x", "\xe9")),
    _bad("head-too-large", "R-U7", 2, head("HTTP/1.1 200 OK", "X: " + "y" * 2000000, CL) + "hello", LAX),
    _bad("head-too-many-fields", "R-U7", 1, head("HTTP/1.1 200 OK", *["X: y"] * 200000, CL) + "hello", LAX),
    _bad("all-bare-lf", "R-U1", 1, "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", LAX),
    case("reply-splitting", "R-U7", 3, LATER, observed("nobody gets it", unpoisoned()), answers=Answer(
        ("HTTP/1.1 200 OK\r\nX: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"[:24] + "\r\nContent-Length: 2\r\n\r\nok",))),
]
