"""The upstream of the soak: answers by path, well or badly, and computes what honest clients check."""

import asyncio
import zlib

BLOCK = b"x" * 65536
FAULTS = {
    "/fault/garbage": b"\x00\x01garbage\r\n\r\n",
    "/fault/truncated": b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
    "/fault/surplus": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
    "/fault/chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
    "/fault/split": b"HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n",
    "/fault/nothing": b"",
}


async def start():
    """A listening server; its port is that of its first socket."""
    return await asyncio.start_server(_serve, "127.0.0.1", 0, backlog=1024)


async def _serve(reader, writer):
    try:
        while await _exchange(reader, writer):
            pass
    except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError, ValueError):
        pass
    finally:
        writer.close()


async def _exchange(reader, writer):
    head = await reader.readuntil(b"\r\n\r\n")
    path = head.split(b" ")[1].decode()
    if path.startswith("/stall"):
        await asyncio.sleep(20)
        return False
    checksum = await _body(reader, head)
    if path in FAULTS:
        writer.write(FAULTS[path])
        await writer.drain()
        return False
    if path.startswith("/big/"):
        await _stream(writer, int(path.removeprefix("/big/")))
    else:
        answer = f"{path} {checksum}".encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(answer), answer))
    await writer.drain()
    return True


async def _body(reader, head):
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    if b"transfer-encoding" in fields:
        return await _chunks(reader)
    left, checksum = int(fields.get(b"content-length", b"0")), 0
    while left:
        data = await reader.readexactly(min(left, 65536))
        checksum, left = zlib.crc32(data, checksum), left - len(data)
    return checksum


async def _chunks(reader):
    checksum = 0
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        checksum = zlib.crc32(await reader.readexactly(size), checksum)
        await reader.readexactly(2)
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass
    return checksum


async def _stream(writer, size):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
    for _ in range(size // len(BLOCK)):
        writer.write(BLOCK)
        await writer.drain()
