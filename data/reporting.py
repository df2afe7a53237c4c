"""How complete the figures are: who should have reported, who has, when it came in, who is late. Pure.

Owns the counting of reports. Must not know any figure's value, disclosure control, or the snapshot's file.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.facts import Fact
from data.model import Catalogue, Indicator, Level
from data.periods import Period, PeriodKind
from data.plan import Scope, Span, is_exact, period_kinds, scopes, span
from data.rollup import data_until


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many of the reporters behind one figure have reported; columns as in data/snapshot.sql."""

    indicator: str
    level: Level
    org: str
    period_kind: PeriodKind
    period_start: date
    units_reported: int
    units_expected: int
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A published report that has been corrected since it came in; columns as in data/snapshot.sql."""

    indicator: str
    org: str
    period_start: date
    corrected: int


@dataclass(frozen=True, slots=True)
class Late:
    """A report that has not come in though it was due."""

    indicator: str
    org: str
    period: Period
    due: date


def reporting(facts: Sequence[Fact], catalogue: Catalogue) -> tuple[Reporting, ...]:
    """Return a row for every published figure, and for every report due until the latest reported day.

    Rows of the second sort (one reporter and one base period) are there even where no table is that fine:
    that somebody has reported is no secret.
    """
    until = data_until(facts)
    rows: dict[tuple[str, str, str, Period], Reporting] = {}
    for indicator, own in _by_indicator(facts, catalogue):
        within = span(indicator, own)
        if within is None or until is None:
            continue
        counting = _Counting(catalogue, indicator, own)
        for level, kind in _published(indicator):
            for scope in scopes(catalogue, indicator, level, within):
                for year in range(within.first.year, within.last.year + 1):
                    for period in within.closed(kind, year):
                        rows[indicator.id, level, scope.org, period] = counting.row(scope, period)
        for scope in scopes(catalogue, indicator, indicator.reported_at, within):
            for period in _base_periods(within, until):
                rows[indicator.id, scope.level, scope.org, period] = counting.row(scope, period)
    return tuple(rows.values())


def corrections(facts: Iterable[Fact]) -> tuple[Correction, ...]:
    """Return the reports that hold corrected figures, in the order of their first figure."""
    found: dict[tuple[str, str, date], int] = defaultdict(int)
    for fact in facts:
        found[fact.indicator, fact.org, fact.period.start] += fact.version - 1
    return tuple(Correction(*place, corrected) for place, corrected in found.items() if corrected)


def late(facts: Sequence[Fact], catalogue: Catalogue, today: date) -> tuple[Late, ...]:
    """Return the reports due before `today` and still missing, by indicator, reporter and period.

    Looked for from the indicator's first reported period on.
    """
    found: list[Late] = []
    for indicator, own in _by_indicator(facts, catalogue):
        within = span(indicator, own)
        if within is None:
            continue
        reported = {(fact.org, fact.period) for fact in own}
        for period in _base_periods(within, today):
            due = period.due(indicator.due_months)
            if due < today:
                found += [
                    Late(indicator.id, reporter, period, due)
                    for reporter in catalogue.reporters(indicator.id, period.start, period.end)
                    if (reporter, period) not in reported
                ]
    order = {indicator.id: number for number, indicator in enumerate(catalogue.indicators)}
    return tuple(sorted(found, key=lambda row: (order[row.indicator], row.org, row.period)))


class _Counting:
    """Counts the reports of one indicator."""

    def __init__(self, catalogue: Catalogue, indicator: Indicator, facts: Iterable[Fact]) -> None:
        self._catalogue = catalogue
        self._indicator = indicator
        self._received: dict[tuple[str, Period], date] = {}
        for fact in facts:
            place = (fact.org, fact.period)
            self._received[place] = min(fact.received_on, self._received.get(place, fact.received_on))
        self._valid: dict[Period, frozenset[str]] = {}

    def row(self, scope: Scope, period: Period) -> Reporting:
        """Return how complete the scope's figure for the period is."""
        expected = [member for member in scope.members if member in self._reporters(period)]
        received = None
        if period.kind == self._indicator.frequency:
            days = [self._received[m, period] for m in scope.members if (m, period) in self._received]
            received = max(days, default=None)
        return Reporting(
            indicator=self._indicator.id,
            level=scope.level,
            org=scope.org,
            period_kind=period.kind,
            period_start=period.start,
            units_reported=sum(self._complete(member, period) for member in expected),
            units_expected=len(expected),
            received_on=received,
        )

    def _complete(self, member: str, period: Period) -> bool:
        if is_exact(self._indicator):
            return (member, period) in self._received
        parts = period.parts(self._indicator.frequency)
        if self._indicator.time == "stock":
            return any((member, part) in self._received for part in parts)
        return all((member, part) in self._received for part in parts if member in self._reporters(part))

    def _reporters(self, period: Period) -> frozenset[str]:
        if period not in self._valid:
            reporters = self._catalogue.reporters(self._indicator.id, period.start, period.end)
            self._valid[period] = frozenset(reporters)
        return self._valid[period]


def _by_indicator(facts: Iterable[Fact], catalogue: Catalogue) -> list[tuple[Indicator, list[Fact]]]:
    grouped: Mapping[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        grouped[fact.indicator].append(fact)
    return [(indicator, grouped[indicator.id]) for indicator in catalogue.indicators]


def _published(indicator: Indicator) -> list[tuple[Level, PeriodKind]]:
    """Return the levels and periods of the indicator's tables, each pair once."""
    pairs: dict[tuple[Level, PeriodKind], None] = {}
    for table in indicator.tables:
        for level in table.org:
            pairs |= {(level, kind): None for kind in period_kinds(indicator, table)}
    return list(pairs)


def _base_periods(within: Span, until: date) -> list[Period]:
    """Return the base periods from the first reported one to the last that has ended by `until`."""
    periods: list[Period] = []
    period = within.first
    while period.end <= until:
        periods.append(period)
        period = period.next()
    return periods
