"""Native charts of a workbook, drawn from a sheet of their own.

Owns: how lines, columns, targets, events and hidden figures are told by a native chart. Must not know: what a
report says. Excel draws a sign such as `..` as a zero, so the charts do not take their figures from the
tables: on the sheet with their data a hidden figure is an empty cell, a gap, with its sign beside it.
"""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.chart import Chart as NativeChart

from components import theme
from components.figures.chart import Chart, Point
from components.figures.scales import axis_text
from components.formats import MARKS
from reports.charts import MEAN_NAME, MEAN_OF_QUARTERS, event_numbers
from reports.model import Identity
from reports.sheet import FONT, Sheet, Styles

SHEET = "Diagramdata"
EXPLANATION = "Siffrorna bakom diagrammen. En uppgift som inte visas är en tom cell med sitt tecken bredvid."
FIRST_ROW = 8
"""Room for the head of the sheet (from zero)."""
SIZE = {"width": 940, "height": 340}
FORMATS = {"percent": "0 %", "days": "General", "positions": "General", "yes_no": '"ja";;"nej"'}
LABEL_FONT = {"name": FONT, "size": 10, "color": theme.TEXT}
EVENTS = "Händelser (nummer)"
EVENT_PLACES = "Händelsernas plats i diagrammet"


class ChartSheet:
    """Takes the charts of a workbook one by one, and writes their data on one sheet at the end."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._charts: list[tuple[int, str, Chart]] = []
        self._row = FIRST_ROW

    def insert(self, sheet: Sheet, chart: Chart, *, caption: str) -> None:
        """Draw the chart at the next free row of a sheet."""
        first = self._row + 1
        self._charts.append((self._row, caption, chart))
        self._row += len(chart.x) + 3
        native = self._native("line" if chart.kind == "line" else "column")
        native.add_series(self._main(chart, caption=caption, first=first))
        extra = self._extra(chart, first=first)
        if extra:
            over = native if chart.kind == "line" else self._native("line")
            for series in extra:
                over.add_series(series)
            if over is not native:
                native.combine(over)
        _dress(native, chart)
        sheet.worksheet.insert_chart(sheet.row, 0, native, {"description": chart.description})

    def write(self, identity: Identity, styles: Styles) -> None:
        """Write the sheet; nothing where there are no charts."""
        if not self._charts:
            return
        sheet = Sheet(self._book, SHEET, identity, styles)
        sheet.heading("Diagramdata")
        sheet.text(EXPLANATION)
        for row, caption, chart in self._charts:
            self._block(sheet, chart, row=row, caption=caption)

    def _block(self, sheet: Sheet, chart: Chart, *, row: int, caption: str) -> None:
        places = [EVENT_PLACES] if chart.events else []
        sheet.head(["Period", "Tecken", caption, *_target_names(chart), *places], row=row)
        points = {point.x: point for point in chart.series[0].points}
        numbers = event_numbers(chart)
        style = sheet.styles.numbers["percent" if chart.unit == "percent" else "whole"]
        for offset, (identity, label) in enumerate(chart.x, start=1):
            point = points.get(identity)
            sheet.worksheet.write_string(row + offset, 0, label, sheet.styles.name)
            sheet.worksheet.write_string(row + offset, 1, _sign(point), sheet.styles.right)
            values: list[float | None] = [point.value if point else None]
            values += [step.value if step.x_from <= identity <= step.x_to else None for step in chart.targets]
            if chart.events:
                values.append(_top(chart) if identity in numbers else None)
            for column, value in enumerate(values, start=2):
                if value is not None:
                    sheet.worksheet.write_number(row + offset, column, value, style)

    def _native(self, kind: str) -> NativeChart:
        native = self._book.add_chart({"type": kind})
        if native is None:
            raise ValueError(f"no chart of kind {kind}")
        return native

    def _main(self, chart: Chart, *, caption: str, first: int) -> dict[str, object]:
        series: dict[str, object] = {"name": caption, **_ranges(chart, first=first, column=2)}
        if chart.kind == "line":
            filled = {"fill": {"color": theme.BLUE}, "border": {"color": theme.BLUE}}
            series["line"] = {"color": theme.BLUE, "width": 2.5}
            series["marker"] = {"type": "circle", "size": 6, **filled}
            series["data_labels"] = {"value": True, "position": "above", "custom": _last_only(chart)}
            return series
        series |= {"fill": {"color": theme.BLUE}, "gap": 60}
        if chart.unit != "yes_no":
            series["data_labels"] = {"value": True, "font": LABEL_FONT}
        if any(one.role == "mean" for one in chart.series):
            series["trendline"] = {
                "type": "moving_average",
                "period": MEAN_OF_QUARTERS,
                "name": MEAN_NAME,
                "line": {"color": theme.TEXT, "width": 1.5, "dash_type": "dash"},
            }
        return series

    def _extra(self, chart: Chart, *, first: int) -> list[dict[str, object]]:
        """The targets as dashed steps, and the numbers of the events over the periods they fall in."""
        names = _target_names(chart)
        found: list[dict[str, object]] = [
            {
                "name": name,
                **_ranges(chart, first=first, column=3 + number),
                "line": {"color": theme.TARGET, "width": 1.5, "dash_type": "dash"},
                "marker": {"type": "none"},
            }
            for number, name in enumerate(names)
        ]
        numbers = event_numbers(chart)
        bold = {**LABEL_FONT, "bold": True}
        if numbers:
            labels = [
                {"value": numbers[x], "font": bold} if x in numbers else {"delete": True} for x, _ in chart.x
            ]
            found.append(
                {
                    "name": EVENTS,
                    **_ranges(chart, first=first, column=3 + len(names)),
                    "line": {"none": True},
                    "marker": {"type": "none"},
                    "data_labels": {"value": True, "position": "center", "custom": labels},
                }
            )
        return found


def _ranges(chart: Chart, *, first: int, column: int) -> dict[str, object]:
    last = first + len(chart.x) - 1
    return {"categories": [SHEET, first, 0, last, 0], "values": [SHEET, first, column, last, column]}


def _target_names(chart: Chart) -> Sequence[str]:
    return [f"Mål {axis_text(step.value, chart.unit)}" for step in chart.targets]


def _sign(point: Point | None) -> str:
    return MARKS.get(point.mark if point else "not_applicable", "visas")


def _top(chart: Chart) -> float:
    """Where the numbers of the events stand."""
    if chart.unit in {"percent", "yes_no"}:
        return 1.0
    shown = [point.value for point in chart.series[0].points if point.value is not None]
    return max(shown, default=1.0) * 1.2


def _last_only(chart: Chart) -> list[dict[str, object]]:
    """Let the last figure alone have a label."""
    values = {point.x: point.value for point in chart.series[0].points}
    shown = [x for x, _ in chart.x if values.get(x) is not None]
    last = shown[-1] if shown else ""
    kept: dict[str, object] = {"font": {**LABEL_FONT, "size": 12, "bold": True, "color": theme.BLUE}}
    return [kept if x == last else {"delete": True} for x, _ in chart.x]


def _dress(native: NativeChart, chart: Chart) -> None:
    """Axes, legend and size."""
    native.set_title({"none": True})
    native.set_x_axis({"num_font": LABEL_FONT, "line": {"color": theme.HATCH}})
    axis: dict[str, object] = {
        "num_font": LABEL_FONT,
        "min": 0,
        "num_format": FORMATS.get(chart.unit, "#,##0"),
        "major_gridlines": {"visible": True, "line": {"color": theme.GRID}},
    }
    if chart.unit == "percent":
        axis |= {"max": 1, "major_unit": 0.2}
    if chart.unit == "yes_no":
        axis |= {"max": 1, "major_unit": 1}
    native.set_y_axis(axis)
    native.set_legend({"position": "bottom", "font": LABEL_FONT})
    native.show_blanks_as("gap")
    native.set_size(SIZE)
