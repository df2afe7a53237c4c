"""The comparison of units in one period, from a frame.

Owns the order of the units and what is said of an uncertain figure. Must not know queries, Dash or how a
picture is drawn. A unit whose figure is not shown stands last where the order is by figure, so that its place
tells nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from components.figures.chart import SMALL_BASE, UNITS, Chart, ChartError, Point, Series, Words
from components.figures.points import Row, rows_of, unit_point
from components.statistics import interval_to_show

Order = Literal["group", "value"]


def units(
    frame: pd.DataFrame,
    *,
    unit_of_measure: str,
    words: Words,
    groups: Mapping[str, str],
    order: Order = "group",
    neutral: bool = False,
    of_persons: bool = True,
) -> Chart:
    """Describe the units side by side in one period.

    Args:
        frame: One row a unit: org, org_name, numerator, denominator, value, mark; units_reported and
            units_expected where they are known.
        unit_of_measure: Of the indicator.
        words: What is said about the picture.
        groups: Name of the area by the id of the unit, in the order the areas are to stand.
        order: `group`: by area, then name. `value`: highest figure first, without areas.
        neutral: Neither more nor less is better.
        of_persons: A share is one of persons. One of units, weeks or answers is a full count of the office's
            own doings: nothing in it is uncertain, however few they are.

    Raises:
        ChartError: The frame is empty.
    """
    rows = rows_of(frame)
    if not rows:
        raise ChartError(f"{words.title}: no units")
    points = [
        _point(
            row,
            unit_of_measure=unit_of_measure,
            group=groups.get(row["org"], ""),
            of_persons=of_persons,
        )
        for row in rows
    ]
    ordered = _by_value(points) if order == "value" else _by_group(points, groups)
    return Chart(
        kind="dots",
        title=words.title,
        unit=UNITS[unit_of_measure],
        series=(Series("", tuple(ordered)),),
        x=tuple((point.x, point.label) for point in ordered),
        description=words.description,
        selection=words.selection,
        source=words.source,
        reading=words.reading,
        neutral=neutral,
    )


def pairs(
    frames: Sequence[tuple[str, pd.DataFrame]],
    *,
    unit_of_measure: str,
    words: Words,
    groups: Mapping[str, str],
) -> Chart:
    """Describe two measures of the units beside each other in one period, by area and name.

    Args:
        frames: Name and frame of each measure, columns as for `units`.
        unit_of_measure: Of both.
        words: What is said about the picture.
        groups: Name of the area by the id of the unit, in the order the areas are to stand.

    Raises:
        ChartError: No frame has a row.
    """
    series = tuple(
        Series(
            name,
            tuple(
                replace(unit_point(row, unit_of_measure=unit_of_measure), group=groups.get(row["org"], ""))
                for row in rows_of(frame)
            ),
            "main" if place == 0 else "other",
        )
        for place, (name, frame) in enumerate(frames)
    )
    every = {point.x: point for one in series for point in one.points}
    if not every:
        raise ChartError(f"{words.title}: no units")
    ordered = _by_group(list(every.values()), groups)
    return Chart(
        kind="pairs",
        title=words.title,
        unit=UNITS[unit_of_measure],
        series=series,
        x=tuple((point.x, point.label) for point in ordered),
        description=words.description,
        selection=words.selection,
        source=words.source,
        reading=words.reading,
    )


def _point(row: Row, *, unit_of_measure: str, group: str, of_persons: bool) -> Point:
    """Give the point of one unit, with its interval where few persons stand behind it."""
    point = unit_point(row, unit_of_measure=unit_of_measure)
    if point.value is None or not point.base or not of_persons:
        return replace(point, group=group)
    numerator, denominator = int(row["numerator"]), int(row["denominator"])
    interval = interval_to_show(numerator, denominator)
    return replace(
        point,
        group=group,
        is_open=denominator < SMALL_BASE,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _by_group(points: list[Point], groups: Mapping[str, str]) -> list[Point]:
    places = {group: place for place, group in enumerate(dict.fromkeys(groups.values()))}
    return sorted(points, key=lambda point: (places.get(point.group, len(places)), point.label.casefold()))


def _by_value(points: list[Point]) -> list[Point]:
    alone = [replace(point, group="") for point in points]
    return sorted(
        alone, key=lambda point: (point.value is None, -(point.value or 0.0), point.label.casefold())
    )
