"""The period of a raw row, in one column or several, and what to ask when it is not certain.

Owns where a row's period stands. Must not know which periods an indicator has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.periods import PeriodKind
from data.reading.findings import Findings, echo
from data.reading.grid import clean, is_empty, text_of
from data.reading.period_names import period_name
from data.reading.periods_text import Parsed, Unclear, Understood, parse_parts, parse_period
from data.reading.table import Given, RawRow


def written_period(
    raw: RawRow, *, expected: PeriodKind, answers: Mapping[str, str]
) -> tuple[Given | None, Parsed]:
    """Return the cell that holds the row's period, None where there is none, and what it means."""
    whole = raw.fields.get("period")
    if whole is not None and not is_empty(whole.value):
        answer = answers.get(f"period:{clean(text_of(whole.value))}")
        return whole, parse_period(whole.value if answer is None else answer, expected=expected)
    parts = {name: raw.fields[name] for name in ("manad", "kvartal", "tertial") if name in raw.fields}
    part = next(iter(parts.values()), None)
    year = raw.fields.get("ar")
    if year is None:
        parsed = Unclear("unknown_period") if part is None else parse_period(part.value, expected=expected)
        return part, parsed if isinstance(parsed, Understood) else Unclear("missing_year")
    values = {name: given.value for name, given in parts.items()}
    return part or year, parse_parts(
        year=year.value,
        month=values.get("manad"),
        quarter=values.get("kvartal"),
        tertial=values.get("tertial"),
    )


def tell_unclear(given: Given, unclear: Unclear, *, example: str, findings: Findings) -> None:
    """Tell why the period is not understood, and ask which one is meant."""
    place: dict[str, Any] = {"row": given.row, "column": given.column}
    if unclear.code == "missing_year":
        findings.error("missing_year", **place)
        return
    shown = echo(given.value)
    guesses = {period.code: period_name(period) for period in unclear.guesses}
    if unclear.code == "us_date" and len(guesses) == 2:
        first, second = guesses.values()
        findings.error("us_date", **place, value=shown, first=first, second=second, example=example)
    elif unclear.code == "ambiguous_period" and guesses:
        code, name = next(iter(guesses.items()))
        findings.error("ambiguous_period", **place, value=shown, guess=name, guess_code=code)
    else:
        known = unclear.code if unclear.code in ("week_period", "span_period") else "unknown_period"
        findings.error(known, **place, value=shown, example=example)
    if shown is not None:
        findings.ask_which(f"period:{clean(text_of(given.value))}", findings.last_error, choices=guesses)
