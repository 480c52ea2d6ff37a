"""Paths: RFC 3986 section 6.2.2, RFC 9110 section 4.2.3. One form decides and is forwarded, or the request is refused."""

from harness.case import case, get
from harness.judge import declined, passed, refused, target_is

REFUSAL = (refused(), declined((400, 403, 404)))


def _path(name, weight, path, *same, refusable=True, rule="R-N1"):
    """Forwarded as it came or in one of the forms `same`; or refused, where the form is one that readers understand differently."""
    good = passed(1, target_is(path, *same))
    return case(f"path-{name}", rule, weight, get(target=path), good, *(REFUSAL if refusable else ()))


CASES = [
    _path("plain", 1, "/a/b", refusable=False),
    _path("root", 1, "/", refusable=False),
    _path("slash-at-end", 1, "/a/", refusable=False),
    _path("dot-in-name", 1, "/a.b/.c/..d", refusable=False),
    _path("tilde", 1, "/~a", refusable=False),
    _path("unreserved-escape", 1, "/%61", "/a", refusable=False),
    _path("unreserved-escape-tilde", 1, "/%7Ea", "/~a", refusable=False),
    _path("space-escape", 1, "/a%20b", refusable=False),
    _path("utf8-escape", 1, "/%C3%A9", refusable=False),
    _path("utf8-escape-lower-case", 1, "/%c3%a9", "/%C3%A9", refusable=False),
    _path("colon", 1, "/a:b", refusable=False),
    _path("comma-equals", 1, "/a,b=c", refusable=False),
    _path("at", 1, "/@a", refusable=False),
    _path("dot-segment", 2, "/a/./b", "/a/b"),
    _path("dot-dot-segment", 2, "/a/../b", "/b"),
    _path("dot-dot-beyond-root", 2, "/../../b", "/b"),
    _path("dot-dot-at-end", 2, "/a/b/..", "/a/", "/a"),
    _path("dot-at-end", 1, "/a/.", "/a/", "/a"),
    _path("escaped-dot-dot", 3, "/a/%2e%2e/b", "/b"),
    _path("escaped-dot-dot-upper", 3, "/a/%2E%2E/b", "/b"),
    _path("half-escaped-dot-dot", 3, "/a/.%2e/b", "/b"),
    _path("escaped-dot", 2, "/a/%2e/b", "/a/b"),
    _path("double-escaped-dot-dot", 3, "/a/%252e%252e/b", rule="R-N2"),
    _path("double-slash", 2, "/a//b", "/a/b"),
    _path("double-slash-first", 2, "//a/b", "/a/b"),
    _path("many-slashes", 1, "/a////b", "/a/b"),
    _path("escaped-slash", 3, "/a%2Fb", "/a%2fb", rule="R-N2"),
    _path("escaped-slash-lower", 3, "/a%2fb", "/a%2Fb", rule="R-N2"),
    _path("escaped-slash-dot-dot", 3, "/a/..%2Fb", "/a/..%2fb", rule="R-N2"),
    _path("double-escaped-slash", 2, "/a%252Fb", rule="R-N2"),
    _path("backslash", 2, "/a\\b", "/a%5Cb", rule="R-N2"),
    _path("backslash-dot-dot", 3, "/a\\..\\b", "/a%5C..%5Cb", rule="R-N2"),
    _path("escaped-backslash", 2, "/a%5Cb", "/a%5cb", rule="R-N2"),
    _path("escaped-nul", 2, "/a%00b", rule="R-N2"),
    _path("escaped-crlf", 2, "/a%0D%0Ab", "/a%0d%0ab", rule="R-N2"),
    _path("escaped-delete", 1, "/a%7Fb", "/a%7fb", rule="R-N2"),
    _path("malformed-escape", 2, "/a%zz", "/a%25zz", rule="R-N2"),
    _path("short-escape", 2, "/a%4", "/a%254", rule="R-N2"),
    _path("percent-at-end", 2, "/a%", "/a%25", rule="R-N2"),
    _path("overlong-slash", 3, "/a%c0%afb", "/a%C0%AFb", rule="R-N2"),
    _path("overlong-dot", 3, "/%c0%ae%c0%ae/b", "/%C0%AE%C0%AE/b", rule="R-N2"),
    _path("parameter", 1, "/a;x=y/b", rule="R-N2"),
    _path("dot-dot-parameter", 3, "/a/..;/b", "/a/..;/b", rule="R-N2"),
    _path("dot-dot-parameter-value", 3, "/a/..;x=y/b", rule="R-N2"),
    _path("iis-escape", 2, "/a%u002fb", "/a%25u002fb", rule="R-N2"),
    _path("brackets", 1, "/a[b]", "/a%5Bb%5D", rule="R-F12"),
    _path("pipe", 1, "/a|b", "/a%7Cb", rule="R-F12"),
    _path("braces", 1, "/a{b}", "/a%7Bb%7D", rule="R-F12"),
    _path("quotes", 1, '/a"b', "/a%22b", rule="R-F12"),
    _path("angle-brackets", 1, "/a<b>", "/a%3Cb%3E", rule="R-F12"),
    _path("caret", 1, "/a^b", "/a%5Eb", rule="R-F12"),
    _path("backtick", 1, "/a`b", "/a%60b", rule="R-F12"),
    _path("query-with-dots", 1, "/a?b=/../c", refusable=False, rule="R-P6"),
    _path("query-with-slashes", 1, "/a?b=//c", refusable=False, rule="R-P6"),
    _path("escaped-question-mark", 2, "/a%3Fb", "/a%3fb", refusable=False, rule="R-P6"),
    _path("escaped-hash", 2, "/a%23b", refusable=False, rule="R-P6"),
    _path("escaped-percent", 2, "/a%25b", refusable=False, rule="R-P6"),
]
