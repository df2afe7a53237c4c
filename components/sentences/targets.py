"""Sentences and the status word about targets: met, near, not met, changed.

Owns when a target counts as met and how that is said in word and shape. Must not know colours: the tone is
a name. A figure that is not shown gets no judgement: it would say on which side of the target the figure lies.
"""

from dataclasses import dataclass
from typing import Literal

from components.sentences.changes import amount_words
from components.sentences.grammar import in_period, join_sentences, value_words
from components.sentences.model import Direction, Observation, Subject, Target

Tone = Literal["met", "near", "below", "none"]

NEAR = 0.1
"""A target is near when it is missed by at most this part of itself."""

ENOUGH_REPORTED = 0.8
"""Below this part of the expected reporters a figure is not judged."""

_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Status:
    """A judgement in word, shape and tone; the shape is empty and the tone `none` where nothing is judged."""

    word: str
    shape: str
    tone: Tone


MET = Status("når målet", "●", "met")
NEAR_TARGET = Status("nära målet", "◐", "near")
BELOW = Status("under målet", "○", "below")
ABOVE = Status("över målet", "○", "below")
INCOMPLETE = Status("ofullständigt underlag", "", "none")
NO_TARGET = Status("inget mål", "", "none")
NOT_SHOWN = Status("visas inte", "", "none")


def status(
    value: float | None, target: float | None, direction: Direction, completeness: float | None = None
) -> Status:
    """Judge a figure against its target.

    Args:
        value: The shown figure; None where it is not shown.
        target: In the same unit; None where there is none.
        direction: `neutral` is never judged.
        completeness: The part of the expected reporters that have reported, 0–1; None where it is not asked.
    """
    if target is None or direction == "neutral":
        return NO_TARGET
    if value is None:
        return NOT_SHOWN
    if completeness is not None and completeness < ENOUGH_REPORTED - _TOLERANCE:
        return INCOMPLETE
    lacking = _lacking(value, target, direction)
    if lacking <= _TOLERANCE:
        return MET
    if lacking <= abs(target) * NEAR + _TOLERANCE:
        return NEAR_TARGET
    return BELOW if direction == "higher" else ABOVE


def target_sentence(
    subject: Subject, now: Observation, target: Target | None, *, previous_target: Target | None = None
) -> str:
    """Say the target, whether it is met and how much is left; empty where there is none.

    Args:
        subject: What is measured.
        now: The figure judged.
        target: The target that holds in the period.
        previous_target: The one before it: when it differs, the sentence says that the target has changed.
    """
    if target is None:
        return ""
    return join_sentences(_judgement(subject, now, target), _changed(subject, target, previous_target))


def _judgement(subject: Subject, now: Observation, target: Target) -> str:
    aim = _aim(subject, target)
    judged = status(now.value, target.value, subject.direction, now.completeness)
    if subject.kind == "status" and judged.tone != "none":
        return "Målet är nått." if judged is MET else "Målet är inte nått."
    if judged is INCOMPLETE:
        return f"Målet är {aim}. Underlaget är för ofullständigt för att bedöma det."
    if judged is MET:
        return f"Målet på {aim} är nått."
    if judged.tone == "none" or now.value is None:
        return f"Målet är {aim}."
    lacking = _lacking(now.value, target.value, subject.direction)
    left = amount_words(subject, _whole(subject, lacking)) if _is_visible(subject, lacking) else "mycket lite"
    if judged is NEAR_TARGET:
        return f"Målet på {aim} är nära: {left} återstår."
    return f"Målet på {aim} är inte nått: {left} återstår."


def _aim(subject: Subject, target: Target) -> str:
    text = value_words(target.value, subject.unit_of_measure)
    return f"högst {text}" if subject.direction == "lower" else text


def _changed(subject: Subject, target: Target, previous: Target | None) -> str:
    if previous is None or abs(previous.value - target.value) < _TOLERANCE:
        return ""
    verb = "höjdes" if target.value > previous.value else "sänktes"
    old, new = (value_words(one.value, subject.unit_of_measure) for one in (previous, target))
    when = "" if target.valid_from is None else f" {in_period('month', target.valid_from)}"
    return f"Målet {verb} från {old} till {new}{when}."


def _lacking(value: float, target: float, direction: Direction) -> float:
    return target - value if direction == "higher" else value - target


def _whole(subject: Subject, lacking: float) -> float:
    return round(lacking, 2) if subject.unit_of_measure == "procent" else lacking


def _is_visible(subject: Subject, lacking: float) -> bool:
    return lacking >= 0.005 if subject.unit_of_measure == "procent" else lacking >= 0.05
