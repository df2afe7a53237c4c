"""What the snapshot says of itself and of the catalogue it was made from, as typed rows.

Owns: indicators, organisation, targets, events, measures, courses, background, the snapshot's own facts.
Must not know: figures (`cells.py`), pages. Everything is read once a snapshot and kept with it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from queries.store import Snapshot

PERIOD_KINDS = ("month", "quarter", "tertial", "year")
"""Finest first."""


@dataclass(frozen=True)
class SnapshotFacts:
    """What the snapshot says of itself. Times are UTC; the cell counts are of published cells."""

    id: str
    sequence: int
    published_at: datetime
    published_by: str
    is_demo: bool
    data_until: date | None
    catalogue_hash: str
    input_files: int
    application_version: str
    cells_shown: int
    cells_protected_by_need: int
    cells_protected_by_consequence: int
    corrections_waiting: int


@dataclass(frozen=True)
class PublishedTable:
    """One table an indicator is published as: level × kind of period, whole (`all`) or cut by one
    dimension."""

    level: str
    period_kind: str
    dimension: str


@dataclass(frozen=True)
class Category:
    """One value of an indicator's own dimension."""

    id: str
    name: str


@dataclass(frozen=True)
class Indicator:
    """One indicator with its definition, the tables it is published as and the words of its sentences."""

    id: str
    code: str
    name: str
    measure: int
    page: str
    kind: str
    time: str
    frequency: str
    reported_at: str
    numerator: str
    denominator: str | None
    unit_of_measure: str
    direction: str
    sensitivity: str
    threshold: int
    complement_sensitive: bool
    counts: str
    genders: bool
    purpose: str
    exclusions: str | None
    source: str
    owner: str
    note: str | None
    valid_from: date | None
    valid_to: date | None
    phrase_label: str | None
    phrase: str | None
    phrase_one: str | None
    phrase_many: str | None
    phrase_is_neuter: bool | None
    phrase_yes: str | None
    phrase_no: str | None
    tables: frozenset[PublishedTable]
    categories: tuple[Category, ...]

    def kinds(self, level: str, dimension: str = "all") -> tuple[str, ...]:
        """The kinds of period the indicator is published by at a level, finest first; empty where it is
        not."""
        found = {
            table.period_kind for table in self.tables if (table.level, table.dimension) == (level, dimension)
        }
        return tuple(kind for kind in PERIOD_KINDS if kind in found)


@dataclass(frozen=True)
class Org:
    """The office, an area or a unit. `parent` is the id of what it belongs to."""

    id: str
    level: str
    name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Target:
    """A target and the days it holds; `org` is None where it holds for all. Shares are fractions 0–1."""

    indicator: str
    org: str | None
    valid_from: date
    valid_to: date | None
    value: float
    source: str
    is_example: bool


@dataclass(frozen=True)
class Event:
    """Something that happened. No indicators: it concerns all of them."""

    number: int
    date_from: date
    date_to: date | None
    text: str
    indicators: tuple[str, ...]
    source: str
    is_example: bool
    rebase: bool


@dataclass(frozen=True)
class Milestone:
    """A step of a measure."""

    measure: int
    date: date
    text: str
    done: bool
    source: str
    is_example: bool


@dataclass(frozen=True)
class Measure:
    """One of the six measures, with its milestones in order of date."""

    number: int
    name: str
    short_name: str
    proposal: str
    status: str
    responsible: str
    source: str
    is_example: bool
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class Course:
    """A course, its producer and whom it is for."""

    id: str
    name: str
    producer: str
    audience: str
    source: str


@dataclass(frozen=True)
class Background:
    """A figure about another population than the office's own, with the warning it must carry."""

    id: str
    heading: str
    figure: str
    population: str
    age: str
    year: str
    source: str
    warning: str


def facts(snapshot: Snapshot) -> SnapshotFacts:
    """What the snapshot says of itself."""
    return snapshot.remember("facts", lambda: SnapshotFacts(**rows(snapshot, "snapshot")[0]))


def indicators(snapshot: Snapshot) -> tuple[Indicator, ...]:
    """Every indicator, by measure and position."""
    return snapshot.remember("indicators", lambda: _read_indicators(snapshot))


def orgs(snapshot: Snapshot) -> tuple[Org, ...]:
    """The office, then the areas, then the units, each in its order."""
    return snapshot.remember("orgs", lambda: tuple(Org(**row) for row in rows(snapshot, "orgs")))


def office(snapshot: Snapshot) -> Org:
    """The whole: what every figure adds up to."""
    return next(org for org in orgs(snapshot) if org.level == "office")


def years(snapshot: Snapshot) -> tuple[int, ...]:
    """The calendar years that have figures, in order."""
    return snapshot.remember("years", lambda: tuple(int(row["year"]) for row in rows(snapshot, "years")))


def targets(snapshot: Snapshot) -> tuple[Target, ...]:
    """Every target; those that hold for all organisations before those of one, then by date."""
    return snapshot.remember("targets", lambda: tuple(Target(**row) for row in rows(snapshot, "targets")))


def events(snapshot: Snapshot) -> tuple[Event, ...]:
    """Every event, by number."""
    return snapshot.remember("events", lambda: tuple(Event(**row) for row in rows(snapshot, "events")))


def measures(snapshot: Snapshot) -> tuple[Measure, ...]:
    """The measures, by number."""
    return snapshot.remember("measures", lambda: _read_measures(snapshot))


def courses(snapshot: Snapshot) -> tuple[Course, ...]:
    """The courses, in order."""
    return snapshot.remember("courses", lambda: tuple(Course(**row) for row in rows(snapshot, "courses")))


def background(snapshot: Snapshot) -> tuple[Background, ...]:
    """The background figures, in order."""
    return snapshot.remember(
        "background", lambda: tuple(Background(**row) for row in rows(snapshot, "background"))
    )


def _read_indicators(snapshot: Snapshot) -> tuple[Indicator, ...]:
    tables: dict[str, set[PublishedTable]] = {}
    for row in rows(snapshot, "published_tables"):
        tables.setdefault(row.pop("indicator"), set()).add(PublishedTable(**row))
    categories: dict[str, list[Category]] = {}
    for row in rows(snapshot, "categories"):
        categories.setdefault(row.pop("indicator"), []).append(Category(**row))
    return tuple(
        Indicator(
            **row,
            tables=frozenset(tables.get(row["id"], ())),
            categories=tuple(categories.get(row["id"], ())),
        )
        for row in rows(snapshot, "indicators")
    )


def _read_measures(snapshot: Snapshot) -> tuple[Measure, ...]:
    steps = [Milestone(**row) for row in rows(snapshot, "milestones")]
    return tuple(
        Measure(**row, milestones=tuple(step for step in steps if step.measure == row["number"]))
        for row in rows(snapshot, "measures")
    )


def rows(snapshot: Snapshot, query: str) -> list[dict[str, Any]]:
    """The rows as plain Python: no pandas missing values, no time stamps where a date is meant."""
    frame = snapshot.frame(query)
    return [
        {str(column): _plain(value, str(column)) for column, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _plain(value: Any, column: str) -> Any:
    if isinstance(value, (list, tuple)) or (hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1):
        return tuple(value)
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime() if column == "published_at" else value.date()
    return value
