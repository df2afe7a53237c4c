"""What is decided about one indicator and year: which cells are shown, which are hidden.

Owns the seam between publishing and disclosure control, and the blanking of hidden cells. Must not know how a
pattern is found, how decisions are remembered, or the snapshot's file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from data.facts import Fact
from data.model import Catalogue
from data.protection import CellKey, Link, Problem, ProtectionError, Reason, protect, protect_together
from data.publishing.links import Placed, foreseen, links
from data.relations import Relation, leaves_of, relations_of
from data.rollup import Cell, YearTable


@dataclass(frozen=True, eq=False)
class Decision:
    """The outcome for one table.

    cells: the planned cells with the figures to publish (not always the newest: a correction may have to
    wait). hidden: the cells to hide. corrections_waiting: how many corrections wait for the year's close.
    """

    table: YearTable
    cells: Mapping[CellKey, Cell]
    hidden: Mapping[CellKey, Reason] = field(default_factory=dict)
    corrections_waiting: int = 0

    def public_cells(self) -> Iterator[Cell]:
        """Yield every planned cell as everybody may see it: a hidden one keeps its place and nothing else."""
        for key, cell in self.cells.items():
            yield Cell(key, "protected") if key in self.hidden else cell


Pattern = Callable[[Problem], Mapping[CellKey, Reason]]
"""Finds the cells to hide of one problem."""

JointPattern = Callable[[Sequence[Problem], Sequence[Link]], Sequence[Mapping[CellKey, Reason]]]
"""Finds the cells to hide of problems that readers can set against each other."""


class Decider(Protocol):
    """Decides table by table, and remembers what became public."""

    def held(self, facts: Sequence[Fact], catalogue: Catalogue, /) -> Sequence[Fact]:
        """Return the figures as they may be published: corrections that must wait are not yet in them."""
        ...

    def decide(self, table: YearTable, /) -> Decision:
        """Return what to show of a table by itself. Raises ProtectionError where no safe answer was found."""
        ...

    def decide_together(self, tables: Sequence[YearTable], catalogue: Catalogue, /) -> tuple[Decision, ...]:
        """Return what to show of one year's tables that the catalogue ties together; raises likewise."""
        ...

    def record(self, snapshot_id: str, decisions: tuple[Decision, ...]) -> None:
        """Remember for good that these decisions become public. Called just before the switch."""
        ...


def checked(table: YearTable, hidden: Mapping[CellKey, Reason]) -> Mapping[CellKey, Reason]:
    """Return the pattern of a table. Raises ProtectionError where it names cells that are not planned."""
    if table.problem is None or not hidden.keys() <= table.problem.cells.keys():
        raise ProtectionError(f"{table.indicator} {table.year}: the pattern names cells that are not planned")
    return hidden


def linked_by(
    catalogue: Catalogue, tables: Sequence[YearTable], problems: Sequence[Problem]
) -> tuple[list[Problem], tuple[Relation, ...], dict[str, Placed]]:
    """Return today's leaves as they stand in the problems, and the problems with what they must foresee.

    The first leaves of every problem are those of its table.
    """
    relations = relations_of(catalogue)
    placed = {
        table.indicator: Placed(number, leaves_of(catalogue, table), range(len(table.leaves)))
        for number, table in enumerate(tables)
    }
    guarded = foreseen(catalogue, relations, placed)
    wider = [
        replace(problem, guarded=(*problem.guarded, *guarded.get(problem.indicator, ())))
        for problem in problems
    ]
    return wider, relations, placed


class WithoutMemory:
    """Decides every table anew and remembers nothing: safe for a first snapshot only.

    pattern, together: find the cells to hide.
    """

    def __init__(self, pattern: Pattern = protect, together: JointPattern = protect_together) -> None:
        self._pattern = pattern
        self._together = together

    def held(self, facts: Sequence[Fact], _catalogue: Catalogue, /) -> Sequence[Fact]:
        """Return the figures as they are: what has not been shown needs no waiting."""
        return facts

    def decide(self, table: YearTable, /) -> Decision:
        """Return the pattern of disclosure control; open tables are shown whole."""
        if table.problem is None:
            return Decision(table, table.cells)
        return Decision(table, table.cells, checked(table, self._pattern(table.problem)))

    def decide_together(self, tables: Sequence[YearTable], catalogue: Catalogue, /) -> tuple[Decision, ...]:
        """Return the patterns of disclosure control for readers who know how the tables are linked."""
        problems = [table.problem for table in tables if table.problem is not None]
        problems, relations, placed = linked_by(catalogue, tables, problems)
        patterns = self._together(problems, links(relations, [placed]))
        return tuple(
            Decision(table, table.cells, checked(table, hidden))
            for table, hidden in zip(tables, patterns, strict=True)
        )

    def record(self, snapshot_id: str, decisions: tuple[Decision, ...]) -> None:
        """Remember nothing."""
