"""The number in one cell, by the rules of its column and its indicator.

Owns which numbers may stand where (negative, fractions, units of measure) and what to say about the others.
Must not know what the figures of a row mean together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.model import Indicator
from data.reading.column_checks import DECIMALS, ColumnRules
from data.reading.findings import Findings, echo
from data.reading.numbers import NoNumber, Number, parse_number, whole
from data.reading.table import Given, RawRow

EMPTY = "empty"
"""Code of the question what an empty cell means; with a heading after a colon, for that column alone."""
ANSWER_ZERO, ANSWER_MISSING = "noll", "ej"
ANSWER_KRONOR = "kronor"
_NEGATIVE_ALLOWED = frozenset({"kronor"})
_COUNTED = frozenset({"procent", "antal", "årsarbetare"})


class Failed:
    """A cell that could not be read; the error is told."""


FAILED = Failed()


class CellNumbers:
    """Reads the numbers of cells; every doubt goes to the findings."""

    def __init__(self, findings: Findings, columns: Mapping[str, ColumnRules]) -> None:
        self._findings = findings
        self._columns = columns

    def number(
        self,
        raw: RawRow,
        given: Given | None,
        indicator: Indicator,
        *,
        fractions: bool = False,
        plain: bool = False,
    ) -> int | float | Failed | None:
        """Return the number in a cell, None when not reported, FAILED with an error told.

        plain: a number of persons, whatever the indicator's unit of measure.
        """
        if given is None:
            return None
        rules = self._columns.get(given.column, ColumnRules())
        number = parse_number(given.value)
        if isinstance(number, NoNumber):
            return self._no_number(raw, given, number)
        if rules.broken:
            return FAILED
        factor = self._factor(raw, given, number, "antal" if plain else indicator.unit_of_measure, indicator)
        if isinstance(factor, Failed):
            return FAILED
        point = 1000 if number.thousand_point and rules.point == DECIMALS else 1
        value = whole(round(number.value / point * factor, 6))
        fault = self._fault(value, indicator, fractions=fractions, plain=plain)
        if fault:
            self._findings.error(fault, row=raw.row, column=given.column, value=echo(given.value))
            return FAILED
        self._tell_repairs(given, number)
        return value

    def _fault(self, value: float, indicator: Indicator, *, fractions: bool, plain: bool) -> str:
        """Return the code of what is wrong with the number, or nothing."""
        if value < 0 and (plain or indicator.unit_of_measure not in _NEGATIVE_ALLOWED):
            return "negative"
        if isinstance(value, int) or (fractions and not plain):
            return ""
        is_share = indicator.kind == "share" and not plain and 0 < value < 1
        return "share_or_percent" if is_share else "not_whole"

    def _tell_repairs(self, given: Given, number: Number) -> None:
        if number.separated or number.thousand_point:
            self._findings.gather_repair("thousands", given.row, column=given.column)
        if number.signed:
            self._findings.gather_repair("negative_written", given.row, column=given.column)

    def _no_number(self, raw: RawRow, given: Given, reason: NoNumber) -> int | Failed | None:
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        if reason is NoNumber.EMPTY:
            answers = self._findings.answers
            answer = answers.get(f"{EMPTY}:{given.column}", answers.get(EMPTY))
            return 0 if answer == ANSWER_ZERO else None
        if reason is NoNumber.NOT_REPORTED:
            self._findings.gather_repair("mark", given.row, column=given.column, value=echo(given.value))
            return None
        if reason is NoNumber.EXCEL_ERROR:
            self._findings.error("excel_error", **place)
        elif reason is NoNumber.DATE:
            self._findings.error("number_became_date", **place)
        else:
            self._findings.error("not_a_number", **place, value=echo(given.value))
        return FAILED

    def _factor(
        self, raw: RawRow, given: Given, number: Number, expected: str, indicator: Indicator
    ) -> int | Failed:
        """Return what to multiply by: 1000 for an amount in tkr once a human has said so."""
        measure = next((name for name, other in raw.measures.items() if other is given), "")
        unit = number.unit or raw.units.get(measure, "")
        place: dict[str, Any] = {"row": raw.row, "column": given.column, "value": echo(given.value)}
        if number.percent:
            self._findings.error("percent_for_count", **place)
            return FAILED
        if unit in ("", "%", expected) or (unit == "antal" and expected in _COUNTED):
            return 1
        if unit in ("tkr", "mnkr") and expected == "kronor":
            factor = 1_000 if unit == "tkr" else 1_000_000
            if self._findings.answers.get(f"amount:{unit}") == ANSWER_KRONOR:
                self._findings.gather_repair("amounts_in_thousands", given.row, column=given.column)
                return factor
            kronor = f"{whole(round(number.value * factor, 2)):,}".replace(",", " ")
            self._findings.error("in_thousands", **place, kronor=kronor)
            self._findings.ask_which(
                f"amount:{unit}", self._findings.last_error, choices={ANSWER_KRONOR: f"Ja, {kronor} kronor"}
            )
            return FAILED
        self._findings.error("wrong_measure", **place, found=unit, code=indicator.code, expected=expected)
        return FAILED
