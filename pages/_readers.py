"""Which published figures the present reader may see: the indicators, narrowed to the tables of theirs.

Owns how the rules of `access/classes.py` meet the pages. Must not know any page. A page that takes its
indicators from here cannot ask for a finer figure than its reader may have: the table is not there.
"""

from __future__ import annotations

from dataclasses import replace

from access import classes, guard
from queries import catalogue
from queries.catalogue import Indicator
from queries.store import Snapshot


def audience() -> tuple[str, ...]:
    """What answers differ by: the reader's roles. Part of the key of every answer that is kept."""
    return tuple(sorted(role.value for role in guard.visitor().roles))


def indicators(snapshot: Snapshot) -> tuple[Indicator, ...]:
    """Every indicator with the tables the reader may see; without any where none may be seen."""
    return tuple(_narrowed(one) for one in catalogue.indicators(snapshot))


def _narrowed(indicator: Indicator) -> Indicator:
    roles = guard.visitor().roles
    tables = frozenset(
        table
        for table in indicator.tables
        if classes.may_see(
            roles,
            sensitivity=indicator.sensitivity,
            level=table.level,
            period_kind=table.period_kind,
        )
    )
    return indicator if tables == indicator.tables else replace(indicator, tables=tables)
