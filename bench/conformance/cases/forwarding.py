"""What a proxy adds: RFC 9110 section 7.6.3, RFC 7239, and the X-Forwarded fields."""

from harness.case import case, get, head
from harness.judge import field_has, field_is, passed, refused, target_is

OWN_LAST = field_has("x-forwarded-for", r"(^|, ?)127\.0\.0\.1$")


def _forward(name, rule, weight, send, *checks):
    return case(f"forward-{name}", rule, weight, send, passed(1, *checks), refused())


CASES = [
    _forward("via", "R-P5", 2, get(), field_has("via", r"1\.1 \S+$")),
    _forward("via-kept", "R-P5", 1, get("Via: 1.0 front"), field_has("via", r"^1\.0 front, ?1\.1 \S+$")),
    _forward("via-two-lines-kept", "R-P5", 1, get("Via: 1.0 front", "Via: 1.1 middle"), field_has("via", r"^1\.0 front, ?1\.1 middle, ?1\.1 \S+$")),
    _forward("via-of-old-version", "R-P5", 1, head("GET / HTTP/1.0", "Host: a.test"), field_has("via", r"1\.0 \S+$")),
    _forward("for", "R-P10", 2, get(), OWN_LAST),
    _forward("for-appended-or-replaced", "R-P10", 3, get("X-Forwarded-For: 6.6.6.6"), OWN_LAST),
    _forward("for-two-lines", "R-P10", 3, get("X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 7.7.7.7"),
             lambda seen: OWN_LAST(seen)),
    _forward("for-empty", "R-P10", 1, get("X-Forwarded-For:"), OWN_LAST),
    _forward("for-garbage", "R-P10", 1, get("X-Forwarded-For: \"';--"), OWN_LAST),
    _forward("query-kept", "R-P6", 2, get(target="/a?b=c&b=%2F&=&d"), target_is("/a?b=c&b=%2F&=&d")),
    _forward("empty-query-kept", "R-P6", 1, get(target="/a?"), target_is("/a?", "/a")),
    _forward("question-marks-kept", "R-P6", 1, get(target="/a?b?c"), target_is("/a?b?c")),
    _forward("percent-25-kept", "R-P6", 2, get(target="/a%25b"), target_is("/a%25b")),
    _forward("space-escape-kept", "R-P6", 1, get(target="/a%20b"), target_is("/a%20b")),
    _forward("reserved-kept", "R-P6", 1, get(target="/a!$&'()*+,=:@b"), target_is("/a!$&'()*+,=:@b")),
    _forward("query-case-of-escapes", "R-P6", 1, get(target="/a?b=%c3%A9"), target_is("/a?b=%c3%A9")),
    _forward("accept-kept", "R-P11", 1, get("Accept: */*"), field_is("accept", "*/*")),
]
