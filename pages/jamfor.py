"""Comparison of units: one indicator, all units, side by side, in two years and over time."""

from dataclasses import replace

from dash import html

from access.roles import Permission
from components.chart_card import chart_card
from components.filters import Choices, Filters
from pages import _readers
from pages._cards import units_card
from pages._choices import choices_for
from pages._comparisons import panels_card, slope_card
from pages._download_all import download_all
from pages._page import Page, View, register_page
from queries.catalogue import Indicator
from queries.store import Snapshot


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
    """The units in the latest period, in two years, and each of them over time."""
    found = [indicator for indicator in comparable(snapshot) if indicator.id == filters.indicator]
    if not found:
        return View(content=(html.P("Inget mått redovisas per enhet i den här utgåvan."),))
    cards = {
        "compare-units": units_card(snapshot, found[0], filters, choices),
        "compare-slope": slope_card(snapshot, found[0], filters, choices),
        "compare-trend": panels_card(snapshot, found[0], filters, choices),
    }
    content = [chart_card(card, graph_id=graph) for graph, card in cards.items()]
    return View(content=(download_all("jamfor", filters, choices), *content), cards=cards)


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
