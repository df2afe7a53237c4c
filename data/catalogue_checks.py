"""What must hold between the entries of a catalogue, and within one beyond its shape.

Owns those rules, in words that say how to mend. Must not know files or pydantic; every rule gets entries
that have the right shape, with the label they are known by, and yields faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from data.catalogue_faults import Fault, value_text
from data.model import (
    Area,
    BackgroundFigure,
    Course,
    Event,
    Indicator,
    Level,
    Measure,
    Office,
    PublishedTable,
    Target,
    Unit,
)
from data.periods import nests

ORGANISATION, INDICATORS, TARGETS, EVENTS, MEASURES = (
    "organisation.toml", "indicators.toml", "targets.toml", "events.toml", "measures.toml",
)  # fmt: skip
LOWEST_THRESHOLD = 3
MEASURE_NUMBERS = frozenset(range(1, 7))
HEIGHT: dict[Level, int] = {"unit": 0, "area": 1, "office": 2}

Entry = TypeVar("Entry", covariant=True)


@dataclass(frozen=True)
class Labelled(Generic[Entry]):
    """An entry and what it is called in a fault: `indicator fra1`, `target[2]`."""

    label: str
    entry: Entry


@dataclass(frozen=True)
class Draft:
    """A catalogue whose entries have the right shape but have not been held against each other.

    The `known_` ids include entries that failed, so that one fault does not make others up.
    """

    offices: Sequence[Labelled[Office]] = ()
    areas: Sequence[Labelled[Area]] = ()
    units: Sequence[Labelled[Unit]] = ()
    indicators: Sequence[Labelled[Indicator]] = ()
    targets: Sequence[Labelled[Target]] = ()
    events: Sequence[Labelled[Event]] = ()
    measures: Sequence[Labelled[Measure]] = ()
    courses: Sequence[Labelled[Course]] = ()
    background: Sequence[Labelled[BackgroundFigure]] = ()
    known_areas: frozenset[str] = field(default_factory=frozenset)
    known_units: frozenset[str] = field(default_factory=frozenset)
    known_indicators: frozenset[str] = field(default_factory=frozenset)
    known_measures: frozenset[int] = field(default_factory=frozenset)


def check(draft: Draft) -> Iterator[Fault]:
    """Yield every fault of the draft, file by file."""
    yield from _organisation(draft)
    yield from _unique(
        draft.indicators,
        file=INDICATORS,
        names=lambda one: {"id": one.id, "code": one.code, "name": one.name},
    )
    for indicator in draft.indicators:
        yield from _indicator(indicator, draft=draft)
    for target in draft.targets:
        yield from _target(target, draft=draft)
    yield from _overlapping_targets(draft.targets)
    for event in draft.events:
        yield from _event(event, draft=draft)
    yield from _measures(draft)
    yield from _unique(draft.courses, file="courses.toml", names=lambda one: {"id": one.id, "name": one.name})
    yield from _unique(draft.background, file="background.toml", names=lambda one: {"id": one.id})


def _organisation(draft: Draft) -> Iterator[Fault]:
    everybody: list[Labelled[Office | Area | Unit]] = [*draft.offices, *draft.areas, *draft.units]
    yield from _unique(everybody, file=ORGANISATION, names=_names_of)
    for unit in draft.units:
        if unit.entry.area not in draft.known_areas:
            yield _fault(
                ORGANISATION,
                unit,
                key="area",
                value=unit.entry.area,
                expected=f"ett områdes id: {_listed(draft.known_areas)}",
            )
        yield from _dates(
            ORGANISATION, unit, first=unit.entry.valid_from, last=unit.entry.valid_to, key="valid_to"
        )


def _indicator(indicator: Labelled[Indicator], *, draft: Draft) -> Iterator[Fault]:
    one = indicator.entry
    yield from _dates(INDICATORS, indicator, first=one.valid_from, last=one.valid_to, key="valid_to")
    if one.kind == "share" and one.denominator is None:
        yield _fault(
            INDICATORS,
            indicator,
            key="denominator",
            value=None,
            expected="en nämnare, eftersom kind är share",
        )
    if one.kind != "share" and one.denominator is not None:
        yield _fault(
            INDICATORS,
            indicator,
            key="denominator",
            value=one.denominator,
            expected=f"ingen nämnare, eftersom kind är {one.kind}",
        )
    if one.kind == "status" and one.time != "stock":
        yield _fault(
            INDICATORS,
            indicator,
            key="time",
            value=one.time,
            expected="stock, eftersom ja och nej inte kan läggas ihop",
        )
    if (one.kind == "status") != (one.unit_of_measure == "ja/nej"):
        yield _fault(
            INDICATORS,
            indicator,
            key="unit_of_measure",
            value=one.unit_of_measure,
            expected="ja/nej för status, annars något annat",
        )
    if one.sensitivity != "open" and one.threshold < LOWEST_THRESHOLD:
        yield _fault(INDICATORS, indicator, key="threshold", value=one.threshold,
                     expected=f"minst {LOWEST_THRESHOLD}, eftersom sensitivity är {one.sensitivity}")  # fmt: skip
    if one.units and one.reported_at != "unit":
        yield _fault(
            INDICATORS,
            indicator,
            key="units",
            value=list(one.units),
            expected=f"inga enheter, eftersom reported_at är {one.reported_at}",
        )
    for position, unit in enumerate(one.units, start=1):
        if unit not in draft.known_units:
            yield _fault(
                INDICATORS,
                indicator,
                key=f"units[{position}]",
                value=unit,
                expected="id för en enhet i organisation.toml",
            )
    if not one.categories_add_up and not one.categories:
        yield _fault(
            INDICATORS, indicator, key="categories_add_up", value=False, expected="att categories finns"
        )
    labelled_categories = [Labelled(f"{indicator.label} → categories[{position}]", category)
                           for position, category in enumerate(one.categories, start=1)]  # fmt: skip
    yield from _unique(labelled_categories, file=INDICATORS,
                       names=lambda category: {"id": category.id, "name": category.name, **_aliases(category.aliases)})  # fmt: skip
    yield from _tables(indicator)


def _tables(indicator: Labelled[Indicator]) -> Iterator[Fault]:
    one = indicator.entry
    seen: set[tuple[str, str, frozenset[str]]] = set()
    given = {
        "gender": ("genders", one.genders),
        "age": ("ages", bool(one.ages)),
        "category": ("categories", bool(one.categories)),
    }
    for position, table in enumerate(one.tables, start=1):
        key = f"tables[{position}]"
        for level in table.org:
            if HEIGHT[level] < HEIGHT[one.reported_at]:
                yield _fault(
                    INDICATORS,
                    indicator,
                    key=f"{key}.org",
                    value=level,
                    expected=f"{one.reported_at} eller högre, som reported_at",
                )
        for kind in table.period:
            if not nests(one.frequency, kind):
                yield _fault(
                    INDICATORS,
                    indicator,
                    key=f"{key}.period",
                    value=kind,
                    expected=f"en period som består av hela {one.frequency}, som frequency",
                )
        for dimension in table.by:
            if not given[dimension][1]:
                yield _fault(
                    INDICATORS,
                    indicator,
                    key=f"{key}.by",
                    value=dimension,
                    expected=f"att {given[dimension][0]} är ifyllt",
                )
        if one.kind == "median" and (table.org != (one.reported_at,) or table.period != (one.frequency,)):
            yield _fault(INDICATORS, indicator, key=key, value=_table_text(table),
                         expected=f"bara {one.reported_at} och {one.frequency}, eftersom medianer inte kan läggas ihop")  # fmt: skip
        if one.sensitivity == "restricted" and (table.org != ("office",) or table.period != ("year",)):
            yield _fault(
                INDICATORS,
                indicator,
                key=key,
                value=_table_text(table),
                expected="bara office och year, eftersom sensitivity är restricted",
            )
        cells = {(level, kind, frozenset(table.by)) for level in table.org for kind in table.period}
        if cells & seen:
            yield _fault(
                INDICATORS,
                indicator,
                key=key,
                value=_table_text(table),
                expected="att samma nivå, period och uppdelning står i en tabell",
            )
        seen |= cells


def _target(target: Labelled[Target], *, draft: Draft) -> Iterator[Fault]:
    one = target.entry
    if one.indicator not in draft.known_indicators:
        yield _unknown_indicator(TARGETS, target, key="indicator", value=one.indicator)
    if one.unit is not None and one.unit not in draft.known_units:
        yield _fault(
            TARGETS, target, key="unit", value=one.unit, expected="id för en enhet i organisation.toml"
        )
    yield from _dates(TARGETS, target, first=one.valid_from, last=one.valid_to, key="to")
    shares = {indicator.entry.id for indicator in draft.indicators if indicator.entry.kind == "share"}
    if one.indicator in shares and not 0 <= one.value <= 1:
        yield _fault(
            TARGETS,
            target,
            key="value",
            value=one.value,
            expected="ett tal från 0 till 1, till exempel 0.8 för 80 procent",
        )
    elif one.value < 0:
        yield _fault(TARGETS, target, key="value", value=one.value, expected="noll eller mer")


def _overlapping_targets(targets: Sequence[Labelled[Target]]) -> Iterator[Fault]:
    in_order = sorted(
        targets, key=lambda target: (target.entry.indicator, target.entry.unit or "", target.entry.valid_from)
    )
    for earlier, later in zip(in_order, in_order[1:], strict=False):
        same = (earlier.entry.indicator, earlier.entry.unit) == (later.entry.indicator, later.entry.unit)
        if same and later.entry.valid_from <= (earlier.entry.valid_to or date.max):
            yield _fault(
                TARGETS,
                later,
                key="from",
                value=later.entry.valid_from,
                expected=f"en dag efter att {earlier.label} har slutat gälla",
            )


def _event(event: Labelled[Event], *, draft: Draft) -> Iterator[Fault]:
    yield from _dates(EVENTS, event, first=event.entry.date_from, last=event.entry.date_to, key="to")
    for position, indicator in enumerate(event.entry.indicators, start=1):
        if indicator not in draft.known_indicators:
            yield _unknown_indicator(EVENTS, event, key=f"indicators[{position}]", value=indicator)


def _measures(draft: Draft) -> Iterator[Fault]:
    yield from _unique(draft.measures, file=MEASURES, names=lambda one: {"number": str(one.number)})
    if draft.known_measures:
        for number in sorted(MEASURE_NUMBERS - draft.known_measures):
            yield Fault(
                MEASURES,
                "measure → number",
                value_text(None),
                f"åtgärd {number}: alla sex åtgärderna ska finnas",
            )


def _unique(
    entries: Iterable[Labelled[Entry]], *, file: str, names: Callable[[Entry], dict[str, str]]
) -> Iterator[Fault]:
    """Two entries may not share an id, name or alias, however it is capitalised or spaced; within one they may."""
    owner: dict[str, str] = {}
    for entry in entries:
        for key, name in names(entry.entry).items():
            known = " ".join(name.split()).casefold()
            if owner.setdefault(known, entry.label) is not entry.label:
                yield _fault(
                    file, entry, key=key, value=name, expected=f"något som inte redan står i {owner[known]}"
                )


def _names_of(entry: Office | Area | Unit) -> dict[str, str]:
    return {"id": entry.id, "name": entry.name, **_aliases(entry.aliases)}


def _aliases(aliases: Sequence[str]) -> dict[str, str]:
    return {f"aliases[{position}]": alias for position, alias in enumerate(aliases, start=1)}


def _dates(
    file: str, entry: Labelled[object], *, first: date | None, last: date | None, key: str
) -> Iterator[Fault]:
    if first is not None and last is not None and last < first:
        yield _fault(
            file, entry, key=key, value=last, expected=f"samma dag som eller efter {first.isoformat()}"
        )


def _unknown_indicator(file: str, entry: Labelled[object], *, key: str, value: str) -> Fault:
    return _fault(file, entry, key=key, value=value, expected="id för en indikator i indicators.toml")


def _table_text(table: PublishedTable) -> str:
    return " × ".join("/".join(part) for part in (table.org, table.period, table.by) if part)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or "inget område finns"


def _fault(file: str, entry: Labelled[object], *, key: str, value: object, expected: str) -> Fault:
    return Fault(file, f"{entry.label} → {key}", value_text(value), expected)
