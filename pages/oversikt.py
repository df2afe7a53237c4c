"""The overview: the measures, each with the latest figure of every indicator that follows it up."""

from dash import html

from access.roles import Permission
from components.filters import Choices, Filters
from components.formats import MARK_WORDS, MARKS, date_text, of_text, period_label, value_text
from components.number_card import NumberView, number_cards, number_slots
from components.sentences import change_label, reported_sentence
from pages import _readers
from pages._brief import brief, target_text, way_to
from pages._download_all import download_all
from pages._latest import Latest, latest_of_all
from pages._page import Page, View, register_page
from queries import catalogue
from queries.catalogue import Indicator, Measure
from queries.store import Snapshot

SPARKLINE_LENGTH = 13


def build(snapshot: Snapshot, filters: Filters, choices: Choices) -> View:
    """When it was updated, what it comes to, then one row a measure."""
    found = latest_of_all(snapshot)
    views = {
        indicator.id: number_view(indicator, found[indicator.id])
        for indicator in _readers.indicators(snapshot)
        if indicator.id in found
    }
    slots: dict[str, str] = {}
    for view in views.values():
        slots |= number_slots(view, card_id=card_id(view.indicator))
    rows = [
        _measure(
            measure,
            [
                views[indicator.id]
                for indicator in _readers.indicators(snapshot)
                if indicator.measure == measure.number and indicator.id in views
            ],
        )
        for measure in catalogue.measures(snapshot)
    ]
    everything = download_all("oversikt", filters, choices)
    told = brief(snapshot, [one for one in found.values() if one is not None])
    return View(content=(_updated(snapshot), told, everything, *rows), slots=slots)


def number_view(indicator: Indicator, latest: Latest | None) -> NumberView:
    """The card of an indicator."""
    href = way_to(indicator)
    if latest is None:
        return NumberView(
            indicator=indicator.id, label=indicator.name, value="-", period="", href=href,
            base="Inga uppgifter än",
        )  # fmt: skip
    now, target = latest.now, latest.target
    unit = indicator.unit_of_measure
    recent = latest.seen[-SPARKLINE_LENGTH:]
    is_named = latest.org.level == "office" or latest.org.name in indicator.name
    return NumberView(
        indicator=indicator.id,
        label=indicator.name if is_named else f"{indicator.name}, {latest.org.name}",
        value=value_text(now.value, unit, now.mark),
        period=period_label(latest.kind, now.period_start),
        href=href,
        target=target_text(latest),
        status=latest.status,
        change=change_label(latest.subject, now, latest.year_ago),
        base=_base(latest),
        reported=reported_sentence(
            now.units_reported, now.units_expected, reported_at=latest.subject.reported_at
        ).rstrip("."),
        trend=tuple(one.value for one in recent),
        trend_sentence=_trend_sentence(latest),
        is_share=indicator.kind == "share",
        target_value=target.value if target else None,
    )


def card_id(indicator: str) -> str:
    """The id of an indicator's number card."""
    return f"number-{indicator}"


def _base(latest: Latest) -> str:
    now = latest.now
    if now.mark == "protected":
        return "visas inte eftersom underlaget är för litet"
    if now.mark != "shown":
        return MARK_WORDS[MARKS[now.mark]]
    if latest.indicator.kind == "share" and now.numerator is not None and now.denominator:
        return of_text(now.numerator, now.denominator)
    return ""


def _trend_sentence(latest: Latest) -> str:
    """The line in words: where it starts and ends among the figures that are shown."""
    shown = [one for one in latest.seen[-SPARKLINE_LENGTH:] if one.value is not None]
    if len(shown) < 2:
        return ""
    first, last = (
        f"{value_text(one.value, latest.indicator.unit_of_measure)} i "
        f"{period_label(latest.kind, one.period_start)}"
        for one in (shown[0], shown[-1])
    )
    return f"Från {first} till {last}."


def _updated(snapshot: Snapshot) -> html.Div:
    facts = catalogue.facts(snapshot)
    until = f" De gäller till och med {date_text(facts.data_until)}." if facts.data_until else ""
    office = catalogue.office(snapshot).name
    return html.Div(
        [
            html.P(f"Siffrorna uppdaterades {date_text(facts.published_at)}.{until}"),
            html.P(f"Urval: hela {office}, senaste perioden för varje mått.", className="selection"),
        ],
        className="updated",
    )


def _measure(measure: Measure, views: list[NumberView]) -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.P(f"Åtgärd {measure.number}", className="measure-number"),
                    html.H2(measure.short_name, className="measure-heading"),
                    html.P(measure.status, className="measure-status"),
                ],
                className="measure-name",
            ),
            number_cards(views, ids_of=[card_id(view.indicator) for view in views]),
        ],
        className="measure-row",
    )


register_page(
    Page(
        module=__name__,
        path="/",
        title="Översikt",
        heading="Översikt: åtgärderna",
        permission=Permission.READ_OVERVIEW,
        build=build,
    )
)
