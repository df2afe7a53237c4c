"""What the catalogue plans to publish of an indicator: which periods, which levels, which splits.

Owns when a period is closed and who stands behind an area's or the office's figure. Must not know any
figure's value, nor disclosure control.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from data.facts import ALL, EXACT_KINDS, Fact
from data.model import GENDERS, Catalogue, Dimension, Indicator, Level, PublishedTable
from data.periods import Period, PeriodKind, nests

LEVELS: tuple[Level, ...] = ("office", "area", "unit")


@dataclass(frozen=True)
class Span:
    """The base periods an indicator has figures for: from the first to the last that anyone has reported.

    reporters: who has.
    """

    first: Period
    last: Period
    reporters: frozenset[str]

    def closed(self, kind: PeriodKind, year: int) -> tuple[Period, ...]:
        """Return the year's periods of that kind which have begun within the span and ended with it.

        A period that is still running has no figure: it would be a running total, and the difference between
        two running totals is one month's figure.
        """
        if not nests(self.first.kind, kind):
            return ()
        periods = Period("year", date(year, 1, 1)).parts(kind)
        return tuple(p for p in periods if self.first.start <= p.end <= self.last.end)


@dataclass(frozen=True)
class Scope:
    """One organisation at one level and the reporters whose figures make up its figure."""

    level: Level
    org: str
    members: tuple[str, ...]


def span(indicator: Indicator, facts: Iterable[Fact]) -> Span | None:
    """Return the span of the reported base periods; None without any within the indicator's own dates."""
    followed = [
        fact
        for fact in facts
        if fact.period.kind == indicator.frequency
        and indicator.valid_between(fact.period.start, fact.period.end)
    ]
    if not followed:
        return None
    periods = {fact.period for fact in followed}
    return Span(min(periods), max(periods), frozenset(fact.org for fact in followed))


def scopes(catalogue: Catalogue, indicator: Indicator, level: Level, within: Span) -> tuple[Scope, ...]:
    """Return the organisations of a level that have figures, with their reporters, in shown order.

    Nothing is finer than it is reported. A unit that neither existed nor reported within the span is left
    out; one that reported outside its dates counts: what was reported is not dropped in silence.
    """
    if LEVELS.index(level) > LEVELS.index(indicator.reported_at):
        return ()
    expected = catalogue.reporters(indicator.id, within.first.start, within.last.end)
    reporters = tuple(
        org for org in _orgs(catalogue, indicator.reported_at) if org in {*expected, *within.reporters}
    )
    if level == indicator.reported_at:
        return tuple(Scope(level, reporter, (reporter,)) for reporter in reporters)
    if level == "office":
        return (Scope(level, catalogue.organisation.office.id, reporters),)
    grouped = (
        Scope(level, area.id, tuple(unit for unit in catalogue.area_units(area.id) if unit in reporters))
        for area in catalogue.organisation.areas
    )
    return tuple(scope for scope in grouped if scope.members)


def _orgs(catalogue: Catalogue, level: Level) -> tuple[str, ...]:
    """Return the ids of a level in shown order."""
    organisation = catalogue.organisation
    found = {"office": (organisation.office,), "area": organisation.areas, "unit": organisation.units}[level]
    return tuple(org.id for org in found)


def splits(indicator: Indicator, by: Iterable[Dimension]) -> tuple[tuple[str, str, str], ...]:
    """Return gender, age and category of every row that a table cut by these dimensions has."""
    cut = frozenset(by)
    genders = GENDERS if "gender" in cut else (ALL,)
    ages = indicator.ages if "age" in cut else (ALL,)
    categories = tuple(category.id for category in indicator.categories) if "category" in cut else (ALL,)
    return tuple(product(genders, ages, categories))


def period_kinds(indicator: Indicator, table: PublishedTable) -> tuple[PeriodKind, ...]:
    """Return the table's periods that are made of whole reported periods."""
    return tuple(kind for kind in table.period if nests(indicator.frequency, kind))


def is_exact(indicator: Indicator) -> bool:
    """Say whether the indicator is published exactly as reported, never rolled up."""
    return indicator.kind in EXACT_KINDS


def org_names(catalogue: Catalogue) -> dict[str, str]:
    """Return the name of every unit, area and the office by id."""
    organisation = catalogue.organisation
    return {org.id: org.name for org in (organisation.office, *organisation.areas, *organisation.units)}
