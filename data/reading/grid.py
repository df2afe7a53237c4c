"""Sheets and cells as they stand in a file, and text in a form that can be compared.

Owns the table before anything has been understood. Must not know what any cell means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | int | float | bool | date | datetime | time | timedelta | None

# Soft hyphen, zero-width characters, direction marks, byte order mark: nothing a reader can see.
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
# Statistics tools write 0-4 with a soft hyphen, alone between the digits: there it is meant to be seen.
_SOFT_HYPHEN_IN_RANGE = re.compile(r"(?<=\d)\u00ad(?=\d)")
_PLAIN = {**_INVISIBLE, **_DASHES}


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or the whole of a text file.

    rows: its cells; numbers: the row number of each in the file. The sets hold row numbers and, for columns,
    positions from 0. formulas_without_value: (row number, column position).
    """

    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas_without_value: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Document:
    """A file as sheets. comments and other_texts stand outside the cells and are searched for personal data
    only.

    encoding and delimiter: None for workbooks. repairs: codes of messages about what was mended on the way.
    """

    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    comments: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def clean(text: str) -> str:
    """Return the text as a reader sees it: composed letters, plain spaces and hyphens, nothing invisible."""
    ranges = _SOFT_HYPHEN_IN_RANGE.sub("-", text)
    composed = unicodedata.normalize("NFKC", ranges).translate(_PLAIN)
    return " ".join(composed.split())


@lru_cache(maxsize=100_000)
def comparable(text: str) -> str:
    """Return letters and digits only, lower case, without accents.

    `Moa-mottagningen ` gives `moamottagningen`.
    """
    decomposed = unicodedata.normalize("NFKD", clean(text).casefold())
    return "".join(c for c in decomposed if c.isalnum() and not unicodedata.combining(c))


def text_of(cell: Cell) -> str:
    """Return the cell as text.

    Whole floats without decimals, dates in ISO form, nothing as the empty text.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def is_empty(cell: Cell) -> bool:
    """Say whether a reader would see nothing in the cell."""
    return cell is None or (isinstance(cell, str) and not clean(cell))


def column_letter(position: int) -> str:
    """Return the letter of the column as in Excel: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_position(letters: str) -> int:
    """Return the position of an Excel column letter: A is 0."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1


def words_of(text: str) -> list[str]:
    """Return the words of the text, cleaned and in lower case."""
    return re.findall(r"\w+", clean(text).casefold())
