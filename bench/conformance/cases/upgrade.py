"""Upgrade: RFC 9110 section 7.8, RFC 6455 section 4, RFC 9113 section 3.1."""

from harness.case import Answer, WAIT, case, get, head, post
from harness.judge import bad_gateway, body_is, declined, ends, lacks, not_switched, observed, origin_saw, passed, refused, replies, target_is

KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
WS = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", KEY)
SWITCH = head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")


def _no_h2c(seen):
    upgrade = " ".join(each.value("upgrade") for each in seen.seen).lower()
    settings = any(each.values("http2-settings") for each in seen.seen)
    return "h2c is passed on" if "h2c" in upgrade or settings else None


def _tunnel(*checks):
    return observed("a tunnel", replies(101), *checks)


def _heard(expected):
    return lambda seen: None if expected in b"".join(each.body for each in seen.finals) else f"{expected} did not arrive"


# A proxy need not speak the other protocol: it then forwards a plain request (the origin's 101 is unasked for) or answers itself.
PLAIN = (bad_gateway(), declined((200, 400, 426, 501, 502), reaches_origin=True), refused())

CASES = [
    case("upgrade-h2c", "R-P13", 2, get("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"),
         passed(1, _no_h2c), refused()),
    case("upgrade-h2c-only-upgrade", "R-P13", 1, get("Connection: Upgrade", "Upgrade: h2c"), passed(1, _no_h2c), refused()),
    case("upgrade-h2c-in-list", "R-P13", 1, get("Connection: Upgrade", "Upgrade: websocket, h2c"), passed(1, _no_h2c), refused(), bad_gateway()),
    case("upgrade-h2c-upper-case", "R-P13", 1, get("Connection: upgrade", "Upgrade: H2C"), passed(1, _no_h2c), refused()),
    case("upgrade-h2c-accepted-by-origin", "R-P13", 3, (get("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMA"), 0.3, get(target="/2")), not_switched(),
         answers=Answer((head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: h2c"),), "hang")),
    case("upgrade-websocket", "R-P13", 2, (get(*WS), 0.3), _tunnel(_heard(b"from-origin")), *PLAIN, answers=Answer((SWITCH, 0.05, b"from-origin"), "hang")),
    case("upgrade-websocket-data-with-101", "R-P13", 2, (get(*WS), 0.3), _tunnel(_heard(b"early")), *PLAIN, answers=Answer((SWITCH + "early",), "hang")),
    case("upgrade-websocket-refused", "R-P13", 2, (get(*WS), WAIT, get(target="/2")), passed(2, target_is("/2", at=1), statuses=(200, 403)), refused(),
         answers=head("HTTP/1.1 403 No", "Content-Length: 2") + "no"),
    case("upgrade-websocket-refused-then-smuggle", "R-P13", 3, (get(*WS, "Sec-WebSocket-Version: 777"), WAIT, get(target="/2")),
         observed("the next request is a request", target_is("/2", at=1), origin_saw(2)), refused(), observed("ended", ends()),
         answers=head("HTTP/1.1 426 Upgrade Required", "Content-Length: 0", "Sec-WebSocket-Version: 13")),
    case("upgrade-websocket-200", "R-P13", 2, (get(*WS), WAIT, get(target="/2")), passed(2, target_is("/2", at=1)), refused()),
    case("upgrade-without-connection", "R-P13", 2, get("Upgrade: websocket", KEY), passed(1, lacks("upgrade")), refused()),
    case("upgrade-on-post", "R-P13", 2, post(*WS, "Content-Length: 5", body="hello"), passed(1, body_is("hello")), *PLAIN),
    case("upgrade-in-old-version", "R-P13", 2, head("GET / HTTP/1.0", "Host: a.test", *WS), passed(1, lacks("upgrade")), refused()),
    case("upgrade-101-other-protocol", "R-P8", 2, (get(*WS), 0.2), bad_gateway(), refused(), _tunnel(), not_switched(),
         answers=Answer((head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: other"),), "hang")),
]
