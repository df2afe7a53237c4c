"""The cheapest way to make another value of a sum believable: which sums would have to be hidden for it?

Owns: the linear program in which every shown sum may be moved at the price of hiding it.
Must not know: thresholds, cells, the order in which targets are secured.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from data.protection.programs import DUAL, UNBOUNDED, Program
from data.protection.sums import Sums
from data.protection.systems import System


class Detours:
    """One program for one system: figures, and for each row how far it is moved up and down from the truth.

    Moving a hidden sum is free, a shown one costs its weight for every unit, a frozen one cannot be moved.
    """

    def __init__(
        self, sums: Sums, system: System, *, groups: Mapping[bytes, NDArray[np.intp]], room: float
    ) -> None:
        """Set up the program. `groups`: the sets of several figures that will be asked about, by code."""
        self._system = system
        self._count, self._width = system.rows.shape
        self._weights = sums.weights[system.sums]
        fixed = self._count + len(system.links)
        self._group_row = {code: fixed + row for row, code in enumerate(groups)}
        asked = np.zeros((len(groups), self._width))
        for row, columns in enumerate(groups.values()):
            asked[row, columns] = 1.0
        sides = np.eye(self._count)
        below = np.concatenate([system.links, asked])
        rows = np.block([[system.rows, -sides, sides], [below, np.zeros((len(below), 2 * self._count))]])
        unbounded = np.full(len(groups), UNBOUNDED)
        self._room = room
        movable = np.where(sums.frozen[system.sums], 0.0, UNBOUNDED)
        self._program = Program(
            rows,
            row_bounds=(
                np.concatenate([system.values, np.zeros(len(system.links)), -unbounded]),
                np.concatenate([system.values, np.where(system.equal, 0.0, UNBOUNDED), unbounded]),
            ),
            column_upper=np.concatenate([np.full(self._width, room), movable, movable]),
            strategy=DUAL,
        )

    @property
    def programs_solved(self) -> int:
        """Programs solved so far."""
        return self._program.solved

    def forbid(self, row: int) -> None:
        """Do not move this sum, counted among all, until it is allowed again."""
        self._limit(row, 0.0)

    def allow(self, row: int) -> None:
        """Let this sum be moved again."""
        self._limit(row, UNBOUNDED)

    def find(
        self, columns: NDArray[np.intp], *, low: float, high: float, hidden: NDArray[np.bool_]
    ) -> NDArray[np.float64] | None:
        """Return the cheapest figures whose sum over these columns is in [low, high]; None if there are none.

        hidden: the hidden sums, among all.
        """
        price = np.where(hidden[self._system.sums], 0.0, self._weights)
        self._program.set_cost(np.concatenate([np.zeros(self._width), price, price]))
        group = self._group_row.get(columns.tobytes())
        if group is not None:
            self._program.bound_row(group, low, high)
        else:
            self._program.bound_column(int(columns[0]), max(low, 0.0), min(high, self._room))
        table = self._program.columns(self._width) if self._program.solve() else None
        if group is not None:
            self._program.bound_row(group, -UNBOUNDED, UNBOUNDED)
        else:
            self._program.bound_column(int(columns[0]), 0.0, self._room)
        return table

    def _limit(self, row: int, most: float) -> None:
        for own in np.flatnonzero(self._system.sums == row):
            for side in (0, 1):
                self._program.bound_column(self._width + side * self._count + own, 0.0, most)
