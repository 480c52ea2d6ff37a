"""The known ways to make two readers disagree, each with a second request that must never arrive as one (RFC 9112 section 11.2)."""

from harness.case import AGAIN, WAIT, case, get, head
from harness.judge import observed

SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a.test\r\nX: "
WHOLE = get(target="/smuggled")
TE = "Transfer-Encoding: chunked"


def _probe(name, text, rule="R-F1"):
    """Sent, and followed by an honest request of somebody else whose start a smuggled prefix would swallow."""
    return case(f"desync-{name}", rule, 3, (text, 0.2, AGAIN, get(target="/honest"), WAIT),
                observed("honest request intact", lambda seen: None if any(each.target == "/honest" for each in seen.seen) else "the honest request did not arrive"))


def _post(*fields, body, start="POST / HTTP/1.1"):
    return head(start, "Host: a.test", *fields) + body


def _cl(text):
    return f"Content-Length: {len(text)}"


CL_TE = "0\r\n\r\n" + SMUGGLED
TE_CL = f"{len(WHOLE):x}\r\n{WHOLE}\r\n0\r\n\r\n"

OBFUSCATED = [
    ("space-before-colon", "Transfer-Encoding : chunked"), ("tab-behind-colon", "Transfer-Encoding:\tchunked"), ("vertical-tab", "Transfer-Encoding:\x0bchunked"),
    ("x-prefix", "X: x\nTransfer-Encoding: chunked"), ("cr-prefix", "X: x\rTransfer-Encoding: chunked"), ("fold", "Transfer-Encoding\r\n : chunked"),
    ("leading-blank", " Transfer-Encoding: chunked"), ("xchunked", "Transfer-Encoding: xchunked"), ("quoted", 'Transfer-Encoding: "chunked"'),
    ("two-lines", "Transfer-Encoding: x\r\nTransfer-Encoding: chunked"), ("two-lines-reversed", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x"),
    ("comma", "Transfer-Encoding: chunked,"), ("nul", "Transfer-Encoding: chunked\0"), ("underscore", "Transfer_Encoding: chunked"),
    ("non-ascii", "Transfer-Encoding: chunk\xe9d"), ("identity", "Transfer-Encoding: identity, chunked"), ("semicolon", "Transfer-Encoding: chunked;"),
    ("name-nul", "Transfer\0-Encoding: chunked"), ("upper-name", "TRANSFER-ENCODING: chunked"), ("bare-cr-end", "Transfer-Encoding: chunked\r"),
]

CASES = (
    [
        _probe("cl-te", _post(_cl(CL_TE), TE, body=CL_TE)),
        _probe("te-cl", _post("Content-Length: 4", TE, body=TE_CL)),
        _probe("cl-0-get", _post(_cl(WHOLE), body=WHOLE, start="GET / HTTP/1.1"), "R-F6"),
        _probe("cl-0-static", _post(_cl(WHOLE), body=WHOLE, start="POST /static/a.css HTTP/1.1"), "R-F6"),
        _probe("cl-0-options", _post(_cl(WHOLE), body=WHOLE, start="OPTIONS * HTTP/1.1"), "R-F6"),
        _probe("0-cl", _post(f"Content-Length:\r\n {len(WHOLE)}", body=WHOLE), "R-F5"),
        _probe("0-cl-nominated", _post(_cl(WHOLE), "Connection: content-length", body=WHOLE), "R-F5"),
        _probe("cl-cl", _post("Content-Length: 0", _cl(WHOLE), body=WHOLE), "R-F4"),
        _probe("cl-cl-reversed", _post(_cl(WHOLE), "Content-Length: 0", body=WHOLE), "R-F4"),
        _probe("cl-plus", _post(f"Content-Length: +{len(WHOLE)}", body=WHOLE), "R-F4"),
        _probe("te-te", _post(TE, "Transfer-Encoding: cow", body=CL_TE), "R-F2"),
        _probe("term-ext", _post(TE, body=f"2;\n{WHOLE[:2]}\r\n0\r\n\r\n"), "R-F9"),
        _probe("ext-term", _post(TE, body=f"2\nxx\r\n{len(WHOLE):x}\r\n0\r\n\r\n{WHOLE}"), "R-F9"),
        _probe("term-spill", _post(TE, body=f"5\r\nAAAAAXX{len(WHOLE):x}\r\n0\r\n\r\n{WHOLE}"), "R-F10"),
        _probe("expect-cl", _post("Expect: 100-continue", _cl(WHOLE), body=WHOLE), "R-P9"),
        _probe("expect-obfuscated", _post("Expect: y 100-continue", _cl(WHOLE), body=WHOLE), "R-P9"),
        _probe("upgrade-cl", _post("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 999", _cl(WHOLE), body=WHOLE), "R-P13"),
        _probe("old-version-te", _post(TE, _cl(CL_TE), body=CL_TE, start="POST / HTTP/1.0"), "R-F3"),
        _probe("trailer-length", _post(TE, body=f"0\r\nContent-Length: {len(WHOLE)}\r\n\r\n"), "R-F11"),
        _probe("version-two-te", _post(TE, _cl(CL_TE), body=CL_TE, start="POST / HTTP/2.0"), "R-F12"),
        _probe("lf-in-target", f"GET /a\nHost: x\n\n{WHOLE} HTTP/1.1\r\nHost: a.test\r\n\r\n", "R-F12"),
    ]
    + [_probe(f"te-{name}", _post(_cl(CL_TE), line, body=CL_TE), "R-F2") for name, line in OBFUSCATED]
)
