"""What a file's rows mean beside what is already stored: for the register and the command line.

Owns locked periods, unusual jumps and missing units, as pure functions over rows. Must not know the store: it
is told what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median

from data.model import Catalogue
from data.periods import Period
from data.reading.messages import message
from data.reading.numbers import number_text
from data.reading.period_names import period_name
from data.reading.results import Message, ReportedRow

UNUSUAL = 3
_HISTORY_NEEDED = 4
_SMALL = 5


def locked_periods(rows: Iterable[ReportedRow], locks: Mapping[Period, date]) -> tuple[Message, ...]:
    """Return an error for every row within a locked period. locks: locked period to the day it was locked."""
    found = []
    for row in rows:
        day = next((day for period, day in locks.items() if period.contains(row.period)), None)
        if day is not None:
            name = period_name(row.period)
            found.append(
                message("locked_period", row=row.row, column="period", day=day.isoformat(), name=name)
            )
    return tuple(found)


def jumps(
    rows: Iterable[ReportedRow],
    history: Mapping[tuple[str, str, str, str, str], Sequence[float]],
    *,
    catalogue: Catalogue,
) -> tuple[Message, ...]:
    """Return a warning for every count more than three times, or less than a third of, the usual.

    history: earlier counts by (indicator, org, gender, age, category); the usual is their median, from four
    on. Small counts jump by chance and are left alone.
    """
    found = []
    for row in rows:
        earlier = history.get((row.indicator, row.org, row.gender, row.age, row.category), ())
        if row.count is None or len(earlier) < _HISTORY_NEEDED:
            continue
        usual = median(earlier)
        if max(usual, row.count) < _SMALL or usual <= 0:
            continue
        if row.count > UNUSUAL * usual or row.count * UNUSUAL < usual:
            direction = "stort" if row.count > usual else "litet"
            code = catalogue.indicator(row.indicator).code
            found.append(
                message(
                    "jump", row=row.row, column="antal", new=number_text(row.count), direction=direction,
                    usual=number_text(usual),
                    name=f"{code}, {_org_name(catalogue, row.org)}",
                )
            )  # fmt: skip
    return tuple(found)


def missing_units(
    rows: Iterable[ReportedRow],
    reported_before: Mapping[tuple[str, Period], frozenset[str]],
    *,
    catalogue: Catalogue,
) -> tuple[Message, ...]:
    """Return a warning for every unit that reported the period before but is not in the file.

    reported_before: for (indicator, period), the organisations with a stored figure. Only asked for the
    latest period of each indicator in the file, and only where the file holds several units; those already
    stored for the period itself are not missing.
    """
    by_indicator: dict[str, dict[Period, set[str]]] = {}
    for row in rows:
        if row.count is not None:
            by_indicator.setdefault(row.indicator, {}).setdefault(row.period, set()).add(row.org)
    found = []
    for indicator, periods in by_indicator.items():
        latest = max(periods)
        present = periods[latest]
        if len(present) < 2:
            continue
        present = present | reported_before.get((indicator, latest), frozenset())
        before = reported_before.get((indicator, latest.previous()), frozenset())
        expected = set(catalogue.reporters(indicator, latest.start, latest.end))
        code = catalogue.indicator(indicator).code
        found += [
            message("unit_missing", name=_org_name(catalogue, org), code=code)
            for org in sorted((before & expected) - present)
        ]
    return tuple(found)


def _org_name(catalogue: Catalogue, org: str) -> str:
    organisation = catalogue.organisation
    known = (organisation.office, *organisation.areas, *organisation.units)
    return next((entry.name for entry in known if entry.id == org), org)
