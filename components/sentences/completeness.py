"""Sentences about what stands behind a figure: who has reported, who has not, and why parts are not added up.

Owns the wording of completeness. Must not know what is measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.sentences.grammar import MAXIMUM_WORDS, capital, names_that_fit, small_number, word_count
from components.sentences.model import Observation, Reporter, Subject


@dataclass(frozen=True)
class _Noun:
    """Who reports, in the forms the sentences need."""

    many: str
    both: str
    none_of: str


_REPORTERS = {
    "unit": _Noun("enheter", "Båda enheterna", "Ingen av"),
    "area": _Noun("områden", "Båda områdena", "Inget av"),
}
_EACH_BY_ITSELF = "Varje enhet visas för sig."
_NOT_ADDED_UP = {
    "median": "Medianer kan inte läggas ihop.",
    "status": "Svar med ja eller nej kan inte läggas ihop.",
}


def reported_sentence(
    units_reported: int | None, units_expected: int | None, *, reported_at: Reporter = "unit"
) -> str:
    """Say how complete a figure is: `10 av 12 enheter har rapporterat.`

    Empty where there is one reporter only: the sentence about its figure says whether it is there.
    """
    if units_reported is None or units_expected is None or units_expected < 2 or reported_at == "office":
        return ""
    noun = _REPORTERS[reported_at]
    if units_reported == 0:
        return f"{noun.none_of} {small_number(units_expected)} {noun.many} har rapporterat."
    if units_reported < units_expected:
        return f"{units_reported} av {units_expected} {noun.many} har rapporterat."
    return f"{noun.both if units_expected == 2 else f'Alla {units_expected} {noun.many}'} har rapporterat."


def missing_sentence(missing: Sequence[str], *, period: str, reported_at: Reporter = "unit") -> str:
    """Say who has not reported: `Tre enheter har inte rapporterat oktober 2026: Elsa, Moa och Frideborg.`

    Args:
        missing: Names of those who have not; empty gives an empty sentence.
        period: The period as `period_label` writes it.
        reported_at: Who reports.
    """
    if not missing:
        return ""
    if len(missing) == 1:
        return f"{missing[0]} har inte rapporterat {period}."
    many = _REPORTERS["area" if reported_at == "area" else "unit"].many
    start = f"{capital(small_number(len(missing)))} {many} har inte rapporterat {period}:"
    return f"{start} {names_that_fit(missing, words_left=MAXIMUM_WORDS - word_count(start))}."


def partial_sentence(partial: Sequence[str], *, reported_at: Reporter = "unit") -> str:
    """Say who has reported a part of the period only: `Frideborg har rapporterat delvis.`

    Args:
        partial: Names of those who lack a part of the period; empty gives an empty sentence.
        reported_at: Who reports.
    """
    if not partial:
        return ""
    if len(partial) == 1:
        return f"{partial[0]} har rapporterat delvis."
    many = _REPORTERS["area" if reported_at == "area" else "unit"].many
    start = f"{capital(small_number(len(partial)))} {many} har rapporterat delvis:"
    return f"{start} {names_that_fit(partial, words_left=MAXIMUM_WORDS - word_count(start))}."


def selection_sum_sentence(subject: Subject, parts: Sequence[Observation]) -> str:
    """Say why a selection is not added up, or what its sum lacks; empty where the sum is whole.

    Args:
        subject: What is measured.
        parts: The selected units' figures for one and the same period.
    """
    if len(parts) < 2:
        return ""
    if any(part.mark == "protected" for part in parts):
        return f"Urvalet summeras inte eftersom minst en uppgift i det är skyddad. {_EACH_BY_ITSELF}"
    if subject.kind in _NOT_ADDED_UP:
        return f"{_NOT_ADDED_UP[subject.kind]} {_EACH_BY_ITSELF}"
    with_figure = sum(part.is_shown for part in parts)
    if with_figure == 0:
        return "Det finns inga uppgifter att lägga ihop i urvalet."
    if with_figure == len(parts):
        return ""
    rest = "Den andra" if len(parts) == 2 else "Övriga"
    return f"Summan gäller {with_figure} av {len(parts)} enheter. {rest} har ingen uppgift."
