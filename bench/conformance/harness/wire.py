"""Strict reading of HTTP/1 messages (RFC 9112). It repairs nothing: what it cannot read in exactly one way is malformed."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
# Other control characters may be kept (RFC 9110 section 5.5); these three change where a line ends for somebody.
VALUE = re.compile(rb"[^\r\n\x00]*\Z")
REQUEST_LINE = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21-\x7e]+) HTTP/1\.[01]\Z")
STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-9][0-9][0-9]) ?[\t\x20-\x7e\x80-\xff]*\Z")
CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})[\t ]*(;[\t\x20-\x7e\x80-\xff]*)?\Z")


class Malformed(Exception):
    """Bytes that are no HTTP/1 message."""


class Incomplete(Exception):
    """Bytes that may become a message; `head` is there once the head is."""

    def __init__(self, head=None):
        super().__init__("incomplete")
        self.head = head


@dataclass
class Message:
    """One message as it stood on the wire; field names in lower case."""

    start: bytes
    fields: list
    body: bytes = b""
    trailers: list = field(default_factory=list)
    chunked: bool = False

    @property
    def method(self):
        return self.start.split(b" ")[0].decode("latin-1")

    @property
    def target(self):
        return self.start.split(b" ")[1].decode("latin-1")

    @property
    def status(self):
        return int(self.start.split(b" ")[1])

    def values(self, name):
        """The values of all lines of a field, in order."""
        return [value.decode("latin-1") for known, value in self.fields if known == name.lower().encode()]

    def value(self, name):
        return ", ".join(self.values(name))


def read_request(data):
    """The first request in `data` and the number of its bytes."""
    message, at = _head(data, REQUEST_LINE)
    length = _length(message)
    if message.chunked:
        return _chunks(message, data, at)
    return _sized(message, data, at, length or 0)


def read_response(data, method, closed):
    """The first response in `data`, an answer to `method`, and the number of its bytes."""
    message, at = _head(data, STATUS_LINE)
    status = message.status
    if status < 200 or status in (204, 304) or method == "HEAD":
        return message, at
    length = _length(message)
    if message.chunked:
        return _chunks(message, data, at)
    if length is not None:
        return _sized(message, data, at, length)
    if not closed:
        raise Incomplete(message)
    message.body = data[at:]
    return message, len(data)


def _head(data, start_line):
    end = data.find(b"\r\n\r\n")
    if end < 0:
        _early_fault(data)
        raise Incomplete()
    lines = data[:end].split(b"\r\n")
    if not start_line.match(lines[0]):
        raise Malformed(f"start line {lines[0][:80]!r}")
    return Message(lines[0], [_field(line) for line in lines[1:]]), end + 4


def _early_fault(data):
    if re.search(rb"(?<!\r)\n|\x00", data):
        raise Malformed("bare LF or NUL in a head")


def _field(line):
    name, colon, value = line.partition(b":")
    if not colon or not TOKEN.match(name):
        raise Malformed(f"field line {line[:80]!r}")
    value = value.strip(b" \t")
    if not VALUE.match(value):
        raise Malformed(f"field value {value[:80]!r}")
    return name.lower(), value


def _length(message):
    lengths = message.values("content-length")
    codings = message.values("transfer-encoding")
    if codings:
        message.chunked = True
        if lengths:
            raise Malformed("both Content-Length and Transfer-Encoding")
        if len(codings) > 1 or codings[0].lower() != "chunked":
            raise Malformed(f"Transfer-Encoding {codings}")
        return None
    if len(lengths) > 1 or lengths and (not re.fullmatch(r"[0-9]+", lengths[0]) or int(lengths[0]) >= 2**63):
        raise Malformed(f"Content-Length {lengths}")
    return int(lengths[0]) if lengths else None


def _sized(message, data, at, length):
    message.body = data[at : at + length]
    if len(message.body) < length:
        raise Incomplete(message)
    return message, at + length


def _chunks(message, data, at):
    while True:
        line, at = _line(message, data, at)
        match = CHUNK_LINE.match(line)
        if not match:
            raise Malformed(f"chunk line {line[:80]!r}")
        size = int(match.group(1), 16)
        if size == 0:
            return _trailers(message, data, at)
        message.body += data[at : at + size]
        at += size
        if len(data) < at + 2:
            raise Incomplete(message)
        if data[at : at + 2] != b"\r\n":
            raise Malformed(f"behind a chunk {data[at:at + 2]!r}")
        at += 2


def _trailers(message, data, at):
    while True:
        line, at = _line(message, data, at)
        if not line:
            return message, at
        message.trailers.append(_field(line))


def _line(message, data, at):
    end = data.find(b"\r\n", at)
    if end < 0:
        if b"\n" in data[at:]:
            raise Malformed("bare LF in chunk framing")
        raise Incomplete(message)
    return data[at:end], end + 2
