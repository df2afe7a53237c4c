"""The reader who computes: what is the most, or the least, a sum can be, given all that is shown?

Owns: the linear program over the figures of one system.
Must not know: thresholds, cells, why a sum is asked about.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import ProtectionError
from data.protection.programs import PRIMAL, UNBOUNDED, Program
from data.protection.systems import System


@dataclass(frozen=True, eq=False)
class Answer:
    """The extreme found: its value, figures of the system that have it, and the shown sums that prove it."""

    value: float
    table: NDArray[np.float64]
    """(columns of the system,): a possible truth, for all a reader knows."""
    proof: NDArray[np.intp]
    """Sums, among all, without which the extreme would not hold."""


class Attacker:
    """One linear program; only its objective and the set of shown sums change."""

    def __init__(self, system: System, *, room: float) -> None:
        """Set up the program with nothing shown yet. `room`: the most that one figure may be."""
        self._system = system
        count, self._width = system.rows.shape
        self._shown = np.zeros(count, dtype=bool)
        unbounded = np.full(count, UNBOUNDED)
        self._program = Program(
            np.concatenate([system.rows, system.links]),
            row_bounds=(
                np.concatenate([-unbounded, np.zeros(len(system.equal))]),
                np.concatenate([unbounded, np.where(system.equal, 0.0, UNBOUNDED)]),
            ),
            column_upper=np.full(self._width, room),
            strategy=PRIMAL,
        )

    @property
    def programs_solved(self) -> int:
        """Programs solved so far."""
        return self._program.solved

    def show(self, shown: NDArray[np.bool_]) -> None:
        """Let exactly these sums, among all, be known from now on."""
        own = shown[self._system.sums]
        for row in np.flatnonzero(own != self._shown):
            value = self._system.values[row]
            low, high = (value, value) if own[row] else (-UNBOUNDED, UNBOUNDED)
            self._program.bound_row(row, low, high)
        self._shown = own

    def most(self, columns: NDArray[np.intp]) -> Answer:
        """Return the greatest possible sum of these figures of the system."""
        return self._solve(columns, -1.0)

    def least(self, columns: NDArray[np.intp]) -> Answer:
        """Return the least possible sum of these figures of the system."""
        return self._solve(columns, 1.0)

    def _solve(self, columns: NDArray[np.intp], cost: float) -> Answer:
        wanted = np.zeros(self._width)
        wanted[columns] = cost
        self._program.set_cost(wanted)
        if not self._program.solve():
            raise ProtectionError("the solver found the truth impossible")
        table = self._program.columns(self._width)
        binding = self._program.binding_rows(len(self._shown)) & self._shown
        proof = np.unique(self._system.sums[binding])
        return Answer(value=float(table[columns].sum()), table=table, proof=proof)
