"""Final responses before the request has come to an end: RFC 9112 section 9.3 and 9.6, RFC 9110 section 7.5."""

from harness.case import AGAIN, Answer, WAIT, case, get, head, post
from harness.judge import bad_gateway, observed, passed, reply_status, unpoisoned

BIG = head("HTTP/1.1 413 Too Large", "Content-Length: 3", "Connection: close") + "big"
NO = head("HTTP/1.1 401 No", "Content-Length: 2") + "no"
SMUGGLED = get(target="/smuggled")


def _early(name, weight, send, answer, *outcomes):
    return case(f"early-{name}", "R-U6", weight, send, *outcomes, answers=Answer((answer,), "keep", "head"))


def _relayed(*statuses):
    return observed("relayed", reply_status(*statuses), unpoisoned())


# A proxy that reads a whole request before it forwards it sees no early answer at all.
CASES = [
    _early("while-body-waits", 2, (post("Content-Length: 40", body="half"), 0.4, "x" * 36), NO, _relayed(401)),
    _early("while-chunks-wait", 2, (post("Transfer-Encoding: chunked", body="4\r\nhalf\r\n"), 0.4, "0\r\n\r\n"), NO, _relayed(401)),
    _early("body-is-no-request", 3, (post(f"Content-Length: {len(SMUGGLED)}"), 0.4, SMUGGLED), NO, _relayed(401)),
    _early("upload-goes-on", 2, (post("Content-Length: 900000", body="x" * 900000), WAIT), NO, _relayed(401), bad_gateway()),
    _early("connection-not-poisoned", 3, (post("Content-Length: 40", body="half"), 0.4, "x" * 36, WAIT, AGAIN, get(target="/2")), NO,
           observed("both answered", reply_status(401), reply_status(200, at=1))),
    case("early-and-close", "R-U6", 2, (post("Content-Length: 100000", body="x" * 100000), WAIT), _relayed(413, 502),
         answers=Answer((BIG,), "close", "head")),
    case("early-nothing", "R-U1", 1, (post("Content-Length: 40", body="x" * 40), WAIT), bad_gateway(), passed(), answers=Answer((), "close", "head")),
]
