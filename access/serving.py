"""How gunicorn's workers send an answer: in one piece.

Owns the worker class. Gunicorn sends the head of an answer and its body one after the other. A worker that
dies between the two leaves the reader with half an answer, which nobody can take back. Here nothing leaves
before the answer is whole: until then nginx may ask another worker. Must not know what an answer is about.
"""

import socket
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

ROOM_BYTES = 1 << 20
"""So much the kernel is asked to take at once: then a whole answer leaves in one call."""


class WholeAnswers(ThreadWorker):
    """Gunicorn's worker with threads, with each answer held until it is whole."""

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer one request; return whether the connection may be used again."""
        plain = conn.sock
        held = Held(plain)
        conn.sock = held
        try:
            may_go_on = super().handle_request(req, conn)
            held.release()
        finally:
            conn.sock = plain
        return may_go_on


class Held:
    """A connection whose words are kept until `release`; in everything else it is the connection."""

    def __init__(self, plain: socket.socket) -> None:
        self._plain = plain
        self._parts: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        """Keep the data."""
        self._parts.append(data)

    def sendfile(self, *args: Any, **options: Any) -> int:
        """Send what has been kept, then a file: files may be large, and no figures come that way."""
        self.release()
        return self._plain.sendfile(*args, **options)

    def release(self) -> None:
        """Send what has been kept."""
        if self._parts:
            self._plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM_BYTES)
            self._plain.sendall(b"".join(self._parts))
            self._parts.clear()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)
