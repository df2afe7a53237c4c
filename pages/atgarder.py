"""The six measures: proposal, responsibility, milestones, and the indicators without a page of their own."""

from typing import Any

from dash import html

from access.roles import Permission
from components import shell
from components.chart_card import chart_card
from components.filters import Choices, Filters
from components.formats import date_text
from pages._cards import cards_of
from pages._choices import choices_for
from pages._measure import indicators_on
from pages._page import Page, View, register_page
from queries import catalogue
from queries.catalogue import Indicator, Measure, Milestone
from queries.store import Snapshot

PATH = "/atgarder"


def offer(snapshot: Snapshot) -> Choices:
    """What the filters offer for the indicators on this page."""
    return choices_for(snapshot, indicators_on(snapshot, PATH))


def build(snapshot: Snapshot, filters: Filters, choices: Choices) -> View:
    """A section for each measure: what it is, its steps, its indicators or the way to them."""
    cards = {}
    content: list[Any] = []
    for measure in catalogue.measures(snapshot):
        followed = [one for one in catalogue.indicators(snapshot) if one.measure == measure.number]
        here = [one for one in followed if one.page == PATH.strip("/")]
        charts = {}
        for indicator in here:
            charts |= cards_of(snapshot, indicator, filters, choices)
        cards |= charts
        content.append(
            html.Section(
                [
                    html.H2(f"Åtgärd {measure.number}: {measure.short_name}"),
                    _about(measure),
                    _elsewhere([one for one in followed if one not in here]),
                    *[chart_card(card, graph_id=graph, heading_level=3) for graph, card in charts.items()],
                ],
                id=f"atgard-{measure.number}",
                className="measure",
            )
        )
    return View(content=tuple(content), cards=cards)


def _about(measure: Measure) -> html.Div:
    facts = [
        ("Hela namnet", measure.name),
        ("Förslaget", measure.proposal),
        ("Läge", measure.status + (" (exempel)" if measure.is_example else "")),
        ("Ansvarig", measure.responsible),
        ("Källa", measure.source),
    ]
    return html.Div(
        [
            html.Dl([part for term, text in facts if text for part in (html.Dt(term), html.Dd(text))]),
            html.Ol([_step(step) for step in measure.milestones], className="milestones"),
        ],
        className="measure-about",
    )


def _step(step: Milestone) -> html.Li:
    state = "klart" if step.done else "återstår"
    example = " Exempel." if step.is_example else ""
    return html.Li(
        [
            html.Span(date_text(step.date), className="milestone-date"),
            html.Span(f"{step.text} – {state}.{example}"),
        ],
        className="milestone-done" if step.done else "milestone-open",
    )


def _elsewhere(indicators: list[Indicator]) -> html.Div:
    entries = [
        html.Li(
            shell.link(
                f"{indicator.code} {indicator.name}", f"/{indicator.page}#{indicator.id}", keeps_filters=True
            )
        )
        for indicator in indicators
    ]
    return html.Div([html.P("Följs upp här:"), html.Ul(entries)] if entries else [])


register_page(
    Page(
        module=__name__,
        path=PATH,
        title="Åtgärder",
        heading="De sex åtgärderna",
        permission=Permission.READ_PUBLISHED,
        build=build,
        offer=offer,
    )
)
