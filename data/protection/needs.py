"""Which sums are too small to be shown, from the figures and the catalogue's rule alone.

Owns: the meaning of "small" for every kind, class and way of counting.
Must not know: linear programs, other cells' fate, earlier snapshots.
"""

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import EVENT_THRESHOLD, UNKNOWN_PERSONS, CellKey, Problem


def small_cells(problem: Problem) -> list[CellKey]:
    """Return the planned cells that may not be shown for their own sake, in the problem's order."""
    rule = problem.rule
    if rule.sensitivity == "open":
        return []
    if rule.kind == "status":
        return list(problem.cells)  # a yes is a count of one, and a shown no would give the yes away
    if rule.kind == "median":
        return [key for key, members in problem.cells.items() if not _enough_persons(problem, members)]
    small_staffs = _units_with_small_staff(problem)
    return [
        key
        for key, members in problem.cells.items()
        if is_small(problem, members) or (key[0] == "unit" and key[1] in small_staffs)
    ]


def is_small(problem: Problem, members: NDArray[np.intp]) -> bool:
    """Tell whether the sum over these leaves is too small to be known (count, denominator or complement)."""
    rule = problem.rule
    count = int(problem.numerators[members].sum())
    if rule.counts == "events":
        return _few_behind_events(problem, members, count)
    if 0 < count < rule.threshold:
        return True
    if problem.denominators is None:
        return False
    base = int(problem.denominators[members].sum())
    if 0 < base < rule.threshold:
        return True
    # Where the complement tells as much, "all of them" and "none of them" tell something about everyone.
    return rule.complement_sensitive and base > 0 and (base - count < rule.threshold or count == 0)


def _few_behind_events(problem: Problem, members: NDArray[np.intp], count: int) -> bool:
    """Tell whether few persons may stand behind a sum of events.

    Persons do not add up: the same person may come in two months. What is certain is that a sum has at
    least as many persons as its largest part, so that largest part must reach the threshold by itself.
    """
    if count == 0:
        return False
    events = problem.numerators[members]
    if problem.persons is None:
        return count < max(EVENT_THRESHOLD, problem.rule.threshold)
    persons = problem.persons[members]
    if persons.max() >= problem.rule.threshold:
        return False
    untold = int(events[persons == UNKNOWN_PERSONS].sum())
    return untold < max(EVENT_THRESHOLD, problem.rule.threshold)


def _enough_persons(problem: Problem, members: NDArray[np.intp]) -> bool:
    return problem.persons is not None and bool((problem.persons[members] >= problem.rule.threshold).all())


def _units_with_small_staff(problem: Problem) -> frozenset[str]:
    """Return the units that have had fewer staff than the threshold in any period of the year."""
    staff = problem.denominators
    if problem.rule.sensitivity != "staff" or staff is None:
        return frozenset()
    threshold = problem.rule.threshold
    return frozenset(
        key[1]
        for key, members in problem.cells.items()
        if key[0] == "unit" and 0 < int(staff[members].sum()) < threshold
    )
