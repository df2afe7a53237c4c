"""Layout of the unit dot plot: one row a unit, grouped by area, with target and base.

Owns that picture. Must not know plotly or SVG.
"""

from components import theme
from components.figures.chart import Chart, Point
from components.figures.scales import axis_text, text_width
from components.figures.scene import Dots, Label, Margin, Panel, Scene, Segment
from components.figures.strokes import COMPACT_BELOW, hover_of, value_axis

ROW_HEIGHT = 30


def compose_units(chart: Chart, *, width: int) -> Scene:
    """Lay out the rows in the order of the chart, with a heading where the group changes."""
    is_compact = width < COMPACT_BELOW
    points = chart.series[0].points
    rows = _rows(points)
    names = [text for text, _ in rows]
    bases = [point.base for point in points]
    left = 16 + round(max((text_width(name, 13) for name in names), default=0))
    right = 16 if is_compact else 24 + round(max((text_width(base, 12) for base in bases), default=0))
    height = ROW_HEIGHT * max(len(rows), 1)
    margin = Margin(left, right, 30 if chart.targets else 10, 30)
    top, ticks = value_axis(chart, whole=not is_compact)
    scene = Scene(width, height + margin.top + margin.bottom, margin, chart.title, chart.description)
    scene.panels.append(Panel((0.0, top), (-len(rows) + 0.5, 0.5), ticks, (), grid="x"))
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
            scene.labels.append(Label(0, 0.0, y, name, "start", -left, 0, theme.TEXT, 13))
            _row(scene, point, y=y, start=start, top=top, has_base=not is_compact)
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


def _row(scene: Scene, point: Point, *, y: float, start: float | None, top: float, has_base: bool) -> None:
    """Draw stem, interval and base of one unit, or its sign."""
    if point.value is None:
        scene.labels.append(Label(0, 0.0, y, point.text, "start", 6, 0, theme.TEXT_QUIET, 13, is_bold=True))
        return
    if start is not None:
        scene.segments.append(Segment(0, start, y, point.value, y, theme.HATCH, 2.0))
    if point.low is not None and point.high is not None:
        scene.segments.append(Segment(0, point.low, y, point.high, y, theme.BLUE, 1.5))
    if has_base and point.base:
        scene.labels.append(Label(0, top, y, point.base, "start", 14, 0, theme.TEXT_QUIET, 12))


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
