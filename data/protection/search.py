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
from data.protection.programs import TOLERANCE, UNBOUNDED, room_for_imagination
from data.protection.sums import Sums
from data.protection.systems import systems_of
from data.protection.witnesses import Witnesses

Piece = tuple[int, NDArray[np.intp]]
"""The figures of a target that lie in one system: which system, and which of its columns."""

REFINING_PROGRAMS = 2500
"""Programs solved at most to give sums back. A count, not seconds: the same input gives the same pattern."""


class Search:
    """The state of one search: what is hidden and which possible truths have been found."""

    def __init__(
        self,
        sums: Sums,
        targets: Sequence[Target],
        columns: Sequence[NDArray[np.intp]],
        must_hide: NDArray[np.bool_],
    ) -> None:
        """Begin with only the sums hidden that must be. `columns`: the figures that each target sums."""
        self._sums = sums
        self._targets = targets
        self._columns = columns
        self._small = np.array([target.is_small for target in targets], dtype=bool)
        self._must_hide = must_hide
        self._hidden = must_hide.copy()
        self._witnesses = Witnesses(sums, targets, columns)
        self._systems = systems_of(sums)
        self._pieces = [self._pieces_of(own) for own in columns]
        room = room_for_imagination(sums.figures, max((target.high for target in targets), default=0.0))
        groups: list[dict[bytes, NDArray[np.intp]]] = [{} for _ in self._systems]
        for number, own in (piece for pieces in self._pieces for piece in pieces):
            if len(own) > 1:
                groups[number][own.tobytes()] = own
        self._attackers = [Attacker(system, room=room) for system in self._systems]
        self._detours = [
            Detours(sums, system, groups=own, room=room)
            for system, own in zip(self._systems, groups, strict=True)
        ]

    def _pieces_of(self, columns: NDArray[np.intp]) -> list[Piece]:
        """Return the figures of a target system by system."""
        found = []
        for number, system in enumerate(self._systems):
            own = np.flatnonzero(np.isin(system.columns, columns))
            if len(own):
                found.append((number, own))
        return found

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

    def attacked(self, hidden: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
        """Return the proofs against every target that falls when exactly these sums are hidden."""
        return self._attack(~hidden)

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
        table = self._sums.figures.copy()
        for number, columns in self._pieces[row]:
            found = self._detours[number].find(columns, low=-UNBOUNDED, high=0.0, hidden=self._hidden)
            if found is None:
                return None
            table[self._systems[number].columns] = found
        return table

    def _lifted(self, row: int) -> NDArray[np.float64] | None:
        """Return the cheapest table in which the target reaches what it must, by lifting it in one system."""
        truth = self._sums.figures
        missing = self._targets[row].high - float(truth[self._columns[row]].sum())
        tables = []
        for number, columns in self._pieces[row]:
            own = self._systems[number].columns
            low = missing + float(truth[own[columns]].sum())
            found = self._detours[number].find(columns, low=low, high=UNBOUNDED, hidden=self._hidden)
            if found is not None:
                table = truth.copy()
                table[own] = found
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
        """Return the extreme of a target, and its proof: nothing shown ties one system to another."""
        table = self._sums.figures.copy()
        answers: list[Answer] = []
        for number, columns in self._pieces[row]:
            answers.append(ask(self._attackers[number], columns))
            table[self._systems[number].columns] = answers[-1].table
        self._witnesses.add(table)
        return sum(answer.value for answer in answers), np.unique(np.concatenate([a.proof for a in answers]))

    def _open_targets(self, shown: NDArray[np.bool_]) -> list[int]:
        """Return the targets that still lack a witness, in order."""
        emptied, lifted = self._witnesses.proven(shown)
        is_safe = lifted & (emptied | ~self._small)
        fixed = np.zeros(len(self._sums.figures), dtype=bool)  # inside a sum that is shown to be 0
        for block in self._sums.blocks:
            zero_shown = (block.values < TOLERANCE) & shown[block.sums]
            fixed[block.figures] = (zero_shown @ block.matrix) > 0
        return [
            row
            for row in np.flatnonzero(~is_safe).tolist()
            if self._small[row] or not fixed[self._columns[row]].all()
        ]
