"""The Host field: RFC 9112 section 3.2, RFC 9110 section 7.2."""

from harness.case import case, get, head
from harness.judge import declined, passed, refused

LINE = "GET / HTTP/1.1"
EITHER = (refused(), passed())


def _host(name, weight, fields, *outcomes):
    return case(f"host-{name}", "R-F16", weight, head(LINE, *fields), *outcomes)


REFUSED = [
    ("missing", 3, ()),
    ("two-lines", 3, ("Host: a.test", "Host: b.test")),
    ("two-lines-same", 2, ("Host: a.test", "Host: a.test")),
    ("two-lines-apart", 3, ("Host: a.test", "X: y", "host: b.test")),
    ("list", 2, ("Host: a.test, b.test",)),
    ("blank-inside", 2, ("Host: a test",)),
    ("tab-inside", 2, ("Host: a\ttest",)),
    ("userinfo", 2, ("Host: user@a.test",)),
    ("userinfo-with-port", 1, ("Host: a.test:80@b.test",)),
    ("path", 1, ("Host: a.test/x",)),
    ("query", 1, ("Host: a.test?x",)),
    ("fragment", 1, ("Host: a.test#x",)),
    ("scheme", 1, ("Host: http://a.test",)),
    ("backslash", 1, ("Host: a.test\\b.test",)),
    ("port-letters", 1, ("Host: a.test:http",)),
    ("port-negative", 1, ("Host: a.test:-1",)),
    ("port-plus", 1, ("Host: a.test:+80",)),
    ("two-ports", 1, ("Host: a.test:80:81",)),
    ("angle-brackets", 1, ("Host: <a.test>",)),
    ("quotes", 1, ('Host: "a.test"',)),
    ("non-ascii", 1, ("Host: \xe9.test",)),
    ("nul", 3, ("Host: a\0.test",)),
    ("bracket-open", 1, ("Host: [::1",)),
    ("bracket-close", 1, ("Host: ::1]",)),
    ("bracket-letters", 1, ("Host: [zzz]",)),
    ("behind-bracket", 1, ("Host: [::1]x",)),
    ("bad-escape", 1, ("Host: a%zz.test",)),
    ("space-before-colon", 3, ("Host : a.test",)),
    ("folded", 2, ("Host: a.test", " b.test")),
    ("folded-first", 2, ("Host:", " a.test")),
]

ACCEPTED = [
    ("with-port", 2, "a.test:8080"),
    ("upper-case", 1, "A.TEST"),
    ("address", 1, "127.0.0.1"),
    ("ipv6", 1, "[::1]"),
    ("ipv6-with-port", 1, "[::1]:8080"),
    ("one-label", 1, "localhost"),
]

EITHER_WAY = [
    ("empty", 1, ("Host:",)),
    ("port-empty", 1, ("Host: a.test:",)),
    ("port-too-large", 1, ("Host: a.test:99999",)),
    ("port-endless", 1, ("Host: a.test:" + "9" * 40,)),
    ("dot-at-end", 1, ("Host: a.test.",)),
    ("underscore", 1, ("Host: a_b.test",)),
    ("sub-delimiters", 1, ("Host: a!$&'()*+;=b.test",)),
    ("escape", 1, ("Host: %61.test",)),
    ("only-colon", 1, ("Host: :80",)),
    ("ipv6-without-brackets", 1, ("Host: ::1",)),
    ("name-upper-case", 1, ("HOST: a.test",)),
]

# An invalid Host must be answered with 400 (9112 3.2); the connection may go on, since framing is not in doubt.
CASES = (
    [_host(name, weight, fields, refused(), declined((400, 403, 421))) for name, weight, fields in REFUSED if not name.startswith("folded")]
    + [_host(name, weight, fields, *EITHER) for name, weight, fields in REFUSED if name.startswith("folded")]
    + [_host(name, weight, (f"Host: {value}",), passed()) for name, weight, value in ACCEPTED]
    + [_host(name, weight, fields, *EITHER) for name, weight, fields in EITHER_WAY]
    + [
        case("host-blanks-around", "R-F16", 1, head(LINE, "Host: \t a.test \t "), passed()),
        case("host-last", "R-F16", 1, head(LINE, "X: y", "Host: a.test"), passed()),
        case("host-nominated", "R-F5", 3, get("Connection: host"), passed(1, lambda seen: None if seen.seen[0].values("host") else "no Host"), refused()),
    ]
)
