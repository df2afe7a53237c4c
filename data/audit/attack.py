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
from pathlib import Path

from data.audit.joint import Columns, Joint
from data.audit.reading import AuditError, Figure, Key, Measured, Published, read
from data.audit.space import Place, Series, Sum, View, series_of

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
    indicators = tuple(dict.fromkeys(name for one in published for name in one.cells))
    for indicator in indicators:
        for one in published:
            found |= dict.fromkeys(_bare(one, indicator))
    years = sorted({key[3].year for one in published for cells in one.cells.values() for key in cells})
    for year in years:
        series = [series_of(published, indicator, year) for indicator in indicators]
        series = [one for one in series if any(view.cells for view in one.views)]
        for one in series:
            found |= dict.fromkeys(_corrections(one.indicator, one.views))
        for group in _groups(published, series, year):
            found |= dict.fromkeys(_Attack(published, group, year).exposures())
    return tuple(found)


def _groups(published: Sequence[Published], series: Sequence[Series], year: int) -> list[list[Series]]:
    """Return the indicators in groups that some snapshot ties together."""
    groups = [[one] for one in series]
    for related in dict.fromkeys(one for snapshot in published for one in snapshot.related):
        tied = [
            group
            for group in groups
            if related.year == year and {one.indicator for one in group} & {related.indicator, related.other}
        ]
        for other in tied[1:]:
            tied[0].extend(other)
            groups.remove(other)
    return groups


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
    """Yield the shown figures whose change since the same reports were last shown is itself a small count."""
    last: dict[tuple[Key, frozenset[Place]], Figure] = {}
    for view in views:
        for key, figure in view.cells.items():
            if figure.mark != "shown":
                continue
            same = (key, view.places_of(key))  # other places: the joint attack finds what they give away
            old = last.get(same, figure)
            last[same] = figure
            count = (figure.numerator or 0) - (old.numerator or 0)
            base = (figure.denominator or 0) - (old.denominator or 0)
            rest = base - count if view.measured.complement_sensitive else 0
            for change in (count, base, rest if figure.denominator is not None else 0):
                if 0 < abs(change) < view.measured.threshold:
                    yield Exposure(indicator, *key, "change", change, change)


class _Attack:
    """The joint attack on indicators that are tied together, most often one alone, in one year."""

    def __init__(self, published: Sequence[Published], group: Sequence[Series], year: int) -> None:
        self._published = published
        self._group = group
        self._year = year

    def exposures(self) -> Iterator[Exposure]:
        """Yield what can be worked out, of cells that are not shown."""
        joint = self._joint()
        asked: dict[tuple[str, Columns], tuple[Measured, Key, Sum, str]] = {}
        for one in self._group:
            for key, summed in self._targets(joint, one):
                measured = one.views[-1].measured  # what is promised now: a threshold may have been lowered
                for what, parts in _tested(joint.parts_of(one.indicator), measured).items():
                    columns = joint.columns(one.indicator, parts, summed)
                    asked.setdefault((one.indicator, columns), (measured, key, summed, what))
        enough = max(one.views[-1].measured.threshold for one in self._group)
        highest = joint.most([columns for _, columns in asked], enough)
        for ((indicator, columns), (measured, key, summed, what)), high in zip(
            asked.items(), highest, strict=True
        ):
            if high > measured.threshold - _ROUNDING:
                continue
            if high < _ROUNDING:
                parts = joint.parts_of(indicator)
                if what == "denominator" or len(parts) == 1 or not measured.complement_sensitive:
                    continue  # nobody at all is nobody's secret
                if joint.least(joint.columns(indicator, parts, summed)) < _ROUNDING:
                    continue
            yield Exposure(indicator, *key, what, joint.least(columns), high)

    def _targets(self, joint: Joint, series: Series) -> Iterator[tuple[Key, Sum]]:
        """Yield the sums that a reader asks about: hidden cells, and reports that are not shown."""
        space = joint.spaces[series.indicator]
        for number, view in enumerate(series.views):
            for key, figure in view.cells.items():
                if figure.mark == "protected" and (summed := space.sum_of(number, key)):
                    yield key, summed
            for key, summed in space.base_sums(number):
                yield key, summed

    def _joint(self) -> Joint:
        """Return equations that can hold: those that contradict each other are taken snapshot by snapshot."""
        alone = {one.indicator for one in self._group if not self._equations([one]).can_be_true()}
        for apart in (frozenset(alone), frozenset(one.indicator for one in self._group)):
            joint = self._equations(self._group, apart)
            if joint.can_be_true():
                return joint
        names = ", ".join(one.indicator for one in self._group)
        raise AuditError(f"{names}: de visade uppgifterna motsäger varandra.")

    def _equations(self, group: Sequence[Series], apart: frozenset[str] = frozenset()) -> Joint:
        return Joint(self._published, group, year=self._year, apart=apart)


def _tested(parts: Sequence[int], measured: Measured) -> dict[str, tuple[int, ...]]:
    """Return which sums of parts must not be known, by name."""
    tested: dict[str, tuple[int, ...]] = {"count": (0,)}
    if len(parts) > 1:
        tested["denominator"] = (0, 1)
        if measured.complement_sensitive:
            tested["complement"] = (1,)
    return tested
