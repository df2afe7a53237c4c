"""Layout of small multiples: one small picture a series, all with the same axes.

Owns the grid of panels. Must not know plotly or SVG.
"""

from math import ceil

from components import theme
from components.figures.chart import Chart, Series
from components.figures.overlays import add_targets
from components.figures.scales import shortened, text_width, year_ticks
from components.figures.scene import Label, Margin, Panel, Scene
from components.figures.strokes import (
    COMPACT_BELOW,
    add_columns,
    add_hidden,
    add_line,
    positions,
    value_axis,
)

PANEL_HEIGHT = 104
ROW_GAP = 62
"""Pixels between two rows: axis texts of the upper, heading of the lower."""

HEADING_ROW = 16
"""Pixels more where the heading needs a second row."""

COLUMN_GAP = 22
RIGHT_MARGIN = 12


def compose_panels(chart: Chart, *, width: int) -> Scene:
    """Lay out a grid of panels; a muted series is drawn pale in every panel, for comparison."""
    own = [series for series in chart.series if series.role != "muted"]
    muted = [series for series in chart.series if series.role == "muted"]
    columns = 2 if width < COMPACT_BELOW else 3
    rows = max(ceil(len(own) / columns), 1)
    top, y_ticks = value_axis(chart, whole=False)
    left_margin = 14 + round(max(text_width(text, 12) for _, text in y_ticks))
    inner_width = width - left_margin - RIGHT_MARGIN
    panel_width = (inner_width - (columns - 1) * COLUMN_GAP) / columns
    is_stacked = not all(_fits(series, panel_width) for series in own)
    gap = ROW_GAP + (HEADING_ROW if is_stacked else 0)
    margin = Margin(left_margin, RIGHT_MARGIN, 30 + gap - ROW_GAP, 28)
    inner_height = rows * PANEL_HEIGHT + (rows - 1) * gap
    scene = Scene(width, inner_height + margin.top + margin.bottom, margin, chart.title, chart.description)
    ticks = year_ticks([identity for identity, _ in chart.x])
    step = panel_width / max(len(chart.x), 1)
    for index, series in enumerate(own):
        row, column = divmod(index, columns)
        above = 1 - row * (PANEL_HEIGHT + gap) / inner_height
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
        _heading(scene, chart, panel=index, series=series, room=panel_width if is_stacked else None)
    return scene


def _fill(
    scene: Scene, chart: Chart, *, panel: int, series: Series, muted: list[Series], step: float
) -> None:
    """Draw one series in its panel, over the pale ones."""
    for other in muted:
        add_line(scene, panel=panel, chart=chart, series=other, index=0, dots="none")
    if chart.unit == "count":
        add_columns(scene, panel=panel, chart=chart, series=series, index=0, offset=0.0, width=0.8)
    else:
        add_line(scene, panel=panel, chart=chart, series=series, index=0, dots="few")
    add_hidden(scene, panel=panel, chart=chart, members=[series], step=step, offset=0.0, width=0.8)
    add_targets(scene, panel=panel, chart=chart, has_text=False)


def _fits(series: Series, room: float) -> bool:
    """Say whether name and longest figure stand beside each other over a panel."""
    longest = max((text_width(point.text, 14) for point in series.points), default=0.0)
    return text_width(series.name, 14) + longest + 8 <= room


def _heading(scene: Scene, chart: Chart, *, panel: int, series: Series, room: float | None) -> None:
    """Write name and last figure beside each other; over each other, cut to the room, where one is given."""
    left, right, top = -0.5, len(chart.x) - 0.5, scene.panels[panel].y_range[1]
    places = positions(chart)
    last = max(series.points, key=lambda point: places[point.x], default=None)
    name = series.name if room is None else shortened(series.name, size=14, room=room)
    above = -16 if room is None else -16 - HEADING_ROW
    scene.labels.append(Label(panel, left, top, name, "start", 0, above, theme.TEXT, 13, is_bold=True))
    if last is not None:
        x, anchor = (right, "end") if room is None else (left, "start")
        scene.labels.append(Label(panel, x, top, last.text, anchor, 0, -16, theme.BLUE, 13, is_bold=True))
