"""The simple rule: hide every small cell and every cell that shares a leaf with a hidden small one.

Owns: a pattern that is safe without any computation, and blunt.
Must not know: linear programs, earlier snapshots beyond what a problem carries.
"""

from collections.abc import Mapping

import numpy as np

from data.protection.needs import small_cells
from data.protection.problem import CellKey, Problem, Reason


def protect_simply(problem: Problem) -> Mapping[CellKey, Reason]:
    """Return the cells to hide: small ones by need, all that share a leaf with them by consequence."""
    needed = small_cells(problem)
    touched = np.zeros(len(problem.numerators), dtype=bool)
    for key in needed:
        touched[problem.cells[key]] = True
    hidden = {
        key: Reason.CONSEQUENCE
        for key, members in problem.cells.items()
        if touched[members].any() or key in problem.keep_hidden
    }
    return hidden | dict.fromkeys(needed, Reason.NEED)
