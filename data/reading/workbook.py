"""From a checked workbook to sheets.

Owns what only the XML tells: hidden sheets, rows and columns, formulas without a calculated value, comments.
python-calamine reads the cells; it reads files that openpyxl cannot (no dimension, dead drawing links). Must
not know what any cell means.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
from dataclasses import dataclass
from functools import cache

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.reading import limits
from data.reading.grid import Cell, Document, Sheet, column_position
from data.reading.guard import Checked
from data.reading.refusal import RefusedFileError

_P = rb"(?:[^\s<>/:]{1,40}:)?"  # the namespace prefix some writers put before every element
# Possessive quantifiers (*+): a run of blanks must not make the search slow.
# Row or cell; letters and number of its place where that comes first, as nearly all programs write it.
_ELEMENT = re.compile(
    rb"<"
    + _P
    + rb'(row|c)(?: r="([A-Z]{0,3})([0-9]{1,7})")?+((?:\s++[\w:.-]++\s*+=\s*+"[^"<>]*+")*+)\s*+(/?)>'
)
_ANY_ELEMENT = re.compile(rb"<" + _P + rb"(?:row|c)[\s/>]")
_PLACE = re.compile(rb'\sr\s*=\s*"([^"]*)"')
_LETTERS_NUMBER = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_EMPTY_FORMULA = re.compile(
    rb"<" + _P + rb"c\s([^<>]*+)>\s*+<" + _P + rb"f(?:\s[^<>]*+)?(?:/>|>[^<>]*+</" + _P + rb"f>)\s*+"
    rb"(?:<" + _P + rb"v\s*+/>|<" + _P + rb"v>\s*+</" + _P + rb"v>)?\s*+</" + _P + rb"c>"
)
_COLUMN = re.compile(rb"<" + _P + rb"col\s([^<>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_SHEET = re.compile(rb"<" + _P + rb"sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<" + _P + rb"Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_LONGEST_ATTRIBUTES = 2_000
_TEXT = re.compile(rb">([^<>]+)<")
_PAGE_HEADER = re.compile(rb"<" + _P + rb"(?:odd|even|first)(?:Header|Footer)(>[^<>]*<)")
_PROPERTY_NAMES = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy)>[^<>]*<")
_AUTHOR = re.compile(rb"<" + _P + rb"author>([^<>]*)</")
EXCEL_ERROR = "#FEL!"
"""What a cell with an Excel error is read as, whatever the error: calamine gives an empty text."""


@dataclass(frozen=True)
class _Marks:
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    formulas: frozenset[tuple[int, int]]
    errors: frozenset[tuple[int, int]]


_NO_MARKS = _Marks(frozenset(), frozenset(), frozenset(), frozenset())


def read_workbook(checked: Checked) -> Document:
    """Return every sheet of the workbook, hidden ones too; RefusedFileError when it is damaged or too big."""
    paths = _sheet_paths(checked.parts)
    # Every part with cells, also those that we find no name for: the parser may find one.
    measured = {path: _marks(part) for path, part in checked.parts.items() if b"sheetData" in part}
    marks = {name: measured.get(path, _NO_MARKS) for name, path in paths.items()}
    workbook = _open(checked.content)
    sheets = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        if metadata.name not in marks:  # a sheet whose XML we could not measure is not handed to the parser
            raise RefusedFileError("damaged")
        rows = _rows(workbook, metadata.name)
        hidden = metadata.visible != SheetVisibleEnum.Visible
        sheets.append(_sheet(metadata.name, rows, marks[metadata.name], hidden=hidden))
    return Document(tuple(sheets), comments=_comments(checked.parts), other_texts=_other_texts(checked.parts))


def _open(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # A panic in the Rust parser is no Exception, and its text may quote the file: it goes no further.
        raise RefusedFileError("damaged") from None


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Cell]]:
    try:
        sheet = workbook.get_sheet_by_name(name)
        rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        merged = sheet.merged_cell_ranges or []
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        raise RefusedFileError("damaged") from None
    for (first_row, first_column), (last_row, _) in merged:
        for row in range(first_row + 1, min(last_row + 1, len(rows))):
            if first_column < len(rows[row]) and rows[row][first_column] == "":
                rows[row][first_column] = rows[first_row][first_column]
    return rows


def _sheet(name: str, rows: list[list[Cell]], marks: _Marks, *, hidden: bool) -> Sheet:
    for row, column in marks.errors:
        if row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = EXCEL_ERROR
    cells = tuple(tuple(None if cell == "" else cell for cell in row) for row in rows)
    return Sheet(
        name,
        cells,
        tuple(range(1, len(cells) + 1)),
        hidden=hidden,
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        formulas_without_value=marks.formulas,
    )


def _marks(part: bytes) -> _Marks:
    """Measure one sheet's XML and note what calamine does not tell.

    The parser makes room for all cells up to the last, so it never gets a sheet where it may see another last
    cell than we do: what is not written as every known program writes it is refused.
    """
    found = _ELEMENT.findall(part)
    if len(found) != len(_ANY_ELEMENT.findall(part)):
        raise RefusedFileError("damaged")
    row = column = last_row = last_column = 0
    filled_rows, hidden_rows = set(), set()
    errors = set()
    for element, first_letters, first_number, attributes, closed in found:
        letters, number = first_letters, first_number
        if not number and (place := _PLACE.search(attributes)):
            letters, number = _place(place)
        if bool(letters) != (element == b"c" and bool(number)):
            raise RefusedFileError("damaged")
        if element == b"row":
            row, column = int(number) if number else row + 1, -1
            if _HIDDEN.search(attributes):
                hidden_rows.add(row)
            continue
        column = _column(letters) if letters else column + 1
        at = int(number) if number else row
        if closed:
            continue
        filled_rows.add(at)
        if b't="e"' in attributes:
            errors.add((at, column))
        last_row, last_column = max(last_row, at), max(last_column, column)
    if last_row > limits.MOST_ROWS or len(filled_rows) > limits.MOST_ROWS:
        raise RefusedFileError("too_many_rows", limit=limits.MOST_ROWS)
    if last_column >= limits.MOST_COLUMNS:
        raise RefusedFileError("too_many_columns", limit=limits.MOST_COLUMNS)
    if last_row * (last_column + 1) > limits.MOST_CELLS:
        raise RefusedFileError("too_many_rows", limit=limits.MOST_ROWS)
    formulas = {
        _position(attributes)
        for attributes in _EMPTY_FORMULA.findall(part)
        if b't="str"' not in attributes  # an empty text is a value too
    }
    return _Marks(
        hidden_rows=frozenset(hidden_rows & filled_rows),
        hidden_columns=frozenset(_hidden_columns(part, last_column)),
        formulas=frozenset(position for position in formulas if position),
        errors=frozenset(errors),
    )


def _place(place: re.Match[bytes]) -> tuple[bytes, bytes]:
    """Return letters and number of a place, `B12`, that does not stand first in its element."""
    found = _LETTERS_NUMBER.fullmatch(place.group(1))
    if found is None:
        raise RefusedFileError("damaged")
    return found.group(1), found.group(2)


@cache
def _column(letters: bytes) -> int:
    return column_position(letters.decode())


def _position(attributes: bytes) -> tuple[int, int] | None:
    place = _PLACE.search(b" " + attributes)
    if place is None:
        return None
    letters, number = _place(place)
    return int(number), _column(letters)


def _hidden_columns(part: bytes, last_column: int) -> list[int]:
    found = []
    for attributes in _COLUMN.findall(part):
        values = _attributes(attributes)
        if _HIDDEN.search(attributes) and values.get("min", "").isdigit() and values.get("max", "").isdigit():
            found += range(int(values["min"]) - 1, min(int(values["max"]), last_column + 1))
    return found


def _attributes(raw: bytes) -> dict[str, str]:
    text = raw[:_LONGEST_ATTRIBUTES].decode("utf-8", errors="replace")
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Return sheet names with the parts they are stored in."""
    book = next((name for name in parts if name.casefold().endswith("workbook.xml")), "")
    folder, file = posixpath.split(book)
    relations = parts.get(posixpath.join(folder, "_rels", file + ".rels"), b"")
    targets = {}
    for raw in _RELATION.findall(relations):
        attributes = _attributes(raw)
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        targets[attributes.get("Id", "")] = posixpath.normpath(path)
    found = {}
    for raw in _SHEET.findall(parts.get(book, b"")):
        attributes = _attributes(raw)
        identifier = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        found[attributes.get("name", "")] = targets.get(identifier, "")
    return found


def _comments(parts: dict[str, bytes]) -> tuple[str, ...]:
    """Return comments, text boxes and page headers, without the names of those who wrote the comments."""
    found: list[str] = []
    for name, part in parts.items():
        lowered = name.casefold()
        if "/worksheets/sheet" in lowered:
            found += [text for raw in _PAGE_HEADER.findall(part) for text in _texts(raw)]
        elif "comment" in lowered or "/drawings/" in lowered:
            # Excel puts the name of the colleague first in the comment: that is no client.
            authors = {html.unescape(raw.decode("utf-8", errors="replace")) for raw in _AUTHOR.findall(part)}
            found += [text for text in _texts(part) if text.strip().rstrip(":") not in authors]
    return tuple(found)


def _other_texts(parts: dict[str, bytes]) -> tuple[str, ...]:
    """Return the remaining texts: properties, defined names, shared texts that no cell shows any more."""
    found: list[str] = []
    for name, part in parts.items():
        lowered = name.casefold()
        if "/persons/" in lowered or "/theme/" in lowered or "/worksheets/sheet" in lowered:
            continue
        if lowered.endswith((".rels", "styles.xml", "[content_types].xml")):
            continue
        found += _texts(_AUTHOR.sub(b"><", _PROPERTY_NAMES.sub(b"><", part)))
    return tuple(found)


def _texts(part: bytes) -> list[str]:
    return [html.unescape(raw.decode("utf-8", errors="replace")) for raw in _TEXT.findall(part)]
