"""Responses that end too early or too late: RFC 9112 section 8, and what becomes of the connection."""

from harness.case import AGAIN, Answer, CLOSE, RESET, WAIT, case, get, head, ok, post
from harness.judge import aborted, bad_gateway, observed, origin_saw_at_most, passed, reply_body, unpoisoned

LATER = (WAIT, AGAIN, get(target="/2"))
POISON = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"
TE = "Transfer-Encoding: chunked"


def _cut(name, weight, answer, then, *more):
    return case(f"cut-{name}", "R-U2", weight, get(), aborted(), bad_gateway(), *more, answers=Answer((answer,), then))


def _surplus(name, weight, answer, *more, request=None, **options):
    return case(f"surplus-{name}", "R-U3", weight, (request or get(), *LATER), passed(2, unpoisoned()), *more, answers=Answer((answer,)), **options)


CASES = [
    _cut("length-close", 3, head("HTTP/1.1 200 OK", "Content-Length: 50") + "hello", "close"),
    _cut("length-reset", 3, head("HTTP/1.1 200 OK", "Content-Length: 50") + "hello", "reset"),
    _cut("length-no-byte", 3, head("HTTP/1.1 200 OK", "Content-Length: 50"), "close"),
    _cut("length-all-but-one", 3, head("HTTP/1.1 200 OK", "Content-Length: 6") + "hello", "close"),
    _cut("chunked-close", 3, head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n", "close"),
    _cut("chunked-reset", 3, head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n", "reset"),
    _cut("chunked-in-data", 3, head("HTTP/1.1 200 OK", TE) + "5\r\nhel", "close"),
    _cut("chunked-in-size", 3, head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n0", "close"),
    _cut("chunked-before-last-crlf", 3, head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n0\r\n", "close"),
    _cut("chunked-in-trailer", 2, head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n0\r\nX: y", "close"),
    _cut("chunked-no-chunk", 2, head("HTTP/1.1 200 OK", TE), "close"),
    _cut("reset-at-once", 2, "", "reset"),
    case("cut-chunked-for-old-version", "R-U2", 2, "GET / HTTP/1.0\r\nHost: a.test\r\n\r\n", aborted(), bad_gateway(),
         observed("reset or nothing to tell", lambda seen: None if seen.closed[-1] else "left open"),
         answers=Answer((head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n",), "close")),
    case("cut-then-next-client", "R-U2", 3, (get(), WAIT, AGAIN, get(target="/2")), observed("the next one is served", lambda seen: None if seen.finals and seen.finals[-1].body == b"ok" else "not served"),
         answers=Answer((head("HTTP/1.1 200 OK", "Content-Length: 50") + "hello",), "close")),
    _surplus("response", 3, ok() + POISON),
    _surplus("garbage", 2, ok() + "garbage"),
    _surplus("crlf", 1, ok() + "\r\n"),
    _surplus("behind-chunks", 3, head("HTTP/1.1 200 OK", TE) + "2\r\nok\r\n0\r\n\r\n" + POISON),
    _surplus("half-response", 3, ok() + "HTTP/1.1 200 OK\r\nX: "),
    _surplus("length-too-small", 2, head("HTTP/1.1 200 OK", "Content-Length: 2") + "okpoison"),
    _surplus("behind-post", 3, ok() + POISON, request=post("Content-Length: 5", body="hello")),
    case("surplus-on-same-client-connection", "R-U3", 3, (get(), WAIT, get(target="/2")), passed(2, unpoisoned(), reply_body("ok", at=1)), answers=Answer((ok() + POISON,))),
    case("surplus-later", "R-U3", 3, (get(), WAIT, 0.2, get(target="/2")), passed(2, unpoisoned(), reply_body("ok", at=1)), answers=Answer((ok(), 0.05, POISON))),
    case("silent-origin", "R-U1", 3, get(), bad_gateway((504, 502, 503)), answers=Answer((), "hang"), patience=6.0),
    case("silent-in-head", "R-U1", 2, get(), bad_gateway((504, 502, 503)), answers=Answer(("HTTP/1.1 200 OK\r\nX:",), "hang"), patience=6.0),
    case("late-answer-is-nobodys", "R-U1", 3, (get(), WAIT, AGAIN, get(target="/2")), observed("not poisoned", unpoisoned()),
         answers=Answer((3.0, POISON)), patience=6.0),
    case("client-gone-upload-not-completed", "R-U5", 3, (post("Content-Length: 10", body="half"), RESET, 0.3), observed("at most a part", origin_saw_at_most(0)), patience=0.5),
    case("client-gone-while-waiting", "R-U5", 1, (get(), 0.1, CLOSE, 0.3, AGAIN, get(target="/2")), observed("the next one is served", lambda seen: None if seen.finals and seen.finals[-1].body == b"ok" else "not served"),
         answers=Answer((0.2, ok(body="poison")))),
]
