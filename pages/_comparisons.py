"""Chart cards that compare units: two years side by side, each over time, and training beside asking.

Owns what those cards say. Must not know the page they stand on, nor drawing.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from components.chart_card import CardView
from components.figures.chart import Words
from components.figures.points import rows_of
from components.figures.trend import slope, trend
from components.figures.units import pairs
from components.filters import Choices, Filters, sentence
from components.formats import change_text, list_text, of_text, period_label, value_text
from components.sentences import Observation, difference, join_sentences, subject_of
from components.tables import TableView, chart_table
from pages import _facts
from pages._card_notes import PART_PAIRS, PART_PANELS, PART_YEARS, card_links, source_text
from pages._cards import nothing_card
from pages._scope import nearest_kind, units_in
from queries import catalogue, cells
from queries.catalogue import Indicator
from queries.store import Snapshot
from reports.definitions import definition_of

READ_PANELS = (
    "Varje liten ruta är en enhet. Alla rutor har samma skala, så att de går att jämföra. "
    "Den ljusa linjen är hela kontoret."
)
READ_SLOPE = (
    "Varje linje är en enhet. Till vänster står det första året och till höger det andra. "
    "En linje som lutar uppåt har ökat. Den blå linjen är hela kontoret. "
    "En enhet vars uppgift inte visas för det ena året har ingen linje."
)
READ_PAIRS = (
    "Varje rad är en enhet. Cirkeln visar hur stor andel av medarbetarna som har gått utbildning. Fyrkanten "
    "visar hur stor andel av klienterna som har fått frågan. Det är två olika grupper. "
    "Diagrammet visar inte att det ena beror på det andra."
)
TRAINED, ASKED = "utb1", "fra1"
CONDITION = "Utbildning är en förutsättning för att frågan ska kunna ställas."
CHOOSE_YEARS = "Välj två år i filtret för att jämföra andra år."
NO_YEARS = "Det finns inte två hela år att jämföra för det här måttet."


def slope_card(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> CardView:
    """The units in two calendar years: the first and last of those chosen, or else the two latest."""
    frame = _with_office(snapshot, indicator, filters, kind="year")
    years = sorted({day_of_year.year for day_of_year in frame["period_start"]}) if len(frame) else []
    chosen = _two_years(filters.years, years)
    if chosen is None:
        return nothing_card(snapshot, indicator, filters, choices, notes=(NO_YEARS,))
    frame = frame.loc[frame["period_start"].dt.year.isin(chosen)]
    changes = _changes(frame, indicator, chosen)
    office = catalogue.office(snapshot)
    of_units = [change for row, change in changes if row[0]["org"] != office.id]
    both = [change for change in of_units if change is not None]
    first, last = chosen
    heading = _slope_heading(indicator, both, first, last)
    told = _slope_sentence(both, len(of_units))
    chart = slope(
        frame,
        unit_of_measure=indicator.unit_of_measure,
        period_kind="year",
        words=Words(
            title=heading,
            description=told,
            selection=sentence(filters, choices),
            source=source_text(snapshot, indicator),
            reading=READ_SLOPE,
        ),
    )
    wanted = [year for year in filters.years if year not in years]
    notes = [f"Hela år {list_text([str(year) for year in wanted])} är inte redovisat än."] if wanted else []
    table = TableView(
        caption=f"{indicator.code} {indicator.name} per enhet, {first} och {last}",
        columns=("Enhet", str(first), str(last), "Skillnad"),
        rows=tuple(_slope_row(rows, change, indicator) for rows, change in changes),
    )
    return CardView(
        indicator=indicator.id,
        name=f"{indicator.code} {indicator.name}: två år",
        heading=heading,
        sentence=told,
        chart=chart,
        table=table,
        notes=(*notes, CHOOSE_YEARS),
        links=card_links(indicator, filters, choices, picture=PART_YEARS),
    )


def panels_card(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> CardView:
    """Every unit over time in a panel of its own, the office as a pale line in each."""
    kind = nearest_kind(filters.period, list(indicator.kinds("unit")))
    frame = _with_office(snapshot, indicator, filters, kind=kind, years=filters.years)
    if frame.empty:
        return nothing_card(snapshot, indicator, filters, choices)
    starts = frame["period_start"].tolist()
    first, last = (period_label(kind, day.date()) for day in (min(starts), max(starts)))
    heading = f"{indicator.name}: varje enhet från {first} till {last}"
    found = len(set(frame.loc[frame["level"] == "unit", "org"]))
    told = f"Rutorna visar {found} enheter var för sig, på samma skala."
    chart = trend(
        frame,
        unit_of_measure=indicator.unit_of_measure,
        period_kind=kind,
        words=Words(
            title=heading,
            description=told,
            selection=sentence(filters, choices),
            source=source_text(snapshot, indicator),
            reading=READ_PANELS,
        ),
        neutral=indicator.direction == "neutral",
    )
    return CardView(
        indicator=indicator.id,
        name=f"{indicator.code} {indicator.name}: över tid",
        heading=heading,
        sentence=told,
        chart=chart,
        table=chart_table(chart, caption=f"{indicator.code} {indicator.name} per enhet och period"),
        definition=definition_of(indicator),
        links=card_links(indicator, filters, choices, picture=PART_PANELS),
    )


def training_pair(indicators: Iterable[Indicator]) -> tuple[Indicator, Indicator] | None:
    """Training and asking, where both are published unit by unit for the same kind of period."""
    found = {one.id: one for one in indicators if one.id in (TRAINED, ASKED)}
    if len(found) < 2 or not set(found[TRAINED].kinds("unit")) & set(found[ASKED].kinds("unit")):
        return None
    return found[TRAINED], found[ASKED]


def training_card(
    snapshot: Snapshot, pair: tuple[Indicator, Indicator], filters: Filters, choices: Choices
) -> CardView:
    """Training beside asking, unit by unit, in the latest period that both are published for."""
    trained, asked = pair
    kinds = [kind for kind in trained.kinds("unit") if kind in asked.kinds("unit")]
    kind = nearest_kind(filters.period, kinds)
    units = [unit.id for unit in units_in(snapshot, filters)]
    frames = [
        cells.trend(snapshot, indicator=one.id, orgs=units, period_kind=kind, years=filters.years)
        for one in (trained, asked)
    ]
    common = set(frames[0]["period_start"]) & set(frames[1]["period_start"])
    if not common:
        return nothing_card(snapshot, trained, filters, choices)
    start: date = max(common).date()
    frames = [frame.loc[frame["period_start"] == pd.Timestamp(start)] for frame in frames]
    shown = [set(frame.loc[frame["mark"] == "shown", "org"]) for frame in frames]
    period = period_label(kind, start)
    heading = f"Utbildning och fråga i varje enhet, {period}"
    told = join_sentences(
        CONDITION, f"Båda uppgifterna visas för {of_text(len(shown[0] & shown[1]), len(units))} enheter."
    )
    names = {org.id: org.name for org in catalogue.orgs(snapshot)}
    chart = pairs(
        [(one.name, frame) for one, frame in zip((trained, asked), frames, strict=True)],
        unit_of_measure=trained.unit_of_measure,
        words=Words(
            title=heading,
            description=told,
            selection=sentence(filters, choices),
            source=f"{source_text(snapshot, trained)} {asked.code}: {asked.source}.",
            reading=READ_PAIRS,
        ),
        groups={
            org.id: names.get(org.parent or "", "") for org in catalogue.orgs(snapshot) if org.level == "unit"
        },
    )
    return CardView(
        indicator=trained.id,
        name=f"{trained.code} och {asked.code} sida vid sida",
        heading=heading,
        sentence=told,
        chart=chart,
        table=chart_table(
            chart, caption=f"{trained.code} och {asked.code} per enhet, {period}", first_column="Enhet"
        ),
        links=card_links(trained, filters, choices, picture=PART_PAIRS),
    )


def _with_office(
    snapshot: Snapshot, indicator: Indicator, filters: Filters, *, kind: str, years: Sequence[int] = ()
) -> pd.DataFrame:
    """The units of the selection, and the office where it is published by the same kind of period."""
    if kind not in indicator.kinds("unit"):
        return pd.DataFrame()
    orgs = [unit.id for unit in units_in(snapshot, filters)]
    if kind in indicator.kinds("office"):
        orgs.append(catalogue.office(snapshot).id)
    return cells.trend(snapshot, indicator=indicator.id, orgs=orgs, period_kind=kind, years=years)


def _two_years(wanted: Sequence[int], offered: Sequence[int]) -> tuple[int, int] | None:
    """The years to compare; one chosen year is compared with the one before it, or else after it."""
    chosen = [year for year in wanted if year in offered]
    if len(chosen) == 1:
        place = offered.index(chosen[0])
        chosen = list(offered[max(place - 1, 0) : max(place - 1, 0) + 2])
    elif not chosen:
        chosen = list(offered[-2:])
    return (chosen[0], chosen[-1]) if len(chosen) > 1 else None


Ends = tuple[dict[str, object], dict[str, object]]
"""The rows of one organisation in the two years; empty where it has none."""


def _changes(
    frame: pd.DataFrame, indicator: Indicator, years: tuple[int, int]
) -> list[tuple[Ends, float | None]]:
    """The rows of each organisation in both years and the change between them, in the order of the frame."""
    subject = subject_of(vars(indicator))
    rows: dict[str, dict[int, dict[str, object]]] = {}
    for row in rows_of(frame):
        rows.setdefault(str(row["org"]), {})[row["period_start"].year] = row
    found: list[tuple[Ends, float | None]] = []
    for by_year in rows.values():
        if len(by_year) < len(years):
            continue
        first, last = by_year[years[0]], by_year[years[1]]
        found.append(((first, last), difference(subject, _seen(last), _seen(first))))
    return found


def _seen(row: dict[str, object]) -> Observation:
    return _facts.observation(row, "year")


def _slope_heading(indicator: Indicator, both: Sequence[float], first: int, last: int) -> str:
    if not both:
        return f"{indicator.name}: ingen enhet har visad uppgift för både {first} och {last}"
    up = sum(change > 0 for change in both)
    return f"{indicator.name}: {up} av {len(both)} enheter ökade från {first} till {last}"


def _slope_sentence(both: Sequence[float], units: int) -> str:
    """How many went up, down and neither, and how many cannot be told."""
    if not both:
        return "Det går inte att jämföra åren."
    up, down = sum(change > 0 for change in both), sum(change < 0 for change in both)
    same = len(both) - up - down
    hidden = units - len(both)
    return join_sentences(
        f"Ökade: {up}. Minskade: {down}. Oförändrade: {same}.",
        f"För {hidden} {'enhet' if hidden == 1 else 'enheter'} visas inte båda åren." if hidden else "",
    )


def _slope_row(rows: Ends, change: float | None, indicator: Indicator) -> tuple[str, str, str, str]:
    unit = indicator.unit_of_measure
    first, last = (_with_base(row, unit) for row in rows)
    return str(rows[0]["org_name"]), first, last, "–" if change is None else change_text(change, unit)


def _with_base(row: dict[str, object], unit: str) -> str:
    seen = _seen(row)
    text = value_text(seen.value, unit, seen.mark)
    if unit != "procent" or seen.numerator is None or seen.denominator is None:
        return text
    return f"{text} ({of_text(seen.numerator, seen.denominator)})"
