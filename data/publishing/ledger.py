"""The ledger: what has ever been published, so that no later snapshot gives away what an earlier one hid.

Owns `ledger.duckdb` in the store and its statements (data/ledger.sql), and what follows from it: what readers
already know, what must stay shown or hidden, which corrections wait, which years need not be decided again.
Must not know how a pattern is found, how figures add up, or the snapshot's file. It is part of the backup and
never part of a snapshot: it holds unprotected figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.facts import Fact
from data.model import Catalogue
from data.periods import Period
from data.plan import is_exact
from data.protection import CellKey, Problem, ProtectionError, Reason, protect_together
from data.publishing.corrections import Held, hold_back
from data.publishing.decisions import Decision, JointPattern, checked, linked_by
from data.publishing.links import links
from data.publishing.memory import Memory, leaves_of_table, past_of, published_together, run
from data.rollup import YearTable
from data.statements import statements

LEDGER_FILE = "ledger.duckdb"
_CONFIG: dict[str, Any] = {
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}


class Ledger:
    """Decides with memory. Nothing is remembered before `record`."""

    def __init__(self, path: Path, *, together: JointPattern = protect_together) -> None:
        self._path = path
        self._together = together
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

    def decide(self, table: YearTable, /) -> Decision:
        """Return what to show of the table; a year that has not changed is not decided again.

        Raises ProtectionError where no safe answer was found.
        """
        if table.problem is None:
            return self._decision(table, {})
        patterns = self._remembered([table])
        if patterns is None:
            with self._opened() as connection:
                memory = Memory(connection, table)
            patterns = self._together([memory.problem], tuple(memory.unchanged(0)))
        return self._decision(table, checked(table, patterns[0]))

    def decide_together(self, tables: Sequence[YearTable], catalogue: Catalogue, /) -> tuple[Decision, ...]:
        """Return what to show of tables that readers can set against each other; raises likewise."""
        patterns = self._remembered(tables)
        if patterns is None:
            with self._opened() as connection:
                memories = [Memory(connection, table) for table in tables]
                problems, relations, now = linked_by(catalogue, tables, [one.problem for one in memories])
                seen = [now, *published_together(connection, memories, now)]
            own = [link for number, memory in enumerate(memories) for link in memory.unchanged(number)]
            found = self._together(problems, (*links(relations, seen), *own))
            patterns = [checked(table, hidden) for table, hidden in zip(tables, found, strict=True)]
        return tuple(self._decision(table, hidden) for table, hidden in zip(tables, patterns, strict=True))

    def prepare(self, table: YearTable) -> Problem:
        """Return the table's problem with all that readers may remember from earlier snapshots."""
        with self._opened() as connection:
            return Memory(connection, table).problem

    def _decision(self, table: YearTable, hidden: Mapping[CellKey, Reason]) -> Decision:
        return Decision(table, table.cells, hidden, self._waiting.get((table.indicator, table.year), 0))

    def record(self, snapshot_id: str, decisions: Sequence[Decision]) -> None:
        """Remember for good that these decisions become public. All or nothing."""
        with self._opened() as connection:
            connection.begin()
            for decision in decisions:
                if decision.table.problem is not None:
                    number = _number_of(connection, decision) or _add(connection, decision)
                    run(connection, "add_publication", snapshot=snapshot_id, decision=number)
            connection.commit()

    def _remembered(self, tables: Sequence[YearTable]) -> list[Mapping[CellKey, Reason]] | None:
        """Return the patterns last published, where all are from the very same content and snapshot."""
        with self._opened() as connection:
            latest = [_latest(connection, table) for table in tables]
            if None in latest or len({one.snapshot for one in latest if one is not None}) > 1:
                return None
            pasts = [past_of(connection, one.decision) for one in latest if one is not None]
        return [{key: reason for key, reason in past.reasons.items() if reason is not None} for past in pasts]

    @contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(self._path, config=_CONFIG) as connection:
            connection.execute(statements("ledger.sql")["create"])
            yield connection


@dataclass(frozen=True)
class _Latest:
    """The decision last published on a year, and the snapshot it was last published in."""

    decision: int
    snapshot: str


def _latest(connection: duckdb.DuckDBPyConnection, table: YearTable) -> _Latest | None:
    """Return the decision last published on this year, if it was made from the very same content."""
    rows = run(connection, "latest", indicator=table.indicator, year=table.year)
    return _Latest(rows[0][0], rows[0][2]) if rows and rows[0][1] == table.content_hash else None


def _number_of(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int | None:
    """Return the number of the decision, if it is the one last published."""
    latest = _latest(connection, decision.table)
    if latest is None:
        return None
    reasons = past_of(connection, latest.decision).reasons
    hidden = {key for key, reason in reasons.items() if reason is not None}
    return latest.decision if hidden == decision.hidden.keys() else None


def _add(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    table, problem = decision.table, decision.table.problem
    if problem is None:
        raise ProtectionError(f"{table.indicator} {table.year}: there is nothing to remember")
    number: int = run(connection, "next_number")[0][0]
    run(
        connection,
        "add_decision",
        number=number,
        indicator=table.indicator,
        year=table.year,
        content_hash=table.content_hash,
    )
    names = ["org", "period_kind", "period_start", "gender", "age", "category"]
    leaves = pd.DataFrame(
        [(*leaf, *numbers) for leaf, numbers in leaves_of_table(table, problem)],
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
