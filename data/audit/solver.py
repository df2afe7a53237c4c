"""The audit's own linear programs: the least and the most a sum can be.

Owns: one solver for one set of equations over unknowns that are not negative.
Must not know: the protection's programs, what an unknown stands for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from data.audit.reading import AuditError


@dataclass(frozen=True, eq=False)
class Extreme:
    """The most or least found. `example`: unknowns that reach it; None where there is no end to it."""

    value: float
    example: NDArray[np.float64] | None


@dataclass(frozen=True)
class Tie:
    """One sum of unknowns is the same as another, or at most as much."""

    least: tuple[int, ...]
    most: tuple[int, ...]
    is_equal: bool


class Equations:
    """Sums of unknowns that are known, and questions about other sums of them."""

    def __init__(
        self, unknowns: int, known: Sequence[tuple[tuple[int, ...], float]], ties: Sequence[Tie] = ()
    ) -> None:
        """Set up the equations: each is the unknowns summed and their total; and the ties besides."""
        self._unknowns = unknowns
        self._solver = highspy.Highs()
        self._set("output_flag", False)
        self._set("threads", 1)
        self._set("presolve", "off")
        self._set("simplex_strategy", 4)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = unknowns, len(known) + len(ties)
        model.col_cost_ = np.zeros(unknowns)
        model.col_lower_ = np.zeros(unknowns)
        model.col_upper_ = np.full(unknowns, highspy.kHighsInf)
        totals = [total for _, total in known]
        model.row_lower_ = np.array([*totals, *(0.0 for _ in ties)])
        model.row_upper_ = np.array([*totals, *(0.0 if tie.is_equal else highspy.kHighsInf for tie in ties)])
        rows = [[(member, 1.0) for member in summed] for summed, _ in known]
        rows += [[*((one, 1.0) for one in tie.most), *((one, -1.0) for one in tie.least)] for tie in ties]
        entries = [entry for row in rows for entry in row]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
        model.a_matrix_.index_ = np.array([member for member, _ in entries], dtype=np.int32)
        model.a_matrix_.value_ = np.array([value for _, value in entries])
        if self._solver.passModel(model) == highspy.HighsStatus.kError:
            raise AuditError("Räkneprogrammet tog inte emot uppgiften.")

    def can_be_true(self) -> bool:
        """Tell whether all equations can hold at once."""
        return self._run(np.zeros(self._unknowns)) != highspy.HighsModelStatus.kInfeasible

    def most(self, summed: Sequence[int]) -> Extreme:
        """Return the most that these unknowns can sum to."""
        return self._extreme(summed, -1.0)

    def least(self, summed: Sequence[int]) -> Extreme:
        """Return the least that these unknowns can sum to."""
        return self._extreme(summed, 1.0)

    def _extreme(self, summed: Sequence[int], cost: float) -> Extreme:
        costs = np.zeros(self._unknowns)
        costs[list(summed)] = cost
        status = self._run(costs)
        if status == highspy.HighsModelStatus.kUnbounded:
            return Extreme(np.inf, None)
        if status != highspy.HighsModelStatus.kOptimal:
            raise AuditError(f"Räkneprogrammet gav inget svar ({self._solver.modelStatusToString(status)}).")
        example = np.maximum(np.array(self._solver.getSolution().col_value), 0.0)
        return Extreme(float(example[list(summed)].sum()), example)

    def _run(self, costs: NDArray[np.float64]) -> highspy.HighsModelStatus:
        indexes = np.arange(self._unknowns, dtype=np.int32)
        self._solver.changeColsCost(self._unknowns, indexes, costs)
        if self._solver.run() == highspy.HighsStatus.kError:
            raise AuditError("Räkneprogrammet stannade med ett fel.")
        return self._solver.getModelStatus()

    def _set(self, name: str, value: bool | int | str) -> None:
        if self._solver.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise AuditError(f"Räkneprogrammet känner inte inställningen {name}.")
