"""Sentences about targets: met, near, not met, changed.

Owns the wording. Must not know colours, nor when a target counts as met: components.status owns that rule.
A figure that is not shown gets no judgement: it would say on which side of the target the figure lies.
"""

from components.sentences.changes import amount_words
from components.sentences.grammar import in_period, join_sentences, value_words
from components.sentences.model import Observation, Subject, Target
from components.status import INCOMPLETE, MET, NEAR, NO_STATUS, Status, status_of

_EXAMPLE = "Målet är ett exempel och inte beslutat."


def status(subject: Subject, now: Observation, target: Target | None) -> Status:
    """Judge a figure against its target, in word, shape and tone; `NO_STATUS` where nothing can be judged."""
    return status_of(
        now.value,
        None if target is None else target.value,
        direction=subject.direction,
        units_reported=now.units_reported or 0,
        units_expected=now.units_expected or 0,
    )


def target_label(subject: Subject, target: Target | None) -> str:
    """Write the target for a card: `mål 80 procent`, `mål högst 14 dagar`; empty without one."""
    return "" if target is None else f"mål {_aim(subject, target)}"


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
    return join_sentences(
        _judgement(subject, now, target),
        _changed(subject, target, previous_target),
        _EXAMPLE if target.is_example else "",
    )


def _judgement(subject: Subject, now: Observation, target: Target) -> str:
    judged = status(subject, now, target)
    aim = _aim(subject, target)
    if judged is INCOMPLETE:
        return f"Målet är {aim}. Underlaget är för ofullständigt för att bedöma om målet är nått."
    if judged is NO_STATUS or now.value is None:
        return f"Målet är {aim}."
    if subject.kind == "status":
        return "Målet är nått." if judged is MET else "Målet är inte nått."
    if judged is MET:
        return f"Målet på {aim} är nått."
    left = _left(subject, abs(target.value - now.value))
    return f"Målet på {aim} är {'nära' if judged is NEAR else 'inte nått'}: {left} återstår."


def _aim(subject: Subject, target: Target) -> str:
    text = value_words(target.value, subject.unit_of_measure)
    return f"högst {text}" if subject.direction == "lower" else text


def _left(subject: Subject, lacking: float) -> str:
    if subject.unit_of_measure != "procent":
        return amount_words(subject, lacking)
    whole = round(lacking, 2)
    return amount_words(subject, whole) if whole else "mindre än 1\N{NO-BREAK SPACE}procentenhet"


def _changed(subject: Subject, target: Target, previous: Target | None) -> str:
    if previous is None or previous.value == target.value:
        return ""
    verb = "höjdes" if target.value > previous.value else "sänktes"
    old, new = (value_words(one.value, subject.unit_of_measure) for one in (previous, target))
    when = "" if target.valid_from is None else f" {in_period('month', target.valid_from)}"
    return f"Målet {verb} från {old} till {new}{when}."
