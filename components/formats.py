"""Swedish numbers, dates and marks as text.

Owns how a figure is written for a reader. Must not know where a figure comes from, nor Dash or SQL.
Every function is pure; texts use a no-break space (U+00A0) between thousands and before a unit, a decimal
comma and the real minus sign (U+2212).
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import isnan
from types import MappingProxyType

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

LOCALE = "sv"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

MARKS = MappingProxyType({"protected": "..", "not_applicable": ".", "not_reported": "-"})
"""The sign that stands in place of a figure, by the mark of its cell."""

MARK_MEANINGS = MappingProxyType(
    {
        "0": "ett riktigt noll: rapporterat, och antalet är noll",
        "..": "uppgiften visas inte eftersom underlaget är för litet",
        ".": "uppgift kan inte förekomma",
        "-": "inte rapporterat",
    }
)
"""What each sign means, in the words of the legend."""

MARK_WORDS = MappingProxyType({"..": "skyddad uppgift", ".": "ej tillämpligt", "-": "ej rapporterat"})
"""What a screen reader says where the eye sees a sign."""

PLURAL_UNITS = MappingProxyType(
    {"dagar": ("dag", "dagar"), "kronor": ("krona", "kronor"), "årsarbetare": ("årsarbetare", "årsarbetare")}
)

_MONTHS = tuple(get_month_names("wide", locale=LOCALE)[month] for month in range(1, 13))
_SHORT_MONTHS = tuple(
    get_month_names("abbreviated", locale=LOCALE)[month].rstrip(".") for month in range(1, 13)
)


class FormatError(ValueError):
    """A value, unit or period that has no Swedish way of writing."""


@lru_cache(maxsize=65536)
def number(value: float, decimals: int = 0) -> str:
    """Write a number: `144458` → `144 458`, `-7.25` with one decimal → `−7,3`. Halves go away from zero."""
    scale = 10**decimals
    rounded = int(abs(value) * scale + 0.5 + 1e-9) / scale
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(rounded, format=pattern, locale=LOCALE).replace(
        "\N{NARROW NO-BREAK SPACE}", NO_BREAK_SPACE
    )
    return f"{MINUS}{text}" if value < 0 and rounded else text


def signed(value: float, decimals: int = 0) -> str:
    """Write a change with its sign: `+5`, `−3`, `0`."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text != number(0, decimals) else text


@lru_cache(maxsize=65536)
def percent(fraction: float) -> str:
    """Write a fraction 0–1 as whole per cent: `0.616` → `62 %`.

    A share that is neither nothing nor everything is never rounded to `0 %` or `100 %`: it gets one decimal.
    """
    decimals = 1 if (0 < fraction < 0.005) or (0.995 <= fraction < 1) else 0
    return f"{number(fraction * 100, decimals)}{NO_BREAK_SPACE}%"


def percentage_points(difference: float) -> str:
    """Write a difference of two fractions: `0.05` → `+5 procentenheter`, `-0.01` → `−1 procentenhet`."""
    text = signed(difference * 100)
    noun = "procentenhet" if text.lstrip(f"+{MINUS}") == "1" else "procentenheter"
    return f"{text}{NO_BREAK_SPACE}{noun}"


def days(value: float) -> str:
    """Write a number of days: `1 dag`, `14 dagar`, `12,5 dagar`."""
    return _with_unit(value, "dagar")


def of_text(numerator: float, denominator: float) -> str:
    """Write the two figures behind a share: `212 av 340`."""
    return f"{number(numerator)} av {number(denominator)}"


def period_label(kind: str, start: date) -> str:
    """Name a period: `mars 2026`, `kvartal 1 2026`, `tertial 1 2026`, `2026`.

    Raises:
        FormatError: The kind is not month, quarter, tertial or year.
    """
    if kind == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if kind == "quarter":
        return f"kvartal {(start.month - 1) // 3 + 1} {start.year}"
    if kind == "tertial":
        return f"tertial {(start.month - 1) // 4 + 1} {start.year}"
    if kind == "year":
        return f"{start.year}"
    raise FormatError(f"unknown kind of period: {kind!r}")


def period_short(kind: str, start: date) -> str:
    """Name a period where space is scarce, as on an axis: `mars 2026`, `kv 1 2026`, `tert 1 2026`, `2026`.

    Raises:
        FormatError: The kind is not month, quarter, tertial or year.
    """
    if kind == "month":
        return f"{_SHORT_MONTHS[start.month - 1]} {start.year}"
    return period_label(kind, start).replace("kvartal", "kv").replace("tertial", "tert")


def date_text(day: date) -> str:
    """Write a date in running text: `23 november 2026`."""
    return format_date(day, "d MMMM y", locale=LOCALE)


def date_table(day: date) -> str:
    """Write a date in a table: `2026-11-23`."""
    return day.isoformat()


def list_text(items: Sequence[str]) -> str:
    """Join words: `Elsa, Frideborg och Moa`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} och {items[-1]}"


def value_text(value: float | None, unit_of_measure: str, mark: str = "shown") -> str:
    """Write the value of a published cell, or the sign of its mark.

    Args:
        value: A fraction 0–1 for `procent`, 1 or 0 for `ja/nej`, else the figure itself.
        unit_of_measure: `procent`, `antal`, `dagar`, `kronor`, `årsarbetare` or `ja/nej`.
        mark: `shown`, `protected`, `not_reported` or `not_applicable`.

    A shown cell without value (a share of nobody) is written `.`: there is nothing it could be.

    Raises:
        FormatError: The unit or the mark is unknown.
    """
    if mark != "shown":
        if mark not in MARKS:
            raise FormatError(f"unknown mark: {mark!r}")
        return MARKS[mark]
    if value is None or isnan(value):
        return MARKS["not_applicable"]
    if unit_of_measure == "procent":
        return percent(value)
    if unit_of_measure == "antal":
        return number(value)
    if unit_of_measure == "ja/nej":
        return "ja" if value else "nej"
    if unit_of_measure in PLURAL_UNITS:
        return _with_unit(value, unit_of_measure)
    raise FormatError(f"unknown unit of measure: {unit_of_measure!r}")


def change_text(difference: float, unit_of_measure: str) -> str:
    """Write a change of a value: `+4 procentenheter` for shares, `−3` for counts, `+2 dagar` for days.

    Raises:
        FormatError: The unit is unknown or has no change, as `ja/nej`.
    """
    if unit_of_measure == "procent":
        return percentage_points(difference)
    if unit_of_measure == "antal":
        return signed(difference)
    if unit_of_measure in PLURAL_UNITS:
        text = _with_unit(difference, unit_of_measure)
        return f"+{text}" if difference > 0 else text
    raise FormatError(f"no change can be written for the unit {unit_of_measure!r}")


def _with_unit(value: float, unit_of_measure: str) -> str:
    singular, plural = PLURAL_UNITS[unit_of_measure]
    decimals = 0 if unit_of_measure == "kronor" or float(value).is_integer() else 1
    text = number(value, decimals)
    return f"{text}{NO_BREAK_SPACE}{singular if text.lstrip(MINUS) == '1' else plural}"
