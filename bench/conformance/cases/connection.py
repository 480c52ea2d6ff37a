"""Persistence and pipelining: RFC 9112 section 9."""

from harness.case import AGAIN, Answer, HALF_CLOSE, WAIT, case, get, head, ok, post
from harness.judge import body_is, ends, field_is, origin_saw, observed, passed, refused, replies, reply_body, reply_field, stays_open, target_is, unpoisoned

OLD = "GET / HTTP/1.0\r\nHost: a.test\r\n"


def _numbered(count):
    return "".join(get(target=f"/{i}") for i in range(count))


def _in_order(count):
    return [target_is(f"/{i}", at=i) for i in range(count)]


def _conn(name, rule, weight, send, *outcomes, **more):
    return case(f"conn-{name}", rule, weight, send, *outcomes, **more)


CASES = [
    _conn("kept", "R-P12", 2, (get(), WAIT, get(target="/2")), passed(2, stays_open())),
    _conn("close-asked", "R-P12", 2, get("Connection: close"), passed(1, ends())),
    _conn("close-asked-in-list", "R-P12", 1, get("Connection: x, close"), passed(1, ends())),
    _conn("close-asked-upper-case", "R-P12", 1, get("Connection: CLOSE"), passed(1, ends())),
    _conn("close-asked-second-line", "R-P12", 1, get("Connection: x", "Connection: close"), passed(1, ends())),
    _conn("nothing-behind-close", "R-P12", 3, get("Connection: close") + get(target="/smuggled"), passed(1, ends())),
    _conn("old-version-closes", "R-P2", 2, OLD + "\r\n", passed(1, ends())),
    _conn("old-version-keep-alive", "R-P2", 1, (OLD + "Connection: keep-alive\r\n\r\n", WAIT, OLD + "Connection: keep-alive\r\n\r\n"),
          passed(2), passed(1, ends())),
    _conn("old-version-not-chunked", "R-P2", 2, OLD + "\r\n", passed(1, reply_body("hello"), reply_field("transfer-encoding", "")),
          answers=head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n"),
    _conn("old-version-keep-alive-not-chunked", "R-P2", 2, OLD + "Connection: keep-alive\r\n\r\n",
          passed(1, reply_body("hello"), reply_field("transfer-encoding", "")),
          answers=head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n"),
    _conn("old-version-nothing-behind", "R-P2", 3, OLD + "\r\n" + get(target="/smuggled"), passed(1, ends())),
    _conn("two-pipelined", "R-P12", 2, _numbered(2), passed(2, *_in_order(2))),
    _conn("ten-pipelined", "R-P12", 2, _numbered(10), passed(10, *_in_order(10))),
    _conn("hundred-pipelined", "R-P12", 1, (_numbered(90), 0.5), passed(90, *_in_order(90))),
    _conn("pipelined-answers-in-order", "R-P12", 3, _numbered(3), passed(3, reply_body("first"), reply_body("2nd", at=1), reply_body("third", at=2)),
          answers=(Answer((0.2, ok(body="first"))), ok(body="2nd"), ok(body="third"))),
    _conn("pipelined-behind-post", "R-P12", 2, post("Content-Length: 5", body="hello") + get(target="/2"), passed(2, body_is("hello"), target_is("/2", at=1))),
    _conn("pipelined-split-in-second", "R-F18", 2, (get() + get(target="/2")[:20], 0.15, get(target="/2")[20:]), passed(2, target_is("/2", at=1))),
    _conn("pipelined-fault-behind", "R-F7", 3, get() + "GARBAGE\0\r\n\r\n" + get(target="/smuggled"), refused(after=1)),
    _conn("pipelined-no-host-behind", "R-F7", 2, get() + "GET /x HTTP/1.1\r\n\r\n" + get(target="/3"), refused(after=1)),
    _conn("fields-are-per-request", "R-P12", 3, get("Authorization: Basic eDp5") + get(target="/2"),
          passed(2, lambda seen: "credentials of another request" if seen.seen[1].values("authorization") else None)),
    _conn("half-closed-client", "R-U5", 1, (get(), HALF_CLOSE), passed(1), observed("given up", ends(), replies())),
    _conn("empty-line-between", "R-F12", 1, (get(), WAIT, "\r\n" + get(target="/2")), passed(2, target_is("/2", at=1)), refused(after=1)),
    _conn("origin-closes", "R-U3", 2, (get(), WAIT, get(target="/2")), passed(2, reply_body("bye"), reply_body("ok", at=1)),
          answers=Answer((ok("Connection: close", body="bye"),), "close")),
    _conn("origin-closes-without-word", "R-U4", 2, (get(), WAIT, 0.1, get(target="/2")), passed(2, reply_body("ok", at=1)), answers=Answer((ok(body="bye"),), "close")),
    _conn("origin-says-close-but-stays", "R-U3", 2, (get(), WAIT, get(target="/2")), passed(2), answers=ok("Connection: close")),
    _conn("origin-old-version", "R-P2", 1, (get(), WAIT, get(target="/2")), passed(2, reply_body("old")),
          answers=Answer(("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold",), "close")),
    _conn("origin-old-version-to-the-end", "R-P2", 2, (get(), WAIT, AGAIN, get(target="/2")), passed(2, reply_body("old")),
          answers=Answer(("HTTP/1.0 200 OK\r\n\r\nold",), "close")),
    _conn("origin-idle-bytes", "R-U3", 3, (get(), WAIT, 0.3, AGAIN, get(target="/2")), passed(2, unpoisoned()),
          answers=Answer((ok(), 0.1, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"))),
    _conn("post-not-sent-twice", "R-U4", 3, (get(), WAIT, 0.05, post("Content-Length: 1", body="x"), 0.3),
          observed("at most once", lambda seen: None if len(seen.seen) <= 2 else f"origin saw {len(seen.seen)}"),
          answers=(ok(), Answer((), "close"), ok())),
    _conn("get-retry-is-bounded", "R-U4", 1, (get(), 0.3), observed("bounded", lambda seen: None if len(seen.seen) <= 4 else f"origin saw {len(seen.seen)}"),
          answers=(Answer((), "close"),) * 6),
    _conn("own-connection-field", "R-P1", 1, get("Connection: close"), passed(1, lambda seen: None if len(seen.seen) == 1 else "?", origin_saw(1))),
    _conn("host-per-request", "R-P12", 1, get() + head("GET /2 HTTP/1.1", "Host: b.test", "X: 2"), passed(2, field_is("x", "2", at=1))),
]
