"""Clients that mean harm. Each function is one visit; it may be cut short at any time and never raises for what the gateway does to it."""

import asyncio
import contextlib
import random
import socket
import struct

GET = b"GET /ok HTTP/1.1\r\nHost: h.test\r\n\r\n"
MIB = 1 << 20
PROBES = [
    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\nG",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;a\nb\r\nhello\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\nsomething",
    b"GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n",
    b"GET /%2e%2e/%00 HTTP/1.1\r\nHost: h\r\n\r\n",
]


@contextlib.asynccontextmanager
async def _connection(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=65536)
    try:
        yield reader, writer
    finally:
        writer.close()


async def slow_head(port):
    async with _connection(port) as (_, writer):
        for octet in b"GET / HTTP/1.1\r\nHost: h.test\r\nX-Slow: " + b"x" * 200:
            writer.write(bytes([octet]))
            await writer.drain()
            await asyncio.sleep(0.5)


async def slow_body(port):
    async with _connection(port) as (_, writer):
        writer.write(b"POST /ok HTTP/1.1\r\nHost: h.test\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(30):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(1)


async def slow_reader(port):
    async with _connection(port) as (reader, writer):
        writer.write(GET.replace(b"/ok", b"/big/%d" % (64 * MIB)))
        for _ in range(30):
            await reader.read(1024)
            await asyncio.sleep(1)


async def stalled_reader(port):
    async with _connection(port) as (reader, writer):
        writer.write(GET.replace(b"/ok", b"/big/%d" % (1024 * MIB)))
        await reader.read(65536)
        await asyncio.sleep(40)
        _reset(writer)


async def stalled_upload(port):
    async with _connection(port) as (_, writer):
        writer.write(b"POST /stall HTTP/1.1\r\nHost: h.test\r\nContent-Length: %d\r\n\r\n" % (1024 * MIB))
        for _ in range(1024 * 16):
            writer.write(b"x" * 65536)
            await asyncio.wait_for(writer.drain(), 30)


async def reset(port):
    message = b"POST /ok HTTP/1.1\r\nHost: h.test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    async with _connection(port) as (_, writer):
        writer.write(message[: random.randrange(len(message) + 1)])
        await writer.drain()
        await asyncio.sleep(random.choice((0, 0.001, 0.02)))
        _reset(writer)


async def reset_while_reading(port):
    async with _connection(port) as (reader, writer):
        writer.write(GET.replace(b"/ok", b"/big/%d" % (8 * MIB)))
        await reader.read(random.randrange(1, 300000))
        _reset(writer)


async def garbage(port):
    async with _connection(port) as (reader, writer):
        writer.write(random.randbytes(random.randrange(1, 4000)))
        writer.write(b"\r\n\r\n")
        await asyncio.wait_for(reader.read(65536), 5)


async def probe(port):
    async with _connection(port) as (reader, writer):
        writer.write(random.choice(PROBES))
        await asyncio.wait_for(reader.read(65536), 5)


async def bad_origin(port):
    path = random.choice((b"garbage", b"truncated", b"surplus", b"chunk", b"split", b"nothing"))
    async with _connection(port) as (reader, writer):
        writer.write(GET.replace(b"/ok", b"/fault/" + path))
        await asyncio.wait_for(reader.read(65536), 5)


async def flood(port):
    with contextlib.ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(contextlib.closing(socket.create_connection(("127.0.0.1", port), timeout=5)))
            await asyncio.sleep(0)
        await asyncio.sleep(3)
    await asyncio.sleep(7)


async def pipeline(port):
    async with _connection(port) as (reader, writer):
        writer.write(GET * 500)
        await asyncio.wait_for(reader.read(1000), 5)


# How many of each are there at any time.
CROWD = {
    slow_head: 40, slow_body: 20, slow_reader: 8, stalled_reader: 2, stalled_upload: 2, reset: 4, reset_while_reading: 2, garbage: 2, probe: 4,
    bad_origin: 4, flood: 1, pipeline: 2,
}


async def run(port, until, visits):
    """Keeps the crowd going; counts the visits of each kind."""
    await asyncio.gather(*(_again(kind, port, until, visits) for kind, count in CROWD.items() for _ in range(count)))


async def _again(kind, port, until, visits):
    loop = asyncio.get_running_loop()
    while loop.time() < until:
        with contextlib.suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            await asyncio.wait_for(kind(port), max(0.1, until - loop.time()))
        visits[kind.__name__] = visits.get(kind.__name__, 0) + 1
        await asyncio.sleep(0.05)


def _reset(writer):
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
