"""A chart of the report as a native chart of a slide: its figures can be opened and changed.

Owns: how lines, columns, targets, ordinary variation, events and hidden figures look in a native chart. Must
not know: what a report says, nor which figures belong to a track (`native.py`). A hidden figure is a gap.
"""

from typing import Any, cast

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import ChartData
from pptx.chart.datalabel import DataLabel
from pptx.chart.plot import BarPlot, _BasePlot
from pptx.chart.series import BarSeries, LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from components import theme
from components.figures.chart import Chart
from reports.charts import event_numbers
from reports.native import Axis, Track, axis, categories, is_label_below, tracks
from reports.slide_parts import FONT, LANGUAGE, SMALL, Box, rgb, set_description
from reports.slide_xml import event_lines, lines_over_columns, white_ground

FORMATS = {"percent": "0 %", "days": "General", "positions": "General"}
"""How a number is written, by the unit of the chart; whole numbers otherwise."""
YES_OR_NO = '"ja";;"nej"'
TEXT_SHARE = 0.12
"""How much of the axis a text over a line takes."""
NO_NUMBERS = ";;;"
"""The format of numbers that are not to be written."""
SIGNAL_MARKERS = {
    "better": XL_MARKER_STYLE.DIAMOND,
    "worse": XL_MARKER_STYLE.SQUARE,
    "change": XL_MARKER_STYLE.TRIANGLE,
}
_LINES = {
    "mean": (theme.NAVY, 2.25, None),
    "centre": (theme.GREY, 1.25, None),
    "limit": (theme.GREY, 1.25, MSO_LINE.SQUARE_DOT),
    "target": (theme.TARGET, 1.75, MSO_LINE.DASH),
}
"""Colour, width in points and dash of what lies over the figures."""


def add_chart(slide: Slide, chart: Chart, box: Box, *, caption: str) -> None:
    """Add the chart, with its description as alternative text."""
    is_line = chart.kind == "line"
    kind = XL_CHART_TYPE.LINE_MARKERS if is_line else XL_CHART_TYPE.COLUMN_CLUSTERED
    found = tracks(chart, caption=caption)
    data = ChartData(number_format=_number_format(chart))
    data.categories = categories(chart)
    for track in found:
        data.add_series(track.name, track.values)
    frame = cast(GraphicFrame, slide.shapes.add_chart(kind, *box.measures, data))
    set_description(frame, chart.description)
    native = frame.chart
    native.font.size, native.font.name = Pt(SMALL), FONT
    native.font._rPr.set("lang", LANGUAGE)  # no public way to the language
    native.has_title = False
    if not is_line and len(found) > 1:
        lines_over_columns(native)
    _axes(native, chart, axis(chart))
    every = [series for plot in _plots(native) for series in plot.series]
    for series, track in zip(every, found, strict=True):
        if isinstance(series, BarSeries):
            _columns(series)
        elif isinstance(series, LineSeries):
            _line(series, track, chart)
    if not is_line:
        _label_columns(native, chart)
    native.has_legend = False  # what each line is stands beside it or under the chart


def _number_format(chart: Chart) -> str:
    return YES_OR_NO if chart.unit == "yes_no" else FORMATS.get(chart.unit, "0")


def _axes(native: NativeChart, chart: Chart, values_axis: Axis) -> None:
    values = native.value_axis
    values.minimum_scale, values.maximum_scale = 0, values_axis.top
    values.major_unit = values_axis.step
    values.tick_labels.number_format = _number_format(chart) if values_axis.has_numbers else NO_NUMBERS
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = rgb(theme.GRID)
    values.format.line.fill.background()
    native.category_axis.format.line.color.rgb = rgb(theme.HATCH)
    native.category_axis.has_major_gridlines = False


def _line(series: LineSeries, track: Track, chart: Chart) -> None:
    series.smooth = False
    if track.role == "events":
        _events(series, chart)
    elif track.role == "main":
        _main(series, chart)
    else:
        colour, width, dash = _LINES[track.role]
        series.format.line.color.rgb, series.format.line.width = rgb(colour), Pt(width)
        if dash is not None:
            series.format.line.dash_style = dash
        series.marker.style = XL_MARKER_STYLE.NONE
        if track.role == "target":
            _name_target(series, track, chart)


def _name_target(series: LineSeries, track: Track, chart: Chart) -> None:
    """Write the target over its line, where the fewest things are in the way."""
    held = [place for place, value in enumerate(track.values) if value is not None]
    label = series.points[min(held, key=lambda place: _in_the_way(chart, track, place))].data_label
    _write_label(label, track.short)
    label.position = XL_LABEL_POSITION.ABOVE
    white_ground(label._get_or_add_dLbl(), after="c:tx")


def _in_the_way(chart: Chart, track: Track, place: int) -> int:
    """How much a text over a target would stand on: the line of an event, the figures, limits."""
    identity = chart.x[place][0]
    target, room = track.values[place] or 0.0, TEXT_SHARE * axis(chart).top
    heights = [point.value for point in chart.series[0].points if point.x == identity]
    heights += [
        height for limit in chart.limits if limit.x == identity for height in (limit.lower, limit.upper)
    ]
    near = sum(-room / 3 <= height - target < room for height in heights if height is not None)
    return (identity in event_numbers(chart)) + near


def _main(series: LineSeries, chart: Chart) -> None:
    """The figures: a line with round markers, others where a figure stands out, and the last one in words."""
    colour = rgb(theme.BLUE)
    series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    _fill_marker(series.marker, theme.BLUE)
    by_x = {point.x: point for point in chart.series[0].points}
    for place, (identity, _) in enumerate(chart.x):
        signal = by_x[identity].signal if identity in by_x else ""
        if signal:
            marker = series.points[place].marker
            marker.style, marker.size = SIGNAL_MARKERS[signal], 10
            _fill_marker(marker, theme.SIGNAL_STYLES[signal][0])
    shown = [number for number, value in enumerate(series.values) if value is not None]
    if shown:
        label = series.points[shown[-1]].data_label
        label.position = XL_LABEL_POSITION.BELOW if is_label_below(chart) else XL_LABEL_POSITION.ABOVE
        label.font.size, label.font.bold = Pt(14), True
        label.font.color.rgb = colour
        _show_value(label)


def _fill_marker(marker: Any, colour: str) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)
    marker.format.line.color.rgb = rgb(colour)


def _events(series: LineSeries, chart: Chart) -> None:
    """The numbers of the events, each over a dotted line; what joins them is not drawn."""
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.NONE
    numbers = event_numbers(chart)
    for place, (identity, _) in enumerate(chart.x):
        if identity in numbers:
            label = series.points[place].data_label
            _write_label(label, numbers[identity], is_bold=True)
            label.position = XL_LABEL_POSITION.ABOVE
    event_lines(series)


def _write_label(label: DataLabel, text: str, *, is_bold: bool = False) -> None:
    """Write words of its own at one point."""
    label.text_frame.text = text
    run = label.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(SMALL), is_bold
    run._r.get_or_add_rPr().set("lang", LANGUAGE)  # no public way to the language


def _columns(series: BarSeries) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(theme.BLUE)
    series.invert_if_negative = False


def _label_columns(native: NativeChart, chart: Chart) -> None:
    """Set the columns close, and write each figure over its column."""
    plot = _plots(native)[0]
    if isinstance(plot, BarPlot):
        plot.gap_width = 60
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.font.size = Pt(SMALL)
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _number_format(chart), False
    white_ground(labels._element, after="c:numFmt")


def _plots(native: NativeChart) -> list[_BasePlot]:
    """The plots of the chart, with the type that the library's own annotation misses."""
    return [cast(_BasePlot, plot) for plot in native.plots]


def _show_value(label: DataLabel) -> None:
    """Let the label of one point show its value: the library sets only text of its own."""
    element = label._get_or_add_dLbl()
    for name, value in (("showVal", "1"), ("showLegendKey", "0"), ("showCatName", "0"), ("showSerName", "0")):
        found = element.find(qn(f"c:{name}"))
        if found is not None:
            found.set("val", value)
