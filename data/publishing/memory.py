"""What readers may remember of an indicator's year from earlier snapshots.

Owns: reading it from the ledger, and turning it into what disclosure control is asked. Must not know how a
pattern is found, nor what will be published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from data.protection import CellKey, Link, Problem, ProtectionError, Reason, Term
from data.protection.problem import UNKNOWN_PERSONS
from data.publishing.links import Placed
from data.relations import Leaves
from data.rollup import LeafId, YearTable
from data.statements import statements

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


class Memory:
    """A table's problem over today's leaves, which come first, and every leaf ever published."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: YearTable) -> None:
        if table.problem is None:
            raise ProtectionError(f"{table.indicator} {table.year}: there is nothing to protect")
        self.table = table
        self.positions = {leaf: number for number, leaf in enumerate(leaves_of_table(table, table.problem))}
        self.problem = table.problem
        self._states: list[Sequence[Leaf]] = []
        if table.problem.rule.kind not in {"median", "status"}:  # no difference of theirs tells anything
            history = _history(connection, table.indicator, table.year)
            for earlier in history:
                for leaf in earlier.leaves:
                    self.positions.setdefault(leaf, len(self.positions))
            today = list(leaves_of_table(table, table.problem))
            self._states = [*(earlier.leaves for earlier in history), today]
            self.problem = _with_history(table.problem, history, self.positions)

    def unchanged(self, number: int) -> Iterator[Link]:
        """Yield that a report has the same whole as before, where it has, though told in other groups.

        number: of this problem among those that are decided together.
        """
        reports: dict[tuple[object, ...], dict[tuple[int, int], list[list[int]]]] = {}
        for state in self._states:
            for place, leaves in _by_report(state).items():
                total = (
                    sum(count for _, (count, _, _) in leaves),
                    sum(base or 0 for _, (_, base, _) in leaves),
                )
                told = sorted(self.positions[leaf] for leaf in leaves)
                alike = reports.setdefault(place, {}).setdefault(total, [])
                if told not in alike:
                    alike.append(told)
        parts = ((0,), (1,)) if self.problem.denominators is not None else ((0,),)
        for totals in reports.values():
            for first, *others in totals.values():
                for other in others:
                    for part in parts:
                        yield Link(
                            Term(number, part, np.array(first)), Term(number, part, np.array(other)), True
                        )


def _by_report(leaves: Iterable[Leaf]) -> dict[tuple[object, ...], list[Leaf]]:
    """Return leaves by reporter, base period and category."""
    found: dict[tuple[object, ...], list[Leaf]] = {}
    for leaf in leaves:
        (org, kind, start, _, _, category, _), _ = leaf
        found.setdefault((org, kind, start, category), []).append(leaf)
    return found


def _with_history(problem: Problem, history: Sequence[Past], position: Mapping[Leaf, int]) -> Problem:
    """Return the problem over all leaves in these positions."""
    known: dict[frozenset[Leaf], None] = {}
    hidden: dict[frozenset[Leaf], None] = {}
    for earlier in history:
        for key, reason in earlier.reasons.items():
            (known if reason is None else hidden)[earlier.sum_of(key)] = None
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


def leaves_of_table(table: YearTable, problem: Problem) -> Iterator[Leaf]:
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


def published_together(
    connection: duckdb.DuckDBPyConnection, memories: Sequence[Memory], now: Mapping[str, Placed]
) -> Iterator[Mapping[str, Placed]]:
    """Yield the leaves of these indicators as they stood side by side in earlier snapshots."""
    by_indicator = {one.table.indicator: one for one in memories}
    year = memories[0].table.year
    states: dict[tuple[tuple[str, int], ...], None] = {}
    for _, decisions in run(connection, "together", year=year, indicators=list(by_indicator)):
        states[tuple((one["indicator"], one["number"]) for one in decisions)] = None
    for state in states:
        sides: dict[str, Placed] = {}
        for indicator, number in state:
            past, today = past_of(connection, number), now[indicator]
            sides[indicator] = Placed(
                problem=today.problem,
                leaves=Leaves(
                    today.leaves.indicator,
                    [leaf for leaf, _ in past.leaves],
                    [(count, base or 0) for _, (count, base, _) in past.leaves],
                ),
                positions=[by_indicator[indicator].positions[leaf] for leaf in past.leaves],
            )
        yield sides


def _history(connection: duckdb.DuckDBPyConnection, indicator: str, year: int) -> tuple[Past, ...]:
    """Return every decision on an indicator and year, in the order they were last published."""
    rows = run(connection, "decisions", indicator=indicator, year=year)
    return tuple(past_of(connection, number) for (number,) in rows)


def past_of(connection: duckdb.DuckDBPyConnection, decision: int) -> Past:
    """Return an earlier decision."""
    leaves = [
        ((org, kind, start, gender, age, category, version), (numerator, denominator, persons))
        for org, kind, start, gender, age, category, version, numerator, denominator, persons in run(
            connection, "leaves", decision=decision
        )
    ]
    members: dict[CellKey, tuple[int, ...]] = {}
    reasons: dict[CellKey, Reason | None] = {}
    for level, org, kind, start, gender, age, category, reason, positions in run(
        connection, "cells", decision=decision
    ):
        key = (level, org, kind, start, gender, age, category)
        members[key] = tuple(positions)
        reasons[key] = None if reason is None else Reason(reason)
    return Past(leaves, members, reasons)


def run(connection: duckdb.DuckDBPyConnection, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of one of the ledger's statements."""
    return connection.execute(statements("ledger.sql")[statement], values).fetchall()
