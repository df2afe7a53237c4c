"""From files to stored figures: read, check against what is stored, store. All of the files or none.

Owns that order, the originals folder, and that every load and undo stands in the log. Must not know files'
layout (data/reading), nor disclosure control.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from data.files import replace_with
from data.log import Log
from data.model import Catalogue
from data.progress import Progress, silent
from data.reading import Message, Reading, ReportedRow, read_file
from data.reading.checks import locked_periods
from data.register import COLUMNS, Change, NewLoad, Register, RegisterError, opened
from data.settling import Names, contradictions, settle
from data.unusual import unusual

ORIGINALS = "originals"


@dataclass(frozen=True)
class InputFile:
    """A file handed in; `answers` to questions that an earlier reading of it asked, by question code.

    reason: why it changes figures that are stored.
    """

    name: str
    content: bytes = field(repr=False)
    received_on: date
    is_demo: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    load: its number, None when it was not stored. same_as: the load that already holds this very file.
    errors: those of the reading and those found against what is stored. changes: what its rows did to what is
    stored. superseded: stored figures that its rows contradict, and that therefore no longer hold.
    """

    reading: Reading
    errors: tuple[Message, ...]
    load: int | None = None
    same_as: int | None = None
    changes: tuple[Change, ...] = ()
    superseded: tuple[Change, ...] = ()

    @property
    def changed(self) -> tuple[Change, ...]:
        """What of the stored figures is no longer as it was: each needs a reason."""
        return tuple(one for one in (*self.changes, *self.superseded) if one.kind in ("revised", "retracted"))

    @property
    def rows_stored(self) -> int:
        """Number of figures that became new, revised or retracted."""
        return sum(change.kind != "same" for change in self.changes) if self.load is not None else 0


Accept = Callable[[Sequence[Outcome]], None]
"""Looks at what is about to be stored, and raises to stop it."""


def _accept_all(_outcomes: Sequence[Outcome]) -> None:
    """Stop nothing."""


@dataclass(frozen=True)
class Follower:
    """Who follows an import.

    accept: asked within the transaction, when nobody else can change what is stored; nothing is kept when it
    raises.
    """

    progress: Progress = silent
    accept: Accept = _accept_all


NOBODY = Follower()


def import_files(
    store: Path,
    catalogue: Catalogue,
    files: Sequence[InputFile],
    *,
    by: str,
    dry_run: bool = False,
    wait_seconds: float,
    follower: Follower = NOBODY,
) -> tuple[Outcome, ...]:
    """Store the files in the order given, or none of them when any is refused; a dry run stores nothing.

    Returns what became of each. Raises BusyError when the register is not free in time.
    """
    readings: list[Reading] = []
    for number, file in enumerate(files):
        follower.progress("Läser filer", number, len(files))
        readings.append(
            read_file(file.content, name=file.name, catalogue=catalogue, today=_today(), answers=file.answers)
        )
    follower.progress("Läser filer", len(files), len(files))
    if any(reading.errors for reading in readings):
        return tuple(Outcome(reading, reading.errors) for reading in readings)
    store.mkdir(parents=True, exist_ok=True)
    with opened(store, wait_seconds=wait_seconds) as register:
        _remove_orphans(store, register)
        with register.transaction() as transaction:
            outcomes = tuple(
                _stored(register, catalogue, file, reading, by=by)
                for file, reading in zip(files, readings, strict=True)
            )
            refused = any(outcome.errors for outcome in outcomes)
            if not refused:
                follower.accept(outcomes)
            transaction.keep = not (dry_run or refused)
            if transaction.keep:
                _keep_originals(store, files, outcomes)
        if not transaction.keep:
            return tuple(replace(one, load=None) for one in outcomes)
        _log_all(Log(store), register)
    return outcomes


def undo(store: Path, catalogue: Catalogue, load: int, *, by: str, reason: str, wait_seconds: float) -> None:
    """Take a load back. Raises RegisterError when what is left would not add up, and BusyError."""
    with opened(store, wait_seconds=wait_seconds) as register:
        with register.transaction():
            register.undo(load, by=by, reason=reason)
            left = register.facts_of_places(load)
            if any(contradictions(catalogue, left)):
                raise RegisterError(
                    f"Inläsning {load} kan inte tas tillbaka: totaler och delar skulle inte längre stämma. "
                    "Ta först tillbaka de senare inläsningarna för samma enhet och period."
                )
        _log_all(Log(store), register)


def _stored(
    register: Register, catalogue: Catalogue, file: InputFile, reading: Reading, *, by: str
) -> Outcome:
    """Store one file within the transaction, and hold it against what is stored."""
    already = register.standing_load_of(reading.sha256)
    if already is not None:
        return Outcome(reading, (), same_as=already)
    new = NewLoad(
        file=reading.file,
        sha256=reading.sha256,
        loaded_by=by,
        received_on=file.received_on,
        is_demo=file.is_demo,
        rows_read=reading.rows_read,
        reason=file.reason,
    )
    beside = unusual(catalogue, reading.rows, register.facts())
    load, changes = register.add(new, _frame(reading.rows))
    settled = settle(register, catalogue, load, reading.rows, names=Names.of(catalogue))
    touched = {change.row for change in (*changes, *settled.retracted) if change.kind != "same"}
    in_question = [row for row in reading.rows if row.row in touched]
    errors = (*locked_periods(in_question, catalogue.locked(_today())), *settled.errors)
    reading = replace(reading, warnings=(*reading.warnings, *settled.warnings, *beside))
    return Outcome(reading, errors, load=load, changes=changes, superseded=settled.retracted)


def _frame(rows: Iterable[ReportedRow]) -> pd.DataFrame:
    values = [
        (row.row, row.indicator, row.org, row.period.kind, row.period.start, row.gender, row.age,
         row.category, *row.figures)
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(values, columns=list(COLUMNS)).astype(
        {"row_number": "int64", "count": "Float64", "denominator": "Int64", "persons": "Int64"}
    )


def _today() -> date:
    """Return today's date where the municipality is; what counts as a future period follows from it."""
    return datetime.now().astimezone().date()


def _keep_originals(store: Path, files: Sequence[InputFile], outcomes: Sequence[Outcome]) -> None:
    folder = store / ORIGINALS
    folder.mkdir(exist_ok=True)
    for file, outcome in zip(files, outcomes, strict=True):
        if outcome.load is not None:
            replace_with(folder / outcome.reading.sha256, file.content)


def _remove_orphans(store: Path, register: Register) -> None:
    """Remove originals that an interrupted import has left without a load."""
    known = {load.sha256 for load in register.loads()}
    for path in (store / ORIGINALS).glob("*"):
        if path.name not in known:
            path.unlink(missing_ok=True)


def _log_all(log: Log, register: Register) -> None:
    """Log every load and undo that is not logged yet: also those of a command that died before it could."""
    logged = {(entry.what, entry.about.get("load")) for entry in log.entries()}
    for load in register.loads():
        if ("import", load.number) not in logged:
            log.append(
                "import", who=load.loaded_by, load=load.number, file=load.file, rows_read=load.rows_read,
                rows_stored=load.rows_stored,
            )  # fmt: skip
        if load.undone_by is not None and ("undo", load.number) not in logged:
            log.append("undo", who=load.undone_by, load=load.number)
