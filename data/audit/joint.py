"""The equations of indicators that readers can set against each other, for one year.

Owns: one row of unknowns for all of them, and cutting the equations into systems that do not touch. A file
says which figures are tied to which; the same staff in two denominators, for example.
Must not know: the protection, what counts as exposed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from data.audit.reading import MONTHS, Key, Published, Related
from data.audit.solver import Equations, Tie
from data.audit.space import Series, Space, Sum, Unknown

Block = tuple[str, int]
"""Indicator, and 0 for its counts or 1 for what remains of its denominators."""

Columns = tuple[int, ...]


class Joint:
    """All unknowns of a group of indicators, and the equations between them. None of it tells any truth."""

    def __init__(
        self, snapshots: Sequence[Published], group: Sequence[Series], *, year: int, apart: frozenset[str]
    ) -> None:
        """Set up the equations. `apart`: indicators whose snapshots must be taken one by one."""
        self.spaces = {one.indicator: Space(one.views, apart=one.indicator in apart) for one in group}
        self._columns: dict[Block, Mapping[Unknown, int]] = {}
        self._width = 0
        for one in group:
            unknowns = sorted(self.spaces[one.indicator].unknowns())
            for part in self.parts_of(one.indicator):
                self._columns[one.indicator, part] = {
                    unknown: self._width + number for number, unknown in enumerate(unknowns)
                }
                self._width += len(unknowns)
        self._ties = list(dict.fromkeys(self._all_ties(snapshots, group, year)))
        self._systems: list[tuple[Mapping[int, int], Equations]] = []

    def parts_of(self, indicator: str) -> tuple[int, ...]:
        """Return the parts of an indicator."""
        return (0, 1) if self.spaces[indicator].views[-1].measured.kind == "share" else (0,)

    def columns(self, indicator: str, parts: Sequence[int], summed: Sum) -> Columns:
        """Return the columns of unknowns in some parts of an indicator."""
        return tuple(self._columns[indicator, part][unknown] for part in parts for unknown in sorted(summed))

    def can_be_true(self) -> bool:
        """Solve once; tell whether all that is shown can hold at once. Must be asked before anything else."""
        known: dict[Columns, float] = {}
        for indicator, space in self.spaces.items():
            for number, view in enumerate(space.views):
                for key, figure in view.cells.items():
                    summed = space.sum_of(number, key)
                    if not summed or figure.mark == "protected":
                        continue
                    count = figure.numerator or 0
                    values = (count, (figure.denominator or count) - count)
                    for part in self.parts_of(indicator):
                        columns = self.columns(indicator, (part,), summed)
                        if known.setdefault(columns, values[part]) != values[part]:
                            return False
        self._systems = list(self._solvable(known))
        return all(equations.can_be_true() for _, equations in self._systems)

    def most(self, asked: Sequence[Columns], enough: float) -> list[float]:
        """Return the most each sum can be, or any value that is enough once one has been seen."""
        found = np.zeros(len(asked))
        for own, equations in self._systems:
            pieces = [tuple(own[column] for column in columns if column in own) for columns in asked]
            found += _most(equations, pieces, enough)
        return found.tolist()

    def least(self, columns: Columns) -> float:
        """Return the least a sum can be."""
        pieces = [
            (equations, [own[column] for column in columns if column in own])
            for own, equations in self._systems
        ]
        return sum(equations.least(piece).value for equations, piece in pieces if piece)

    def _solvable(self, known: Mapping[Columns, float]) -> Iterator[tuple[Mapping[int, int], Equations]]:
        """Yield the equations system by system, with the place of each column in its system."""
        groups = [set(columns.values()) for columns in self._columns.values()]
        for tie in self._ties:
            touched = [group for group in groups if not group.isdisjoint((*tie.least, *tie.most))]
            groups = [group for group in groups if group not in touched] + [set().union(*touched)]
        for group in groups:
            own = {column: number for number, column in enumerate(sorted(group))}
            rows = [
                (tuple(own[column] for column in columns), total)
                for columns, total in known.items()
                if columns[0] in own
            ]
            ties = [
                Tie(tuple(own[one] for one in tie.least), tuple(own[one] for one in tie.most), tie.is_equal)
                for tie in self._ties
                if (tie.least or tie.most)[0] in own
            ]
            yield own, Equations(len(own), rows, ties)

    def _all_ties(self, snapshots: Sequence[Published], group: Sequence[Series], year: int) -> Iterator[Tie]:
        """Yield what every snapshot ties together of what was current in it."""
        series = {one.indicator: one for one in group}
        seen: set[tuple[Related, int, int]] = set()
        for number, published in enumerate(snapshots):
            for related in published.related:
                if related.year != year or not {related.indicator, related.other} <= series.keys():
                    continue
                left, right = (series[name].at[number] for name in (related.indicator, related.other))
                if left is not None and right is not None and (related, left, right) not in seen:
                    seen.add((related, left, right))
                    yield from self._ties_of(related, left, right)

    def _ties_of(self, related: Related, left: int, right: int) -> Iterator[Tie]:
        """Yield what a relation says of the reports in two views."""
        kind = self._longer(related)
        sides = [
            self._sides(related.indicator, left, (related.org, kind, related.category)),
            self._sides(related.other, right, (related.org, kind, related.other_category)),
        ]
        parts = [_parts(related.part), _parts(related.other_part)]
        for first in sorted(sides[0].keys() & sides[1].keys()):
            whole = [side[first] for side in sides]
            groups: list[tuple[Sum, ...]] = [tuple(whole)]
            if related.by_groups:
                names = sorted({unknown[2:4] for summed in whole for unknown in summed})
                groups += [
                    tuple(frozenset(one for one in summed if one[2:4] == name) for summed in whole)
                    for name in names
                ]
            for least, most in groups:
                columns = (
                    self.columns(related.indicator, self._own(related.indicator, parts[0]), least),
                    self.columns(related.other, self._own(related.other, parts[1]), most),
                )
                both = set(columns[0]) & set(columns[1])
                tie = [tuple(one for one in side if one not in both) for side in columns]
                if any(tie):
                    yield Tie(tie[0], tie[1], related.is_equal)

    def _longer(self, related: Related) -> str:
        kinds = (
            self.spaces[name].views[-1].measured.frequency for name in (related.indicator, related.other)
        )
        return max(kinds, key=MONTHS.__getitem__)

    def _own(self, indicator: str, parts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(part for part in parts if part in self.parts_of(indicator))

    def _sides(self, indicator: str, number: int, asked: tuple[str, str, str]) -> dict[date, Sum]:
        """Return what a reporter's figure sums, by the first day of the periods it has reports in.

        asked: the reporter, the kind of period and the category.
        """
        space, (org, kind, category) = self.spaces[indicator], asked
        view, length = space.views[number], MONTHS[kind]
        found: dict[date, Sum] = {}
        for first in {
            date(start.year, (start.month - 1) // length * length + 1, 1)
            for reporter, start in view.places
            if reporter == org
        }:
            key: Key = (view.measured.reported_at, org, kind, first, "all", "all", category)
            if summed := space.sum_of(number, key):
                found[first] = summed
        return found


def _parts(name: str) -> tuple[int, ...]:
    return (0, 1) if name == "denominator" else (0,)


def _most(equations: Equations, asked: Sequence[Columns], enough: float) -> np.ndarray:
    best = np.zeros(len(asked))
    for row, summed in enumerate(asked):
        if not summed or best[row] >= enough:
            continue
        most = equations.most(summed)
        best[row] = most.value
        if most.example is not None:
            seen = np.array([most.example[list(others)].sum() for others in asked])
            best = np.where(np.arange(len(asked)) == row, best, np.maximum(best, seen))
    return best
