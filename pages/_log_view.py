"""What the log page says: whether the log is whole, its lines, the choice among them, page by page.

Owns its choices in the query string and its words. Must not know how it is registered, nor where the log is.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import html

from components import plain_form
from components.attributes import attributes
from components.formats import date_text, number
from components.tables import TableView, table_html
from data.log import Entry
from pages._log_words import LogChoice, about_text, kind_text, kinds, local_time, people
from pages._page import View
from pages._plain_page import Query, one
from queries.log import LogReading

PATH = "/logg"
CSV_PATH = "/ladda-ner/logg.csv"
LINES_A_PAGE = 50
SHORT_HASH = 12
FORM, LINES = "log-form", "log-lines"


def chosen(query: Query, entries: Sequence[Entry]) -> tuple[LogChoice, list[str]]:
    """The choice in the query string, and messages about values that cannot be used."""
    messages: list[str] = []
    who, what = one(query, "vem"), one(query, "vad")
    if who and who not in people(entries):
        messages.append("Personen i adressen finns inte i loggen. Sidan visar alla.")
        who = ""
    if what and what not in kinds(entries):
        messages.append("Händelsen i adressen finns inte i loggen. Sidan visar alla.")
        what = ""
    first, last = _day(query, "fran", messages), _day(query, "till", messages)
    if first and last and first > last:
        messages.append("Från-dagen är senare än till-dagen. Byt plats på dem.")
    return LogChoice(who, what, first, last), messages


def view(reading: LogReading, query: Query) -> View:
    """The page for a reading of the log."""
    entries = reading.entries
    choice, messages = chosen(query, entries)
    found = [entry for entry in reversed(entries) if choice.fits(entry)]
    pages = max(1, -(-len(found) // LINES_A_PAGE))
    page = _page_number(query, pages, messages)
    first = (page - 1) * LINES_A_PAGE
    lines = found[first : first + LINES_A_PAGE]
    content: list[Any] = [
        html.Div(
            [html.P(text) for text in messages], className="messages", role="alert" if messages else None
        ),
        _state(reading),
        html.Section(
            [_slot(FORM), html.P(selection_text(choice, len(found)), className="selection")],
            className="filters",
            **attributes(aria_label="Urval"),
        ),
        html.Section(
            [
                html.H2("Händelser"),
                _slot(LINES) if lines else html.P("Inget i loggen stämmer med urvalet."),
                _paging(choice, page, pages),
                html.P(html.A("Ladda ner loggen (CSV)", href=_address(CSV_PATH, choice))),
            ],
            className="reporting-section",
        ),
    ]
    caption = f"Rad {first + 1}–{first + len(lines)} av {number(len(found))}, nyast först"
    slots = {FORM: _form(choice, entries), LINES: table_html(_table(lines, caption)) if lines else ""}
    return View(content=tuple(content), slots=slots)


def selection_text(choice: LogChoice, lines: int) -> str:
    """Say what the list is limited to: `Urval: Åsa, publicerade, från 1 oktober 2026: 3 händelser.`"""
    parts = [
        choice.who or "alla personer",
        kind_text(choice.what).lower() if choice.what else "alla händelser",
    ]
    if choice.first:
        parts.append(f"från {date_text(choice.first)}")
    if choice.last:
        parts.append(f"till {date_text(choice.last)}")
    return f"Urval: {', '.join(parts)}. {number(lines)} {'händelse' if lines == 1 else 'händelser'}."


def _state(reading: LogReading) -> html.Section:
    if not reading.entries and reading.is_whole:
        return html.Section(html.P("Loggen är tom. Inget har lästs in, publicerats eller hämtats än."))
    if reading.is_whole:
        last = reading.entries[-1]
        content = [
            html.P(
                [html.Span("✓", className="state-sign", **attributes(aria_hidden="true")), "Loggen är hel."]
            ),
            html.P(
                f"Alla {number(len(reading.entries))} rader är prövade. Ingen har ändrats, flyttats eller "
                f"tagits bort före den sista. Sista raden är nummer {last.number} och har kontrollsumman "
                f"{last.hash[:SHORT_HASH]}."
            ),
        ]
        return html.Section(
            content, className="log-state log-whole", **attributes(aria_label="Loggens skick")
        )
    content = [
        html.P(
            [html.Span("✕", className="state-sign", **attributes(aria_hidden="true")), "Loggen är bruten."]
        ),
        html.P(
            f"{reading.fault} Raderna före den är hela och visas här. De som följer går inte att lita på. "
            "Spara filen som den är och jämför med den senaste säkerhetskopian."
        ),
    ]
    return html.Section(content, className="log-state log-broken", role="alert")


def _form(choice: LogChoice, entries: Sequence[Entry]) -> str:
    return plain_form.form(
        [
            plain_form.select(
                "vem", "Vem", [("", "Alla"), *((who, who) for who in people(entries))], chosen=choice.who
            ),
            plain_form.select(
                "vad",
                "Vad",
                [("", "Allt"), *((kind, kind_text(kind)) for kind in kinds(entries))],
                chosen=choice.what,
            ),
            plain_form.date_field("fran", "Från och med", value=_iso(choice.first)),
            plain_form.date_field("till", "Till och med", value=_iso(choice.last)),
        ],
        action=PATH,
        submit="Visa",
        reset="Rensa urvalet",
    )


def _table(lines: Sequence[Entry], caption: str) -> TableView:
    return TableView(
        caption=caption,
        columns=("Tid", "Vem", "Vad", "Om"),
        rows=tuple(
            (f"{local_time(line):%Y-%m-%d %H:%M}", line.who, kind_text(line.what), about_text(line))
            for line in lines
        ),
    )


def _paging(choice: LogChoice, page: int, pages: int) -> html.Nav | None:
    if pages == 1:
        return None
    steps = [("Nyare", page - 1), ("Äldre", page + 1)]
    links = [
        html.Li(html.A(text, href=_address(PATH, choice, sida=str(number_of))))
        for text, number_of in steps
        if 1 <= number_of <= pages
    ]
    place = html.Li(f"Sida {page} av {pages}")
    return html.Nav(html.Ul([place, *links], className="paging"), **attributes(aria_label="Loggens sidor"))


def _page_number(query: Query, pages: int, messages: list[str]) -> int:
    given = one(query, "sida")
    if not given:
        return 1
    if given.isascii() and given.isdigit() and len(given) < 7 and 1 <= int(given) <= pages:
        return int(given)
    messages.append("Sidan i adressen finns inte. Den första visas i stället.")
    return 1


def _day(query: Query, name: str, messages: list[str]) -> date | None:
    given = one(query, name)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        messages.append("En dag i adressen går inte att tolka. Skriv den som 2026-11-23.")
        return None


def _address(path: str, choice: LogChoice, **more: str) -> str:
    values = {
        "vem": choice.who, "vad": choice.what, "fran": _iso(choice.first), "till": _iso(choice.last), **more,
    }  # fmt: skip
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{query}" if query else path


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _slot(identity: str) -> html.Div:
    return html.Div(id=identity, **attributes(data_slot=""))
