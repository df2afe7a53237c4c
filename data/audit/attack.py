"""The attack on what is published: from the written files alone, what can a reader work out?

Owns: what counts as exposed, and the joint attack on several snapshots. Shares no code with the protection.
Must not know: the register, the ledger, which protected cells are small.

A reader cannot tell a cell hidden by need from one hidden by consequence, and neither can the audit. It calls
a figure exposed when it can only be one that must not be known: for all that is shown it is possible that it
is more than 0, and impossible that it reaches the threshold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from data.audit.reading import AuditError, Figure, Key, Published, read
from data.audit.solver import Equations
from data.audit.space import Space, Sum, View, views_of

__all__ = ["AuditError", "Exposure", "attack", "audit"]

_ROUNDING = 1e-4
"""Figures are whole numbers: what differs less than this is the same."""

_LEVELS = {"office": "hela kontoret", "area": "område", "unit": "enhet"}
_WHAT = {
    "count": "antalet",
    "denominator": "nämnaren",
    "complement": "resten av nämnaren",
    "change": "rättelsen",
}
_PERIODS = {"month": "månaden", "quarter": "kvartalet", "tertial": "tertialet", "year": "året"}


@dataclass(frozen=True)
class Exposure:
    """A figure that a reader can pin down. `low` and `high`: what it can be; never for the log."""

    indicator: str
    level: str
    org: str
    period_kind: str
    period_start: date
    gender: str
    age: str
    category: str
    what: str
    """count, denominator, complement or change"""
    low: float
    high: float

    @property
    def place(self) -> str:
        """Where it is, in Swedish, without any figure."""
        split = ", ".join(value for value in (self.gender, self.age, self.category) if value != "all")
        period = f"{_PERIODS[self.period_kind]} från {self.period_start.isoformat()}"
        parts = [self.indicator, f"{_LEVELS[self.level]} {self.org}", period, split, _WHAT[self.what]]
        return ", ".join(part for part in parts if part)


def audit(snapshots: Sequence[Path]) -> tuple[Exposure, ...]:
    """Attack snapshot files together, oldest first, and return every exposed figure.

    Raises AuditError where a file is not a well-formed snapshot or an attack could not be carried out.
    """
    earlier = [read(path, is_earlier=True) for path in snapshots[:-1]]
    return attack([*earlier, *(read(path) for path in snapshots[-1:])])


def attack(published: Sequence[Published]) -> tuple[Exposure, ...]:
    """Attack snapshots that have been read, oldest first, and return every exposed figure."""
    found: dict[Exposure, None] = {}
    for indicator in dict.fromkeys(name for one in published for name in one.cells):
        for one in published:
            found |= dict.fromkeys(_bare(one, indicator))
        years = sorted({key[3].year for one in published for key in one.cells.get(indicator, {})})
        for year in years:
            views = views_of(published, indicator, year)
            if views:
                found |= dict.fromkeys(_corrections(indicator, views))
                found |= dict.fromkeys(_Attack(indicator, views).exposures())
    return tuple(found)


def _bare(published: Published, indicator: str) -> Iterator[Exposure]:
    """Yield the figures that a file shows though their size alone forbids it."""
    measured = published.indicators.get(indicator)
    if measured is None or measured.sensitivity == "open" or measured.kind == "median":
        return
    for key, figure in published.cells.get(indicator, {}).items():
        if figure.mark != "shown":
            continue
        if measured.kind == "status":
            yield Exposure(indicator, *key, "count", figure.numerator or 0, figure.numerator or 0)
            continue
        for what, value, may_be_zero in _quantities(figure, measured.complement_sensitive):
            if value < measured.threshold and not (value == 0 and may_be_zero):
                yield Exposure(indicator, *key, what, value, value)


def _quantities(figure: Figure, complement_sensitive: bool) -> Iterator[tuple[str, int, bool]]:
    """Yield what a shown cell tells: name, value, whether it may be known to be 0."""
    count = figure.numerator or 0
    if figure.denominator is None:
        yield "count", count, True
        return
    yield "denominator", figure.denominator, True
    tells_all = complement_sensitive and figure.denominator > 0
    yield "count", count, not tells_all
    if complement_sensitive:
        yield "complement", figure.denominator - count, not tells_all


def _corrections(indicator: str, views: Sequence[View]) -> Iterator[Exposure]:
    """Yield the shown figures whose change from one snapshot to the next is itself a small count."""
    for before, now in pairwise(views):
        for key, figure in now.cells.items():
            old = before.cells.get(key)
            if old is None or old.mark != "shown" or figure.mark != "shown":
                continue
            if before.places_of(key) != now.places_of(key):
                continue  # a late report: the joint attack finds what it gives away
            count = (figure.numerator or 0) - (old.numerator or 0)
            base = (figure.denominator or 0) - (old.denominator or 0)
            rest = base - count if now.measured.complement_sensitive else 0
            for change in (count, base, rest if figure.denominator is not None else 0):
                if 0 < abs(change) < now.measured.threshold:
                    yield Exposure(indicator, *key, "change", change, change)


class _Attack:
    """The joint attack on one indicator and year."""

    def __init__(self, indicator: str, views: Sequence[View]) -> None:
        self._indicator = indicator
        self._views = views
        self._parts = ("count", "rest") if views[-1].measured.kind == "share" else ("count",)

    def exposures(self) -> Iterator[Exposure]:
        """Yield what can be worked out, of cells that are not shown."""
        space = Space(self._views)
        equations = self._equations(space)
        if equations is None:
            space = Space(self._views, apart=True)
            equations = self._equations(space)
        if equations is None:
            raise AuditError(f"{self._indicator}: de visade uppgifterna motsäger varandra.")
        targets: dict[Sum, tuple[int, Key]] = {}
        for number, view in enumerate(self._views):
            for key, figure in view.cells.items():
                if figure.mark == "protected" and (summed := space.sum_of(number, key)):
                    targets.setdefault(summed, (number, key))
            for key, summed in space.base_sums(number):
                targets.setdefault(summed, (number, key))
        threshold = max(view.measured.threshold for view in self._views)
        asked = [[self._numbers[unknown] for unknown in sorted(summed)] for summed in targets]
        highest = [_highest(system, asked, threshold) for system in equations]
        for row, (number, key) in enumerate(targets.values()):
            yield from self._judge(number, key, asked[row], [high[row] for high in highest], equations)

    def _judge(
        self, number: int, key: Key, asked: list[int], highs: list[float], equations: list[Equations]
    ) -> Iterator[Exposure]:
        """Yield what is exposed of one cell, from the most that its parts can be."""
        measured = self._views[number].measured
        tested = {"count": (0,)}
        if len(highs) > 1:
            tested |= {"denominator": (0, 1)} | (
                {"complement": (1,)} if measured.complement_sensitive else {}
            )
        for what, parts in tested.items():
            high = sum(highs[part] for part in parts)
            if high > measured.threshold - _ROUNDING:
                continue
            is_zero = high < _ROUNDING
            if is_zero and (what == "denominator" or len(highs) == 1 or not measured.complement_sensitive):
                continue  # nobody at all is nobody's secret
            least = [system.least(asked).value for system in equations]
            if is_zero and sum(least) < _ROUNDING:
                continue
            yield Exposure(self._indicator, *key, what, sum(least[part] for part in parts), high)

    def _equations(self, space: Space) -> list[Equations] | None:
        """Return the equations of the count and of the rest; None where they contradict each other."""
        known: dict[Sum, tuple[int, int]] = {}
        unknowns: set[tuple[str, date, str, str, str, int]] = set()
        for number, view in enumerate(self._views):
            for _, summed in space.base_sums(number):
                unknowns |= summed
            for key, figure in view.cells.items():
                summed = space.sum_of(number, key)
                unknowns |= summed
                if not summed or figure.mark == "protected":
                    continue
                count = figure.numerator or 0
                values = (count, (figure.denominator or count) - count)
                if known.setdefault(summed, values) != values:
                    return None
        self._numbers = {unknown: row for row, unknown in enumerate(sorted(unknowns))}
        rows = [
            (tuple(self._numbers[unknown] for unknown in sorted(summed)), values)
            for summed, values in known.items()
        ]
        systems = [
            Equations(len(unknowns), [(summed, values[part]) for summed, values in rows])
            for part in range(len(self._parts))
        ]
        return systems if all(system.can_be_true() for system in systems) else None


def _highest(system: Equations, asked: Sequence[Sequence[int]], threshold: int) -> list[float]:
    """Return the most each sum can be, or any value that reaches the threshold once one has been seen."""
    best = np.zeros(len(asked))
    for row, summed in enumerate(asked):
        if best[row] >= threshold:
            continue
        most = system.most(summed)
        best[row] = most.value
        if most.example is not None:
            seen = np.array([most.example[list(others)].sum() for others in asked])
            best = np.where(np.arange(len(asked)) == row, best, np.maximum(best, seen))
    return [float(value) for value in best]
