"""The origin of one lane: follows a script, byte for byte, and records all that reaches it."""

import contextlib
import socket
import struct
import threading
import time

from harness import wire
from harness.case import Answer

DEFAULT = Answer((b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",))
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Origin:
    """Listens on a free port of the loopback address. One case at a time: `begin`, look at the record, `end`."""

    def __init__(self):
        self._server = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._server.getsockname()[1]
        self._lock = threading.Lock()
        self._connections = []
        self.begin(())
        threading.Thread(target=self._accept, daemon=True).start()

    def begin(self, answers):
        """Forgets what was seen; the n-th request gets the n-th answer, later ones the default."""
        with self._lock:
            self.answers = list(answers)
            self.requests = []
            self.faults = []
            self.touched = time.monotonic()
            self.accepted = 0

    def partial(self):
        """The heads of requests whose bodies have not come to an end."""
        with self._lock:
            return [each.partial for each in self._connections if each.partial is not None]

    def end(self):
        """Ends all connections, and waits a moment until the proxy has noticed."""
        with self._lock:
            open_now = list(self._connections)
        for connection in open_now:
            connection.finish()
        deadline = time.monotonic() + 0.3
        while any(each.alive for each in open_now) and time.monotonic() < deadline:
            time.sleep(0.002)
        for connection in open_now:
            connection.drop()
        with self._lock:
            self._connections = [each for each in self._connections if each not in open_now]

    def close(self):
        self._server.close()
        self.end()

    def take_answer(self, request):
        with self._lock:
            self.requests.append(request)
            return self.answers.pop(0) if self.answers else DEFAULT

    def peek(self):
        with self._lock:
            return self.answers[0] if self.answers else DEFAULT

    def fault(self, text):
        with self._lock:
            self.faults.append(text)

    def touch(self):
        self.touched = time.monotonic()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._server.accept()
                connection = _Connection(self, sock)
                with self._lock:
                    self._connections.append(connection)
                    self.accepted += 1
                threading.Thread(target=connection.serve, daemon=True).start()


class _Connection:
    """One connection of a proxy."""

    def __init__(self, origin, sock):
        self._origin = origin
        self._sock = sock
        self._data = b""
        self._continued = False
        self.partial = None
        self.alive = True

    def serve(self):
        try:
            while self._receive() and self._serve_all():
                pass
        except OSError:
            pass
        self.alive = False

    def finish(self):
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)

    def drop(self):
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()

    def _receive(self):
        received = self._sock.recv(65536)
        self._origin.touch()
        self._data += received
        return bool(received)

    def _serve_all(self):
        while self._data:
            try:
                request, size = wire.read_request(self._data)
            except wire.Incomplete as incomplete:
                self.partial = incomplete.head
                return self._early(incomplete.head)
            except wire.Malformed as malformed:
                self._origin.fault(str(malformed))
                self.drop()
                return False
            self._data = self._data[size:]
            self.partial = None
            self._continued = False
            if not self._act(self._origin.take_answer(request)):
                return False
        return True

    def _early(self, request):
        if request is None:
            return True
        answer = self._origin.peek()
        if answer.on == "head":
            self.partial = None
            return self._act(self._origin.take_answer(request))
        if answer is DEFAULT and "100-continue" in request.value("expect").lower() and not self._continued:
            self._continued = True
            self._sock.sendall(CONTINUE)
        return True

    def _act(self, answer):
        for step in answer.steps:
            if isinstance(step, float):
                time.sleep(step)
            else:
                self._sock.sendall(step)
                self._origin.touch()
        if answer.then == "close":
            self.drop()
        elif answer.then == "reset":
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._sock.close()
        elif answer.then == "hang":
            self._swallow()
        return answer.then == "keep"

    def _swallow(self):
        while self._sock.recv(65536):
            self._origin.touch()
