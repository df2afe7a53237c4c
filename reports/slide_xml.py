"""What the slide library cannot write of a chart: lines over columns, and lines from events to the axis.

Owns: those elements of the chart format, in the order the format wants. Must not know: colours' meaning, what
a report says.
"""

from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.series import LineSeries
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from components import theme


def child(parent: Any, name: str, **attributes: str) -> Any:
    """Add an element under another, and give it."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(key, value)
    parent.append(element)
    return element


def lines_over_columns(native: NativeChart) -> None:
    """Turn every series of a column chart but the first into a line over the columns, on the same axes."""
    area = native._chartSpace.chart.plotArea
    columns = area.find(qn("c:barChart"))
    lines = OxmlElement("c:lineChart")
    child(lines, "c:grouping", val="standard")
    child(lines, "c:varyColors", val="0")
    for series in columns.findall(qn("c:ser"))[1:]:
        columns.remove(series)
        inverted = series.find(qn("c:invertIfNegative"))  # a line knows of no such thing
        if inverted is not None:
            series.remove(inverted)
        lines.append(series)
    child(lines, "c:marker", val="1")
    for axis in columns.findall(qn("c:axId")):
        child(lines, "c:axId", val=axis.get("val"))
    columns.addnext(lines)


def white_ground(labels: Any, *, after: str) -> None:
    """Let a label, or all of them, stand on white, clear of the lines behind; `after` names the element that
    the format wants before."""
    ground = OxmlElement("c:spPr")
    child(child(ground, "a:solidFill"), "a:srgbClr", val=theme.WHITE.lstrip("#"))
    labels.find(qn(after)).addnext(ground)


def event_lines(series: LineSeries) -> None:
    """Draw a dotted line from each point of the series down to the axis."""
    element = series._element
    bars = OxmlElement("c:errBars")
    child(bars, "c:errDir", val="y")
    child(bars, "c:errBarType", val="minus")
    child(bars, "c:errValType", val="percentage")
    child(bars, "c:noEndCap", val="1")
    child(bars, "c:val", val="100")
    line = child(child(bars, "c:spPr"), "a:ln", w=str(Pt(1)))
    child(child(line, "a:solidFill"), "a:srgbClr", val=theme.TEXT_QUIET.lstrip("#"))
    child(line, "a:prstDash", val="sysDot")
    following = element.find(qn("c:cat"))
    following.addprevious(bars)
