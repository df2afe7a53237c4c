"""Which class of figure each role may see.

The classes are the catalogue's `sensitivity`: open, staff (about staff in small groups), client (aggregates
of clients, after disclosure control) and restricted (only the whole office and whole years). How fine a
figure may be is decided here; small counts are hidden earlier, when a snapshot is published. Must not know
Flask or Dash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from access.roles import Role

Rule = Callable[[str, str], bool]
"""(level, period kind) -> whether a figure that fine may be seen."""


def _always(_level: str, _period_kind: str) -> bool:
    return True


def _never(_level: str, _period_kind: str) -> bool:
    return False


def _not_by_unit(level: str, _period_kind: str) -> bool:
    return level in {"area", "office"}


def _not_by_month(_level: str, period_kind: str) -> bool:
    return period_kind in {"quarter", "tertial", "year"}


def _whole_office_and_year(level: str, period_kind: str) -> bool:
    return level == "office" and period_kind == "year"


RULES: Mapping[Role, Mapping[str, Rule]] = {
    Role.NAMND: {
        "open": _always,
        # A share in a unit of three names a colleague; the committee has no need of single units.
        "staff": _not_by_unit,
        "client": _not_by_month,
        "restricted": _whole_office_and_year,
    },
    Role.LEDNING: {
        "open": _always,
        "staff": _always,
        "client": _always,
        "restricted": _whole_office_and_year,
    },
    Role.SAMORDNARE: {
        "open": _always,
        "staff": _always,
        "client": _always,
        "restricted": _whole_office_and_year,
    },
}


def may_see(roles: Iterable[Role], *, sensitivity: str, level: str, period_kind: str) -> bool:
    """Whether any of the roles may see a published figure of this class, level and kind of period.

    level: unit, area or office; period_kind: month, quarter, tertial or year. An unknown class is refused.
    """
    return any(RULES[role].get(sensitivity, _never)(level, period_kind) for role in roles)
