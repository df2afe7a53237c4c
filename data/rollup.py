"""From reported figures to the figures that would be published if nothing had to be protected. Pure.

Owns the arithmetic: flows add up, stocks take the last reported value, shares are sums over sums, medians and
statuses stay as reported, what nobody reported is no zero. Must not know the register, disclosure control's
decisions, or the snapshot's file.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from data.facts import ALL, Fact, leaves
from data.model import Catalogue, Indicator
from data.periods import Period, PeriodKind
from data.plan import Scope, Span, is_exact, period_kinds, scopes, span, splits
from data.protection import CellKey, Problem, Rule
from data.protection.problem import UNKNOWN_PERSONS

LeafId = tuple[str, str, date, str, str, str, int]
"""org, period_kind, period_start, gender, age, category, version: the same id always has the same numbers."""

Mark = Literal["shown", "protected", "not_reported", "not_applicable"]


class RollupError(Exception):
    """Stored figures that the rules cannot add up, such as half a person."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One planned row of the snapshot, not yet protected.

    numerator: count or numerator, None for medians and for counts that are not whole.
    denominator: only for shares. value: as in data/snapshot.sql; None unless shown, or for nought of nought.
    """

    key: CellKey
    mark: Mark
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None


@dataclass(frozen=True, eq=False)
class YearTable:
    """One indicator in one calendar year: the unit of deciding and of reuse.

    leaves: the ids of the leaves, in the order of the problem's arrays.
    cells: every planned row, by key.
    problem: what disclosure control is asked; None for open indicators and where nothing is reported.
    """

    indicator: str
    year: int
    leaves: tuple[LeafId, ...]
    cells: Mapping[CellKey, Cell]
    problem: Problem | None

    @cached_property
    def content_hash(self) -> str:
        """Hash of all that a decision depends on: rule, leaves with version and numbers, planned cells."""
        digest = hashlib.sha256(repr((self.indicator, self.year, self.leaves)).encode())
        if self.problem is not None:
            digest.update(repr(self.problem.rule).encode())
            for values in (self.problem.numerators, self.problem.denominators, self.problem.persons):
                digest.update(b"-" if values is None else values.tobytes())
            for key, members in self.problem.cells.items():
                digest.update(repr(key).encode() + members.tobytes())
        return digest.hexdigest()


def roll_up(facts: Iterable[Fact], catalogue: Catalogue) -> tuple[YearTable, ...]:
    """Return a table for every indicator and calendar year that anyone has reported, in catalogue order.

    Figures of indicators that the catalogue no longer has are left out, as are periods of another length than
    the indicator's (its frequency may have changed). Raises RollupError and ProtectionError.
    """
    by_indicator: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_indicator[fact.indicator].append(fact)
    tables: list[YearTable] = []
    for indicator in catalogue.indicators:
        own = by_indicator[indicator.id]
        within = span(indicator, own)
        if within is not None:
            tables += [
                _YearRollup(catalogue, indicator, within=within, year=year, facts=own).table()
                for year in range(within.first.year, within.last.year + 1)
            ]
    return tuple(tables)


class _YearRollup:
    """The work on one indicator and year."""

    def __init__(
        self, catalogue: Catalogue, indicator: Indicator, *, within: Span, year: int, facts: Sequence[Fact]
    ) -> None:
        self._catalogue = catalogue
        self._indicator = indicator
        self._within = within
        self._year = year
        groups: dict[tuple[str, Period], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.period.year == year and (is_exact(indicator) or fact.period.kind == indicator.frequency):
                groups[fact.org, fact.period].append(fact)
        self._leaves: list[Fact] = []
        self._reported: dict[tuple[str, Period], list[int]] = {}
        for place in sorted(groups):
            finest = sorted(leaves(indicator, groups[place]), key=lambda fact: fact.split)
            self._reported[place] = list(range(len(self._leaves), len(self._leaves) + len(finest)))
            self._leaves += finest

    def table(self) -> YearTable:
        """Return the year's planned cells and the question for disclosure control."""
        cells: dict[CellKey, Cell] = {}
        members: dict[CellKey, NDArray[np.intp]] = {}
        for scope, kind, rows in self._planned():
            for period in self._within.closed(kind, self._year):
                self._add(scope, period, rows, cells=cells, members=members)
        return YearTable(
            indicator=self._indicator.id,
            year=self._year,
            leaves=tuple(_leaf_id(leaf) for leaf in self._leaves),
            cells=cells,
            problem=self._problem(members),
        )

    def _planned(self) -> Iterator[tuple[Scope, PeriodKind, Sequence[tuple[str, str, str]]]]:
        """Yield who is shown by which kind of period, and how the figure is split."""
        for table in self._indicator.tables:
            rows = splits(self._indicator, table.by)
            for level in table.org:
                for scope in scopes(self._catalogue, self._indicator, level, self._within):
                    for kind in period_kinds(self._indicator, table):
                        yield scope, kind, rows

    def _add(
        self,
        scope: Scope,
        period: Period,
        rows: Sequence[tuple[str, str, str]],
        *,
        cells: dict[CellKey, Cell],
        members: dict[CellKey, NDArray[np.intp]],
    ) -> None:
        """Add the cells of one organisation and period."""
        found = self._behind(scope, period)
        for gender, age, category in rows:
            key = (scope.level, scope.org, period.kind, period.start, gender, age, category)
            chosen = [leaf for leaf in found if self._belongs(self._leaves[leaf], gender, age, category)]
            if chosen:
                members[key] = np.array(chosen, dtype=np.intp)
                cells[key] = self._cell(key, [self._leaves[leaf] for leaf in chosen])
            elif self._expected(scope, period):
                cells[key] = Cell(key, "not_reported")
            else:
                cells[key] = Cell(key, "not_applicable")

    def _behind(self, scope: Scope, period: Period) -> list[int]:
        """Return the leaves that make up the scope's figure for the period."""
        if is_exact(self._indicator):
            return self._reported.get((scope.org, period), []) if scope.org in scope.members else []
        parts = period.parts(self._indicator.frequency)
        found: list[int] = []
        for member in scope.members:
            reported = [self._reported[member, part] for part in parts if (member, part) in self._reported]
            if self._indicator.time == "stock":
                reported = reported[-1:]
            for numbers in reported:
                found += numbers
        return found

    def _belongs(self, leaf: Fact, gender: str, age: str, category: str) -> bool:
        """Say whether the leaf is a part of the row with this split."""
        if is_exact(self._indicator) or not self._indicator.categories_add_up:
            if leaf.category != category:
                return False
            if is_exact(self._indicator):
                return (leaf.gender, leaf.age) == (gender, age)
        return all(
            row in (ALL, own)
            for row, own in ((gender, leaf.gender), (age, leaf.age), (category, leaf.category))
        )

    def _cell(self, key: CellKey, figures: Sequence[Fact]) -> Cell:
        total = math.fsum(figure.count for figure in figures)
        whole = int(total) if total == int(total) else None
        if self._indicator.kind == "median":
            return Cell(key, "shown", value=total)
        if self._indicator.kind == "share":
            base = sum(figure.denominator or 0 for figure in figures)
            value = total / base if base else None
            return Cell(key, "shown", numerator=whole, denominator=base, value=value)
        return Cell(key, "shown", numerator=whole, value=total)

    def _expected(self, scope: Scope, period: Period) -> bool:
        reporters = self._catalogue.reporters(self._indicator.id, period.start, period.end)
        return any(member in reporters for member in scope.members)

    def _problem(self, members: Mapping[CellKey, NDArray[np.intp]]) -> Problem | None:
        indicator = self._indicator
        if indicator.sensitivity == "open" or not members:
            return None
        persons = [UNKNOWN_PERSONS if leaf.persons is None else leaf.persons for leaf in self._leaves]
        told = any(known != UNKNOWN_PERSONS for known in persons)
        return Problem(
            indicator=indicator.id,
            year=self._year,
            rule=rule(indicator),
            numerators=self._whole_numbers(),
            denominators=_numbers(leaf.denominator or 0 for leaf in self._leaves)
            if indicator.kind == "share"
            else None,
            persons=_numbers(persons) if told else None,
            cells=members,
            guarded=(*self._reports(), *self._running()),
        )

    def _reports(self) -> tuple[NDArray[np.intp], ...]:
        """Return the leaves of every report as a whole: nobody may work it out, planned or not."""
        if is_exact(self._indicator):
            return ()
        reports: dict[tuple[str, Period, str], list[int]] = defaultdict(list)
        for (org, period), found in self._reported.items():
            for leaf in found:
                apart = "" if self._indicator.categories_add_up else self._leaves[leaf].category
                reports[org, period, apart].append(leaf)
        return tuple(np.array(found, dtype=np.intp) for found in reports.values())

    def _running(self) -> Iterator[NDArray[np.intp]]:
        """Yield the leaves so far of every planned period that has not closed.

        Nobody sees its figure yet, but what is shown now must leave room to protect it then.
        """
        for scope, kind, _ in self._planned():
            closed = self._within.closed(kind, self._year)
            for period in Period("year", date(self._year, 1, 1)).parts(kind):
                found = self._behind(scope, period) if period not in closed else []
                if found:
                    yield np.array(found, dtype=np.intp)

    def _whole_numbers(self) -> NDArray[np.int64]:
        """Return the leaves' counts; nothing for medians, which disclosure control does not look at."""
        if self._indicator.kind == "median":
            return np.zeros(len(self._leaves), dtype=np.int64)
        for leaf in self._leaves:
            if leaf.count != int(leaf.count):
                place = f"{leaf.indicator}, {leaf.org}, {leaf.period.code}"
                raise RollupError(f"Ett antal personer eller händelser är inte ett heltal: {place}.")
        return _numbers(int(leaf.count) for leaf in self._leaves)


def rule(indicator: Indicator) -> Rule:
    """Return what disclosure control needs to know about the indicator."""
    return Rule(
        kind=indicator.kind,
        sensitivity=indicator.sensitivity,
        threshold=indicator.threshold,
        complement_sensitive=indicator.complement_sensitive,
        counts=indicator.counts,
    )


def data_until(facts: Iterable[Fact]) -> date | None:
    """Return the last day of the latest period that anyone has reported."""
    return max((fact.period.end for fact in facts), default=None)


def _leaf_id(leaf: Fact) -> LeafId:
    kind: PeriodKind = leaf.period.kind
    return (leaf.org, kind, leaf.period.start, *leaf.split, leaf.version)


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)
