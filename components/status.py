"""Whether a figure meets its target, in word and shape.

Owns the rule. A figure without target, or one where neither more nor less is better, has no status and no
colour; one whose base is too incomplete is told as such. Must not know Dash.
"""

from dataclasses import dataclass
from typing import Literal

NEAR_SHARE = 0.1
"""A figure that misses the target by at most this share of the target is near it."""

COMPLETE_ENOUGH = 0.8
"""With a smaller share of the units reported, a figure is not held against its target."""

Tone = Literal["met", "near", "missed", "none"]


@dataclass(frozen=True)
class Status:
    """A shape, a word and the tone the style sheet colours by. The word alone says it all."""

    shape: str
    word: str
    tone: Tone


NO_STATUS = Status("", "", "none")
INCOMPLETE = Status("", "ofullständigt underlag", "none")
MET = Status("●", "når målet", "met")
NEAR = Status("◐", "nära målet", "near")


def is_incomplete(*, units_reported: int, units_expected: int) -> bool:
    """Say whether too few of the units have reported for the figure to be judged."""
    return units_expected > 0 and units_reported / units_expected < COMPLETE_ENOUGH


def status_of(
    value: float | None, target: float | None, *, direction: str, units_reported: int, units_expected: int
) -> Status:
    """Judge a figure.

    Args:
        value: The figure; None when it is not shown.
        target: The target in force, same unit; None when there is none.
        direction: `higher` or `lower` is better; `neutral` figures are never judged.
        units_reported: How many of the units have reported.
        units_expected: How many should have.
    """
    if is_incomplete(units_reported=units_reported, units_expected=units_expected):
        return INCOMPLETE
    if value is None or target is None or direction == "neutral":
        return NO_STATUS
    shortfall = target - value if direction == "higher" else value - target
    if shortfall <= 0:
        return MET
    if shortfall <= NEAR_SHARE * abs(target):
        return NEAR
    return Status("○", "under målet" if direction == "higher" else "över målet", "missed")
