"""Published figures as files to keep: CSV that Swedish Excel opens right, and a workbook.

Owns: the two formats. Must not know: what the figures mean, queries, Dash. The caller gives rows ready to
write; hidden figures arrive as their sign, never as a number.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Value = str | int | float | None
BYTE_ORDER_MARK = "\ufeff"
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that starts so is run as a formula by some spreadsheets when they open a CSV."""

WIDEST_COLUMN = 40
ABOUT_SHEET = "Om filen"
LONGEST_SHEET_NAME = 31
"""What Excel allows."""


@dataclass(frozen=True)
class FigureFile:
    """What a file holds.

    Attributes:
        title: What the figures are.
        columns: Headings.
        rows: One tuple a row, as many values as there are columns; None is an empty cell.
        percent_columns: Which columns hold fractions to be shown as per cent in a workbook.
        about: Names and texts for the sheet about the file.
        published_at: Stands as the workbook's time, so that the same figures give the same file.
    """

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    percent_columns: frozenset[int]
    about: Sequence[tuple[str, str]]
    published_at: datetime


def csv_bytes(file: FigureFile) -> bytes:
    """Write semicolons, decimal comma, UTF-8 with byte order mark, one heading row."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(file.columns)
    writer.writerows([_csv_value(value) for value in row] for row in file.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def xlsx_bytes(file: FigureFile) -> bytes:
    """Write a workbook: the figures as numbers, and a sheet about the file; no formulas, no links."""
    return workbook_bytes(
        [("Siffror", file)], title=file.title, about=file.about, published_at=file.published_at
    )


def workbook_bytes(
    files: Sequence[tuple[str, FigureFile]],
    *,
    title: str,
    about: Sequence[tuple[str, str]],
    published_at: datetime,
) -> bytes:
    """Write a workbook with several files of figures, a sheet each, and a sheet about them all.

    Args:
        files: Name of the sheet and what it holds. What a name may not hold is left out of it.
        title: Of the workbook.
        about: Names and texts for the sheet about the file.
        published_at: Stands as the workbook's time.
    """
    content = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": published_at})
        heading = workbook.add_format({"bold": True, "bottom": 1})
        percent = workbook.add_format({"num_format": "0.0 %"})
        for name, file in files:
            _figures_sheet(workbook.add_worksheet(_sheet_name(name)), file, heading=heading, percent=percent)
        _about_sheet(
            workbook.add_worksheet(ABOUT_SHEET),
            about,
            bold=workbook.add_format({"bold": True, "valign": "top"}),
            wrapped=workbook.add_format({"text_wrap": True, "valign": "top"}),
        )
    return content.getvalue()


def _figures_sheet(sheet: Worksheet, file: FigureFile, *, heading: Format, percent: Format) -> None:
    sheet.write_row(0, 0, file.columns, heading)
    for number, row in enumerate(file.rows, start=1):
        for column, value in enumerate(row):
            is_percent = column in file.percent_columns and isinstance(value, float)
            sheet.write(number, column, value, percent if is_percent else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(file.rows), 1), len(file.columns) - 1)
    for column, width in enumerate(_widths(file)):
        sheet.set_column(column, column, width)


def _about_sheet(
    sheet: Worksheet, about: Sequence[tuple[str, str]], *, bold: Format, wrapped: Format
) -> None:
    sheet.set_column(0, 0, 28, bold)
    sheet.set_column(1, 1, 90, wrapped)
    for number, (name, value) in enumerate(about):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)


def _sheet_name(name: str) -> str:
    return "".join(sign for sign in name if sign not in "[]:*?/\\'")[:LONGEST_SHEET_NAME]


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0").replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if len(value) > 1 and value.startswith(DANGEROUS_STARTS) else value


def _widths(file: FigureFile) -> list[int]:
    return [
        min(WIDEST_COLUMN, 2 + max(len(heading), *(len(str(row[column] or "")) for row in file.rows), 0))
        for column, heading in enumerate(file.columns)
    ]
