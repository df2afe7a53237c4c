"""Which snapshots there are and which one is in force.

Owns `current.json` and the note beside each snapshot file (same content), and the order of steps of a switch.
Must not know what a snapshot holds.

A file is a snapshot once its note is there or the pointer names it. A publisher that dies before that
leaves a file without a note, which the next publisher removes.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from data.files import replace_with, sha256_of, sync_file, sync_folder

POINTER_FILE = "current.json"
WRITE_BITS = 0o222
UNFINISHED = "publishing.tmp"
ID_PATTERN = re.compile(r"(\d{5,})-([0-9a-f]{8})")


class SnapshotError(Exception):
    """A snapshot is missing or damaged. The text is Swedish."""


@dataclass(frozen=True)
class Pointer:
    """A snapshot file as it was when it was published: id, file name, SHA-256, size in bytes."""

    id: str
    file: str
    sha256: str
    bytes: int

    @property
    def sequence(self) -> int:
        """The number of the snapshot in its store."""
        return int(self.id.partition("-")[0])


def current(store: Path) -> Pointer | None:
    """Return the snapshot in force, None when there is none. Raises SnapshotError when it cannot be told."""
    return _read(store / POINTER_FILE)


def current_if_readable(store: Path) -> Pointer | None:
    """Return the snapshot in force, None when there is none or it cannot be told: a new one mends that."""
    return _read_if_readable(store / POINTER_FILE)


def kept(store: Path) -> tuple[Pointer, ...]:
    """Return every published snapshot in the store, oldest first."""
    notes = (_read_if_readable(path) for path in store.glob("published-*.json"))
    return tuple(sorted((note for note in notes if note is not None), key=lambda note: note.sequence))


def parsed(content: bytes) -> Pointer:
    """Return the pointer with that content. Raises SnapshotError when it is none."""
    try:
        found = Pointer(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise SnapshotError("Pekaren går inte att läsa.") from error
    if not all(isinstance(one, str) for one in (found.id, found.file, found.sha256)):
        raise SnapshotError("Pekaren går inte att läsa.")
    if not isinstance(found.bytes, int):
        raise SnapshotError("Pekaren går inte att läsa.")
    return found


def path_of(store: Path, pointer: Pointer) -> Path:
    """Return the path of a snapshot's file."""
    return store / pointer.file


def verified(store: Path, pointer: Pointer) -> Path:
    """Return the path of a snapshot's file. Raises SnapshotError when it is not what was published."""
    path = path_of(store, pointer)
    if not path.is_file():
        raise SnapshotError(f"Filen för ögonblicksbild {pointer.id} saknas.")
    if path.stat().st_size != pointer.bytes or sha256_of(path) != pointer.sha256:
        raise SnapshotError(f"Filen för ögonblicksbild {pointer.id} är skadad eller ändrad.")
    return path


def next_sequence(store: Path) -> int:
    """Return the number of the next snapshot: one more than any file in the store has."""
    found = (ID_PATTERN.search(path.name) for path in store.glob("published-*"))
    return max((int(match[1]) for match in found if match), default=0) + 1


def publish_file(store: Path, unfinished: Path, snapshot_id: str) -> Pointer:
    """Make a finished file a snapshot and put it in force; a crash leaves the old or the new one in force."""
    sync_file(unfinished)
    pointer = Pointer(
        id=snapshot_id,
        file=f"published-{snapshot_id}.duckdb",
        sha256=sha256_of(unfinished),
        bytes=unfinished.stat().st_size,
    )
    path = path_of(store, pointer)
    unfinished.replace(path)
    path.chmod(path.stat().st_mode & ~WRITE_BITS)
    sync_folder(store)
    point_at(store, pointer)
    _note(store, pointer)
    return pointer


def point_at(store: Path, pointer: Pointer) -> None:
    """Put a snapshot in force."""
    replace_with(store / POINTER_FILE, _text(pointer))


def remove_leftovers(store: Path) -> None:
    """Remove what a publisher that died has left, and finish the note of the snapshot in force."""
    in_force = current_if_readable(store)
    if in_force is not None and path_of(store, in_force).is_file():
        _note(store, in_force)
    published = {note.file for note in kept(store)}
    for path in [*store.glob("published-*.duckdb*"), *store.glob(f"{UNFINISHED}*"), *store.glob(".*.tmp")]:
        if path.name not in published:
            path.unlink(missing_ok=True)


def prune(store: Path, keep: int) -> tuple[str, ...]:
    """Remove the oldest snapshots but the `keep` newest and the one in force; return the ids removed."""
    in_force = current_if_readable(store)
    old = [note for note in kept(store)[:-keep] if in_force is None or note.id != in_force.id]
    for note in old:
        path_of(store, note).unlink(missing_ok=True)
        (store / f"published-{note.id}.json").unlink(missing_ok=True)
    return tuple(note.id for note in old)


def _note(store: Path, pointer: Pointer) -> None:
    path = store / f"published-{pointer.id}.json"
    if not path.exists():
        replace_with(path, _text(pointer))


def _text(pointer: Pointer) -> bytes:
    return json.dumps(asdict(pointer)).encode()


def _read_if_readable(path: Path) -> Pointer | None:
    try:
        return _read(path)
    except SnapshotError:
        return None


def _read(path: Path) -> Pointer | None:
    try:
        return parsed(path.read_bytes())
    except FileNotFoundError:
        return None
    except SnapshotError as error:
        raise SnapshotError(f"{path.name} går inte att läsa.") from error
