"""Disclosure control: which cells must be hidden so that no small count can be worked out.

Owns: the pattern of hidden cells of one indicator and year. `protect` is the only way in.
Must not know: the register, files, pages. `data/audit/` attacks the result and shares no code with it.
"""

from collections.abc import Mapping

import numpy as np

from data.protection.needs import small_cells, targets_of
from data.protection.problem import CellKey, Problem, ProtectionError, Reason, Rule
from data.protection.search import Search
from data.protection.sums import sums_of

__all__ = ["CellKey", "Problem", "ProtectionError", "Reason", "Rule", "protect"]


def protect(problem: Problem) -> Mapping[CellKey, Reason]:
    """Return the planned cells to hide and why. Raises ProtectionError where no safe pattern was found."""
    needed = frozenset(small_cells(problem))
    unsafe = needed | problem.keep_hidden
    hidden = {key for key in problem.cells if key in unsafe}
    if problem.rule.kind in {"count", "share"} and problem.rule.sensitivity != "open":
        hidden |= _with_consequences(problem, needed)
    return {
        key: Reason.NEED if key in needed else Reason.CONSEQUENCE for key in problem.cells if key in hidden
    }


def _with_consequences(problem: Problem, needed: frozenset[CellKey]) -> set[CellKey]:
    sums = sums_of(problem)
    unsafe = needed | problem.keep_hidden
    must_hide = np.array([any(key in unsafe for key in keys) for keys in sums.cells], dtype=bool)
    for row in np.flatnonzero(must_hide & sums.frozen):
        if any(key in needed for key in sums.cells[row]):
            raise ProtectionError(f"{problem.indicator} {problem.year}: a small figure has been shown before")
    pattern = Search(sums, targets_of(problem), must_hide & ~sums.frozen).run()
    return {key for row in np.flatnonzero(pattern) for key in sums.cells[row]}
