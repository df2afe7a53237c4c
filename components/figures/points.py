"""From a row of a frame to a point of a chart.

Owns how the columns of a published cell become value, text, base and mark. Must not know which chart it is
for. A cell that is not shown gives a point without value, whatever stands in the frame.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from components.figures.chart import Mark, Point
from components.formats import of_text, period_label, value_text

Row = Mapping[str, Any]

_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "year": 12}


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a frame as dicts, missing figures as None."""
    # Column by column: a third of the time that pandas takes for it, and pages do little else.
    names = [str(name) for name in frame.columns]
    columns = [_values(column) for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pd.Series) -> list[Any]:
    pairs = zip(column.tolist(), column.isna().tolist(), strict=True)
    return [None if is_missing else value for value, is_missing in pairs]


def day_of(value: Any) -> date:
    """Give the day of a date, timestamp or ISO text."""
    return date.fromisoformat(str(value)[:10])


def period_point(row: Row, *, unit_of_measure: str, period_kind: str) -> Point:
    """Give the point of one organisation or part in one period."""
    start = day_of(row["period_start"])
    return _point(
        row, x=start.isoformat(), label=period_label(period_kind, start), unit_of_measure=unit_of_measure
    )


def unit_point(row: Row, *, unit_of_measure: str) -> Point:
    """Give the point of one organisation, in the one period the frame is about."""
    return _point(row, x=row["org"], label=row["org_name"], unit_of_measure=unit_of_measure)


def periods_between(first: date, last: date, period_kind: str) -> list[date]:
    """Give the first day of every period from one to another, both included: an axis leaves no period out."""
    step = _MONTHS[period_kind]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, step)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def period_end(period_kind: str, start: date) -> date:
    """Give the last day of the period."""
    months = start.year * 12 + start.month - 1 + _MONTHS[period_kind]
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _point(row: Row, *, x: str, label: str, unit_of_measure: str) -> Point:
    mark: Mark = row["mark"]
    is_shown = mark == "shown"
    value = row["value"] if is_shown else None
    has_base = is_shown and unit_of_measure == "procent" and row.get("denominator") is not None
    expected = row.get("units_expected")
    return Point(
        x=x,
        label=label,
        value=None if value is None else float(value),
        mark=mark,
        text=value_text(value, unit_of_measure, mark),
        base=of_text(int(row["numerator"]), int(row["denominator"])) if has_base else "",
        reported=of_text(int(row["units_reported"]), int(expected)) if expected else "",
    )
