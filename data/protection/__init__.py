"""Disclosure control: which cells must be hidden so that no small count can be worked out.

Owns: the pattern of hidden cells of one indicator and year, or of several that are tied together. `protect`
and `protect_together` are the only ways in.
Must not know: the register, files, pages. `data/audit/` attacks the result and shares no code with it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from data.protection.needs import small_cells, targets_of
from data.protection.problem import (
    CellKey,
    Link,
    Problem,
    ProtectionError,
    Reason,
    Rule,
    Term,
)
from data.protection.search import Search
from data.protection.sums import sums_of

__all__ = [
    "CellKey",
    "Link",
    "Problem",
    "ProtectionError",
    "Reason",
    "Rule",
    "Term",
    "protect",
    "protect_together",
]

Pattern = Mapping[CellKey, Reason]


def protect(problem: Problem) -> Pattern:
    """Return the planned cells to hide and why. Raises ProtectionError where no safe pattern was found."""
    return protect_together((problem,), ())[0]


def protect_together(problems: Sequence[Problem], links: Sequence[Link]) -> tuple[Pattern, ...]:
    """Return the cells to hide of each of several problems, for readers who know how they are linked.

    Only what adds up and is not open can be linked. Raises ProtectionError where no safe pattern was found.
    """
    needed = [frozenset(small_cells(problem)) for problem in problems]
    if all(_adds_up(problem) for problem in problems):
        hidden = _with_consequences(problems, links, needed)
    elif links:
        raise ProtectionError("figures that do not add up cannot be linked")
    else:
        hidden = [_on_its_own(problem, own) for problem, own in zip(problems, needed, strict=True)]
    return tuple(
        {
            key: Reason.NEED if key in own else Reason.CONSEQUENCE
            for key in problem.cells
            if key in hidden[number]
        }
        for number, (problem, own) in enumerate(zip(problems, needed, strict=True))
    )


def _adds_up(problem: Problem) -> bool:
    return problem.rule.kind in {"count", "share"} and problem.rule.sensitivity != "open"


def _on_its_own(problem: Problem, needed: frozenset[CellKey]) -> set[CellKey]:
    if _adds_up(problem):
        return _with_consequences((problem,), (), (needed,))[0]
    return set(problem.cells.keys() & (needed | problem.keep_hidden))


def _with_consequences(
    problems: Sequence[Problem], links: Sequence[Link], needed: Sequence[frozenset[CellKey]]
) -> list[set[CellKey]]:
    sums = sums_of(problems, links)
    unsafe = [own | problem.keep_hidden for own, problem in zip(needed, problems, strict=True)]
    must_hide = np.array([any(key in unsafe[number] for number, key in keys) for keys in sums.cells], bool)
    for row in np.flatnonzero(must_hide & sums.frozen):
        for number, key in sums.cells[row]:
            if key in needed[number]:
                name = f"{problems[number].indicator} {problems[number].year}"
                raise ProtectionError(f"{name}: a small figure has been shown before")
    asked = [(number, target) for number, problem in enumerate(problems) for target in targets_of(problem)]
    columns = [sums.columns(Term(number, target.parts, target.leaves)) for number, target in asked]
    search = Search(sums, [target for _, target in asked], columns, must_hide & ~sums.frozen)
    hidden: list[set[CellKey]] = [set() for _ in problems]
    for row in np.flatnonzero(search.run()):
        for number, key in sums.cells[row]:
            hidden[number].add(key)
    return hidden
