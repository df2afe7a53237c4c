"""The number card: one figure with target, status, change and its last year.

Owns the markup. The heading is a link, where there is a page to go to; everything under it stands in a slot
that assets/slots.js fills, so that a callback changes the card by the data of the store ids.SLOTS alone. Must
not know queries or catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Any

from dash import html

from components import ids
from components.attributes import attributes
from components.figures.sparkline import sparkline
from components.formats import NO_BREAK_SPACE
from components.status import NO_STATUS, Status

TWELFTHS = 12
"""Parts of the width that rows of one to four cards divide evenly."""


@dataclass(frozen=True)
class NumberView:
    """Everything a number card says, as written.

    Attributes:
        indicator: Id, for `data-indicator`.
        label: What is counted.
        value: The figure with its unit, or its sign: `62 %`, `..`.
        period: `oktober 2026`.
        href: The page that says more; empty where the reader may not open it.
        target: `mål 80 %`; empty without a target.
        status: From status.status_of.
        change: `+4 procentenheter mot oktober 2025`; empty when it cannot be said.
        base: `212 av 340`, or why the figure is not shown.
        reported: `10 av 12 enheter har rapporterat`.
        trend: The last thirteen figures, None where there is none to show.
        trend_sentence: The same in words, for those who do not see the line.
        is_share: The figures of `trend` and the target are fractions 0–1.
        target_value: The target, same unit as `trend`.
    """

    indicator: str
    label: str
    value: str
    period: str
    href: str
    target: str = ""
    status: Status = NO_STATUS
    change: str = ""
    base: str = ""
    reported: str = ""
    trend: tuple[float | None, ...] = ()
    trend_sentence: str = ""
    is_share: bool = False
    target_value: float | None = None


def number_cards(views: Sequence[NumberView], *, ids_of: Sequence[str]) -> html.Div:
    """Build the cards of one measure: rows without holes, and of much the same number each.

    On wide screens at most four stand beside each other, on narrower ones three; assets/30-cards.css takes it
    from there.
    """
    spans = zip(spans_of(len(views), most=4), spans_of(len(views), most=3), strict=True)
    return html.Div(
        [
            html.Div(
                number_card(view, card_id=card_id), className=f"number-place wide-{wide} middle-{middle}"
            )
            for view, card_id, (wide, middle) in zip(views, ids_of, spans, strict=True)
        ],
        className="number-cards",
    )


def spans_of(cards: int, *, most: int) -> tuple[int, ...]:
    """How many twelfths of the width each card takes, when at most so many stand in a row and none is left
    empty: five cards of at most four are three thirds and two halves."""
    rows = max(ceil(cards / most), 1)
    sizes = [cards // rows + (row < cards % rows) for row in range(rows)]
    return tuple(TWELFTHS // size for size in sizes for _ in range(size))


def number_card(view: NumberView, *, card_id: str, heading_level: int = 3) -> html.Article:
    """Build the card: heading and empty slot."""
    heading = {2: html.H2, 3: html.H3, 4: html.H4}[heading_level]
    # An ordinary link, which assets/navigate.js makes quick and takes to its place on the page.
    way = attributes(data_navigate="")
    label = html.A(view.label, href=view.href, id=ids.link(card_id), **way) if view.href else view.label
    slot: dict[str, Any] = {"data-slot": ""}
    marked: dict[str, Any] = {"data-indicator": view.indicator}
    return html.Article(
        [
            heading(label, className="number-label"),
            html.Div(id=ids.number_slot(card_id), className="number-body", **slot),
        ],
        className="number-card",
        **marked,
    )


def number_slots(view: NumberView, *, card_id: str) -> dict[str, str]:
    """Give the HTML of the card's slot by element id, to be merged into the data of the store ids.SLOTS."""
    return {ids.number_slot(card_id): number_html(view)}


def number_html(view: NumberView) -> str:
    """Write everything under the card's heading. Everything is escaped."""
    drawn = sparkline(view.trend, is_share=view.is_share, target=view.target_value)
    spoken = (
        f'<span class="visually-hidden">{escape(view.trend_sentence)}</span>' if view.trend_sentence else ""
    )
    return "".join(
        (
            f'<p class="number-value"><span class="number-figure">{_figure_html(view.value)}</span> ',
            f'<span class="number-period">{escape(view.period)}</span></p>',
            f'<p class="number-status">{_status_html(view)}</p>' if view.target or view.status.word else "",
            f'<p class="number-change">{escape(view.change)}</p>' if view.change else "",
            f'<div class="number-trend">{drawn}{spoken}</div>' if drawn or spoken else "",
            f'<p class="number-base">{_base_html(view)}</p>' if view.base or view.reported else "",
        )
    )


def _figure_html(value: str) -> str:
    """Write the figure with its unit in words, if it has one, smaller beside it."""
    figure, space, unit = value.rpartition(NO_BREAK_SPACE)
    if not unit.isalpha() or not figure:
        return escape(value)
    return f'{escape(figure)}{space}<span class="number-unit">{escape(unit)}</span>'


def _status_html(view: NumberView) -> str:
    status = view.status
    target = f'<span class="number-target">{escape(view.target)}</span>' if view.target else ""
    if not status.word:
        return target
    shape = f'<span class="status-shape" aria-hidden="true">{status.shape}</span>' if status.shape else ""
    return f'<span class="status status-{status.tone}">{shape}{escape(status.word)}</span>{target}'


def _base_html(view: NumberView) -> str:
    """Join base and completeness; a base that is a sentence needs no dot between."""
    between = " " if view.base.endswith(".") else " · "
    return between.join(escape(text) for text in (view.base, view.reported) if text)
