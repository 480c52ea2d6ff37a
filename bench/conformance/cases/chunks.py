"""Chunked framing of requests: RFC 9112 section 7.1."""

from harness.case import CLOSE, WAIT, case, chunked, get
from harness.judge import body_is, broken_body, observed, origin_saw, passed, target_is

HELLO = body_is("hello")
END = "0\r\n\r\n"
SMUGGLE = "GET /smuggled HTTP/1.1\r\nHost: a.test\r\n\r\n"

# Each stands where the size line of a first chunk is expected.
BAD_SIZES = [
    ("empty", 3, ""), ("plus", 3, "+5"), ("minus", 3, "-5"), ("minus-zero", 2, "-0"), ("hex-prefix", 3, "0x5"), ("hex-prefix-upper", 3, "0X5"),
    ("underscore", 3, "0_5"), ("leading-blank", 3, " 5"), ("leading-tab", 3, "\t5"), ("letter", 3, "g"), ("letter-behind", 3, "5g"),
    ("two-numbers", 3, "5 5"), ("fraction", 2, "5.0"), ("comma", 2, "5,"), ("quoted", 2, '"5"'), ("nul", 3, "5\0"), ("nul-first", 3, "\x005"),
    ("vertical-tab", 3, "5\x0b"), ("form-feed", 2, "5\x0c"), ("no-break-space", 2, "5\xa0"), ("17-digits-wrap", 3, "10000000000000005"),
    ("16-f", 3, "ffffffffffffffff"), ("8-f-and-more", 2, "fffffffffffffffff5"), ("forty-digits", 2, "f" * 40), ("only-semicolon", 3, ";a=b"),
    ("non-ascii-digit", 2, "\xb2"), ("cr-first", 3, "\r5"), ("cr-behind", 3, "5\r"), ("percent", 1, "%35"), ("colon", 2, "5:"),
]

# Each is a whole body in chunked framing.
BAD_BODIES = [
    ("no-crlf-behind-data", 3, "5\r\nhello0\r\n\r\n"),
    ("letters-behind-data", 3, "5\r\nhelloXX0\r\n\r\n"),
    ("lf-behind-data", 3, "5\r\nhello\n0\r\n\r\n"),
    ("cr-behind-data", 3, "5\r\nhello\r0\r\n\r\n"),
    ("lf-cr-behind-data", 3, "5\r\nhello\n\r0\r\n\r\n"),
    ("two-crlf-behind-data", 3, "5\r\nhello\r\n\r\n0\r\n\r\n"),
    ("data-too-long", 3, "5\r\nhello!\r\n0\r\n\r\n"),
    ("data-too-short", 3, "6\r\nhello\r\n0\r\n\r\n"),
    ("lf-behind-size", 3, "5\nhello\r\n0\r\n\r\n"),
    ("cr-behind-size", 3, "5\rhello\r\n0\r\n\r\n"),
    ("lf-cr-behind-size", 3, "5\n\rhello\r\n0\r\n\r\n"),
    ("cr-cr-lf-behind-size", 3, "5\r\r\nhello\r\n0\r\n\r\n"),
    ("all-bare-lf", 3, "5\nhello\n0\n\n"),
    ("all-bare-cr", 3, "5\rhello\r0\r\r"),
    ("garbage", 2, "hello world\r\n\r\n"),
    ("crlf-before-size", 3, "\r\n5\r\nhello\r\n0\r\n\r\n"),
    ("lf-behind-last-size", 3, "5\r\nhello\r\n0\n\r\n"),
    ("cr-behind-last-size", 3, "5\r\nhello\r\n0\r\r\n\r\n"),
    ("second-size-bad", 3, "5\r\nhello\r\nz\r\nhello\r\n0\r\n\r\n"),
    ("second-size-negative", 3, "5\r\nhello\r\n-1\r\nhello\r\n0\r\n\r\n"),
]

# What a reader that takes LF for a line end, or CR for a space (9112 2.2), may make of these: harmless, since chunks are framed anew.
LENIENT = {
    "lf-behind-size": "hello", "lf-behind-data": "hello", "all-bare-lf": "hello", "lf-behind-last-size": "hello", "data-too-short": "hello\r",
    "cr-cr-lf-behind-size": "hello", "cr-behind-last-size": "hello", "size-cr-behind": "hello",
}

GOOD = [
    ("one", 1, "5\r\nhello\r\n0\r\n\r\n"),
    ("two", 1, "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"),
    ("single-octets", 1, "".join(f"1\r\n{c}\r\n" for c in "hello") + END),
    ("leading-zeros", 1, "0005\r\nhello\r\n0\r\n\r\n"),
    ("many-zeros-at-end", 1, "5\r\nhello\r\n000\r\n\r\n"),
]


def _bad(name, weight, body):
    """The head may be on its way to the origin already; what matters is that no complete request arrives and no later byte is read."""
    more = [passed(1, body_is(LENIENT[name]))] if name in LENIENT else []
    return case(f"chunk-{name}", "R-F8" if name.startswith("size") else "R-F9", weight, (chunked(body), 0.1), broken_body(), *more)


CASES = (
    [_bad(f"size-{name}", weight, f"{size}\r\nhello\r\n0\r\n\r\n") for name, weight, size in BAD_SIZES]
    + [_bad(name, weight, body) for name, weight, body in BAD_BODIES]
    + [case(f"chunk-good-{name}", "R-F8", weight, chunked(body), passed(1, HELLO)) for name, weight, body in GOOD]
    + [
        case("chunk-upper-case-size", "R-F8", 1, chunked("A\r\n0123456789\r\n" + END), passed(1, body_is("0123456789"))),
        case("chunk-lower-case-size", "R-F8", 1, chunked("a\r\n0123456789\r\n" + END), passed(1, body_is("0123456789"))),
        case("chunk-many-leading-zeros", "R-F8", 1, chunked("0" * 100 + "5\r\nhello\r\n" + END), broken_body(), passed(1, HELLO)),
        case("chunk-blank-behind-size", "R-F8", 1, chunked("5 \r\nhello\r\n" + END), broken_body(), passed(1, HELLO)),
        case("chunk-crlf-in-data", "R-F9", 2, chunked("9\r\n0\r\n\r\nGET \r\n" + END), passed(1, body_is("0\r\n\r\nGET "))),
        case("chunk-request-in-data", "R-F6", 3, (chunked(f"{len(SMUGGLE):x}\r\n{SMUGGLE}\r\n" + END), WAIT, get(target="/2")),
             passed(2, body_is(SMUGGLE), target_is("/2", at=1))),
        case("chunk-large", "R-F18", 2, (chunked("30000\r\n" + "x" * 0x30000 + "\r\n" + END), WAIT), passed(1, body_is("x" * 0x30000))),
        case("chunk-thousand", "R-F8", 1, (chunked("1\r\nx\r\n" * 1000 + END), WAIT), passed(1, body_is("x" * 1000))),
        case("chunk-no-last", "R-U5", 3, (chunked("5\r\nhello\r\n"), CLOSE, 0.3), observed("not completed", origin_saw(0)), patience=0.5),
        case("chunk-half-data", "R-U5", 3, (chunked("5\r\nhel"), CLOSE, 0.3), observed("not completed", origin_saw(0)), patience=0.5),
        case("chunk-half-end", "R-U5", 3, (chunked("5\r\nhello\r\n0\r\n"), CLOSE, 0.3), observed("not completed", origin_saw(0)), patience=0.5),
        case("chunk-behind-fault", "R-F7", 3, (chunked("5\r\nhello\r\nzz\r\n" + SMUGGLE), 0.2), broken_body()),
        case("chunk-behind-fault-later", "R-F7", 3, (chunked("zz\r\n"), 0.3, SMUGGLE), broken_body()),
        case("chunk-size-2-to-32", "R-F8", 3, (chunked("100000005\r\nhello\r\n" + END + SMUGGLE), 0.3),
             observed("not truncated to 5", origin_saw(0)), patience=0.5),
        case("chunk-size-2-to-31", "R-F8", 2, (chunked("80000005\r\nhello\r\n" + END + SMUGGLE), 0.3),
             observed("not truncated to 5", origin_saw(0)), patience=0.5),
    ]
)
