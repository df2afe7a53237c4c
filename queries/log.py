"""The log of the store, read and verified.

Owns the one way in which the web process reads it. Must not know pages, nor how a line is bound to the one
before it (data/log.py).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.log import LOG_FILE, Entry, Log


@dataclass(frozen=True)
class LogReading:
    """What the log says.

    entries: every line, oldest first, until the first that is wrong.
    fault: what is wrong with it, in Swedish; empty when every line is bound to the one before it.
    """

    entries: tuple[Entry, ...]
    fault: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing has been changed, moved or removed between its first line and its last."""
        return not self.fault


def read_log(store: Path) -> LogReading:
    """Read and verify the whole log; an answer is kept until the file changes."""
    path = store / LOG_FILE
    try:
        status = path.stat()
    except FileNotFoundError:
        return LogReading((), "")
    return _read(store, status.st_ino, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _read(store: Path, *_version: int) -> LogReading:
    return LogReading(*Log(store).standing())
