"""Layout of two measures side by side, one row a unit: a shape for each, a line between them.

Owns that picture. Must not know plotly or SVG.
"""

from collections.abc import Sequence

from components import theme
from components.figures.chart import Chart, Point
from components.figures.scales import text_width
from components.figures.scene import Dots, Label, Margin, Panel, Scene, Segment
from components.figures.strokes import COMPACT_BELOW, hover_of, style_of, value_axis

ROW_HEIGHT = 32
COMPACT_ROW_HEIGHT = 46
"""Name and figures stand over the line of the dots, which has the whole width."""

OVER = -16
"""How far over it, in pixels down."""

COLUMN_GAP = 14
_AIR = 0.012
"""Room outside the axis, as a share of it, so that nothing at its ends is cut."""

Row = tuple[str, Sequence[Point | None]]
"""The text of a row and its point in each series; a heading has none."""


def compose_pairs(chart: Chart, *, width: int) -> Scene:
    """Lay out the rows in the order of the x axis, with a heading where the group changes.

    Every figure is written too, so that one that is not shown has its sign at its place.
    """
    is_compact = width < COMPACT_BELOW
    rows = _rows(chart)
    widths = [_text_width(chart, index) for index in range(len(chart.series))]
    left = 14 if is_compact else 16 + round(max((text_width(name, 13) for name, _ in rows), default=0))
    right = 16 if is_compact else 10 + round(sum(widths) + COLUMN_GAP * len(widths))
    height = (COMPACT_ROW_HEIGHT if is_compact else ROW_HEIGHT) * max(len(rows), 1)
    margin = Margin(left, right, 10, 30)
    top, ticks = value_axis(chart, whole=not is_compact)
    scene = Scene(width, height + margin.top + margin.bottom, margin, chart.title, chart.description)
    scene.panels.append(Panel((-_AIR * top, (1 + _AIR) * top), (-len(rows) + 0.5, 0.5), ticks, (), grid="x"))
    for row, (name, points) in enumerate(rows):
        y = float(-row)
        if not points:
            scene.labels.append(Label(0, 0.0, y, name, "start", -left, 3, theme.TEXT_QUIET, 12, is_bold=True))
            continue
        values = [point.value for point in points if point is not None and point.value is not None]
        if len(values) > 1:
            scene.segments.append(Segment(0, min(values), y, max(values), y, theme.HATCH, 2.0))
        lift = OVER if is_compact else 0
        scene.labels.append(Label(0, 0.0, y, name, "start", -left, lift, theme.TEXT, 13))
        _texts(scene, chart, points, y=y, widths=widths, is_compact=is_compact)
    _dots(scene, chart, rows)
    return scene


def _rows(chart: Chart) -> list[Row]:
    by_series = [{point.x: point for point in series.points} for series in chart.series]
    rows: list[Row] = []
    group = ""
    for identity, label in chart.x:
        points = [points.get(identity) for points in by_series]
        here = next((point.group for point in points if point is not None), "")
        if here != group:
            group = here
            rows.append((group, ()))
        rows.append((label, points))
    return rows


def _texts(
    scene: Scene,
    chart: Chart,
    points: Sequence[Point | None],
    *,
    y: float,
    widths: Sequence[float],
    is_compact: bool,
) -> None:
    """Write each figure in the colour of its series, in columns that end at the right edge."""
    _, end = scene.panels[0].x_range
    last = 12.0 if is_compact else scene.margin.right - 4.0
    for index, point in enumerate(points):
        if point is not None:
            dx = last - sum(room + COLUMN_GAP for room in widths[index + 1 :])
            colour = style_of(chart.series[index], index)[0]
            dy = OVER if is_compact else 0
            scene.labels.append(Label(0, end, y, point.text, "end", dx, dy, colour, 13, is_bold=True))


def _text_width(chart: Chart, index: int) -> float:
    return max((text_width(point.text, 14) for point in chart.series[index].points), default=0.0)


def _dots(scene: Scene, chart: Chart, rows: Sequence[Row]) -> None:
    for index, series in enumerate(chart.series):
        colour, _, symbol = style_of(series, index)
        shown = [
            (float(-row), point)
            for row, (_, points) in enumerate(rows)
            if points and (point := points[index]) is not None and point.value is not None
        ]
        if shown:
            scene.dots.append(
                Dots(
                    0,
                    series.name,
                    tuple(point.value for _, point in shown if point.value is not None),
                    tuple(y for y, _ in shown),
                    symbol,
                    colour,
                    tuple(f"{series.name}, {hover_of(point)}" for _, point in shown),
                    (False,) * len(shown),
                    11.0,
                )
            )
