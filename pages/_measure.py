"""A page of indicators: whatever the catalogue places on it, each with its charts, tables and definition.

Owns that arrangement. Must not know single indicators: a new one in the catalogue appears without code.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from dash import html

from access.roles import Permission
from components.attributes import attributes
from components.chart_card import CardView
from components.filters import Choices, Filters
from pages import _page, _readers
from pages._cards import cards_of
from pages._choices import choices_for
from pages._download_all import download_all
from pages._page import Page, Section, View
from queries.catalogue import Indicator
from queries.store import Snapshot

NOTHING = "Inget mått hör till den här sidan. Alla mått står på översikten."
Beside = Callable[[Snapshot, Filters, Choices], Mapping[str, CardView]]


def register_page(
    module: str,
    *,
    path: str,
    title: str,
    heading: str,
    lead: tuple[str, ...],
    beside: tuple[str, Beside] | None = None,
) -> None:
    """Register a page with the indicators whose `page` in the catalogue is the path.

    `beside`: the id of an indicator, and what gives the cards that stand after its own.
    """

    def offer(snapshot: Snapshot) -> Choices:
        return choices_for(snapshot, indicators_on(snapshot, path))

    def build(snapshot: Snapshot, filters: Filters, choices: Choices) -> View:
        indicators = indicators_on(snapshot, path)
        if not indicators:
            return View(content=(html.P(NOTHING),))
        more = {beside[0]: beside[1](snapshot, filters, choices)} if beside else {}
        view = measure_view(snapshot, indicators, filters, choices, more=more)
        return replace(view, content=(download_all(path.strip("/"), filters, choices), *view.content))

    _page.register_page(
        Page(
            module=module,
            path=path,
            title=title,
            heading=heading,
            permission=Permission.READ_PUBLISHED,
            build=build,
            offer=offer,
            lead=lead,
        )
    )


def indicators_on(snapshot: Snapshot, path: str) -> tuple[Indicator, ...]:
    """The indicators that the catalogue places on the page."""
    return tuple(one for one in _readers.indicators(snapshot) if one.page == path.strip("/"))


def measure_view(
    snapshot: Snapshot,
    indicators: tuple[Indicator, ...],
    filters: Filters,
    choices: Choices,
    *,
    more: Mapping[str, Mapping[str, CardView]] = MappingProxyType({}),
) -> View:
    """A section for each indicator, and a list of them first where there are several.

    `more`: further cards by the id of the indicator whose section they stand in.
    """
    cards = {}
    content: list[Any] = []
    if len(indicators) > 1:
        content.append(_contents(indicators))
    for indicator in indicators:
        own = {**cards_of(snapshot, indicator, filters, choices), **more.get(indicator.id, {})}
        cards |= own
        content.append(Section(indicator.id, own))
    return View(content=tuple(content), cards=cards)


def _contents(indicators: tuple[Indicator, ...]) -> html.Nav:
    return html.Nav(
        html.Ul([html.Li(html.A(f"{one.code} {one.name}", href=f"#{one.id}")) for one in indicators]),
        className="page-contents",
        **attributes(aria_label="Mått på sidan"),
    )
