"""Expect and interim responses: RFC 9110 sections 10.1.1 and 15.2."""

from harness.case import Answer, WAIT, case, get, head, ok, post
from harness.judge import bad_gateway, body_is, ends, interim, not_switched, observed, origin_saw_at_most, passed, refused, replies, reply_body, target_is

EXPECT = "Expect: 100-continue"
CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n"
EARLY = head("HTTP/1.1 103 Early Hints", "Link: </a>; rel=preload")
SMUGGLED = get(target="/smuggled")
HELLO = body_is("hello")


def _expect(name, weight, send, *outcomes, rule="R-P9", **more):
    return case(f"expect-{name}", rule, weight, send, *outcomes, **more)


def _given_leave(seen):
    """Once by the proxy, once by the origin, or both: a client must put up with more than one (9110 15.2)."""
    leaves = [each for each in seen.interims if each.status == 100]
    return None if 1 <= len(leaves) <= 2 else f"{len(leaves)} times 100"


CASES = [
    _expect("continue", 3, (post(EXPECT, "Content-Length: 5"), 0.4, "hello"), passed(1, HELLO, _given_leave)),
    _expect("continue-chunked", 2, (post(EXPECT, "Transfer-Encoding: chunked"), 0.4, "5\r\nhello\r\n0\r\n\r\n"), passed(1, HELLO, _given_leave)),
    _expect("body-at-once", 2, post(EXPECT, "Content-Length: 5", body="hello"), passed(1, HELLO)),
    _expect("upper-case", 1, (post("Expect: 100-CONTINUE", "Content-Length: 5"), 0.4, "hello"), passed(1, HELLO)),
    _expect("no-body", 1, get(EXPECT), passed(1), refused()),
    _expect("old-version-gets-no-100", 2, head("POST / HTTP/1.0", "Host: a.test", EXPECT, "Content-Length: 5") + "hello", passed(1, HELLO, interim())),
    _expect("final-instead", 3, (post(EXPECT, "Content-Length: 40"), WAIT), observed("the final response", replies(401)),
            observed("asked for the body first", replies(), origin_saw_at_most(0)),
            answers=Answer((head("HTTP/1.1 401 No", "Content-Length: 2") + "no",), on="head")),
    _expect("final-instead-body-no-request", 3, (post(EXPECT, f"Content-Length: {len(SMUGGLED)}"), 0.4, SMUGGLED, 0.2),
            observed("body is never a request", reply_body("no")), refused(after=1), passed(1, statuses=(401,)),
            answers=Answer((head("HTTP/1.1 401 No", "Content-Length: 2") + "no",), on="head")),
    _expect("unknown", 1, post("Expect: x", "Content-Length: 5", body="hello"), passed(1, HELLO), refused(), observed("417", replies(417))),
    _expect("obfuscated-keeps-framing", 3, (post("Expect: y 100-continue", f"Content-Length: {len(SMUGGLED)}", body=SMUGGLED), WAIT),
            passed(1, body_is(SMUGGLED)), refused(), observed("417", replies(417))),
    _expect("twice", 2, (post(EXPECT, EXPECT, "Content-Length: 5"), 0.4, "hello"), passed(1, HELLO, _given_leave), refused()),
    _expect("list", 1, (post("Expect: 100-continue, x", "Content-Length: 5"), 0.4, "hello"), passed(1, HELLO), refused(), observed("417", replies(417))),
    _expect("then-next-request", 2, (post(EXPECT, "Content-Length: 5"), 0.4, "hello", WAIT, get(target="/2")), passed(2, HELLO, target_is("/2", at=1))),
    _expect("head-pipelined", 3, post(EXPECT, "Content-Length: 5", body="hello") + "HEAD /2 HTTP/1.1\r\nHost: a.test\r\n\r\n" + get(target="/3"),
            passed(3, reply_body("ok", at=2)), methods=("POST", "HEAD", "GET")),
    _expect("100-unasked", 2, get(), passed(1, reply_body("ok")), answers=CONTINUE + ok(), rule="R-P8"),
    _expect("100-twice", 1, get(), passed(1, reply_body("ok")), answers=CONTINUE * 2 + ok(), rule="R-P8"),
    _expect("103", 1, get(), passed(1, reply_body("ok")), answers=EARLY + ok(), rule="R-P8"),
    _expect("103-split", 1, get(), passed(1, reply_body("ok")), answers=Answer((EARLY[:20], 0.05, EARLY[20:] + ok(),)), rule="R-P8"),
    _expect("103-to-old-version", 2, head("GET / HTTP/1.0", "Host: a.test"), passed(1, reply_body("ok"), interim()), answers=EARLY + ok(), rule="R-P2"),
    _expect("102", 1, get(), passed(1, reply_body("ok")), answers=head("HTTP/1.1 102 Processing") + ok(), rule="R-P8"),
    _expect("unknown-interim", 1, get(), passed(1, reply_body("ok")), bad_gateway(), answers=head("HTTP/1.1 142 Odd") + ok(), rule="R-P8"),
    _expect("interim-with-length", 3, (get(), WAIT, get(target="/2")), passed(2, reply_body("ok"), reply_body("ok", at=1)), bad_gateway(), passed(2, statuses=(200, 502)),
            answers=head("HTTP/1.1 103 Early Hints", "Content-Length: 60") + ok(), rule="R-P7"),
    _expect("interim-flood", 2, get(), bad_gateway(), passed(1), observed("cut", ends()), answers=EARLY * 3000 + ok(), rule="R-P8"),
    _expect("only-interim-then-close", 2, get(), bad_gateway(), observed("cut", ends(), replies()), answers=Answer((CONTINUE,), "close"), rule="R-U1"),
    _expect("101-unasked", 3, get(), bad_gateway(), not_switched(),
            answers=Answer((head("HTTP/1.1 101 Switching Protocols", "Upgrade: x", "Connection: upgrade") + "poison",), "hang"), rule="R-P8"),
]
