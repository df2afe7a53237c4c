"""What is decided about one indicator and year: which cells are shown, which are hidden.

Owns the seam between publishing and disclosure control, and the blanking of hidden cells. Must not know how a
pattern is found, how decisions are remembered, or the snapshot's file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from data.facts import Fact
from data.model import Catalogue
from data.protection import CellKey, Problem, ProtectionError, Reason, protect
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


class Decider(Protocol):
    """Decides table by table, and remembers what became public."""

    def held(self, facts: Sequence[Fact], catalogue: Catalogue, /) -> Sequence[Fact]:
        """Return the figures as they may be published: corrections that must wait are not yet in them."""
        ...

    def decide(self, table: YearTable, also_hidden: frozenset[CellKey] = frozenset(), /) -> Decision:
        """Return what to show of the table. Raises ProtectionError where no safe answer was found.

        also_hidden: cells to hide besides, save those that readers have seen.
        """
        ...

    def record(self, snapshot_id: str, decisions: tuple[Decision, ...]) -> None:
        """Remember for good that these decisions become public. Called just before the switch."""
        ...


def hiding(problem: Problem, also_hidden: frozenset[CellKey]) -> Problem:
    """Return the problem with further cells to hide: those of its own that readers have not seen."""
    more = (also_hidden & problem.cells.keys()) - problem.keep_shown
    return replace(problem, keep_hidden=problem.keep_hidden | more)


class WithoutMemory:
    """Decides every table anew and remembers nothing: safe for a first snapshot only.

    pattern: finds the cells to hide of one problem.
    """

    def __init__(self, pattern: Pattern = protect) -> None:
        self._pattern = pattern

    def held(self, facts: Sequence[Fact], _catalogue: Catalogue, /) -> Sequence[Fact]:
        """Return the figures as they are: what has not been shown needs no waiting."""
        return facts

    def decide(self, table: YearTable, also_hidden: frozenset[CellKey] = frozenset(), /) -> Decision:
        """Return the pattern of disclosure control; open tables are shown whole."""
        if table.problem is None:
            return Decision(table, table.cells)
        hidden = self._pattern(hiding(table.problem, also_hidden))
        if not hidden.keys() <= table.problem.cells.keys():
            raise ProtectionError(
                f"{table.indicator} {table.year}: the pattern names cells that are not planned"
            )
        return Decision(table, table.cells, hidden)

    def record(self, snapshot_id: str, decisions: tuple[Decision, ...]) -> None:
        """Remember nothing."""
