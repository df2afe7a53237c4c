"""A world of a few units for the tests of the protection: its problem, and its snapshot as a reader sees it.

Also the tests' own way to compute what a reader can work out, which shares nothing with the engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from data.audit.reading import Figure, Measured, Published
from data.audit.solver import Equations
from data.protection import CellKey, Problem, Rule

YEAR = 2025
LeafKey = tuple[int, int, str]
"""Unit, first month of the base period, gender."""


def rule(**changes: Any) -> Rule:
    """The usual rule: a count of clients, threshold 5."""
    usual = Rule(
        kind="count", sensitivity="client", threshold=5, complement_sensitive=False, counts="persons"
    )
    return replace(usual, **changes)


def key(name: str, level: str = "unit", kind: str = "month", month: int = 1, gender: str = "all") -> CellKey:
    """The key of a cell."""
    return (level, name, kind, date(YEAR, month, 1), gender, "all", "all")


def problem_of(
    cells: Mapping[str, int], sums: Iterable[tuple[str, Sequence[str]]], **changes: Any
) -> Problem:
    """A problem of cells with names, some of which are sums of others; all of them are planned."""
    parents = dict(sums)
    names = [name for name in cells if name not in parents]

    def leaves(name: str) -> set[int]:
        if name not in parents:
            return {names.index(name)}
        return set().union(*(leaves(child) for child in parents[name]))

    return Problem(
        indicator="prov",
        year=YEAR,
        rule=rule(**changes),
        numerators=np.array([cells[name] for name in names], dtype=np.int64),
        denominators=None,
        persons=None,
        cells={key(name): np.array(sorted(leaves(name)), dtype=np.intp) for name in cells},
    )


def reach(
    problem: Problem, hidden: Iterable[CellKey], leaves: Sequence[int], part: int = 0
) -> tuple[float, float]:
    """The least and the most a sum of leaves can be for who sees every planned cell that is not hidden."""
    hidden = set(hidden)
    figures = _parts(problem)[part]
    shown = [members for planned, members in problem.cells.items() if planned not in hidden]
    known = [(tuple(members.tolist()), float(figures[members].sum())) for members in (*shown, *problem.known)]
    equations = Equations(len(figures), known)
    return equations.least(leaves).value, equations.most(leaves).value


def unsafe(problem: Problem, hidden: Iterable[CellKey]) -> list[tuple[tuple[int, ...], int, float, float]]:
    """Every small planned cell and leaf that cannot be anything from 0 to the threshold, with its range."""
    hidden = list(hidden)
    found = []
    sums = {tuple(sorted(members.tolist())) for members in problem.cells.values()}
    sums |= {(leaf,) for leaf in range(len(problem.numerators))}
    parts = _parts(problem)
    for leaves in sorted(sums):
        total = [int(figures[list(leaves)].sum()) for figures in parts]
        tested = [(0,)] + ([(0, 1)] if len(parts) > 1 else [])
        tested += [(1,)] if problem.rule.complement_sensitive and len(parts) > 1 else []
        for chosen in tested:
            value = sum(total[part] for part in chosen)
            if not 0 < value < problem.rule.threshold:
                continue
            ranges = [reach(problem, hidden, leaves, part) for part in chosen]
            low, high = sum(low for low, _ in ranges), sum(high for _, high in ranges)
            if low > 1e-6 or high < problem.rule.threshold - 1e-6:
                found.append((leaves, value, low, high))
    return found


def _parts(problem: Problem) -> list[NDArray[np.int64]]:
    rest = [] if problem.denominators is None else [problem.denominators - problem.numerators]
    return [problem.numerators, *rest]


@dataclass(frozen=True)
class World:
    """Units in areas that report figures for base periods, perhaps by gender.

    figures: numerator and denominator (None: a count) by unit, first month and gender ('all': not split).
    """

    areas: tuple[int, ...]
    figures: Mapping[LeafKey, tuple[int, int | None]]
    frequency: Literal["month", "quarter"] = "quarter"
    threshold: int = 5
    complement_sensitive: bool = False
    genders: bool = False
    corrected: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def is_share(self) -> bool:
        """Whether the figures have denominators."""
        return any(base is not None for _, base in self.figures.values())

    @cached_property
    def leaves(self) -> list[LeafKey]:
        """The reported figures in order."""
        return sorted(self.figures)

    @cached_property
    def cells(self) -> dict[CellKey, list[int]]:
        """The planned cells that somebody has reported for, with their leaves."""
        kinds = (
            {"month": 1, "quarter": 3, "year": 12}
            if self.frequency == "month"
            else {"quarter": 3, "year": 12}
        )
        cells: dict[CellKey, list[int]] = {}
        for kind, length in kinds.items():
            for first in range(1, 13, length):
                for level, org in self._orgs():
                    found = [
                        number
                        for number, (unit, month, _) in enumerate(self.leaves)
                        if first <= month < first + length and self._is_in(unit, level, org)
                    ]
                    if found:
                        cells[level, org, kind, date(YEAR, first, 1), "all", "all", "all"] = found
        if self.genders:
            for gender in ("kvinna", "man"):
                found = [number for number, leaf in enumerate(self.leaves) if leaf[2] == gender]
                if found:
                    cells["office", "o", "year", date(YEAR, 1, 1), gender, "all", "all"] = found
        return cells

    def problem(self) -> Problem:
        """What the protection is asked."""
        figures = [self.figures[leaf] for leaf in self.leaves]
        reports: dict[tuple[int, int], list[int]] = {}
        for number, (unit, month, _) in enumerate(self.leaves):
            reports.setdefault((unit, month), []).append(number)
        return Problem(
            indicator="prov",
            year=YEAR,
            rule=rule(
                kind="share" if self.is_share else "count",
                threshold=self.threshold,
                complement_sensitive=self.complement_sensitive,
            ),
            numerators=np.array([count for count, _ in figures], dtype=np.int64),
            denominators=np.array([base or 0 for _, base in figures], dtype=np.int64)
            if self.is_share
            else None,
            persons=None,
            cells={cell: np.array(members, dtype=np.intp) for cell, members in self.cells.items()},
            guarded=tuple(np.array(members, dtype=np.intp) for members in reports.values()),
        )

    def published(self, hidden: Iterable[CellKey], name: str = "bild") -> Published:
        """The snapshot as any reader has it."""
        hidden = set(hidden)
        cells = {cell: self._figure(members, cell in hidden) for cell, members in self.cells.items()}
        kind = "share" if self.is_share else "count"
        measured = Measured(
            "prov", kind, "flow", self.frequency, "unit", "client", self.threshold, self.complement_sensitive
        )
        return Published(
            name=name,
            indicators={"prov": measured},
            parents={f"u{unit}": f"a{area}" for unit, area in enumerate(self.areas)},
            tables={},
            reports={"prov": frozenset((f"u{unit}", date(YEAR, month, 1)) for unit, month, _ in self.leaves)},
            corrected={
                "prov": {
                    (f"u{unit}", date(YEAR, month, 1)): times
                    for (unit, month), times in self.corrected.items()
                }
            },
            cells={"prov": cells},
        )

    def _orgs(self) -> list[tuple[str, str]]:
        units = [("unit", f"u{unit}") for unit in range(len(self.areas))]
        return [*units, *(("area", f"a{area}") for area in sorted(set(self.areas))), ("office", "o")]

    def _is_in(self, unit: int, level: str, org: str) -> bool:
        return level == "office" or org in (f"u{unit}", f"a{self.areas[unit]}")

    def _figure(self, members: Sequence[int], is_hidden: bool) -> Figure:
        if is_hidden:
            return Figure(None, None, None, "protected")
        figures = [self.figures[self.leaves[member]] for member in members]
        count = sum(figure[0] for figure in figures)
        if not self.is_share:
            return Figure(count, None, float(count), "shown")
        base = sum(figure[1] or 0 for figure in figures)
        return Figure(count, base, count / base if base else None, "shown")


def even_world(value: int = 8, *, units: int = 4, **changes: Any) -> World:
    """A world where every unit reports the same count every quarter."""
    figures = {(unit, month, "all"): (value, None) for unit, month in product(range(units), (1, 4, 7, 10))}
    return World(areas=tuple(unit % 2 for unit in range(units)), figures=figures, **changes)
