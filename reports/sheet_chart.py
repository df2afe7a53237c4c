"""Native charts of a workbook, drawn from a sheet of their own.

Owns: how lines, columns, targets, events and hidden figures are told by a native chart. Must not know: what a
report says. Excel draws a sign such as `..` as a zero, so the charts do not take their figures from the
tables: on the sheet with their data a hidden figure is an empty cell, a gap, with its sign beside it.
"""

from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.chart import Chart as NativeChart

from components import theme
from components.figures.chart import Chart, Point
from components.formats import MARKS
from reports.charts import event_numbers
from reports.model import Identity
from reports.native import Track, axis, categories, is_label_below, tracks
from reports.sheet import FONT, Sheet, Styles

SHEET = "Diagramdata"
EXPLANATION = "Siffrorna bakom diagrammen. En uppgift som inte visas är en tom cell med sitt tecken bredvid."
FIRST_ROW = 8
"""Room for the head of the sheet (from zero)."""
FIRST_TRACK = 2
"""The column of the first figures, after period and sign."""
SIZE = {"width": 940, "height": 360}
FORMATS = {"percent": "0 %", "days": "General", "positions": "General", "yes_no": '"ja";;"nej"'}
NO_NUMBERS = ";;;"
"""The format of numbers that are not to be written."""
LABEL_FONT = {"name": FONT, "size": 10, "color": theme.TEXT}
_LINES: Mapping[str, Mapping[str, object]] = {
    "mean": {"color": theme.NAVY, "width": 2},
    "centre": {"color": theme.GREY, "width": 1.25},
    "limit": {"color": theme.GREY, "width": 1.25, "dash_type": "square_dot"},
    "target": {"color": theme.TARGET, "width": 1.5, "dash_type": "dash"},
}
"""What lies over the figures."""


class ChartSheet:
    """Takes the charts of a workbook one by one, and writes their data on one sheet at the end."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._charts: list[tuple[int, Chart, tuple[Track, ...]]] = []
        self._row = FIRST_ROW

    def insert(self, sheet: Sheet, chart: Chart, *, caption: str) -> None:
        """Draw the chart at the next free row of a sheet."""
        first = self._row + 1
        found = tracks(chart, caption=caption)
        self._charts.append((self._row, chart, found))
        self._row += len(chart.x) + 3
        is_line = chart.kind == "line"
        native = self._native("line" if is_line else "column")
        native.add_series(_main(chart, found[0], first=first))
        over = native if is_line or len(found) == 1 else self._native("line")
        for number, track in enumerate(found[1:], start=1):
            over.add_series(_over(chart, track, first=first, column=FIRST_TRACK + number))
        if over is not native:
            native.combine(over)
        _dress(native, chart)
        unnamed = [number for number, track in enumerate(found) if not track.in_legend]
        native.set_legend({"position": "bottom", "font": LABEL_FONT, "delete_series": unnamed})
        sheet.worksheet.insert_chart(sheet.row, 0, native, {"description": chart.description})

    def write(self, identity: Identity, styles: Styles) -> None:
        """Write the sheet; nothing where there are no charts."""
        if not self._charts:
            return
        sheet = Sheet(self._book, SHEET, identity, styles)
        sheet.heading("Diagramdata")
        sheet.text(EXPLANATION)
        for row, chart, found in self._charts:
            _block(sheet, chart, found, row=row)

    def _native(self, kind: str) -> NativeChart:
        native = self._book.add_chart({"type": kind})
        if native is None:
            raise ValueError(f"no chart of kind {kind}")
        return native


def _block(sheet: Sheet, chart: Chart, found: Sequence[Track], *, row: int) -> None:
    """The figures of one chart: a row a period, a column a track."""
    sheet.head(["Period", "Tecken", *(track.name for track in found)], row=row)
    points = {point.x: point for point in chart.series[0].points}
    styles = sheet.styles.numbers
    plain = styles["percent" if chart.unit == "percent" else "whole"]
    for offset, ((identity, _), name) in enumerate(zip(chart.x, categories(chart), strict=True)):
        line = row + 1 + offset
        sheet.worksheet.write_string(line, 0, name, sheet.styles.name)
        sheet.worksheet.write_string(line, 1, _sign(points.get(identity)), sheet.styles.right)
        for column, track in enumerate(found, start=FIRST_TRACK):
            value = track.values[offset]
            if value is not None:
                is_mean = track.role in ("mean", "centre", "limit") and chart.unit != "percent"
                sheet.worksheet.write_number(line, column, value, styles["mean"] if is_mean else plain)


def _main(chart: Chart, track: Track, *, first: int) -> dict[str, object]:
    series: dict[str, object] = {"name": track.name, **_ranges(chart, first=first, column=FIRST_TRACK)}
    if chart.kind == "line":
        series["line"] = {"color": theme.BLUE, "width": 2.5}
        series["marker"] = {"type": "circle", "size": 6, **_filled(theme.BLUE)}
        series["points"] = _points(chart)
        series["data_labels"] = {
            "value": True,
            "position": "below" if is_label_below(chart) else "above",
            "custom": _last_only(track),
        }
        return series
    return series | {
        "fill": {"color": theme.BLUE},
        "gap": 60,
        "data_labels": {
            "value": True,
            "font": LABEL_FONT,
            "num_format": _number_format(chart),
            "fill": {"color": theme.WHITE},
        },
    }


def _over(chart: Chart, track: Track, *, first: int, column: int) -> dict[str, object]:
    """A line over the figures; the events are numbers over dotted lines."""
    series: dict[str, object] = {
        "name": track.name,
        **_ranges(chart, first=first, column=column),
        "marker": {"type": "none"},
    }
    if track.role != "events":
        return series | {"line": dict(_LINES[track.role])}
    numbers = event_numbers(chart)
    bold = {**LABEL_FONT, "bold": True}
    labels = [{"value": numbers[x], "font": bold} if x in numbers else {"delete": True} for x, _ in chart.x]
    return series | {
        "line": {"none": True},
        "data_labels": {"value": True, "position": "above", "custom": labels},
        "y_error_bars": {
            "type": "percentage",
            "value": 100,
            "direction": "minus",
            "end_style": 0,
            "line": {"color": theme.TEXT_QUIET, "width": 1, "dash_type": "round_dot"},
        },
    }


def _filled(colour: str) -> dict[str, object]:
    return {"fill": {"color": colour}, "border": {"color": colour}}


def _points(chart: Chart) -> list[dict[str, object] | None]:
    """The colour of the markers of figures that stand out; their own shapes are the slides' and the PDF's."""
    signals = {point.x: point.signal for point in chart.series[0].points}
    return [
        _filled(theme.SIGNAL_STYLES[signal][0]) if (signal := signals.get(x, "")) else None
        for x, _ in chart.x
    ]


def _ranges(chart: Chart, *, first: int, column: int) -> dict[str, object]:
    last = first + len(chart.x) - 1
    return {"categories": [SHEET, first, 0, last, 0], "values": [SHEET, first, column, last, column]}


def _sign(point: Point | None) -> str:
    return MARKS.get(point.mark if point else "not_applicable", "visas")


def _last_only(track: Track) -> list[dict[str, object]]:
    """Let the last figure alone have a label."""
    shown = [place for place, value in enumerate(track.values) if value is not None]
    kept: dict[str, object] = {"font": {**LABEL_FONT, "size": 12, "bold": True, "color": theme.BLUE}}
    return [kept if shown and place == shown[-1] else {"delete": True} for place in range(len(track.values))]


def _number_format(chart: Chart) -> str:
    return FORMATS.get(chart.unit, "#,##0")


def _dress(native: NativeChart, chart: Chart) -> None:
    """Axes and size."""
    native.set_title({"none": True})
    native.set_x_axis({"num_font": LABEL_FONT, "line": {"color": theme.HATCH}})
    values = axis(chart)
    native.set_y_axis(
        {
            "num_font": LABEL_FONT,
            "min": 0,
            "max": values.top,
            "major_unit": values.step,
            "num_format": _number_format(chart) if values.has_numbers else NO_NUMBERS,
            "major_gridlines": {"visible": True, "line": {"color": theme.GRID}},
        }
    )
    native.show_blanks_as("gap")
    native.set_size(SIZE)
