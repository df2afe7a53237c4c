"""The whole text under a chart or on a card, in its fixed order: figure, change, target, who has reported.

Owns the order of the sentences. Must not know their wording.
"""

from collections.abc import Sequence

from components.formats import period_label
from components.sentences.changes import change_sentence
from components.sentences.completeness import missing_sentence, reported_sentence
from components.sentences.grammar import join_sentences
from components.sentences.model import Observation, Subject, Target
from components.sentences.targets import target_sentence
from components.sentences.values import value_sentence


def sentence(
    subject: Subject,
    now: Observation,
    *,
    year_ago: Observation | None = None,
    previous: Observation | None = None,
    target: Target | None = None,
    previous_target: Target | None = None,
    missing: Sequence[str] = (),
) -> str:
    """Tell one figure: value with what stands behind it, change, target, units reported, units missing.

    Args:
        subject: What is measured.
        now: The figure told.
        year_ago: The same period last year; None where there is no such cell.
        previous: The period before; None where there is no such cell.
        target: The target that holds in the period.
        previous_target: The target before it.
        missing: Names of the units that have not reported the period.
    """
    return join_sentences(
        value_sentence(subject, now),
        change_sentence(subject, now, year_ago=year_ago, previous=previous),
        target_sentence(subject, now, target, previous_target=previous_target),
        reported_sentence(now.units_reported, now.units_expected, reported_at=subject.reported_at),
        missing_sentence(
            missing, period=period_label(now.period_kind, now.period_start), reported_at=subject.reported_at
        ),
    )
