"""The form for a figure that came as a sentence in a mail, made for one indicator.

Owns what it asks and its words. Must not know what becomes of what is sent (`_entry_routes.py`).
"""

from datetime import date
from typing import Any, cast

from dash import html

from components import plain_form, shell
from components.attributes import attributes
from components.formats import period_label
from data.periods import PeriodKind
from pages._entry import GENDERS, Entry, Figure, asks_for_persons, enterable, periods, reporters
from pages._page import View
from pages._plain_page import Query, one
from queries.catalogue import Indicator
from queries.store import Snapshot

PATH = "/underlag/inmatning"
SEND_PATH = f"{PATH}/granska"
CHOOSE, FORM = "entry-choose", "entry-form"
LONGEST_NOTE = 150

NUMBER_HINTS = {
    "median": "Medianen som den står i källan.",
    "count": "Skriv 0 om det är noll.",
    "share": "Skriv 0 om det är noll.",
}


def view(snapshot: Snapshot, query: Query, *, today: date, entered: Entry | None = None) -> View:
    """The choice of indicator, and the form once one is chosen. `entered`: what is to be mended."""
    offered = enterable(snapshot)
    wanted = one(query, "indikator") or (entered.indicator if entered else "")
    chosen = next((indicator for indicator in offered if indicator.id == wanted), None)
    options = [("", "Välj mått"), *((each.id, f"{each.code} {each.name}") for each in offered)]
    slots = {
        CHOOSE: plain_form.form(
            [plain_form.select("indikator", "Mått", options, chosen=chosen.id if chosen else "")],
            action=PATH,
            submit="Välj" if chosen is None else "Byt mått",
        )
    }
    content: list[Any] = []
    if wanted and chosen is None:
        content.append(
            html.P(
                "Måttet i adressen går inte att mata in här. Välj ett i listan.",
                className="messages",
                role="alert",
            )
        )
    content.append(html.Section([html.H2("1. Vilket mått?"), _slot(CHOOSE)], className="reporting-section"))
    if chosen is not None:
        again = entered if entered and entered.indicator == chosen.id else None
        slots[FORM] = form_html(snapshot, chosen, today=today, entered=again)
        content.append(
            html.Section(
                [html.H2("2. Vad stod det?"), *_about(chosen), _slot(FORM)], className="reporting-section"
            )
        )
    content.append(
        html.P(
            [
                "Har du en fil i stället? ",
                shell.link("Läs in den på sidan Underlag", "/underlag"),
                ". Där tar du också tillbaka det som har blivit fel.",
            ]
        )
    )
    return View(content=tuple(content), slots=slots)


def form_html(snapshot: Snapshot, indicator: Indicator, *, today: date, entered: Entry | None = None) -> str:
    """The form for one indicator: it asks for what the indicator has, and nothing else."""
    typed = entered or Entry(indicator.id, "", "", "", "", ())
    figures = {figure.gender: figure for figure in typed.figures}
    orgs = [(org.id, org.name) for org in reporters(snapshot, indicator)]
    spans = periods(cast(PeriodKind, indicator.frequency), today=today)
    fields = [
        plain_form.hidden_field("indikator", indicator.id),
        plain_form.select("enhet", "Gäller", orgs, chosen=typed.org),
        plain_form.select(
            "period",
            "Period",
            [(one.code, period_label(one.kind, one.start)) for one in spans],
            chosen=typed.period,
        ),
    ]
    if indicator.categories:
        categories = [("", "Alla tillsammans"), *((one.id, one.name) for one in indicator.categories)]
        fields.append(plain_form.select("kategori", "Uppdelning", categories, chosen=typed.category))
    genders = GENDERS if indicator.genders else {"": GENDERS[""]}
    fields += [
        _figure(indicator, name, figures.get(gender, Figure(gender, "")), alone=len(genders) == 1)
        for gender, name in genders.items()
    ]
    fields.append(
        plain_form.text_field(
            "kalla",
            "Varifrån kommer uppgiften?",
            hint="Till exempel: Mejl från Novahuset 2026-10-12. Skriv organisation och dag, aldrig ett namn "
            "eller något annat om en person.",
            longest=LONGEST_NOTE,
            required=True,
            value=typed.source,
        )
    )
    return plain_form.form(fields, action=SEND_PATH, submit="Granska", method="post", label="Uppgiften")


def _figure(indicator: Indicator, name: str, typed: Figure, *, alone: bool) -> str:
    suffix = f"-{typed.gender}" if typed.gender else ""
    if indicator.kind == "status":
        return plain_form.select("antal", "Svar", [("ja", "Ja"), ("nej", "Nej")], chosen=typed.count)
    label = "Median" if indicator.kind == "median" else "Antal"
    asked = [("antal", label, typed.count, NUMBER_HINTS[indicator.kind] if alone else "")]
    if indicator.kind == "share":
        asked.append(("namnare", "Av hur många", typed.denominator, ""))
    if asks_for_persons(indicator):
        asked.append(("personer", "Antal personer", typed.persons, ""))
    fields = [
        plain_form.text_field(f"{field}{suffix}", said, is_number=True, longest=20, hint=hint, value=value)
        for field, said, value, hint in asked
    ]
    return plain_form.group(name if not alone else "Uppgiften", fields)


def _about(indicator: Indicator) -> list[Any]:
    parts = [html.Dt("Räkna"), html.Dd(indicator.numerator)]
    if indicator.denominator:
        parts += [html.Dt("Av"), html.Dd(indicator.denominator)]
    if indicator.exclusions:
        parts += [html.Dt("Räkna inte"), html.Dd(indicator.exclusions)]
    told: list[Any] = [html.P(f"{indicator.code} {indicator.name}", className="entry-name"), html.Dl(parts)]
    if indicator.genders:
        told.append(
            html.P("Fyll i kvinnor och män om du vet, annars bara totalen. Det du inte vet lämnar du tomt.")
        )
    if asks_for_persons(indicator):
        told.append(html.P("Antalet personer används bara för att skydda små tal. Det publiceras aldrig."))
    return [html.Div(told, className="entry-about")]


def _slot(identity: str) -> html.Div:
    return html.Div(id=identity, **attributes(data_slot=""))
