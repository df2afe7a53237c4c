"""The report as frozen values: everything a reader is told, nothing about page, slide or sheet.

Owns the types that `build.py` and `yearly.py` make and that every renderer (page, PDF, slides, workbook)
draws. Must not know: queries, Dash, typst, Office formats. A figure that is not shown has a text, `..`, and
no number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from components.figures.chart import Chart
from components.formats import MARK_MEANINGS, MARKS, of_text
from components.status import Status
from components.tables import TableView
from reports.identity import Identity

Style = Literal["text", "percent", "whole", "days", "money", "positions"]


class ModelError(ValueError):
    """A report that must not be made: a hidden figure with a number, a row that does not fit its table."""


@dataclass(frozen=True)
class Cell:
    """One place in a table.

    Attributes:
        text: What is read: `62 %`, `212 av 340`, `..`, a word.
        number: The same as a number where it is one figure: a fraction for per cent.
        style: How a spreadsheet is to write the number.
        mark: Of the published cell; empty for what is no figure.
        of: The two figures behind a share, where the cell tells them.
    """

    text: str
    number: float | None = None
    style: Style = "text"
    mark: str = ""
    of: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.mark not in ("", "shown") and not (self.number is self.of is None):
            raise ModelError(f"a figure marked {self.mark} must not carry a number")

    @property
    def full(self) -> str:
        """What is read, with what stands behind it: `62 % (212 av 340)`."""
        has_both = self.of is not None and self.number is not None
        return f"{self.text} ({of_text(*self.of)})" if has_both and self.of else self.text


@dataclass(frozen=True)
class Column:
    """A column heading; `is_number` aligns it right. `share` is its part of the width that is left over by
    the columns without one, which are as wide as what stands in them. `behind` names the two figures behind
    a share where they get columns of their own."""

    name: str
    is_number: bool = False
    share: float | None = None
    behind: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """A table; the first column names its row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ModelError(f"{self.caption}: {len(row)} cells under {len(self.columns)} headings")

    @property
    def view(self) -> TableView:
        """The table as texts, for HTML."""
        return TableView(
            caption=self.caption,
            columns=tuple(column.name for column in self.columns),
            rows=tuple(tuple(cell.full for cell in row) for row in self.rows),
            notes=self.notes,
        )

    @property
    def marks(self) -> frozenset[str]:
        """The marks, other than `shown`, that occur in the table."""
        return frozenset(cell.mark for row in self.rows for cell in row) - {"", "shown"}


@dataclass(frozen=True)
class Headline:
    """The figure a spread begins with.

    Attributes:
        name: Code and name: `FRÅ1 Fått frågan`.
        period: `tertial 2 2026`.
        figure: `72 %`.
        base: `912 av 1 262`; empty where there is none.
        target: `mål 80 procent`; empty without one.
        status: Against the target, in word and shape.
        change: `+4 procentenheter mot tertial 2 2025`; empty where nothing can be compared.
        reported: `11 av 12 enheter har rapporterat.`
        variation: Whether the change is larger than the ordinary variation; empty where it cannot be said.
        finding: The heading that says what is found.
        sentences: Figure, change, target and who has reported, a thought each.
    """

    name: str
    period: str
    figure: str
    base: str
    target: str
    status: Status
    change: str
    reported: str
    variation: str
    finding: str
    sentences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of them after each other."""
        return " ".join(self.sentences)


@dataclass(frozen=True)
class Step:
    """A milestone of a measure: what was decided and what has been done."""

    day: date
    text: str
    done: bool


@dataclass(frozen=True)
class Definition:
    """One indicator's definition: terms and texts."""

    name: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Spread:
    """One measure. `chart` and `headline` are None where nothing has been reported for it yet.

    Attributes:
        number, short_name, name: Of the measure.
        facts: What was proposed, how it stands, who is responsible, as terms and texts.
        steps: Milestones, oldest first.
        headline: The main indicator in the period of the report.
        indicator: Id of the main indicator.
        chart, chart_caption: The main indicator over time, and what the picture is called.
        figures: Every indicator of the measure in the period; None where it has none.
        chart_table: The figures of the chart.
        areas, genders: The main indicator by area; every indicator by women and men. None where they are
            not published so.
        missing: Sentences about what is not reported or not shown.
        definitions: Of every indicator.
    """

    number: int
    short_name: str
    name: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    headline: Headline | None
    indicator: str
    chart: Chart | None
    chart_caption: str
    figures: Table | None
    chart_table: Table | None
    areas: Table | None
    genders: Table | None
    missing: tuple[str, ...]
    definitions: tuple[Definition, ...]

    @property
    def heading(self) -> str:
        """`Åtgärd 3: Fråga`."""
        return f"Åtgärd {self.number}: {self.short_name}"

    @property
    def every_table(self) -> tuple[Table, ...]:
        """The tables in their order."""
        found = (self.figures, self.chart_table, self.areas, self.genders)
        return tuple(table for table in found if table is not None)

    @property
    def first_signs(self) -> tuple[tuple[str, str], ...]:
        """The signs that the headline and the chart show, with their meanings."""
        hidden = {mark for mark, sign in MARKS.items() if self.headline and self.headline.figure == sign}
        return signs_of(hidden, self.chart.marks if self.chart else ())


@dataclass(frozen=True)
class Report:
    """The committee report of one tertial.

    Attributes:
        summary: Five sentences.
        overview: The main figure of each measure.
        standing: What was proposed in each measure, what has been done, what remains and how it looks now.
        overview_notes: Which periods the figures are for, and what is an example.
        spreads: One a measure.
        about: Terms and texts about the report itself.
    """

    identity: Identity
    summary: tuple[str, ...]
    overview: Table
    standing: Table
    overview_notes: tuple[str, ...]
    spreads: tuple[Spread, ...]
    about: tuple[tuple[str, str], ...]

    @property
    def reading(self) -> str:
        """How to read the charts that show the ordinary variation; empty where none does."""
        texts = [spread.chart.reading for spread in self.spreads if spread.chart]
        return next((text for text in texts if text), "")


@dataclass(frozen=True)
class Section:
    """The tables of one measure in the yearly basis, with what is missing and the definitions."""

    number: int
    short_name: str
    name: str
    tables: tuple[Table, ...]
    missing: tuple[str, ...]
    definitions: tuple[Definition, ...]

    @property
    def heading(self) -> str:
        """`Åtgärd 3: Fråga`."""
        return f"Åtgärd {self.number}: {self.short_name}"


@dataclass(frozen=True)
class YearlyBasis:
    """The yearly statistical basis.

    Attributes:
        year: The calendar year.
        delivered: Whether the basis has been handed over, in a sentence.
        lead: Sentences about what it holds and what it does not.
        sections: One a measure.
        about: Terms and texts about the basis itself.
    """

    identity: Identity
    year: int
    delivered: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    about: tuple[tuple[str, str], ...]


def signs_of(*marks: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The signs of the marks with their meanings, a real zero first; nothing when every figure is shown."""
    found = frozenset(mark for group in marks for mark in group)
    signs = [MARKS[mark] for mark in MARKS if mark in found]
    return tuple((sign, MARK_MEANINGS[sign]) for sign in ("0", *signs)) if signs else ()
