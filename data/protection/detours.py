"""The cheapest way to make another value of a sum believable: which sums would have to be hidden for it?

Owns: the linear program in which every shown sum may be moved at the price of hiding it.
Must not know: thresholds, cells, the order in which targets are secured.
"""

import numpy as np
from numpy.typing import NDArray

from data.protection.programs import DUAL, UNBOUNDED, Program, room_for_imagination
from data.protection.sums import Sums


class Detours:
    """One program for one part: leaves, and for each sum how far it is moved up and down from the truth.

    Moving a hidden sum is free, a shown one costs its weight for every unit, a frozen one cannot be moved.
    """

    def __init__(
        self, sums: Sums, part: int, *, groups: dict[bytes, NDArray[np.intp]], most_asked: float
    ) -> None:
        """Set up the program. `groups`: the sets of several leaves that will be asked about."""
        self._count, self._leaves = sums.matrix.shape
        self._weights = sums.weights
        self._group_row = {code: self._count + row for row, code in enumerate(groups)}
        asked = np.zeros((len(groups), self._leaves))
        for row, leaves in enumerate(groups.values()):
            asked[row, leaves] = 1.0
        sides = np.eye(self._count)
        rows = np.block([[sums.matrix, -sides, sides], [asked, np.zeros((len(groups), 2 * self._count))]])
        unbounded = np.full(len(groups), UNBOUNDED)
        self._room = room_for_imagination(sums.parts, most_asked)
        movable = np.where(sums.frozen, 0.0, UNBOUNDED)
        self._program = Program(
            rows,
            row_bounds=(
                np.concatenate([sums.values[part], -unbounded]),
                np.concatenate([sums.values[part], unbounded]),
            ),
            column_upper=np.concatenate([np.full(self._leaves, self._room), movable, movable]),
            strategy=DUAL,
        )

    @property
    def programs_solved(self) -> int:
        """Programs solved so far."""
        return self._program.solved

    def forbid(self, row: int) -> None:
        """Do not move this sum until it is allowed again."""
        self._limit(row, 0.0)

    def allow(self, row: int) -> None:
        """Let this sum be moved again."""
        self._limit(row, UNBOUNDED)

    def find(
        self, code: bytes, leaves: NDArray[np.intp], *, low: float, high: float, hidden: NDArray[np.bool_]
    ) -> NDArray[np.float64] | None:
        """Return the cheapest table whose sum over these leaves is in [low, high]; None if there is none."""
        price = np.where(hidden, 0.0, self._weights)
        self._program.set_cost(np.concatenate([np.zeros(self._leaves), price, price]))
        if code in self._group_row:
            self._program.bound_row(self._group_row[code], low, high)
        else:
            self._program.bound_column(int(leaves[0]), max(low, 0.0), min(high, self._room))
        table = self._program.columns(self._leaves) if self._program.solve() else None
        if code in self._group_row:
            self._program.bound_row(self._group_row[code], -UNBOUNDED, UNBOUNDED)
        else:
            self._program.bound_column(int(leaves[0]), 0.0, self._room)
        return table

    def _limit(self, row: int, most: float) -> None:
        for side in (0, 1):
            self._program.bound_column(self._leaves + side * self._count + row, 0.0, most)
