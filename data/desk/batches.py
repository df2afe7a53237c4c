"""What a coordinator has handed in but not approved: files waiting in a folder of their own, for an hour.

Owns `staging/` in the store: who owns a batch, its files by content hash, what was answered, and how its work
is told from outside. Must not know how files are read, the register, or the web. Nothing here is ever part of
the store proper; a backup leaves it out.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from data.locks import BusyError, locked

STAGING = "staging"
LIFETIME_SECONDS = 3600
PRIVATE = 0o700
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
BATCH, REVIEW, WORK, PROGRESS, RESULT, LOCK = (
    "batch.json", "review.json", "work.json", "progress.json", "result.json", "work.lock",
)  # fmt: skip
_ASIDE = ".new"

State = Literal["waiting", "working", "done", "died"]


class BatchError(Exception):
    """There is no such batch, or it has been approved already. The text is Swedish."""


@dataclass(frozen=True)
class WaitingFile:
    """A file handed in. answers: by question code, see data/reading."""

    name: str
    sha256: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """What is handed in together and approved together.

    owner: who alone may see it. ticked: digest of the warnings that the owner has confirmed, empty for none.
    reason: why stored figures are changed.
    """

    folder: Path
    owner: str
    files: tuple[WaitingFile, ...]
    ticked: str = ""
    reason: str = ""

    @property
    def token(self) -> str:
        """What it is called in addresses."""
        return self.folder.name

    def content(self, file: WaitingFile) -> bytes:
        """Return a file's bytes. Raises BatchError when they are not what was handed in."""
        path = self.folder / file.sha256
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise BatchError("Filen finns inte kvar. Läs in den på nytt.")
        return content

    def save(self, **changes: Any) -> "Batch":
        """Keep changes of files, ticked or reason; return the batch as it is then."""
        changed = replace(self, **changes)
        _write(
            changed.folder / BATCH, {key: value for key, value in asdict(changed).items() if key != "folder"}
        )
        return changed

    def forget_files(self) -> None:
        """Remove the bytes; what became of them can still be told."""
        for file in self.files:
            (self.folder / file.sha256).unlink(missing_ok=True)
        (self.folder / REVIEW).unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove everything, unless it is being worked on."""
        if state(self.folder) != "working":
            shutil.rmtree(self.folder, ignore_errors=True)


def create(store: Path, *, owner: str, files: Sequence[tuple[str, bytes]]) -> Batch:
    """Put files (name, content) aside for a new batch; the same content twice is one file."""
    sweep(store)
    folder = store / STAGING / secrets.token_urlsafe(16)
    folder.mkdir(mode=PRIVATE, parents=True)
    folder.parent.chmod(PRIVATE)
    waiting: dict[str, WaitingFile] = {}
    for name, content in files:
        digest = hashlib.sha256(content).hexdigest()
        waiting.setdefault(digest, WaitingFile(name, digest))
        (folder / digest).write_bytes(content)
    return Batch(folder, owner, tuple(waiting.values())).save()


def opened(store: Path, token: str, *, owner: str) -> Batch:
    """Return a batch of the owner's. Raises BatchError."""
    batch = load(store / STAGING / token) if TOKEN.fullmatch(token) else None
    if batch is None or batch.owner != owner:
        raise BatchError("Underlaget finns inte kvar. Det tas bort efter en timme. Läs in filen på nytt.")
    return batch


def load(folder: Path) -> Batch | None:
    """Return the batch in the folder, None when there is none."""
    told = read(folder / BATCH)
    if told is None:
        return None
    files = tuple(WaitingFile(**one) for one in told.pop("files"))
    return Batch(folder=folder, files=files, **told)


def begin(folder: Path, work: Mapping[str, Any]) -> bool:
    """Note the work to be carried out; False when somebody has begun and it has not died."""
    if state(folder) in ("working", "done"):
        return False
    for name in (PROGRESS, RESULT):
        (folder / name).unlink(missing_ok=True)
    _write(folder / WORK, {**work, "begun": time.time()})
    return True


def reset(folder: Path) -> None:
    """Forget work that could not be done, so that its batch can be looked at anew."""
    result = read(folder / RESULT)
    if result is not None and "error" in result:
        for name in (WORK, PROGRESS, RESULT):
            (folder / name).unlink(missing_ok=True)


def state(folder: Path) -> State:
    """Return how far the work has come. Its lock is freed by the kernel when its process dies."""
    if (folder / RESULT).exists():
        return "done"
    work = read(folder / WORK)
    if work is None:
        return "waiting"
    try:
        with locked(folder / LOCK):
            pass
    except BusyError:
        return "working"
    if (folder / RESULT).exists():
        return "done"
    # A process that has just been started has not taken its lock yet.
    return "working" if time.time() - work["begun"] < STARTING_SECONDS else "died"


STARTING_SECONDS = 20.0


def tell(folder: Path, what: str, done: int, total: int) -> None:
    """Say how far the work has come."""
    _write(folder / PROGRESS, {"what": what, "done": done, "total": total})


def finish(folder: Path, result: Mapping[str, Any]) -> None:
    """Say what became of the work."""
    _write(folder / RESULT, result)


def sweep(store: Path) -> None:
    """Remove what has waited for more than an hour."""
    oldest = time.time() - LIFETIME_SECONDS
    for folder in (store / STAGING).glob("*"):
        try:
            is_old = folder.stat().st_mtime < oldest
        except OSError:
            continue
        if is_old and state(folder) != "working":
            shutil.rmtree(folder, ignore_errors=True)


def read(path: Path) -> dict[str, Any] | None:
    """Return what a file of a batch says, None when it is not there."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """Write whole or not at all; it need not outlive a power cut."""
    aside = path.with_name(path.name + _ASIDE)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
    aside.replace(path)


def write_review(batch: Batch, review: Mapping[str, Any]) -> None:
    """Keep what the reading said, for the steps that follow."""
    _write(batch.folder / REVIEW, review)
