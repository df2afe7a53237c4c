"""Telling how far long work has come.

Owns the one way to tell it. Must not know who listens, nor the work.
"""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done (Swedish), how many steps of it are done, and how many there are."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
