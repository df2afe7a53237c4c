"""The first rows of a file as they were understood.

Owns how a reported row is shown with Swedish names. Made from what was understood, never from the cells, so
that it cannot repeat what must not be shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.reading.genders import GENDER_NAMES
from data.reading.names import Vocabulary
from data.reading.numbers import number_text
from data.reading.period_names import period_name
from data.reading.results import NOT_SPLIT, PreviewRow, ReportedRow

PREVIEW_ROWS = 20
_NOT_REPORTED = "ej rapporterad"


def preview_rows(rows: Sequence[ReportedRow], words: Vocabulary) -> tuple[PreviewRow, ...]:
    """Return the first rows with names, in the order of the file."""
    return tuple(_shown(row, words) for row in rows[:PREVIEW_ROWS])


def _shown(row: ReportedRow, words: Vocabulary) -> PreviewRow:
    categories = words.categories[row.indicator].name_of
    return PreviewRow(
        row=row.row,
        indicator=words.by_indicator[row.indicator].code,
        org=words.organisations.name_of[row.org],
        period=period_name(row.period),
        gender="" if row.gender == NOT_SPLIT else GENDER_NAMES[row.gender],
        age="" if row.age == NOT_SPLIT else row.age,
        category="" if row.category == NOT_SPLIT else categories[row.category],
        count=_NOT_REPORTED if row.count is None else number_text(row.count),
        denominator="" if row.denominator is None else number_text(row.denominator),
        persons="" if row.persons is None else number_text(row.persons),
    )
