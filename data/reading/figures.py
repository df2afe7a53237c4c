"""From the cells of a raw row to its figures: count, denominator, persons.

Owns what each kind of indicator may hold, and what must hold between the figures of a row. Must not know
what the row is about beyond its indicator, nor how a number is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.model import Indicator
from data.reading.cell_numbers import FAILED, CellNumbers, Failed
from data.reading.column_checks import FRACTION, ColumnRules
from data.reading.findings import Findings, echo
from data.reading.grid import clean, text_of
from data.reading.numbers import NoNumber, Number, parse_number, whole
from data.reading.table import Given, RawRow

_FRACTIONS_ALLOWED = frozenset({"årsarbetare", "dagar"})
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
        self._cells = CellNumbers(findings, columns)

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
        count = self._cells.number(raw, given, indicator, fractions=self._may_be_fraction(indicator))
        persons = self._cells.number(raw, raw.measures.get("personer"), indicator, plain=True)
        if isinstance(count, Failed) or isinstance(persons, Failed):
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
        denominator = self._cells.number(raw, raw.measures.get("namnare"), indicator, plain=True)
        persons = self._cells.number(raw, raw.measures.get("personer"), indicator, plain=True)
        if isinstance(denominator, Failed) or isinstance(persons, Failed):
            return None
        written = parse_number(given.value) if given else NoNumber.EMPTY
        count: int | float | Failed | None
        is_share = isinstance(written, Number) and (written.percent or "antal" not in raw.measures)
        if is_share and given is not None and isinstance(written, Number):
            count = self._derived(raw, given, written, denominator)
        else:
            count = self._cells.number(raw, given, indicator)
        if isinstance(count, Failed):
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
        """Say whether the numerator holds a mark: then the figure is not reported."""
        given = raw.measures.get("antal")
        return given is not None and parse_number(given.value) is NoNumber.NOT_REPORTED

    def _compare_share(self, raw: RawRow, count: float, denominator: float) -> None:
        given = raw.measures.get("andel")
        stated = parse_number(given.value) if given is not None and "antal" in raw.measures else None
        if given is None or not isinstance(stated, Number) or denominator == 0:
            return
        share = 100 * count / denominator
        # 0,62 may be a fraction or, of a large group, percent: one of them must be right.
        readings = [(stated.value, stated.decimals)]
        if not stated.percent:
            readings.append((100 * stated.value, stated.decimals - 2))
        if all(abs(percent - share) > max(1.0, 0.5 * 10**-decimals) for percent, decimals in readings):
            self._findings.warning(
                "share_differs", row=raw.row, column=given.column, count=whole(count),
                denominator=whole(denominator),
                percent=f"{share:.1f}".replace(".", ","),
            )  # fmt: skip

    def _is_fraction(self, given: Given, number: Number) -> bool:
        rules = self._columns.get(given.column, ColumnRules())
        return not number.percent and rules.percent == FRACTION

    def _derived(
        self, raw: RawRow, given: Given, written: Number, denominator: float | None
    ) -> int | float | Failed | None:
        """Return the numerator behind a share, when only one whole number fits it."""
        place: dict[str, Any] = {"row": raw.row, "column": given.column}
        if self._columns.get(given.column, ColumnRules()).broken:
            return FAILED
        if denominator is None:
            self._findings.error("no_numerator_denominator", **place)
            return FAILED
        if not written.percent and not self._columns.get(given.column, ColumnRules()).percent:
            return FAILED  # asked about for the whole column
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
            return FAILED
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

    def _column(self, raw: RawRow, measure: str) -> str | None:
        given = raw.measures.get(measure) or raw.measures.get("andel")
        return given.column if given else None
