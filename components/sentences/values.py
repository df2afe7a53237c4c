"""Sentences about one figure: the heading that says the finding, and the figure with what stands behind it.

Owns the wording of values and of figures that are not shown. Must not know targets or who has not reported.
"""

from components.formats import of_text, period_label, value_text
from components.sentences.changes import difference, has_other_reporters
from components.sentences.grammar import (
    capital,
    counted,
    in_period,
    percent_words,
    period_before,
    value_words,
)
from components.sentences.model import Observation, Subject

PROTECTED = "Uppgiften visas inte eftersom underlaget är för litet."
"""The one sentence for every protected figure: it must not say more for one cell than for another."""


_HIDDEN_SENTENCES = {
    "protected": PROTECTED,
    "not_reported": "Ingen uppgift har rapporterats för {period}.",
    "not_applicable": "Måttet är inte aktuellt för {period}.",
}
_HIDDEN_FINDINGS = {
    "protected": "uppgiften för {period} visas inte",
    "not_reported": "ingen rapport för {period}",
    "not_applicable": "inte aktuellt för {period}",
}


def value_sentence(subject: Subject, now: Observation) -> str:
    """Say the figure and its base: `62 procent av klienterna fick frågan i mars 2026 (212 av 340).`"""
    if now.mark != "shown":
        return _HIDDEN_SENTENCES[now.mark].format(period=_period(now))
    when = _when(subject, now)
    if now.value is None:
        return f"Det fanns inget att räkna på {when}."
    if subject.kind == "share":
        return _share(subject, now, share=percent_words(now.value), when=when)
    if subject.kind == "count":
        return _count(subject, now.value, when=when)
    if subject.kind == "median":
        return _median(subject, now.value, when=when)
    return f"{_status(subject, now.value, when=when)}."


def finding(
    subject: Subject,
    now: Observation,
    *,
    year_ago: Observation | None = None,
    previous: Observation | None = None,
) -> str:
    """Say the finding as a heading, without a full stop: `Andelen som fått frågan ökade till 62 % i …`.

    The comparison is with the same period last year; where that is not shown, with the period before.
    A figure that is not shown is never compared, and never compared with; nor is a count whose reporters were
    more or fewer, because the heading would tell their number as a change.
    """
    if now.mark != "shown":
        return f"{subject.name}: {_HIDDEN_FINDINGS[now.mark].format(period=_period(now))}"
    if now.value is not None and subject.kind == "status":
        return _status(subject, now.value, when=_when(subject, now))
    when = in_period(now.period_kind, now.period_start)
    if now.value is None:
        return f"{subject.name}: inget att räkna på {when}"
    figure = value_text(now.value, subject.unit_of_measure)
    for before, words in ((year_ago, "ett år tidigare"), (previous, period_before(now.period_kind))):
        change = difference(subject, now, before)
        if (
            before is None
            or before.value is None
            or change is None
            or has_other_reporters(subject, now, before)
        ):
            continue
        reference = period_before("year") if now.period_kind == "year" else words
        earlier = value_text(before.value, subject.unit_of_measure)
        return _compared(subject, change, figure=figure, earlier=earlier, when=when, reference=reference)
    return f"{subject.label} var {figure} {when}" if subject.label else f"{subject.name}: {figure} {when}"


def _compared(
    subject: Subject, change: float, *, figure: str, earlier: str, when: str, reference: str
) -> str:
    if change == 0:
        start = f"{subject.label} var" if subject.label else f"{subject.name}:"
        return f"{start} {figure} {when}, samma som {reference}"
    if subject.label:
        verb = "ökade" if change > 0 else "minskade"
        return f"{subject.label} {verb} till {figure} {when}, från {earlier} {reference}"
    way = "upp" if change > 0 else "ner"
    return f"{subject.name}: {figure} {when}, {way} från {earlier} {reference}"


def _when(subject: Subject, now: Observation) -> str:
    return in_period(now.period_kind, now.period_start, is_stock=subject.is_stock)


def _period(now: Observation) -> str:
    return period_label(now.period_kind, now.period_start)


def _share(subject: Subject, now: Observation, *, share: str, when: str) -> str:
    base = (
        ""
        if now.numerator is None or now.denominator is None
        else f" ({of_text(now.numerator, now.denominator)})"
    )
    return (
        f"{share} {subject.phrase} {when}{base}."
        if subject.phrase
        else f"{subject.name}: {share} {when}{base}."
    )


def _count(subject: Subject, value: float, *, when: str) -> str:
    if subject.many:
        things = counted(value, one=subject.one, many=subject.many, is_neuter=subject.is_neuter)
        return f"{capital(things)} {subject.phrase} {when}."
    start = f"{subject.label} var" if subject.label else f"{subject.name}:"
    return f"{start} {value_words(value, subject.unit_of_measure)} {when}."


def _median(subject: Subject, value: float, *, when: str) -> str:
    figure = value_words(value, subject.unit_of_measure)
    if subject.label:
        return f"{subject.label} var {figure} {when}. Hälften väntade högst så länge."
    return f"{subject.name}: {figure} {when} (median)."


def _status(subject: Subject, value: float, *, when: str) -> str:
    clause = subject.yes if value else subject.no
    return f"{clause} {when}" if clause else f"{subject.name}: {'ja' if value else 'nej'} {when}"
