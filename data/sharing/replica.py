"""A replica: a store that publishes nothing of its own, and shows what another store has published.

Owns how a published file comes here: copied beside, held against its checksum, put in force last, so that a
reader never meets half a copy. Must not know what a snapshot holds, nor who asks for a copy.
"""

import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from data.locks import locked
from data.log import Log
from data.publishing.publish import LOCK_FILE
from data.register import REGISTER_FILE
from data.snapshot import file as snapshot_file
from data.snapshot import pointer
from data.snapshot.pointer import Pointer, SnapshotError

CHUNK = 1 << 20
ATTEMPTS = 3
"""A source that publishes meanwhile may remove the file that its pointer named a moment ago."""
SECONDS = 30.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST_POINTER = 4096
SHA256 = re.compile(r"[0-9a-f]{64}")


class ReplicaError(SnapshotError):
    """Nothing could be fetched; what was in force here stays so. The text is Swedish."""


@dataclass(frozen=True)
class Fetched:
    """The snapshot now in force here, and whether it was not so before."""

    snapshot: str
    is_new: bool


class Source(Protocol):
    """Where another store's published files can be read."""

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a file's content in pieces. Raises OSError when it is not there."""
        ...


@dataclass(frozen=True)
class Folder:
    """A store on this machine or on a share."""

    folder: Path

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file in the folder."""
        with (self.folder / name).open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token is for the address that was given, and no other."""

    def redirect_request(self, *_args: object, **_options: object) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class Web:
    """A web server that gives out a store's `current.json` and `published-*.duckdb` (docs/scaling.md).

    token: sent as `Authorization: Bearer`, when there is one.
    """

    address: str
    token: str = ""

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file below the address."""
        address = urljoin(self.address.rstrip("/") + "/", name)
        request = urllib.request.Request(address)  # noqa: S310  source_of lets http and https through
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request, timeout=SECONDS) as answer:
            while piece := answer.read(CHUNK):
                yield piece


def source_of(place: str, *, token: str) -> Source:
    """Return the source at a folder or an address. Raises ReplicaError for an address that is not safe."""
    parts = urlsplit(place)
    if parts.scheme not in {"http", "https"}:
        return Folder(Path(place))
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ReplicaError("Adressen ska börja med https://")
    return Web(place, token)


def replicate(store: Path, source: Source, *, by: str, keep: int) -> Fetched:
    """Fetch the snapshot in force at the source and put it in force here.

    Raises ReplicaError, BusyError and OSError (a full disk); whatever is raised, what was in force stays.
    """
    with alone(store):
        fault: Exception | None = None
        for _ in range(ATTEMPTS):
            wanted = _wanted(source)
            if stands(store, wanted):
                return put_in_force(store, wanted, by=by, what="replicate", keep=keep)
            try:
                _copy(store, source, wanted)
            except ReplicaError as error:
                fault = error
                continue
            return finish(store, wanted.id, by=by, what="replicate", keep=keep)
        raise fault or ReplicaError("Källan ändras hela tiden.")


@contextmanager
def alone(store: Path) -> Iterator[None]:
    """Keep everybody else out of a replica's store, and leave nothing unfinished in it."""
    store.mkdir(parents=True, exist_ok=True)
    if (store / REGISTER_FILE).exists():
        raise ReplicaError(
            "Lagret har ett eget register och publicerar själv. Välj en annan mapp för kopian."
        )
    with locked(store / LOCK_FILE):
        pointer.remove_leftovers(store)
        try:
            yield
        finally:
            for leftover in store.glob(f"{pointer.UNFINISHED}*"):
                leftover.unlink(missing_ok=True)


def stands(store: Path, wanted: Pointer) -> bool:
    """Whether the store already has exactly this file, whole."""
    try:
        return wanted in pointer.kept(store) and pointer.verified(store, wanted).is_file()
    except SnapshotError:
        return False


def put_in_force(store: Path, wanted: Pointer, *, by: str, what: str, keep: int) -> Fetched:
    """Put a file in force that the store already has; nothing happens when it is so already."""
    if pointer.current_if_readable(store) == wanted:
        return Fetched(wanted.id, is_new=False)
    pointer.point_at(store, wanted)
    return _done(store, wanted.id, by=by, what=what, keep=keep)


def finish(store: Path, snapshot_id: str, *, by: str, what: str, keep: int) -> Fetched:
    """Give the finished file its name and put it in force."""
    # A damaged file of the same name may stand here, with a note that no longer fits.
    (store / f"published-{snapshot_id}.json").unlink(missing_ok=True)
    pointer.publish_file(store, store / pointer.UNFINISHED, snapshot_id)
    return _done(store, snapshot_id, by=by, what=what, keep=keep)


def _done(store: Path, snapshot_id: str, *, by: str, what: str, keep: int) -> Fetched:
    pointer.prune(store, keep)
    Log(store).append(what, who=by, snapshot=snapshot_id)
    return Fetched(snapshot_id, is_new=True)


def _wanted(source: Source) -> Pointer:
    """Return the source's pointer, when it is one that a store writes: it comes from outside."""
    try:
        content = b""
        for piece in source.read(pointer.POINTER_FILE):
            content += piece
            if len(content) > LARGEST_POINTER:
                raise ReplicaError("Källans pekare går inte att läsa.")
    except FileNotFoundError as error:
        raise ReplicaError("Inget är publicerat i källan.") from error
    except (OSError, urllib.error.URLError) as error:
        raise ReplicaError(f"Källan svarar inte ({type(error).__name__}).") from error
    wanted = pointer.parsed(content)
    is_sound = (
        pointer.ID_PATTERN.fullmatch(wanted.id)
        and wanted.file == f"published-{wanted.id}.duckdb"
        and SHA256.fullmatch(wanted.sha256)
        and wanted.bytes > 0
    )
    if not is_sound:
        raise ReplicaError("Källans pekare går inte att läsa.")
    return wanted


def _copy(store: Path, source: Source, wanted: Pointer) -> None:
    """Copy the file beside the others. Raises ReplicaError unless it is exactly what the pointer says."""
    unfinished = store / pointer.UNFINISHED
    digest, size = hashlib.sha256(), 0
    with unfinished.open("wb") as file:
        for piece in _pieces(source, wanted.file):
            size += len(piece)
            if size > wanted.bytes:
                break
            digest.update(piece)
            file.write(piece)
    if size != wanted.bytes or digest.hexdigest() != wanted.sha256:
        raise ReplicaError(f"Filen för ögonblicksbild {wanted.id} kom inte fram hel.")
    if snapshot_file.head(unfinished)["id"] != wanted.id:
        raise ReplicaError(f"Filen är inte ögonblicksbild {wanted.id}.")


def _pieces(source: Source, name: str) -> Iterator[bytes]:
    """Yield the content of a file; a fault of the source is told from one of the disk here."""
    try:
        yield from source.read(name)
    except (OSError, urllib.error.URLError) as error:
        raise ReplicaError(f"Filen {name} går inte att hämta ({type(error).__name__}).") from error
