"""From the cells of a raw row to its figures: count, denominator, persons.

Owns what each kind of indicator may hold, and what to say when a cell is no such number. Must not know what
the row is about beyond its indicator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.model import Indicator
from data.reading.column_checks import DECIMALS, FRACTION, ColumnRules
from data.reading.findings import Findings, echo
from data.reading.grid import clean, text_of
from data.reading.numbers import NoNumber, Number, parse_number, whole
from data.reading.table import Given, RawRow

ANSWER_ZERO = "noll"
ANSWER_KRONOR = "kronor"
_FRACTIONS_ALLOWED = frozenset({"årsarbetare", "dagar"})
_NEGATIVE_ALLOWED = frozenset({"kronor"})
_YES = frozenset({"ja", "j", "yes", "sant", "true", "1", "x", "klar", "klart"})
_NO = frozenset({"nej", "n", "no", "falskt", "false", "0"})


@dataclass(frozen=True)
class Figures:
    """The numbers of one row; None where not reported."""

    count: int | float | None
    denominator: int | None = None
    persons: int | None = None


class FigureReader:
    """Reads figures by the rules of their columns; every doubt goes to the findings."""

    def __init__(self, findings: Findings, columns: Mapping[str, ColumnRules]) -> None:
        self._findings = findings
        self._columns = columns

    def figures(self, raw: RawRow, indicator: Indicator, *, formulas: bool = False) -> Figures | None:
        """Return the figures of the row, or None with an error told. `formulas`: a cell lacks its value."""
        if formulas:
            return None
        if indicator.kind == "status":
            return self._status(raw)
        if indicator.kind == "share":
            return self._share(raw, indicator)
        return self._count(raw, indicator)

    def quiet(self, findings: Findings) -> FigureReader:
        """Return a reader of the same columns that tells other findings, which may then be thrown away."""
        return FigureReader(findings, self._columns)

    def sum_figures(self, raw: RawRow) -> Figures | None:
        """Return the numbers of a sum as they stand; None when there is none."""
        numbers = {name: parse_number(given.value) for name, given in raw.measures.items()}
        count, denominator = numbers.get("antal"), numbers.get("namnare")
        if not isinstance(count, Number) or count.percent:
            return None
        return Figures(
            whole(count.value), int(denominator.value) if isinstance(denominator, Number) else None
        )

    def _count(self, raw: RawRow, indicator: Indicator) -> Figures | None:
        given = raw.measures.get("antal") or raw.measures.get("andel")
        count = self._number(raw, given, indicator, fractions=self._may_be_fraction(indicator))
        persons = self._number(raw, raw.measures.get("personer"), indicator, plain=True)
        if isinstance(count, _Failed) or isinstance(persons, _Failed):
            return None
        denominator = raw.measures.get("namnare")
        if denominator is not None and isinstance(parse_number(denominator.value), Number):
            self._findings.error(
                "denominator_not_used", row=raw.row, column=denominator.column, code=indicator.code
            )
            return None
        if (
            persons is not None
            and count is not None
            and indicator.kind == "count"
            and indicator.unit_of_measure == "antal"
            and persons > count
        ):
            self._findings.error("persons_too_many", row=raw.row, persons=persons, count=count)
            return None
        return Figures(count, persons=None if persons is None else int(persons))

    def _may_be_fraction(self, indicator: Indicator) -> bool:
        return indicator.kind == "median" or indicator.unit_of_measure in _FRACTIONS_ALLOWED

    def _share(self, raw: RawRow, indicator: Indicator) -> Figures | None:
        given = raw.measures.get("antal") or raw.measures.get("andel")
        denominator = self._number(raw, raw.measures.get("namnare"), indicator, plain=True)
        persons = self._number(raw, raw.measures.get("personer"), indicator, plain=True)
        if isinstance(denominator, _Failed) or isinstance(persons, _Failed):
            return None
        written = parse_number(given.value) if given else NoNumber.EMPTY
        derived = (
            isinstance(written, Number)
            and given is not None
            and (written.percent or "antal" not in raw.measures)
        )
        if derived and given is not None and isinstance(written, Number):
            count: int | float | _Failed | None = self._derived(raw, given, written, denominator)
        else:
            count = self._number(raw, given, indicator)
        if isinstance(count, _Failed):
            return None
        return self._checked_share(raw, count, denominator, persons)

    def _checked_share(
        self, raw: RawRow, count: float | None, denominator: float | None, persons: float | None
    ) -> Figures | None:
        place: dict[str, Any] = {"row": raw.row, "column": self._column(raw, "antal")}
        told = None if persons is None else int(persons)
        if count is None and denominator is None:
            return Figures(None, None, told)
        if count is None:
            if self._is_marked(raw):
                return Figures(None, None, told)
            self._findings.error("no_numerator", **place)
            return None
        if denominator is None:
            code = "no_denominator" if "namnare" in raw.measures else "no_numerator_denominator"
            self._findings.error(code, row=raw.row, column=self._column(raw, "namnare"))
            return None
        if count > denominator:
            self._findings.error(
                "numerator_too_big", **place, count=whole(count), denominator=whole(denominator)
            )
            return None
        self._compare_share(raw, count, denominator)
        return Figures(whole(count), int(denominator), told)

    def _is_marked(self, raw: RawRow) -> bool:
        """A mark such as `..` in the numerator says that the figure is not reported, whatever the denominator."""
        given = raw.measures.get("antal")
        return given is not None and parse_number(given.value) is NoNumber.NOT_REPORTED

    def _compare_share(self, raw: RawRow, count: float, denominator: float) -> None:
        given = raw.measures.get("andel")
        stated = parse_number(given.value) if given is not None and "antal" in raw.measures else None
        if given is None or not isinstance(stated, Number) or denominator == 0:
            return
        share = 100 * count / denominator
        as_percent = stated.value * 100 if self._is_fraction(given, stated) else stated.value
        if abs(as_percent - share) > max(1.0, 0.5 * 10**-stated.decimals):
            self._findings.warning(
                "share_differs", row=raw.row, column=given.column, count=whole(count), denominator=whole(denominator),
                percent=f"{share:.1f}".replace(".", ","),
            )  # fmt: skip

    def _is_fraction(self, given: Given, number: Number) -> bool:
        rules = self._columns.get(given.column, ColumnRules())
        return not number.percent and rules.percent == FRACTION

    def _derived(
        self, raw: RawRow, given: Given, written: Number, denominator: float | None
    ) -> int | float | _Failed | None:
        """Return the numerator behind a share, when only one whole number fits it."""
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        if self._columns.get(given.column, ColumnRules()).broken:
            return _FAILED
        if denominator is None:
            self._findings.error("no_numerator_denominator", **place)
            return _FAILED
        if not written.percent and not self._columns.get(given.column, ColumnRules()).percent:
            return _FAILED  # asked about for the whole column
        scale = 1 if self._is_fraction(given, written) else 100
        exact = written.value / scale * denominator
        margin = 0.5 * 10**-written.decimals / scale * denominator
        numerator = round(exact)
        if abs(exact - numerator) > margin + 1e-9 or margin > 0.5:
            self._findings.error(
                "numerator_not_derivable",
                **place,
                percent=echo(given.value) or "andelen",
                denominator=denominator,
            )
            return _FAILED
        self._findings.repair("derived_numerator", **place, count=numerator, denominator=whole(denominator))
        return numerator

    def _status(self, raw: RawRow) -> Figures | None:
        given = raw.measures.get("antal") or raw.measures.get("andel")
        if given is None or text_of(given.value).strip() == "":
            return Figures(None)
        text = clean(text_of(given.value)).casefold()
        if text in _YES or text in _NO:
            return Figures(1 if text in _YES else 0)
        if parse_number(given.value) is NoNumber.NOT_REPORTED:
            return Figures(None)
        if parse_number(given.value) is NoNumber.EXCEL_ERROR:
            self._findings.error("excel_error", row=raw.row, column=given.column)
        else:
            self._findings.error("status_value", row=raw.row, column=given.column, value=echo(given.value))
        return None

    def _number(
        self,
        raw: RawRow,
        given: Given | None,
        indicator: Indicator,
        *,
        fractions: bool = False,
        plain: bool = False,
    ) -> int | float | _Failed | None:
        """Return the number in a cell, None when not reported, _FAILED with an error told.

        plain: a number of persons, whatever the indicator's unit of measure.
        """
        if given is None:
            return None
        rules = self._columns.get(given.column, ColumnRules())
        number = parse_number(given.value)
        if isinstance(number, NoNumber):
            return self._no_number(raw, given, number)
        if rules.broken:
            return _FAILED
        factor = 1 if plain else self._factor(raw, given, number, indicator)
        if isinstance(factor, _Failed):
            return _FAILED
        point = 1000 if number.thousand_point and rules.point == DECIMALS else 1
        value = whole(round(number.value / point * factor, 6))
        fault = self._fault(value, indicator, fractions=fractions, plain=plain)
        if fault:
            self._findings.error(fault, row=raw.row, column=given.column, value=echo(given.value))
            return _FAILED
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

    def _no_number(self, raw: RawRow, given: Given, reason: NoNumber) -> int | _Failed | None:
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        if reason is NoNumber.EMPTY:
            if self._findings.answers.get(f"empty:{given.column}") == ANSWER_ZERO:
                return 0
            return None
        if reason is NoNumber.NOT_REPORTED:
            self._findings.gather_repair("mark", given.row, column=given.column, value=echo(given.value))
            return None
        if reason is NoNumber.EXCEL_ERROR:
            self._findings.error("excel_error", **place)
        elif reason is NoNumber.DATE:
            self._findings.error("number_became_date", **place)
        else:
            self._findings.error("not_a_number", **place, value=echo(given.value))
        return _FAILED

    def _factor(self, raw: RawRow, given: Given, number: Number, indicator: Indicator) -> int | _Failed:
        """Return what to multiply by: 1000 for an amount in tkr once a human has said so."""
        measure = next((name for name, other in raw.measures.items() if other is given), "")
        unit = number.unit or raw.units.get(measure, "")
        expected = indicator.unit_of_measure
        if unit in ("", "%", expected) or (
            unit == "antal" and expected in ("procent", "antal", "årsarbetare")
        ):
            return 1
        place: dict[str, Any] = {"row": raw.row, "column": given.column, "value": echo(given.value)}
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
            return _FAILED
        self._findings.error("wrong_measure", **place, found=unit, code=indicator.code, expected=expected)
        return _FAILED

    def _column(self, raw: RawRow, measure: str) -> str | None:
        given = raw.measures.get(measure) or raw.measures.get("andel")
        return given.column if given else None


class _Failed:
    """A cell that could not be read; the error is told."""


_FAILED = _Failed()
