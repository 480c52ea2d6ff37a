"""Line ends and folding in heads: RFC 9112 sections 2.2 and 5.2."""

from harness.case import case, encoded
from harness.judge import body_is, field_is, lacks, passed, refused, target_is

EITHER = (refused(), passed())


def _raw(name, weight, text, *outcomes, rule="R-F15"):
    return case(f"eol-{name}", rule, weight, encoded(text), *outcomes)


CASES = [
    _raw("all-bare-lf", 2, "GET / HTTP/1.1\nHost: a.test\n\n", *EITHER),
    _raw("bare-lf-start-line", 2, "GET / HTTP/1.1\nHost: a.test\r\n\r\n", *EITHER),
    _raw("bare-lf-field", 2, "GET / HTTP/1.1\r\nHost: a.test\nX: y\r\n\r\n", refused(), passed(1, field_is("x", "y"))),
    _raw("bare-lf-end", 2, "GET / HTTP/1.1\r\nHost: a.test\r\n\n", *EITHER),
    _raw("bare-lf-framing", 3, "POST / HTTP/1.1\r\nHost: a.test\r\nX: y\nContent-Length: 5\r\n\r\nhello", refused(), passed(1, body_is("hello"))),
    _raw("bare-lf-coding", 3, "POST / HTTP/1.1\r\nHost: a.test\r\nX: y\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", refused(),
         passed(1, body_is("hello"))),
    _raw("bare-lf-ends-head", 3, "GET / HTTP/1.1\r\nHost: a.test\r\nX: y\n\nGET /2 HTTP/1.1\r\nHost: a.test\r\n\r\n", refused(),
         passed(2, target_is("/2", at=1))),
    _raw("bare-cr-start-line", 3, "GET / HTTP/1.1\rHost: a.test\r\n\r\n", refused(), rule="R-F14"),
    _raw("bare-cr-field", 3, "GET / HTTP/1.1\r\nHost: a.test\rX: y\r\n\r\n", refused(), rule="R-F14"),
    _raw("bare-cr-hides-field", 3, "GET / HTTP/1.1\r\nHost: a.test\r\nX: y\rTransfer-Encoding: chunked\r\n\r\n", refused(),
         passed(1, lacks("transfer-encoding")), rule="R-F14"),
    _raw("bare-cr-hides-length", 3, "POST / HTTP/1.1\r\nHost: a.test\r\nX: y\rContent-Length: 5\r\n\r\n", refused(),
         passed(1, body_is("")), rule="R-F14"),
    _raw("bare-cr-end", 3, "GET / HTTP/1.1\r\nHost: a.test\r\n\r\r\n", refused(), rule="R-F14"),
    _raw("all-bare-cr", 3, "GET / HTTP/1.1\rHost: a.test\r\r", refused(), rule="R-F14"),
    _raw("cr-cr-lf", 3, "GET / HTTP/1.1\r\r\nHost: a.test\r\n\r\n", refused(), rule="R-F14"),
    _raw("cr-cr-lf-field", 3, "GET / HTTP/1.1\r\nHost: a.test\r\r\nX: y\r\n\r\n", *EITHER, rule="R-F14"),
    _raw("lf-cr", 3, "GET / HTTP/1.1\n\rHost: a.test\n\r\n\r", refused(), rule="R-F14"),
    _raw("fold-space", 2, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\r\n b\r\n\r\n", refused(), passed(1), rule="R-F14"),
    _raw("fold-tab", 2, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\r\n\tb\r\n\r\n", refused(), passed(1), rule="R-F14"),
    _raw("fold-empty", 2, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\r\n \r\n\r\n", refused(), passed(1), rule="R-F14"),
    _raw("fold-name-like", 3, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\r\n Authorization: b\r\n\r\n", refused(),
         passed(1, lacks("authorization")), rule="R-F14"),
    _raw("fold-first", 3, "GET / HTTP/1.1\r\n X: y\r\nHost: a.test\r\n\r\n", refused(), passed(1, lacks("x")), rule="R-F14"),
    _raw("fold-bare-lf", 3, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\n b\r\n\r\n", refused(), passed(1), rule="R-F14"),
    _raw("fold-hides-coding", 3, "POST / HTTP/1.1\r\nHost: a.test\r\nX: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", refused(),
         passed(1, body_is("0\r\n\r\n"), lacks("transfer-encoding")), rule="R-F14"),
    _raw("fold-host", 3, "GET / HTTP/1.1\r\nHost:\r\n a.test\r\n\r\n", *EITHER, rule="R-F14"),
    _raw("unicode-line-separator", 1, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\xe2\x80\xa8Y: b\r\n\r\n", refused(), passed(1, lacks("y")), rule="R-F14"),
    _raw("next-line-character", 1, "GET / HTTP/1.1\r\nHost: a.test\r\nX: a\x85Y: b\r\n\r\n", refused(), passed(1, lacks("y")), rule="R-F14"),
    _raw("escaped-crlf-in-target", 3, "GET /a%0d%0aX:%20y HTTP/1.1\r\nHost: a.test\r\n\r\n", refused(), passed(1, lacks("x")), rule="R-N2"),
    _raw("escaped-crlf-in-query", 2, "GET /a?b=%0d%0aX:%20y HTTP/1.1\r\nHost: a.test\r\n\r\n", refused(),
         passed(1, lacks("x"), target_is("/a?b=%0d%0aX:%20y", "/a?b=%0D%0AX:%20y")), rule="R-P6"),
]
