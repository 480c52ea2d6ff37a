"""Chunk extensions: RFC 9112 section 7.1.1, erratum 7633, and the ways to hide a line end in them."""

from harness.case import case, chunked, get
from harness.judge import body_is, broken_body, observed, origin_saw, passed, target_is

HELLO = body_is("hello")
END = "0\r\n\r\n"
SMUGGLED = get(target="/smuggled")
NEXT = get(target="/2")
HIDDEN = "\r\n0\r\n\r\n" + SMUGGLED


def _extension(name, weight, extension, *outcomes, rule="R-F10"):
    return case(f"ext-{name}", rule, weight, (chunked(f"5{extension}\r\nhello\r\n{END}"), 0.1), *outcomes)


# Extensions are understood or dropped; a proxy that refuses them is within its rights only if it does so for all.
GOOD = [
    ("name", 1, ";a"), ("name-value", 1, ";a=b"), ("quoted", 1, ';a="b"'), ("quoted-semicolon", 1, ';a="b;c"'), ("two", 1, ";a=b;c=d"),
    ("blanks", 1, " ; a = b"), ("quoted-pair", 1, ';a="b\\"c"'), ("utf8", 1, ';a="\xc3\xa9"'),
]

BAD = [
    ("lf", 3, ";a\nb"), ("lf-at-end", 3, ";\n"), ("quoted-lf", 3, ';a="b\nc"'),
    ("quoted-crlf", 3, ';a="b\r\nc"'),
    ("lf-only-line", 3, "\n;a"), ("escaped-lf", 3, ';a="\\\n"'),
]

# Unknown extensions are ignored, and a bare CR may be read as a space (9112 2.2): refusing is better, reading past it is permitted.
IGNORABLE = [
    ("cr", 3, ";a\rb"), ("cr-at-end", 3, ";a\r"), ("quoted-cr", 3, ';a="b\rc"'), ("nul", 3, ";a\0"), ("quoted-nul", 2, ';a="\0"'),
]

# A line end may not be hidden; a lenient reader may also take the bare LF for one, which gives a framing fault behind it.
ODD = [
    ("empty", 1, ";"), ("no-name", 1, ";=b"), ("no-value", 1, ";a="), ("unclosed-quote", 1, ';a="b'), ("control", 1, ";a\x01"), ("delete", 1, ";a\x7f"),
    ("equals-only", 1, ";="), ("no-semicolon", 2, " a=b"), ("comma", 1, ",a"),
]

CASES = (
    [_extension(name, weight, ext, passed(1, HELLO)) for name, weight, ext in GOOD]
    + [_extension(name, weight, ext, broken_body(), rule="R-F9") for name, weight, ext in BAD]
    + [_extension(name, weight, ext, broken_body(), passed(1, HELLO), rule="R-F9") for name, weight, ext in IGNORABLE]
    + [_extension(name, weight, ext, broken_body(), passed(1, HELLO)) for name, weight, ext in ODD]
    + [
        case("ext-on-last-chunk", "R-F10", 1, chunked("5\r\nhello\r\n0;a=b\r\n\r\n"), passed(1, HELLO)),
        case("ext-long", "R-F10", 2, (chunked("5;" + "a" * 20000 + "\r\nhello\r\n" + END), 0.1), broken_body(), passed(1, HELLO)),
        case("ext-very-long", "R-F10", 2, (chunked("5;" + "a" * 2000000 + "\r\nhello\r\n" + END), 0.1), broken_body(), passed(1, HELLO)),
        case("ext-endless-in-total", "R-F10", 1, (chunked(("1;" + "a" * 200 + "\r\nx\r\n") * 3000 + END), 0.1), broken_body(), passed(1, body_is("x" * 3000))),
        # Where a bare LF is taken for a line end, what follows is an honest next request; where it is not, nothing of it may be.
        case("ext-term-lf", "R-F9", 3, (chunked("5;\nxxxxx\r\n0\r\n\r\n" + NEXT), 0.1), broken_body(), passed(2, body_is("xxxxx"))),
        case("ext-lf-term", "R-F9", 3, (chunked(f"4\nxxxx\r\n{len(HIDDEN):x};\r\n{HIDDEN}"), 0.1), broken_body(), observed("waits for more", origin_saw(0))),
        case("ext-spill", "R-F10", 3, (chunked("5\r\nhello" + "0\r\n\r\n" + SMUGGLED), 0.1), broken_body()),
        case("ext-two-octet-spill", "R-F10", 3, (chunked("2\r\nxx45\r\n0\r\n\r\n" + SMUGGLED), 0.1), broken_body()),
        case("ext-one-octet-spill", "R-F10", 3, (chunked("2\r\nxx\n0\r\n\r\n" + NEXT), 0.1), broken_body(), passed(2, body_is("xx"))),
        case("ext-quoted-crlf-request", "R-F10", 3, (chunked('5;a="\r\nhello\r\n0\r\n\r\n' + NEXT + '"\r\n\r\n'), 0.2), broken_body(),
             observed("the line ends at its CRLF", body_is("hello"), target_is("/2", at=1))),
    ]
)
