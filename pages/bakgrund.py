"""Background figures: what is known of other places, never mixed with the office's own figures."""

from typing import Any

from dash import html

from access.roles import Permission
from components.filters import Choices, Filters
from pages._footnote import FIGURE, INQUIRY, worked_example
from pages._page import Page, View, register_page
from queries import catalogue
from queries.catalogue import Background
from queries.municipality import municipality
from queries.store import Snapshot


def build(snapshot: Snapshot, _filters: Filters, _choices: Choices) -> View:
    """One card a figure, and the figure that is a calculation with the calculation shown."""
    figures = catalogue.background(snapshot)
    recounted = FIGURE if municipality(snapshot).registration in ("", INQUIRY) else ""
    cards = [_card(figure) for figure in figures if figure.id != recounted]
    content: list[Any] = [html.Div(cards, className="text-cards")]
    for figure in figures:
        if figure.id == recounted:
            content.append(html.Div([_card(figure), worked_example()], className="worked"))
    return View(content=tuple(content))


def _card(figure: Background) -> html.Article:
    facts = [
        ("Gäller", figure.population),
        ("Ålder", figure.age),
        ("År", figure.year),
        ("Källa", figure.source),
    ]
    return html.Article(
        [
            html.P(figure.id.upper(), className="text-card-number"),
            html.H2(figure.heading, className="text-card-heading"),
            html.P(figure.figure, className="text-card-figure"),
            html.Dl([part for term, text in facts if text for part in (html.Dt(term), html.Dd(text))]),
            html.P([html.Strong("Att tänka på: "), figure.warning], className="text-card-warning"),
        ],
        className="text-card",
        id=figure.id,
    )


register_page(
    Page(
        module=__name__,
        path="/bakgrund",
        title="Bakgrund",
        heading="Bakgrund: vad andra undersökningar visar",
        permission=Permission.READ_METHOD,
        build=build,
        lead=(
            "Siffrorna kommer från andra undersökningar. De gäller andra grupper än kontorets klienter.",
            "Jämför dem inte med kontorets egna siffror. Undersökningarna skiljer sig åt i metod och urval, "
            "och mörkertalet är troligen stort.",
        ),
    )
)
