"""What the snapshot file itself says, read without the product's queries, and how a reader would write it."""

from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import duckdb


class Published(NamedTuple):
    """One published cell."""

    indicator: str
    level: str
    org: str
    period_kind: str
    period_start: date
    gender: str
    category: str
    numerator: int | None
    denominator: int | None
    value: float | None
    mark: str


def cells(folder: Path) -> list[Published]:
    """Every cell of the snapshot in the folder."""
    file = next(folder.glob("published-*.duckdb"))
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = connection.execute(
            "SELECT indicator, level::VARCHAR, org, period_kind::VARCHAR, period_start, gender, category, "
            "numerator, denominator, value, mark::VARCHAR FROM cell"
        ).fetchall()
    return [Published(*row) for row in rows]


def cell(folder: Path, **wanted: Any) -> Published:
    """The one cell that is asked for."""
    found = [
        one for one in cells(folder) if all(getattr(one, name) == value for name, value in wanted.items())
    ]
    assert len(found) == 1, wanted
    return found[0]


class Usual(NamedTuple):
    """The ordinary variation of a share in one period: mean, lower and upper limit."""

    centre: float
    lower: float
    upper: float


def usual_variation(folder: Path, indicator: str, kind: str) -> dict[date, Usual]:
    """The limits of a share of the office by period, computed here from the cells: mean ± 3 √(p(1 − p)/n)."""
    shown = [
        one
        for one in cells(folder)
        if (one.indicator, one.level, one.period_kind, one.gender, one.category)
        == (indicator, "office", kind, "all", "all")
        and one.mark == "shown"
    ]
    whole = sum(one.denominator or 0 for one in shown)
    mean = sum(one.numerator or 0 for one in shown) / whole
    found = {}
    for one in shown:
        reach = 3 * sqrt(mean * (1 - mean) / (one.denominator or 1))
        found[one.period_start] = Usual(mean, max(0.0, mean - reach), min(1.0, mean + reach))
    return found


def numbers(folder: Path) -> set[float]:
    """Every number that the snapshot shows."""
    shown = [one for one in cells(folder) if one.mark == "shown"]
    return {
        round(float(number), 6)
        for one in shown
        for number in (one.numerator, one.denominator, one.value)
        if number is not None
    }
