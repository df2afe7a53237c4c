"""The distinct sums of a problem, and what each may cost to hide.

Owns: leaves laid out as columns, sums of leaves as rows, one row for all cells that sum the same leaves.
Must not know: linear programs, which sums end up hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import CellKey, Problem

#: How much readers miss a cell, by what it is about: the office and the year first, then areas, then units.
#: Kept near each other: a pattern that hides one figure of an area instead of three of its units shows more.
_LEVEL_WEIGHT = {"office": 5.0, "area": 1.4, "unit": 1.0}
_PERIOD_WEIGHT = {"year": 3.0, "quarter": 1.2, "tertial": 1.1, "month": 1.0}
_ZERO_WEIGHT = 0.3
"""A nought is hidden before anything else, but never for nothing."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Every distinct sum of leaves that is planned or already known.

    `parts` values per leaf are kept apart: the numerator and what remains of the denominator. Readers know
    that neither is negative, which is all that "numerator at most denominator" says.
    """

    parts: NDArray[np.float64]
    """(parts, leaves): the true figures."""
    matrix: NDArray[np.float64]
    """(sums, leaves): 1 where the sum counts the leaf."""
    values: NDArray[np.float64]
    """(parts, sums): the true sums."""
    cells: tuple[tuple[CellKey, ...], ...]
    """The planned cells that show each sum."""
    frozen: NDArray[np.bool_]
    """Sums that readers already know: hiding them no longer helps."""
    weights: NDArray[np.float64]
    """What it costs to hide each sum."""


def sums_of(problem: Problem) -> Sums:
    """Return the distinct sums of a problem, in the order in which its cells name them."""
    leaves = len(problem.numerators)
    parts = [problem.numerators.astype(np.float64)]
    if problem.denominators is not None:
        parts.append((problem.denominators - problem.numerators).astype(np.float64))
    members: dict[bytes, NDArray[np.intp]] = {}
    cells: dict[bytes, list[CellKey]] = {}
    frozen: set[bytes] = set()
    for key, leaf_indexes in problem.cells.items():
        code = same_leaves(leaf_indexes)
        members.setdefault(code, leaf_indexes)
        cells.setdefault(code, []).append(key)
        if key in problem.keep_shown:
            frozen.add(code)
    for leaf_indexes in problem.known:
        code = same_leaves(leaf_indexes)
        members.setdefault(code, leaf_indexes)
        cells.setdefault(code, [])
        frozen.add(code)
    matrix = np.zeros((len(members), leaves))
    for row, leaf_indexes in enumerate(members.values()):
        matrix[row, leaf_indexes] = 1.0
    values = np.array(parts) @ matrix.T
    keys = tuple(tuple(cells[code]) for code in members)
    return Sums(
        parts=np.array(parts),
        matrix=matrix,
        values=values,
        cells=keys,
        frozen=np.array([code in frozen for code in members], dtype=bool),
        weights=np.array([_weight(group, values[0, row]) for row, group in enumerate(keys)]),
    )


def same_leaves(members: NDArray[np.intp]) -> bytes:
    """Return a code that two sums share exactly when they sum the same leaves."""
    return np.sort(members).astype(np.int64).tobytes()


def _weight(keys: Sequence[CellKey], value: float) -> float:
    size = 1.0 + 0.1 * float(np.log2(1.0 + value)) if value else _ZERO_WEIGHT
    return sum(_LEVEL_WEIGHT[key[0]] * _PERIOD_WEIGHT[key[2]] * size for key in keys)
