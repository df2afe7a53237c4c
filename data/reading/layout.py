"""How one sheet is laid out: header, title rows, profile, hidden parts.

Owns what is known of a sheet before its rows are read, and telling it. Must not know what the rows say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from data.reading.findings import Findings, echo
from data.reading.grid import Cell, Document, Sheet, clean, column_letter, comparable, is_empty, text_of
from data.reading.headers import Column, Header, find_header
from data.reading.labels import Labels
from data.reading.messages import listed, row_count, row_list
from data.reading.names import Vocabulary
from data.reading.numbers import Number, parse_number
from data.reading.profiles import Profile, fitting_profile
from data.reading.results import Layout
from data.reading.sources import source_of
from data.reading.table import Given, Table

YES, NO = "ja", "nej"
_PROFILE_ROWS = 40
_NUMBERS_MATTER = 4


@dataclass(frozen=True)
class SheetLayout:
    """One sheet as laid out. header: None where no table was found."""

    sheet: Sheet
    position: int
    header: Header | None
    context: dict[str, Given]
    labels: Labels
    profile: Profile | None

    @property
    def has_table(self) -> bool:
        """Say whether a header was found."""
        return self.header is not None

    @property
    def header_row(self) -> int:
        """The row number of the last header row, 0 where there is none."""
        return self.sheet.numbers[self.header.last] if self.header else 0

    @cached_property
    def has_numbers(self) -> bool:
        """Say whether the sheet holds figures at all."""
        found = 0
        for row in self.sheet.rows:
            found += sum(isinstance(parse_number(cell), Number) for cell in row)
            if found >= _NUMBERS_MATTER:
                return True
        return False

    @property
    def table(self) -> Table:
        """The sheet as a table to take rows from; only where a header was found."""
        if self.header is None:
            raise LookupError("no header")
        return Table(self.sheet, self.position, self.header, self.context, self.labels, self.profile)

    @property
    def formulas(self) -> frozenset[tuple[int, str]]:
        """Row number and heading of every cell whose formula lacks a value."""
        names = {column.position: column.label for column in self.header.columns} if self.header else {}
        return frozenset(
            (row, names.get(position, column_letter(position)))
            for row, position in self.sheet.formulas_without_value
        )

    @property
    def shown_name(self) -> str:
        """The sheet's name as it may be shown: in quotes, or its number."""
        name = echo(self.sheet.name or "")
        return f"'{name}'" if name else f"nummer {self.position + 1}"

    def ask_about_hidden(self, findings: Findings) -> bool:
        """Ask whether the hidden sheet should be read; return the answer."""
        code = f"hidden_sheet:{self.position + 1}"
        if findings.answers.get(code) == YES:
            return True
        findings.warning("hidden_sheet", name=self.shown_name)
        findings.ask_which(
            code, findings.last_warning, choices={NO: "Nej, läs det inte", YES: "Ja, läs det"}, default=NO
        )
        return False

    def without_left_out(self, findings: Findings) -> SheetLayout:
        """Return the layout without the hidden rows and columns that a human has said no to."""
        sheet, header = self.sheet, self.header
        if findings.answers.get(f"hidden_rows:{self.position + 1}") == NO and header:
            shown = [
                (number, row)
                for position, (number, row) in enumerate(zip(sheet.numbers, sheet.rows, strict=True))
                if position <= header.last or number not in sheet.hidden_rows
            ]
            sheet = replace(
                sheet, rows=tuple(row for _, row in shown), numbers=tuple(number for number, _ in shown),
                hidden_rows=frozenset(),
            )  # fmt: skip
        if findings.answers.get(f"hidden_columns:{self.position + 1}") == NO and header:
            header = _without(header, lambda column: column.position in sheet.hidden_columns)
            sheet = replace(sheet, hidden_columns=frozenset())
        return replace(self, sheet=sheet, header=header)

    def tell(self, findings: Findings) -> None:
        """Tell what was skipped, filled and hidden in the sheet."""
        if self.header is None:
            return
        above = sum(any(not is_empty(cell) for cell in row) for row in self.sheet.rows[: self.header.first])
        if above:
            findings.repair("rows_above_header", rows=row_count(above))
        if self.header.last > self.header.first:
            height = {1: "två", 2: "tre"}[self.header.last - self.header.first]
            findings.repair("filled_right", row=self.sheet.numbers[self.header.first], height=height)
        hidden = [row for row in sorted(self.sheet.hidden_rows) if row > self.header_row]
        if hidden and not self._is_answered("hidden_rows", findings):
            findings.warning("hidden_rows", row=hidden[0], rows=row_list(hidden))
            self._ask_hidden_parts("hidden_rows", findings)
        columns = [
            echo(column.label) or column_letter(column.position)
            for column in self.header.columns
            if column.position in self.sheet.hidden_columns and column.role != "label"
        ]
        if columns and not self._is_answered("hidden_columns", findings):
            findings.warning("hidden_columns", columns=listed(columns, word="och"))
            self._ask_hidden_parts("hidden_columns", findings)

    def _is_answered(self, topic: str, findings: Findings) -> bool:
        return f"{topic}:{self.position + 1}" in findings.answers

    def _ask_hidden_parts(self, topic: str, findings: Findings) -> None:
        choices = {YES: "Ja, läs dem", NO: "Nej, läs dem inte"}
        findings.ask_which(
            f"{topic}:{self.position + 1}", findings.last_warning, choices=choices, default=YES
        )


def lay_out(
    sheet: Sheet,
    position: int,
    *,
    name: str,
    words: Vocabulary,
    profiles: Sequence[Profile],
    is_wide: bool | None = None,
) -> SheetLayout:
    """Return how the sheet is laid out.

    name: the file's name, which may say what the file is about. is_wide: the form a human has chosen.
    """
    profile = fitting_profile(sheet.rows[:_PROFILE_ROWS], profiles)
    extra = profile.extra_headings if profile else None
    header = find_header(sheet.rows, words=words, extra=extra, is_wide=is_wide)
    labels = Labels(words)
    context: dict[str, Given] = {}
    for value, found in labels.context(PurePath(name).stem).items():
        context[value] = Given(found, 0, "filens namn")
    above = range(header.first) if header else range(0)
    for row in above:
        for cell in sheet.rows[row]:
            if isinstance(cell, str):
                for field, found in labels.context(cell).items():
                    context[field] = Given(found, sheet.numbers[row], "rubriken ovanför tabellen")
    if header:
        # `Mått 2026` over the rows says the year of all of them.
        for column in header.columns:
            year = labels.context(column.label).get("ar") if not column.fixed else None
            if year is not None and column.role != "measure":
                context["ar"] = Given(year, sheet.numbers[header.last], column.label)
    for field, found in labels.context(sheet.name or "").items():
        context[field] = Given(found, 0, "bladets namn")
    if profile:
        for row in above:
            context |= _from_titles(profile, sheet.rows[row], sheet.numbers[row])
        context |= {field: Given(value, 0, "profilen") for field, value in profile.fixed.items()}
    return SheetLayout(sheet, position, _without_ignored(header, profile), context, labels, profile)


def _from_titles(profile: Profile, cells: Sequence[Cell], number: int) -> dict[str, Given]:
    """Read `Mätdatum: 2025-12-31`, in one cell or two."""
    found: dict[str, Given] = {}
    for field, words in profile.title.items():
        for position, cell in enumerate(cells):
            text = clean(text_of(cell))
            if not comparable(text).startswith(comparable(words)):
                continue
            rest = text[len(words) :].strip(" :")
            following = next((c for c in cells[position + 1 :] if not is_empty(c)), None)
            value = rest or following
            if value is not None:
                found[field] = Given(value, number, "rubriken ovanför tabellen")
    return found


def _without_ignored(header: Header | None, profile: Profile | None) -> Header | None:
    if header is None or profile is None:
        return header
    return _without(header, lambda column: profile.ignores(column.label))


def _without(header: Header, left_out: Callable[[Column], bool]) -> Header:
    columns = tuple(
        Column(c.position, "ignored", "", {}, "", c.label) if left_out(c) else c for c in header.columns
    )
    return Header(header.first, header.last, columns)


def told_layout(layout: SheetLayout, document: Document, *, name: str, is_read: bool) -> Layout:
    """Return the layout in the words shown to the reader. name: the file's name."""
    return Layout(
        encoding=document.encoding,
        delimiter=document.delimiter,
        sheet=echo(layout.sheet.name) if layout.sheet.name else None,
        header_row=layout.header_row or None,
        orientation="wide" if layout.header and layout.header.is_wide else "long",
        profile=layout.profile.id if layout.profile else None,
        number=layout.position + 1,
        is_read=is_read,
        source=source_of(name, layout.header, layout.profile),
    )
