"""What the gateway process holds: from /proc and from its metrics."""

import asyncio
import os
import pathlib
import re
import statistics
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Sample:
    rss: int
    direct: int
    descriptors: int
    connections: int


class Gauges:
    """Takes samples of one process and compares them."""

    def __init__(self, pid, admin_port):
        self._pid = pid
        self._admin_port = admin_port
        self.samples = []

    async def watch(self, until):
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            self.samples.append(await self.sample())
            await asyncio.sleep(2)

    async def sample(self):
        proc = pathlib.Path(f"/proc/{self._pid}")
        rss = int(re.search(r"VmRSS:\s+(\d+)", (proc / "status").read_text()).group(1)) * 1024
        metrics = await self._metrics()
        return Sample(rss, _total(metrics, DIRECT), len(os.listdir(proc / "fd")), _total(metrics, CONNECTIONS))

    def thirds(self, name):
        """Medians of the first and the last third."""
        values = [getattr(each, name) for each in self.samples]
        third = max(1, len(values) // 3)
        return statistics.median(values[:third]), statistics.median(values[-third:])

    async def _metrics(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self._admin_port)
        writer.write(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        text = (await reader.read()).decode("latin-1")
        writer.close()
        return text


DIRECT = r'^gateway_direct_memory_bytes\{state="used"[^}]*\}'
CONNECTIONS = r"^gateway_listener_open_connections\{[^}]*\}"


def _total(metrics, pattern):
    values = re.findall(pattern + r" ([0-9.eE+]+)\s*$", metrics, re.MULTILINE)
    return int(sum(float(value) for value in values))
