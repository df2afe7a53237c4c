"""The committee report on screen and on paper, from the same model as its files.

Owns: the choice of tertial, and in which order the parts stand. Must not know: figures, or how a part is
written (`_namnd_parts.py`).
"""

from typing import Any

from dash import html

from access.roles import Permission
from components import ids, plain_form
from components.attributes import attributes
from pages import _frame, _namnd_parts, _page
from pages._plain_page import PlainPage, Query, one, register_page
from queries.store import NoSnapshot, Snapshot
from reports.build import report, tertials
from reports.tertials import TERTIALS, ChoiceError, Tertial, chosen, chosen_year
from reports.yearly import basis, basis_years

PATH = "/namnd"
FORM, YEAR_FORM = "report-form", "basis-form"
YEAR_OF_BASIS = "arsunderlag"
"""The year of the yearly basis in the query string: `ar` is the year of the report."""


def build(query: Query) -> _page.View:
    """The page; without a snapshot, what is missing."""
    try:
        snapshot = _frame.store().current()
    except NoSnapshot:
        return _page.View(content=tuple(_frame.no_figures()))
    return view(snapshot, query)


def view(snapshot: Snapshot, query: Query) -> _page.View:
    """The report asked for; an unknown year or tertial gives a message and the latest report."""
    choices = tertials(snapshot)
    messages: list[str] = []
    try:
        asked = chosen(one(query, "ar"), one(query, "tertial"), choices)
    except ChoiceError as error:
        messages.append(str(error))
        if not choices:
            return _page.View(content=(_messages(messages),))
        asked = choices[-1]
        messages.append(f"Sidan visar {asked.label}.")
    made = report(snapshot, asked)
    slots = {FORM: _form(choices, asked)}
    content: list[Any] = [
        _messages(messages),
        html.Section(
            [
                html.Div(id=FORM, **attributes(data_slot="")),
                html.P(made.identity.selection, id="selection", className="selection"),
                _namnd_parts.links(
                    f"/rapport/namnd.{{form}}?ar={asked.year}&tertial={asked.number}",
                    forms=("pdf", "pptx", "xlsx"),
                ),
            ],
            className="filters no-print",
            **attributes(aria_label="Val av rapport"),
        ),
        _namnd_parts.first(made, slots),
        _namnd_parts.standing(made, slots),
        *[_namnd_parts.spread(made.identity, part, slots) for part in made.spreads],
        _namnd_parts.about(made),
        *_yearly(snapshot, query, slots),
    ]
    return _page.View(content=tuple(content), slots=slots)


def _messages(messages: list[str]) -> html.Div:
    return html.Div([html.P(text) for text in messages], className="messages", **attributes(role="alert"))


def _form(choices: tuple[Tertial, ...], asked: Tertial) -> str:
    years = [(str(year), str(year)) for year in sorted({choice.year for choice in choices}, reverse=True)]
    numbers = [(str(number), f"Tertial {number}") for number in TERTIALS]
    return plain_form.form(
        [
            plain_form.select("ar", "År", years, chosen=str(asked.year), identity=ids.FILTER_YEAR),
            plain_form.select("tertial", "Tertial", numbers, chosen=str(asked.number)),
        ],
        action=PATH,
        submit="Visa",
        label="Nämndrapport",
    )


def _yearly(snapshot: Snapshot, query: Query, slots: dict[str, str]) -> list[Any]:
    """The yearly basis as a section of its own; nothing while no year has ended."""
    years = basis_years(snapshot)
    if not years:
        return []
    messages: list[str] = []
    try:
        year = chosen_year(one(query, YEAR_OF_BASIS), years)
    except ChoiceError as error:
        year = years[-1]
        messages = [str(error), f"Sidan visar {year}."]
    slots[YEAR_FORM] = plain_form.form(
        [
            plain_form.select(
                YEAR_OF_BASIS,
                "År för underlaget",
                [(str(one_year), str(one_year)) for one_year in reversed(years)],
                chosen=str(year),
            )
        ],
        action=f"{PATH}#{YEAR_OF_BASIS}",
        submit="Visa",
        label="Årligt statistiskt underlag",
    )
    choice = html.Div(
        [
            _messages(messages),
            html.Div(id=YEAR_FORM, **attributes(data_slot="")),
            _namnd_parts.links(f"/rapport/arsunderlag.{{form}}?ar={year}", forms=("pdf", "xlsx")),
        ],
        className="no-print",
    )
    return [_namnd_parts.yearly(basis(snapshot, year), choice, slots, identity=YEAR_OF_BASIS)]


register_page(
    PlainPage(
        module=__name__,
        path=PATH,
        title="Nämndrapport",
        permission=Permission.READ_REPORT,
        build=build,
    )
)
