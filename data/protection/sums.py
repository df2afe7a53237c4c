"""The distinct sums of one or several problems, and what each may cost to hide.

Owns: all figures as one row of columns, sums of leaves as rows, one row for all cells that sum the same
leaves, and what ties figures of different problems together.
Must not know: linear programs, which sums end up hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.protection.problem import CellKey, Link, Problem, ProtectionError, Term

#: How much readers miss a cell, by what it is about: the office and the year first, then areas, then units.
#: Kept near each other: a pattern that hides one figure of an area instead of three of its units shows more.
_LEVEL_WEIGHT = {"office": 5.0, "area": 1.4, "unit": 1.0}
_PERIOD_WEIGHT = {"year": 3.0, "quarter": 1.2, "tertial": 1.1, "month": 1.0}
_ZERO_WEIGHT = 0.3
"""A nought is hidden before anything else, but never for nothing."""


@dataclass(frozen=True, eq=False)
class Block:
    """One part of one problem: its numerators (or counts), or what remains of its denominators.

    Readers know that neither part is negative, which is all that "numerator at most denominator" says.
    """

    problem: int
    part: int
    figures: slice
    """Where its leaves stand among all figures."""
    sums: slice
    """Where its problem's sums stand among all sums."""
    matrix: NDArray[np.float64]
    """(own sums, own leaves): 1 where the sum counts the leaf."""
    values: NDArray[np.float64]
    """(own sums,): the true sums."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Every distinct sum of leaves that is planned or already known, of all problems one after the other."""

    figures: NDArray[np.float64]
    """The true figures: block by block, leaf by leaf."""
    blocks: tuple[Block, ...]
    cells: tuple[tuple[tuple[int, CellKey], ...], ...]
    """The planned cells, with the number of their problem, that show each sum."""
    frozen: NDArray[np.bool_]
    """Sums that readers already know: hiding them no longer helps."""
    weights: NDArray[np.float64]
    """What it costs to hide each sum."""
    links: NDArray[np.float64]
    """(links, figures): never negative, for all that readers know from the definitions."""
    equal: NDArray[np.bool_]
    """(links,): links that are always exactly 0."""

    def columns(self, term: Term) -> NDArray[np.intp]:
        """Return which of the figures a term sums."""
        firsts = {(block.problem, block.part): block.figures.start for block in self.blocks}
        return np.concatenate([firsts[term.problem, part] + term.leaves for part in term.parts])

    def distance(self, figures: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far each sum is from the truth in another table of figures."""
        found = np.zeros(len(self.frozen))
        for block in self.blocks:
            own = np.abs(block.matrix @ figures[block.figures] - block.values)
            found[block.sums] = np.maximum(found[block.sums], own)
        return found


def sums_of(problems: Sequence[Problem], links: Sequence[Link] = ()) -> Sums:
    """Return the distinct sums of the problems, in the order in which their cells name them."""
    blocks: list[Block] = []
    parts: list[NDArray[np.float64]] = []
    cells: list[tuple[tuple[int, CellKey], ...]] = []
    frozen: list[bool] = []
    weights: list[float] = []
    width = 0
    for number, problem in enumerate(problems):
        own = _OwnSums(problem)
        rows = slice(len(cells), len(cells) + len(own.members))
        for part, figures in enumerate(parts_of(problem)):
            place = slice(width, width + len(figures))
            width += len(figures)
            parts.append(figures)
            blocks.append(Block(number, part, place, rows, own.matrix, own.matrix @ figures))
        cells += [tuple((number, key) for key in keys) for keys in own.cells]
        frozen += own.frozen
        values = own.matrix @ problem.numerators
        weights += [_weight(keys, values[row]) for row, keys in enumerate(own.cells)]
    figures = np.concatenate(parts) if parts else np.zeros(0)
    found = Sums(
        figures=figures,
        blocks=tuple(blocks),
        cells=tuple(cells),
        frozen=np.array(frozen, dtype=bool),
        weights=np.array(weights),
        links=np.zeros((len(links), width)),
        equal=np.array([link.is_equal for link in links], dtype=bool),
    )
    for row, link in enumerate(links):
        found.links[row, found.columns(link.left)] -= 1.0
        found.links[row, found.columns(link.right)] += 1.0
    differences = found.links @ figures
    if (differences < 0).any() or differences[found.equal].any():
        raise ProtectionError("a link between two indicators does not hold")
    return found


class _OwnSums:
    """The distinct sums of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.members: dict[bytes, NDArray[np.intp]] = {}
        cells: dict[bytes, list[CellKey]] = {}
        known: set[bytes] = set()
        for key, leaves in problem.cells.items():
            code = same_leaves(leaves)
            self.members.setdefault(code, leaves)
            cells.setdefault(code, []).append(key)
            if key in problem.keep_shown:
                known.add(code)
        for leaves in problem.known:
            code = same_leaves(leaves)
            self.members.setdefault(code, leaves)
            cells.setdefault(code, [])
            known.add(code)
        self.cells = [tuple(cells[code]) for code in self.members]
        self.frozen = [code in known for code in self.members]
        self.matrix = np.zeros((len(self.members), len(problem.numerators)))
        for row, leaves in enumerate(self.members.values()):
            self.matrix[row, leaves] = 1.0


def parts_of(problem: Problem) -> tuple[NDArray[np.float64], ...]:
    """Return the figures of a problem: numerators and, for a share, what remains of the denominators."""
    counts = problem.numerators.astype(np.float64)
    if problem.denominators is None:
        return (counts,)
    return (counts, problem.denominators - counts)


def same_leaves(members: NDArray[np.intp]) -> bytes:
    """Return a code that two sums share exactly when they sum the same leaves."""
    return np.sort(members).astype(np.int64).tobytes()


def _weight(keys: Sequence[CellKey], value: float) -> float:
    size = 1.0 + 0.1 * float(np.log2(1.0 + value)) if value else _ZERO_WEIGHT
    return sum(_LEVEL_WEIGHT[key[0]] * _PERIOD_WEIGHT[key[2]] * size for key in keys)
