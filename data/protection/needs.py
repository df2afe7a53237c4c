"""Which sums are too small to be known, from the figures and the catalogue's rule alone.

Owns: the meaning of "small" for every kind, class and way of counting.
Must not know: linear programs, other cells' fate, earlier snapshots.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import EVENT_THRESHOLD, UNKNOWN_PERSONS, CellKey, Problem
from data.protection.sums import same_leaves


@dataclass(frozen=True, eq=False)
class Target:
    """A sum that readers must not be able to pin down."""

    leaves: NDArray[np.intp]
    code: bytes
    """The same for every target over the same leaves."""
    parts: tuple[int, ...]
    """Which parts it sums: (0,) numerator, (1,) complement, (0, 1) denominator."""
    high: float
    """It must be possible, for all a reader knows, that the sum is at least this."""
    is_small: bool
    """True: it must also be possible that it is 0. False: it is 0, and may be known to be exactly that."""


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
        if is_small(problem, members) or (key[:2] in small_staffs and key not in problem.keep_shown)
    ]


def is_small(problem: Problem, leaves: NDArray[np.intp]) -> bool:
    """Tell whether the sum over these leaves is too small to be known (count, denominator or complement)."""
    return any(target.is_small for target in _targets_of(problem, leaves))


def targets_of(problem: Problem) -> tuple[Target, ...]:
    """Return all that readers must not pin down: planned cells, guarded sums and single leaves alike.

    What is not displayed can be worked out all the same, so every leaf is a target, not only the cells.
    """
    if problem.rule.sensitivity == "open":
        return ()
    leaves = [np.array([leaf], dtype=np.intp) for leaf in range(len(problem.numerators))]
    found: dict[tuple[bytes, tuple[int, ...]], Target] = {}
    for members in (*problem.cells.values(), *problem.guarded, *leaves):
        for target in _targets_of(problem, members):
            found.setdefault((target.code, target.parts), target)
    return tuple(found.values())


def _targets_of(problem: Problem, leaves: NDArray[np.intp]) -> Iterator[Target]:
    rule = problem.rule
    code = same_leaves(leaves)
    count = int(problem.numerators[leaves].sum())
    if rule.counts == "events":
        if count == 0:
            yield Target(leaves=leaves, code=code, parts=(0,), high=rule.threshold, is_small=False)
        elif _few_behind_events(problem, leaves):
            yield Target(leaves=leaves, code=code, parts=(0,), high=_event_threshold(problem), is_small=True)
    elif problem.denominators is None:
        yield from _target(leaves, (0,), count, rule.threshold)
    else:
        base = int(problem.denominators[leaves].sum())
        yield from _target(leaves, (0, 1), base, rule.threshold)
        # Where the complement tells as much, "all of them" and "none of them" tell something about everyone.
        tells_all = rule.complement_sensitive and base > 0
        yield from _target(leaves, (0,), count, rule.threshold, zero_is_small=tells_all)
        if rule.complement_sensitive:
            yield from _target(leaves, (1,), base - count, rule.threshold, zero_is_small=tells_all)


def _target(
    leaves: NDArray[np.intp],
    parts: tuple[int, ...],
    value: int,
    threshold: int,
    *,
    zero_is_small: bool = False,
) -> Iterator[Target]:
    if value < threshold:
        yield Target(
            leaves=leaves,
            code=same_leaves(leaves),
            parts=parts,
            high=threshold,
            is_small=value > 0 or zero_is_small,
        )


def _event_threshold(problem: Problem) -> int:
    return max(EVENT_THRESHOLD, problem.rule.threshold)


def _few_behind_events(problem: Problem, leaves: NDArray[np.intp]) -> bool:
    """Tell whether few persons may stand behind a sum of events.

    Persons do not add up: the same person may come in two months. What is certain is that a sum has at
    least as many persons as its largest part, so that largest part must reach the threshold by itself.
    """
    events = problem.numerators[leaves]
    if problem.persons is None:
        return int(events.sum()) < _event_threshold(problem)
    persons = problem.persons[leaves]
    # A file may claim more persons than events; it cannot be right, and must not let a small count through.
    if np.minimum(persons, events).max() >= problem.rule.threshold:
        return False
    return int(events[persons == UNKNOWN_PERSONS].sum()) < _event_threshold(problem)


def _enough_persons(problem: Problem, leaves: NDArray[np.intp]) -> bool:
    return problem.persons is not None and bool((problem.persons[leaves] >= problem.rule.threshold).all())


def _units_with_small_staff(problem: Problem) -> frozenset[tuple[str, str]]:
    """Return the units that have had fewer staff than the threshold in any period of the year.

    What has been shown of a larger staff before cannot be taken back, so that is not hidden for its sake.
    """
    staff = problem.denominators
    if problem.rule.sensitivity != "staff" or staff is None:
        return frozenset()
    return frozenset(
        key[:2]
        for key, members in problem.cells.items()
        if key[0] == "unit" and 0 < int(staff[members].sum()) < problem.rule.threshold
    )
