"""What has been made, kept for the next who asks, within so many bytes.

Owns how large a value is and which one is forgotten when there is no room. Must not know what is kept.
"""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar, overload

PICKLED_TO_BYTES = 4
"""Pages and their parts take 3.4 to 4.3 times their pickled size in the memory of a process, as measured."""
LARGEST_SHARE = 4
"""What takes more than one part in so many is not worth all that would have to be forgotten for it."""
T = TypeVar("T")
D = TypeVar("D")


def size_of(value: object) -> int:
    """How many bytes the value takes, about. Raises what `pickle` raises for a value that has no size."""
    if isinstance(value, bytes):
        return len(value)
    return PICKLED_TO_BYTES * len(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


class Memory(Generic[T]):
    """Values by key, the least used forgotten first when there is no room. Safe to share between threads."""

    def __init__(self, most_bytes: int, size: Callable[[T], int] = size_of) -> None:
        self._most = most_bytes
        self._size_of = size
        self._kept: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0
        """Bytes taken."""

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def get(self, key: Hashable) -> T | None: ...

    @overload
    def get(self, key: Hashable, default: D) -> T | D: ...

    def get(self, key: Hashable, default: object = None) -> object:
        """What is kept for the key."""
        with self._lock:
            if key not in self._kept:
                return default
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, value: T) -> None:
        """Keep the value, unless somebody already has or it is too large."""
        size = self._size_of(value)
        with self._lock:
            if key in self._kept or size * LARGEST_SHARE > self._most:
                return
            self._kept[key] = value, size
            self.size += size
            while self.size > self._most:
                self.size -= self._kept.popitem(last=False)[1][1]
