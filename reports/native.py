"""What a native chart of a slide or a workbook is made of: figures by track, names, axis.

Owns: how main series, mean, ordinary variation, targets and events become rows of figures that can be opened
and changed. Must not know: Office formats, what a report says. A figure that is not shown is None, a gap, and
its sign stands in the name of its period; None never becomes a zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from components.figures.chart import Chart, Limit
from components.figures.points import day_of
from components.figures.scales import axis_text
from components.figures.strokes import value_axis
from components.formats import MARKS, period_short
from reports.charts import event_numbers

Role = Literal["main", "mean", "centre", "limit", "target", "events"]
EVENTS = "Händelsernas plats i diagrammet"
CENTRE, LIMIT, LOWER = "Medelvärde", "Gräns för den vanliga variationen", "Nedre gräns"
ANEW = ", omräknat från {period}"
ROOM, ROOM_OVER_YES = 1.16, 1.4
"""How far the axis goes over its uppermost tick, for the numbers of the events; `ja` takes room too."""
HIGH_UP = 0.8
"""Over this share of the axis a label would stand on the numbers of the events."""
EVENT_SHARE = 0.95
"""How high on the axis the numbers of the events stand."""


@dataclass(frozen=True)
class Track:
    """One line or set of columns: a figure, or None, for each x of the chart.

    Attributes:
        in_legend: The legend names it; a second line of the same kind is not named again.
        short: What stands at the line itself, where there is no legend.
    """

    name: str
    role: Role
    values: tuple[float | None, ...]
    in_legend: bool = True
    short: str = ""


@dataclass(frozen=True)
class Axis:
    """The value axis: where it ends, how far it is between ticks, and whether there is anything to read on
    it: a scale without figures would look like a guess at them."""

    top: float
    step: float
    has_numbers: bool = True


def is_empty(chart: Chart) -> bool:
    """Whether none of its figures is shown: there is nothing to draw then."""
    return all(point.value is None for point in chart.series[0].points)


def categories(chart: Chart) -> tuple[str, ...]:
    """The names of the periods, with the sign of a figure that is not shown: `kv 3 2025 ..`."""
    points = {point.x: point for point in chart.series[0].points}
    found = []
    for identity, _ in chart.x:
        name = period_short(chart.period_kind, day_of(identity))
        mark = points[identity].mark if identity in points else "not_applicable"
        found.append(f"{name} {MARKS[mark]}" if mark in MARKS else name)
    return tuple(found)


def axis(chart: Chart) -> Axis:
    """The axis, with room over its uppermost tick for the numbers of the events."""
    _, ticks = value_axis(chart)
    if len(ticks) < 2:
        return Axis(1.0, 1.0, has_numbers=False)
    top, step = ticks[-1][0], ticks[1][0] - ticks[0][0]
    if chart.unit == "yes_no":
        return Axis(top * (ROOM_OVER_YES if chart.events else ROOM), step)
    return Axis(top * ROOM if chart.events else top, step)


def tracks(chart: Chart, *, caption: str) -> tuple[Track, ...]:
    """The main series first, called as its picture; then what lies over it."""
    found = [
        Track(caption, "main", _by_x(chart, ((point.x, point.value) for point in chart.series[0].points)))
    ]
    found += [
        Track(series.name, "mean", _by_x(chart, ((point.x, point.value) for point in series.points)))
        for series in chart.series
        if series.role == "mean"
    ]
    found += _variation(chart)
    for step in chart.targets:
        held = tuple(step.value if step.x_from <= x <= step.x_to else None for x, _ in chart.x)
        when = f" ({step.validity})" if step.validity else ""
        aim = axis_text(step.value, chart.unit)
        found.append(Track(f"Mål {aim}{when}", "target", held, short=f"mål {aim}"))
    if chart.events:
        numbers, height = event_numbers(chart), EVENT_SHARE * axis(chart).top
        held = tuple(height if x in numbers else None for x, _ in chart.x)
        found.append(Track(EVENTS, "events", held, in_legend=False))
    return tuple(
        track for track in found if track.role == "main" or any(one is not None for one in track.values)
    )


def is_label_below(chart: Chart) -> bool:
    """Whether the label of the last figure of a line stands under it: clear of the numbers of the events, and
    of a target that the figure is below."""
    shown = [point for point in chart.series[0].points if point.value is not None]
    if not shown:
        return False
    value = shown[-1].value or 0.0
    held = [step.value for step in chart.targets if step.x_from <= shown[-1].x <= step.x_to]
    return value > HIGH_UP * axis(chart).top or any(value < target for target in held)


def _by_x(chart: Chart, pairs: Iterable[tuple[str, float | None]]) -> tuple[float | None, ...]:
    values = dict(pairs)
    return tuple(values.get(x) for x, _ in chart.x)


def _variation(chart: Chart) -> list[Track]:
    """Mean and limits, each stretch of its own: a line between two of them would say that they slope."""
    whole = 1.0 if chart.unit == "percent" else None
    names = dict(chart.x)
    found: list[Track] = []
    for number, stretch in enumerate(_stretches(chart.limits)):
        anew = ANEW.format(period=names[stretch[0].x]) if number else ""
        found += [
            Track(
                f"{CENTRE}{anew}",
                "centre",
                _by_x(chart, ((one.x, one.centre) for one in stretch)),
                not number,
            ),
            Track(
                f"{LIMIT}{anew}",
                "limit",
                _by_x(chart, ((one.x, None if one.upper == whole else one.upper) for one in stretch)),
                not number,
            ),
            Track(
                f"{LOWER}{anew}",
                "limit",
                _by_x(chart, ((one.x, one.lower if one.lower > 0 else None) for one in stretch)),
                in_legend=False,
            ),
        ]
    return found


def _stretches(limits: Sequence[Limit]) -> list[list[Limit]]:
    """The limits, parted where the mean is computed anew."""
    found = [[limit] for limit in limits[:1]]
    for before, limit in pairwise(limits):
        if limit.centre == before.centre:
            found[-1].append(limit)
        else:
            found.append([limit])
    return found
