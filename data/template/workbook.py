"""The workbook that units fill in: their own indicators and periods, drop-downs, locked headers, definitions.

Owns what stands in the workbook; what it makes always loads. Must not know how files are read, nor the store.
The rows to fill in are those of the month asked for; other periods are chosen in the rows
below, so that an old figure is not taken back by a cell that was left empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from data.model import Catalogue, Indicator
from data.periods import Period
from data.plan import org_names
from data.reading.genders import GENDER_NAMES
from data.template.texts import (
    COLUMN_NOTES,
    COLUMNS,
    FREQUENCY_WORDS,
    LISTS_SHEET,
    MESSAGES,
    NOTES_SHEET,
    ROWS_SHEET,
    definition_lines,
)

FREE_ROWS = 200
"""Rows below the prepared ones, with drop-downs, for other periods."""
YEARS_BACK = 2
WIDTHS = (46, 34, 12, 18, 14, 44, 12, 12, 12)
MAXIMUM_COUNT = 10_000_000


class TemplateError(ValueError):
    """There is nobody to make a template for. The text is Swedish."""


@dataclass(frozen=True)
class Line:
    """One prepared row: what a figure is about, in the words of the file."""

    indicator: Indicator
    org: str
    period: Period
    gender: str
    age: str
    category: str


def template(catalogue: Catalogue, *, org: str | None, month: Period) -> bytes:
    """Return the workbook for one organisation, or for all of them, with rows for what was due after `month`.

    org: id of a unit, an area or the office. Raises TemplateError when it reports nothing in the month.
    """
    lines = tuple(_lines(catalogue, org, month))
    if not lines:
        name = org_names(catalogue).get(org or "", org or "")
        raise TemplateError(f"{name} har inget att rapportera för {month.code}.")
    return _Book(catalogue, lines, org, month).content()


def last_month(today: date) -> Period:
    """Return the last month that has ended: what a unit reports now."""
    return Period.containing("month", today.replace(day=1) - timedelta(days=1))


def _lines(catalogue: Catalogue, org: str | None, month: Period) -> Iterator[Line]:
    """Yield the rows of the periods that ended with the month, or, when none did, of the latest that had."""
    latest = [(indicator, _ended(indicator, month)) for indicator in catalogue.indicators]
    wanted = [
        (indicator, period, reporter)
        for indicator, period in latest
        for reporter in catalogue.reporters(indicator.id, period.start, period.end)
        if org in (None, reporter)
    ]
    due = [one for one in wanted if one[1].end == month.end]
    for indicator, period, reporter in due or wanted:
        for gender, age, category in _splits(indicator):
            yield Line(indicator, reporter, period, gender, age, category)


def _ended(indicator: Indicator, month: Period) -> Period:
    """Return the indicator's latest period that had ended with the month."""
    period = Period.containing(indicator.frequency, month.start)
    return period if period.end == month.end else period.previous()


def _splits(indicator: Indicator) -> Iterator[tuple[str, str, str]]:
    """Yield gender, age group and category of each figure, empty where the figure is not split."""
    genders = tuple(GENDER_NAMES.values()) if indicator.genders else ("",)
    ages = indicator.ages or ("",)
    categories = tuple(category.name for category in indicator.categories)
    whole = ("",) if not categories or not indicator.categories_add_up else ()
    for category in (*whole, *categories):
        # Where categories are no parts of a whole, only the figure without category is split further.
        is_beside = bool(category) and not indicator.categories_add_up
        yield from ((g, a, category) for g, a in product(("",) if is_beside else genders, ages))


class _Book:
    """One workbook in the making."""

    def __init__(self, catalogue: Catalogue, lines: Sequence[Line], org: str | None, month: Period) -> None:
        self._catalogue = catalogue
        self._lines = lines
        self._names = org_names(catalogue)
        self._org = org
        self._month = month
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._last = len(lines) + FREE_ROWS

    def content(self) -> bytes:
        """Return the finished workbook."""
        rows = self._book.add_worksheet(ROWS_SHEET)
        notes = self._book.add_worksheet(NOTES_SHEET)
        lists = self._book.add_worksheet(LISTS_SHEET)
        self._write_rows(rows)
        self._write_notes(notes)
        self._write_lists(rows, lists)
        self._book.close()
        return self._buffer.getvalue()

    def _style(self, **properties: object) -> Format:
        return self._book.add_format({"valign": "top", "font_name": "Arial", "font_size": 10, **properties})

    def _write_rows(self, sheet: Worksheet) -> None:
        heading = self._style(bold=True, font_color="#FFFFFF", bg_color="#00558C", locked=True)
        fixed = self._style(bg_color="#F5F7FA", locked=True, text_wrap=True)
        free = self._style(locked=False, text_wrap=True)
        figure = self._style(locked=False, bg_color="#E6F0F7", border=1, border_color="#8A8F98")
        shut = self._style(bg_color="#E5E7EB", locked=True)
        for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, heading)
            sheet.write_comment(0, column, COLUMN_NOTES[name], {"x_scale": 2.5, "y_scale": 1.5})
        for row, line in enumerate(self._lines, start=1):
            texts = (line.indicator.name, self._names[line.org], _written(line.period))
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, fixed)
            for column, text in enumerate((line.gender, line.age, line.category), start=len(texts)):
                # Gender stays open: a unit that cannot split empties it and gives the total.
                style = free if column == COLUMNS.index("kon") and line.indicator.genders else fixed
                sheet.write(row, column, text or None, style)
            for column, is_open in enumerate(_open_figures(line.indicator), start=COLUMNS.index("antal")):
                sheet.write_blank(row, column, None, figure if is_open else shut)
        for row in range(len(self._lines) + 1, self._last + 1):
            for column in range(len(COLUMNS)):
                sheet.write_blank(row, column, None, free)
        sheet.freeze_panes(1, 0)
        sheet.protect(options={"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)

    def _write_lists(self, rows: Worksheet, lists: Worksheet) -> None:
        """Write the choices of the drop-downs, hidden, and bind the columns to them."""
        indicators = self._own_indicators()
        choices = {
            "indikator": [indicator.name for indicator in indicators],
            "enhet": list(dict.fromkeys(self._names[org] for org in self._own_orgs(indicators))),
            "period": [_written(period) for period in self._periods(indicators)],
            "kon": list(GENDER_NAMES.values()) if any(one.genders for one in indicators) else [],
            "aldersgrupp": list(dict.fromkeys(age for one in indicators for age in one.ages)),
            "kategori": list(dict.fromkeys(c.name for one in indicators for c in one.categories)),
        }
        # One row that starts with a number: nothing stands below a word, so no reader takes it for a heading.
        lists.write_number(0, 0, 0)
        at = 1
        for column, values in enumerate(choices.values()):
            rule: dict[str, object] = {"ignore_blank": True, "error_title": "Välj i listan"}
            if values:
                lists.write_row(0, at, values)
                source = f"={LISTS_SHEET}!{xl_range_abs(0, at, 0, at + len(values) - 1)}"
                rule |= {"validate": "list", "source": source, "error_message": MESSAGES["list"]}
                at += len(values)
            else:
                rule |= {
                    "validate": "length",
                    "criteria": "==",
                    "value": 0,
                    "error_message": MESSAGES["unused"],
                }
            rows.data_validation(1, column, self._last, column, rule)
        lists.hide()
        for name in ("antal", "namnare", "personer"):
            column = COLUMNS.index(name)
            has_decimals = name == "antal" and any(one.kind == "median" for one in indicators)
            rule = {"validate": "decimal" if has_decimals else "integer", "criteria": "between"}
            rule |= {"minimum": 0, "maximum": MAXIMUM_COUNT}
            rule |= {"error_title": "Skriv ett tal", "error_message": MESSAGES["number"]}
            rows.data_validation(1, column, self._last, column, rule)

    def _write_notes(self, sheet: Worksheet) -> None:
        heading = self._style(bold=True, font_size=12)
        text = self._style(text_wrap=True)
        sheet.set_column(0, 0, 120)
        title = self._names[self._org] if self._org else "alla enheter"
        lines = definition_lines(self._own_indicators(), title=title)
        for row, (line, is_heading) in enumerate(lines):
            sheet.write_string(row, 0, line, heading if is_heading else text)
        sheet.protect(options={"format_columns": True, "format_rows": True})
        sheet.fit_to_pages(1, 0)

    def _own_indicators(self) -> tuple[Indicator, ...]:
        """Return what the organisation reports at all, also what is not due now."""
        year = Period.containing("year", self._month.start)
        found = []
        for indicator in self._catalogue.indicators:
            reporters = self._catalogue.reporters(indicator.id, year.start, year.end)
            if reporters and self._org in (None, *reporters):
                found.append(indicator)
        return tuple(found)

    def _own_orgs(self, indicators: Sequence[Indicator]) -> Iterator[str]:
        if self._org is not None:
            yield self._org
            return
        for indicator in indicators:
            yield from self._catalogue.reporters(indicator.id, self._month.start, self._month.end)

    def _periods(self, indicators: Sequence[Indicator]) -> Iterator[Period]:
        """Yield the periods of each frequency that have ended, newest first."""
        for kind in FREQUENCY_WORDS:
            if any(indicator.frequency == kind for indicator in indicators):
                period = Period.containing(kind, self._month.start)
                while period.year >= self._month.year - YEARS_BACK:
                    if period.end <= self._month.end:
                        yield period
                    period = period.previous()


def _written(period: Period) -> str:
    """Return the period as text that no spreadsheet takes for a number or a date."""
    return f"år {period.code}" if period.kind == "year" else period.code


def _open_figures(indicator: Indicator) -> tuple[bool, bool, bool]:
    """Return whether count, denominator and persons are to be filled in."""
    counts_events = (
        indicator.counts == "events" and indicator.kind == "count" and indicator.sensitivity != "open"
    )
    return True, indicator.kind == "share", counts_events or indicator.kind == "median"
