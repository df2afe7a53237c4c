"""The coordinator's desk: whose batches these are, what the data room tells of loads and publishings.

Owns the way from a request to a batch in the store, shared by the pages that load figures. Must not know how
a page looks. What the register holds is asked through a child process.
"""

import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any

from access import guard
from data.desk import batches
from data.desk.batches import Batch
from pages import _data_process, _frame

REGISTER, POINTER = "register.duckdb", "current.json"
_ANSWERS: dict[Path, tuple[object, Any]] = {}
_ONE_AT_A_TIME = threading.Lock()


def folder() -> Path:
    """The folder of the store."""
    return _frame.store().folder


def owner() -> str:
    """Whose batches the present request may see: the login's own id, never anything typed."""
    return guard.visitor().subject


def name() -> str:
    """Who stands in the history and the log for what is done in the present request."""
    visitor = guard.visitor()
    return visitor.name or visitor.subject


def batch(token: str) -> Batch:
    """The reader's own batch. Raises BatchError."""
    return batches.opened(folder(), token, owner=owner())


def review(waiting: Batch) -> None:
    """Let the child read and check the batch. Raises DataProcessError.

    Bytes of a file with personal data are removed at once; what is told of it holds none.
    """
    _data_process.ask(folder(), "review", str(waiting.folder))
    told = reviewed(waiting) or {"files": []}
    for file, one in zip(waiting.files, told["files"], strict=False):
        if any(error["code"] == "personal_data" for error in one["errors"]):
            (waiting.folder / file.sha256).unlink(missing_ok=True)


def reviewed(waiting: Batch) -> dict[str, Any] | None:
    """What the child said of the batch, None when it has not read it."""
    return batches.read(waiting.folder / batches.REVIEW)


def begin(waiting: Batch, **work: Any) -> None:
    """Start the work in the reader's name, unless it has been started."""
    if batches.begin(waiting.folder, {**work, "by": name()}):
        _data_process.start(folder(), "carry-out", str(waiting.folder))


def begin_anew(waiting: Batch) -> None:
    """Start work again that died; it does what is left."""
    work = batches.read(waiting.folder / batches.WORK) or {}
    if batches.begin(waiting.folder, work):
        _data_process.start(folder(), "carry-out", str(waiting.folder))


def overview() -> dict[str, Any]:
    """What is late, the latest loads and snapshots, who reports. Asked anew when the store has changed.

    Raises DataProcessError.
    """
    store = folder()
    version = (_changed(store / REGISTER), _changed(store / POINTER), today())
    with _ONE_AT_A_TIME:
        known = _ANSWERS.get(store)
        if known is None or known[0] != version:
            known = (version, _data_process.ask(store, "desk"))
            _ANSWERS[store] = known
    return known[1]


def today() -> date:
    """Today's date where the municipality is."""
    return datetime.now().astimezone().date()


def _changed(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
