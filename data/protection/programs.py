"""Linear programs as this package sets them up: one solver, its options, and nothing but a clear answer.

Owns: the options of the solver and the reading of its status.
Must not know: what a column or a row stands for.
"""

import highspy
import numpy as np
from numpy.typing import NDArray

from data.protection.problem import ProtectionError

TOLERANCE = 1e-6
"""Differences below this are rounding in the solver: figures are whole numbers."""

UNBOUNDED = highspy.kHighsInf

_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",  # costs more than it saves: the same program again and again
    "solver": "simplex",
    "simplex_scale_strategy": 0,  # all coefficients are 1 or -1
    "random_seed": 0,
}

PRIMAL = 4
"""Simplex strategy where only the objective changes, so that the last table stays feasible."""

DUAL = 1
"""Simplex strategy where bounds change."""


class Program:
    """A linear program that is solved again and again with small changes, from the last basis."""

    def __init__(
        self,
        rows: NDArray[np.float64],
        *,
        row_bounds: tuple[NDArray[np.float64], NDArray[np.float64]],
        column_upper: NDArray[np.float64],
        strategy: int,
    ) -> None:
        """Set up `rows` (dense) over columns from 0 to `column_upper`, with no cost yet."""
        self.solved = 0
        self._cost = np.zeros(rows.shape[1])
        self._solver = highspy.Highs()
        for name, value in (_OPTIONS | {"simplex_strategy": strategy}).items():
            self._check(self._solver.setOptionValue(name, value))
        row_index, column_index = np.nonzero(rows)
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = rows.shape
        program.col_cost_ = self._cost
        program.col_lower_ = np.zeros(rows.shape[1])
        program.col_upper_ = column_upper
        program.row_lower_, program.row_upper_ = row_bounds
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.searchsorted(row_index, np.arange(len(rows) + 1)).astype(np.int32)
        program.a_matrix_.index_ = column_index.astype(np.int32)
        program.a_matrix_.value_ = rows[row_index, column_index]
        self._check(self._solver.passModel(program))

    def set_cost(self, cost: NDArray[np.float64]) -> None:
        """Minimise this from now on."""
        changed = np.flatnonzero(cost != self._cost).astype(np.int32)
        if len(changed):
            self._check(self._solver.changeColsCost(len(changed), changed, cost[changed]))
            self._cost = cost.copy()

    def bound_row(self, row: int | np.intp, low: float, high: float) -> None:
        """Keep a row between two values from now on."""
        self._check(self._solver.changeRowBounds(int(row), low, high))

    def bound_column(self, column: int | np.intp, low: float, high: float) -> None:
        """Keep a column between two values from now on."""
        self._check(self._solver.changeColBounds(int(column), low, high))

    def solve(self) -> bool:
        """Solve; return False where nothing satisfies the bounds. Any other failure: ProtectionError."""
        self._check(self._solver.run())
        self.solved += 1
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        if status != highspy.HighsModelStatus.kOptimal:
            raise ProtectionError(f"the solver gave up: {self._solver.modelStatusToString(status)}")
        return True

    def columns(self, count: int) -> NDArray[np.float64]:
        """Return the values of the first columns, rid of rounding where they are nearly whole."""
        values = np.maximum(np.array(self._solver.getSolution().col_value[:count]), 0.0)
        whole = np.rint(values)
        return np.where(np.abs(values - whole) < TOLERANCE, whole, values)

    def binding_rows(self, count: int) -> NDArray[np.bool_]:
        """Return which of the first rows the optimum rests on."""
        return np.abs(np.array(self._solver.getSolution().row_dual[:count])) > TOLERANCE

    @staticmethod
    def _check(status: highspy.HighsStatus) -> None:
        if status != highspy.HighsStatus.kOk:
            raise ProtectionError(f"the solver refused: {status}")


def room_for_imagination(figures: NDArray[np.float64], most_asked: float) -> float:
    """Return the most a single leaf may be imagined to be, so that no program is unbounded.

    Far above every figure and question; being a limit on readers, it can only make answers more careful.
    """
    return 20.0 * (most_asked + float(figures.max(initial=0.0)))
