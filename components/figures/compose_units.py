"""Layout of the unit dot plot: one row a unit, grouped by area, with target and base.

Owns that picture. Must not know plotly or SVG.
"""

from components import theme
from components.figures.chart import Chart, Point
from components.figures.scales import axis_text, text_width
from components.figures.scene import Dots, Label, Margin, Panel, Scene, Segment
from components.figures.strokes import COMPACT_BELOW, hover_of, value_axis

ROW_HEIGHT = 30
COMPACT_ROW_HEIGHT = 40
"""The base stands under the name instead of to the right."""

_AIR = 0.01
"""Room outside the axis, as a share of it, so that nothing at its ends is cut."""

_CAP = 0.16
"""Half the height of an interval's end, in rows."""


def compose_units(chart: Chart, *, width: int) -> Scene:
    """Lay out the rows in the order of the chart, with a heading where the group changes."""
    is_compact = width < COMPACT_BELOW
    points = chart.series[0].points
    rows = _rows(points)
    names = [text for text, _ in rows]
    bases = [point.base for point in points]
    left = 16 + round(max((text_width(name, 13) for name in names), default=0))
    right = 16 if is_compact else 24 + round(max((text_width(base, 12) for base in bases), default=0))
    height = (COMPACT_ROW_HEIGHT if is_compact else ROW_HEIGHT) * max(len(rows), 1)
    margin = Margin(left, right, 30 if chart.targets else 10, 30)
    top, ticks = value_axis(chart, whole=not is_compact)
    scene = Scene(width, height + margin.top + margin.bottom, margin, chart.title, chart.description)
    scene.panels.append(Panel((-_AIR * top, (1 + _AIR) * top), (-len(rows) + 0.5, 0.5), ticks, (), grid="x"))
    target = chart.targets[-1].value if chart.targets else None
    if target is not None:
        scene.segments.append(Segment(0, target, -len(rows) + 0.5, target, 0.5, theme.TARGET, 1.5, "dash"))
        text = f"mål {axis_text(target, chart.unit)}"
        scene.labels.append(Label(0, target, 0.5, text, dy=-12, colour=theme.TEXT))
    start = target if target is not None else 0.0 if chart.unit != "percent" else None
    for row, (name, point) in enumerate(rows):
        y = float(-row)
        if point is None:
            scene.labels.append(Label(0, 0.0, y, name, "start", -left, 3, theme.TEXT_QUIET, 12, is_bold=True))
        else:
            _names(scene, point, y=y, top=top, left=left, is_compact=is_compact)
            _row(scene, point, y=y, start=start)
    _dots(scene, rows)
    return scene


def _rows(points: tuple[Point, ...]) -> list[tuple[str, Point | None]]:
    """Give each row's text and point; a heading has none."""
    rows: list[tuple[str, Point | None]] = []
    group = ""
    for point in points:
        if point.group != group:
            group = point.group
            rows.append((group, None))
        rows.append((point.label, point))
    return rows


def _names(scene: Scene, point: Point, *, y: float, top: float, left: int, is_compact: bool) -> None:
    """Write the name of a unit to the left and its base to the right, or under the name."""
    dy = -8 if is_compact and point.base else 0
    scene.labels.append(Label(0, 0.0, y, point.label, "start", -left, dy, theme.TEXT, 13))
    if point.base:
        x, dx, down = (0.0, -left, 9) if is_compact else (top, 14, 0)
        scene.labels.append(Label(0, x, y, point.base, "start", dx, down, theme.TEXT_QUIET, 12))


def _row(scene: Scene, point: Point, *, y: float, start: float | None) -> None:
    """Draw stem and interval of one unit, or its sign."""
    if point.value is None:
        scene.labels.append(Label(0, 0.0, y, point.text, "start", 6, 0, theme.TEXT_QUIET, 13, is_bold=True))
        return
    if start is not None:
        scene.segments.append(Segment(0, start, y, point.value, y, theme.GRID, 6.0))
    if point.low is not None and point.high is not None:
        scene.segments.append(Segment(0, point.low, y, point.high, y, theme.BLUE, 1.5))
        scene.segments += [
            Segment(0, end, y - _CAP, end, y + _CAP, theme.BLUE, 1.5) for end in (point.low, point.high)
        ]


def _dots(scene: Scene, rows: list[tuple[str, Point | None]]) -> None:
    shown = [
        (-float(row), point)
        for row, (_, point) in enumerate(rows)
        if point is not None and point.value is not None
    ]
    if shown:
        scene.dots.append(
            Dots(
                0,
                "",
                tuple(point.value for _, point in shown if point.value is not None),
                tuple(y for y, _ in shown),
                "circle",
                theme.BLUE,
                tuple(hover_of(point) for _, point in shown),
                tuple(point.is_open for _, point in shown),
                11.0,
            )
        )
