"""From text to one sheet: delimiter and rows of a CSV file.

Owns the choice of delimiter and the row numbers (as an editor shows them). Must not know encodings, nor what
the
cells mean: it is told which words count as headings. `csv.Sniffer` is not used, it answers carriage return on
Swedish statistics files.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable

from data.reading import limits
from data.reading.grid import Sheet
from data.reading.refusal import RefusedFileError

DELIMITERS = (";", "\t", ",", "|")
_SEPARATOR_LINE = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
_LINES_TRIED = 200


def read_delimited(text: str, *, is_heading: Callable[[str], bool]) -> tuple[Sheet, str]:
    """Return the text as a sheet, and its delimiter.

    is_heading: says whether a cell is a known column heading; the delimiter that shows most headings in one
    row wins, then the one that gives the most rows of equal width. RefusedFileError when a quote is never
    closed or there are too many rows.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "").lstrip("\ufeff")
    skipped = 0
    first, _, rest = text.partition("\n")
    stated = _SEPARATOR_LINE.match(first)
    if stated:
        text, skipped = rest, 1
    delimiter = stated.group(1) if stated else _best_delimiter(text, is_heading)
    rows, numbers = [], []
    for number, cells in _rows(text, delimiter):
        if len(rows) >= limits.MOST_ROWS:
            raise RefusedFileError("too_many_rows", limit=limits.MOST_ROWS)
        if len(cells) > limits.MOST_COLUMNS:
            raise RefusedFileError("too_many_columns", limit=limits.MOST_COLUMNS)
        rows.append(tuple(cells))
        numbers.append(number + skipped)
    return Sheet(None, tuple(rows), tuple(numbers)), delimiter


def _best_delimiter(text: str, is_heading: Callable[[str], bool]) -> str:
    # A forgotten quote at the end of the sample is no reason to give up on a delimiter.
    sample = "\n".join(text.split("\n", _LINES_TRIED)[:_LINES_TRIED])

    def merit(delimiter: str) -> tuple[int, int, int]:
        try:
            rows = [cells for _, cells in _rows(sample, delimiter) if any(cell.strip() for cell in cells)]
        except RefusedFileError:
            rows = []
        headings = max((sum(map(is_heading, cells)) for cells in rows), default=0)
        # Title and footnote rows are short: only the rows of the most usual width above one count.
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        width, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (headings if headings > 1 else 0, alike, width)

    return max(DELIMITERS, key=merit)


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            if reader.line_num - before > limits.MOST_LINES_IN_A_CELL:
                raise RefusedFileError("unclosed_quote", row=before + 1)
            found.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        raise RefusedFileError("unclosed_quote", row=before + 1) from None
    return found


def delimiter_name(delimiter: str) -> str:
    """Return the Swedish name of the delimiter."""
    return {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}.get(delimiter, delimiter)
