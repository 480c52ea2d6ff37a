"""Responses without a body, and pairing of responses with requests: RFC 9110 sections 6.4, 9.3.2, 15.3.5 and 15.4.5."""

from harness.case import AGAIN, Answer, WAIT, case, get, head, ok
from harness.judge import bad_gateway, observed, passed, replies, reply_body, reply_field, unpoisoned

HEAD = "HEAD / HTTP/1.1\r\nHost: a.test\r\n\r\n"
POISON = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"
LATER = (WAIT, AGAIN, get(target="/2"))


def _reply(name, weight, request, answer, *outcomes, methods=(), rule="R-P7"):
    return case(f"nobody-{name}", rule, weight, (request, *LATER), *outcomes, answers=answer, methods=methods)


def _good(*checks, statuses=range(200, 400)):
    return passed(2, *checks, unpoisoned(), statuses=statuses)


CASES = [
    _reply("head", 2, HEAD, head("HTTP/1.1 200 OK", "Content-Length: 5"), _good(reply_field("content-length", "5", "")), methods=("HEAD",)),
    _reply("head-chunked", 2, HEAD, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"), _good(), methods=("HEAD",)),
    _reply("head-no-framing", 2, HEAD, head("HTTP/1.1 200 OK"), _good(), methods=("HEAD",)),
    _reply("head-with-body", 3, HEAD, Answer((ok(body="poison"),)), _good(), methods=("HEAD",)),
    _reply("head-with-response-as-body", 3, HEAD, Answer((head("HTTP/1.1 200 OK", f"Content-Length: {len(POISON)}") + POISON,)), _good(), methods=("HEAD",)),
    _reply("head-404", 1, HEAD, head("HTTP/1.1 404 No", "Content-Length: 5"), _good(statuses=(404, 200)), methods=("HEAD",)),
    _reply("204", 2, get(), head("HTTP/1.1 204 No Content"), _good()),
    _reply("204-with-length", 2, get(), head("HTTP/1.1 204 No Content", "Content-Length: 5"), _good(), observed("a fault", replies(502, 200))),
    _reply("204-with-length-0", 1, get(), head("HTTP/1.1 204 No Content", "Content-Length: 0"), _good()),
    _reply("204-with-coding", 2, get(), head("HTTP/1.1 204 No Content", "Transfer-Encoding: chunked") + "0\r\n\r\n", _good(),
           observed("a fault", replies(502, 200))),
    _reply("204-with-body", 3, get(), head("HTTP/1.1 204 No Content", "Content-Length: 6") + "poison", _good(), observed("a fault", replies(502, 200))),
    _reply("204-with-response-behind", 3, get(), head("HTTP/1.1 204 No Content") + POISON, _good()),
    _reply("204-with-response-as-body", 3, get(), head("HTTP/1.1 204 No Content", f"Content-Length: {len(POISON)}") + POISON, _good(),
           observed("a fault", replies(502, 200))),
    _reply("304", 2, get("If-None-Match: \"x\""), head("HTTP/1.1 304 Not Modified", "ETag: \"x\""), _good(reply_field("etag", '"x"'))),
    _reply("304-with-length", 2, get("If-None-Match: \"x\""), head("HTTP/1.1 304 Not Modified", "Content-Length: 50"), _good()),
    _reply("304-with-response-behind", 3, get("If-None-Match: \"x\""), head("HTTP/1.1 304 Not Modified", f"Content-Length: {len(POISON)}") + POISON, _good()),
    _reply("205", 1, get(), head("HTTP/1.1 205 Reset", "Content-Length: 0"), _good()),
    _reply("200-with-length-0", 1, get(), head("HTTP/1.1 200 OK", "Content-Length: 0"), _good(reply_body(""))),
    case("nobody-head-keeps-connection", "R-P7", 2, (HEAD, WAIT, get(target="/2")), passed(2, reply_body("ok", at=1)),
         answers=head("HTTP/1.1 200 OK", "Content-Length: 5"), methods=("HEAD",)),
    case("nobody-304-keeps-connection", "R-P7", 2, (get('If-None-Match: "x"'), WAIT, get(target="/2")), passed(2, reply_body("ok", at=1), statuses=(200, 304)),
         answers=head("HTTP/1.1 304 Not Modified", "Content-Length: 50")),
    case("nobody-head-pipelined", "R-P12", 3, HEAD + get(target="/2") + HEAD + get(target="/4"), passed(4, reply_body("ok", at=1), reply_body("ok", at=3)),
         methods=("HEAD", "GET", "HEAD", "GET")),
    case("nobody-head-interim-first", "R-P7", 3, (HEAD, *LATER), passed(2, unpoisoned()),
         answers=head("HTTP/1.1 103 Early Hints") + head("HTTP/1.1 200 OK", "Content-Length: 5"), methods=("HEAD",)),
    case("nobody-head-surplus-same-connection", "R-P7", 3, (HEAD, WAIT, get(target="/2")), passed(2, unpoisoned()), bad_gateway(),
         observed("second refused", unpoisoned(), replies(200, 502)), answers=head("HTTP/1.1 200 OK", "Content-Length: 6") + POISON, methods=("HEAD",)),
]
