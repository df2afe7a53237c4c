"""The charts of the pages as pictures to keep: which there are of an indicator, and each as a framed SVG.

Owns: their names in addresses. Must not know how a picture is drawn, nor what a card says.
"""

from collections.abc import Callable, Mapping

from components.chart_card import CardView
from components.figures.to_svg import svg
from components.filters import Choices, Filters
from pages import _readers
from pages._card_notes import OVER_TIME, PART_CATEGORIES, PART_PAIRS, PART_PANELS, PART_UNITS, PART_YEARS
from pages._cards import category_card, trend_card, units_card
from pages._comparisons import panels_card, slope_card, training_card, training_pair
from pages._figure_files import remarks
from queries import catalogue
from queries.catalogue import Indicator
from queries.store import Snapshot

WIDTH = 960
"""Pixels: as wide as a page of a report or a slide wants it."""

Card = Callable[[Snapshot, Indicator, Filters, Choices], CardView]
CARDS: Mapping[str, Card] = {
    OVER_TIME: trend_card,
    PART_UNITS: units_card,
    PART_CATEGORIES: category_card,
    PART_YEARS: slope_card,
    PART_PANELS: panels_card,
}


def names(snapshot: Snapshot, indicator: Indicator) -> tuple[str, ...]:
    """The names of the pictures of an indicator."""
    found = [OVER_TIME]
    if indicator.kinds("unit"):
        found += [PART_UNITS, PART_YEARS, PART_PANELS]
    if indicator.kinds("office", "category"):
        found.append(PART_CATEGORIES)
    pair = training_pair(_readers.indicators(snapshot))
    if pair is not None and pair[0].id == indicator.id:
        found.append(PART_PAIRS)
    return tuple(found)


def svg_bytes(
    snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices, *, picture: str
) -> bytes:
    """One picture with title, legend, events, selection, source and date inside it."""
    pair = training_pair(_readers.indicators(snapshot)) if picture == PART_PAIRS else None
    card = (
        training_card(snapshot, pair, filters, choices)
        if pair is not None
        else CARDS[picture](snapshot, indicator, filters, choices)
    )
    remark = " ".join(remarks(catalogue.facts(snapshot)))
    return svg(card.chart, width=WIDTH, is_framed=True, remark=remark).encode("utf-8")
