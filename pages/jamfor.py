"""Comparison of units: one indicator, all units, side by side and over time."""

from dataclasses import replace

from dash import html

from access.roles import Permission
from components.chart_card import CardView, chart_card
from components.figures.chart import Words
from components.figures.trend import trend
from components.filters import Choices, Filters, sentence
from components.formats import period_label
from components.tables import chart_table
from pages import _readers
from pages._card_notes import download_links, source_text
from pages._cards import nothing_card, units_card
from pages._choices import choices_for
from pages._definition import definition_of
from pages._page import Page, View, register_page
from pages._scope import nearest_kind, units_in
from queries import catalogue, cells
from queries.catalogue import Indicator
from queries.store import Snapshot

READ_PANELS = (
    "Varje liten ruta är en enhet. Alla rutor har samma skala, så att de går att jämföra. "
    "Den ljusa linjen är hela kontoret."
)


def comparable(snapshot: Snapshot) -> tuple[Indicator, ...]:
    """The indicators that are published unit by unit; those asked for most often first."""
    found = [indicator for indicator in _readers.indicators(snapshot) if indicator.kinds("unit")]
    return tuple(sorted(found, key=lambda one: (one.page != "fraga", one.measure)))


def offer(snapshot: Snapshot) -> Choices:
    """Units, years and kinds of period; one indicator at a time."""
    indicators = comparable(snapshot)
    choices = choices_for(snapshot, indicators, selectable=indicators)
    return replace(choices, genders=False)


def build(snapshot: Snapshot, filters: Filters, choices: Choices) -> View:
    """The units in the latest period, and each of them over time."""
    found = [indicator for indicator in comparable(snapshot) if indicator.id == filters.indicator]
    if not found:
        return View(content=(html.P("Inget mått redovisas per enhet i den här utgåvan."),))
    cards = {
        "compare-units": units_card(snapshot, found[0], filters, choices),
        "compare-trend": panels_card(snapshot, found[0], filters, choices),
    }
    content = [chart_card(card, graph_id=graph) for graph, card in cards.items()]
    return View(content=tuple(content), cards=cards)


def panels_card(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> CardView:
    """Every unit over time in a panel of its own, the office as a pale line in each."""
    kind = nearest_kind(filters.period, list(indicator.kinds("unit")))
    office = catalogue.office(snapshot)
    orgs = [unit.id for unit in units_in(snapshot, filters)]
    if kind in indicator.kinds("office"):
        orgs.append(office.id)
    frame = cells.trend(snapshot, indicator=indicator.id, orgs=orgs, period_kind=kind, years=filters.years)
    if frame.empty:
        return nothing_card(snapshot, indicator, filters, choices)
    starts = frame["period_start"].tolist()
    first, last = (period_label(kind, day.date()) for day in (min(starts), max(starts)))
    heading = f"{indicator.name}: varje enhet från {first} till {last}"
    told = f"Rutorna visar {len(orgs) - (office.id in orgs)} enheter var för sig, på samma skala."
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
        links=download_links(indicator, filters, choices),
    )


register_page(
    Page(
        module=__name__,
        path="/jamfor",
        title="Jämför enheter",
        heading="Jämför enheter",
        permission=Permission.READ_PUBLISHED,
        build=build,
        offer=offer,
        lead=(
            "Enheterna har olika uppdrag och olika många klienter. Därför står de i sina grupper och inte "
            "i en topplista.",
        ),
    )
)
