"""Locks between processes on this machine, freed by the kernel when their holder dies.

Owns how one waits and gives up. Must not know what a lock protects.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE_SECONDS = 0.05


class BusyError(Exception):
    """Somebody else holds the lock."""


@contextmanager
def locked(path: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock file `path`, made when it is missing; raise BusyError when it is not free in time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with path.open("ab") as holder:
        while True:
            try:
                fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as taken:
                if time.monotonic() >= deadline:
                    raise BusyError(path.name) from taken
                time.sleep(PAUSE_SECONDS)
        yield
