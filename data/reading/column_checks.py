"""What only a whole column tells: which decimal sign it uses, and whether 1.234 is one or a thousand.

Owns the questions asked once for each column. Must not know rows or indicators.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.reading.findings import Findings, echo
from data.reading.grid import Cell, text_of
from data.reading.numbers import Number, parse_number
from data.reading.table import Given, RawRow

THOUSANDS, DECIMALS, PERCENT, FRACTION = "tusental", "decimaler", "procent", "andel"


@dataclass(frozen=True)
class ColumnRules:
    """How the numbers of one column are read.

    broken: the column cannot be read and an error is told. point: what a single point means. percent: whether
    a share between 0 and 1 is percent.
    """

    broken: bool = False
    point: str = ""
    percent: str = ""


def column_rules(rows: Iterable[RawRow], findings: Findings) -> dict[str, ColumnRules]:
    """Return the rules of every column with figures, by its heading; doubts go to the findings."""
    cells: dict[str, list[tuple[str, Given]]] = {}
    for row in rows:
        for name, given in row.measures.items():
            if name == "andel" and {"antal", "namnare"} <= row.measures.keys():
                continue  # a check of the others, however it is written
            cells.setdefault(given.column, []).append((name, given))
    return {
        column: _rules(column, [given for _, given in found], {name for name, _ in found}, findings)
        for column, found in cells.items()
    }


def _rules(column: str, cells: list[Given], measures: set[str], findings: Findings) -> ColumnRules:
    numbers = [(given, number) for given in cells if isinstance(number := _written(given.value), Number)]
    commas = [given for given, number in numbers if number.decimal_mark == ","]
    points = [given for given, number in numbers if number.decimal_mark == "." and not number.thousand_point]
    doubtful = [(given, number) for given, number in numbers if number.thousand_point]
    if commas and points:
        findings.error(
            "mixed_decimals", row=max(commas[0].row, points[0].row), column=column,
            comma=echo(commas[0].value) or "decimalkomma", point=echo(points[0].value) or "decimalpunkt",
        )  # fmt: skip
        return ColumnRules(broken=True)
    point = findings.answers.get(f"thousand_point:{column}", "")
    if doubtful and point not in (THOUSANDS, DECIMALS):
        _ask_point(column, doubtful[0], findings)
        return ColumnRules(broken=True)
    return ColumnRules(point=point, percent=_percent(column, numbers, measures, findings))


def _written(cell: Cell) -> object:
    """Only text has a decimal sign; the numbers of a workbook are numbers already."""
    return parse_number(cell) if isinstance(cell, str) else None


def _ask_point(column: str, doubtful: tuple[Given, Number], findings: Findings) -> None:
    given, number = doubtful
    written = text_of(given.value).strip()
    thousands = f"{number.value:,}".replace(",", " ")
    decimal = written.replace(".", ",")
    findings.error(
        "thousand_point",
        row=given.row,
        column=column,
        value=echo(given.value),
        thousands=thousands,
        decimal=decimal,
    )
    findings.ask_which(
        f"thousand_point:{column}",
        findings.last_error,
        choices={THOUSANDS: thousands, DECIMALS: decimal},
    )


def _percent(column: str, numbers: list[tuple[Given, Number]], measures: set[str], findings: Findings) -> str:
    """Say whether the shares of a column are percent: a sign or a value above 1 decides, else a human."""
    if measures != {"andel"}:
        return ""
    bare = [(given, number.value) for given, number in numbers if not number.percent]
    if not bare:
        return PERCENT
    if any(value > 1 for _, value in bare):
        return PERCENT
    answer = findings.answers.get(f"percent:{column}", "")
    if answer in (PERCENT, FRACTION):
        return answer
    doubtful = next((given for given, value in bare if 0 < value < 1), None)
    if doubtful is None:
        return FRACTION
    findings.error("percent_or_fraction", row=doubtful.row, column=column, value=echo(doubtful.value))
    findings.ask_which(
        f"percent:{column}",
        findings.last_error,
        choices={FRACTION: "Andel, 0,85 betyder 85 %", PERCENT: "Procent, 0,85 betyder 0,85 %"},
    )
    return ""
