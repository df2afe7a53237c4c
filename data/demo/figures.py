"""One invented figure, and the small things every indicator's figures need.

Owns the figure's shape and the split of clients and staff into women and men. Must not know files.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.demo.course import UnitCourse
from data.demo.draws import Draws
from data.periods import Period

OFFICE = "socialkontoret"
WOMAN, MAN, OTHER, UNSPLIT = "kvinna", "man", "annat_okant", ""


@dataclass(frozen=True)
class Figure:
    """A row of an input file. Empty `gender` or `category`: not split. `persons`: distinct, where told."""

    indicator: str
    org: str
    period: Period
    count: int
    denominator: int | None = None
    persons: int | None = None
    gender: str = UNSPLIT
    category: str = ""


def clients(unit: UnitCourse, *, number: int, draws: Draws) -> dict[str, int]:
    """Return the number by gender, without empty groups; as one number where the unit does not split."""
    if not unit.splits:
        return {UNSPLIT: number}
    other = 1 if number >= 20 and draws.chance(0.12) else 0
    women = draws.binomial(number - other, unit.women)
    split = {WOMAN: women, MAN: number - other - women, OTHER: other}
    return {gender: count for gender, count in split.items() if count}


def staff(unit: UnitCourse) -> dict[str, int]:
    """Return the employees by gender; as one number where the unit does not split."""
    if not unit.splits:
        return {UNSPLIT: unit.staff}
    split = {WOMAN: unit.staff_women, MAN: unit.staff - unit.staff_women}
    return {gender: count for gender, count in split.items() if count}
