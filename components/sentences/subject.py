"""From an indicator's row in the snapshot to the subject of its sentences.

Owns which columns hold its words. Must not know figures, nor any single indicator: the words are data.
"""

from collections.abc import Mapping
from typing import Any

from components.sentences.model import Subject


def subject_of(indicator: Mapping[str, Any]) -> Subject:
    """Make the subject of an indicator's sentences; words that are missing make its sentences plainer.

    Args:
        indicator: A mapping with `name`, `kind`, `time`, `unit_of_measure`, `direction`, `reported_at`, and
            the words, None where there are none: `phrase_label`, `phrase`, `phrase_one`, `phrase_many`,
            `phrase_is_neuter`, `phrase_yes`, `phrase_no`.
    """
    return Subject(
        name=str(indicator["name"]),
        kind=indicator["kind"],
        unit_of_measure=str(indicator["unit_of_measure"]),
        direction=indicator["direction"],
        is_stock=indicator["time"] == "stock",
        reported_at=indicator["reported_at"],
        label=indicator["phrase_label"] or "",
        phrase=indicator["phrase"] or "",
        one=indicator["phrase_one"] or "",
        many=indicator["phrase_many"] or "",
        is_neuter=bool(indicator["phrase_is_neuter"]),
        yes=indicator["phrase_yes"] or "",
        no=indicator["phrase_no"] or "",
    )
