"""Field lines: RFC 9112 section 5, RFC 9110 section 5."""

from harness.case import case, get, head, post
from harness.judge import field_is, lacks, lines_are, passed, refused

EITHER = (refused(), passed())


def _field(name, weight, line, *outcomes, rule="R-F13"):
    return case(f"field-{name}", rule, weight, get(line, "Y: z"), *outcomes)


# Whitespace in or behind a name must be refused (9112 5.1); other names that are no tokens may also be dropped, but not passed on.
REFUSED = [
    ("space-before-colon", 3, "X : y"),
    ("tab-before-colon", 3, "X\t: y"),
    ("space-in-name", 3, "X Z: y"),
]

NO_TOKENS = [
    ("no-colon", 2, "Xy"),
    ("no-name", 2, ": y"),
    ("name-nul", 3, "X\0: y"),
    ("name-cr", 3, "X\r: y"),
    ("name-delete", 2, "X\x7f: y"),
    ("name-control", 2, "X\x01: y"),
    ("name-vertical-tab", 3, "X\x0b: y"),
    ("name-parenthesis", 2, "X(: y"),
    ("name-comma", 2, "X,Z: y"),
    ("name-slash", 2, "X/Z: y"),
    ("name-quotes", 2, '"X": y'),
    ("name-brackets", 2, "[X]: y"),
    ("name-braces", 1, "{X}: y"),
    ("name-equals", 2, "X=Z: y"),
    ("name-question-mark", 2, "X?: y"),
    ("name-at", 2, "X@: y"),
    ("name-semicolon", 2, "X;Z: y"),
    ("name-backslash", 2, "X\\: y"),
    ("name-non-ascii", 2, "X\xe9: y"),
    ("name-no-break-space", 3, "X\xa0: y"),
]

# NUL, CR and LF: refused, or replaced by a space (9110 5.5); other control characters may be kept by the text, but not by these rules.
CONTROLS = [
    ("value-nul", 3, "X: a\0b"),
    ("value-nul-first", 3, "X: \0"),
    ("value-cr", 3, "X: a\rb"),
    ("value-cr-first", 3, "X:\ra"),
    ("value-cr-last", 3, "X: a\r"),
    ("value-bell", 1, "X: a\x07b"),
    ("value-backspace", 1, "X: a\x08b"),
    ("value-escape", 1, "X: a\x1bb"),
    ("value-form-feed", 1, "X: a\x0cb"),
    ("value-vertical-tab", 1, "X: a\x0bb"),
    ("value-delete", 1, "X: a\x7fb"),
]

VALUES = [
    ("value-empty", 1, "X:", ""),
    ("value-only-blanks", 1, "X: \t ", ""),
    ("value-trimmed", 1, "X: \t y \t ", "y"),
    ("value-no-blank", 1, "X:y", "y"),
    ("value-colon", 1, "X: a:b", "a:b"),
    ("value-inner-blanks", 1, "X: a  b", "a  b"),
    ("value-inner-tab", 1, "X: a\tb", "a\tb"),
    ("value-latin-1", 1, "X: \xe9", "\xe9"),
    ("value-utf8", 1, "X: \xc3\xa9", "\xc3\xa9"),
    ("value-quoted", 1, 'X: "a,b"', '"a,b"'),
    ("value-punctuation", 1, "X: ()<>@,;\\/[]?={}", "()<>@,;\\/[]?={}"),
    ("name-all-token-characters", 1, "X!#$%&'*+-.^`|~9: y", None),
    ("name-one-letter", 1, "q: y", None),
]

# Names that a CGI-like backend cannot tell from the real ones (R-F17): to be dropped, refused, or harmless since they are passed on as what they are.
LOOKALIKES = ["Content_Length: 5", "Transfer_Encoding: chunked", "X_Forwarded_For: 6.6.6.6", "Authorization_: x", "Host_: b"]

CASES = (
    [_field(name, weight, line, refused()) for name, weight, line in REFUSED]
    + [_field(name, weight, line, *EITHER) for name, weight, line in NO_TOKENS]
    + [_field(name, weight, line, *EITHER, rule="R-F14") for name, weight, line in CONTROLS]
    + [
        _field(name, weight, line, passed(1, *([] if value is None else [field_is("x", value)])), rule="R-P11")
        for name, weight, line, value in VALUES
    ]
    + [_field(f"lookalike-{line.split(':')[0].lower()}", 1, line, *EITHER, rule="R-F17") for line in LOOKALIKES]
    + [
        case("field-first-line-blank", "R-F13", 3, head("GET / HTTP/1.1", " Host: b.test", "Host: a.test"), refused(),
             passed(1, lacks("x"))),
        case("field-first-line-tab", "R-F13", 3, head("GET / HTTP/1.1", "\tX: y", "Host: a.test"), refused(), passed(1, lacks("x"))),
        case("field-blank-hides-framing", "R-F13", 3,
             head("POST / HTTP/1.1", " Transfer-Encoding: chunked", "Host: a.test", "Content-Length: 5") + "0\r\n\r\n",
             refused(), passed(1, lacks("transfer-encoding"))),
        case("field-order", "R-P11", 2, get("X: 1", "X: 2", "X: 3"), passed(1, lines_are("x", "1", "2", "3")), passed(1, field_is("x", "1, 2, 3"))),
        case("field-cookie-lines", "R-P11", 1, get("Cookie: a=1", "Cookie: b=2"), passed()),
        case("field-names-any-case", "R-P11", 1, get("x-ABC: 1", "X-abc: 2"), passed(1, lines_are("x-abc", "1", "2")), passed(1, field_is("x-abc", "1, 2"))),
        case("field-accept-kept", "R-P11", 1, get("Accept: a/b;q=0.5, */*"), passed(1, field_is("accept", "a/b;q=0.5, */*"))),
        case("field-range-kept", "R-P11", 1, get("Range: bytes=0-1", "If-Range: \"x\""), passed(1, field_is("range", "bytes=0-1"))),
        case("field-encoding-kept", "R-P11", 1, get("Accept-Encoding: br;q=1"), passed(1, field_is("accept-encoding", "br;q=1"))),
        case("field-authorization-kept", "R-P11", 2, get("Authorization: Basic eDp5"), passed(1, field_is("authorization", "Basic eDp5"))),
        case("field-body-type-kept", "R-P11", 1, post("Content-Length: 2", "Content-Type: text/x", "Content-Encoding: x", body="ab"),
             passed(1, field_is("content-type", "text/x"), field_is("content-encoding", "x"))),
        case("field-proxy-httpoxy", "R-F17", 1, get("Proxy: http://6.6.6.6/"), *EITHER),
    ]
)
