"""Charts over time from frames.

Owns which picture a trend becomes: lines for shares, columns for counts, small multiples where there are too
many of either. Must not know queries, Dash or how a picture is drawn. Events and targets are added with
`dataclasses.replace`.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components.figures.chart import (
    MAXIMUM_LINES,
    UNITS,
    Chart,
    ChartError,
    Kind,
    Limit,
    Point,
    Role,
    Series,
    Signal,
    Unit,
    Words,
)
from components.figures.points import day_of, period_point, periods_between, rows_of
from components.formats import number, period_label

QUARTERS_OF_A_MEAN = 4
MEAN_NAME = "Medelvärde av fyra kvartal"

MAXIMUM_COLUMNS = 3
"""More sets of columns than this side by side are too thin: they become small multiples."""


def trend(
    frame: pd.DataFrame,
    *,
    unit_of_measure: str,
    period_kind: str,
    words: Words,
    by: str = "org",
    name: str = "Värde",
    neutral: bool = False,
) -> Chart:
    """Describe one indicator over time.

    Args:
        frame: One row a cell: period_start, numerator, denominator, value, mark; `by` and
            `<by>_name` where there are several series; level, units_reported and units_expected where known.
        unit_of_measure: Of the indicator.
        period_kind: month, quarter, tertial or year.
        words: What is said about the picture.
        by: The column that tells the series apart: `org` or `part`.
        name: Name of the figures where there is one series.
        neutral: Neither more nor less is better.

    Raises:
        ChartError: The frame is empty: there is nothing to draw.
    """
    rows = rows_of(frame)
    if not rows:
        raise ChartError(f"{words.title}: no figures")
    days = [day_of(row["period_start"]) for row in rows]
    starts = periods_between(min(days), max(days), period_kind)
    groups: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        groups.setdefault(str(row.get(by, "")), []).append(row)
    unit = UNITS[unit_of_measure]
    kind = _kind(unit, len(groups))
    series = tuple(
        Series(
            name=name if len(groups) == 1 else str(group[0][f"{by}_name"]),
            points=tuple(
                period_point(row, unit_of_measure=unit_of_measure, period_kind=period_kind) for row in group
            ),
            role=_role(kind, level=str(group[0].get("level", "")), index=index, several=len(groups) > 1),
        )
        for index, group in enumerate(groups.values())
    )
    return Chart(
        kind=kind,
        title=words.title,
        unit=unit,
        series=series,
        x=tuple((start.isoformat(), period_label(period_kind, start)) for start in starts),
        description=words.description,
        selection=words.selection,
        source=words.source,
        reading=words.reading,
        neutral=neutral,
        period_kind=period_kind,
    )


def slope(frame: pd.DataFrame, *, unit_of_measure: str, period_kind: str, words: Words) -> Chart:
    """Describe two periods side by side, one line an organisation; columns of the frame as for `trend`.

    Raises:
        ChartError: There are not exactly two periods.
    """
    chart = trend(frame, unit_of_measure=unit_of_measure, period_kind=period_kind, words=words)
    found = {point.x for series in chart.series for point in series.points}
    ends = tuple(item for item in chart.x if item[0] in found)
    if len(ends) != 2:
        raise ChartError(f"{words.title}: a slope stands between two periods, not {len(ends)}")
    # Among many the office is the pale line of comparison; here it is the one that is lifted.
    lifted: Role = "muted" if chart.kind == "small_multiples" else "main"
    series = tuple(
        replace(item, role="main" if item.role == lifted else "other")
        for item in chart.series
        if len(item.points) == 2
    )
    return replace(chart, kind="slope", series=series, x=ends)


def with_mean(chart: Chart, *, window: int, name: str) -> Chart:
    """Add the mean of the last `window` periods as a line, where all of them are shown."""
    base = chart.series[0]
    by_x = {point.x: point.value for point in base.points}
    identities = [identity for identity, _ in chart.x]
    points: list[Point] = []
    for index, (identity, label) in enumerate(chart.x):
        values = [by_x.get(earlier) for earlier in identities[max(index - window + 1, 0) : index + 1]]
        shown = [value for value in values if value is not None]
        if len(shown) == window:
            mean = sum(shown) / window
            points.append(Point(identity, label, mean, "shown", number(mean, 1)))
    if not points:
        return chart
    return replace(chart, series=(*chart.series, Series(name, tuple(points), "mean")))


def mean_of_quarters(chart: Chart) -> Chart:
    """Add the mean of four quarters, where hidden figures leave more of it than a stub.

    Limits have a mean of their own: two would have to be told apart by readers who want one answer.
    """
    if chart.limits:
        return chart
    found = with_mean(chart, window=QUARTERS_OF_A_MEAN, name=MEAN_NAME)
    means = [one for one in found.series if one.role == "mean"]
    return found if means and len(means[0].points) >= QUARTERS_OF_A_MEAN else chart


def with_limits(
    chart: Chart,
    *,
    centre: Sequence[float | None],
    lower: Sequence[float | None],
    upper: Sequence[float | None],
    signals: Sequence[Signal],
) -> Chart:
    """Add the ordinary variation to a chart of one series: one figure a point, in the order of its points."""
    series = chart.series[0]
    limits: list[Limit] = []
    points: list[Point] = []
    for point, middle, low, high, signal in zip(series.points, centre, lower, upper, signals, strict=True):
        if middle is not None and low is not None and high is not None:
            limits.append(Limit(point.x, middle, low, high))
        points.append(replace(point, signal=signal))
    return replace(chart, series=(replace(series, points=tuple(points)),), limits=tuple(limits))


def _kind(unit: Unit, series: int) -> Kind:
    if unit in {"count", "yes_no"}:
        return "columns" if series <= MAXIMUM_COLUMNS else "small_multiples"
    return "line" if series <= MAXIMUM_LINES else "small_multiples"


def _role(kind: Kind, *, level: str, index: int, several: bool) -> Role:
    """Give the office its place: the pale line of comparison in small multiples, else the main line."""
    if kind == "small_multiples":
        return "muted" if level == "office" else "main"
    if level:
        return "main" if level == "office" or not several else "other"
    return "main" if index == 0 else "other"
