"""Periods as people write them.

Owns every spelling that can be understood without asking, and what to ask about the others. Must not know
indicators: which kind of period belongs where is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from data.periods import PERIOD_KINDS, Period, PeriodError, PeriodKind
from data.reading.grid import Cell, clean, text_of

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9, "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8,
    "october": 10, "oct": 10,
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_QUARTER = r"(?:kvartal|kvart|kv|k|q)\.?"
_TERTIAL = r"(?:tertial|tert|t)\.?"
_YEAR = r"((?:19|20)\d\d)"
_HEADING_PARTS = {
    "manad": re.compile(_MONTH),
    "kvartal": re.compile(_QUARTER + r" ?[1-4]"),
    "tertial": re.compile(_TERTIAL + r" ?[1-3]"),
}
_LONGEST = 60
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_FIRST, _SERIAL_LAST = 36_526, 73_050  # the years 2000 to 2099


@dataclass(frozen=True)
class Unclear:
    """A period that cannot be understood without asking.

    code: ambiguous_period, us_date, week_period, span_period or unknown_period. guesses: what it may be.
    """

    code: str
    guesses: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A period, and whether a calendar date had been written for it."""

    period: Period
    from_date: bool = False


Parsed = Understood | Unclear


def parse_period(cell: Cell, *, expected: PeriodKind) -> Parsed:
    """Return the period in the cell. `expected` decides which period a calendar date stands for."""
    if isinstance(cell, datetime):
        return _of_date(cell.date(), expected)
    if isinstance(cell, date):
        return _of_date(cell, expected)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and _SERIAL_FIRST <= cell <= _SERIAL_LAST:
        return _of_date(_EXCEL_EPOCH + timedelta(days=int(cell)), expected)
    text = clean(text_of(cell)).casefold()
    if re.fullmatch(r"\d{5}", text) and _SERIAL_FIRST <= int(text) <= _SERIAL_LAST:
        return _of_date(_EXCEL_EPOCH + timedelta(days=int(text)), expected)
    return _parse_text(text, expected)


def parse_parts(*, year: Cell, month: Cell = None, quarter: Cell = None, tertial: Cell = None) -> Parsed:
    """Return the period of a year and a month, quarter or tertial given apart.

    The month as word or number.
    """
    found_year = year_number(year)
    if found_year is None:
        return Unclear("unknown_period")
    if month is not None:
        number = month_number(month)
        return _period("month", found_year, number) if number else parse_period(month, expected="month")
    if quarter is not None:
        number = _ordinal(quarter, _QUARTER)
        return _period("quarter", found_year, number)
    if tertial is not None:
        number = _ordinal(tertial, _TERTIAL)
        return _period("tertial", found_year, number)
    return _period("year", found_year, 1)


def year_number(cell: Cell) -> int | None:
    """Return the year in the cell, or None."""
    found = re.fullmatch(r"(?:år |helår )?" + _YEAR, clean(text_of(cell)).casefold())
    return int(found.group(1)) if found else None


def month_number(cell: Cell) -> int | None:
    """Return the number of the month in the cell (3, 03, `mars`, `mar.`, `M03`), or None."""
    text = clean(text_of(cell)).casefold()
    if re.fullmatch(_MONTH, text):
        return _MONTH_NUMBERS[text.rstrip(".")]
    found = re.fullmatch(r"m?(\d{1,2})", text)
    return int(found.group(1)) if found and 1 <= int(found.group(1)) <= 12 else None


def heading_parts(cell: Cell) -> dict[str, Cell]:
    """Return what a column heading says of the period.

    `period`, or `ar`, `manad`, `kvartal`, `tertial`; else {}.
    """
    if isinstance(cell, date | datetime):
        return {"period": cell}
    text = clean(text_of(cell)).casefold()
    for name, pattern in _HEADING_PARTS.items():
        if pattern.fullmatch(text):
            return {name: text}
    if year_number(cell) is not None:
        return {"ar": cell}
    if isinstance(cell, str) and isinstance(_parse_text(text, "month"), Understood):
        return {"period": cell}
    return {}


@lru_cache(maxsize=20_000)
def _parse_text(text: str, expected: PeriodKind) -> Parsed:
    for pattern, understand in _SPELLINGS if len(text) <= _LONGEST else ():
        found = pattern.fullmatch(text)
        if found:
            return understand(found, expected)
    return Unclear("unknown_period")


def _period(kind: PeriodKind, year: int, number: int | None) -> Parsed:
    months = {"month": 1, "quarter": 3, "tertial": 4, "year": 12}[kind]
    try:
        return Understood(Period(kind, date(year, ((number or 0) - 1) * months + 1, 1)))
    except (ValueError, PeriodError):
        return Unclear("unknown_period")


def _of_date(day: date, expected: PeriodKind) -> Parsed:
    """A date stands for its month; for a longer period only when it is its first or last day."""
    period = Period.containing(expected, day)
    if expected == "month" or day in (period.start, period.end):
        return Understood(period, from_date=True)
    return Unclear("ambiguous_period", (period,))


def _ordinal(cell: Cell, word: str) -> int | None:
    found = re.fullmatch(rf"(?:{word} ?)?(\d)", clean(text_of(cell)).casefold())
    return int(found.group(1)) if found else None


def _months(found: re.Match[str], _: PeriodKind) -> Parsed:
    return _period("month", int(found.group("y")), int(found.group("n")))


def _named_month(found: re.Match[str], _: PeriodKind) -> Parsed:
    return _period("month", int(found.group("y")), _MONTH_NUMBERS[found.group("m").rstrip(".")])


def _short_year(found: re.Match[str], _: PeriodKind) -> Parsed:
    guess = _period("month", 2000 + int(found.group("y")), _MONTH_NUMBERS[found.group("m").rstrip(".")])
    return Unclear("ambiguous_period", (guess.period,) if isinstance(guess, Understood) else ())


def _quarters(found: re.Match[str], _: PeriodKind) -> Parsed:
    return _period("quarter", int(found.group("y")), int(found.group("n")))


def _tertials(found: re.Match[str], _: PeriodKind) -> Parsed:
    return _period("tertial", int(found.group("y")), int(found.group("n")))


def _years(found: re.Match[str], _: PeriodKind) -> Parsed:
    return _period("year", int(found.group("y")), 1)


def _spans(found: re.Match[str], _: PeriodKind) -> Parsed:
    """Months from-to are a period when they make up exactly a quarter, a tertial or a year."""
    first, last = (_MONTH_NUMBERS[found.group(name).rstrip(".")] for name in ("a", "b"))
    kinds: tuple[tuple[PeriodKind, int], ...] = (("quarter", 3), ("tertial", 4), ("year", 12))
    for kind, length in kinds:
        if last - first + 1 == length and (first - 1) % length == 0:
            return _period(kind, int(found.group("y")), (first - 1) // length + 1)
    return Unclear("span_period")


def _dates(found: re.Match[str], expected: PeriodKind) -> Parsed:
    try:
        return _of_date(date(int(found.group("y")), int(found.group("m")), int(found.group("d"))), expected)
    except ValueError:
        return Unclear("unknown_period")


def _date_spans(found: re.Match[str], _: PeriodKind) -> Parsed:
    """Two dates are a period when they are its first and last day."""
    try:
        first, last = (date.fromisoformat(found.group(name)) for name in ("a", "b"))
    except ValueError:
        return Unclear("unknown_period")
    for kind in PERIOD_KINDS:
        period = Period.containing(kind, first)
        if (first, last) == (period.start, period.end):
            return Understood(period)
    return Unclear("span_period")


def _slashed(found: re.Match[str], expected: PeriodKind) -> Parsed:
    """3/4/2025 may be either; 3/25/2025 can only be the American order, 25/3/2025 only ours."""
    year, one, two = (int(found.group(name)) for name in ("y", "a", "b"))
    readings = []
    for month, day in ((two, one), (one, two)):
        try:
            readings.append(_of_date(date(year, month, day), expected))
        except ValueError:
            continue
    periods = tuple(reading.period for reading in readings if isinstance(reading, Understood))
    if not readings:
        return Unclear("unknown_period")
    if len(set(readings)) == 1:
        return readings[0]
    return Unclear("us_date", periods)


_Y, _N2 = r"(?P<y>(?:19|20)\d\d)", r"(?P<n>0?[1-9]|1[0-2])"
_M = _MONTH.replace("(", "(?P<m>", 1)
_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], PeriodKind], Parsed]], ...] = tuple(
    (re.compile(pattern), understand)
    for pattern, understand in (
        (rf"{_Y}(?P<n>0[1-9]|1[0-2])", _months),                                # 202503
        (rf"{_Y} ?[-.:m/] ?{_N2}", _months),                                    # 2025-03, 2025M03, 2025/03
        (rf"{_N2} ?[-./] ?{_Y}", _months),                                      # 03-2025
        (rf"{_M}[-/ ,]*{_Y}", _named_month),                                    # mars 2025
        (rf"{_Y}[-/ ,]*{_M}", _named_month),                                    # 2025 mars
        (rf"{_M} ?[-' /]? ?(?P<y>\d\d)", _short_year),                          # mar-25
        (rf"{_Y} ?[-/:,]? ?{_QUARTER} ?(?P<n>[1-4])", _quarters),               # 2025 kv 1, 2025K1, 2025Q1
        (rf"{_QUARTER} ?(?P<n>[1-4]) ?[-/:,]? ?{_Y}", _quarters),               # Q1 2025
        (rf"(?P<n>[1-4]):?[ae]? kvartalet ?{_Y}", _quarters),                   # 1:a kvartalet 2025
        (rf"{_Y} ?[-/:,]? ?{_TERTIAL} ?(?P<n>[1-3])", _tertials),               # 2025T1
        (rf"{_TERTIAL} ?(?P<n>[1-3]) ?[-/:,]? ?{_Y}", _tertials),               # T1 2025
        (rf"(?P<n>[1-3]):?[ae]? tertialet ?{_Y}", _tertials),
        (rf"(?:år |helår ?)?{_Y}(?: helår)?", _years),                          # 2025
        (rf"{_Y}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?:[ t]\d\d:\d\d(?::\d\d)?)?", _dates),
        (r"(?P<a>\d{4}-\d\d-\d\d) ?(?:--?|till|t\.o\.m\.|tom) ?(?P<b>\d{4}-\d\d-\d\d)", _date_spans),
        (rf"{_Y}(?P<m>\d\d)(?P<d>\d\d)", _dates),                               # 20250331
        (rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_Y}", _dates),                 # 31.3.2025
        (rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})[/ ]{_Y}", _slashed),              # 3/4/2025
        (rf"{_MONTH.replace('(', '(?P<a>', 1)} ?- ?{_MONTH.replace('(', '(?P<b>', 1)} ?{_Y}", _spans),
        (rf"{_Y} ?[-/] ?(?:\d\d|\d{{4}})", lambda *_: Unclear("span_period")),  # 2021–2024, 2025/26
        (rf"(?:v|vecka|w)\.? ?\d{{1,2}},? ?{_Y}|{_Y} ?[-, ]? ?(?:v|vecka|w)\.? ?\d{{1,2}}".replace("?P<y>",
                                                                                                   "?:"),
         lambda *_: Unclear("week_period")),                                    # v. 45 2021
    )
)  # fmt: skip
