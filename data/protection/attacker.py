"""The reader who computes: what is the most, or the least, a sum can be, given all that is shown?

Owns: the linear program over the leaves of one part (numerators, or what remains of the denominators).
Must not know: thresholds, cells, why a sum is asked about.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import ProtectionError
from data.protection.programs import PRIMAL, UNBOUNDED, Program, room_for_imagination
from data.protection.sums import Sums


@dataclass(frozen=True, eq=False)
class Answer:
    """The extreme found: its value, a table of leaves that has it, and the shown sums that prove it."""

    value: float
    table: NDArray[np.float64]
    """(leaves,): a possible truth, for all a reader knows."""
    proof: NDArray[np.intp]
    """Sums without which the extreme would not hold."""


class Attacker:
    """One linear program; only its objective and the set of shown sums change."""

    def __init__(self, sums: Sums, part: int, *, most_asked: float) -> None:
        """Set up the program with nothing shown yet."""
        count, self._leaves = sums.matrix.shape
        self._values = sums.values[part]
        self._shown = np.zeros(count, dtype=bool)
        self._program = Program(
            sums.matrix,
            row_bounds=(np.full(count, -UNBOUNDED), np.full(count, UNBOUNDED)),
            column_upper=np.full(self._leaves, room_for_imagination(sums.parts, most_asked)),
            strategy=PRIMAL,
        )

    @property
    def programs_solved(self) -> int:
        """Programs solved so far."""
        return self._program.solved

    def show(self, shown: NDArray[np.bool_]) -> None:
        """Let exactly these sums be known from now on."""
        for row in np.flatnonzero(shown != self._shown):
            low, high = (self._values[row], self._values[row]) if shown[row] else (-UNBOUNDED, UNBOUNDED)
            self._program.bound_row(row, low, high)
        self._shown = shown.copy()

    def most(self, leaves: NDArray[np.intp]) -> Answer:
        """Return the greatest possible sum of these leaves."""
        return self._solve(leaves, -1.0)

    def least(self, leaves: NDArray[np.intp]) -> Answer:
        """Return the least possible sum of these leaves."""
        return self._solve(leaves, 1.0)

    def _solve(self, leaves: NDArray[np.intp], cost: float) -> Answer:
        wanted = np.zeros(self._leaves)
        wanted[leaves] = cost
        self._program.set_cost(wanted)
        if not self._program.solve():
            raise ProtectionError("the solver found the truth impossible")
        table = self._program.columns(self._leaves)
        proof = np.flatnonzero(self._program.binding_rows(len(self._shown)) & self._shown)
        return Answer(value=float(table[leaves].sum()), table=table, proof=proof)
