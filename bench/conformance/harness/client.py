"""The client of one case: sends what it is told and collects what comes."""

import contextlib
import socket
import struct
import threading
import time

from harness import wire
from harness.case import AGAIN, CLOSE, HALF_CLOSE, RESET, WAIT

SETTLE = 0.25


class Connection:
    """One connection to a proxy, read by a thread of its own so that no large message blocks both sides."""

    def __init__(self, port):
        self._sock = socket.create_connection(("127.0.0.1", port), timeout=5)
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.data = b""
        self.closed = False
        self.touched = time.monotonic()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, data):
        with contextlib.suppress(OSError):
            self._sock.sendall(data)
        self.touched = time.monotonic()

    def half_close(self):
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)

    def close(self, reset=False):
        if reset:
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            with contextlib.suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()

    def _read(self):
        with contextlib.suppress(OSError):
            self._sock.settimeout(30)
            while received := self._sock.recv(262144):
                self.data += received
                self.touched = time.monotonic()
        self.touched = time.monotonic()
        self.closed = True


class Talk:
    """All that one case says and hears on its connections."""

    def __init__(self, port, methods):
        self._port = port
        self._methods = list(methods)
        self.connections = [Connection(port)]

    def perform(self, steps):
        for step in steps:
            connection = self.connections[-1]
            if isinstance(step, bytes):
                connection.send(step)
            elif isinstance(step, float):
                time.sleep(step)
            elif step is WAIT:
                self._wait_for_one_more()
            elif step is AGAIN:
                self.connections.append(Connection(self._port))
            elif step is HALF_CLOSE:
                connection.half_close()
            elif step in (CLOSE, RESET):
                connection.close(reset=step is RESET)

    def settle(self, origin, patience):
        """Until nothing moves any more: answered or closed and quiet, or out of patience."""
        began = time.monotonic()
        while time.monotonic() - began < patience + 3:
            last = self.connections[-1]
            quiet = time.monotonic() - max(last.touched, origin.touched)
            answered = last.closed or self._finals(last) > 0
            if quiet > SETTLE and (answered or time.monotonic() - began > patience):
                return
            time.sleep(0.005)

    def close(self):
        for connection in self.connections:
            connection.close()

    def heard(self):
        """Interim and final responses of all connections in order, heads cut short, and a fault if there is one."""
        interims, finals, cut, faults = [], [], [], []
        methods = list(self._methods)
        for connection in self.connections:
            self._read(connection, methods, interims, finals, cut, faults)
        return interims, finals, cut, faults

    def _read(self, connection, methods, interims, finals, cut, faults):
        data, closed = connection.data, connection.closed
        while data:
            method = methods[0] if methods else "GET"
            try:
                message, size = wire.read_response(data, method, closed)
            except wire.Incomplete as incomplete:
                cut.append(incomplete.head)
                return
            except wire.Malformed as malformed:
                faults.append(str(malformed))
                return
            data = data[size:]
            if message.status < 200 and message.status != 101:
                interims.append(message)
                continue
            finals.append(message)
            del methods[:1]
            if message.status == 101:
                message.body = data
                return

    def _finals(self, connection):
        finals = []
        self._read(connection, list(self._methods), [], finals, [], [])
        return len(finals)

    def _wait_for_one_more(self):
        connection = self.connections[-1]
        before = getattr(connection, "awaited", 0)
        deadline = time.monotonic() + 4
        while time.monotonic() < deadline and not connection.closed and self._finals(connection) <= before:
            time.sleep(0.003)
        connection.awaited = before + 1
