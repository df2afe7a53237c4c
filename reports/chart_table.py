"""The table that says what a chart of a report says.

Owns: its columns: figures, bases, completeness, ordinary variation, events. Must not know: formats of files,
nor how the chart is drawn.
"""

from collections.abc import Mapping
from datetime import date

from components.figures.chart import Chart
from components.formats import MARKS, period_label
from components.sentences import Observation
from components.tables import SIGNAL_SHORT, limits_text
from reports.figures import Entry
from reports.model import Cell, Column, Table
from reports.tables import BASE, LARGER, REPORTED, base_cell, plain_observation, reported_cell, value_cell

NO_LIMITS, NOT_KNOWN = "okänd", "okänt"
"""What stands for the ordinary variation, and for a larger change, where there are no limits."""


def history_table(entry: Entry, chart: Chart, *, caption: str, events: Mapping[date, str]) -> Table:
    """The figures of a chart: bases, completeness, ordinary variation, and events by the first day of their
    period."""
    told = [plain_observation(row, entry.kind) for row in entry.history.to_dict("records")]
    is_share = entry.indicator.kind == "share"
    has_reported = any(now.units_expected and now.units_expected > 1 for now in told)
    columns = [Column("Period", share=1.0), Column("Värde", is_number=True)]
    if is_share:
        columns.append(BASE)
    if has_reported:
        columns.append(REPORTED)
    if chart.limits:
        columns += [Column("Vanlig variation", is_number=True), Column(LARGER, is_number=True)]
    if events:
        columns.append(Column("Händelse", is_number=True))
    rows = []
    for now in told:
        row = [
            Cell(period_label(entry.kind, now.period_start)),
            value_cell(now, entry.indicator.unit_of_measure),
        ]
        if is_share:
            row.append(base_cell(now))
        if has_reported:
            row.append(reported_cell(now))
        if chart.limits:
            row += _variation_cells(chart, now)
        if events:
            row.append(Cell(events.get(now.period_start, "ingen")))
        rows.append(tuple(row))
    return Table(caption, tuple(columns), tuple(rows))


def _variation_cells(chart: Chart, now: Observation) -> list[Cell]:
    """From where to where the ordinary variation goes in a period, and whether its figure stands out."""
    start = now.period_start.isoformat()
    limit = next((one for one in chart.limits if one.x == start), None)
    if limit is None:
        return [Cell(NO_LIMITS), Cell(NOT_KNOWN)]
    signal = next(point.signal for point in chart.series[0].points if point.x == start)
    larger = Cell(SIGNAL_SHORT[signal]) if now.is_shown else Cell(MARKS[now.mark], mark=now.mark)
    return [Cell(limits_text(limit, chart.unit)), larger]
