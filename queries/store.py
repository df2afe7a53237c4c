"""The store of snapshots, as the web process sees it: which file is in force, and one way to ask it.

Owns: the pointer, verification, one locked-down DuckDB instance a snapshot, the time limit, the memory of
answers. Must not know: what is asked (the other modules of this room), Dash, the register.

A snapshot never changes, so an answer computed from it holds until the next one: `Snapshot.remember` keeps
answers, within so many bytes, and they die with the snapshot. DuckDB caches files by path, hence a new
`:memory:` instance with the file attached.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
import pandas as pd

from queries.memory import Memory

QUERIES = Path(__file__).parent
POINTER = "current.json"
NOTES = "published-*.json"
"""Beside each published file a note says what the pointer said of it."""
RETRY_SECONDS = 5.0
"""How soon a pointer that could not be followed is tried again: the disk may have been away for a moment."""
MADE_BYTES = 24 << 20
"""For what is made of the figures: a page is some 1.7 MB until it has been sent, then 30 kB are enough."""
FRAMES_BYTES = 8 << 20
SENT_BYTES = 32 << 20
"""For what has been sent, compressed: about a thousand answers. All three are for each worker."""
CHUNK = 1 << 20
WITHOUT_PARAMETERS = (
    "snapshot", "indicators", "published_tables", "categories", "orgs", "years", "targets", "events",
    "measures", "milestones", "courses", "background",
)  # fmt: skip
"""Asked once when a snapshot is opened: one that another version wrote in another shape is refused then."""
T = TypeVar("T")
_MISSING = object()


class NoSnapshot(Exception):  # noqa: N818  a state the pages show, not an error
    """The store holds no snapshot that can be read."""


class SnapshotError(Exception):
    """The pointer or the file it names cannot be trusted."""


class QueryTimeoutError(Exception):
    """A query was interrupted at its time limit."""


@dataclass(frozen=True)
class Limits:
    """What one query may use."""

    seconds: float = 10.0
    memory: str = "512MB"


class Snapshot:
    """One published snapshot, open for reading. Safe to share between threads."""

    def __init__(self, file: Path, *, snapshot_id: str, limits: Limits) -> None:
        self.id = snapshot_id
        self.file = file
        self._limits = limits
        self.sent: Memory[bytes] = Memory(SENT_BYTES, len)
        """Answers as they were sent; whoever sends them decides what they are found by."""
        self._made: Memory[Any] = Memory(MADE_BYTES)
        self._frames: Memory[pd.DataFrame] = Memory(FRAMES_BYTES, _bytes_of)
        self._instance = _open(file, limits)
        try:
            found = self.frame("verify")
            for query in WITHOUT_PARAMETERS:
                self.frame(query)
        except duckdb.Error as error:
            raise SnapshotError(f"{file.name} cannot be read: {error}") from error
        if found["id"].tolist() != [snapshot_id]:
            raise SnapshotError(f"{file.name} does not hold the snapshot {snapshot_id}")

    def frame(self, query: str, **parameters: object) -> pd.DataFrame:
        """Run `queries/<query>.sql` with its parameters bound; raise QueryTimeoutError when it takes too
        long.

        The parameters must be exactly those the file names. Dates come as datetime64, nullable whole numbers
        as Int64. Small frames are kept: the cards of a page, and pages after one another, ask much alike.
        """
        key = query, tuple((name, _frozen(value)) for name, value in sorted(parameters.items()))
        kept = self._frames.get(key)
        if kept is None:
            kept = self._run(query, parameters)
            self._frames.put(key, kept)
        # Shares its memory until somebody writes in it, and then does not change what is kept.
        return kept.copy(deep=False)

    def _run(self, query: str, parameters: dict[str, object]) -> pd.DataFrame:
        cursor = self._instance.cursor()
        timer = threading.Timer(self._limits.seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            return cursor.execute(_sql(query), parameters).df()
        except duckdb.InterruptException as error:
            raise QueryTimeoutError(f"{query} took more than {self._limits.seconds} s") from error
        finally:
            timer.cancel()
            cursor.close()

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer for the key: kept, or made now. The least used is forgotten first.

        Two threads may make the same answer at the same time; both get an equal one, and nobody waits.
        """
        kept = self._made.get(key, _MISSING)
        if kept is not _MISSING:
            return cast(T, kept)
        answer = make()
        self._made.put(key, answer)
        return answer


class Store:
    """A folder with snapshots and a pointer to the one in force."""

    def __init__(self, folder: Path, *, limits: Limits | None = None) -> None:
        self._folder = folder
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._retry_at = 0.0
        self._snapshot: Snapshot | None = None
        self.degraded = False

    @property
    def folder(self) -> Path:
        """Where the snapshots lie."""
        return self._folder

    def current(self) -> Snapshot:
        """The snapshot in force; raise NoSnapshot when there is none that can be read.

        Costs one `stat` when nothing has changed. A pointer that cannot be trusted leaves the last good
        snapshot in force, or, in a new process, the newest file that verifies; `degraded` tells.
        """
        version = self._version()
        snapshot = self._snapshot
        if snapshot is not None and self._is_settled(version):
            return snapshot
        with self._lock:
            if self._snapshot is not None and self._is_settled(version):
                return self._snapshot
            self._snapshot, self.degraded = self._choose()
            self._seen, self._retry_at = version, time.monotonic() + RETRY_SECONDS
            return self._snapshot

    def _is_settled(self, version: tuple[int, int] | None) -> bool:
        return version == self._seen and not (self.degraded and time.monotonic() > self._retry_at)

    def _version(self) -> tuple[int, int] | None:
        try:
            status = (self._folder / POINTER).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def _choose(self) -> tuple[Snapshot, bool]:
        try:
            return self._named(), False
        except SnapshotError:
            return self._snapshot or self._newest(), True

    def _named(self) -> Snapshot:
        return self._verified(self._folder / POINTER)

    def _newest(self) -> Snapshot:
        for note in sorted(self._folder.glob(NOTES), key=_sequence, reverse=True):
            try:
                return self._verified(note)
            except SnapshotError:
                continue
        raise NoSnapshot(f"no snapshot in {self._folder}")

    def _verified(self, note: Path) -> Snapshot:
        """Open the file that a note names. Raises SnapshotError unless it is what was published."""
        try:
            said = json.loads(note.read_text("utf-8"))
            name, size, digest = str(said["file"]), int(said["bytes"]), str(said["sha256"])
            snapshot_id = str(said["id"])
            file = self._folder / Path(name).name
            if file.stat().st_size != size or _sha256(file) != digest:
                raise SnapshotError(f"{name} is not the file that was published")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SnapshotError(f"{note.name} cannot be followed: {error}") from error
        return Snapshot(file, snapshot_id=snapshot_id, limits=self._limits)


def _sequence(note: Path) -> tuple[int, str]:
    """What sorts notes as the snapshots were published: the number counts on past its five digits."""
    number = note.stem.split("-")[1]
    return len(number), number


def _bytes_of(frame: pd.DataFrame) -> int:
    return int(frame.memory_usage(deep=True).sum())


def _frozen(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list) else cast(Hashable, value)


@cache
def _sql(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text("utf-8")


def _open(file: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    instance = duckdb.connect(
        ":memory:",
        config={
            "threads": 1,  # small queries: one thread is fastest, and the server runs several at a time
            "memory_limit": limits.memory,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    try:
        instance.execute(_sql("open").format(file=str(file).replace("'", "''")))
    except duckdb.Error as error:
        instance.close()
        raise SnapshotError(f"{file.name} cannot be opened: {error}") from error
    return instance


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
