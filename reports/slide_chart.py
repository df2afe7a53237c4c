"""A chart of the report as a native chart of a slide: its figures can be opened and changed.

Owns: how lines, columns, targets, events and hidden figures are told by a native chart. Must not know: what a
report says. A hidden figure is a gap, and its sign stands in the name of its period.
"""

from typing import cast

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import ChartData
from pptx.chart.datalabel import DataLabel
from pptx.chart.plot import BarPlot, _BasePlot
from pptx.chart.series import BarSeries, LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from components import theme
from components.figures.chart import Chart
from components.figures.points import day_of
from components.figures.scales import axis_text
from components.formats import MARKS, period_short
from reports.charts import event_numbers
from reports.slide_parts import FONT, LANGUAGE, SMALL, Box, rgb, set_description

EVENTS = "Händelser (nummer)"
FORMATS = {"percent": "0 %", "days": "General", "positions": "General"}
"""How a number is written, by the unit of the chart; whole numbers otherwise."""
YES_OR_NO = '"ja";;"nej"'
HIGH_UP = 0.8
"""A figure above this share of the axis has its label under it, clear of the numbers of the events."""


def add_chart(slide: Slide, chart: Chart, box: Box, *, caption: str) -> None:
    """Add the chart, with its description as alternative text."""
    is_line = chart.kind == "line"
    kind = XL_CHART_TYPE.LINE_MARKERS if is_line else XL_CHART_TYPE.COLUMN_CLUSTERED
    data = chart_data(chart, caption=caption)
    frame = cast(GraphicFrame, slide.shapes.add_chart(kind, *box.measures, data))
    set_description(frame, chart.description)
    native = frame.chart
    native.font.size, native.font.name = Pt(SMALL), FONT
    native.font._rPr.set("lang", LANGUAGE)  # no public way to the language
    native.has_title = False
    _axes(native, chart)
    for series in _plot(native).series:
        if isinstance(series, LineSeries):
            _line(series, chart, caption=caption)
        elif isinstance(series, BarSeries):
            _columns(series)
    if not is_line:
        _label_columns(native, chart)
    _legend(native)


def chart_data(chart: Chart, *, caption: str) -> ChartData:
    """The figures: the main series, each target, the places of the events; hidden figures left empty."""
    data = ChartData(number_format=FORMATS.get(chart.unit, "0"))
    points = {point.x: point for point in chart.series[0].points}
    for identity, _ in chart.x:
        name = period_short(chart.period_kind, day_of(identity))
        mark = points[identity].mark if identity in points else "not_applicable"
        data.add_category(f"{name} {MARKS[mark]}" if mark in MARKS else name)
    data.add_series(caption, [points[x].value if x in points else None for x, _ in chart.x])
    if chart.kind == "line":
        for step in chart.targets:
            held = [step.value if step.x_from <= x <= step.x_to else None for x, _ in chart.x]
            if any(value is not None for value in held):
                data.add_series(f"Mål {axis_text(step.value, chart.unit)}", held)
        if chart.events:
            numbers = event_numbers(chart)
            data.add_series(EVENTS, [_height(chart) if x in numbers else None for x, _ in chart.x])
    return data


def _height(chart: Chart) -> float:
    """Where the numbers of the events stand: at the top."""
    if chart.unit == "percent":
        return 1.0
    return (
        max((point.value for point in chart.series[0].points if point.value is not None), default=1.0) * 1.2
    )


def _axes(native: NativeChart, chart: Chart) -> None:
    values = native.value_axis
    values.minimum_scale = 0
    if chart.unit == "percent":
        values.maximum_scale = 1.05 if chart.events else 1.0
        values.major_unit = 0.2
    if chart.unit == "yes_no":
        values.maximum_scale, values.major_unit = 1, 1
    values.tick_labels.number_format = (
        '"ja";;"nej"' if chart.unit == "yes_no" else FORMATS.get(chart.unit, "0")
    )
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = rgb(theme.GRID)
    values.format.line.fill.background()
    native.category_axis.format.line.color.rgb = rgb(theme.HATCH)
    native.category_axis.has_major_gridlines = False


def _line(series: LineSeries, chart: Chart, *, caption: str) -> None:
    series.smooth = False
    if series.name == EVENTS:
        _events(series, chart)
        return
    is_target = series.name != caption
    colour = rgb(theme.TARGET if is_target else theme.BLUE)
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(1.5 if is_target else 2.5)
    if is_target:
        series.format.line.dash_style = MSO_LINE.DASH
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour
    shown = [number for number, value in enumerate(series.values) if value is not None]
    if shown:
        last = series.values[shown[-1]] or 0.0
        label = series.points[shown[-1]].data_label
        is_high = last > HIGH_UP * _height(chart)
        label.position = XL_LABEL_POSITION.BELOW if is_high else XL_LABEL_POSITION.ABOVE
        label.font.size, label.font.bold = Pt(14), True
        label.font.color.rgb = colour
        _show_value(label)


def _events(series: LineSeries, chart: Chart) -> None:
    """Write the numbers of the events; the line that carries them is not drawn."""
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.NONE
    numbers = event_numbers(chart)
    for place, (identity, _) in enumerate(chart.x):
        if identity in numbers:
            label = series.points[place].data_label
            label.text_frame.text = numbers[identity]
            label.position = XL_LABEL_POSITION.CENTER
            run = label.text_frame.paragraphs[0].runs[0]
            run.font.size, run.font.bold = Pt(SMALL), True
            run._r.get_or_add_rPr().set("lang", LANGUAGE)  # no public way to the language


def _columns(series: BarSeries) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(theme.BLUE)
    series.invert_if_negative = False


def _label_columns(native: NativeChart, chart: Chart) -> None:
    """Set the columns close, and write each figure over its column."""
    plot = _plot(native)
    if isinstance(plot, BarPlot):
        plot.gap_width = 60
    if chart.unit == "yes_no":
        return
    plot.has_data_labels = True
    plot.data_labels.show_value = True
    plot.data_labels.font.size = Pt(SMALL)
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _legend(native: NativeChart) -> None:
    """Name the lines where there are several; the numbers of the events speak for themselves."""
    series = list(native.series)
    native.has_legend = len(series) > 1
    if native.legend is None:
        return
    native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for number, one in enumerate(series):
        if one.name == EVENTS:
            entry, index, gone = (OxmlElement(name) for name in ("c:legendEntry", "c:idx", "c:delete"))
            index.set("val", str(number))
            gone.set("val", "1")
            entry.append(index)
            entry.append(gone)
            native.legend._element.find(qn("c:legendPos")).addnext(entry)  # no public way to hide one


def _plot(native: NativeChart) -> _BasePlot:
    """The one plot of the chart, with the type that the library's own annotation misses."""
    return cast(_BasePlot, native.plots[0])


def _show_value(label: DataLabel) -> None:
    """Let the label of one point show its value: the library sets only text of its own."""
    element = label._get_or_add_dLbl()
    for name, value in (("showVal", "1"), ("showLegendKey", "0"), ("showCatName", "0"), ("showSerName", "0")):
        found = element.find(qn(f"c:{name}"))
        if found is not None:
            found.set("val", value)
