"""What the protection is asked and what it answers.

Owns: the types of one protection problem (one indicator, one calendar year) and of what ties several of them
together, their checks, and the errors.
Must not know: the register, the catalogue's files, DuckDB, how a pattern is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

#: level, org, period_kind, period_start, gender, age, category
CellKey = tuple[str, str, str, date, str, str, str]

UNKNOWN_PERSONS = -1
"""In `Problem.persons`: the file did not say how many persons stand behind the figure."""

EVENT_THRESHOLD = 10
"""Least number of events shown where nobody has told how many persons stand behind them."""


class ProtectionError(Exception):
    """The figures could not be protected: nothing may be published."""


class Reason(Enum):
    """Why a cell is hidden. Counted for the method page; never written beside a cell."""

    NEED = "need"
    CONSEQUENCE = "consequence"


@dataclass(frozen=True)
class Rule:
    """What the catalogue says about one indicator's sensitivity."""

    kind: Literal["count", "share", "median", "status"]
    sensitivity: Literal["open", "staff", "client", "restricted"]
    threshold: int
    complement_sensitive: bool
    counts: Literal["persons", "events"]


@dataclass(frozen=True, eq=False)
class Problem:
    """One indicator in one calendar year: its leaves, its planned cells and what readers already know.

    A leaf is the finest reported figure in one version: (org, base period, gender, age, category, version).
    Arrays hold one whole number >= 0 per leaf.
    """

    indicator: str
    year: int
    rule: Rule
    numerators: NDArray[np.int64]
    """Count or numerator per leaf. Not looked at where kind is median or status."""
    denominators: NDArray[np.int64] | None
    """Denominator per leaf; None where the kind has none."""
    persons: NDArray[np.int64] | None
    """Distinct persons per leaf, UNKNOWN_PERSONS where not told; None where nobody tells."""
    cells: Mapping[CellKey, NDArray[np.intp]]
    """The leaves each planned cell sums; only cells with at least one reported leaf."""
    known: tuple[NDArray[np.intp], ...] = ()
    """Sets of leaves whose sums earlier snapshots have shown."""
    keep_shown: frozenset[CellKey] = field(default_factory=frozenset)
    """Cells that were shown and have not changed: they stay shown."""
    keep_hidden: frozenset[CellKey] = field(default_factory=frozenset)
    """Cells that have been hidden: they stay hidden."""
    guarded: tuple[NDArray[np.intp], ...] = ()
    """Further sums nobody may work out although they are not planned cells: a unit in a base period."""

    def __post_init__(self) -> None:
        """Raise ProtectionError where the parts do not belong together."""
        leaves = len(self.numerators)
        for name, values in (("denominators", self.denominators), ("persons", self.persons)):
            if values is not None and len(values) != leaves:
                raise ProtectionError(f"{self.indicator} {self.year}: {name} do not match the leaves")
        for members in (*self.cells.values(), *self.known, *self.guarded):
            if len(members) == 0 or members.min() < 0 or members.max() >= leaves:
                raise ProtectionError(f"{self.indicator} {self.year}: a sum names leaves that are not there")
            if len(np.unique(members)) != len(members):
                raise ProtectionError(f"{self.indicator} {self.year}: a sum counts a leaf twice")
        if self.rule.kind == "share" and self.denominators is None:
            raise ProtectionError(f"{self.indicator} {self.year}: a share without denominators")
        if self.rule.kind in {"count", "share"}:
            self._check_figures()

    def _check_figures(self) -> None:
        if (self.numerators < 0).any():
            raise ProtectionError(f"{self.indicator} {self.year}: a negative count")
        if self.denominators is not None and (self.denominators < self.numerators).any():
            raise ProtectionError(f"{self.indicator} {self.year}: a numerator above its denominator")


@dataclass(frozen=True, eq=False)
class Term:
    """A sum of figures of one of several problems that are decided together."""

    problem: int
    """Which problem, counted from 0."""
    parts: tuple[int, ...]
    """(0,) numerators, (1,) what remains of the denominators, (0, 1) denominators."""
    leaves: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Link:
    """What readers know from the definitions: two sums are the same, or `left` is at most `right`."""

    left: Term
    right: Term
    is_equal: bool
