"""Layout of small multiples: one small picture a series, all with the same axes.

Owns the grid of panels. Must not know plotly or SVG.
"""

from math import ceil

from components import theme
from components.figures.chart import Chart, Series
from components.figures.scales import text_width, year_ticks
from components.figures.scene import Label, Margin, Panel, Scene
from components.figures.strokes import (
    COMPACT_BELOW,
    add_columns,
    add_hidden,
    add_line,
    add_targets,
    positions,
    value_axis,
)

PANEL_HEIGHT = 104
ROW_GAP = 62
"""Pixels between two rows: axis texts of the upper, heading of the lower."""

COLUMN_GAP = 22


def compose_panels(chart: Chart, *, width: int) -> Scene:
    """Lay out a grid of panels; a muted series is drawn pale in every panel, for comparison."""
    own = [series for series in chart.series if series.role != "muted"]
    muted = [series for series in chart.series if series.role == "muted"]
    columns = 2 if width < COMPACT_BELOW else 3
    rows = max(ceil(len(own) / columns), 1)
    top, y_ticks = value_axis(chart, whole=False)
    margin = Margin(14 + round(max(text_width(text, 12) for _, text in y_ticks)), 12, 30, 28)
    inner_width, inner_height = width - margin.left - margin.right, rows * PANEL_HEIGHT + (rows - 1) * ROW_GAP
    scene = Scene(width, inner_height + margin.top + margin.bottom, margin, chart.title, chart.description)
    panel_width = (inner_width - (columns - 1) * COLUMN_GAP) / columns
    ticks = year_ticks([identity for identity, _ in chart.x])
    step = panel_width / max(len(chart.x), 1)
    for index, series in enumerate(own):
        row, column = divmod(index, columns)
        above = 1 - row * (PANEL_HEIGHT + ROW_GAP) / inner_height
        left = column * (panel_width + COLUMN_GAP) / inner_width
        scene.panels.append(
            Panel(
                (-0.5, len(chart.x) - 0.5),
                (0.0, top),
                ticks,
                y_ticks if column == 0 else tuple((value, "") for value, _ in y_ticks),
                left,
                left + panel_width / inner_width,
                max(above - PANEL_HEIGHT / inner_height, 0.0),
                above,
            )
        )
        _fill(scene, chart, panel=index, series=series, muted=muted, step=step)
    return scene


def _fill(
    scene: Scene, chart: Chart, *, panel: int, series: Series, muted: list[Series], step: float
) -> None:
    """Draw one series in its panel, with its name to the left and its last figure to the right of the heading."""
    for other in muted:
        add_line(scene, panel=panel, chart=chart, series=other, index=0, has_dots=False)
    if chart.unit == "count":
        add_columns(scene, panel=panel, chart=chart, series=series, index=0, offset=0.0, width=0.8)
    else:
        add_line(scene, panel=panel, chart=chart, series=series, index=0)
    add_hidden(scene, panel=panel, chart=chart, members=[series], step=step, offset=0.0, width=0.8)
    add_targets(scene, panel=panel, chart=chart, has_text=False)
    top = scene.panels[panel].y_range[1]
    places = positions(chart)
    last = max(series.points, key=lambda point: places[point.x], default=None)
    scene.labels.append(Label(panel, -0.5, top, series.name, "start", 0, -16, theme.TEXT, 13, is_bold=True))
    if last is not None:
        scene.labels.append(
            Label(panel, len(chart.x) - 0.5, top, last.text, "end", 0, -16, theme.BLUE, 13, is_bold=True)
        )
