"""What a reading gives back: rows, messages, questions, and how the file was understood.

Owns the types that the rest of the product sees. Must not know how files are read, nor the words of any
message (messages.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from data.periods import Period

NOT_SPLIT = "all"


@dataclass(frozen=True)
class Message:
    """One thing to tell the person who hands in the file.

    row: row number as shown in the file; None when it is about the whole file.
    column: the column's heading, or its letter where the heading must not be repeated.
    value: what stands there; always None wherever personal data are suspected.
    code: stable name of the kind of message, see messages.py.
    message: Swedish text: what, where, how to mend it.
    sheet: in quotes or as a number, where the file has several.
    """

    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str
    sheet: str | None = None


@dataclass(frozen=True)
class Choice:
    """One possible answer: `value` is what goes into the answers, `label` is the Swedish text beside it."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """Something only a human can decide.

    code: the key of the answer in `answers`; the same question about the same source has the same code.
    default: the answer used until somebody answers; None where there is no safe one, and then the question
    also stands among the errors.
    """

    code: str
    row: int | None
    column: str | None
    text: str
    choices: tuple[Choice, ...]
    default: str | None


@dataclass(frozen=True)
class ReportedRow:
    """One reported figure.

    org: id of a unit, an area or the office, as the indicator is reported.
    gender, age, category: `all` where the figure is not split.
    count: the count, numerator, median or 1/0; None when the file says that it is not reported.
    denominator: only for shares. persons: distinct persons behind it, never published.
    row: row number in the file.
    """

    indicator: str
    org: str
    period: Period
    gender: str
    age: str
    category: str
    count: int | float | None
    denominator: int | None
    persons: int | None
    row: int

    @property
    def key(self) -> tuple[str, str, Period, str, str, str]:
        """What identifies the figure, whatever its value."""
        return (self.indicator, self.org, self.period, self.gender, self.age, self.category)

    @property
    def figures(self) -> tuple[int | float | None, int | None, int | None]:
        """The reported numbers: count, denominator, persons."""
        return (self.count, self.denominator, self.persons)


@dataclass(frozen=True)
class Layout:
    """How the file was understood, in the words shown to the reader.

    encoding and delimiter: None for workbooks. header_row: row number of the (last) header row.
    orientation: long (one figure a row) or wide (several figures a row). profile: id of the profile used.
    number: of the sheet, from 1. is_read: False where a human has left the sheet out. source: what files from
    the same source have in common, so that answers about one hold for the next.
    """

    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int | None
    orientation: str | None
    profile: str | None = None
    number: int = 1
    is_read: bool = True
    source: str = ""


@dataclass(frozen=True)
class PreviewRow:
    """One row as it was understood, with Swedish names: what step 2 of the coordinator's page shows."""

    row: int
    indicator: str
    org: str
    period: str
    gender: str
    age: str
    category: str
    count: str
    denominator: str
    persons: str


@dataclass(frozen=True)
class Reading:
    """The result of reading one file: rows to store, or errors and no rows.

    file: name of the file, without anything that looks like personal data. sha256: of its bytes, in hex.
    rows_read: rows with figures that were found, sum rows included.
    """

    file: str
    sha256: str
    rows_read: int
    rows: tuple[ReportedRow, ...]
    repairs: tuple[Message, ...]
    warnings: tuple[Message, ...]
    errors: tuple[Message, ...]
    questions: tuple[Question, ...] = ()
    preview: tuple[PreviewRow, ...] = ()
    layout: tuple[Layout, ...] = ()

    @property
    def accepted(self) -> bool:
        """Say whether the file may be stored."""
        return not self.errors
