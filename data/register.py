"""The register: everything that has been reported, append-only, with history.

Owns `register.duckdb` in the store and its statements (data/register.sql): loads, figures in versions, loads
taken back. A figure's present value is that of the newest load that stands. Must not know files' layout,
disclosure control, snapshots or the web; the web process never opens it.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
import pandas as pd

from data.facts import Fact
from data.locks import locked
from data.periods import Period
from data.statements import statements

REGISTER_FILE = "register.duckdb"
LOCK_FILE = "register.lock"
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Nothing spills to disk and nothing is fetched: unprotected figures stay in this one file.
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
}
KEY = ("indicator", "org", "period_kind", "period_start", "gender", "age", "category")
COLUMNS = ("row_number", *KEY, "count", "denominator", "persons")
"""Of the frames that are stored. count empty: not reported."""

ChangeKind = Literal["new", "revised", "retracted", "same"]


class RegisterError(Exception):
    """What was asked of the register cannot be done. The text is Swedish and meant for the coordinator."""


@dataclass(frozen=True)
class NewLoad:
    """A file about to be stored. reason: why it changes figures that are stored, where told."""

    file: str
    sha256: str
    loaded_by: str
    received_on: date
    is_demo: bool
    rows_read: int
    reason: str = ""


@dataclass(frozen=True)
class Load:
    """A stored file. Times are UTC; `undone_at`, `undone_by` and `reason` are set once it is taken back.

    revision_reason: why it changed stored figures.
    """

    number: int
    file: str
    sha256: str
    loaded_at: datetime
    loaded_by: str
    received_on: date
    is_demo: bool
    rows_read: int
    rows_stored: int
    undone_at: datetime | None
    undone_by: str | None
    reason: str | None
    revision_reason: str | None

    @property
    def stands(self) -> bool:
        """Whether the load has not been taken back."""
        return self.undone_at is None


@dataclass(frozen=True)
class Change:
    """What one row of a file did to what was stored. Figures are None where there was or is none."""

    row: int
    indicator: str
    org: str
    period: Period
    gender: str
    age: str
    category: str
    kind: ChangeKind
    old_count: float | None
    old_denominator: int | None
    count: float | None
    denominator: int | None


@dataclass(frozen=True)
class Version:
    """One load's word on one figure. `count` None: the figure was retracted."""

    indicator: str
    org: str
    period: Period
    gender: str
    age: str
    category: str
    version: int
    count: float | None
    denominator: int | None
    load: int
    file: str
    loaded_at: datetime
    loaded_by: str
    received_on: date
    undone_at: datetime | None
    undone_by: str | None
    reason: str | None


@dataclass(frozen=True)
class Sources:
    """The files behind the present figures. keyed_hashes: one a file, of no use without this register."""

    keyed_hashes: tuple[str, ...]
    is_demo: bool


@dataclass
class Transaction:
    """Whether what happens within is kept."""

    keep: bool = True


class Register:
    """An open register. Get one from `opened`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._sql = statements("register.sql")
        self._connection.execute(self._sql["create"])
        self._connection.execute(self._sql["add_pepper"], {"value": secrets.token_hex(32)})

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Keep all that happens within, or nothing when an exception leaves it or `keep` is set to False."""
        transaction = Transaction()
        self._connection.begin()
        try:
            yield transaction
        except BaseException:
            self._connection.rollback()
            raise
        if transaction.keep:
            self._connection.commit()
        else:
            self._connection.rollback()

    def standing_load_of(self, sha256: str) -> int | None:
        """Return the number of the load that holds the file with this content, None when none stands."""
        found = self._connection.execute(self._sql["standing_load_of_file"], {"sha256": sha256}).fetchone()
        return found[0] if found else None

    def add(self, load: NewLoad, rows: pd.DataFrame) -> tuple[int, tuple[Change, ...]]:
        """Store a file's rows (columns COLUMNS, no figure twice); return the load's number and the changes.

        The same values again make no new version; an empty value retracts what was stored, or does nothing.
        """
        if rows.duplicated(list(KEY)).any():
            raise RegisterError("Samma uppgift står flera gånger i underlaget.")
        number = self._one("next_load")
        self._connection.register("reported", rows)
        self._connection.execute(self._sql["stage"])
        self._connection.unregister("reported")
        self._connection.execute(self._sql["compare"])
        found = self._connection.execute(self._sql["changes"]).fetchall()
        changes = tuple(Change(*_with_period(row, 3)) for row in found)
        self._connection.execute(
            self._sql["add_load"],
            {
                "number": number,
                "file": load.file,
                "sha256": load.sha256,
                "loaded_at": _now(),
                "loaded_by": load.loaded_by,
                "received_on": load.received_on,
                "is_demo": load.is_demo,
                "rows_read": load.rows_read,
                "rows_stored": sum(change.kind != "same" for change in changes),
            },
        )
        if load.reason:
            self._connection.execute(
                self._sql["add_revision_reason"], {"load": number, "reason": load.reason}
            )
        self._connection.execute(self._sql["store"], {"load": number})
        return number, changes

    def retract(self, number: int, facts: Sequence[Fact]) -> None:
        """Let the load, which must have been added, take back present figures that its own rows replace."""
        for fact in facts:
            self._connection.execute(
                self._sql["retract"],
                {
                    "load": number,
                    "indicator": fact.indicator,
                    "org": fact.org,
                    "period_kind": fact.period.kind,
                    "period_start": fact.period.start,
                    "gender": fact.gender,
                    "age": fact.age,
                    "category": fact.category,
                    "version": fact.version + 1,
                },
            )

    def undo(self, number: int, *, by: str, reason: str) -> None:
        """Take a load back. Raises RegisterError when there is no such load or it is taken back already."""
        load = next((load for load in self.loads() if load.number == number), None)
        if load is None:
            raise RegisterError(f"Det finns ingen inläsning med nummer {number}.")
        if not load.stands:
            raise RegisterError(f"Inläsning {number} är redan återtagen.")
        self._connection.execute(
            self._sql["add_undo"], {"load": number, "undone_at": _now(), "undone_by": by, "reason": reason}
        )

    def facts(self) -> tuple[Fact, ...]:
        """Return the present figures, sorted by indicator, organisation, period and split."""
        return _facts(self._connection.execute(self._sql["facts"]).fetchall())

    def facts_of_places(self, load: int) -> tuple[Fact, ...]:
        """Return the present figures of every indicator, organisation and period that a load touched."""
        return _facts(self._connection.execute(self._sql["facts_of_places"], {"load": load}).fetchall())

    def sources(self) -> Sources:
        """Return the files behind the present figures."""
        hashes, is_demo = self._connection.execute(self._sql["sources"]).fetchall()[0]
        return Sources(tuple(hashes or ()), bool(is_demo))

    def loads(self) -> tuple[Load, ...]:
        """Return every load, taken back or not, in order."""
        return tuple(Load(*row) for row in self._connection.execute(self._sql["loads"]).fetchall())

    def versions(
        self, indicator: str, *, org: str | None = None, period: Period | None = None
    ) -> tuple[Version, ...]:
        """Return the history of an indicator's figures, of one organisation or period where given."""
        wanted = {
            "indicator": indicator,
            "org": org,
            "period_kind": period.kind if period else None,
            "period_start": period.start if period else None,
        }
        rows = self._connection.execute(self._sql["versions"], wanted).fetchall()
        return tuple(Version(*_with_period(row, 2)) for row in rows)

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the file."""
        self._connection.execute(self._sql["checkpoint"])

    def _one(self, name: str) -> int:
        return self._connection.execute(self._sql[name]).fetchall()[0][0]


@contextmanager
def opened(store: Path, *, wait_seconds: float) -> Iterator[Register]:
    """Open the store's register, made when missing, for this process alone.

    Raises BusyError when it is not free in time.
    """
    with locked(store / LOCK_FILE, wait_seconds=wait_seconds):
        connection = duckdb.connect(store / REGISTER_FILE, config=CONFIG)
        try:
            yield Register(connection)
        finally:
            connection.close()


def _facts(rows: Sequence[tuple[Any, ...]]) -> tuple[Fact, ...]:
    return tuple(Fact(*_with_period(row, 2)) for row in rows)


def _with_period(row: tuple[Any, ...], at: int) -> Iterator[Any]:
    """Yield the row's values with kind and start of a period, which stand at `at`, made one."""
    yield from row[:at]
    yield Period(row[at], row[at + 1])
    yield from row[at + 2 :]


def _now() -> datetime:
    """Return the time in UTC without zone, as DuckDB's TIMESTAMP holds it."""
    return datetime.now(UTC).replace(tzinfo=None)
