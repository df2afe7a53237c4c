"""Where the header of a table seems to be, when none of its headings is known.

Owns that guess, which helps people find the fault in a file we cannot use. Must not know what headings mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.reading.grid import Cell, is_empty
from data.reading.numbers import Number, parse_number

_NEARLY = 0.6
_ROWS_BELOW = 3


def guess_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the position of the first row of text, nearly as wide as most rows, with figures below it.

    Title and source rows are narrow, and rows of figures are not mostly text. None when no row is like that.
    """
    widths = [sum(not is_empty(cell) for cell in row) for row in rows]
    usual = max(
        Counter(width for width in widths if width > 1).items(), key=lambda item: item[1], default=(0, 0)
    )[0]
    for position, (row, width) in enumerate(zip(rows, widths, strict=True)):
        figures = _figures(row)
        below = rows[position + 1 : position + 1 + _ROWS_BELOW]
        if usual and width >= max(2, _NEARLY * usual) and figures * 2 < width and any(map(_figures, below)):
            return position
    return None


def _figures(row: Sequence[Cell]) -> int:
    return sum(isinstance(parse_number(cell), Number) for cell in row)
