"""From scene to plotly.

Owns the translation into plotly's words. Must not decide anything about the picture: that is compose.py's.
Figures are plain dicts, which is fast; `figure` wraps one for who needs the object.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from components import theme
from components.figures.chart import Chart
from components.figures.compose import compose
from components.figures.scene import Bars, Dots, Label, Panel, Polyline, Scene, Segment

_CLEARED = "rgba(255,255,255,0.8)"
"""Behind a text that lines may run through."""

_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def figure(chart: Chart) -> go.Figure:
    """Draw the chart as a plotly figure object, validated by plotly."""
    return go.Figure(figure_dict(chart))


def figure_dict(chart: Chart) -> dict[str, Any]:
    """Draw the chart as the plain dict that dcc.Graph and a callback may carry."""
    scene = compose(chart)
    return {"data": _traces(scene), "layout": _layout(scene)}


def _traces(scene: Scene) -> list[dict[str, Any]]:
    traces = [_bars(bars) for bars in scene.bars] + [_line(line) for line in scene.lines]
    return traces + [_dots(dots) for dots in scene.dots]


def _short(values: Sequence[float | None]) -> list[float | None]:
    """Round what is drawn to a hundredth of a per cent: no pixel moves, and the answer is half the size."""
    return [None if value is None else round(value, 4) for value in values]


def _axes_of(panel: int) -> dict[str, str]:
    number = "" if panel == 0 else str(panel + 1)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _bars(bars: Bars) -> dict[str, Any]:
    marker: dict[str, Any] = {"color": bars.colour, "line": {"width": 0}}
    if bars.hatched:
        marker = {
            "color": theme.WHITE,
            "line": {"width": 1, "color": bars.colour},
            "pattern": {
                "shape": "/",
                "fgcolor": bars.colour,
                "bgcolor": theme.WHITE,
                "size": 6,
                "solidity": 0.3,
            },
        }
    return {
        "type": "bar",
        "name": bars.name,
        "x": _short(bars.xs),
        "y": _short(bars.heights),
        "width": _short(bars.widths),
        "marker": marker,
        "hovertext": list(bars.hovers),
        "hoverinfo": "text",
        "showlegend": False,
        **_axes_of(bars.panel),
    }


def _line(line: Polyline) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "x": _short(line.xs),
        "y": _short(line.ys),
        "line": {"color": line.colour, "dash": line.dash, "width": line.width},
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        **_axes_of(line.panel),
    }


def _dots(dots: Dots) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": dots.name,
        "x": _short(dots.xs),
        "y": _short(dots.ys),
        "marker": {
            "symbol": dots.symbol,
            "size": dots.size,
            "color": [theme.WHITE if is_open else dots.colour for is_open in dots.is_open],
            "line": {"color": dots.colour, "width": 2},
        },
        "cliponaxis": False,
        "hovertext": list(dots.hovers),
        "hoverinfo": "text",
        "showlegend": False,
        **_axes_of(dots.panel),
    }


def _layout(scene: Scene) -> dict[str, Any]:
    margin = scene.margin
    layout: dict[str, Any] = {
        "template": theme.TEMPLATE,
        "height": scene.height,
        "autosize": True,
        "margin": {"l": margin.left, "r": margin.right, "t": margin.top, "b": margin.bottom, "pad": 0},
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "shapes": [_band(scene, index) for index in range(len(scene.bands))]
        + [_shape(s) for s in scene.segments],
        "annotations": [_annotation(label) for label in scene.labels],
    }
    for index, panel in enumerate(scene.panels):
        number = "" if index == 0 else str(index + 1)
        layout[f"xaxis{number}"] = _x_axis(panel, number)
        layout[f"yaxis{number}"] = _y_axis(panel, number)
    return layout


def _x_axis(panel: Panel, number: str) -> dict[str, Any]:
    return {
        "range": list(panel.x_range),
        "domain": [panel.left, panel.right],
        "anchor": f"y{number}",
        "showgrid": panel.grid == "x",
        **_axis([tick for tick, _ in panel.x_ticks], [text for _, text in panel.x_ticks]),
        "showline": panel.grid == "y" and bool(panel.y_ticks),
        "ticks": "outside" if panel.grid == "y" and panel.x_ticks else "",
    }


def _y_axis(panel: Panel, number: str) -> dict[str, Any]:
    return {
        "range": list(panel.y_range),
        "domain": [panel.bottom, panel.top],
        "anchor": f"x{number}",
        "showgrid": panel.grid == "y",
        **_axis([tick for tick, _ in panel.y_ticks], [text for _, text in panel.y_ticks]),
        "showline": False,
        "ticks": "",
    }


def _axis(values: list[float], texts: list[str]) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": texts,
        "tickangle": 0,
        "tickfont": {"size": theme.FONT_SIZE_SMALL, "color": theme.TEXT_QUIET},
        "ticklen": 5,
        "tickcolor": theme.HATCH,
        "linecolor": theme.HATCH,
        "gridcolor": theme.GRID,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }


def _references(panel: int) -> dict[str, str]:
    axes = _axes_of(panel)
    return {"xref": axes["xaxis"], "yref": axes["yaxis"]}


def _band(scene: Scene, index: int) -> dict[str, Any]:
    band = scene.bands[index]
    low, high = scene.panels[band.panel].y_range
    return {
        "type": "rect",
        "layer": "below",
        "x0": band.x_from,
        "x1": band.x_to,
        "y0": low,
        "y1": high,
        "fillcolor": band.colour,
        "line": {"width": 0},
        **_references(band.panel),
    }


def _shape(segment: Segment) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "between",
        "x0": segment.x_from,
        "x1": segment.x_to,
        "y0": segment.y_from,
        "y1": segment.y_to,
        "line": {"color": segment.colour, "width": segment.width, "dash": segment.dash},
        **_references(segment.panel),
    }


def _annotation(label: Label) -> dict[str, Any]:
    annotation: dict[str, Any] = {
        "text": f"<b>{escape(label.text)}</b>" if label.is_bold else escape(label.text),
        "x": label.x,
        "y": label.y,
        "xanchor": _ANCHORS[label.anchor],
        "yanchor": "middle",
        "xshift": label.dx,
        "yshift": -label.dy,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": label.size, "color": label.colour or theme.TEXT},
        **_references(label.panel),
    }
    if label.clears:
        annotation["bgcolor"] = _CLEARED
    if label.is_boxed:
        annotation |= {"bgcolor": theme.WHITE, "bordercolor": theme.TEXT_QUIET, "borderpad": 2}
    return annotation
