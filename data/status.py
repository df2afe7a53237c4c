"""The state of a store: which snapshot is in force, what has been reported, who is late.

Owns the gathering of it for the command line. Must not know how it is shown.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.facts import Fact
from data.model import Catalogue
from data.periods import Period
from data.plan import org_names
from data.register import REGISTER_FILE, opened
from data.reporting import Late, late
from data.snapshot import file as snapshot_file
from data.snapshot import pointer


@dataclass(frozen=True)
class Reported:
    """What has been reported of one indicator."""

    indicator: str
    code: str
    figures: int
    first: Period | None
    last: Period | None


@dataclass(frozen=True)
class Status:
    """The state of a store. `snapshot`: the row about the snapshot in force, by column; None without one."""

    store: Path
    snapshot: dict[str, Any] | None
    loads: int
    is_demo: bool
    reported: tuple[Reported, ...]
    late: tuple[Late, ...]


def status(store: Path, catalogue: Catalogue, *, today: date, wait_seconds: float) -> Status:
    """Return the state of the store; an empty one when there is none. Raises BusyError and SnapshotError."""
    in_force = pointer.current(store)
    head = snapshot_file.head(pointer.verified(store, in_force)) if in_force is not None else None
    if not (store / REGISTER_FILE).exists():
        return Status(store, head, 0, is_demo=False, reported=(), late=())
    with opened(store, wait_seconds=wait_seconds) as register:
        facts, sources, loads = register.facts(), register.sources(), register.loads()
    return Status(
        store=store,
        snapshot=head,
        loads=sum(load.stands for load in loads),
        is_demo=sources.is_demo,
        reported=_reported(facts, catalogue),
        late=late(facts, catalogue, today),
    )


def late_by_org(found: Sequence[Late], catalogue: Catalogue) -> dict[str, list[str]]:
    """Return what is late per organisation: its name, then the code and period of each missing report."""
    names = org_names(catalogue)
    grouped: dict[str, list[str]] = defaultdict(list)
    for one in found:
        grouped[names[one.org]].append(f"{catalogue.indicator(one.indicator).code} {one.period.code}")
    return dict(grouped)


def _reported(facts: Sequence[Fact], catalogue: Catalogue) -> tuple[Reported, ...]:
    periods: dict[str, list[Period]] = defaultdict(list)
    for fact in facts:
        periods[fact.indicator].append(fact.period)
    return tuple(
        Reported(
            indicator=one.id,
            code=one.code,
            figures=len(periods[one.id]),
            first=min(periods[one.id], default=None),
            last=max(periods[one.id], default=None),
        )
        for one in catalogue.indicators
    )
