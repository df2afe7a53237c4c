"""In brief: what the figures together say, first on the overview.

Owns: the four questions and what answers them. Must not know where figures come from or what a card looks
like. A figure that is not shown is judged by nobody: it is counted as hidden and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from access import guard
from components.attributes import attributes
from components.figures.chart import Signal
from components.formats import list_text, value_text
from components.sentences.grammar import capital, small_number
from components.sentences.overall import (
    development_sentence,
    is_better,
    measures_text,
    targets_met_sentence,
)
from pages._latest import Latest
from queries import catalogue, cells
from queries.catalogue import Indicator
from queries.store import Snapshot

EXAMPLES = "Målen är exempel och inte beslutade."
_DIRECTIONS: Mapping[Signal, str] = {
    "better": "Till det bättre",
    "worse": "Till det sämre",
    "change": "Varken bättre eller sämre i sig",
}


def brief(snapshot: Snapshot, found: Sequence[Latest]) -> html.Section:
    """The section, from the latest figure of every indicator that has one."""
    answers = (
        ("Når vi målen?", _targets(found)),
        ("Blir det bättre?", _development(found)),
        ("Är förändringarna verkliga?", _signals(found)),
        ("Vad saknas?", _lacking(snapshot, found)),
    )
    return html.Section(
        [
            html.H2("Kort sagt", id="kort-sagt", className="brief-heading"),
            html.Div(
                [
                    html.Div([html.H3(question), *(html.P(answer) for answer in told)], className="answer")
                    for question, told in answers
                ],
                className="answers",
            ),
        ],
        className="brief",
        **attributes(aria_labelledby="kort-sagt"),
    )


def way_to(indicator: Indicator) -> str:
    """The address of an indicator's charts; empty where the reader may not open the page."""
    path = f"/{indicator.page}"
    return f"{path}#{indicator.id}" if guard.may_open(path) else ""


def _targets(found: Sequence[Latest]) -> list[Any]:
    aimed = [one for one in found if one.target is not None]
    missed = [one for one in aimed if one.status.tone == "missed"]
    answered_no = [
        one
        for one in found
        if one.indicator.kind == "status" and one.indicator.direction == "higher" and one.now.value == 0
    ]
    told: list[Any] = [targets_met_sentence([one.status for one in aimed])]
    if missed:
        told.append(["Inte nått: ", *_listed(missed, _against_target), "."])
    if answered_no:
        told.append(["Svaret är nej: ", *_listed(answered_no), "."])
    if any(one.target is not None and one.target.is_example for one in aimed):
        told.append(EXAMPLES)
    return told


def _against_target(one: Latest) -> str:
    return f" {value_text(one.now.value, one.indicator.unit_of_measure)} ({target_text(one)})"


def target_text(one: Latest) -> str:
    """The target in short: `mål 80 %`, `mål högst 7 dagar`; empty without one."""
    if one.target is None:
        return ""
    most = "högst " if one.indicator.direction == "lower" else ""
    return f"mål {most}{value_text(one.target.value, one.indicator.unit_of_measure)}"


def _development(found: Sequence[Latest]) -> list[Any]:
    judged = [(one, is_better(one.subject, one.now, one.year_ago)) for one in found]
    worse = [one for one, answer in judged if answer is False]
    better = sum(answer is True for _, answer in judged)
    sentence = development_sentence(better=better, worse=[one.indicator.name for one in worse])
    if not worse:
        return [sentence]
    return [f"{sentence.split(':')[0].removesuffix('.')}.", ["Sämre: ", *_listed(worse), "."]]


def _signals(found: Sequence[Latest]) -> list[Any]:
    """Which of the latest figures are a change larger than the ordinary variation."""
    judged = [one for one in found if one.signal is not None]
    if not judged:
        return ["Det finns för få värden för att säga vad som är vanlig variation."]
    larger = [one for one in judged if one.signal]
    count = small_number(len(larger), is_neuter=True) if larger else "inget"
    whole = small_number(len(judged), is_neuter=True)
    told: list[Any] = [f"{capital(count)} av {whole} mått har ändrats mer än den vanliga variationen."]
    for signal, words in _DIRECTIONS.items():
        members = [one for one in larger if one.signal == signal]
        if members:
            told.append([f"{words}: ", *_listed(members), "."])
    return told


def _lacking(snapshot: Snapshot, found: Sequence[Latest]) -> list[Any]:
    """Who has not handed in everything behind the latest figures, and how many figures are not shown."""
    absent = absent_units(snapshot, found)
    told: list[Any] = []
    if absent:
        told.append(f"{list_text(absent)} har inte lämnat allt underlag till de senaste siffrorna.")
    else:
        told.append("Alla enheter har lämnat sitt underlag till de senaste siffrorna.")
    hidden = sum(one.now.mark == "protected" for one in found)
    if hidden:
        told.append(f"{capital(measures_text(hidden))} visas inte eftersom underlaget är för litet.")
    unreported = sum(one.now.mark == "not_reported" for one in found)
    if unreported:
        told.append(
            f"{capital(measures_text(unreported))} är inte "
            f"{'rapporterat' if unreported == 1 else 'rapporterade'}."
        )
    return told


def absent_units(snapshot: Snapshot, found: Sequence[Latest]) -> list[str]:
    """The names of the units that have not reported all of the period of some latest figure, in the order of
    the organisation."""
    ids: set[str] = set()
    for kind in sorted({one.kind for one in found}):
        frame = cells.reporting(snapshot, level="unit", period_kind=kind)
        for one in found:
            if one.kind == kind:
                is_own = (frame["indicator"] == one.indicator.id) & (
                    frame["period_start"] == pd.Timestamp(one.now.period_start)
                )
                lacks = frame["units_reported"] < frame["units_expected"]
                ids |= set(frame.loc[is_own & lacks, "org"])
    return [org.name for org in catalogue.orgs(snapshot) if org.id in ids]


def _listed(members: Sequence[Latest], more: Callable[[Latest], str] | None = None) -> list[Any]:
    """Names with links, with commas between and an `och` before the last."""
    parts: list[Any] = []
    for place, one in enumerate(members):
        if place:
            parts.append(" och " if place == len(members) - 1 else ", ")
        href = way_to(one.indicator)
        way = attributes(data_navigate="")
        parts.append(html.A(one.indicator.name, href=href, **way) if href else one.indicator.name)
        if more:
            parts.append(more(one))
    return parts
