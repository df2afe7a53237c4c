"""How uncertain a share of few is: the Wilson score interval.

Owns that formula and when it is worth showing. Must not know what is counted.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
SHOWN_BELOW = 100
"""Shares of at least this many are full counts large enough to be read without an interval."""


class StatisticsError(ValueError):
    """A share that cannot be: more than the whole, less than nothing, or of nobody."""


@dataclass(frozen=True)
class Interval:
    """The ends of an interval, as fractions 0–1."""

    low: float
    high: float


def wilson(numerator: int, denominator: int, confidence: float = CONFIDENCE) -> Interval:
    """Compute the Wilson score interval of a share, without continuity correction.

    Args:
        numerator: How many of them; a whole number from 0 to the denominator.
        denominator: Of how many; a whole number above 0.
        confidence: Between 0 and 1.

    Raises:
        StatisticsError: The figures make no share.
    """
    if not 0 <= numerator <= denominator or denominator == 0:
        raise StatisticsError(f"{numerator} of {denominator} is no share")
    if not 0 < confidence < 1:
        raise StatisticsError(f"{confidence} is no confidence")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = numerator / denominator
    widening = 1 + z * z / denominator
    centre = (share + z * z / (2 * denominator)) / widening
    half = z * sqrt(share * (1 - share) / denominator + (z / (2 * denominator)) ** 2) / widening
    # the ends are exact at nothing and at everything; floating point is not
    return Interval(
        low=0.0 if numerator == 0 else max(0.0, centre - half),
        high=1.0 if numerator == denominator else min(1.0, centre + half),
    )


def interval_to_show(numerator: int | None, denominator: int | None) -> Interval | None:
    """Give the interval of a share that is small enough to need one (fewer than 100); None for all others."""
    if numerator is None or not denominator or denominator >= SHOWN_BELOW:
        return None
    return wilson(numerator, denominator)
