"""A catalogue on its way in: entries read, not yet held against each other.

Owns how an entry is called in a fault, and which of its keys are already known to be faulty, so that the
rules can go on with the rest. Must not know the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from data.model import (
    Area,
    BackgroundFigure,
    Course,
    Event,
    Indicator,
    Lock,
    Measure,
    Municipality,
    Office,
    Support,
    Target,
    Unit,
)
from data.model.faults import Fault, value_text

EntryT_co = TypeVar("EntryT_co", covariant=True)


@dataclass(frozen=True)
class Labelled(Generic[EntryT_co]):
    """An entry as the rules see it.

    label: what it is called in a fault: `indicator fra1`, `target[2]`.
    faulty: names of the fields that did not pass; the entry has no value there, so no rule may ask for one.
    """

    file: str
    label: str
    entry: EntryT_co
    faulty: frozenset[str] = frozenset()

    def has(self, *fields: str) -> bool:
        """Say whether all these fields passed, so that a rule about them can be tried."""
        return self.faulty.isdisjoint(fields)

    def fault(self, key: str, *, value: object, expected: str) -> Fault:
        """Return a fault of this entry. `key` as it is written in the file."""
        return Fault(self.file, f"{self.label} → {key}", value_text(value), expected)


@dataclass(frozen=True)
class Draft:
    """All entries. The `known_` ids are as written, those of entries without other keys included."""

    offices: Sequence[Labelled[Office]] = ()
    areas: Sequence[Labelled[Area]] = ()
    units: Sequence[Labelled[Unit]] = ()
    indicators: Sequence[Labelled[Indicator]] = ()
    targets: Sequence[Labelled[Target]] = ()
    events: Sequence[Labelled[Event]] = ()
    measures: Sequence[Labelled[Measure]] = ()
    courses: Sequence[Labelled[Course]] = ()
    background: Sequence[Labelled[BackgroundFigure]] = ()
    locks: Sequence[Labelled[Lock]] = ()
    municipalities: Sequence[Labelled[Municipality]] = ()
    support: Sequence[Labelled[Support]] = ()
    known_areas: frozenset[str] = field(default_factory=frozenset)
    known_units: frozenset[str] = field(default_factory=frozenset)
    known_indicators: frozenset[str] = field(default_factory=frozenset)


def names_once(entries: Sequence[Labelled[object]], *fields: str) -> Iterator[Fault]:
    """Yield a fault for every name that two entries share, however it is capitalised or spaced.

    fields: those that hold names; a list of names (`aliases`) counts as several. An entry may repeat its own.
    """
    owner: dict[str, int] = {}
    for position, labelled in enumerate(entries):
        for key, name in _names(labelled, fields):
            normal = " ".join(name.split()).casefold()
            if owner.setdefault(normal, position) != position:
                other = entries[owner[normal]].label
                yield labelled.fault(key, value=name, expected=f"något som inte redan står i {other}")


def in_order(
    labelled: Labelled[object], *, first: date | None, last: date | None, key: str
) -> Iterator[Fault]:
    """Yield a fault when the last day comes before the first."""
    if first is not None and last is not None and last < first:
        yield labelled.fault(key, value=last, expected=f"samma dag som eller efter {first.isoformat()}")


def _names(labelled: Labelled[object], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in fields:
        if not labelled.has(name):
            continue
        value = getattr(labelled.entry, name)
        if isinstance(value, tuple):
            yield from ((f"{name}[{position}]", str(one)) for position, one in enumerate(value, start=1))
        else:
            yield name, str(value)
