"""Fields for one hop only: RFC 9110 section 7.6.1."""

from harness.case import case, get, ok
from harness.judge import field_has, field_is, lacks, passed, refused, reply_lacks, reply_lines


def _request(name, weight, fields, *checks):
    return case(f"hop-{name}", "R-P1", weight, get(*fields), passed(1, *checks), refused())


def _response(name, weight, fields, *checks):
    return case(f"hop-reply-{name}", "R-P1", weight, get(), passed(1, *checks), answers=ok(*fields))


CASES = [
    _request("nominated", 3, ("Connection: x-secret", "X-Secret: 1"), lacks("x-secret")),
    _request("nominated-case", 1, ("Connection: X-SECRET", "x-secret: 1"), lacks("x-secret")),
    _request("nominated-list", 1, ("Connection: close, x-a, x-b", "X-A: 1", "X-B: 2"), lacks("x-a", "x-b")),
    _request("nominated-second-line", 2, ("Connection: x-a", "Connection: x-b", "X-A: 1", "X-B: 2"), lacks("x-a", "x-b")),
    _request("nominated-behind-field", 1, ("X-A: 1", "Connection: x-a"), lacks("x-a")),
    _request("nominated-no-blank", 1, ("Connection: keep-alive,x-a", "X-A: 1"), lacks("x-a")),
    _request("nominated-empty-members", 1, ("Connection: , x-a,,", "X-A: 1"), lacks("x-a")),
    _request("nominated-tab", 1, ("Connection: close,\tx-a", "X-A: 1"), lacks("x-a")),
    _request("nominated-several-lines-of-it", 1, ("Connection: x-a", "X-A: 1", "X-A: 2"), lacks("x-a")),
    _request("nominated-absent", 1, ("Connection: x-absent",), lacks("x-absent")),
    _request("keep-alive", 2, ("Connection: keep-alive", "Keep-Alive: timeout=5"), lacks("keep-alive")),
    _request("keep-alive-not-nominated", 1, ("Keep-Alive: timeout=5",), lacks("keep-alive")),
    _request("proxy-connection", 1, ("Proxy-Connection: keep-alive",), lacks("proxy-connection")),
    _request("te", 2, ("TE: trailers, deflate", "Connection: TE"), lambda seen: None if seen.seen[0].value("te") in ("", "trailers") else "te passed on"),
    _request("upgrade-without-nomination", 1, ("Upgrade: x",), lacks("upgrade")),
    _request("connection-itself", 2, ("Connection: x-a",), lambda seen: None if "x-a" not in seen.seen[0].value("connection").lower() else "passed on"),
    _request("nominated-forwarded-for", 3, ("Connection: X-Forwarded-For", "X-Forwarded-For: 6.6.6.6"), field_has("x-forwarded-for", r"127\.0\.0\.1$")),
    _request("nominated-forwarded-proto", 1, ("Connection: X-Forwarded-Proto", "X-Forwarded-Proto: https"),
             lambda seen: None if seen.seen[0].value("x-forwarded-proto") != "https" else "passed on"),
    _request("other-fields-stay", 1, ("Connection: x-a", "X-A: 1", "X-C: 3"), field_is("x-c", "3")),
    _response("nominated", 3, ("Connection: x-secret", "X-Secret: 1"), reply_lacks("x-secret")),
    _response("nominated-list", 1, ("Connection: x-a, x-b", "X-A: 1", "X-B: 2"), reply_lacks("x-a", "x-b")),
    _response("nominated-second-line", 1, ("Connection: x-a", "Connection: x-b", "X-A: 1", "X-B: 2"), reply_lacks("x-a", "x-b")),
    _response("keep-alive", 1, ("Connection: keep-alive", "Keep-Alive: timeout=77"),
              lambda seen: None if "77" not in seen.finals[0].value("keep-alive") else "the origin's Keep-Alive is passed on"),
    _response("proxy-connection", 1, ("Proxy-Connection: keep-alive",), reply_lacks("proxy-connection")),
    _response("upgrade", 1, ("Upgrade: x", "Connection: upgrade"), reply_lacks("upgrade")),
    _response("set-cookie-lines", 2, ("Set-Cookie: a=1", "Set-Cookie: b=2, c"), reply_lines("set-cookie", "a=1", "b=2, c")),
    _response("close-is-not-passed-on", 2, ("Connection: close",), lambda seen: None if len(seen.finals) == 1 else "no answer"),
]
