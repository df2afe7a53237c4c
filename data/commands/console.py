"""How the command line talks: answers on stdout, progress and faults on stderr, Swedish or JSON.

Owns that. Must not know what any command does.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from data.progress import Progress


def say(*lines: str) -> None:
    """Write lines of an answer."""
    for line in lines:
        print(line)


def say_json(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """Write an answer as JSON."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=_plain))


def complain(text: str) -> None:
    """Write what went wrong."""
    print(text, file=sys.stderr)


def counted(number: int, one: str, many: str) -> str:
    """Return the number with its noun: `1 rad`, `3 rader`."""
    return f"{number} {one if number == 1 else many}"


@contextmanager
def answers_only() -> Iterator[None]:
    """Drop what libraries in C print on stdout, such as a solver's name: an answer stands there alone."""
    sys.stdout.flush()
    answer, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(answer, 1)
        os.close(answer)
        os.close(nowhere)


@contextmanager
def progress() -> Iterator[Progress]:
    """Give what shows progress on stderr: a line that counts up on a screen, a line per task elsewhere."""
    if not sys.stderr.isatty():
        yield _line_per_task()
        return
    width = 0

    def show(what: str, done: int, total: int) -> None:
        nonlocal width
        text = f"{what}: {done} av {total}"
        width = max(width, len(text))
        print(f"\r{text:<{width}}", end="", file=sys.stderr, flush=True)

    yield show
    print(f"\r{'':<{width}}\r", end="", file=sys.stderr, flush=True)


def _line_per_task() -> Progress:
    told: set[str] = set()

    def show(what: str, _done: int, _total: int) -> None:
        if what not in told:
            told.add(what)
            complain(f"{what} …")

    return show


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")
