"""Clients that do nothing wrong, at a steady low rate; every one of their answers must be right."""

import asyncio
import random
import zlib


class Honest:
    """Counts what was answered, and keeps the first few faults."""

    def __init__(self, port):
        self._port = port
        self.answered = 0
        self.faults = []
        self.slowest = 0.0

    async def run(self, until, rate):
        loop = asyncio.get_running_loop()
        running, number = set(), 0
        while loop.time() < until:
            task = asyncio.create_task(self._ask(number))
            running.add(task)
            task.add_done_callback(running.discard)
            number += 1
            await asyncio.sleep(1 / rate)
        await asyncio.gather(*running)

    async def _ask(self, number):
        began = asyncio.get_running_loop().time()
        try:
            fault = await asyncio.wait_for(self._exchange(number), 60)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError) as error:
            fault = repr(error)
        self.slowest = max(self.slowest, asyncio.get_running_loop().time() - began)
        if fault is None:
            self.answered += 1
        else:
            self.faults.append(f"request {number}: {fault}")

    async def _exchange(self, number):
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            for repeat in range(3):
                fault = await self._one(reader, writer, f"/ok/{number}/{repeat}", random.randbytes(random.choice((0, 10, 40000))))
                if fault:
                    return fault
            return None
        finally:
            writer.close()

    async def _one(self, reader, writer, path, body):
        writer.write(f"POST {path} HTTP/1.1\r\nHost: honest.test\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.lower().startswith("content-length:"))
        answer = (await reader.readexactly(length)).decode("latin-1")
        expected = f"{path} {zlib.crc32(body)}"
        return None if head.startswith("HTTP/1.1 200") and answer == expected else f"{head.splitlines()[0]}, {answer[:80]}"
