"""One sheet of a workbook, written from the top down in one look.

Owns: formats, columns, print set-up, and how a table of the model becomes cells. Must not know: what a report
says. A column whose cells tell two figures behind a share becomes columns of their own: value, numerator and
denominator.
"""

from collections.abc import Sequence
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components import theme
from components.formats import MARK_MEANINGS, MARKS
from reports.model import Cell, Column, Identity, Style, Table

FONT = "Arial"
FIRST_WIDTH = 50
WIDTH = 13
COLUMNS = 8
"""Texts run over this many columns, and the paper is as wide."""
A4 = 9
LINE = 98
"""Characters that fit on a line right of the first column, counted low."""
ROW_HEIGHT = 15
NUMBER_FORMATS: dict[Style | Literal["mean"], str] = {
    "percent": "0 %",
    "whole": "#,##0",
    "days": 'General" dagar"',
    "money": '#,##0" kronor"',
    "positions": 'General" årsarbetare"',
    "mean": "#,##0.0",
}
MOST_COLUMNS = 16


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def add(**properties: object) -> Format:
            return book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})

        self.title = add(bold=True, font_size=16, font_color=theme.BLUE, text_wrap=True)
        self.subtitle = add(bold=True, font_size=12, font_color=theme.BLUE)
        self.demo = add(bold=True, border=1)
        self.text = add(text_wrap=True)
        self.plain = add()
        self.term = add(bold=True)
        self.head = add(bold=True, text_wrap=True, bottom=2, valign="bottom", align="left", indent=1)
        self.head_first = add(bold=True, text_wrap=True, bottom=2, valign="bottom")
        self.head_number = add(bold=True, text_wrap=True, bottom=2, valign="bottom", align="right")
        line = {"bottom": 1, "bottom_color": theme.GRID}
        self.name = add(bold=True, text_wrap=True, **line)
        self.cell = add(text_wrap=True, align="left", indent=1, **line)
        self.right = add(align="right", **line)
        self.numbers = {style: add(num_format=text, **line) for style, text in NUMBER_FORMATS.items()}


class Sheet:
    """A sheet that is filled downwards. Knows its next free row."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, identity: Identity, styles: Styles) -> None:
        self.name = name
        self.styles = styles
        self.worksheet: Worksheet = book.add_worksheet(name)
        self.row = 0
        self._set_up(identity)

    def _set_up(self, identity: Identity) -> None:
        sheet = self.worksheet
        sheet.set_column(0, 0, FIRST_WIDTH)
        sheet.set_column(1, MOST_COLUMNS, WIDTH)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
        left = " · ".join(text for text in (identity.owner, identity.demo) if text)
        sheet.set_header(f"&L&9{_plain(left)}&R&9{_plain(identity.subtitle)}")
        sheet.set_footer(f"&L&9{_plain(identity.selection)} {_plain(identity.source)}&R&9Sida &P av &N")
        if identity.demo:
            sheet.write_string(self.row, 0, identity.demo, self.styles.demo)
            self.row += 1
        self.text(identity.colophon)

    def heading(self, text: str) -> None:
        """Write the heading of the sheet."""
        self._across(text, self.styles.title, height=24 if len(text) < LINE else 44)

    def subheading(self, text: str) -> None:
        """Write a heading within the sheet, with a free row over it."""
        self.row += 1
        self.worksheet.write_string(self.row, 0, text, self.styles.subtitle)
        self.row += 1

    def signs(self) -> None:
        """Write what the signs mean."""
        self.subheading("Teckenförklaring")
        for sign, meaning in MARK_MEANINGS.items():
            self.pair(sign, meaning)

    def text(self, text: str) -> None:
        """Write a text over all columns."""
        self._across(text, self.styles.text, height=ROW_HEIGHT * (1 + len(text) // (LINE + FIRST_WIDTH)))

    def strong(self, text: str) -> None:
        """Write a text that stands out over what belongs to it."""
        self._across(text, self.styles.term, height=ROW_HEIGHT)

    def pair(self, term: str, text: str) -> None:
        """Write a term and its text."""
        self.worksheet.write_string(self.row, 0, term, self.styles.term)
        self.worksheet.merge_range(self.row, 1, self.row, COLUMNS - 1, "", self.styles.text)
        self.worksheet.write_string(self.row, 1, text, self.styles.text)
        self.worksheet.set_row(self.row, ROW_HEIGHT * (1 + len(text) // LINE))
        self.row += 1

    def head(self, names: Sequence[str], *, row: int) -> None:
        """Write column headings at a row of choice: the first names the rows, the others figures."""
        for place, name in enumerate(names):
            style = self.styles.head_number if place else self.styles.head_first
            self.worksheet.write_string(row, place, name, style)
        self.worksheet.set_row(row, ROW_HEIGHT * 4)

    def skip(self, rows: int) -> None:
        """Leave rows free."""
        self.row += rows

    def table(self, table: Table) -> None:
        """Write a table under its caption."""
        self.subheading(table.caption)
        head_row, first_row = self.row, self.row + 1
        place = 0
        for number, column in enumerate(table.columns):
            cells = [row[number] for row in table.rows]
            names = _names(column, cells)
            for offset, name in enumerate(names):
                self.worksheet.write_string(head_row, place + offset, name, self._head(number, column))
            for offset, cell in enumerate(cells):
                self._cell(first_row + offset, place, cell, is_first=number == 0, is_number=column.is_number)
                if len(names) > 1:
                    self._behind(first_row + offset, place + len(names) - 2, cell)
            place += len(names)
        self.worksheet.set_row(head_row, ROW_HEIGHT * 2)
        for offset, row in enumerate(table.rows):
            self.worksheet.set_row(first_row + offset, ROW_HEIGHT * _lines(table, row))
        self.row = first_row + len(table.rows)
        for note in table.notes:
            self.text(note)

    def _head(self, number: int, column: Column) -> Format:
        if column.is_number:
            return self.styles.head_number
        return self.styles.head if number else self.styles.head_first

    def _cell(self, row: int, place: int, cell: Cell, *, is_first: bool, is_number: bool) -> None:
        if cell.number is not None and cell.style in self.styles.numbers:
            self.worksheet.write_number(row, place, cell.number, self.styles.numbers[cell.style])
        elif is_first:
            self.worksheet.write_string(row, place, cell.text, self.styles.name)
        else:
            self.worksheet.write_string(
                row, place, cell.text, self.styles.right if is_number else self.styles.cell
            )

    def _behind(self, row: int, place: int, cell: Cell) -> None:
        """Write numerator and denominator, or the text of a cell that has none."""
        for offset in (0, 1):
            if cell.of is not None:
                number = cell.of[offset]
                self.worksheet.write_number(row, place + offset, number, self.styles.numbers["whole"])
            else:
                text = cell.text if cell.mark not in ("", "shown") else MARKS["not_applicable"]
                self.worksheet.write_string(row, place + offset, text, self.styles.right)

    def _across(self, text: str, style: Format, *, height: float) -> None:
        self.worksheet.merge_range(self.row, 0, self.row, COLUMNS - 1, "", style)
        self.worksheet.write_string(self.row, 0, text, style)
        self.worksheet.set_row(self.row, height)
        self.row += 1


def _names(column: Column, cells: Sequence[Cell]) -> tuple[str, ...]:
    """The columns that a column of the model becomes."""
    if not any(cell.of is not None for cell in cells):
        return (column.name,)
    behind = column.behind or (f"{column.name}, täljare", f"{column.name}, nämnare")
    return (column.name, *behind) if any(cell.number is not None for cell in cells) else behind


def _lines(table: Table, row: Sequence[Cell]) -> int:
    """How many lines the longest text of a row needs; numbers and what stands like them never wrap."""
    widths = (FIRST_WIDTH, *[WIDTH + 2] * (len(row) - 1))
    texts = [
        (cell.text, width)
        for cell, column, width in zip(row, table.columns, widths, strict=True)
        if not column.is_number
    ]
    return max((1 + (len(text) - 1) // width for text, width in texts), default=1)


def _plain(text: str) -> str:
    """A text in a margin, where `&` begins a command."""
    return text.replace("&", "&&")
