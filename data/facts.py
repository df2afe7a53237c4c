"""A reported figure, and how it belongs together with its parts (women and men, age groups, categories).

Owns which figures are the finest ("leaves": everything else adds up from them) and whether totals agree with
their parts. Must not know where figures are stored, nor what is published.
"""

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.model import Indicator
from data.periods import Period

ALL = "all"
"""Gender, age or category of a figure that is not split by it."""

EXACT_KINDS = frozenset({"median", "status"})
"""Kinds that are published as reported: they neither add up nor have parts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as it stands in the register.

    count: the count or numerator; the median in the indicator's unit of measure; 1 or 0 for a status.
    denominator: only for shares. persons: distinct persons behind it, where told; never published.
    version: 1, 2, 3 ... per figure; the same version always has the same numbers.
    received_on: the day the unit's first report for the period came in.
    """

    indicator: str
    org: str
    period: Period
    gender: str
    age: str
    category: str
    version: int
    count: float
    denominator: int | None
    persons: int | None
    received_on: date

    @property
    def split(self) -> tuple[str, str, str]:
        """Gender, age and category."""
        return (self.gender, self.age, self.category)


@dataclass(frozen=True)
class Disagreement:
    """Figures of one unit and period that cannot all be right.

    total: the figure that does not equal the sum of its parts; None where the parts overlap each other, so
    that nothing can be added up from them.
    """

    total: Fact | None
    parts: tuple[Fact, ...]


def leaves(indicator: Indicator, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the finest of the figures one unit has reported for one period, in the order given."""
    if indicator.kind in EXACT_KINDS:
        return tuple(facts)
    return tuple(fact for fact in facts if not any(_covers(indicator, fact, other) for other in facts))


def disagreements(indicator: Indicator, facts: Sequence[Fact]) -> tuple[Disagreement, ...]:
    """Return what does not add up among the figures one unit has reported for one period."""
    if indicator.kind in EXACT_KINDS or len(facts) == 1:
        return ()
    finest = leaves(indicator, facts)
    found = [
        Disagreement(None, (one, other))
        for number, one in enumerate(finest)
        for other in finest[number + 1 :]
        if _overlap(indicator, one, other)
    ]
    if found:
        return tuple(found)
    for total in facts:
        parts = tuple(part for part in finest if _covers(indicator, total, part))
        if parts and not _adds_up(total, parts):
            found.append(Disagreement(total, parts))
    return tuple(found)


def parts_of(indicator: Indicator, split: tuple[str, str, str], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the figures that are parts of the figure with that split."""
    if indicator.kind in EXACT_KINDS:
        return ()
    return tuple(fact for fact in facts if _is_part(indicator, split, fact.split))


def superseded(found: Disagreement, given: Container[tuple[str, str, str]]) -> tuple[Fact, ...]:
    """Return the stored figures that give way to a file that holds the splits `given`; none if in doubt.

    A unit that corrects only its total no longer vouches for the parts it gave before, and the other way
    round. A file that holds some of both must agree with itself.
    """
    if found.total is None:
        return ()
    parts_given = [part.split in given for part in found.parts]
    if found.total.split in given and not any(parts_given):
        return found.parts
    if found.total.split not in given and all(parts_given):
        return (found.total,)
    return ()


def _covers(indicator: Indicator, total: Fact, part: Fact) -> bool:
    """Say whether `part` is one of the parts of `total`."""
    return _is_part(indicator, total.split, part.split)


def _is_part(indicator: Indicator, total: tuple[str, str, str], part: tuple[str, str, str]) -> bool:
    """Say the same of their splits: gender, age and category."""
    if total == part or (not indicator.categories_add_up and total[2] != part[2]):
        return False
    return all(whole in (ALL, value) for whole, value in zip(total, part, strict=True))


def _overlap(indicator: Indicator, one: Fact, other: Fact) -> bool:
    """Say whether two figures count the same persons or events though neither is a part of the other."""
    if not indicator.categories_add_up and one.category != other.category:
        return False
    return all(a == b or ALL in (a, b) for a, b in zip(one.split, other.split, strict=True))


def _adds_up(total: Fact, parts: Iterable[Fact]) -> bool:
    parts = tuple(parts)
    if not math.isclose(total.count, math.fsum(part.count for part in parts), abs_tol=1e-9):
        return False
    return total.denominator is None or total.denominator == sum(part.denominator or 0 for part in parts)
