"""Which figures hang together: what is said of figures in one system tells nothing of those in another.

Owns: cutting the figures into systems of equations that can be solved one by one. Most systems are one part
of one problem; where indicators count the same people, their parts are one system.
Must not know: linear programs, thresholds, which sums are hidden.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.protection.sums import Block, Sums


@dataclass(frozen=True, eq=False)
class System:
    """Figures that hang together, and all that may be known of their sums."""

    columns: NDArray[np.intp]
    """Its figures, among all."""
    rows: NDArray[np.float64]
    """(rows, columns): each a sum of figures."""
    sums: NDArray[np.intp]
    """(rows,): the sum that each row belongs to, among all."""
    values: NDArray[np.float64]
    """(rows,): the true sums."""
    links: NDArray[np.float64]
    """(links, columns): never negative."""
    equal: NDArray[np.bool_]
    """(links,): links that are always 0."""


def systems_of(sums: Sums) -> tuple[System, ...]:
    """Return the systems, in the order of their first figure."""
    return tuple(_system(sums, blocks) for blocks in _joined(sums))


def _joined(sums: Sums) -> list[list[Block]]:
    """Return the blocks in groups that links tie together."""
    groups = [[block] for block in sums.blocks]
    for link in sums.links:
        tied = [group for group in groups if any(link[block.figures].any() for block in group)]
        first = tied[0]
        for other in tied[1:]:
            first += other
            groups.remove(other)
    return groups


def _system(sums: Sums, blocks: list[Block]) -> System:
    columns = np.concatenate([np.arange(block.figures.start, block.figures.stop) for block in blocks])
    rows = np.zeros((sum(len(block.matrix) for block in blocks), len(columns)))
    row = column = 0
    for block in blocks:
        height, width = block.matrix.shape
        rows[row : row + height, column : column + width] = block.matrix
        row, column = row + height, column + width
    own = sums.links[:, columns].any(axis=1)
    return System(
        columns=columns,
        rows=rows,
        sums=np.concatenate([np.arange(block.sums.start, block.sums.stop) for block in blocks]),
        values=np.concatenate([block.values for block in blocks]),
        links=sums.links[np.ix_(own, columns)],
        equal=sums.equal[own],
    )
