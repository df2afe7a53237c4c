"""Backup and restore of a whole store: one archive with the checksum of every file.

Owns the archive's form and that a store is replaced only by one that is whole. Must not know what the files
hold: the ledger of what has been published goes with the rest, because it is part of the protection.
"""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from data.desk.batches import STAGING as WAITING
from data.files import replace_with, sha256_of, sync_file, sync_folder
from data.locks import locked
from data.log import Log
from data.publishing.publish import LOCK_FILE
from data.register import LOCK_FILE as REGISTER_LOCK_FILE
from data.register import REGISTER_FILE, opened
from data.snapshot import pointer

MANIFEST = "manifest.json"
FORMAT = "lagesbild-backup-1"
STAGING = "restore.tmp"
READY = "restore.ready"
MOVED = f"{READY}.moved"
UNSAVED = (LOCK_FILE, REGISTER_LOCK_FILE, "*.lock", "*.tmp", WAITING, STAGING, f"{READY}*", "sessions*")
"""What belongs to running processes and not to the store: a restored login session would be a hole."""


class BackupError(Exception):
    """The archive cannot be made or is not whole. The text is Swedish."""


def back_up(store: Path, archive: Path, *, by: str, wait_seconds: float) -> int:
    """Write the whole store to one new archive and check it; return the number of files. Raises BusyError."""
    if not store.is_dir():
        raise BackupError(f"Det finns inget lager i {store}.")
    unfinished = archive.with_name(f".{archive.name}.tmp")
    with _alone(store, wait_seconds):
        Log(store).append("backup", who=by)
        sums = {str(path.relative_to(store)): sha256_of(path) for path in _files(store)}
        try:
            with tarfile.open(unfinished, "w") as tar:
                manifest = json.dumps({"format": FORMAT, "sha256": sums}, indent=1).encode()
                member = tarfile.TarInfo(MANIFEST)
                member.size = len(manifest)
                tar.addfile(member, io.BytesIO(manifest))
                for name in sums:
                    tar.add(store / name, arcname=name, recursive=False)
            _checked(unfinished)
            sync_file(unfinished)
            unfinished.replace(archive)
            sync_folder(archive.resolve().parent)
        finally:
            unfinished.unlink(missing_ok=True)
    return len(sums)


def restore(store: Path, archive: Path, *, by: str, wait_seconds: float) -> int:
    """Replace the store by the archive's, once every file of it is proved whole; return the number of files.

    Raises BackupError (the store is untouched) and BusyError. A restore that dies half-way is finished by
    the next command (`finish_restore`).
    """
    sums = _checked(archive)
    store.mkdir(parents=True, exist_ok=True)
    with _alone(store, wait_seconds):
        staging = store / STAGING
        shutil.rmtree(staging, ignore_errors=True)
        with tarfile.open(archive) as tar:
            for name in sums:
                _unpack(tar, name, staging)
        for path in _files(staging):
            sync_file(path)
        if {str(path.relative_to(staging)): sha256_of(path) for path in _files(staging)} != sums:
            shutil.rmtree(staging)
            raise BackupError("Säkerhetskopian kunde inte packas upp helt. Inget har ändrats.")
        # From this rename on the restore is decided: whatever happens, it is carried through.
        staging.replace(store / READY)
        sync_folder(store)
        _carry_through(store)
        Log(store).append("restore", who=by)
    return len(sums)


def _unpack(tar: tarfile.TarFile, name: str, folder: Path) -> None:
    """Write one member as an ordinary file under the folder.

    Not by `TarFile.extract`: its safe filter is missing in Debian 12's Python, 3.11.2.
    """
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise BackupError("Säkerhetskopian har filer som hör hemma utanför lagret. Inget har ändrats.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_content(tar, tar.getmember(name)))


def finish_restore(store: Path, *, wait_seconds: float) -> None:
    """Carry a restore through that was decided but has died. Raises BusyError."""
    if (store / READY).is_dir():
        with _alone(store, wait_seconds, checkpoint=False):
            _carry_through(store)


def _carry_through(store: Path) -> None:
    """Remove what the archive does not have, then move in what it has, the pointer last."""
    ready = store / READY
    wanted = {str(path.relative_to(ready)) for path in _files(ready)}
    moved = store / MOVED
    if not moved.exists():
        for path in _files(store):
            if str(path.relative_to(store)) not in wanted:
                path.unlink()
        replace_with(moved, b"")
    for name in sorted(wanted, key=lambda name: (name == pointer.POINTER_FILE, name)):
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (ready / name).replace(store / name)
    sync_folder(store)
    shutil.rmtree(ready)
    moved.unlink()


def _checked(archive: Path) -> Mapping[str, str]:
    """Return the checksums of the archive's files. Raises BackupError unless each is there and whole."""
    try:
        with tarfile.open(archive) as tar:
            members = tar.getmembers()
            manifest = json.loads(_content(tar, members[0]))
            sums: dict[str, str] = manifest["sha256"]
            if manifest["format"] != FORMAT or members[0].name != MANIFEST:
                raise BackupError("Filen är ingen säkerhetskopia från Lägesbild.")
            found = {one.name: hashlib.sha256(_content(tar, one)).hexdigest() for one in members[1:]}
    except (OSError, tarfile.TarError, ValueError, KeyError, IndexError, TypeError) as error:
        raise BackupError("Filen går inte att läsa som säkerhetskopia.") from error
    if found != sums:
        raise BackupError("Säkerhetskopian är skadad eller ofullständig. Inget har ändrats.")
    return sums


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    if file is None:
        raise BackupError("Säkerhetskopian har annat än filer.")
    return file.read()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that belong to a store, sorted by path."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(fnmatch(part, pattern) for part in parts for pattern in UNSAVED):
            yield path


@contextmanager
def _alone(store: Path, wait_seconds: float, *, checkpoint: bool = True) -> Iterator[None]:
    """Keep publishers and importers out, with everything of the register in its file."""
    with locked(store / LOCK_FILE, wait_seconds=wait_seconds):
        if checkpoint and (store / REGISTER_FILE).exists():
            with opened(store, wait_seconds=wait_seconds) as register:
                register.checkpoint()
        with locked(store / REGISTER_LOCK_FILE, wait_seconds=wait_seconds):
            yield
