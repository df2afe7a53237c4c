"""Numbers as people write them.

Owns decimal comma, thousands separators, minus signs, percent, units after the number, and the marks that
mean "not reported". Must not know columns or indicators: whether 7,5 may stand where it stands is decided
elsewhere.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache

from data.reading.grid import Cell, clean


class NoNumber(Enum):
    """Why a cell is no number."""

    EMPTY = "empty"
    NOT_REPORTED = "not_reported"
    EXCEL_ERROR = "excel_error"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True)
class Number:
    """A number as written.

    value: as written; 85 for `85 %`. percent: a percent sign stood after it. unit: kr, tkr, mnkr, dagar ...
    or empty. decimals: how many were written. decimal_mark: the sign used, empty for whole numbers and typed
    cells.
    thousand_point: a single point that could be either, as in 1.234. separated, signed: thousands separators
    or an unusual minus sign were read away.
    """

    value: int | float
    percent: bool = False
    unit: str = ""
    decimals: int = 0
    decimal_mark: str = ""
    thousand_point: bool = False
    separated: bool = False
    signed: bool = False


NOT_REPORTED_MARKS = frozenset(
    {"-", "--", "x", "xx", "..", "...", ".", "*", "**", "?", "saknas", "uppgift saknas", "n/a", "na", "n.a.",
     "null",
     "ej rapporterad", "ej_rapporterad", "ej tillämplig", "ej_tillämplig", "ej tillamplig", "ej_tillamplig",
     "nan",
     "ej aktuellt", "sekretess", "ingen uppgift", "e.r.", "i.u."}
)  # fmt: skip
_BELOW = re.compile(r"^(?:<|≤|färre än|under|mindre än)\s*\d{1,3}$")
_EXCEL_ERROR = re.compile(r"^#[\wÅÄÖåäö/]{1,20}[!?]?$")
_UNITS = {
    "kr": "kronor", "kronor": "kronor", "sek": "kronor", ":-": "kronor",
    "tkr": "tkr", "ksek": "tkr", "tusen": "tkr", "mnkr": "mnkr", "mkr": "mnkr", "msek": "mnkr",
    "st": "antal", "st.": "antal", "stycken": "antal", "personer": "antal", "pers": "antal", "pers.": "antal",
    "dagar": "dagar", "dag": "dagar", "dygn": "dagar", "d": "dagar", "veckor": "veckor", "vecka": "veckor",
    "timmar": "timmar", "tim": "timmar", "årsarbetare": "årsarbetare", "åa": "årsarbetare",
    "procent": "%", "%": "%",
}  # fmt: skip
_LONGEST = 60
_WITH_UNIT = re.compile(r"^([-+(]?\d[\d\s.,'’)-]*?)\s*(%|:-|[a-zåäö]+\.?)$")
_DIGITS = re.compile(r"^\d{1,15}$")
_GROUPED = re.compile(r"^(?!0[.,])\d{1,3}(?:([ '’.,])\d{3})(?:\1\d{3})*$")


def unit_word(text: str) -> str:
    """Return the unit a word in a heading means (`tkr`, `kronor`, `dagar`, `%`), or nothing."""
    return _UNITS.get(clean(text).casefold(), "")


def parse_number(cell: Cell) -> Number | NoNumber:
    """Return the number in the cell, or why there is none."""
    if cell is None:
        return NoNumber.EMPTY
    if isinstance(cell, bool):
        return Number(int(cell))
    if isinstance(cell, int):
        return Number(cell)
    if isinstance(cell, float):
        return _typed(cell)
    if isinstance(cell, date | datetime | time | timedelta):
        return NoNumber.DATE
    return _written(cell)


def _typed(cell: float) -> Number | NoNumber:
    if not math.isfinite(cell):
        return NoNumber.EXCEL_ERROR
    if cell.is_integer():
        return Number(int(cell))
    return Number(cell, decimals=len(repr(cell).partition(".")[2]))


@lru_cache(maxsize=50_000)
def _written(cell: str) -> Number | NoNumber:
    text = clean(cell).casefold()
    if not text:
        return NoNumber.EMPTY
    if text in NOT_REPORTED_MARKS or _BELOW.match(text):
        return NoNumber.NOT_REPORTED
    if _EXCEL_ERROR.match(text):
        return NoNumber.EXCEL_ERROR
    unit = ""
    with_unit = _WITH_UNIT.match(text) if len(text) <= _LONGEST else None
    if with_unit:
        unit = _UNITS.get(with_unit.group(2), "")
        if not unit:
            return NoNumber.TEXT
        text = with_unit.group(1).strip()
    sign, text, signed = _sign(text)
    signed = signed or (sign < 0 and "-" not in cell)
    number = _unsigned(text)
    if number is None:
        return NoNumber.TEXT
    percent = unit == "%"
    return Number(
        sign * number.value,
        percent=percent,
        unit="" if percent else unit,
        decimals=number.decimals,
        decimal_mark=number.decimal_mark,
        thousand_point=number.thousand_point,
        separated=number.separated,
        signed=signed,
    )


def _sign(text: str) -> tuple[int, str, bool]:
    """Return the sign, the text without it, and whether it was written in an unusual way."""
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip(), True
    if text.endswith("-"):
        return -1, text[:-1].strip(), True
    if text.startswith("-"):
        return -1, text[1:].strip(), False
    return 1, text.removeprefix("+").strip(), False


def _unsigned(text: str) -> Number | None:
    if _DIGITS.match(text):
        return Number(int(text))
    grouped = _GROUPED.match(text)
    if grouped:
        separator = grouped.group(1)
        digits = text.replace(separator, "")
        if separator == "," and text.count(",") == 1:  # 1,234 is a decimal comma in Sweden
            return Number(float(text.replace(",", ".")), decimals=3, decimal_mark=",")
        alone = separator == "." and text.count(".") == 1
        return Number(
            int(digits),
            separated=not alone,
            thousand_point=alone,
            decimals=0,
            decimal_mark="." if alone else "",
        )
    return _with_decimals(text)


def _with_decimals(text: str) -> Number | None:
    """Return a number with decimals after its last comma or point, thousands separated by another sign."""
    position = max(text.rfind(","), text.rfind("."))
    if position < 0:
        return None
    whole, mark, decimals = text[:position], text[position], text[position + 1 :]
    if not (decimals.isdecimal() and len(decimals) <= 15):
        return None
    separated = False
    if whole and not _DIGITS.match(whole):
        grouped = _GROUPED.match(whole)
        if grouped is None or grouped.group(1) == mark:
            return None
        whole, separated = whole.replace(grouped.group(1), ""), True
    value = float(f"{whole or '0'}.{decimals}")
    return Number(value, decimals=len(decimals), decimal_mark=mark, separated=separated)


def whole(value: float) -> int | float:
    """Return 44 for 44.0: the same number in another type is no other number."""
    return int(value) if float(value).is_integer() else value


def number_text(value: float) -> str:
    """Return the number as messages show it: no needless decimals, decimal comma."""
    return f"{value:g}".replace(".", ",") if abs(value) < 1e6 else f"{value:.0f}"
