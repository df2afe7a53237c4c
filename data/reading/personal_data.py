"""Personal data in a file: whether there are any, and whether a value may be repeated.

Owns the search that refuses a whole file, in every cell, heading, sheet name, comment and in the file's name,
and the rule for what a message may echo. Its answers hold the kind and the place, never the value. Must not
know what the file is about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.reading.first_names import FIRST_NAMES
from data.reading.grid import Cell, Document, clean, column_letter, comparable, is_empty, text_of
from data.reading.numbers import NoNumber, parse_number
from data.reading.periods_text import MONTHS

_BETWEEN = "\0"  # stands between cells so that no pattern reaches from one into the next

# Ten or twelve digits: date, sign, four digits. Spaces and signs may stand within; the check digit decides.
_NUMBER = re.compile(
    r"(?<!\d)(?:(?:18|19|20)\s?)?(\d\d)[-/. ]?(\d\d)[-/. ]?(\d\d)(\s{0,2}[-+]?\s{0,2})(\d\d ?\d\d)(?!\d)"
)
# Reserve numbers: a date and then letters, as given to people without a personal number.
_RESERVE = re.compile(r"(?<!\d)(?:18|19|20)\d\d(\d\d)(\d\d)[-+ ]?(?:[A-Za-zÅÄÖåäö]{1,2}\d{2,3})(?!\w)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_MOBILE = re.compile(r"(?<!\d)(?:\+46|0046|0)[ -]?7[02369](?:[ -]?\d){7}(?!\d)")
_CASE_WORD = re.compile(
    r"\b(?:ärendenr|ärendenummer|ärende-?id|aktnr|aktnummer|personakt|akt nr|ärende nr)\b\W{0,3}\w*\d",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(r"(?<!\w)[A-ZÅÄÖ]{1,5}[ -]?(?:19|20)\d\d[/-](\d{3,7})(?!\w)")
_FULL_NAME = re.compile(
    r"(?<![\w-])([A-ZÅÄÖÉ][\w-]{1,20})(?: [A-ZÅÄÖ]\.?)? ([A-ZÅÄÖÉ][a-zåäöéü]{2,20}(?:-[A-ZÅÄÖ]\w+)?)(?![\w])"
)
_NAME_LAST_FIRST = re.compile(r"(?<![\w-])([A-ZÅÄÖÉ][a-zåäöéü-]{2,20}), ([A-ZÅÄÖÉ][\w-]{1,20})(?![\w])")
_PRINTED_BY = re.compile(
    r"^(?:utskriv|utskrift|skapad|framtagen|uttag|rapport(?:en)? (?:skapad|uttagen|av))", re.IGNORECASE
)

_MANY_DIGITS = 6
# What may be shown in spite of many digits: periods, dates and numbers with thousands apart.
_HARMLESS = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])|(?:19|20)\d\d[-/](?:\d\d|\d{4}|\d\d-\d\d)|\d{1,3}(?: \d{3})+"
    r"|(?:v|vecka|w)\.? ?\d{1,2},? ?(?:19|20)\d\d|(?:19|20)\d\d,? ?(?:v|vecka|w)\.? ?\d{1,2}"
    r"|\d{1,2}[./]\d{1,2}[./ ](?:19|20)\d\d"
)

# Headings of columns that hold personal data, in comparable form; the second set only with text below it.
_HEADINGS = frozenset(
    comparable(word)
    for word in (
        "personnummer", "personnr", "pnr", "pers.nr", "persnr", "person-id", "personid", "samordningsnummer",
        "födelsenummer", "födelsedatum", "födelsedag", "född", "förnamn", "efternamn", "tilltalsnamn",
        "personnamn",
        "klientnamn", "brukarnamn", "fullständigt namn", "för- och efternamn", "e-post", "epost",
        "e-postadress",
        "mail", "mejl", "mejladress", "mailadress", "email", "e-mail", "telefon", "telefonnummer", "mobil",
        "mobilnummer", "adress", "gatuadress", "bostadsadress", "ärendenummer", "ärendenr", "ärende-id",
        "ärendeid",
        "aktnummer", "aktnr", "personakt", "klientnummer", "klientnr", "klient-id", "klientid",
        "anställningsnummer",
        "anställningsnr", "användarnamn", "first name", "last name", "full name", "social security number",
    )
)  # fmt: skip
_HEADINGS_OVER_TEXT = frozenset(
    comparable(word)
    for word in (
        "namn", "name", "klient", "klienter", "brukare", "medarbetare", "medarbetarens namn", "anställd",
        "deltagare",
        "deltagarens namn", "person", "elev", "student", "användare", "handläggare", "socialsekreterare",
        "user",
        "kursdeltagare", "participant", "employee",
    )
)  # fmt: skip
_NO_LAST_NAMES = frozenset(MONTHS) | frozenset(
    ["antal", "statistik", "rapport", "enhet", "period", "underlag", "kvartal", "tertial", "mottagning",
     "mottagningen", "boende", "boendet", "öppenvård", "summa", "totalt", "norrköping", "kommun"]
)  # fmt: skip


@dataclass(frozen=True)
class Suspicion:
    """Personal data seem to be here. place: Swedish, `kolumn 'Pnr'`; row: where there is one."""

    kind: str
    place: str
    row: int | None = None
    column: str | None = None


def find_personal_data(
    document: Document, *, file_name: str, is_known_name: Callable[[str], bool], header_rows: Sequence[int]
) -> Suspicion | None:
    """Return the first sign of personal data anywhere in the file, or None.

    is_known_name: says whether a text is a name of the catalogue (a unit called Elsa is no person).
    header_rows: for each sheet, the row number of its header, 0 where none was found.
    """
    if kind := kind_in_text(file_name.replace("_", " "), is_known_name=is_known_name):
        return Suspicion(kind, "filens namn")
    for sheet, header_row in zip(document.sheets, header_rows, strict=True):
        if sheet.name and (kind := kind_in_text(sheet.name, is_known_name=is_known_name)):
            return Suspicion(kind, "ett blads namn")
        found = _in_headings(sheet.rows, sheet.numbers, header_row, is_known_name)
        found = found or _in_cells(sheet.rows, sheet.numbers, header_row, is_known_name)
        if found:
            return found
    for text in document.comments:
        if kind := kind_in_text(text, is_known_name=is_known_name):
            return Suspicion(kind, "en kommentar eller textruta")
    if kind := _strict_kind(_BETWEEN.join(document.other_texts)):
        return Suspicion(kind, "text utanför cellerna")
    return None


def kind_in_text(text: str, *, is_known_name: Callable[[str], bool]) -> str | None:
    """Return what kind of personal data the text seems to hold, or None."""
    return _strict_kind(text) or _case_kind(text) or _name_kind(text, is_known_name)


def may_echo(text: str) -> bool:
    """Say whether a message may repeat the text.

    Nothing with many digits, an address or what may be a name.
    """
    normal = _normal(text)
    if sum(character.isdigit() for character in normal) >= _MANY_DIGITS and not _HARMLESS.fullmatch(
        normal.casefold()
    ):
        return False
    kinds = (_strict_kind(text), _case_kind(text), _in_table_kind(text))
    return "@" not in normal and not _looks_like_name(normal) and not any(kinds)


@lru_cache(maxsize=50_000)
def _normal(text: str) -> str:
    """The text with plain spaces, hyphens and digits, whatever alphabet they were written in."""
    composed = clean(text)
    if composed.isascii():
        return composed
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in composed)


def _strict_kind(text: str) -> str | None:
    normal = text if text.isascii() else _BETWEEN.join(_normal(part) for part in text.split(_BETWEEN))
    for found in _NUMBER.finditer(normal):
        year, month, day, sign, spaced = found.groups()
        last = spaced.replace(" ", "")
        dated = _is_calendar(int(month), int(day))
        plain = (
            "-" in sign or "+" in sign
        )  # typed as a personal number: a slip in the check digit changes nothing
        written_straight = found.group(0).replace(sign, "", 1).strip().isdigit() if sign.strip() else False
        if dated and (_luhn(year + month + day + last) or (plain and written_straight)):
            return "personnummer"
    for found in _RESERVE.finditer(normal):
        if _is_calendar(int(found.group(1)), int(found.group(2))):
            return "personnummer"
    if "@" in normal and _EMAIL.search(normal):
        return "e-post"
    if _MOBILE.search(normal):
        return "telefonnummer"
    return None


def _case_kind(text: str) -> str | None:
    if _CASE_WORD.search(text):
        return "ärendenummer"
    return None


def _name_kind(text: str, is_known_name: Callable[[str], bool]) -> str | None:
    return "namn" if _looks_like_name(clean(text)) and not is_known_name(text) else None


@lru_cache(maxsize=50_000)
def _looks_like_name(text: str) -> bool:
    for pattern, first, last in ((_FULL_NAME, 1, 2), (_NAME_LAST_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            given, family = found.group(first).casefold(), found.group(last).casefold()
            if given in FIRST_NAMES and family not in _NO_LAST_NAMES:
                return True
    return False


def _is_calendar(month: int, day: int) -> bool:
    """Month and day exist; the day of a coordination number is 60 more. February 29 exists in some year."""
    day = day - 60 if day > 60 else day
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(digits):
        product = int(digit) * (2 if position % 2 == 0 else 1)
        total += product - 9 if product > 9 else product
    return total % 10 == 0


def _in_headings(
    rows: Sequence[Sequence[Cell]],
    numbers: Sequence[int],
    header_row: int,
    is_known_name: Callable[[str], bool],
) -> Suspicion | None:
    """Look for headings of personal data in the first rows; the header may be none that we know."""
    last = max(header_row, 30)
    for position, (number, cells) in enumerate(zip(numbers, rows, strict=True)):
        if number > last:
            break
        for column, cell in enumerate(cells):
            if not isinstance(cell, str) or len(cell) > 60:
                continue
            if number > header_row > 0 and is_known_name(cell):
                continue  # a value of the table: a way in may be called Telefon
            heading = comparable(cell)
            below = (row[column] for row in rows[position + 1 :] if column < len(row))
            if heading in _HEADINGS and any(not is_empty(value) for value in below):
                return Suspicion("kolumn", f"kolumn '{clean(cell)}'", number, clean(cell))
            if heading in _HEADINGS_OVER_TEXT and _are_names(below, is_known_name):
                return Suspicion("kolumn", f"kolumn '{clean(cell)}'", number, clean(cell))
    return None


def _are_names(cells: Iterable[Cell], is_known_name: Callable[[str], bool]) -> bool:
    return any(
        isinstance(cell, str) and parse_number(cell) is NoNumber.TEXT and not is_known_name(cell)
        for cell in cells
    )


def _in_cells(
    rows: Sequence[Sequence[Cell]],
    numbers: Sequence[int],
    header_row: int,
    is_known_name: Callable[[str], bool],
) -> Suspicion | None:
    headings = next((row for number, row in zip(numbers, rows, strict=True) if number == header_row), ())
    for number, cells in zip(numbers, rows, strict=True):
        texts = [text_of(cell) for cell in cells]
        in_table = number >= header_row > 0
        if not _suspected(texts, in_table=in_table):
            continue
        is_printed_by = not in_table and any(_PRINTED_BY.match(clean(text)) for text in texts)
        for column, text in enumerate(texts):
            kind = _strict_kind(text) or _case_kind(text) or (_in_table_kind(text) if in_table else None)
            if kind is None and not is_printed_by:
                kind = _name_kind(text, is_known_name)
            if kind:
                heading = _heading_name(headings, column)
                return Suspicion(kind, heading, number, heading.removeprefix("kolumn ").strip("'"))
    return None


def _suspected(texts: Sequence[str], *, in_table: bool) -> bool:
    """Look at the row as a whole first.

    Nearly every row is clean, and one look is cheaper than one a cell.
    """
    line = _BETWEEN.join(texts)
    if _strict_kind(line) or _case_kind(line) or (in_table and _in_table_kind(line)):
        return True
    return any(" " in text and _looks_like_name(clean(text)) for text in texts)


def _in_table_kind(text: str) -> str | None:
    """Return `ärendenummer` for what looks like one in the table; in a title it is the assignment's own."""
    for found in _CASE_NUMBER.finditer(text):
        if not re.match(r"(?:19|20)\d\d$", found.group(1)):  # 2025/2026 is a school year
            return "ärendenummer"
    return None


def _heading_name(headings: Sequence[Cell], column: int) -> str:
    heading = clean(text_of(headings[column])) if column < len(headings) else ""
    if heading and len(heading) <= 60 and may_echo(heading):
        return f"kolumn '{heading}'"
    return f"kolumn {column_letter(column)}"
