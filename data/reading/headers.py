"""Column headings: which column holds what.

Owns the roles of columns and the search for the header, one to three rows high. Must not know what is done
with the cells below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.reading.grid import Cell, clean, column_letter, comparable, is_empty, text_of
from data.reading.heading_words import (
    FIELD_OF,
    FREE_TEXT,
    GENDER_HEADINGS,
    KEY_FIELDS,
    MEASURES,
    PERHAPS_TEXT,
    SUM_WORDS,
)
from data.reading.names import Vocabulary
from data.reading.numbers import Number, parse_number, unit_word
from data.reading.periods_text import heading_parts, year_number
from data.reading.personal_data import may_echo

_UNIT_IN_HEADING = re.compile(r"^(.*?)[\s,]*[(\[,]\s*(?:i )?([^()\[\]]{1,12})[)\]]?$")
_SEARCHED_ROWS = 80
_HIGHEST = 3
_LONGEST = 80


@dataclass(frozen=True)
class Column:
    """One column of a table.

    role: key (gives a field), measure (gives a figure), label (text that may say what the row is) or unknown.
    holds: the key field or the measure. fixed: fields that the heading itself gives, as `manad` in a wide
    form.
    unit: the unit of measure in the heading. label: the heading as it may be shown.
    """

    position: int
    role: str
    holds: str = ""
    fixed: Mapping[str, Cell] = field(default_factory=dict)
    unit: str = ""
    label: str = ""

    @property
    def is_free_text(self) -> bool:
        """Say whether the heading announces comments."""
        return comparable(self.label) in FREE_TEXT


@dataclass(frozen=True)
class Header:
    """The header of a table: positions of its first and last row in the sheet, and the columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def is_wide(self) -> bool:
        """Say whether headings give periods, units or sexes, so that a row holds several figures."""
        return any(column.fixed for column in self.columns)

    @property
    def score(self) -> int:
        """The number of columns that are understood."""
        return sum(column.role in ("key", "measure") for column in self.columns)

    @property
    def merit(self) -> tuple[int, int, int, int]:
        """What makes one header better than another.

        Several rows only when they say more than one; the first of headers that are repeated on every page.
        """
        said = sum(bool(column.holds) + len(column.fixed) for column in self.columns)
        return (self.score, said, self.first - self.last, -self.first)


def field_of(heading: str) -> str:
    """Return the field a heading stands for, or nothing."""
    return FIELD_OF.get(comparable(_without_unit(heading)[0]), "")


def is_heading(cell: str) -> bool:
    """Say whether the text is a known heading; used to choose the delimiter."""
    return bool(field_of(cell)) or bool(heading_parts(cell))


def is_sum_word(text: str) -> bool:
    """Say whether the text means that the row or column is a sum of the others."""
    return comparable(text) in SUM_WORDS


def find_header(
    rows: Sequence[Sequence[Cell]],
    *,
    words: Vocabulary,
    extra: Mapping[str, str] | None = None,
    is_wide: bool | None = None,
) -> Header | None:
    """Return the header with most understood columns, or None.

    extra: further headings (in comparable form) with the field they stand for, from a profile.
    is_wide: only a header of that form, where a human has chosen.
    """
    found = []
    for position in range(min(len(rows), _SEARCHED_ROWS)):
        for height in range(1, _HIGHEST + 1):
            labels = _labels(rows, position, height)
            if labels is None:
                continue
            header = Header(position, position + height - 1, _columns(labels, words, extra or {}))
            if _is_table(header) and is_wide in (None, header.is_wide):
                found.append(header)
    best = max(found, key=lambda header: header.merit, default=None)
    return best and replace(best, columns=_with_figures_only(best, rows))


def _with_figures_only(header: Header, rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Leave out columns whose heading may stand for figures but has none below: `Målgrupp` over `unga`."""
    below = rows[header.last + 1 : header.last + 1 + _SEARCHED_ROWS]
    return tuple(
        replace(column, role="unknown", holds="", fixed={})
        if column.holds == "namnare"
        and comparable(column.label) in PERHAPS_TEXT
        and not any(column.position < len(row) and _is_figure(row[column.position]) for row in below)
        else column
        for column in header.columns
    )


def _labels(rows: Sequence[Sequence[Cell]], position: int, height: int) -> list[tuple[Cell, ...]] | None:
    """Return the headings of each column from top to bottom; the rows above the last are filled right."""
    if position + height > len(rows):
        return None
    *above, lower = rows[position : position + height]
    if sum(not is_empty(cell) for cell in lower) < 2 or any(map(_is_figure, lower)):
        return None
    filled = []
    for upper, below in zip(above, rows[position + 1 : position + height], strict=True):
        said = [column for column, cell in enumerate(upper) if not is_empty(cell)]
        if not said or said == [0] or _is_data_below(upper, below):  # a single text to the left is a title
            return None
        filled.append(_filled_right(upper, len(lower)))
    return list(zip(*filled, lower, strict=True))


def _filled_right(cells: Sequence[Cell], width: int) -> list[Cell]:
    found: list[Cell] = []
    for cell in (*cells[:width], *[None] * (width - len(cells))):
        found.append(found[-1] if is_empty(cell) and found else cell)
    return found


def _is_figure(cell: Cell) -> bool:
    """Say whether the cell is a number and no year: a row with figures is no header."""
    return isinstance(parse_number(cell), Number) and year_number(cell) is None


def _is_data_below(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Say whether something else stands below a key heading: then the lower row is the first row of data."""
    return any(
        field_of(text_of(above)) in KEY_FIELDS and not is_empty(below) and text_of(above) != text_of(below)
        for above, below in zip(upper, lower, strict=False)
    )


def _is_table(header: Header) -> bool:
    fields = Counter(column.holds for column in header.columns if column.role == "key")
    measures = [column for column in header.columns if column.role == "measure"]
    return header.score >= 2 and bool(measures) and (len(fields) >= 1 or len(measures) >= 2)


def _columns(
    labels: list[tuple[Cell, ...]], words: Vocabulary, extra: Mapping[str, str]
) -> tuple[Column, ...]:
    parts = [_heading_fields(label, words, extra) for label in labels]
    # In a row without heading words, one text that happens to be a unit or a sex is a title or a data row.
    kinds = Counter(name for fixed, _, _ in parts for name in fixed)
    needed = 1 if any(name in KEY_FIELDS for _, name, _ in parts) else 2
    columns = []
    for position, (label, (fixed, name, unit)) in enumerate(zip(labels, parts, strict=True)):
        kept = {key: value for key, value in fixed.items() if kinds[key] >= needed or key == "summa"}
        shown = clean(" ".join(dict.fromkeys(text_of(cell) for cell in label if not is_empty(cell))))
        shown = shown[:60] if shown and may_echo(shown) else column_letter(position)
        lowest = next((text_of(cell) for cell in reversed(label) if not is_empty(cell)), "")
        if name in KEY_FIELDS and (not kept or field_of(lowest) == name):
            columns.append(Column(position, "key", name, {}, unit, shown))
        elif name in MEASURES or any(key != "summa" for key in kept):
            columns.append(Column(position, "measure", name or "antal", kept, unit, shown))
        elif "summa" in kept:
            columns.append(Column(position, "measure", "antal", kept, unit, shown))
        else:
            blank = all(is_empty(cell) for cell in label)
            columns.append(Column(position, "label" if blank else "unknown", "", {}, unit, shown))
    if not any(column.fixed and "summa" not in column.fixed for column in columns):
        columns = [
            Column(c.position, "unknown", "", {}, c.unit, c.label) if "summa" in c.fixed else c
            for c in columns
        ]
    return tuple(_beside_counts(columns))


def _beside_counts(columns: Sequence[Column]) -> list[Column]:
    """Let a denominator belong to the one count it can stand beside.

    Under `mars` stand `Fått frågan` and `Målgrupp`: only the first says which indicator both are about.
    """
    counts = [column.fixed for column in columns if column.role == "measure" and column.holds == "antal"]
    found = []
    for column in columns:
        if column.role == "measure" and column.holds != "antal" and column.fixed not in counts:
            told = set(column.fixed.items())
            beside = [fixed for fixed in counts if told < set(fixed.items())]
            beside = beside if "summa" in column.fixed else [one for one in beside if "summa" not in one]
            if len(beside) == 1:
                found.append(replace(column, fixed=beside[0]))
                continue
        found.append(column)
    return found


def _heading_fields(
    label: tuple[Cell, ...], words: Vocabulary, extra: Mapping[str, str]
) -> tuple[dict[str, Cell], str, str]:
    """Return what one column's headings give: fixed fields, key or measure, unit of measure."""
    fixed: dict[str, Cell] = {}
    name = unit = ""
    for cell in label:
        if is_empty(cell):
            continue
        text, found_unit = _without_unit(text_of(cell))
        unit = found_unit or unit
        key = comparable(text)
        found = extra.get(comparable(text_of(cell))) or extra.get(key) or FIELD_OF.get(key)
        if not found and clean(text) == "%":
            found = "andel"
        if found:
            name = found if found in MEASURES or not name else name
        elif key in SUM_WORDS:
            fixed["summa"] = cell
        elif key in GENDER_HEADINGS:
            fixed["kon"] = text
        elif parts := heading_parts(cell):
            fixed |= parts
        elif isinstance(cell, str):
            fixed |= _catalogue_fields(text, words)
    return fixed, name, unit


def _catalogue_fields(text: str, words: Vocabulary) -> dict[str, Cell]:
    if words.indicators.has(text):
        return {"indikator": text}
    if words.organisations.has(text):
        return {"enhet": text}
    if any(names.has(text) for names in words.categories.values()):
        return {"kategori": text}
    return {}


def _without_unit(heading: str) -> tuple[str, str]:
    """Split `Antal (tkr)` or `Kostnad, tkr` into the heading and its unit of measure."""
    text = clean(heading)
    found = _UNIT_IN_HEADING.match(text) if len(text) <= _LONGEST else None
    if found and (unit := unit_word(found.group(2))):
        return found.group(1), unit
    return text, ""
