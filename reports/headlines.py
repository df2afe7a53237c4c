"""The figure a spread begins with, in words.

Owns: which sentences stand at it and in which order. Must not know: the wording of each
(`components.sentences`), formats of files.
"""

from components.formats import of_text, value_text
from components.sentences import (
    change_label,
    change_sentence,
    finding,
    reported_sentence,
    status,
    target_label,
    target_sentence,
    value_sentence,
)
from reports.charts import period_words
from reports.figures import Entry
from reports.model import Headline


def headline(entry: Entry, *, variation: str) -> Headline:
    """The headline of an entry; `variation` says whether its change is larger than the ordinary variation."""
    now = entry.now
    reported = reported_sentence(
        now.units_reported, now.units_expected, reported_at=entry.subject.reported_at
    )
    has_base = now.is_shown and now.numerator is not None and now.denominator is not None
    told = (
        value_sentence(entry.subject, now),
        change_sentence(entry.subject, now, year_ago=entry.year_ago, previous=entry.previous),
        target_sentence(entry.subject, now, entry.aim, previous_target=entry.previous_aim),
        variation,
        reported,
    )
    return Headline(
        name=entry.name,
        period=period_words(entry),
        figure=value_text(now.value, entry.indicator.unit_of_measure, now.mark),
        base=of_text(now.numerator or 0, now.denominator or 0) if has_base else "",
        target=target_label(entry.subject, entry.aim),
        status=status(entry.subject, now, entry.aim),
        change=change_label(entry.subject, now, entry.year_ago),
        reported=reported,
        variation=variation,
        finding=finding(entry.subject, now, year_ago=entry.year_ago, previous=entry.previous),
        sentences=tuple(text for text in told if text),
    )
