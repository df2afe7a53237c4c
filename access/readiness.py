"""Whether somebody could sign in now, found out by trying, and not more often than it is worth.

Owns how long an answer holds. Must not know where sessions are kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ClassVar

KEEP_SECONDS = 2.0


class Readiness:
    """The latest answer of a check that writes and may have to wait. Anybody may ask at any rate.

    clock: seconds that only grow; tests move it.
    """

    EXTENSION: ClassVar[str] = "lagesbild-readiness"
    """Where the gate leaves it, among Flask's extensions; not there where nobody signs in."""

    def __init__(self, check: Callable[[], bool], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._check = check
        self._clock = clock
        self._lock = threading.Lock()
        self._checked_at = -KEEP_SECONDS
        self._is_ready = False

    def is_ready(self) -> bool:
        """What the check says; while one is under way, what the last one said."""
        if self._lock.acquire(blocking=False):
            try:
                if self._clock() - self._checked_at >= KEEP_SECONDS:
                    self._is_ready = self._check()
                    self._checked_at = self._clock()
            finally:
                self._lock.release()
        return self._is_ready
