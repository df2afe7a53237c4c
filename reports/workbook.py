"""The reports as workbooks: a sheet a measure with native charts, and a sheet about the file.

Owns: which sheets there are and what stands where. Must not know: queries, Dash, cell formats
(`sheet.py`). Figures are numbers with all their decimals; hidden ones are their sign, as text. Nothing in the
file is a formula or a link.
"""

from dataclasses import replace
from io import BytesIO

import xlsxwriter

from reports.model import Definition, Identity, Report, Section, Spread, Table, YearlyBasis
from reports.native import is_empty
from reports.sheet import Sheet, Styles
from reports.sheet_chart import ChartSheet
from reports.words import NOTHING_DRAWN
from reports.zips import with_fixed_times

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CHART_ROWS = 18
"""The rows a chart covers."""


def committee_workbook(report: Report) -> bytes:
    """The committee report."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        styles = _set_up(book, report.identity)
        first = Sheet(book, "Sammanfattning", report.identity, styles)
        first.heading(report.identity.title)
        first.text(report.identity.subtitle)
        first.subheading("Sammanfattning i fem meningar")
        for number, sentence in enumerate(report.summary, start=1):
            first.text(f"{number}. {sentence}")
        first.table(_joined(report.overview))
        first.subheading(report.standing.caption)
        for row in report.standing.rows:
            first.strong(row[0].full)
            for column, cell in zip(report.standing.columns[1:], row[1:], strict=True):
                first.pair(column.name, cell.full)
        first.subheading("Så läser du rapporten")
        for note in report.overview_notes:
            first.text(note)
        first.signs()
        charts = ChartSheet(book)
        for spread in report.spreads:
            _measure(book, spread, report.identity, styles, charts)
        charts.write(report.identity, styles)
        _about(book, report.identity, report.about, styles)
    return with_fixed_times(content.getvalue(), report.identity.published_at)


def yearly_workbook(basis: YearlyBasis) -> bytes:
    """The yearly statistical basis."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        styles = _set_up(book, basis.identity)
        first = Sheet(book, "Underlag", basis.identity, styles)
        first.heading(basis.identity.subtitle)
        first.text(basis.identity.title)
        for line in (basis.delivered, *basis.lead):
            if line:
                first.text(line)
        for section in basis.sections:
            _section(book, section, basis.identity, styles)
        _about(book, basis.identity, basis.about, styles)
    return with_fixed_times(content.getvalue(), basis.identity.published_at)


def _set_up(book: xlsxwriter.Workbook, identity: Identity) -> Styles:
    book.set_properties(
        {
            "title": f"{identity.title}. {identity.subtitle}",
            "subject": f"{identity.selection} {identity.source}",
            "author": identity.author,
            "keywords": identity.keywords,
            "comments": identity.demo,
            "created": identity.published_at,
        }
    )
    return Styles(book)


def _joined(overview: Table) -> Table:
    """The overview with measure and indicator in one column: the first is the wide one on a sheet."""
    name, _, *rest = overview.columns
    rows = tuple(
        (replace(first, text=f"{first.text}: {second.text}"), *others)
        for first, second, *others in overview.rows
    )
    return replace(overview, columns=(name, *rest), rows=rows)


def _measure(
    book: xlsxwriter.Workbook, spread: Spread, identity: Identity, styles: Styles, charts: ChartSheet
) -> None:
    sheet = Sheet(book, sheet_name(spread.number, spread.short_name), identity, styles)
    sheet.heading(spread.heading)
    sheet.text(spread.name)
    for term, text in spread.facts:
        sheet.pair(term, text)
    if spread.headline:
        sheet.subheading(spread.headline.finding)
        for sentence in spread.headline.sentences:
            sheet.text(sentence)
    if spread.chart is not None:
        sheet.subheading(spread.chart_caption)
        if is_empty(spread.chart):
            sheet.text(NOTHING_DRAWN)
        else:
            charts.insert(sheet, spread.chart, caption=spread.chart_caption)
            sheet.skip(CHART_ROWS)
        for event in spread.chart.events:
            sheet.text(f"{event.number}. {event.text}")
    for table in spread.every_table:
        sheet.table(table)
    if spread.steps:
        sheet.subheading("Vad som har gjorts och vad som återstår")
        for step in spread.steps:
            sheet.pair(step.day.isoformat(), f"{step.text} ({'klart' if step.done else 'återstår'})")
    _end(sheet, spread.missing, spread.definitions)


def _section(book: xlsxwriter.Workbook, section: Section, identity: Identity, styles: Styles) -> None:
    sheet = Sheet(book, sheet_name(section.number, section.short_name), identity, styles)
    sheet.heading(section.heading)
    sheet.text(section.name)
    for table in section.tables:
        sheet.table(table)
    _end(sheet, section.missing, section.definitions)


def _end(
    sheet: Sheet,
    missing: tuple[str, ...],
    definitions: tuple[Definition, ...],
) -> None:
    sheet.subheading("Det här saknas")
    for line in missing:
        sheet.text(line)
    sheet.signs()
    for definition in definitions:
        sheet.subheading(f"Definition: {definition.name}")
        for term, text in definition.terms:
            sheet.pair(term, text)


def _about(
    book: xlsxwriter.Workbook, identity: Identity, about: tuple[tuple[str, str], ...], styles: Styles
) -> None:
    sheet = Sheet(book, "Om filen", identity, styles)
    sheet.heading("Om filen")
    sheet.pair("Titel", f"{identity.title}. {identity.subtitle}")
    sheet.pair("Urval", identity.selection.removeprefix("Urval: "))
    sheet.pair("Källa", identity.source.removeprefix("Källa: "))
    for term, text in about:
        sheet.pair(term, text)


def sheet_name(number: int, short_name: str) -> str:
    """The name of a measure's sheet: at most 31 characters, none of those that Excel refuses."""
    kept = "".join(sign for sign in short_name if sign not in "[]:*?/\\'")
    return f"Åtgärd {number} {kept}"[:31].rstrip()
