"""Which class of figure each role may see: the table of the mission map, row by row."""

from __future__ import annotations

import pytest

from access.classes import may_see
from access.roles import Role

LEVELS = ("unit", "area", "office")
PERIODS = ("month", "quarter", "tertial", "year")
EVERY = {(level, period) for level in LEVELS for period in PERIODS}
OFFICE_YEAR = {("office", "year")}
NOT_BY_UNIT = {(level, period) for level, period in EVERY if level != "unit"}
NOT_BY_MONTH = {(level, period) for level, period in EVERY if period != "month"}

TABLE = [
    ("open", Role.NAMND, EVERY),
    ("open", Role.LEDNING, EVERY),
    ("open", Role.SAMORDNARE, EVERY),
    ("staff", Role.NAMND, NOT_BY_UNIT),
    ("staff", Role.LEDNING, EVERY),
    ("staff", Role.SAMORDNARE, EVERY),
    ("client", Role.NAMND, NOT_BY_MONTH),
    ("client", Role.LEDNING, EVERY),
    ("client", Role.SAMORDNARE, EVERY),
    ("restricted", Role.NAMND, OFFICE_YEAR),
    ("restricted", Role.LEDNING, OFFICE_YEAR),
    ("restricted", Role.SAMORDNARE, OFFICE_YEAR),
    ("unheard of", Role.SAMORDNARE, set()),
]


@pytest.mark.parametrize(("sensitivity", "role", "seen"), TABLE)
def test_each_class_and_role(sensitivity: str, role: Role, seen: set[tuple[str, str]]) -> None:
    allowed = {
        (level, period)
        for level, period in EVERY
        if may_see([role], sensitivity=sensitivity, level=level, period_kind=period)
    }
    assert allowed == seen


def test_no_role_sees_nothing() -> None:
    assert not may_see([], sensitivity="open", level="office", period_kind="year")


def test_two_roles_see_what_either_sees() -> None:
    both = [Role.NAMND, Role.LEDNING]
    assert may_see(both, sensitivity="staff", level="unit", period_kind="year")
