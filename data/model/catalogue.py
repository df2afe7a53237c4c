"""The catalogue as types: what is measured, who reports it, what is published.

Owns the shape of the catalogue and the questions others ask of it. Must not know files
(data/model/load.py), the rules that span several objects (data/model/checks.py), or figures.

Attribute names are the keys of the TOML files, save where a key is a Python word: `from` is `valid_from` or
`date_from`, `to` is `valid_to` or `date_to`, `example` is `is_example`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, Strict, StrictBool, model_validator

from data.model.base import Day, Entry, Identifier, Text, WholeNumber, overlaps
from data.model.context import BackgroundFigure, Course, Event, Lock, Measure, Milestone, Target
from data.model.municipality import Municipality, Support
from data.periods import Period, PeriodKind

__all__ = [
    "GENDERS",
    "PAGE_OF_MEASURE",
    "UNIT_OF_KIND",
    "Area",
    "BackgroundFigure",
    "Catalogue",
    "Category",
    "Counts",
    "Course",
    "Dimension",
    "Direction",
    "Event",
    "Indicator",
    "Kind",
    "Level",
    "Lock",
    "Measure",
    "Milestone",
    "Municipality",
    "Office",
    "Organisation",
    "Page",
    "Phrases",
    "PublishedTable",
    "Sensitivity",
    "Support",
    "Target",
    "Time",
    "Unit",
    "UnitOfMeasure",
]

Level = Literal["office", "area", "unit"]
Dimension = Literal["gender", "age", "category"]
Kind = Literal["count", "share", "median", "status"]
Time = Literal["flow", "stock"]
Direction = Literal["higher", "lower", "neutral"]
Sensitivity = Literal["open", "staff", "client", "restricted"]
Counts = Literal["persons", "events"]
Page = Literal["fraga", "utbildning", "hanvisningar", "kast", "atgarder"]
UnitOfMeasure = Literal["procent", "antal", "dagar", "kronor", "årsarbetare", "ja/nej"]

GENDERS: tuple[str, ...] = ("kvinna", "man", "annat_okant")

PAGE_OF_MEASURE: Mapping[int, Page] = {
    1: "atgarder", 2: "utbildning", 3: "fraga", 4: "hanvisningar", 5: "atgarder", 6: "atgarder",
}  # fmt: skip
UNIT_OF_KIND: Mapping[str, UnitOfMeasure] = {
    "share": "procent", "count": "antal", "median": "dagar", "status": "ja/nej",
}  # fmt: skip


class Office(Entry):
    """The whole: what every figure adds up to."""

    id: Identifier
    name: Text
    aliases: tuple[Text, ...] = ()


class Area(Entry):
    """A group of units."""

    id: Identifier
    name: Text
    short_name: Text | None = None
    aliases: tuple[Text, ...] = ()


class Unit(Entry):
    """A unit that reports. `area` is an area's id; the dates are its first and last day, or open-ended."""

    id: Identifier
    name: Text
    area: Identifier
    aliases: tuple[Text, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None

    def valid_between(self, start: date, end: date) -> bool:
        """Say whether the unit existed on any day from start to end."""
        return overlaps(self.valid_from, self.valid_to, start=start, end=end)


class Organisation(Entry):
    """Office, areas and units, in the order they are shown."""

    office: Office
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]


class Category(Entry):
    """A value of an indicator's own dimension: a course, a receiver, a reason, a way in."""

    id: Identifier
    name: Text
    aliases: tuple[Text, ...] = ()


class PublishedTable(Entry):
    """One published table: every level in `org` by every kind of period, cut by the dimensions in `by`."""

    org: Annotated[tuple[Level, ...], Field(min_length=1)]
    period: Annotated[tuple[PeriodKind, ...], Field(min_length=1)]
    by: tuple[Dimension, ...] = ()


class Phrases(Entry):
    """The words that sentences about an indicator are built from. Which may be given depends on its kind.

    label: the subject of a heading, in the definite form: `Andelen som fått frågan` (share, count, median).
    phrase: what follows the figure: `av klienterna fick frågan` (share), `genomfördes` (count).
    one, many: the noun counted, `hänvisning` and `hänvisningar`; is_neuter: it takes `ett` (count).
    yes, no: the answers as main clauses without a full stop (status).
    """

    label: Text | None = None
    phrase: Text | None = None
    one: Text | None = None
    many: Text | None = None
    is_neuter: StrictBool | None = None
    yes: Text | None = None
    no: Text | None = None


class Indicator(Entry):
    """What is measured and how.

    kind: count (`antal`), share (`antal` of `namnare`), median (`antal` is the median, `personer` the
        number behind; published as reported, never rolled up) or status (`antal` 1 or 0).
    time: flow adds up over time; stock: the last reported value of a period holds for it.
    threshold: counts 1..threshold-1 are protected, unless sensitivity is open.
    categories_add_up: True where the categories are parts of a whole, so that the figure without category
        is their sum; False where each is a figure of its own (a person may have taken two courses) and the
        figure without category is reported beside them.
    units: ids of the units that report it; empty means all. Only where reported_at is unit.
    same_denominator_as: id of another share whose denominators count the same people in the same places, such
        as the staff. Readers can set the two against each other, so they are protected together.
    denominator_is_numerator_of: id of another indicator whose numerators, summed over the longer period, are
        these denominators: those who were told of those who were asked.
    numerator_within: id of another indicator whose numerator counts everyone that this one counts, place by
        place: who has taken all courses has taken one.
    due_months: a report is due on the 15th of the month this many months after its period; more than 1 where
        the figure cannot be known earlier.
    phrases: words for its sentences; without them the sentences are plainer and built on its name.
    """

    id: Identifier
    code: Text
    name: Text
    measure: Annotated[int, Strict(), Field(ge=1, le=99)]
    page: Page
    kind: Kind
    time: Time
    frequency: PeriodKind
    reported_at: Level
    units: tuple[Identifier, ...] = ()
    numerator: Text
    denominator: Text | None = None
    same_denominator_as: Identifier | None = None
    denominator_is_numerator_of: Identifier | None = None
    numerator_within: Identifier | None = None
    unit_of_measure: UnitOfMeasure
    direction: Direction
    sensitivity: Sensitivity
    threshold: WholeNumber = 5
    complement_sensitive: StrictBool = True
    counts: Counts = "persons"
    genders: StrictBool = False
    ages: tuple[Text, ...] = ()
    categories: tuple[Category, ...] = ()
    categories_add_up: StrictBool = True
    tables: Annotated[tuple[PublishedTable, ...], Field(min_length=1)]
    purpose: str = ""
    exclusions: str = ""
    source: str = ""
    owner: str = ""
    note: str = ""
    due_months: Annotated[int, Strict(), Field(ge=1, le=12)] = 1
    phrases: Phrases = Phrases()
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_what_follows(cls, given: Any) -> Any:
        """`page` follows from the measure, `unit_of_measure` from the kind; `ages = false` means none."""
        if not isinstance(given, dict):
            return given
        filled = dict(given)
        if filled.get("ages") is False:
            filled["ages"] = ()
        measure, kind = filled.get("measure"), filled.get("kind")
        if isinstance(measure, int):
            filled.setdefault("page", PAGE_OF_MEASURE.get(measure, "atgarder"))
        if isinstance(kind, str) and kind in UNIT_OF_KIND:
            filled.setdefault("unit_of_measure", UNIT_OF_KIND[kind])
        return filled

    def valid_between(self, start: date, end: date) -> bool:
        """Say whether the indicator was followed on any day from start to end."""
        return overlaps(self.valid_from, self.valid_to, start=start, end=end)


class Catalogue(Entry):
    """The whole catalogue, checked. `hash` is the sha256 of its files; events stand in date order."""

    organisation: Organisation
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    measures: tuple[Measure, ...]
    courses: tuple[Course, ...]
    background: tuple[BackgroundFigure, ...]
    locks: tuple[Lock, ...] = ()
    municipality: Municipality | None = None
    support: tuple[Support, ...] = ()
    hash: str

    def locked(self, today: date) -> Mapping[Period, date]:
        """Return the periods whose figures may not change today, and since when."""
        return {
            Period("year", date(lock.year, 1, 1)): lock.valid_from
            for lock in self.locks
            if lock.valid_from <= today
        }

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator with that id; KeyError when there is none."""
        for indicator in self.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise KeyError(indicator_id)

    def unit(self, unit_id: str) -> Unit:
        """Return the unit with that id; KeyError when there is none."""
        for unit in self.organisation.units:
            if unit.id == unit_id:
                return unit
        raise KeyError(unit_id)

    def area_units(self, area_id: str) -> tuple[str, ...]:
        """Return the ids of the area's units, in shown order; empty when there is no such area."""
        return tuple(unit.id for unit in self.organisation.units if unit.area == area_id)

    def level_of(self, org_id: str) -> Level:
        """Return whether the id is the office, an area or a unit; KeyError when it is none of them."""
        if org_id == self.organisation.office.id:
            return "office"
        if any(area.id == org_id for area in self.organisation.areas):
            return "area"
        self.unit(org_id)
        return "unit"

    def reporters(self, indicator_id: str, start: date, end: date) -> tuple[str, ...]:
        """Return the ids that should report the indicator for the days start to end, in shown order.

        Units, areas or the office, as the indicator says; a unit counts when it existed on any of the days,
        and nobody reports when the indicator was not followed on any of them. KeyError for an unknown
        indicator.
        """
        indicator = self.indicator(indicator_id)
        if not indicator.valid_between(start, end):
            return ()
        if indicator.reported_at == "office":
            return (self.organisation.office.id,)
        if indicator.reported_at == "area":
            return tuple(area.id for area in self.organisation.areas)
        return tuple(
            unit.id
            for unit in self.organisation.units
            if (not indicator.units or unit.id in indicator.units) and unit.valid_between(start, end)
        )
