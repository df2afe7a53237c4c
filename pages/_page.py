"""What the pages share: a view for one snapshot and one set of filters, its layout, its one callback.

Owns: how a page is registered, how it is laid out, how an answer is kept. What stands around it is
`_frame.py`. Must not know any single page.

One answer, one snapshot: layout and callback take the snapshot in force once and everything comes from it.
A view depends on (snapshot, page, filters, roles) alone, so it is made once and kept with the snapshot.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html, set_props
from dash.exceptions import PreventUpdate

from access import guard
from access.roles import Permission
from components import filter_form, ids, shell
from components.attributes import attributes
from components.chart_card import CardView, chart_card, slots
from components.figures.to_plotly import figure_dict
from components.filters import Choices, Filters, from_query, sentence, to_query
from pages import _kept, _readers
from pages._frame import in_shell, no_figures, stamp_of, store
from queries.store import NoSnapshot, Snapshot


@dataclass(frozen=True)
class Section:
    """Chart cards by the id of their graph, as one section of the page.

    Drawn as components when a whole page is asked for: a new choice in a filter needs only what they say.
    """

    identity: str
    cards: Mapping[str, CardView]

    def drawn(self) -> html.Section:
        """The section as components."""
        cards = [chart_card(card, graph_id=graph) for graph, card in self.cards.items()]
        return html.Section(cards, id=self.identity, className="indicator")


@dataclass(frozen=True)
class View:
    """What a page says for one snapshot and one set of filters.

    Attributes:
        content: Components and sections under the heading and the filters.
        cards: Chart cards by the id of their graph: what the callback changes.
        slots: HTML of further slots by element id.
        texts: Further texts by element id.
    """

    content: tuple[Any, ...]
    cards: Mapping[str, CardView] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


Build = Callable[[Snapshot, Filters, Choices], View]
Offer = Callable[[Snapshot], Choices]


@dataclass(frozen=True)
class Answer:
    """A view ready to be sent: what changes, by element id; the indicators by the id of their graph."""

    texts: Mapping[str, str]
    indicators: Mapping[str, str]
    figures: Mapping[str, Mapping[str, Any]]
    slots: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        module: `__name__` of the page's module.
        path: Where it stands; also its key.
        title: Of the document, without the product's name.
        heading: The h1.
        permission: What it demands of the reader.
        build: Makes the view; None for a page that says the same whatever is published.
        fixed: What such a page says.
        offer: What its filters offer; None for a page without filters.
        lead: The sentences under the heading.
    """

    module: str
    path: str
    title: str
    heading: str
    permission: Permission
    build: Build | None = None
    offer: Offer | None = None
    lead: Sequence[str] = ()
    fixed: tuple[Any, ...] = ()

    @property
    def key(self) -> str:
        """The page's name in ids."""
        return self.path.strip("/") or "oversikt"


def register_page(page: Page) -> None:
    """Register the page and, where it has filters, its callback."""
    guard.page(
        page.module,
        path=page.path,
        title=f"{page.title} – {shell.PRODUCT}",
        permission=page.permission,
        layout=lambda **query: layout(page, query),
        name=page.heading,
    )
    _kept.enter(page.path, permission=page.permission, output=f"{_slots_id(page)}.data")
    clientside_callback(
        ClientsideFunction("lagesbild", "fillSlots"),
        Output(_filled_id(page), "data"),
        Input(_slots_id(page), "data"),
    )
    if page.offer is not None:
        guard.callback(
            Output(_slots_id(page), "data"),
            *[Input(control, "value", allow_optional=True) for control in CONTROLS],
            State(_cards_id(page), "data"),
            permission=page.permission,
            prevent_initial_call=True,
        )(lambda *values: update(page, dict(zip(CONTROLS.values(), values, strict=False)), values[-1]))


def register_address() -> None:
    """Register the script that keeps the address in step with the filters, once for the application."""
    clientside_callback(
        ClientsideFunction("lagesbild", "keepInAddress"),
        *[Input(control, "value", allow_optional=True) for control in CONTROLS],
        prevent_initial_call=True,
    )


CONTROLS = {
    ids.FILTER_UNIT: "enhet",
    ids.FILTER_YEAR: "ar",
    ids.FILTER_PERIOD: "period",
    ids.FILTER_GENDER: "kon",
    filter_form.FILTER_INDICATOR: "indikator",
}
"""Id of each control and the name of its value in the query string."""


def layout(page: Page, query: Mapping[str, Any]) -> html.Div:
    """The whole page as components, for the query string given. Unknown keys and values do no harm."""
    try:
        snapshot = store().current()
    except NoSnapshot:
        return in_shell(page.path, [shell.h1(page.heading), *(page.fixed or no_figures())])
    if page.build is None:
        return in_shell(page.path, [shell.h1(page.heading), *page.fixed], snapshot=snapshot)
    choices = page.offer(snapshot) if page.offer else None
    filters, messages = from_query(query, choices) if choices else (Filters(), ())
    view = _view(page, snapshot, filters, choices)
    content: list[Any] = [shell.h1(page.heading)]
    if page.lead:
        content.append(html.Div([html.P(text) for text in page.lead], className="lead-text"))
    if messages:
        content.append(
            html.Div([html.P(text) for text in messages], className="messages", **attributes(role="alert"))
        )
    if choices:
        content.append(filter_form.filter_form(filters, choices, reset_href=page.path))
    content += [part.drawn() if isinstance(part, Section) else part for part in view.content]
    if view.cards or view.slots:
        content += [
            dcc.Store(id=_slots_id(page), data=dict(_answer(page, snapshot, filters, choices).slots)),
            dcc.Store(id=_filled_id(page)),
            dcc.Store(id=_cards_id(page), data=list(view.cards)),
        ]
    kept = to_query(filters, choices) if choices else ""
    return in_shell(page.path, content, snapshot=snapshot, query=kept)


def update(page: Page, query: Mapping[str, Any], cards: Sequence[str] | None) -> dict[str, str]:
    """The answer of the page's callback: the slots; figures and texts are set on the side.

    Only what the page in the browser has is set: a newer snapshot may have brought a new indicator, which is
    there at the next load.
    """
    try:
        snapshot = store().current()
    except NoSnapshot as error:
        raise PreventUpdate from error
    choices = page.offer(snapshot) if page.offer else Choices(whole="")
    # What a browser with our page sends; anything else comes from somebody who tries what happens.
    given = {name: value for name, value in query.items() if _is_text(value)}
    filters, _ = from_query(given, choices)
    answer = _answer(page, snapshot, filters, choices)
    known = set(cards) if cards and _is_text(cards) else set()
    for graph, figure in answer.figures.items():
        if graph in known:
            set_props(graph, {"figure": figure})
            set_props(ids.card(graph), {"data-indicator": answer.indicators[graph]})
            for text in (ids.name(graph), ids.heading(graph), ids.sentence(graph)):
                set_props(text, {"children": answer.texts[text]})
    stamp = stamp_of(snapshot)
    set_props(filter_form.SELECTION, {"children": sentence(filters, choices)})
    if choices.units:
        set_props(filter_form.UNIT_SUMMARY, {"children": filter_form.unit_summary(filters, choices)})
    if choices.years:
        set_props(filter_form.YEAR_SUMMARY, {"children": filter_form.year_summary(filters)})
    set_props(shell.MAIN, {"data-snapshot": stamp.snapshot})
    set_props(shell.FACTS, {"children": shell.facts_text(stamp)})
    set_props(shell.DEMO_BANNER, {"hidden": not stamp.is_demo})
    return dict(answer.slots)


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str | int) for item in value)
    return isinstance(value, str) and bool(value)


def _view(page: Page, snapshot: Snapshot, filters: Filters, choices: Choices | None) -> View:
    def make() -> View:
        if page.build is None:
            return View(content=page.fixed)
        return page.build(snapshot, filters, choices or Choices(whole=""))

    return snapshot.remember(("view", page.path, filters, _readers.audience()), make)


def _answer(page: Page, snapshot: Snapshot, filters: Filters, choices: Choices | None) -> Answer:
    def make() -> Answer:
        view = _view(page, snapshot, filters, choices)
        texts = dict(view.texts)
        filled = dict(view.slots)
        for graph, card in view.cards.items():
            texts |= {
                ids.name(graph): card.name,
                ids.heading(graph): card.heading,
                ids.sentence(graph): card.sentence,
            }
            filled |= slots(card, graph_id=graph)
        figures = {graph: figure_dict(card.chart) for graph, card in view.cards.items()}
        indicators = {graph: card.indicator for graph, card in view.cards.items()}
        return Answer(texts=texts, indicators=indicators, figures=figures, slots=filled)

    return snapshot.remember(("answer", page.path, filters, _readers.audience()), make)


def _slots_id(page: Page) -> str:
    return f"{ids.SLOTS}-{page.key}"


def _filled_id(page: Page) -> str:
    return f"{ids.SLOTS_FILLED}-{page.key}"


def _cards_id(page: Page) -> str:
    return f"cards-{page.key}"
