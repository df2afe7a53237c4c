"""The catalogue as types: what is measured, who reports it, what is published.

Owns the shape of the catalogue and the questions others ask of it. Must not know files
(data/catalogue_load.py), the rules that span several objects (data/catalogue_checks.py), or figures.

Attribute names are the keys of the TOML files, save where a key is a Python word: `from` is `valid_from` or
`date_from`, `to` is `valid_to` or `date_to`, `example` is `is_example`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StrictBool, StringConstraints, model_validator

from data.periods import PeriodKind

Level = Literal["office", "area", "unit"]
Dimension = Literal["gender", "age", "category"]
Kind = Literal["count", "share", "median", "status"]
Time = Literal["flow", "stock"]
Direction = Literal["higher", "lower", "neutral"]
Sensitivity = Literal["open", "staff", "client", "restricted"]
Counts = Literal["persons", "events"]
Page = Literal["fraga", "utbildning", "hanvisningar", "kast", "atgarder"]
UnitOfMeasure = Literal["procent", "antal", "dagar", "kronor", "årsarbetare", "ja/nej"]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[date, Strict()]
WholeNumber = Annotated[int, Strict()]
Number = Annotated[float, Strict()]

GENDERS: tuple[str, ...] = ("kvinna", "man", "annat_okant")

PAGE_OF_MEASURE: Mapping[int, Page] = {
    1: "atgarder", 2: "utbildning", 3: "fraga", 4: "hanvisningar", 5: "atgarder", 6: "atgarder",
}  # fmt: skip
UNIT_OF_KIND: Mapping[str, UnitOfMeasure] = {
    "share": "procent", "count": "antal", "median": "dagar", "status": "ja/nej",
}  # fmt: skip


class _Entry(BaseModel):
    """Frozen, and refuses keys it does not know, so that a misspelt key is a fault and not silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Office(_Entry):
    """The whole: what every figure adds up to."""

    id: Identifier
    name: Text
    aliases: tuple[Text, ...] = ()


class Area(_Entry):
    """A group of units."""

    id: Identifier
    name: Text
    short_name: Text | None = None
    aliases: tuple[Text, ...] = ()


class Unit(_Entry):
    """A unit that reports. `area` is an area's id; the dates are its first and last day, empty when open-ended."""

    id: Identifier
    name: Text
    area: Identifier
    aliases: tuple[Text, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None

    def valid_between(self, start: date, end: date) -> bool:
        """Say whether the unit existed on any day from start to end."""
        return _overlaps(self.valid_from, self.valid_to, start=start, end=end)


class Organisation(_Entry):
    """Office, areas and units, in the order they are shown."""

    office: Office
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]


class Category(_Entry):
    """A value of an indicator's own dimension: a course, a receiver, a reason, a way in."""

    id: Identifier
    name: Text
    aliases: tuple[Text, ...] = ()


class PublishedTable(_Entry):
    """One published table: every level in `org` by every period in `period`, cut by the dimensions in `by`."""

    org: Annotated[tuple[Level, ...], Field(min_length=1)]
    period: Annotated[tuple[PeriodKind, ...], Field(min_length=1)]
    by: tuple[Dimension, ...] = ()


class Indicator(_Entry):
    """What is measured and how.

    kind: count (`antal`), share (`antal` of `namnare`), median (`antal` is the median, `personer` the
        number behind; published as reported, never rolled up) or status (`antal` 1 or 0).
    time: flow adds up over time; stock: the last reported value of a period holds for it.
    threshold: counts 1..threshold-1 are protected, unless sensitivity is open.
    categories_add_up: True where the categories are parts of a whole, so that the figure without category
        is their sum; False where each is a figure of its own (a person may have taken two courses) and the
        figure without category is reported beside them.
    units: ids of the units that report it; empty means all. Only where reported_at is unit.
    """

    id: Identifier
    code: Text
    name: Text
    measure: Annotated[int, Strict(), Field(ge=1, le=6)]
    page: Page
    kind: Kind
    time: Time
    frequency: PeriodKind
    reported_at: Level
    units: tuple[Identifier, ...] = ()
    numerator: Text
    denominator: Text | None = None
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
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_what_follows(cls, given: Any) -> Any:
        """`page` follows from the measure and `unit_of_measure` from the kind unless given; `ages = false` is none."""
        if not isinstance(given, dict):
            return given
        filled = dict(given)
        if filled.get("ages") is False:
            filled["ages"] = ()
        measure, kind = filled.get("measure"), filled.get("kind")
        if isinstance(measure, int) and measure in PAGE_OF_MEASURE:
            filled.setdefault("page", PAGE_OF_MEASURE[measure])
        if isinstance(kind, str) and kind in UNIT_OF_KIND:
            filled.setdefault("unit_of_measure", UNIT_OF_KIND[kind])
        return filled

    def valid_between(self, start: date, end: date) -> bool:
        """Say whether the indicator was followed on any day from start to end."""
        return _overlaps(self.valid_from, self.valid_to, start=start, end=end)


class Target(_Entry):
    """What an indicator should reach. Shares as a fraction 0-1. `unit` empty: holds for office, areas and units."""

    indicator: Identifier
    unit: Identifier | None = None
    valid_from: Day = Field(alias="from")
    valid_to: Day | None = Field(default=None, alias="to")
    value: Number
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")


class Event(_Entry):
    """Something that happened and is marked in the charts: one `date`, or a span `from`-`to`.

    rebase: the usual level is counted anew from here (a training starts, a definition changes).
    """

    date_from: Day = Field(alias="from")
    date_to: Day | None = Field(default=None, alias="to")
    text: Text
    indicators: tuple[Identifier, ...]
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")
    rebase: StrictBool = False

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, given: Any) -> Any:
        """`date` is short for a `from` without `to`."""
        if isinstance(given, dict) and "date" in given and "from" not in given and "to" not in given:
            return {"from" if key == "date" else key: value for key, value in given.items()}
        return given


class Milestone(_Entry):
    """A dated step of a measure."""

    date: Day
    text: Text
    done: StrictBool
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")


class Measure(_Entry):
    """One of the six measures of the inquiry. `is_example` is about the status, which is invented in demo use."""

    number: Annotated[int, Strict(), Field(ge=1, le=6)]
    name: Text
    short_name: Text
    proposal: Text
    status: Text
    responsible: Text
    source: Text
    is_example: StrictBool = Field(default=False, alias="example")
    milestones: tuple[Milestone, ...] = Field(default=(), alias="milestone")


class Course(_Entry):
    """A training course of the inquiry, with the producer it really has."""

    id: Identifier
    name: Text
    producer: Text
    audience: Text
    source: Text


class BackgroundFigure(_Entry):
    """A national or regional figure for reference, never mixed with local figures. Everything is text, as shown."""

    id: Identifier
    heading: Text
    figure: Text
    population: Text
    age: Text
    year: Text
    source: Text
    warning: Text


class Catalogue(_Entry):
    """The whole catalogue, checked. `hash` is the sha256 of its files; events stand in date order."""

    organisation: Organisation
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    measures: tuple[Measure, ...]
    courses: tuple[Course, ...]
    background: tuple[BackgroundFigure, ...]
    hash: str

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

    def area_of(self, unit_id: str) -> str:
        """Return the id of the unit's area; KeyError when there is no such unit."""
        return self.unit(unit_id).area

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


def _overlaps(valid_from: date | None, valid_to: date | None, *, start: date, end: date) -> bool:
    return (valid_from is None or valid_from <= end) and (valid_to is None or start <= valid_to)
