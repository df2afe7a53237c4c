"""The overview: the six measures, each with the latest figure of every indicator that follows it up."""

from datetime import date

import pandas as pd
from dash import html

from access import guard
from access.roles import Permission
from components.filters import Choices, Filters
from components.formats import MARK_WORDS, MARKS, date_text, of_text, period_label, value_text
from components.number_card import NumberView, number_cards, number_slots
from components.sentences import Observation, change_label, reported_sentence, subject_of
from components.status import status_of
from pages import _facts, _readers
from pages._download_all import download_all
from pages._page import Page, View, register_page
from queries import catalogue, cells
from queries.catalogue import Indicator, Measure
from queries.store import Snapshot
from queries.timeline import target_at, targets_of

SPARKLINE_LENGTH = 13


def build(snapshot: Snapshot, filters: Filters, choices: Choices) -> View:
    """When it was updated, then one row a measure."""
    office = catalogue.office(snapshot)
    frame = cells.overview(snapshot, org=office.id)
    views = {
        indicator.id: number_view(snapshot, indicator, frame.loc[frame["indicator"] == indicator.id])
        for indicator in _readers.indicators(snapshot)
        if indicator.kinds("office")
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
    return View(content=(_updated(snapshot), everything, *rows), slots=slots)


def number_view(snapshot: Snapshot, indicator: Indicator, frame: pd.DataFrame) -> NumberView:
    """The latest figure of an indicator for the office, at the finest kind of period it is published by.

    Where that figure is protected, the finest coarser kind with a figure that can be shown is taken instead.
    """
    kind = _kind(indicator, frame)
    rows = frame.loc[frame["period_kind"] == kind].to_dict("records")
    path = f"/{indicator.page}"
    href = f"{path}#{indicator.id}" if guard.may_open(path) else ""
    if not rows:
        return NumberView(
            indicator=indicator.id, label=indicator.name, value="-", period="", href=href,
            base="Inga uppgifter än",
        )  # fmt: skip
    seen = [_facts.observation(row, kind) for row in rows]
    now = seen[-1]
    year_ago = _year_before(seen, now.period_start)
    subject = subject_of(vars(indicator))
    targets = targets_of(snapshot, indicator, catalogue.office(snapshot).id)
    target = target_at(targets, now.period_start)
    value = value_text(now.value, indicator.unit_of_measure, now.mark)
    reported, expected = now.units_reported or 0, now.units_expected or 0
    return NumberView(
        indicator=indicator.id,
        label=indicator.name,
        value=value,
        period=period_label(kind, now.period_start),
        href=href,
        target=f"mål {value_text(target.value, indicator.unit_of_measure)}" if target else "",
        status=status_of(
            now.value,
            target.value if target else None,
            direction=indicator.direction,
            units_reported=reported,
            units_expected=expected,
        ),
        change=change_label(subject, now, year_ago),
        base=_base(indicator, now),
        reported=reported_sentence(
            now.units_reported, now.units_expected, reported_at=subject.reported_at
        ).rstrip("."),
        trend=tuple(one.value for one in seen[-SPARKLINE_LENGTH:]),
        trend_sentence=_trend_sentence(indicator, seen[-SPARKLINE_LENGTH:], kind),
        is_share=indicator.kind == "share",
        target_value=target.value if target else None,
    )


def card_id(indicator: str) -> str:
    """The id of an indicator's number card."""
    return f"number-{indicator}"


def _kind(indicator: Indicator, frame: pd.DataFrame) -> str:
    kinds = indicator.kinds("office")
    for kind in kinds:
        rows = frame.loc[frame["period_kind"] == kind]
        if len(rows) and rows["mark"].tolist()[-1] == "shown":
            return kind
    return kinds[0]


def _year_before(seen: list[Observation], start: date) -> Observation | None:
    wanted = date(start.year - 1, start.month, 1)
    return next((one for one in seen if one.period_start == wanted), None)


def _base(indicator: Indicator, now: Observation) -> str:
    if now.mark == "protected":
        return "visas inte eftersom underlaget är för litet"
    if now.mark != "shown":
        return MARK_WORDS[MARKS[now.mark]]
    if indicator.kind == "share" and now.numerator is not None and now.denominator:
        return of_text(now.numerator, now.denominator)
    return ""


def _trend_sentence(indicator: Indicator, seen: list[Observation], kind: str) -> str:
    """The line in words: where it starts and ends among the figures that are shown."""
    shown = [one for one in seen if one.value is not None]
    if len(shown) < 2:
        return ""
    first, last = (
        f"{value_text(one.value, indicator.unit_of_measure)} i {period_label(kind, one.period_start)}"
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
        heading="Översikt: sex åtgärder",
        permission=Permission.READ_OVERVIEW,
        build=build,
    )
)
