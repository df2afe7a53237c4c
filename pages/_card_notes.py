"""What a chart card says beside its figure: heading, notes, source, files.

Owns those texts and how they are put together for an indicator. Must not know frames over time or pictures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from components.chart_card import Link
from components.filters import GENDER_WORDS, Choices, Filters, to_query
from components.formats import date_text, of_text, value_text
from components.sentences import Subject, finding, join_sentences, selection_sum_sentence
from pages import _facts
from pages._scope import Scope, overlaps
from queries import catalogue, cells
from queries.catalogue import Indicator
from queries.store import Snapshot

OVER_TIME = "over-tid"
PART_UNITS, PART_CATEGORIES, PART_YEARS, PART_PANELS, PART_PAIRS = (
    "enheter", "uppdelning", "tva-ar", "rutor", "utbildning-och-fraga",
)  # fmt: skip
"""The names of the pictures of an indicator in addresses; the first needs not be given."""

IS_IT_REAL = "Är förändringen verklig?"
_READ_DOTS = "Varje punkt är en enhet. Den streckade linjen är målet, där det finns ett. "
READ_DOTS = {
    True: f"{_READ_DOTS}Strecket genom punkten visar hur osäker andelen är när det är få personer bakom den. "
    "En öppen punkt betyder att underlaget är mindre än 20. Då kan andelen ändras mycket av en enda person.",
    False: f"{_READ_DOTS}Andelen är inte osäker, för alla är räknade.",
}
"""How to read the dots, by whether the shares are of persons."""


def source_text(snapshot: Snapshot, indicator: Indicator) -> str:
    """Say where the figures come from and which snapshot they stand in."""
    facts = catalogue.facts(snapshot)
    return f"Källa: {indicator.source}. Utgåva {facts.id}, {date_text(facts.published_at)}."


def heading_of(subject: Subject, found: _facts.Trend, scope: Scope) -> str:
    """The finding as a heading, with whose it is where the reader has chosen."""
    now = found.now
    if now is None:
        return subject.name
    if found.organisations > 1 and not found.has_sum:
        return f"{subject.name}: {found.organisations} i urvalet, var för sig"
    told = finding(subject, now, year_ago=found.year_ago, previous=found.previous)
    whose = [GENDER_WORDS[scope.gender]] if scope.gender != "all" else []
    if scope.is_selection:
        whose.append(found.main_name)
    if not whose:
        return told
    name = ", ".join(whose)
    mark = "," if told.startswith(f"{subject.name}:") else ":"
    return f"{name[:1].upper()}{name[1:]}{mark} {told[:1].lower()}{told[1:]}"


def sum_note(indicator: Indicator, subject: Subject, found: _facts.Trend, scope: Scope) -> str:
    """Why the chosen organisations are not added up; empty where they are."""
    if not scope.is_selection or len(scope.orgs) < 2:
        return ""
    if overlaps(scope.orgs):
        return "Urvalet summeras inte eftersom en del av det ingår i en annan. Varje del visas för sig."
    if any(part.mark == "not_reported" for part in found.parts) and indicator.kind in _facts.SUMMABLE:
        return "Urvalet summeras inte för den senaste perioden eftersom en del av det inte har rapporterat."
    return selection_sum_sentence(subject, found.parts)


def gender_note(snapshot: Snapshot, indicator: Indicator, filters: Filters) -> str:
    """Women and men at the office and year: said for everything about persons, whatever else is chosen."""
    if "year" not in indicator.kinds("office", "gender"):
        return ""
    frame = cells.split(
        snapshot,
        indicator=indicator.id,
        org=catalogue.office(snapshot).id,
        period_kind="year",
        dimension="gender",
        years=filters.years,
    )
    if frame.empty:
        return ""
    latest = frame["period_start"].max()
    rows = frame[frame["period_start"] == latest].set_index("part").to_dict("index")
    told = []
    for gender, word in (("kvinna", "kvinnor"), ("man", "män")):
        row = rows.get(gender)
        if row is None or row["mark"] == "not_reported":
            continue
        if row["mark"] == "protected":
            told.append(f"{word} visas inte (underlaget är för litet)")
            continue
        base = (
            f" ({of_text(row['numerator'], row['denominator'])})"
            if indicator.kind == "share" and row["mark"] == "shown"
            else ""
        )
        told.append(f"{word} {value_text(row['value'], indicator.unit_of_measure, row['mark'])}{base}")
    if not told:
        return ""
    covered = _covered_by_gender(snapshot, indicator, [rows.get("kvinna"), rows.get("man")], latest.year)
    return join_sentences(f"Hela kontoret {latest.year}, efter kön: {', '.join(told)}.", covered)


def _covered_by_gender(
    snapshot: Snapshot, indicator: Indicator, parts: Sequence[Mapping[str, Any] | None], year: int
) -> str:
    """How much of the whole women and men are: without it both may lie above a whole that others lower."""
    counted = {"share": "denominator", "count": "value"}.get(indicator.kind)
    if counted is None or any(part is None or part["mark"] != "shown" for part in parts):
        return ""
    frame = cells.trend(
        snapshot,
        indicator=indicator.id,
        orgs=[catalogue.office(snapshot).id],
        period_kind="year",
        years=(year,),
    )
    if frame.empty or frame["mark"].tolist()[-1] != "shown":
        return ""
    whole = int(frame[counted].tolist()[-1])
    covered = int(sum(part[counted] for part in parts if part is not None))
    if covered >= whole:
        return ""
    return (
        f"Uppdelningen omfattar {of_text(covered, whole)}. För de övriga är könet annat, okänt eller inte "
        "rapporterat."
    )


def followed(filters: Filters, kind: str, *, gender: str = "all") -> Filters:
    """The filters as far as a picture follows them: what its selection is to say."""
    return replace(filters, period=kind, gender="alla" if gender == "all" else gender)


def whole_note(filters: Filters, what: str) -> str:
    """Say that a picture shows everybody though one sex is chosen; empty where none is."""
    if filters.gender == "alla":
        return ""
    return f"{what} visas för alla. Kön redovisas bara för hela kontoret."


def example_note(targets: tuple[catalogue.Target, ...]) -> str:
    """Say that a target is made up for the demonstration; empty where none is."""
    if not any(target.is_example for target in targets):
        return ""
    return "Målet är ett exempel. Det är inte beslutat."


def card_links(
    indicator: Indicator, filters: Filters, choices: Choices, *, picture: str = OVER_TIME
) -> tuple[Link, ...]:
    """The files of a card under the same filters, and the way to its definition.

    `picture`: the name of the card's picture in addresses.
    """
    query = to_query(filters, choices)
    wanted = f"bild={picture}" if picture != OVER_TIME else ""
    drawn = "&".join(part for part in (query, wanted) if part)
    stem = f"/ladda-ner/{quote(indicator.id)}"
    files = [
        Link(f"Ladda ner {indicator.code} ({form.upper()})", _address(f"{stem}.{form}", query))
        for form in ("csv", "xlsx")
    ]
    return (
        *files,
        Link(f"Ladda ner bild av {indicator.code} (SVG)", _address(f"{stem}.svg", drawn)),
        Link(f"Ladda ner bild av {indicator.code} (PNG)", _address(f"{stem}.svg", drawn), is_picture=True),
        Link(f"Definition av {indicator.code}", f"/definitioner#definition-{quote(indicator.id)}"),
    )


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def span_text(values: list[float], unit_of_measure: str) -> str:
    """Between which figures the units lie."""
    if not values:
        return "Ingen enhets uppgift visas."
    if len(values) == 1:
        return f"En enhets uppgift visas: {value_text(values[0], unit_of_measure)}."
    lowest, highest = (value_text(value, unit_of_measure) for value in (min(values), max(values)))
    if lowest == highest:
        those = "Båda enheterna" if len(values) == 2 else f"Alla {len(values)} enheter"
        return f"{those} som visas har {lowest}."
    return f"Enheterna ligger mellan {lowest} och {highest}."


def hidden_text(count: int, words: str) -> str:
    """How many figures are not shown, and why; empty where there are none."""
    if not count:
        return ""
    return f"En enhets {words}." if count == 1 else f"{count} enheters {words}."
