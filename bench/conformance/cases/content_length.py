"""Content-Length of requests: RFC 9112 section 6.3, RFC 9110 section 8.6."""

from harness.case import CLOSE, WAIT, case, get, post
from harness.judge import body_is, declined, field_is, observed, origin_saw, passed, refused, replies, target_is

HELLO = body_is("hello")
SMUGGLE = "GET /smuggled HTTP/1.1\r\nHost: a.test\r\n\r\n"


def _length(name, weight, *lines, outcomes=None, body="hello"):
    return case(f"cl-{name}", "R-F4", weight, post(*lines, body=body), *(outcomes or (refused(),)))


INVALID = [
    ("plus", 3, "+5"), ("minus", 3, "-5"), ("minus-zero", 2, "-0"), ("hex", 3, "0x5"), ("hex-digit", 3, "a"),
    ("blank-inside", 3, "5 5"), ("tab-inside", 3, "5\t5"), ("fraction", 2, "5.0"), ("exponent", 2, "5e0"), ("empty", 3, ""),
    ("quoted", 2, '"5"'), ("letters", 2, "five"), ("letter-behind", 3, "5x"), ("comma-behind", 2, "5,"), ("comma-first", 2, ",5"),
    ("underscore", 2, "5_0"), ("semicolon", 2, "5;0"), ("non-ascii-digit", 2, "\xb2"), ("arabic-digit", 2, "\xd9\xa5"),
    ("two-to-63", 2, "9223372036854775808"), ("two-to-64-plus-5", 3, "18446744073709551621"), ("forty-digits", 2, "9" * 40),
    ("nul-behind", 3, "5\0"), ("vertical-tab", 3, "\x0b5"), ("no-break-space", 2, "\xa05"), ("percent", 1, "%35"), ("octal", 1, "0o5"),
]

CASES = (
    [_length(name, weight, f"Content-Length: {value}") for name, weight, value in INVALID]
    + [
        _length("different-lines", 3, "Content-Length: 5", "Content-Length: 6"),
        _length("different-lines-zero-first", 3, "Content-Length: 0", "Content-Length: 5"),
        _length("different-lines-case", 3, "Content-Length: 5", "content-length: 0"),
        _length("different-list", 3, "Content-Length: 5, 6"),
        _length("different-list-last-zero", 3, "Content-Length: 5, 0"),
        _length("same-lines", 2, "Content-Length: 5", "Content-Length: 5", outcomes=(refused(), passed(1, HELLO))),
        _length("same-list", 2, "Content-Length: 5, 5", outcomes=(refused(), passed(1, HELLO))),
        _length("same-number-other-digits", 2, "Content-Length: 5", "Content-Length: 05", outcomes=(refused(), passed(1, HELLO))),
        _length("leading-zeros", 1, "Content-Length: 005", outcomes=(refused(), passed(1, HELLO))),
        _length("many-leading-zeros", 1, "Content-Length: " + "0" * 30 + "5", outcomes=(refused(), passed(1, HELLO))),
        _length("blanks-around", 1, "Content-Length: \t5 \t", outcomes=(passed(1, HELLO),)),
        _length("no-blank", 1, "Content-Length:5", outcomes=(passed(1, HELLO),)),
        _length("name-case", 1, "cOnTeNt-LeNgTh: 5", outcomes=(passed(1, HELLO),)),
        _length("zero", 1, "Content-Length: 0", outcomes=(passed(1, body_is("")),), body=""),
        _length("space-before-colon", 3, "Content-Length : 5"),
        _length("folded", 3, "Content-Length:", " 5", outcomes=(refused(), passed(1, HELLO))),
        _length("folded-more-digits", 3, "Content-Length: 5", " 0", outcomes=(refused(),)),
        _length("name-lookalike", 2, "Content-Length: 5", "Content\x00Length: 6"),
        case("cl-absent-post", "R-F6", 2, (post(), WAIT, get(target="/2")), passed(2, body_is(""), target_is("/2", at=1))),
        case("cl-above-two-to-31", "R-F4", 2, (post("Content-Length: 2147483653", body="hello" + SMUGGLE), 0.3),
             observed("not truncated to 5", origin_saw(0)), patience=0.5),
        case("cl-above-two-to-32", "R-F4", 3, (post("Content-Length: 4294967301", body="hello" + SMUGGLE), 0.3),
             observed("not truncated to 5", origin_saw(0)), patience=0.5),
        case("cl-too-short-body", "R-U5", 3, (post("Content-Length: 10", body="hello"), CLOSE, 0.3),
             observed("not completed", origin_saw(0)), patience=0.5),
        case("cl-body-is-no-request", "R-F6", 3, (post(f"Content-Length: {len(SMUGGLE)}", body=SMUGGLE), WAIT, get(target="/2")),
             passed(2, body_is(SMUGGLE), target_is("/2", at=1))),
        case("cl-large", "R-F18", 2, (post("Content-Length: 300000", body="x" * 300000), WAIT), passed(1, body_is("x" * 300000))),
        case("cl-passed-on-as-length", "R-F4", 1, post("Content-Length: 5", body="hello"), passed(1, field_is("content-length", "5")), passed(1, HELLO)),
        case("cl-nominated", "R-F5", 3, post("Content-Length: 5", "Connection: content-length", body="hello"), refused(), passed(1, HELLO)),
        case("cl-nominated-keep-alive", "R-F5", 3, (post("Content-Length: 5", "Connection: keep-alive, Content-Length", body="hello"), WAIT, get(target="/2")),
             refused(), passed(2, HELLO, target_is("/2", at=1))),
        case("cl-surplus-is-next-request", "R-P12", 2, post("Content-Length: 5", body="hello" + get(target="/2")),
             observed("two answers", replies(200, 200), target_is("/2", at=1))),
        case("cl-surplus-garbage", "R-F7", 2, post("Content-Length: 5", body="hello\0\0\0\0\r\n\r\n"), refused(after=1)),
        case("cl-not-in-range-of-long", "R-F4", 1, post("Content-Length: 999999999999999999", body="x"), declined((400, 413)), refused(),
             observed("waits", origin_saw(0)), patience=0.5),
    ]
)
