"""Transfer-Encoding of requests: RFC 9112 sections 6.1 and 6.3."""

from harness.case import WAIT, case, get, head, post
from harness.judge import body_is, ends, lacks, passed, refused, target_is

END = "0\r\n\r\n"
DATA = "5\r\nhello\r\n0\r\n\r\n"
HELLO = body_is("hello")

REFUSED = [
    ("chunked-identity", 3, ("chunked, identity",)),
    ("chunked-other", 3, ("chunked, x",)),
    ("chunked-xchunked", 3, ("chunked, xchunked",)),
    ("other", 3, ("x",)),
    ("xchunked", 3, ("xchunked",)),
    ("chunkedx", 3, ("chunkedx",)),
    ("chunked-blank-x", 3, ("chunked x",)),
    ("x-blank-chunked", 3, ("x chunked",)),
    ("identity", 3, ("identity",)),
    ("empty", 3, ("",)),
    ("quoted", 3, ('"chunked"',)),
    ("single-quoted", 3, ("'chunked'",)),
    ("parameter", 2, ("chunked;q=1",)),
    ("parameter-blank", 2, ("chunked ; a=b",)),
    ("twice", 3, ("chunked, chunked",)),
    ("twice-without-blank", 3, ("chunked,chunked",)),
    ("two-lines-identity-last", 3, ("chunked", "identity")),
    ("two-lines-twice", 3, ("chunked", "chunked")),
    ("two-lines-other-last", 3, ("chunked", "cow")),
    ("gzip", 2, ("gzip",)),
    ("chunked-gzip", 3, ("chunked, gzip",)),
    ("vertical-tab", 3, ("\x0bchunked",)),
    ("form-feed", 3, ("chunked\x0c",)),
    ("nul", 3, ("chunked\0",)),
    ("no-break-space", 3, ("\xa0chunked",)),
    ("long-s", 2, ("chun\xc5\xbfked",)),
    ("cr-inside", 3, ("chunked\rx",)),
    ("cr-first", 3, ("\rchunked",)),
    ("colon", 3, (": chunked",)),
    ("equals", 2, ("=chunked",)),
    ("brackets", 2, ("[chunked]",)),
    ("newline-escape", 2, ("chunked\\n",)),
    ("semicolon", 2, ("chunked;",)),
    ("dot", 2, ("chunked.",)),
    ("unknown-chunked", 2, ("x, chunked",)),
    ("two-lines-unknown-first", 3, ("x", "chunked")),
    ("two-lines-identity-first", 3, ("identity", "chunked")),
    ("two-lines-empty-first", 2, ("", "chunked")),
    ("identity-chunked", 2, ("identity, chunked",)),
]

EITHER_WAY = [
    ("trailing-comma", 2, ("chunked,",)),
    ("leading-comma", 2, (",chunked",)),
    ("leading-comma-blank", 2, (", chunked",)),
    ("two-lines-empty-last", 2, ("chunked", "")),
    ("two-lines-comma", 1, ("chunked", ",")),
]


def _lines(values):
    return [f"Transfer-Encoding: {value}" for value in values]


def _coded(name, weight, values, *outcomes, rule="R-F2"):
    return case(f"te-{name}", rule, weight, post(*_lines(values), body=DATA), *outcomes)


# A coding list that ends in chunked and holds an unknown coding is 501 (9112 6.1); the origin must not get it. Bodies that are read as chunked are harmless
# only if what is forwarded is the decoded body, so that is the other outcome where the text allows empty list members.
CASES = (
    [_coded(name, weight, values, refused()) for name, weight, values in REFUSED]
    + [_coded(name, weight, values, refused(), passed(1, HELLO)) for name, weight, values in EITHER_WAY]
    + [
        _coded("chunked", 1, ("chunked",), passed(1, HELLO)),
        _coded("upper-case", 1, ("CHUNKED",), passed(1, HELLO)),
        _coded("mixed-case", 1, ("Chunked",), passed(1, HELLO)),
        _coded("blanks-around", 1, (" \tchunked \t",), passed(1, HELLO)),
        _coded("gzip-chunked", 2, ("gzip, chunked",), refused()),
        case("te-name-case", "R-F2", 1, post("tRANSFER-eNCODING: chunked", body=DATA), passed(1, HELLO)),
        case("te-folded", "R-F14", 3, post("Transfer-Encoding:", " chunked", body=DATA), refused(), passed(1, HELLO)),
        case("te-folded-more", "R-F14", 3, post("Transfer-Encoding: chunked", " , identity", body=DATA), refused()),
        case("te-space-before-colon", "R-F13", 3, post("Transfer-Encoding : chunked", body=DATA), refused()),
        case("te-tab-before-colon", "R-F13", 3, post("Transfer-Encoding\t: chunked", body=DATA), refused()),
        case("te-vertical-tab-name", "R-F13", 3, post("Transfer-Encoding\x0b: chunked", body=DATA), refused()),
        case("te-underscore", "R-F17", 2, post("Transfer_Encoding: chunked", "Content-Length: 5", body="hello"), refused(), passed(1, HELLO)),
        case("te-old-version", "R-F3", 3, head("POST / HTTP/1.0", "Host: a.test", *_lines(["chunked"])) + DATA, refused(),
             passed(1, HELLO, ends())),
        case("te-old-version-keep-alive", "R-F3", 3,
             (head("POST / HTTP/1.0", "Host: a.test", "Connection: keep-alive", *_lines(["chunked"])) + DATA, 0.2, get(target="/smuggled")),
             refused(), passed(1, HELLO)),
        case("te-on-get", "R-F6", 2, (get(*_lines(["chunked"])) + DATA, WAIT, get(target="/2")), passed(2, HELLO, target_is("/2", at=1)), refused()),
        case("te-nominated", "R-F5", 3, post(*_lines(["chunked"]), "Connection: transfer-encoding", body=DATA), refused(), passed(1, HELLO)),
        case("te-empty-body", "R-F2", 1, post(*_lines(["chunked"]), body=END), passed(1, body_is(""))),
        case("te-next-request", "R-P12", 2, post(*_lines(["chunked"]), body=DATA + get(target="/2")), passed(2, HELLO, target_is("/2", at=1))),
        case("te-te-field-not-passed", "R-P1", 2, get("TE: gzip", "Connection: TE"), passed(1, lacks("te"))),
    ]
)
