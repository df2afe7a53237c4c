"""The log: who did what and when, append-only, each line bound to the one before it by a hash.

Owns `log.jsonl` in the store. Never holds a figure, nor a value from a file. Must not know the register.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.locks import locked

LOG_FILE = "log.jsonl"
LOCK_FILE = "log.lock"
WAIT_SECONDS = 10.0
LONGEST_LINE = 1 << 16
START = "0" * 64
"""What the first line is bound to."""


class LogError(Exception):
    """The log has been changed or cut. The text is Swedish."""


def whoami() -> str:
    """Return the name of the account that runs the program: who it is, where nobody has signed in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "okänd"


@dataclass(frozen=True)
class Entry:
    """One line. `what` is a stable word (`import`, `undo` ...); `about` holds names, ids and counts."""

    number: int
    at: str
    who: str
    what: str
    snapshot: str | None
    about: Mapping[str, Any]
    previous: str
    hash: str


class Log:
    """The log of one store."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store / LOG_FILE

    def append(self, what: str, *, who: str, snapshot: str | None = None, **about: str | int) -> None:
        """Add a line and wait until it is on disk."""
        with locked(self._store / LOCK_FILE, wait_seconds=WAIT_SECONDS):
            last = self._last_line()
            body = {
                "number": last["number"] + 1,
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "who": who,
                "what": what,
                "snapshot": snapshot,
                "about": about,
                "previous": last["hash"],
            }
            line = json.dumps(body | {"hash": _hash(body)}, ensure_ascii=False) + "\n"
            with self._path.open("ab") as file:
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())

    def entries(self) -> tuple[Entry, ...]:
        """Return every line in order. Raises LogError when any has been changed, moved or removed."""
        return tuple(self._checked())

    def standing(self) -> tuple[tuple[Entry, ...], str]:
        """Return the lines until the first that is wrong, and what is wrong (Swedish; empty: nothing is)."""
        found: list[Entry] = []
        try:
            for entry in self._checked():
                found.append(entry)
        except LogError as error:
            return tuple(found), str(error)
        return tuple(found), ""

    def _checked(self) -> Iterator[Entry]:
        previous = START
        content = self._path.read_bytes() if self._path.exists() else b""
        # What stands after the last line break is being written, or a crash cut it short: no line yet.
        lines = content[: content.rfind(b"\n") + 1].splitlines()
        for number, line in enumerate(lines, start=1):
            try:
                entry = Entry(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise LogError(f"Loggens rad {number} går inte att läsa.") from error
            body = {key: value for key, value in vars(entry).items() if key != "hash"}
            if (entry.number, entry.previous, entry.hash) != (number, previous, _hash(body)):
                raise LogError(f"Loggens rad {number} har ändrats eller flyttats.")
            previous = entry.hash
            yield entry

    def _last_line(self) -> dict[str, Any]:
        """Return the last line, after removing one that a crash cut short."""
        nothing = {"number": 0, "hash": START}
        if not self._path.exists():
            return nothing
        with self._path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - LONGEST_LINE))
            tail = file.read()
            whole = tail[: tail.rfind(b"\n") + 1]
            if len(whole) < len(tail):
                file.truncate(size - len(tail) + len(whole))
        return json.loads(whole.splitlines()[-1]) if whole else nothing


def _hash(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
