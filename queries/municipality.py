"""Whose follow-up the snapshot is, and where to turn for support.

Owns: those answers, and what stands in for them in a snapshot that does not say. Must not know: figures
(`cells.py`), pages, reports.
"""

from dataclasses import dataclass
from typing import Any

from queries.catalogue import office, rows
from queries.store import Snapshot


@dataclass(frozen=True)
class Municipality:
    """Whose the follow-up is. An empty text: the catalogue does not say.

    Attributes:
        office: Name of the office, `Socialkontoret`.
        name: Name of the municipality.
        committee: Which committee the reports go to.
        registration: The registration number (diarienummer) of the assignment.
        contact: Whom to tell when something in the pages does not work.
    """

    office: str
    name: str = ""
    committee: str = ""
    registration: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Support:
    """Somewhere to turn: what for, how it is reached, and what a link leads to where there can be one."""

    purpose: str
    reach: str
    address: str | None


def municipality(snapshot: Snapshot) -> Municipality:
    """Whose follow-up the snapshot is."""
    return snapshot.remember("municipality", lambda: _read(snapshot))


def support(snapshot: Snapshot) -> tuple[Support, ...]:
    """Where to turn, in order."""
    return snapshot.remember(
        "support", lambda: tuple(Support(**row) for row in _rows_if_there(snapshot, "support"))
    )


def _read(snapshot: Snapshot) -> Municipality:
    told = _rows_if_there(snapshot, "municipality")
    return Municipality(office(snapshot).name, **(told[0] if told else {}))


def _rows_if_there(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """The rows of a table that snapshots of an earlier version lack."""
    tables = set(snapshot.frame("tables")["table_name"])
    return rows(snapshot, table) if table in tables else []
