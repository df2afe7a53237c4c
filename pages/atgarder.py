"""The measures: proposal, responsibility, milestones, and the indicators without a page of their own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from access.roles import Permission
from components import shell
from components.attributes import attributes
from components.chart_card import CardView, chart_card
from components.filters import Choices, Filters
from components.formats import date_text
from pages._cards import cards_of
from pages._choices import choices_for
from pages._download_all import download_all
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
    cards: dict[str, CardView] = {}
    measures = catalogue.measures(snapshot)
    content: list[Any] = [_contents(measures), download_all(PATH.strip("/"), filters, choices)]
    today = catalogue.facts(snapshot).published_at.date()
    seen = {one.id: one for one in indicators_on(snapshot, PATH)}
    for measure in measures:
        followed = [one for one in catalogue.indicators(snapshot) if one.measure == measure.number]
        here = {
            one.id: cards_of(snapshot, seen[one.id], filters, choices) for one in followed if one.id in seen
        }
        for charts in here.values():
            cards |= charts
        content.append(
            html.Section(
                [
                    html.H2(f"Åtgärd {measure.number}: {measure.short_name}"),
                    _about(measure, today),
                    _followed_by(followed),
                    *[
                        html.Section(
                            [
                                chart_card(card, graph_id=graph, heading_level=3)
                                for graph, card in own.items()
                            ],
                            id=indicator,
                            className="measure-indicator",
                        )
                        for indicator, own in here.items()
                    ],
                ],
                id=f"atgard-{measure.number}",
                className="measure",
            )
        )
    return View(content=tuple(content), cards=cards)


def _contents(measures: Sequence[Measure]) -> html.Nav:
    """The way to each measure, with how it stands."""
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    [
                        html.A(
                            f"Åtgärd {measure.number}: {measure.short_name}", href=f"#atgard-{measure.number}"
                        ),
                        f" {measure.status[:1].lower()}{measure.status[1:]}",
                    ]
                )
                for measure in measures
            ]
        ),
        className="page-contents",
        **attributes(aria_label="Åtgärder på sidan"),
    )


def _about(measure: Measure, today: date) -> html.Div:
    """What was proposed, how it stands, who is responsible, and the steps."""
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
            html.H3("Steg på vägen", className="measure-part"),
            html.Ol([_step(step, today) for step in measure.milestones], className="milestones"),
        ],
        className="measure-about",
    )


def _step(step: Milestone, today: date) -> html.Li:
    is_late = not step.done and step.date < today
    state = "klart" if step.done else "försenat" if is_late else "återstår"
    example = " Exempel." if step.is_example else ""
    return html.Li(
        [
            html.Span(date_text(step.date), className="milestone-date"),
            html.Span(f"{step.text} – {state}.{example}"),
        ],
        className="milestone-done" if step.done else "milestone-late" if is_late else "milestone-open",
    )


def _followed_by(indicators: list[Indicator]) -> html.Div:
    """The way to each indicator, on this page or another."""
    entries = [
        html.Li(
            html.A(f"{indicator.code} {indicator.name}", href=f"#{indicator.id}")
            if indicator.page == PATH.strip("/")
            else shell.link(
                f"{indicator.code} {indicator.name}", f"/{indicator.page}#{indicator.id}", keeps_filters=True
            )
        )
        for indicator in indicators
    ]
    return html.Div(
        [html.H3("Mått som följer upp åtgärden", className="measure-part"), html.Ul(entries)]
        if entries
        else [],
        className="measure-followed",
    )


register_page(
    Page(
        module=__name__,
        path=PATH,
        title="Åtgärder",
        heading="Åtgärderna",
        lead=("Här står vad som föreslogs, vad som är gjort, vad som återstår och hur det följs upp.",),
        permission=Permission.READ_PUBLISHED,
        build=build,
        offer=offer,
    )
)
