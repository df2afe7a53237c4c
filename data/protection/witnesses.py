"""Possible truths that have been found, and what each of them proves.

Owns: for every table found, which sums it agrees with and which targets it lifts or empties.
Must not know: the solver, cells, weights.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.protection.needs import Target
from data.protection.programs import TOLERANCE
from data.protection.sums import Sums


class Witnesses:
    """A growing set of tables of all figures, each of which a reader may take for the truth.

    A table stays a witness as long as it agrees with every shown sum: hiding more never hurts it.
    """

    def __init__(self, sums: Sums, targets: Sequence[Target], columns: Sequence[NDArray[np.intp]]) -> None:
        """Begin with one witness: the truth itself. `columns`: the figures that each target sums."""
        self._sums = sums
        self._inequalities = sums.links[~sums.equal]
        self._asked = np.zeros((len(targets), len(sums.figures)))
        for row, own in enumerate(columns):
            self._asked[row, own] = 1.0
        self._high = np.array([target.high for target in targets])
        self._count = 0
        self._differs = np.zeros((64, len(sums.frozen)), dtype=bool)
        self._empties = np.zeros((64, len(targets)), dtype=bool)
        self._lifts = np.zeros((64, len(targets)), dtype=bool)
        self._keep(sums.figures)

    def moved(self, table: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which sums have another value in this table than in truth."""
        return self._sums.distance(table) > TOLERANCE

    def add(self, table: NDArray[np.float64]) -> None:
        """Keep a table, and the table as far as possible on the other side of the truth."""
        self._keep(table)
        truth = self._sums.figures
        step = table - truth
        # What may not become negative: figures, and what one sum has left to the other that it is at most.
        bounded = np.concatenate([truth, self._inequalities @ truth])
        towards = np.concatenate([step, self._inequalities @ step])
        against = towards > TOLERANCE
        if against.any():
            reach = float((bounded[against] / towards[against]).min())
            if reach > TOLERANCE:
                self._keep(np.maximum(truth - reach * step, 0.0))

    def empties(self, target: int, shown: NDArray[np.bool_]) -> bool:
        """Tell whether a table that agrees with all of these sums brings the target to 0."""
        return self._any_agrees(self._empties[: self._count, target], shown)

    def lifts(self, target: int, shown: NDArray[np.bool_]) -> bool:
        """Tell whether a table that agrees with all of these sums brings the target to what it must reach."""
        return self._any_agrees(self._lifts[: self._count, target], shown)

    def proven(self, shown: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which targets are emptied, and which lifted, by tables that agree with all of these sums."""
        agreeing = np.flatnonzero(~self._differs[: self._count, shown].any(axis=1))
        emptied, lifted = (held[agreeing].sum(axis=0) > 0 for held in (self._empties, self._lifts))
        return emptied, lifted

    def _any_agrees(self, candidates: NDArray[np.bool_], shown: NDArray[np.bool_]) -> bool:
        rows = np.flatnonzero(candidates)
        return bool((~self._differs[rows][:, shown].any(axis=1)).any())

    def _keep(self, table: NDArray[np.float64]) -> None:
        if self._count == len(self._differs):
            self._differs, self._empties, self._lifts = (
                np.concatenate([held, np.zeros_like(held)])
                for held in (self._differs, self._empties, self._lifts)
            )
        asked = self._asked @ table
        self._differs[self._count] = self.moved(table)
        self._empties[self._count] = asked < TOLERANCE
        self._lifts[self._count] = asked > self._high - TOLERANCE
        self._count += 1
