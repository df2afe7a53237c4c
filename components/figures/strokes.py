"""What the layouts share: how a series or a hidden figure becomes shapes of a scene.

Owns those translations; what lies over the figures is in overlays.py. Must not know which layout
uses them, nor plotly or SVG.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from components import theme
from components.figures.chart import Chart, Point, Series
from components.figures.scales import axis_text, count_axis
from components.figures.scene import Bars, Dots, Label, Polyline, Scene, Segment
from components.formats import MARK_WORDS, MARKS

DotsWanted = Literal["all", "few", "none"]

STUB_SHARE = 0.07
"""Height of every stub as a share of the axis: the same for all, so that it tells nothing."""

ROOM_FOR_YES = 1.3
"""Where the axis of yes and no ends: above the word over a column."""

SIGNAL_LIFT = 0.1
"""How far over its column a signal stands, as a share of the axis: above the text of the figure."""

COMPACT_BELOW = 520
"""Narrower pictures (pixels) get shorter labels and fewer ticks."""


def value_axis(chart: Chart, *, whole: bool = True) -> tuple[float, tuple[tuple[float, str], ...]]:
    """Give top and ticks of the value axis: 0–100 % for shares, from zero in whole numbers for the rest."""
    if chart.unit == "percent":
        ticks = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0) if whole else (0.0, 0.5, 1.0)
        return 1.0, tuple((tick, axis_text(tick, chart.unit)) for tick in ticks)
    if chart.unit == "yes_no":
        return ROOM_FOR_YES, ((0.0, "nej"), (1.0, "ja"))
    shown = [point.value for series in chart.series for point in series.points if point.value is not None]
    shown += [target.value for target in chart.targets] + [limit.upper for limit in chart.limits]
    if not any(shown):  # a scale without figures would look like a guess at them
        return 1.0, ((0.0, axis_text(0.0, chart.unit) if shown else ""),)
    top, ticks = count_axis(max(shown))
    chosen = ticks if whole else (ticks[0], ticks[-1])
    return top, tuple((tick, axis_text(tick, chart.unit)) for tick in chosen)


def style_of(series: Series, index: int) -> tuple[str, str, str]:
    """Give colour, dash and marker of the series at this place in the chart."""
    if series.role == "muted":
        return theme.HATCH, "solid", "circle"
    if series.role == "mean":
        return theme.NAVY, "solid", "circle"
    return theme.LINE_STYLES[index % len(theme.LINE_STYLES)]


def hover_of(point: Point, *, has_base: bool = True) -> str:
    """Give the tooltip, with nothing the table does not say; a sign is followed by its meaning."""
    if point.text not in MARK_WORDS and not has_base:
        return f"{point.label}: {point.text}"
    return f"{point.spoken} {MARK_WORDS[point.text]}" if point.text in MARK_WORDS else point.spoken


def positions(chart: Chart) -> dict[str, int]:
    """Give the place of each x on the axis."""
    return {identity: index for index, (identity, _) in enumerate(chart.x)}


def add_line(
    scene: Scene, *, panel: int, chart: Chart, series: Series, index: int, dots: DotsWanted = "all"
) -> None:
    """Draw a series as a line; a figure that is missing or hidden is a gap, never a zero."""
    colour, dash, symbol = style_of(series, index)
    by_x = {point.x: point for point in series.points}
    ordered = [by_x.get(identity) for identity, _ in chart.x]
    values = tuple(point.value if point else None for point in ordered)
    width = 1.5 if series.role == "muted" else 2.5
    has_limits = bool(chart.limits) and series.role == "main"
    line_colour = theme.GREY if has_limits else colour
    xs = tuple(float(i) for i in range(len(values)))
    scene.lines.append(Polyline(panel, series.name, xs, values, line_colour, dash, width))
    if dots == "none":
        return
    shown = [(i, point) for i, point in enumerate(ordered) if point is not None and point.value is not None]
    if dots == "few":
        shown = [(i, point) for i, point in shown if _stands_out(values, i)]
    size = 8.0 if len(chart.x) <= 30 else 6.0
    for signal, group in _by_signal(shown, has_limits=has_limits).items():
        mark_colour, mark_symbol = theme.SIGNAL_STYLES[signal] if has_limits else (colour, symbol)
        scene.dots.append(
            Dots(
                panel,
                series.name,
                tuple(float(i) for i, _ in group),
                tuple(point.value for _, point in group if point.value is not None),
                mark_symbol,
                mark_colour,
                tuple(hover_of(point, has_base=dots == "all") for _, point in group),
                tuple(point.is_open for _, point in group),
                size + 2 if signal else size,
            )
        )


def _stands_out(values: tuple[float | None, ...], place: int) -> bool:
    """Say whether a figure needs a dot: the last one, or one between gaps, which has no line."""
    is_last = all(value is None for value in values[place + 1 :])
    around = values[max(place - 1, 0) : place] + values[place + 1 : place + 2]
    return is_last or all(value is None for value in around)


def _by_signal(shown: list[tuple[int, Point]], *, has_limits: bool) -> dict[str, list[tuple[int, Point]]]:
    groups: dict[str, list[tuple[int, Point]]] = {}
    for place, point in shown:
        groups.setdefault(point.signal if has_limits else "", []).append((place, point))
    return groups


def add_columns(
    scene: Scene, *, panel: int, chart: Chart, series: Series, index: int, offset: float, width: float
) -> None:
    """Draw a series as columns. A real zero is a line on the axis, so that it is seen to be there."""
    colour, _, _ = style_of(series, index)
    places = positions(chart)
    shown = [(places[p.x] + offset, p) for p in series.points if p.value is not None]
    if shown:
        scene.bars.append(
            Bars(
                panel,
                series.name,
                tuple(x for x, _ in shown),
                tuple(p.value for _, p in shown if p.value is not None),
                (width,) * len(shown),
                colour,
                tuple(hover_of(p) for _, p in shown),
            )
        )
    for x, point in shown:
        if point.value == 0:
            scene.segments.append(Segment(panel, x - width / 2, 0.0, x + width / 2, 0.0, colour, 3.0))
    if chart.limits:
        _column_signals(scene, panel=panel, series=series, shown=shown)


def _column_signals(
    scene: Scene, *, panel: int, series: Series, shown: Sequence[tuple[float, Point]]
) -> None:
    """Mark the columns that stand out, in shape and colour, above the figure that may stand over them."""
    lift = SIGNAL_LIFT * scene.panels[panel].y_range[1]
    for signal, (colour, symbol) in theme.SIGNAL_STYLES.items():
        group = [(x, point) for x, point in shown if signal and point.signal == signal]
        if group:
            scene.dots.append(
                Dots(
                    panel,
                    series.name,
                    tuple(x for x, _ in group),
                    tuple((point.value or 0.0) + lift for _, point in group),
                    symbol,
                    colour,
                    tuple(hover_of(point) for _, point in group),
                    (False,) * len(group),
                    10.0,
                )
            )


def add_hidden(
    scene: Scene,
    *,
    panel: int,
    chart: Chart,
    members: Sequence[Series],
    step: float,
    offset: float,
    width: float,
) -> None:
    """Mark the x where none of `members` has a figure: a hatched stub with `..`, or the bare sign.

    Neighbours with the same sign share one text when columns stand closer than a text needs.

    Args:
        scene: Where to draw.
        panel: Index of the panel.
        chart: For its x axis.
        members: The series that must all be without figure there.
        step: Pixels between neighbours on the axis.
        offset: Where the stub stands beside its x, in axis units.
        width: How wide it is, in axis units.
    """
    _, top_y = scene.panels[panel].y_range
    height = STUB_SHARE * top_y
    found = _hidden(chart, members)
    stubs = [(i, point) for i, point in found if point.mark == "protected"]
    if stubs:
        scene.bars.append(
            Bars(
                panel,
                "skyddad uppgift",
                tuple(i + offset for i, _ in stubs),
                (height,) * len(stubs),
                (width,) * len(stubs),
                theme.HATCH,
                tuple(hover_of(point) for _, point in stubs),
                hatched=True,
            )
        )
    for run in _runs(found, together=step < 18):
        middle = (run[0][0] + run[-1][0]) / 2 + offset
        sign = MARKS[run[0][1].mark]
        y = height if run[0][1].mark == "protected" else 0.0
        scene.labels.append(
            Label(panel, middle, y, sign, dy=-8, colour=theme.TEXT_QUIET, is_bold=True, size=13)
        )


def _hidden(chart: Chart, members: Sequence[Series]) -> list[tuple[int, Point]]:
    """Give place and point of each x where no member has a figure and at least one says why."""
    found: list[tuple[int, Point]] = []
    by_series = [{point.x: point for point in series.points} for series in members]
    for place, (identity, _) in enumerate(chart.x):
        here = [points[identity] for points in by_series if identity in points]
        if here and all(point.value is None and point.mark != "shown" for point in here):
            order = sorted(here, key=lambda point: point.mark != "protected")
            found.append((place, order[0]))
    return found


def _runs(found: list[tuple[int, Point]], *, together: bool) -> list[list[tuple[int, Point]]]:
    """Split into neighbours with the same sign, or into single ones when there is room for every sign."""
    if not together:
        return [[item] for item in found]
    numbered = list(enumerate(found))
    return [
        [item for _, item in run]
        for _, run in groupby(numbered, key=lambda pair: (pair[1][0] - pair[0], pair[1][1].mark))
    ]
