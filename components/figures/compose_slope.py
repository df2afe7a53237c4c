"""Layout of a slope: two periods, one line a unit, names at both ends.

Owns that picture. Must not know plotly or SVG.
"""

from dataclasses import replace

from components import theme
from components.figures.chart import Chart, Series
from components.figures.scales import shortened, spread, text_width
from components.figures.scene import Label, Margin, Panel, Scene
from components.figures.strokes import COMPACT_BELOW, add_line, value_axis

ROW_HEIGHT = 26

COMPACT_NAME = 112
"""Pixels for a name in a narrow picture, where names stand at the later end alone and lines need room too."""


def compose_slope(chart: Chart, *, width: int) -> Scene:
    """Lay out two periods side by side. A series without a figure at one end has no line, only a dot."""
    top, _ = value_axis(chart)
    is_compact = width < COMPACT_BELOW
    height = max(240, ROW_HEIGHT * len(chart.series))
    left, right = (_side(chart, end, is_compact=is_compact) for end in (0, 1))
    margin = Margin(left, right, 34, 10)
    scene = Scene(width, height + margin.top + margin.bottom, margin, chart.title, chart.description)
    scene.panels.append(Panel((0.0, 1.0), (0.0, top)))
    for end, (_, label) in enumerate(chart.x[:2]):
        scene.labels.append(
            Label(0, end, top, label, "end" if end else "start", 0, -20, theme.TEXT, 13, is_bold=True)
        )
    # Names at both ends tell the lines apart, so colour is free to lift the main one, drawn last.
    for series in sorted(chart.series, key=lambda item: item.role == "main"):
        drawn = series if series.role == "main" else replace(series, role="muted")
        add_line(scene, panel=0, chart=chart, series=drawn, index=0)
    for end in (0, 1):
        _ends(scene, chart, end=end, top=top, height=height, is_compact=is_compact)
    return scene


def _ends(scene: Scene, chart: Chart, *, end: int, top: float, height: int, is_compact: bool) -> None:
    unit = top / height
    found = [(series, series.points[end].value) for series in chart.series]
    present = [(series, value) for series, value in found if value is not None]
    wanted = [value / unit for _, value in present]
    for (series, value), ideal, pixels in zip(present, wanted, spread(wanted, 15, 0, height), strict=True):
        text = _text(series, end, is_compact=is_compact)
        anchor, dx = ("start", 10) if end else ("end", -10)
        is_main = series.role == "main"
        colour = theme.BLUE if is_main else theme.TEXT
        scene.labels.append(
            Label(0, end, value, text, anchor, dx, ideal - pixels, colour, 12, is_bold=is_main)
        )


def _side(chart: Chart, end: int, *, is_compact: bool) -> int:
    """Give the room for the names at one end."""
    texts = [_text(series, end, is_compact=is_compact) for series in chart.series]
    return 20 + round(max((text_width(text, 12) for text in texts), default=0))


def _text(series: Series, end: int, *, is_compact: bool) -> str:
    point = series.points[end]
    if not is_compact:
        return f"{series.name} {point.text}"
    return f"{shortened(series.name, size=12, room=COMPACT_NAME)} {point.text}" if end else point.text
