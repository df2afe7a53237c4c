"""The chart card: finding, sentence, picture, legend, table, definition and downloads of one indicator.

Owns the markup of every chart on every page and what a callback may change in it. Must not know queries,
catalogue or filters.

Callbacks change leaf properties only: `children` of ids.name, ids.heading and ids.sentence, `data-indicator`
of ids.card, `figure` of the graph itself, and the data of the store ids.SLOTS, where
`slots(view, graph_id=...)` of all cards on the page are merged to one mapping.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

from dash import dcc, html

from components import ids
from components.figures.chart import Chart
from components.figures.compose import NORMAL_WIDTH, compose
from components.figures.key import key_html, notes_html
from components.figures.to_plotly import figure_dict
from components.figures.to_svg import svg
from components.tables import TableView, table_html

GRAPH_CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "locale": "sv",
    "responsive": True,
}
"""How plotly behaves, for every chart: nothing to click on, nothing sent anywhere, Swedish."""

WIDE_STILL = 1058
"""The width of a picture in a full column, so that its texts are as large as plotly's and nothing jumps."""

MIDDLE_STILL = 680
"""For tablets, and on paper: the width of A4 inside its margins, where texts of 12 pixels are 9 points."""

NARROW_STILL = 340
"""For phones. Which of the three is shown is decided in assets/30-cards.css."""


@dataclass(frozen=True)
class Link:
    """A link under a card: its text and where it leads.

    `is_picture`: leads to an SVG that assets/pictures.js makes a PNG of; without scripts it is not shown.
    """

    text: str
    href: str
    is_picture: bool = False


@dataclass(frozen=True)
class CardView:
    """Everything a chart card says.

    Attributes:
        indicator: Id, for `data-indicator`.
        name: Code and name of the indicator, over the finding: `FRÅ1 Fått frågan`.
        heading: The finding.
        sentence: The figure, its base and its reservation, in one or a few sentences.
        chart: The picture.
        table: The same figures as a table.
        definition: Terms and their texts.
        notes: Sentences under the picture, such as who has not reported.
        links: Downloads and ways on.
    """

    indicator: str
    name: str
    heading: str
    sentence: str
    chart: Chart
    table: TableView
    definition: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def slots(view: CardView, *, graph_id: str) -> dict[str, str]:
    """Give the HTML of the card's slots by element id: what the store ids.SLOTS is to hold for this card."""
    found = {
        ids.key_slot(graph_id): key_html(view.chart),
        ids.still_slot(graph_id): stills_html(view.chart),
        ids.notes_slot(graph_id): notes_html(view.chart, notes=view.notes),
        ids.table_slot(graph_id): table_html(view.table),
    }
    if view.definition:
        found[ids.definition_slot(graph_id)] = _definition_html(view)
    if view.links:
        found[ids.links_slot(graph_id)] = _links_html(view)
    return found


def stills_html(chart: Chart) -> str:
    """Draw the still pictures, for three widths of the column; the style sheet shows one of them.

    The wide one has the live picture's layout, which is one for all widths. The height of the live picture
    goes with them: dcc.Graph takes it from its element, not from the figure, and assets/slots.js sets it
    there.
    """
    wide = svg(chart, width=WIDE_STILL, layout_width=NORMAL_WIDTH, has_tooltips=False)
    middle = svg(chart, width=MIDDLE_STILL, has_tooltips=False)
    narrow = svg(chart, width=NARROW_STILL, has_tooltips=False)
    return (
        f'<div class="still-wide" data-height="{compose(chart).height}">{wide}</div>'
        f'<div class="still-middle">{middle}</div><div class="still-narrow">{narrow}</div>'
    )


def chart_card(view: CardView, *, graph_id: str, heading_level: int = 2) -> html.Figure:
    """Build the card. Its slots are empty until assets/slots.js fills them from the store ids.SLOTS.

    Args:
        view: What the card says.
        graph_id: Id of the dcc.Graph and stem of the card's other ids.
        heading_level: 2 under the page's title, 3 under a heading of its own.
    """
    heading = {2: html.H2, 3: html.H3, 4: html.H4}[heading_level]
    caption: list[Any] = [
        html.P(view.name, id=ids.name(graph_id), className="card-name"),
        heading(view.heading, id=ids.heading(graph_id), className="card-heading"),
        html.P(view.sentence, id=ids.sentence(graph_id), className="card-sentence"),
    ]
    # The picture takes its accessible name from the finding and its description from the sentence, so a
    # callback that changes those two texts has also changed what a screen reader says about the picture.
    picture = html.Div(
        [
            dcc.Graph(
                id=graph_id,
                figure=figure_dict(view.chart),
                config=GRAPH_CONFIG,  # pyright: ignore[reportArgumentType]
                className="chart-live",
                responsive=True,
                style={"height": f"{compose(view.chart).height}px"},
            ),
            _slot(ids.still_slot(graph_id), "chart-still"),
        ],
        className="chart-picture",
        role="img",
        **_attributes(labelledby=ids.heading(graph_id), describedby=ids.sentence(graph_id)),
    )
    body: list[Any] = [
        html.Figcaption(caption),
        _slot(ids.key_slot(graph_id), "chart-key"),
        picture,
        _slot(ids.notes_slot(graph_id), "chart-notes"),
        html.Details(
            [html.Summary("Visa tabell"), _slot(ids.table_slot(graph_id), "chart-table")],
            className="fold fold-table",
        ),
    ]
    if view.definition:
        body.append(
            html.Details(
                [html.Summary("Så är måttet definierat"), _slot(ids.definition_slot(graph_id), "")],
                className="fold fold-definition",
            )
        )
    if view.links:
        body.append(_slot(ids.links_slot(graph_id), "card-links-slot"))
    marked: dict[str, Any] = {"data-indicator": view.indicator}
    return html.Figure(body, id=ids.card(graph_id), className="chart-card", **marked)


def _attributes(**names: str) -> dict[str, Any]:
    return {f"aria-{name}": value for name, value in names.items()}


def _definition_html(view: CardView) -> str:
    terms = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in view.definition)
    return f"<dl>{terms}</dl>"


def _links_html(view: CardView) -> str:
    items = "".join(_link_html(link) for link in view.links)
    return f'<ul class="card-links">{items}</ul>'


def _link_html(link: Link) -> str:
    href, text = escape(link.href), escape(link.text)
    if link.is_picture:
        return f'<li data-needs-script=""><a href="{href}" data-picture="">{text}</a></li>'
    return f'<li><a href="{href}">{text}</a></li>'


def _slot(identity: str, class_name: str) -> html.Div:
    marked: dict[str, Any] = {"data-slot": ""}
    return html.Div(id=identity, className=class_name, **marked)
