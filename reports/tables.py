"""The tables of a report, from entries and frames.

Owns: which columns there are and how a published figure becomes a cell. Must not know: formats of files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.formats import MARKS, number, of_text, percent, period_label, value_text
from components.sentences import Observation, change_label, status, target_label
from components.statistics import interval_to_show
from components.tables import SIGNAL_SHORT
from reports.figures import Entry, observation
from reports.model import Cell, Column, Style, Table

_STYLES: Mapping[str, Style] = {
    "procent": "percent",
    "antal": "whole",
    "dagar": "days",
    "kronor": "money",
    "årsarbetare": "positions",
}
GENDERS = (("kvinna", "Kvinnor"), ("man", "Män"), ("annat_okant", "Annat eller okänt"))
NOT_THERE = "finns inte"
NO_TARGET = "inget mål"
NOT_JUDGED = "bedöms inte"
NOT_COMPARED = "jämförs inte"
NOT_NEEDED = "behövs inte"
"""Words, not dashes: a dash is the sign of what is not reported."""

LARGER = "Större förändring"
AGAINST_TARGET = "Mot målet"
BASE = Column("Antal", is_number=True, behind=("Täljare", "Nämnare"))
REPORTED = Column("Har rapporterat", is_number=True, behind=("Har rapporterat", "Ska rapportera"))
INTERVAL_NOTE = (
    "Intervallet visar osäkerheten när underlaget är färre än 100. Större underlag är totalräknade."
)
PARTS_NOTE = (
    "Delarna blir inte alltid lika mycket som alla: en del enheter redovisar inte kön, "
    "och små antal visas inte."
)


def value_cell(now: Observation, unit_of_measure: str) -> Cell:
    """The figure of a published cell, or its sign."""
    text = value_text(now.value, unit_of_measure, now.mark)
    if not now.is_shown or unit_of_measure == "ja/nej":
        return Cell(text, mark=now.mark)
    return Cell(text, now.value, _STYLES[unit_of_measure], mark="shown")


def base_cell(now: Observation) -> Cell:
    """The figures behind a share, `212 av 340`; its sign where the share is hidden."""
    if now.mark != "shown":
        return Cell(MARKS[now.mark], mark=now.mark)
    behind = _behind(now)
    return Cell(of_text(*behind), of=behind) if behind else Cell(MARKS["not_applicable"])


def _behind(now: Observation) -> tuple[int, int] | None:
    if now.numerator is None or now.denominator is None:
        return None
    return int(now.numerator), int(now.denominator)


def status_words(entry: Entry) -> str:
    """The judgement against the target, in words; empty where there is none."""
    return status(entry.subject, entry.now, entry.aim).word


def change_words(entry: Entry) -> str:
    """The change since the same period last year; empty where there is nothing to compare."""
    return change_label(entry.subject, entry.now, entry.year_ago).partition(" mot ")[0]


def figures_table(entries: Sequence[tuple[Entry, str | None]], *, caption: str) -> Table:
    """Every indicator of a measure in the periods of the report, each with the signal of its figure: None
    where it cannot be said whether the change is larger than the ordinary variation."""
    columns = (
        Column("Mått", share=1.0),
        Column("Period"),
        Column("Värde", is_number=True),
        Column("Ändring på ett år", is_number=True),
        Column(LARGER),
        Column("Mål", is_number=True),
        Column(AGAINST_TARGET),
    )
    return Table(caption, columns, tuple(_figures_row(entry, signal) for entry, signal in entries))


def _figures_row(entry: Entry, signal: str | None) -> tuple[Cell, ...]:
    return (
        Cell(entry.name),
        Cell(period_label(entry.kind, entry.now.period_start)),
        with_base(entry.now, entry),
        Cell(change_words(entry) or NOT_COMPARED),
        Cell(NOT_JUDGED if signal is None else SIGNAL_SHORT[signal]),
        target_cell(entry),
        Cell(status_words(entry) or NOT_JUDGED),
    )


def target_cell(entry: Entry) -> Cell:
    """The target, `80 %` or `högst 14 dagar`, in words where there is none."""
    if entry.target is None:
        return Cell(NO_TARGET)
    unit = entry.indicator.unit_of_measure
    text = target_label(entry.subject, entry.aim).removeprefix("mål ")
    if unit == "procent":
        return Cell(percent(entry.target.value), entry.target.value, "percent")
    return Cell(text)


def overview_table(rows: Sequence[tuple[str, Entry | None]]) -> Table:
    """The main figure of each measure: heading of the measure, and its entry."""
    columns = (
        Column("Åtgärd"),
        Column("Viktigaste måttet", share=1.0),
        Column("Period"),
        Column("Värde", is_number=True),
        Column("Ändring på ett år", is_number=True),
        Column("Mål", is_number=True),
        Column(AGAINST_TARGET),
    )
    return Table("Åtgärderna i korthet", columns, tuple(_overview_row(*row) for row in rows))


def _overview_row(heading: str, entry: Entry | None) -> tuple[Cell, ...]:
    if entry is None:
        return (Cell(heading), Cell("inget mått"), *[Cell(NOT_THERE)] * 5)
    return (
        Cell(heading),
        Cell(entry.name),
        Cell(period_label(entry.kind, entry.now.period_start)),
        value_cell(entry.now, entry.indicator.unit_of_measure),
        Cell(change_words(entry) or NOT_COMPARED),
        target_cell(entry),
        Cell(status_words(entry) or NOT_JUDGED),
    )


def reported_cell(now: Observation) -> Cell:
    """How many have reported, of how many; in words where nobody should."""
    if not now.units_expected:
        return Cell(NOT_THERE)
    behind = (now.units_reported or 0, now.units_expected)
    return Cell(of_text(*behind), of=behind)


def years_table(entries: Sequence[Entry], *, caption: str) -> Table:
    """Every indicator of a measure for a year, beside the year before."""
    columns = (
        Column("Mått", share=1.0),
        Column(str(entries[0].now.period_start.year), is_number=True),
        Column(str(entries[0].now.period_start.year - 1), is_number=True),
        Column("Ändring", is_number=True),
        REPORTED,
    )
    rows = tuple(
        (
            Cell(entry.name),
            with_base(entry.now, entry),
            with_base(entry.year_ago, entry) if entry.year_ago else Cell(NOT_THERE),
            Cell(change_words(entry) or NOT_COMPARED),
            reported_cell(entry.now),
        )
        for entry in entries
    )
    return Table(caption, columns, rows)


def areas_table(frame: pd.DataFrame, entry: Entry) -> Table | None:
    """The areas beside each other, with an interval where the base is small; None where there are none."""
    if frame.empty:
        return None
    told = [(str(row["org_name"]), plain_observation(row, entry.kind)) for row in frame.to_dict("records")]
    columns = [Column("Område", share=1.0), Column("Värde", is_number=True)]
    rows = [[Cell(name), value_cell(now, entry.indicator.unit_of_measure)] for name, now in told]
    notes: tuple[str, ...] = ()
    if entry.indicator.kind == "share":
        columns.append(BASE)
        _fill(rows, [base_cell(now) for _, now in told])
        intervals = [_interval(now) if entry.indicator.counts == "persons" else "" for _, now in told]
        if any(intervals):
            columns.append(Column("95\N{NO-BREAK SPACE}% intervall", is_number=True))
            _fill(rows, [_interval_cell(now, text) for (_, now), text in zip(told, intervals, strict=True)])
            notes = (INTERVAL_NOTE,)
    if any(now.units_expected for _, now in told):
        columns.append(REPORTED)
        _fill(rows, [reported_cell(now) for _, now in told])
    caption = f"{entry.indicator.code} efter område, {period_label(entry.kind, entry.now.period_start)}"
    return Table(caption, tuple(columns), tuple(tuple(row) for row in rows), notes)


def _fill(rows: list[list[Cell]], column: Sequence[Cell]) -> None:
    for row, cell in zip(rows, column, strict=True):
        row.append(cell)


def _interval_cell(now: Observation, text: str) -> Cell:
    return Cell(text or NOT_NEEDED) if now.mark == "shown" else Cell(MARKS[now.mark], mark=now.mark)


def _interval(now: Observation) -> str:
    if now.mark != "shown" or now.numerator is None or not now.denominator:
        return ""
    found = interval_to_show(int(now.numerator), int(now.denominator))
    return f"{number(found.low * 100)}–{percent(found.high)}" if found else ""


def genders_table(rows: Sequence[tuple[Entry, pd.DataFrame]], *, caption: str) -> Table | None:
    """Women and men for the office and a year, one indicator a row; None where none is published so."""
    if not rows:
        return None
    columns = (
        Column("Mått", share=1.0),
        *(Column(name, is_number=True) for _, name in GENDERS),
        Column("Alla", is_number=True),
    )
    return Table(caption, columns, tuple(_genders_row(entry, frame) for entry, frame in rows), (PARTS_NOTE,))


def _genders_row(entry: Entry, frame: pd.DataFrame) -> tuple[Cell, ...]:
    by_part = {str(row["part"]): row for row in frame.to_dict("records")}
    cells = [
        with_base(plain_observation(by_part[gender], "year"), entry)
        if gender in by_part
        else Cell(MARKS["not_reported"], mark="not_reported")
        for gender, _ in GENDERS
    ]
    return (Cell(entry.name), *cells, with_base(entry.now, entry))


def categories_table(entry: Entry, frame: pd.DataFrame, *, caption: str) -> Table | None:
    """One indicator for the office and a year, by its categories; None where it has none."""
    if frame.empty:
        return None
    columns = (Column("Kategori", share=1.0), Column("Värde", is_number=True))
    rows = [
        (Cell(str(row["part_name"])), with_base(plain_observation(row, "year"), entry))
        for row in frame.to_dict("records")
    ]
    return Table(caption, columns, tuple(rows))


def with_base(now: Observation, entry: Entry) -> Cell:
    """A figure with its base in the same cell: `62 % (212 av 340)`."""
    cell = value_cell(now, entry.indicator.unit_of_measure)
    return replace(cell, of=_behind(now)) if entry.indicator.kind == "share" and now.is_shown else cell


def plain_observation(row: Mapping[Any, Any], kind: str) -> Observation:
    """The observation of a row whose keys pandas does not promise to be texts."""
    return observation({str(key): value for key, value in row.items()}, kind)
