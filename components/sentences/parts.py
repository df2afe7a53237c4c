"""Sentences about a figure cut into parts, and about several units against one target.

Owns the wording. Must not know what the parts are. A part that is not shown is counted and not guessed at:
nothing is said to be largest unless every part is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.formats import period_label, value_text
from components.sentences.grammar import (
    MAXIMUM_WORDS,
    capital,
    in_period,
    join_sentences,
    names_that_fit,
    word_count,
)
from components.sentences.model import Mark, Observation


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part and its figure, in the unit of the whole; None where it is not shown."""

    name: str
    value: float | None
    mark: Mark = "shown"


def parts_finding(name: str, parts: Sequence[Part], whole: Observation, *, unit_of_measure: str) -> str:
    """Write the finding as a heading: `Inte fått frågan: Glömt är störst med 528 av 806 under 2025`.

    Args:
        name: What is cut into parts.
        parts: Of one period, at least one.
        whole: For its period alone.
        unit_of_measure: Of the parts.
    """
    when = in_period(whole.period_kind, whole.period_start)
    label = period_label(whole.period_kind, whole.period_start)
    values = [part.value for part in parts if part.value is not None]
    if not values:
        return f"{name}: uppdelningen för {label} visas inte"
    largest = [part for part in parts if part.value == max(values)]
    if len(values) < len(parts) or len(parts) < 2 or len(largest) > 1:
        return f"{name}: uppdelning för {label}"
    figure = value_text(max(values), unit_of_measure)
    if unit_of_measure == "procent":
        return f"{name}: {largest[0].name} är högst med {figure} {when}"
    whole_text = value_text(sum(values), unit_of_measure)
    return f"{name}: {largest[0].name} är störst med {figure} av {whole_text} {when}"


def parts_sentence(parts: Sequence[Part], whole: Observation, *, unit_of_measure: str) -> str:
    """List the parts that are shown, and say how many are not: `2025: Akut läge 119; Glömt 528.`"""
    label = capital(period_label(whole.period_kind, whole.period_start))
    shown = [
        f"{part.name} {value_text(part.value, unit_of_measure)}" for part in parts if part.value is not None
    ]
    hidden = sum(part.mark == "protected" for part in parts)
    missing = sum(part.mark == "not_reported" for part in parts)
    if hidden == len(parts):
        return f"{label}: delarna visas inte eftersom underlaget är för litet."
    return join_sentences(
        f"{label}: {'; '.join(shown)}." if shown else f"{label}: ingen del visas.",
        _counted(hidden, "visas inte eftersom underlaget är för litet"),
        _counted(missing, "är inte rapporterad" if missing == 1 else "är inte rapporterade"),
    )


def reached_finding(shown: Sequence[tuple[str, bool]], *, aim: str, period: str) -> str:
    """Say how many units reach a target: `6 av 9 enheter med visad uppgift når målet 80 %, oktober 2026`.

    Args:
        shown: The name of each unit whose figure is shown, and whether it reaches the target; at least one.
        aim: The target as written.
        period: The period as `period_label` writes it.
    """
    if len(shown) == 1:
        ((name, reaches),) = shown
        return f"{name} når {'' if reaches else 'inte '}målet {aim}, {period}"
    met = sum(reaches for _, reaches in shown)
    return f"{met} av {len(shown)} enheter med visad uppgift når målet {aim}, {period}"


def not_reached_sentence(shown: Sequence[tuple[str, bool]]) -> str:
    """Name the units that do not reach a target, as far as there is room; empty where all do, or for one.

    `shown`: as for `reached_finding`, which names a single unit itself.
    """
    names = [name for name, reaches in shown if not reaches]
    if not names or len(shown) == 1:
        return ""
    start = "Når inte målet:"
    return f"{start} {names_that_fit(names, words_left=MAXIMUM_WORDS - word_count(start))}."


def _counted(count: int, what: str) -> str:
    if not count:
        return ""
    return f"En del {what}." if count == 1 else f"{count} delar {what}."
