"""Layout of lines and columns over time.

Owns the one-panel picture of a trend. Must not know plotly or SVG.
"""

from components import theme
from components.figures.chart import Chart, Point, Series
from components.figures.label_places import Box, Obstacles, best_place
from components.figures.overlays import add_events, add_limits, add_targets
from components.figures.scales import calendar_ticks, spread, text_width
from components.figures.scene import Label, Margin, Panel, Scene
from components.figures.strokes import (
    COMPACT_BELOW,
    add_columns,
    add_hidden,
    add_line,
    positions,
    style_of,
    value_axis,
)

PLOT_HEIGHT = 250
YES_NO_HEIGHT = 110
"""Yes and no need no height to be told apart."""

COLUMN_SHARE = 0.72
"""How much of its place a group of columns fills."""

BESIDE_DOT = 10
"""Pixels from the last dot of a line to its label."""

END_SIZE, HALF_END = 13, 8
"""Size of that label, and half its height."""

END_PLACES = (0, -12, 12, -20, 20)
"""How far it may be moved down, in pixels, the dearest place first."""

WIDEST_COLUMNS = 110
"""And how many pixels at most, so that two years do not become two walls."""


def compose_time(chart: Chart, *, width: int) -> Scene:
    """Lay out lines or columns over time."""
    is_compact = width < COMPACT_BELOW
    top, y_ticks = value_axis(chart)
    drawn = _end_labels(chart, is_compact=is_compact)
    left = 14 + round(max(text_width(text, theme.FONT_SIZE_SMALL) for _, text in y_ticks))
    right = 14 + round(max((text_width(text, 13) for _, _, text in drawn), default=0))
    step = (width - left - right) / max(len(chart.x), 1)
    scene = Scene(width, 0, Margin(left, right, 0, 30), chart.title, chart.description)
    ticks = _x_ticks(chart, most=max(2, int((width - left - right) / 66)))
    scene.panels.append(Panel((-0.5, len(chart.x) - 0.5), (0.0, top), ticks, y_ticks))
    rows = add_events(scene, panel=0, chart=chart, step=step)
    scene.margin = Margin(left, right, 16 + 20 * rows, 30)
    plot_height = YES_NO_HEIGHT if chart.unit == "yes_no" else PLOT_HEIGHT
    scene.height = plot_height + scene.margin.top + scene.margin.bottom
    add_limits(scene, panel=0, chart=chart)
    if chart.kind == "columns":
        _columns(scene, chart, step=step)
    else:
        _lines(scene, chart, step=step)
    add_targets(scene, panel=0, chart=chart)
    _add_end_labels(scene, chart, drawn, top)
    return scene


def _x_ticks(chart: Chart, *, most: int) -> tuple[tuple[float, str], ...]:
    if chart.period_kind:
        return calendar_ticks([identity for identity, _ in chart.x], chart.period_kind, most)
    return tuple((float(i), label) for i, (_, label) in enumerate(chart.x))


def _lines(scene: Scene, chart: Chart, *, step: float) -> None:
    # Markers closer than this would hide the line they sit on.
    wanted = "all" if step >= 9 or chart.limits else "few"
    for index, series in enumerate(chart.series):
        add_line(scene, panel=0, chart=chart, series=series, index=index, dots=wanted)
    members = [series for series in chart.series if series.role != "muted"]
    add_hidden(
        scene, panel=0, chart=chart, members=members, step=step, offset=0.0, width=1.0 if step < 18 else 0.6
    )


def _columns(scene: Scene, chart: Chart, *, step: float) -> None:
    """Place the columns of each x side by side; a mean is a line over them."""
    standing = [series for series in chart.series if series.role != "mean"]
    width = min(COLUMN_SHARE, WIDEST_COLUMNS / step) / max(len(standing), 1)
    for index, series in enumerate(standing):
        offset = (index - (len(standing) - 1) / 2) * width
        add_columns(scene, panel=0, chart=chart, series=series, index=index, offset=offset, width=width)
        add_hidden(
            scene, panel=0, chart=chart, members=[series], step=step * width, offset=offset, width=width
        )
        if len(standing) == 1 and step >= 26:
            _column_texts(scene, chart, series)
    for series in chart.series:
        if series.role == "mean":
            add_line(scene, panel=0, chart=chart, series=series, index=0, dots="none")


def _column_texts(scene: Scene, chart: Chart, series: Series) -> None:
    """Write each figure over its column, where there is room."""
    places = positions(chart)
    for point in series.points:
        if point.value is not None:
            scene.labels.append(
                Label(0, places[point.x], point.value, point.text, dy=-9, colour=theme.TEXT, clears=True)
            )


def _end_labels(chart: Chart, *, is_compact: bool) -> list[tuple[Series, Point, str]]:
    """Give what stands at the right end: the last shown figure of each line, with its name if several."""
    named = [s for s in chart.series if s.role in {"main", "other", "muted"}] if chart.kind == "line" else []
    labels: list[tuple[Series, Point, str]] = []
    for series in named:
        shown = [point for point in series.points if point.value is not None]
        if shown:
            text = shown[-1].text if len(named) == 1 or is_compact else f"{series.name} {shown[-1].text}"
            labels.append((series, shown[-1], text))
    return labels


def _add_end_labels(scene: Scene, chart: Chart, drawn: list[tuple[Series, Point, str]], top: float) -> None:
    """Write the labels at the line ends, moved apart where lines end close to each other."""
    unit = top / PLOT_HEIGHT
    if len(drawn) == 1:
        scene.labels.append(_clear_end_label(scene, chart, *drawn[0]))
        return
    wanted = [(point.value or 0.0) / unit for _, point, _ in drawn]
    placed = spread(wanted, 16, 0, PLOT_HEIGHT)
    last = len(chart.x) - 0.5
    for (series, _point, text), pixels, ideal in zip(drawn, placed, wanted, strict=True):
        colour = style_of(series, chart.series.index(series))[0]
        scene.labels.append(
            Label(
                0,
                last,
                ideal * unit,
                text,
                "start",
                6,
                ideal - pixels,
                theme.TEXT_QUIET if series.role == "muted" else colour,
                END_SIZE,
                is_bold=series.role == "main",
                clears=True,
            )
        )


def _clear_end_label(scene: Scene, chart: Chart, series: Series, point: Point, text: str) -> Label:
    """Write the label of a single line where it ended, over or under what runs on beside it: a target, a mean
    or a limit goes on to the end of the last period."""
    x, value = positions(chart)[point.x], point.value or 0.0
    obstacles = Obstacles.of(scene, 0)
    across, down = obstacles.at(x, value)
    left, width = across + BESIDE_DOT, text_width(text, END_SIZE)
    boxes = [Box(left, down + dy - HALF_END, left + width, down + dy + HALF_END) for dy in END_PLACES]
    dy = END_PLACES[best_place(boxes, obstacles)]
    colour = style_of(series, chart.series.index(series))[0]
    return Label(
        0,
        x,
        value,
        text,
        "start",
        BESIDE_DOT,
        dy,
        colour,
        END_SIZE,
        is_bold=series.role == "main",
        clears=True,
    )
