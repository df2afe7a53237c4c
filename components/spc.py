"""Is it a real change? Statistical process control for one series over time.

Owns the limits of the ordinary variation and how a target lies against them. Must not know the rules for a
signal (spc_rules.py), wording (spc_words.py), drawing or where the figures come from. Takes shown values
only: a hidden or missing value is a gap, which gives no moving range and breaks every run.

Two charts. XmR: mean ± 2.66 × mean moving range. p-chart, for shares whose denominators vary: mean share
± 3 × √(p(1 − p)/n), so that each point has limits of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import inf, sqrt
from typing import Literal

from components.spc_rules import SIGMAS, Signal, signals_of, without_way_from

MINIMUM_POINTS = 5
FULL_POINTS = 12
MOVING_RANGE_TO_SIGMA = 1 / 1.128
"""A mean moving range is 1.128 standard deviations: 3/1.128 is the 2.66 of the handbooks, unrounded."""


class SpcError(ValueError):
    """A series without possible limits: a share of nobody, a share above one, dates out of order."""


class Assurance(Enum):
    """What the ordinary variation says about a target."""

    STEADY = "steady"
    VARIES = "varies"
    NOT_WITHOUT_CHANGE = "not_without_change"


@dataclass(frozen=True)
class Measurement:
    """One point: its x (ISO date), its value or None for a gap, and for shares the figures behind it."""

    x: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Rebase:
    """A named event from whose day (ISO date) the limits are computed anew."""

    x: str
    name: str


@dataclass(frozen=True)
class Segment:
    """A stretch with one centre.

    Attributes:
        start, stop: Index of its first point and of the first point after it.
        values: How many values its limits are computed from.
        centre: The mean, or the mean share.
        provisional: Computed from fewer than twelve values.
        name: The event that began it; empty for the first.
    """

    start: int
    stop: int
    values: int
    centre: float
    provisional: bool
    name: str = ""


@dataclass(frozen=True)
class Control:
    """Limits and signals per point, in the order of the measurements; None where there are no limits.

    Attributes:
        chart: `xmr`, `p`, or `off` where no stretch has five values.
        centre, lower, upper: Limits per point, in the unit of the values.
        signals: The rules each point takes part in.
        segments: The stretches that have limits.
        provisional: The latest stretch builds on fewer than twelve values.
    """

    chart: Literal["xmr", "p", "off"]
    centre: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    signals: tuple[tuple[Signal, ...], ...]
    segments: tuple[Segment, ...]
    provisional: bool

    @property
    def is_on(self) -> bool:
        """Whether there are any limits at all."""
        return self.chart != "off"


@dataclass(frozen=True)
class _Scale:
    """How the limits of one stretch are computed: its centre, and sigma per point."""

    centre: float
    sigma: tuple[float, ...]


def control(
    measurements: Sequence[Measurement],
    *,
    is_share: bool = False,
    floor: float = 0.0,
    rebases: Sequence[Rebase] = (),
) -> Control:
    """Compute limits and signals.

    Args:
        measurements: In order of time, one per period, gaps included.
        is_share: Values are fractions 0–1: limits stay within 0 and 1. Where all values have a
            denominator and these vary, the chart is a p-chart.
        floor: No lower limit lies below this.
        rebases: Events from which limits are computed anew. Until an event has five values after it, the
            limits before it go on. The way from the level before an event to the one after it is no
            signal.

    Raises:
        SpcError: The measurements are out of order, or a share is no share.
    """
    if any(later.x <= earlier.x for earlier, later in pairwise(measurements)):
        raise SpcError("the measurements are not in order of time")
    is_p = is_share and _denominators_vary(measurements)
    ceiling = 1.0 if is_share else inf
    centre: list[float | None] = [None] * len(measurements)
    lower, upper = list(centre), list(centre)
    signals: list[tuple[Signal, ...]] = [()] * len(measurements)
    segments: list[Segment] = []
    came_from = 0
    for start, stop, base_stop, name in _stretches(measurements, rebases):
        scale = _scale(measurements[start:stop], measurements[start:base_stop], is_p=is_p)
        if scale is None:
            continue
        values = _value_count(measurements[start:base_stop])
        segments.append(Segment(start, stop, values, scale.centre, values < FULL_POINTS, name))
        shown = [one.value for one in measurements[start:stop]]
        told = signals_of(shown, centre=scale.centre, sigma=scale.sigma)
        before = _mean(measurements[came_from:start])
        if before is not None:
            told = without_way_from(before, shown, told, centre=scale.centre)
        signals[start:stop] = told
        came_from = start
        for offset, sigma in enumerate(scale.sigma):
            centre[start + offset] = scale.centre
            lower[start + offset] = max(floor, scale.centre - SIGMAS * sigma)
            upper[start + offset] = min(ceiling, scale.centre + SIGMAS * sigma)
    return Control(
        chart=("p" if is_p else "xmr") if segments else "off",
        centre=tuple(centre),
        lower=tuple(lower),
        upper=tuple(upper),
        signals=tuple(signals),
        segments=tuple(segments),
        provisional=bool(segments) and segments[-1].provisional,
    )


def assurance(
    result: Control, target: float | None, direction: Literal["higher", "lower", "neutral"]
) -> Assurance | None:
    """Say how a target lies against the latest limits; None without target, direction or limits."""
    limits = [
        (low, high)
        for low, high in zip(result.lower, result.upper, strict=True)
        if low is not None and high is not None
    ]
    if target is None or direction == "neutral" or not limits:
        return None
    low, high = limits[-1]
    worst, best = (low - target, high - target) if direction == "higher" else (target - high, target - low)
    if worst >= 0:
        return Assurance.STEADY
    return Assurance.VARIES if best >= 0 else Assurance.NOT_WITHOUT_CHANGE


def direction_of(
    signal: Signal, direction: Literal["higher", "lower", "neutral"]
) -> Literal["better", "worse", "change"]:
    """Say whether a signal is for the better; a neutral measure only changes."""
    if direction == "neutral":
        return "change"
    return "better" if signal.is_up == (direction == "higher") else "worse"


def _denominators_vary(measurements: Sequence[Measurement]) -> bool:
    with_value = [one for one in measurements if one.value is not None]
    if any(one.numerator is None or one.denominator is None for one in with_value):
        return False
    for one in with_value:
        if not one.denominator or not 0 <= (one.numerator or 0) <= one.denominator:
            raise SpcError(f"{one.x}: {one.numerator} of {one.denominator} is no share")
    return len({one.denominator for one in with_value}) > 1


def _stretches(
    measurements: Sequence[Measurement], rebases: Sequence[Rebase]
) -> list[tuple[int, int, int, str]]:
    """Cut the series at events: (start, stop, stop of what the limits are computed from, name).

    A stretch with too few values is judged by the limits before it, and does not change them.
    """
    cuts = [(0, "")]
    for rebase in sorted(rebases, key=lambda one: one.x):
        index = next((i for i, one in enumerate(measurements) if one.x >= rebase.x), len(measurements))
        if index == cuts[-1][0]:
            cuts[-1] = (index, rebase.name)
        elif index < len(measurements):
            cuts.append((index, rebase.name))
    found: list[tuple[int, int, int, str]] = []
    for position, (start, name) in enumerate(cuts):
        stop = cuts[position + 1][0] if position + 1 < len(cuts) else len(measurements)
        if found and _value_count(measurements[start:stop]) < MINIMUM_POINTS:
            first, _, base_stop, first_name = found[-1]
            found[-1] = (first, stop, base_stop, first_name)
        else:
            found.append((start, stop, stop, name))
    return found


def _mean(measurements: Sequence[Measurement]) -> float | None:
    values = [one.value for one in measurements if one.value is not None]
    return sum(values) / len(values) if values else None


def _value_count(measurements: Sequence[Measurement]) -> int:
    return sum(one.value is not None for one in measurements)


def _scale(stretch: Sequence[Measurement], base: Sequence[Measurement], *, is_p: bool) -> _Scale | None:
    values = [one.value for one in base if one.value is not None]
    if len(values) < MINIMUM_POINTS:
        return None
    if is_p:
        return _p_scale(stretch, base)
    ranges = [
        abs(b.value - a.value) for a, b in pairwise(base) if a.value is not None and b.value is not None
    ]
    if not ranges:
        return None
    sigma = sum(ranges) / len(ranges) * MOVING_RANGE_TO_SIGMA
    return _Scale(sum(values) / len(values), (sigma,) * len(stretch))


def _p_scale(stretch: Sequence[Measurement], base: Sequence[Measurement]) -> _Scale:
    pairs = [(one.numerator or 0.0, one.denominator or 0.0) for one in base if one.value is not None]
    whole = sum(denominator for _, denominator in pairs)
    share = sum(numerator for numerator, _ in pairs) / whole
    # a gap has no denominator of its own: its limits are drawn for the mean one
    usual = whole / len(pairs)
    sizes = [one.denominator if one.value is not None and one.denominator else usual for one in stretch]
    return _Scale(share, tuple(sqrt(share * (1 - share) / size) for size in sizes))
