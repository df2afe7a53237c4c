"""The ledger: what has ever been published, so that no later snapshot gives away what an earlier one hid.

Owns `ledger.duckdb` in the store and its statements (data/ledger.sql), and what follows from it: what readers
already know, what must stay shown or hidden, which corrections wait, which years need not be decided again.
Must not know how a pattern is found, how figures add up, or the snapshot's file. It is part of the backup and
never part of a snapshot: it holds unprotected figures.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.facts import Fact
from data.model import Catalogue
from data.periods import Period
from data.plan import is_exact
from data.protection import CellKey, Problem, ProtectionError, Reason, protect
from data.protection.problem import UNKNOWN_PERSONS
from data.publishing.corrections import Held, hold_back
from data.publishing.decisions import Decision, hiding
from data.rollup import LeafId, YearTable
from data.statements import statements

LEDGER_FILE = "ledger.duckdb"
_CONFIG: dict[str, Any] = {
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}

Numbers = tuple[int, int | None, int | None]
"""Numerator, denominator and persons of a leaf."""

Leaf = tuple[LeafId, Numbers]
"""A leaf as published: should an id ever come back with other numbers, it is another leaf."""


@dataclass(frozen=True)
class Past:
    """One earlier decision: its leaves, and every cell with the leaves it summed and why it was hidden."""

    leaves: Sequence[Leaf]
    members: Mapping[CellKey, tuple[int, ...]]
    reasons: Mapping[CellKey, Reason | None]

    def sum_of(self, key: CellKey) -> frozenset[Leaf]:
        """Return the leaves a cell summed."""
        return frozenset(self.leaves[position] for position in self.members[key])


class Ledger:
    """Decides with memory. Nothing is remembered before `record`."""

    def __init__(
        self, path: Path, *, pattern: Callable[[Problem], Mapping[CellKey, Reason]] = protect
    ) -> None:
        self._path = path
        self._pattern = pattern
        self._waiting: Mapping[tuple[str, int], int] = {}

    @property
    def waiting_revisions(self) -> int:
        """Number of corrections that the last `held` found must wait."""
        return sum(self._waiting.values())

    def held(self, facts: Sequence[Fact], catalogue: Catalogue, /) -> Sequence[Fact]:
        """Return the figures as they may be published: corrections that must wait are not yet in them."""
        exact = {one.id for one in catalogue.indicators if is_exact(one)}
        received = {(fact.indicator, fact.org, fact.period): fact.received_on for fact in facts}
        published = []
        with self._opened() as connection:
            rows = connection.execute(statements("ledger.sql")["latest_leaves"]).fetchall()
        for indicator, org, kind, start, gender, age, category, version, count, base, persons in rows:
            place = (indicator, org, Period(kind, start))
            if indicator not in exact and place in received:
                published.append(
                    Fact(*place, gender, age, category, version, count, base, persons, received[place])
                )
        outcome: Held = hold_back(facts, published, catalogue)
        self._waiting = outcome.waiting
        return outcome.facts

    def decide(self, table: YearTable, also_hidden: frozenset[CellKey] = frozenset(), /) -> Decision:
        """Return what to show of the table; a year that has not changed is not decided again.

        Raises ProtectionError where no safe answer was found.
        """
        waiting = self._waiting.get((table.indicator, table.year), 0)
        if table.problem is None:
            return Decision(table, table.cells, corrections_waiting=waiting)
        hidden = self._remembered(table)
        if hidden is None:
            hidden = self._pattern(hiding(self.prepare(table), also_hidden))
        if not hidden.keys() <= table.problem.cells.keys():
            raise ProtectionError(
                f"{table.indicator} {table.year}: the pattern names cells that are not planned"
            )
        return Decision(table, table.cells, hidden, waiting)

    def prepare(self, table: YearTable) -> Problem:
        """Return the table's problem with all that readers may remember from earlier snapshots."""
        if table.problem is None:
            raise ProtectionError(f"{table.indicator} {table.year}: there is nothing to protect")
        if table.problem.rule.kind in {"median", "status"}:
            return table.problem  # they do not add up, so no difference tells anything
        with self._opened() as connection:
            return _with_history(table, table.problem, _history(connection, table.indicator, table.year))

    def record(self, snapshot_id: str, decisions: Sequence[Decision]) -> None:
        """Remember for good that these decisions become public. All or nothing."""
        with self._opened() as connection:
            connection.begin()
            for decision in decisions:
                if decision.table.problem is not None:
                    number = _latest(connection, decision.table) or _add(connection, decision)
                    _run(connection, "add_publication", snapshot=snapshot_id, decision=number)
            connection.commit()

    def _remembered(self, table: YearTable) -> Mapping[CellKey, Reason] | None:
        with self._opened() as connection:
            number = _latest(connection, table)
            if number is None:
                return None
            reasons = _past(connection, number).reasons
        return {key: reason for key, reason in reasons.items() if reason is not None}

    @contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(self._path, config=_CONFIG) as connection:
            connection.execute(statements("ledger.sql")["create"])
            yield connection


def _with_history(table: YearTable, problem: Problem, history: Sequence[Past]) -> Problem:
    """Return the problem over today's leaves and every leaf that has ever been published."""
    position: dict[Leaf, int] = {leaf: number for number, leaf in enumerate(_leaves(table, problem))}
    for past in history:
        for leaf in past.leaves:
            position.setdefault(leaf, len(position))
    known: dict[frozenset[Leaf], None] = {}
    hidden: dict[frozenset[Leaf], None] = {}
    for past in history:
        for key, reason in past.reasons.items():
            (known if reason is None else hidden)[past.sum_of(key)] = None
    order = list(position)
    now = {key: frozenset(order[leaf] for leaf in members.tolist()) for key, members in problem.cells.items()}
    last = history[-1].reasons if history else {}
    same = {key for key in last.keys() & now.keys() if history[-1].sum_of(key) == now[key]}
    columns = list(zip(*(numbers for _, numbers in position), strict=True)) or [(), (), ()]
    return replace(
        problem,
        numerators=np.array(columns[0], dtype=np.int64),
        denominators=None if problem.denominators is None else np.array(columns[1], dtype=np.int64),
        persons=_persons(columns[2]),
        known=tuple(_members(leaves, position) for leaves in known),
        guarded=(*problem.guarded, *(_members(leaves, position) for leaves in hidden)),
        keep_shown=frozenset(key for key in same if last[key] is None),
        keep_hidden=frozenset(key for key in same if last[key] is not None),
    )


def _leaves(table: YearTable, problem: Problem) -> Iterator[Leaf]:
    """Yield the leaves of a table with their numbers, in the problem's order."""
    for number, leaf in enumerate(table.leaves):
        base = None if problem.denominators is None else int(problem.denominators[number])
        persons = UNKNOWN_PERSONS if problem.persons is None else int(problem.persons[number])
        told = None if persons == UNKNOWN_PERSONS else persons
        yield leaf, (int(problem.numerators[number]), base, told)


def _persons(values: Sequence[int | None]) -> NDArray[np.int64] | None:
    if all(value is None for value in values):
        return None
    return np.array([UNKNOWN_PERSONS if value is None else value for value in values], dtype=np.int64)


def _members(leaves: frozenset[Leaf], position: Mapping[Leaf, int]) -> NDArray[np.intp]:
    return np.array(sorted(position[leaf] for leaf in leaves), dtype=np.intp)


def _history(connection: duckdb.DuckDBPyConnection, indicator: str, year: int) -> tuple[Past, ...]:
    """Return every decision on an indicator and year, in the order they were last published."""
    rows = _run(connection, "decisions", indicator=indicator, year=year)
    return tuple(_past(connection, number) for (number,) in rows)


def _past(connection: duckdb.DuckDBPyConnection, decision: int) -> Past:
    leaves = [
        ((org, kind, start, gender, age, category, version), (numerator, denominator, persons))
        for org, kind, start, gender, age, category, version, numerator, denominator, persons in _run(
            connection, "leaves", decision=decision
        )
    ]
    members: dict[CellKey, tuple[int, ...]] = {}
    reasons: dict[CellKey, Reason | None] = {}
    for level, org, kind, start, gender, age, category, reason, positions in _run(
        connection, "cells", decision=decision
    ):
        key = (level, org, kind, start, gender, age, category)
        members[key] = tuple(positions)
        reasons[key] = None if reason is None else Reason(reason)
    return Past(leaves, members, reasons)


def _latest(connection: duckdb.DuckDBPyConnection, table: YearTable) -> int | None:
    """Return the decision last published on this year, if it was made from the very same content."""
    rows = _run(connection, "latest", indicator=table.indicator, year=table.year)
    return rows[0][0] if rows and rows[0][1] == table.content_hash else None


def _add(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    table, problem = decision.table, decision.table.problem
    if problem is None:
        raise ProtectionError(f"{table.indicator} {table.year}: there is nothing to remember")
    number: int = _run(connection, "next_number")[0][0]
    _run(
        connection,
        "add_decision",
        number=number,
        indicator=table.indicator,
        year=table.year,
        content_hash=table.content_hash,
    )
    names = ["org", "period_kind", "period_start", "gender", "age", "category"]
    leaves = pd.DataFrame(
        [(*leaf, *numbers) for leaf, numbers in _leaves(table, problem)],
        columns=[*names, "version", "numerator", "denominator", "persons"],
    ).astype({"denominator": "Int64", "persons": "Int64"})
    _insert(connection, "add_leaves", leaves.assign(position=range(len(leaves)), decision=number))
    reasons = [decision.hidden.get(key) for key in problem.cells]
    cells = pd.DataFrame(list(problem.cells), columns=["level", *names]).assign(
        decision=number,
        reason=[None if reason is None else reason.value for reason in reasons],
        members=[members.tolist() for members in problem.cells.values()],
    )
    _insert(connection, "add_cells", cells)
    return number


def _insert(connection: duckdb.DuckDBPyConnection, statement: str, rows: pd.DataFrame) -> None:
    connection.register("rows", rows)
    connection.execute(statements("ledger.sql")[statement])
    connection.unregister("rows")


def _run(connection: duckdb.DuckDBPyConnection, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    return connection.execute(statements("ledger.sql")[statement], values).fetchall()
