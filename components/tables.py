"""Tables as HTML: one generator for the page, for print and for the static first view.

Owns the markup of a table and of the sign in a cell. Must not know Dash or where the figures come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from components.figures.chart import MAXIMUM_LINES, Chart, Limit, Point, Series
from components.formats import MARK_WORDS, MARKS, number, percent

EVENTS = "Händelser"
AREA = "Område"
SIGNAL_SHORT: Mapping[str, str] = MappingProxyType(
    {"": "nej", "better": "ja, bättre", "worse": "ja, sämre", "change": "ja"}
)
"""Whether a figure is a change larger than the ordinary variation, in a cell."""


class TableError(ValueError):
    """A row that does not fit the columns."""


@dataclass(frozen=True)
class TableView:
    """A table ready to be written: texts only, the first column names its row.

    Attributes:
        caption: What the table shows, with its selection.
        columns: Column headings.
        rows: Cell texts, one tuple a row, as many as there are columns.
        notes: Sentences under the table.
        text_columns: Headings of the columns that hold running text, which may be broken into lines.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    text_columns: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise TableError(f"{self.caption}: {len(row)} cells under {len(self.columns)} headings")


def table_html(view: TableView) -> str:
    """Write the table as HTML; everything in it is escaped.

    The table stands in a focusable region of its own, so that a wide one can be scrolled with the keyboard.
    """
    classes = [' class="cell-text"' if column in view.text_columns else "" for column in view.columns]
    head = "".join(
        f'<th scope="col"{kind}>{escape(column)}</th>'
        for column, kind in zip(view.columns, classes, strict=True)
    )
    body = "".join(_row_html(row, classes) for row in view.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in view.notes)
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(view.caption)}">'
        f'<table class="data-table"><caption>{escape(view.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        + (f'<div class="table-notes">{notes}</div>' if notes else "")
    )


def chart_table(
    chart: Chart, *, caption: str, first_column: str = "Period", notes: tuple[str, ...] = ()
) -> TableView:
    """Give the table that says what a chart says: every figure, base, event and mark of it.

    One series gets columns for value, base and completeness; several get one column each, base in brackets.
    """
    if len(chart.series) == 1:
        columns, rows = _single(chart.series[0], chart.unit, first_column)
    else:
        columns, rows = _several(chart, first_column)
    if chart.limits:
        columns, rows = _with_variation(chart, columns, rows)
    events = _events_by_row(chart)
    if events:
        columns = (*columns, EVENTS)
        rows = tuple((*row, events.get(row[0], "")) for row in rows)
    return TableView(
        caption=caption, columns=columns, rows=rows, notes=notes, text_columns=frozenset({AREA, EVENTS})
    )


def interval_text(point: Point, unit: str) -> str:
    """Write the interval of a figure, `52–71 %`; empty where it has none."""
    if point.low is None or point.high is None:
        return ""
    if unit == "percent":
        return f"{number(point.low * 100)}–{percent(point.high)}"
    return f"{number(point.low)}–{number(point.high)}"


def _single(
    series: Series, unit: str, first_column: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give columns and rows for one series; a column that nobody fills is left out."""
    points = series.points
    signs = ["" if point.mark == "shown" else point.text for point in points]
    columns = {
        first_column: [point.label for point in points],
        series.name or "Värde": [point.text for point in points],
    }
    if any(point.group for point in points):
        columns[AREA] = [point.group for point in points]
    if any(point.base for point in points):
        columns["Antal"] = [point.base or sign for point, sign in zip(points, signs, strict=True)]
    if any(point.low is not None for point in points):
        intervals = [interval_text(point, unit) for point in points]
        columns["95 % konfidensintervall"] = [
            interval or sign or "–" for interval, sign in zip(intervals, signs, strict=True)
        ]
    if any(point.reported for point in points):
        columns["Har rapporterat"] = [point.reported or "–" for point in points]
    return tuple(columns), tuple(zip(*columns.values(), strict=True))


def _several(chart: Chart, first_column: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give one row an x and one column a series; many columns leave no room for the bases."""
    has_bases = len(chart.series) <= MAXIMUM_LINES
    by_series = [{point.x: point for point in series.points} for series in chart.series]
    columns = (first_column, *(series.name for series in chart.series))
    rows = tuple(
        (
            label,
            *(
                _cell_text(points[identity], has_base=has_bases)
                if identity in points
                else MARKS["not_applicable"]
                for points in by_series
            ),
        )
        for identity, label in chart.x
        if any(identity in points for points in by_series)
    )
    return columns, rows


def _cell_text(point: Point, *, has_base: bool) -> str:
    return f"{point.text} ({point.base})" if point.base and has_base else point.text


def _events_by_row(chart: Chart) -> dict[str, str]:
    """Give the events of each row label; an event belongs to the last x that starts on or before it."""
    texts: dict[str, list[str]] = {}
    for event in chart.events:
        rows = [label for identity, label in chart.x if identity <= event.x]
        if rows:
            texts.setdefault(rows[-1], []).append(f"{event.number}. {event.text}")
    return {label: "; ".join(items) for label, items in texts.items()}


def _with_variation(
    chart: Chart, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give the table with the limits of the ordinary variation, and which figures are outside it."""
    labels = dict(chart.x)
    limits = {labels[limit.x]: limits_text(limit, chart.unit) for limit in chart.limits}
    signals = {
        point.label: SIGNAL_SHORT[point.signal]
        for point in chart.series[0].points
        if point.value is not None and point.label in limits
    }
    told = tuple((*row, limits.get(row[0], "–"), signals.get(row[0], "–")) for row in rows)
    return (*columns, "Vanlig variation", "Större förändring"), told


def limits_text(limit: Limit, unit: str) -> str:
    """Write from where to where the ordinary variation goes: `55–68 %`, `3,5–14,2`."""
    if unit == "percent":
        return f"{number(limit.lower * 100)}–{percent(limit.upper)}"
    return f"{number(limit.lower, 1)}–{number(limit.upper, 1)}"


def _row_html(row: tuple[str, ...], classes: Sequence[str]) -> str:
    cells = "".join(_cell_html(text, kind) for text, kind in zip(row[1:], classes[1:], strict=True))
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _cell_html(text: str, kind: str) -> str:
    """Write one cell; a sign is spoken in words, since a screen reader may pass over dots and dashes."""
    if text in MARK_WORDS:
        spoken = f'<span class="visually-hidden">{escape(MARK_WORDS[text])}</span>'
        return f'<td{kind}><span class="sign" aria-hidden="true">{escape(text)}</span>{spoken}</td>'
    return f"<td{kind}>{escape(text)}</td>"
