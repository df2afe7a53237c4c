"""The four rules that tell a signal from the ordinary variation.

Owns the rules. Must not know how centre and sigma were computed, nor wording. A gap (None) breaks every run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import inf

SIGMAS = 3
OUTER_THIRD = 2
"""Beyond this many standard deviations a point lies in the outer third, near a limit."""

RUN_LENGTH = 7

_SAME = 1e-9
"""Differences smaller than this are what floating point makes of equal figures."""


class Rule(Enum):
    """The four signs that a change is larger than the ordinary variation."""

    OUTSIDE = "outside"
    ONE_SIDE = "one_side"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"


@dataclass(frozen=True)
class Signal:
    """A rule that a point takes part in, and whether it points upwards."""

    rule: Rule
    is_up: bool


def signals_of(
    values: Sequence[float | None], *, centre: float, sigma: Sequence[float]
) -> list[tuple[Signal, ...]]:
    """Give the signals each point takes part in, in the order of the rules.

    Args:
        values: In order of time, None for a gap.
        centre: The mean they are judged against.
        sigma: The standard deviation at each point, same unit and length as the values.
    """
    found: list[set[Signal]] = [set() for _ in values]
    for is_up in (True, False):
        heights = [None if value is None else _height(value - centre, is_up=is_up) for value in values]
        beyond = [
            None if height is None else _in_sigmas(height, one)
            for height, one in zip(heights, sigma, strict=True)
        ]
        rises = [a is not None and b is not None and b - a > _SAME for a, b in pairwise(heights)]
        steps = _runs(rises, RUN_LENGTH - 1)
        indexes = {
            Rule.OUTSIDE: {index for index, z in enumerate(beyond) if z is not None and z > SIGMAS},
            Rule.ONE_SIDE: _runs([height is not None and height > 0 for height in heights], RUN_LENGTH),
            Rule.TREND: steps | {step + 1 for step in steps},
            Rule.NEAR_LIMIT: _two_of_three(beyond),
        }
        for rule, points in indexes.items():
            for point in points:
                found[point].add(Signal(rule, is_up))
    order = list(Rule)
    return [tuple(sorted(signals, key=lambda one: (order.index(one.rule), one.is_up))) for signals in found]


def without_way_from(
    before: float,
    values: Sequence[float | None],
    signals: Sequence[tuple[Signal, ...]],
    *,
    centre: float,
) -> list[tuple[Signal, ...]]:
    """Leave out what is only the way from the level before an event to the level after it.

    Values that have left the old level and not yet reached the new mean lie beside that mean because later
    ones lie beyond it. To call them a change back towards the old level would say the opposite of what
    happened. The way ends with the first value that reaches the mean. A trend is about the values
    themselves, and stays.

    Args:
        before: The mean of the stretch before the event.
        values: Of the stretch after it, None for a gap.
        signals: Theirs, as `signals_of` gives them.
        centre: The mean of the stretch after it.
    """
    was_up = before > centre
    found = list(signals)
    for index, value in enumerate(values):
        if value is None:
            continue
        if (value > centre) != was_up or value == centre:
            break
        if (value < before) == was_up:
            found[index] = tuple(one for one in found[index] if one.is_up != was_up or one.rule is Rule.TREND)
    return found


def _height(difference: float, *, is_up: bool) -> float:
    if abs(difference) < _SAME:
        return 0.0
    return difference if is_up else -difference


def _in_sigmas(height: float, sigma: float) -> float:
    if sigma > 0:
        return height / sigma
    return inf if height > 0 else 0.0


def _runs(flags: Sequence[bool], length: int) -> set[int]:
    """Give the indexes of every unbroken run of true that is at least so long."""
    indexes: set[int] = set()
    run: list[int] = []
    for index, flag in enumerate([*flags, False]):
        if flag:
            run.append(index)
            continue
        if len(run) >= length:
            indexes.update(run)
        run = []
    return indexes


def _two_of_three(beyond: Sequence[float | None]) -> set[int]:
    """Give the points near or beyond a limit that share three points in a row with another such point."""
    indexes: set[int] = set()
    for start in range(len(beyond) - 2):
        three = [(start + offset, z) for offset, z in enumerate(beyond[start : start + 3]) if z is not None]
        near = [index for index, z in three if z > OUTER_THIRD]
        if len(three) == 3 and len(near) >= 2:
            indexes.update(near)
    return indexes
