"""Find a set of sums to hide that leaves no target within reach, and give back what need not be hidden.

Owns: the order of the work: secure every target by the cheapest detour, try other ways round what was hidden,
attack what is left, give back.
Must not know: cells, classes, earlier snapshots other than as frozen sums.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from data.protection.attacker import Answer, Attacker
from data.protection.cover import cheapest_cover
from data.protection.detours import Detours
from data.protection.needs import Target
from data.protection.problem import ProtectionError
from data.protection.programs import TOLERANCE, UNBOUNDED
from data.protection.sums import Sums
from data.protection.witnesses import Witnesses, columns_of

REFINING_PROGRAMS = 2500
"""Programs solved at most to give sums back. A count, not seconds: the same input gives the same pattern."""


class Search:
    """The state of one search: what is hidden and which possible truths have been found."""

    def __init__(self, sums: Sums, targets: Sequence[Target], must_hide: NDArray[np.bool_]) -> None:
        """Begin with only the sums hidden that must be."""
        self._sums = sums
        self._targets = targets
        self._small = np.array([target.is_small for target in targets], dtype=bool)
        self._columns = [columns_of(target, sums) for target in targets]
        self._must_hide = must_hide
        self._hidden = must_hide.copy()
        self._witnesses = Witnesses(sums, targets)
        most_asked = max((target.high for target in targets), default=0.0)
        groups = {target.code: target.leaves for target in targets if len(target.leaves) > 1}
        parts = range(len(sums.parts))
        self._attackers = [Attacker(sums, part, most_asked=most_asked) for part in parts]
        self._detours = [Detours(sums, part, groups=groups, most_asked=most_asked) for part in parts]

    @property
    def programs_solved(self) -> int:
        """Programs solved so far."""
        return sum(program.programs_solved for program in (*self._attackers, *self._detours))

    def run(self) -> NDArray[np.bool_]:
        """Return which sums to hide. Raises ProtectionError where no pattern is safe or the solver fails."""
        for row in self._open_targets(~self._hidden):
            if self._small[row] and not self._secure(row):
                raise ProtectionError("what has been shown before gives a small figure away")
        last = self.programs_solved + REFINING_PROGRAMS
        self._go_other_ways(last)
        while proofs := self._attack(~self._hidden):
            free = ~self._hidden & ~self._sums.frozen
            self._hidden |= cheapest_cover(proofs, self._sums.weights, free=free)
        self._give_back(last)
        return self._hidden

    # Securing: make every target's other values believable, hiding as little more as possible.

    def _secure(self, row: int, *, budget: float = UNBOUNDED) -> bool:
        """Hide what makes the target safe; False where that is impossible or costs as much as the budget."""
        spent = 0.0
        if self._small[row] and not self._witnesses.empties(row, ~self._hidden):
            spent += self._take(self._emptied(row))
        if spent < budget and not self._witnesses.lifts(row, ~self._hidden):
            spent += self._take(self._lifted(row))
        return spent < budget

    def _take(self, table: NDArray[np.float64] | None) -> float:
        """Hide every sum that the table moves; return what that costs."""
        if table is None:
            return UNBOUNDED
        self._witnesses.add(table)
        cost = self._cost(table)
        self._hidden |= self._witnesses.moved(table)
        return cost

    def _cost(self, table: NDArray[np.float64]) -> float:
        return float(self._sums.weights[self._witnesses.moved(table) & ~self._hidden].sum())

    def _emptied(self, row: int) -> NDArray[np.float64] | None:
        """Return the cheapest table in which the target is 0."""
        target, table = self._targets[row], self._sums.parts.copy()
        for part in target.parts:
            found = self._detours[part].find(
                target.code, target.leaves, low=-UNBOUNDED, high=0.0, hidden=self._hidden
            )
            if found is None:
                return None
            table[part] = found
        return table

    def _lifted(self, row: int) -> NDArray[np.float64] | None:
        """Return the cheapest table in which the target reaches what it must, by lifting one of its parts."""
        target, truth = self._targets[row], self._sums.parts
        total = float(truth.ravel()[self._columns[row]].sum())
        tables = []
        for part in target.parts:
            low = target.high - total + float(truth[part, target.leaves].sum())
            found = self._detours[part].find(
                target.code, target.leaves, low=low, high=UNBOUNDED, hidden=self._hidden
            )
            if found is not None:
                table = truth.copy()
                table[part] = found
                tables.append(table)
        return min(tables, key=self._cost, default=None)

    # Giving back.

    def _go_other_ways(self, last: int) -> None:
        """For every sum hidden as a consequence, dearest first: show it if going another way costs less."""
        improved = True
        while improved:
            improved = False
            for row in self._spare():
                if self.programs_solved >= last:
                    return
                if self._hidden[row] and self._goes_without(row):
                    improved = True

    def _goes_without(self, row: int) -> bool:
        """Show one sum and secure what that lays open, for less than the sum's own weight; else undo."""
        before = self._hidden
        self._hidden = before.copy()
        self._hidden[row] = False
        for detours in self._detours:
            detours.forbid(row)
        budget = float(self._sums.weights[row])
        for target in self._open_targets(~self._hidden):
            held = self._hidden.copy()
            if self._small[target] and not self._secure(target, budget=budget - TOLERANCE):
                self._hidden = before
                break
            budget -= float(self._sums.weights[self._hidden & ~held].sum())
        for detours in self._detours:
            detours.allow(row)
        return self._hidden is not before

    def _give_back(self, last: int) -> None:
        """Show again what need not be hidden, most valuable first, while every target stays out of reach."""
        for row in self._spare():
            if self.programs_solved >= last:
                return
            shown = ~self._hidden
            shown[row] = True
            self._show_attackers(shown)
            if not any(self._attack_one(target, shown) for target in self._open_targets(shown)):
                self._hidden[row] = False

    def _spare(self) -> list[int]:
        rows = np.flatnonzero(self._hidden & ~self._must_hide).tolist()
        return sorted(rows, key=lambda row: (-self._sums.weights[row], row))

    # Attacking: the proof that nothing has been forgotten.

    def _attack(self, shown: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
        """Attack every target that no witness covers; return the proofs against those that fell."""
        self._show_attackers(shown)
        return [proof for row in self._open_targets(shown) for proof in self._attack_one(row, shown)]

    def _show_attackers(self, shown: NDArray[np.bool_]) -> None:
        for attacker in self._attackers:
            attacker.show(shown)

    def _attack_one(self, row: int, shown: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
        target, proofs = self._targets[row], []
        if self._small[row] and not self._witnesses.empties(row, shown):
            value, proof = self._extreme(row, Attacker.least)
            if value > TOLERANCE:
                proofs.append(proof)
        if not self._witnesses.lifts(row, shown):
            value, proof = self._extreme(row, Attacker.most)
            harmless = (
                not self._small[row] and value < TOLERANCE
            )  # known to be nobody, which is nobody's secret
            if value < target.high - TOLERANCE and not harmless:
                proofs.append(proof)
        return proofs

    def _extreme(
        self, row: int, ask: Callable[[Attacker, NDArray[np.intp]], Answer]
    ) -> tuple[float, NDArray[np.intp]]:
        """Return the extreme of a target, and its proof: nothing shown ties one part to another."""
        target, table = self._targets[row], self._sums.parts.copy()
        answers: list[Answer] = []
        for part in target.parts:
            answers.append(ask(self._attackers[part], target.leaves))
            table[part] = answers[-1].table
        self._witnesses.add(table)
        return sum(answer.value for answer in answers), np.unique(np.concatenate([a.proof for a in answers]))

    def _open_targets(self, shown: NDArray[np.bool_]) -> list[int]:
        """Return the targets that still lack a witness, in order."""
        emptied, lifted = self._witnesses.proven(shown)
        is_safe = lifted & (emptied | ~self._small)
        zero_shown = (self._sums.values < TOLERANCE) & shown
        fixed = ((zero_shown @ self._sums.matrix) > 0).ravel()  # leaves inside a sum that is shown to be 0
        return [
            row
            for row in np.flatnonzero(~is_safe).tolist()
            if self._small[row] or not fixed[self._columns[row]].all()
        ]
