"""Forms of the request target: RFC 9112 section 3.2, RFC 9110 section 7.1."""

from harness.case import case, head
from harness.judge import declined, method_is, observed, origin_saw, passed, refused, target_is

HOST = "Host: a.test"
CLIENT_FAULT = tuple(range(400, 500)) + (501,)
OWN = declined(CLIENT_FAULT)


def _not_evil(seen):
    """The authority of the target has replaced the Host field."""
    values = seen.seen[0].value("host") + seen.seen[0].value("x-forwarded-host")
    return f"host {values}" if "wrong" in values else None


def _target(name, weight, line, *outcomes, rule="R-P3", fields=(HOST,)):
    return case(f"target-{name}", rule, weight, head(line, *fields), *outcomes)


CASES = [
    _target("absolute", 2, "GET http://a.test/x HTTP/1.1", passed(1, target_is("/x", "http://a.test/x"))),
    _target("absolute-replaces-host", 3, "GET http://right.test/x HTTP/1.1", passed(1, _not_evil), refused(), fields=("Host: wrong.test",)),
    _target("absolute-upper-case-scheme", 1, "GET HTTP://a.test/x HTTP/1.1", passed(), refused()),
    _target("absolute-https", 1, "GET https://a.test/x HTTP/1.1", passed(), refused(), OWN),
    _target("absolute-with-port", 1, "GET http://a.test:8080/x HTTP/1.1", passed(), refused(), OWN),
    _target("absolute-without-path", 2, "GET http://a.test HTTP/1.1", passed(1, target_is("/", "http://a.test", "http://a.test/"))),
    _target("absolute-only-query", 1, "GET http://a.test?q=1 HTTP/1.1", passed(1, target_is("/?q=1", "http://a.test?q=1", "http://a.test/?q=1")), refused()),
    _target("absolute-is-no-destination", 3, "GET http://127.0.0.1:1/x HTTP/1.1", passed(), refused(), OWN),
    _target("absolute-metadata-address", 3, "GET http://169.254.169.254/latest HTTP/1.1", passed(), refused(), OWN),
    _target("absolute-userinfo", 2, "GET http://user@a.test/x HTTP/1.1", refused(), passed(1, target_is("/x"))),
    _target("absolute-userinfo-with-password", 2, "GET http://a.test:80@wrong.test/x HTTP/1.1", refused(), passed(1, target_is("/x"))),
    _target("absolute-empty-authority", 2, "GET http:///x HTTP/1.1", refused()),
    _target("absolute-no-host-field", 2, "GET http://a.test/x HTTP/1.1", refused(), fields=()),
    _target("absolute-two-host-fields", 3, "GET http://a.test/x HTTP/1.1", refused(), fields=(HOST, "Host: b.test")),
    _target("absolute-bad-host-field", 1, "GET http://a.test/x HTTP/1.1", refused(), passed(1, _not_evil), fields=("Host: a b",)),
    _target("absolute-other-scheme", 1, "GET ftp://a.test/x HTTP/1.1", refused(), passed(), OWN),
    _target("absolute-file", 1, "GET file:///etc/passwd HTTP/1.1", refused(), OWN, passed(1, target_is("/etc/passwd", "file:///etc/passwd"))),
    _target("absolute-one-slash", 1, "GET http:/a.test/x HTTP/1.1", refused(), OWN),
    _target("absolute-in-old-version", 1, "GET http://a.test/x HTTP/1.0", passed(), refused(), fields=()),
    _target("absolute-blank-in-authority", 2, "GET http://a test/x HTTP/1.1", refused()),
    _target("absolute-bracket-fault", 1, "GET http://[::1/x HTTP/1.1", refused(), OWN),
    _target("absolute-ipv6", 1, "GET http://[::1]/x HTTP/1.1", passed(), refused(), OWN),
    _target("absolute-options-asterisk", 1, "OPTIONS http://a.test HTTP/1.1", passed(1, target_is("*", "/", "http://a.test")), OWN, rule="R-P4"),
    _target("relative", 2, "GET x HTTP/1.1", refused(), OWN, rule="R-F12"),
    _target("relative-dots", 2, "GET ../x HTTP/1.1", refused(), OWN, rule="R-F12"),
    _target("only-query", 2, "GET ?q HTTP/1.1", refused(), OWN, rule="R-F12"),
    _target("at-sign", 2, "GET @b.test/x HTTP/1.1", refused(), OWN, rule="R-F12"),
    _target("authority-with-get", 1, "GET a.test:80 HTTP/1.1", refused(), OWN),
    _target("asterisk-with-get", 1, "GET * HTTP/1.1", refused(), OWN),
    _target("asterisk-with-options", 1, "OPTIONS * HTTP/1.1", passed(1, target_is("*"), method_is("OPTIONS")), OWN, declined(range(200, 300))),
    _target("asterisk-and-more", 1, "OPTIONS *x HTTP/1.1", refused(), OWN),
    _target("connect", 3, "CONNECT a.test:80 HTTP/1.1", refused(), OWN),
    _target("connect-loopback", 1, "CONNECT 127.0.0.1:22 HTTP/1.1", refused(), OWN),
    _target("connect-without-port", 1, "CONNECT a.test HTTP/1.1", refused(), OWN),
    _target("connect-path", 1, "CONNECT /x HTTP/1.1", refused(), OWN),
    _target("connect-tunnels-nothing", 2, "CONNECT a.test:80 HTTP/1.1", observed("no tunnel", origin_saw(0))),
    _target("double-slash-is-no-authority", 2, "GET //wrong.test/x HTTP/1.1", passed(1, _not_evil), refused(), OWN),
]
