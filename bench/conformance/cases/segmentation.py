"""Framing does not depend on how the bytes are cut: RFC 9112 section 2.2. Octet by octet, and at places where readers keep state."""

from harness.case import Answer, case, chunked, encoded, get, head, ok, post
from harness.judge import body_is, broken_body, field_is, passed, refused, reply_body

HELLO = body_is("hello")
TE = "Transfer-Encoding: chunked"


def _octets(text, pause=0.001):
    steps = []
    for octet in encoded(text):
        steps += [bytes([octet]), pause]
    return tuple(steps)


def _cut(text, *places):
    data, steps, before = encoded(text), [], 0
    for place in (*places, len(data)):
        steps += [data[before:place], 0.03]
        before = place
    return tuple(steps)


def _reply(name, weight, steps, *checks):
    return case(f"seg-reply-{name}", "R-F18", weight, get(), passed(1, *checks), answers=Answer(tuple(steps)))


POST = post("Content-Length: 5", "X: y", body="hello")
CHUNKS = chunked("2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nX: y\r\n\r\n")
BOTH = post("Content-Length: 5", TE, body="0\r\n\r\n")
BARE = chunked("5\nhello\r\n0\r\n\r\n")
SPILL = chunked("5\r\nhelloXX0\r\n\r\n")
REPLY = head("HTTP/1.1 200 OK", TE) + "5\r\nhello\r\n0\r\n\r\n"

CASES = [
    case("seg-octets-get", "R-F18", 2, _octets(get("X: y")), passed(1, field_is("x", "y"))),
    case("seg-octets-length", "R-F18", 2, _octets(POST), passed(1, HELLO)),
    case("seg-octets-chunked", "R-F18", 2, _octets(CHUNKS), passed(1, HELLO)),
    case("seg-octets-both", "R-F1", 3, _octets(BOTH), refused(), passed(1, body_is(""))),
    case("seg-octets-bare-lf-in-chunk", "R-F9", 3, _octets(BARE), refused(), passed(1, HELLO)),
    case("seg-octets-spill", "R-F10", 3, _octets(SPILL), broken_body()),
    case("seg-octets-no-host", "R-F16", 2, _octets(head("GET / HTTP/1.1", "X: y")), refused()),
    case("seg-octets-pipelined", "R-F18", 2, _octets(get() + get()), passed(2)),
    case("seg-between-cr-and-lf-of-line", "R-F18", 2, _cut(POST, POST.index("\r\n") + 1), passed(1, HELLO)),
    case("seg-between-cr-and-lf-of-head", "R-F18", 2, _cut(POST, POST.index("\r\n\r\n") + 1, POST.index("\r\n\r\n") + 3), passed(1, HELLO)),
    case("seg-in-name", "R-F18", 1, _cut(POST, POST.index("Length")), passed(1, HELLO)),
    case("seg-in-value", "R-F18", 1, _cut(get("Content-Type: abcdef"), get("Content-Type: abcdef").index("def")), passed(1, field_is("content-type", "abcdef"))),
    case("seg-in-chunk-size", "R-F18", 2, _cut(chunked("0000A\r\n0123456789\r\n0\r\n\r\n"), len(chunked("000"))), passed(1, body_is("0123456789"))),
    case("seg-in-chunk-crlf", "R-F18", 2, _cut(CHUNKS, CHUNKS.index("he\r\n") + 3), passed(1, HELLO)),
    case("seg-in-extension", "R-F18", 1, _cut(CHUNKS, CHUNKS.index(";a") + 1), passed(1, HELLO)),
    case("seg-in-trailer", "R-F18", 1, _cut(CHUNKS, len(CHUNKS) - 5), passed(1, HELLO)),
    case("seg-in-last-crlf", "R-F18", 2, _cut(CHUNKS, len(CHUNKS) - 1), passed(1, HELLO)),
    case("seg-head-then-body", "R-F18", 1, _cut(POST, POST.index("\r\n\r\n") + 4), passed(1, HELLO)),
    case("seg-bare-cr-at-cut", "R-F14", 3, _cut(get("X: a\rb"), get("X: a\rb").index("\rb") + 1), refused(), passed()),
    case("seg-size-cr-at-cut", "R-F9", 3, _cut(chunked("5\rhello\r\n0\r\n\r\n"), len(chunked("5\r"))), broken_body()),
    _reply("octets-length", 2, [x for octet in encoded(ok(body="hello")) for x in (bytes([octet]), 0.001)], reply_body("hello")),
    _reply("octets-chunked", 2, [x for octet in encoded(REPLY) for x in (bytes([octet]), 0.001)], reply_body("hello")),
    _reply("head-and-body", 1, _cut(ok(body="hello"), ok(body="hello").index("\r\n\r\n") + 2), reply_body("hello")),
    _reply("in-last-crlf", 2, _cut(REPLY, len(REPLY) - 1), reply_body("hello")),
    _reply("in-status", 1, _cut(ok(body="hello"), 10), reply_body("hello")),
]
