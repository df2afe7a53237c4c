"""What the reporting page says on a day: who is late, reminders, the grids.

Owns its choices in the query string and its words. Must not know how it is registered, nor any figure.
"""

from datetime import date
from typing import Any

import pandas as pd
from dash import html

from components import ids, plain_form
from components.attributes import attributes
from components.figures.heat import heat, heat_html, heat_legend_html
from components.filters import Choices, from_query
from components.formats import date_table, date_text, list_text, number
from components.tables import TableView, table_html
from pages import _page
from pages._plain_page import Query, one
from pages._reminders import reminders_html
from pages._reporting import LateReporter, complete_sentence, late_reporters, late_sentence
from queries import catalogue
from queries.deliveries import deliveries
from queries.store import Snapshot

PATH = "/rapportering"
ALL_YEARS = "alla"
YEARS_BY_DEFAULT = 2
"""The present year and the one before: what is missing in December is still seen in January."""
EVERY = {"month": "månad", "quarter": "kvartal", "tertial": "tertial", "year": "år"}
AREAS, OFFICE = "Verksamhetsområdena", "Hela kontoret"
FORM, LATE, REMINDERS, LEGEND = "reporting-form", "reporting-late", "reporting-reminders", "reporting-legend"

HOW_TO_READ = (
    "Varje rad är en enhet och varje kolumn en period. Tecknet i rutan säger om rapporten har kommit.",
    "En ruta kan gälla flera mått. Då visas det sämsta läget, och delvis när några mått har kommit men inte "
    "alla. Välj en åtgärd i urvalet för att se färre mått i varje ruta.",
    "Sista dagen är för de flesta mått den 15 i månaden efter perioden. En rapport som kom senare är sen, "
    "även om den har kommit in.",
)


def view(snapshot: Snapshot, query: Query, *, today: date) -> _page.View:
    """What the page says on a day. Unknown values in the query give a message and the default."""
    every = deliveries(snapshot, today=today)
    if every.empty:
        return _page.View(content=(html.P("Utgåvan innehåller inga rapporter att visa än."),))
    known = tuple(int(year) for year in sorted(every["period_start"].dt.year.unique()))
    groups = _groups(snapshot, every)
    years, group, messages = _chosen(query, years=known, groups=groups)
    of_group = every.loc[every["measure"] == int(group)] if group else every
    frame = of_group.loc[of_group["period_start"].dt.year.isin(years)]
    late = late_reporters(frame, today=today)
    outside = late_reporters(of_group.drop(frame.index), today=today)
    grids = _grids(snapshot, frame, today=today)
    slots = {
        FORM: _form(query, years=known, chosen=years, groups=groups, group=group),
        LATE: table_html(_late_table(late, today=today)) if late else "",
        REMINDERS: reminders_html(late),
        LEGEND: heat_legend_html(),
        **{identity: html_text for identity, (_, html_text) in grids.items()},
    }
    selection = f"Urval: {_group_text(group, groups)}, {_years_text(years, known)}."
    content = [
        _messages(messages),
        html.Section(
            [_slot(FORM), html.P(selection, id="selection", className="selection")],
            className="filters",
            **attributes(aria_label="Urval"),
        ),
        _late_section(late, frame, earlier=sum(one.reports for one in outside), group=group),
        _grid_section(snapshot, grids),
    ]
    return _page.View(content=tuple(content), slots=slots)


def _chosen(
    query: Query, *, years: tuple[int, ...], groups: dict[str, str]
) -> tuple[tuple[int, ...], str, list[str]]:
    """The years and the group in force, and messages about values that cannot be used."""
    if one(query, "ar") == ALL_YEARS:
        chosen, messages = years, []
    else:
        filters, told = from_query({"ar": query.get("ar", "")}, Choices(whole="", years=years))
        chosen, messages = filters.years or years[-YEARS_BY_DEFAULT:], list(told)
    group = one(query, "grupp")
    if group not in groups:
        if group:
            messages.append("Åtgärden i adressen finns inte. Sidan visar alla mått i stället.")
        group = ""
    return chosen, group, messages


def _groups(snapshot: Snapshot, every: pd.DataFrame) -> dict[str, str]:
    reported = set(every["measure"])
    return {
        str(measure.number): f"Åtgärd {measure.number}: {measure.short_name}"
        for measure in catalogue.measures(snapshot)
        if measure.number in reported
    }


def _form(
    query: Query, *, years: tuple[int, ...], chosen: tuple[int, ...], groups: dict[str, str], group: str
) -> str:
    recent = years[-YEARS_BY_DEFAULT:]
    options = [("", f"{_span(recent)} (de senaste)"), *((str(year), str(year)) for year in reversed(years))]
    options.append((ALL_YEARS, "Alla år"))
    value = "" if chosen == recent else ALL_YEARS if chosen == years else ",".join(map(str, chosen))
    if value not in dict(options):
        options.append((value, list_text([str(year) for year in chosen])))
    if one(query, "ar") == ALL_YEARS:
        value = ALL_YEARS
    measures = [("", "Alla mått"), *groups.items()]
    return plain_form.form(
        [
            plain_form.select("ar", "År", options, chosen=value, identity=ids.FILTER_YEAR),
            plain_form.select("grupp", "Åtgärd", measures, chosen=group),
        ],
        action=PATH,
        submit="Visa",
        reset="Rensa urvalet",
    )


def _late_section(
    late: tuple[LateReporter, ...], frame: pd.DataFrame, *, earlier: int, group: str
) -> html.Section:
    reporters = frame.loc[frame["units_expected"] > 0, "org"].nunique()
    content: list[Any] = [html.H2("Sena just nu"), html.P(late_sentence(late, reporters=reporters))]
    if late:
        content.append(_slot(LATE))
    if earlier:
        count = "En rapport" if earlier == 1 else f"{number(earlier)} rapporter"
        address = f"{PATH}?ar={ALL_YEARS}" + (f"&grupp={group}" if group else "")
        content.append(
            html.P([f"{count} saknas för år utanför urvalet. ", html.A("Visa alla år", href=address), "."])
        )
    if late:
        content += [
            html.H3("Text till en påminnelse"),
            html.P(
                "Kopiera texten och klistra in den i ett mejl till enheten. Den innehåller inga siffror ur "
                "uppföljningen."
            ),
            _slot(REMINDERS),
        ]
    return html.Section(content, className="reporting-section")


def _late_table(late: tuple[LateReporter, ...], *, today: date) -> TableView:
    rows = [
        (
            reporter.name,
            f"{missing.code} {missing.name}",
            missing.periods,
            str(missing.reports),
            date_table(missing.due),
            f"{(today - missing.due).days} dagar",
        )
        for reporter in late
        for missing in reporter.missing
    ]
    return TableView(
        caption=f"Rapporter som saknas den {date_text(today)}",
        columns=("Enhet", "Mått", "Period", "Rapporter", "Sista dag", "Försening"),
        rows=tuple(rows),
    )


def _grids(snapshot: Snapshot, frame: pd.DataFrame, *, today: date) -> dict[str, tuple[list[Any], str]]:
    """A grid for each kind of period that something is reported by; months by calendar year, newest first."""
    names = {org.id: org.name for org in catalogue.orgs(snapshot)}
    level, parent = frame["level"], frame["parent"].map(names.get)
    grouped = frame.assign(
        group=parent.where(level == "unit", level.map({"area": AREAS, "office": OFFICE}.get)),
        last=level.map(("unit", "area", "office").index),
    ).sort_values("last", kind="stable")
    found: dict[str, tuple[list[Any], str]] = {}
    for kind, word in EVERY.items():
        of_kind = grouped.loc[grouped["period_kind"] == kind]
        if of_kind.empty:
            continue
        codes = list_text(list(dict.fromkeys(of_kind.sort_values(["measure"])["code"])))
        intro = [
            html.H3(f"Varje {word}"),
            html.P(f"{complete_sentence(of_kind, today=today)} Så ofta rapporteras {codes}.".strip()),
        ]
        years = sorted(of_kind["period_start"].dt.year.unique(), reverse=True) if kind == "month" else [None]
        for year in years:
            part = of_kind if year is None else of_kind.loc[of_kind["period_start"].dt.year == year]
            caption = f"Rapporter per {word}" + (f", {year}" if year else "")
            grid = heat_html(heat(part, caption=caption, period_kind=kind, today=today))
            found[f"reporting-{kind}-{year or 'all'}"] = (intro, grid)
            intro = []
    return found


def _grid_section(snapshot: Snapshot, grids: dict[str, tuple[list[Any], str]]) -> html.Section:
    facts = catalogue.facts(snapshot)
    parts = [part for identity, (intro, _) in grids.items() for part in (*intro, _slot(identity))]
    return html.Section(
        [
            html.H2("Alla rapporter"),
            html.Details(
                [html.Summary("Så läser du rutnätet"), *[html.P(text) for text in HOW_TO_READ]],
                className="fold",
            ),
            _slot(LEGEND),
            *parts,
            html.P(
                f"Rutnätet bygger på utgåva {facts.id}, publicerad {date_text(facts.published_at)}. "
                "Underlag som har lästs in senare syns när du har publicerat.",
                className="quiet",
            ),
        ],
        className="reporting-section",
    )


def _group_text(group: str, groups: dict[str, str]) -> str:
    return f"åtgärd {groups[group].removeprefix('Åtgärd ')}" if group else "alla mått"


def _years_text(years: tuple[int, ...], known: tuple[int, ...]) -> str:
    if years == known and len(known) > 1:
        return f"alla år ({_span(known)})"
    return "år " + list_text([str(year) for year in years])


def _span(years: tuple[int, ...]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(str(year) for year in years)


def _messages(messages: list[str]) -> html.Div:
    return html.Div(
        [html.P(text) for text in messages], className="messages", role="alert" if messages else None
    )


def _slot(identity: str) -> html.Div:
    return html.Div(id=identity, **attributes(data_slot=""))
