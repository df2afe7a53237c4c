"""Method and confidentiality: what is protected and why, in plain Swedish, with a small worked example."""

from typing import Any

from dash import html

from access.roles import Permission
from components.attributes import attributes
from components.filters import Choices, Filters
from components.formats import MARK_MEANINGS, number
from components.tables import TableView, table_html
from pages._page import Page, View, register_page
from queries import catalogue
from queries.catalogue import SnapshotFacts
from queries.store import Snapshot

EXAMPLE_BEFORE = "method-example-before"
EXAMPLE_AFTER = "method-example-after"
COUNTS = "method-counts"
ROUNDED_TO = 100

BEFORE = TableView(
    caption="Innan skyddet (påhittade siffror): så många fick frågan",
    columns=("Enhet", "Januari", "Februari", "Mars", "Kvartal 1"),
    rows=(
        ("Enhet A", "12", "3", "9", "24"),
        ("Enhet B", "8", "11", "7", "26"),
        ("Båda", "20", "14", "16", "50"),
    ),
)
AFTER = TableView(
    caption="Efter skyddet: det som visas",
    columns=("Enhet", "Januari", "Februari", "Mars", "Kvartal 1"),
    rows=(
        ("Enhet A", "12", "..", "..", "24"),
        ("Enhet B", "8", "..", "..", "26"),
        ("Båda", "20", "14", "16", "50"),
    ),
)


def build(snapshot: Snapshot, _filters: Filters, _choices: Choices) -> View:
    """What, why, how, how much, and what never stands here."""
    facts = catalogue.facts(snapshot)
    content: list[Any] = [
        _what(),
        _example(),
        _counts(),
        _not_here(),
        _figures(facts),
    ]
    return View(
        content=(html.Div(content, className="running-text"),),
        slots={
            EXAMPLE_BEFORE: table_html(BEFORE),
            EXAMPLE_AFTER: table_html(AFTER),
            COUNTS: table_html(counts_table(facts)),
        },
    )


def counts_table(facts: SnapshotFacts) -> TableView:
    """How many of the published cells are shown, and how many are protected for which reason."""
    return TableView(
        caption=f"Uppgifter i utgåva {facts.id}",
        columns=("Uppgifter", "Antal"),
        rows=(
            ("Visas", number(facts.cells_shown)),
            ("Skyddas", number(facts.cells_protected_by_need + facts.cells_protected_by_consequence)),
            ("Skyddas eftersom antalet är litet", _roughly(facts.cells_protected_by_need)),
            (
                "Skyddas för att en annan uppgift inte ska gå att räkna ut",
                _roughly(facts.cells_protected_by_consequence),
            ),
        ),
        notes=(
            "Skälen anges i hela hundratal. Annars skulle skillnaden mellan två utgåvor kunna avslöja att "
            "ett skyddat antal är litet.",
        ),
    )


def _roughly(cells: int) -> str:
    """A count of reasons: the snapshot holds no exact one."""
    return f"ungefär {number(round(cells, -2))}" if cells >= ROUNDED_TO else f"färre än {ROUNDED_TO}"


def _what() -> html.Section:
    signs = [part for sign, meaning in MARK_MEANINGS.items() for part in (html.Dt(sign), html.Dd(meaning))]
    return html.Section(
        [
            html.H2("Vad som skyddas, och varför"),
            html.P(
                "Siffrorna handlar om människor i en utsatt situation. Uppgifter hos socialtjänsten är "
                "hemliga om det inte står klart att de kan lämnas ut utan men för den enskilde."
            ),
            html.P(
                "Ett litet antal kan peka ut en person. Därför visar vi inte antal mellan 1 och 4, och "
                "inte andelar som bygger på dem. En del mått har en högre gräns. Den står i definitionen."
            ),
            html.P(
                "Ibland skyddar vi fler uppgifter. Annars skulle den skyddade uppgiften gå att räkna ut "
                "genom att dra ifrån eller lägga ihop andra."
            ),
            html.P(
                "En skyddad siffra finns inte i filen som webbplatsen läser. Den kan alltså inte "
                "läcka ut i ett diagram, en tabell eller en hämtad fil."
            ),
            html.P("Så här märks en uppgift som inte är en vanlig siffra:"),
            html.Dl(signs, className="marks-list"),
        ]
    )


def _example() -> html.Section:
    return html.Section(
        [
            html.H2("Ett exempel"),
            html.P(
                "Enhet A ställde frågan till 3 personer i februari. Det är färre än 5, så antalet skyddas."
            ),
            html.Div(id=EXAMPLE_BEFORE, className="method-table", **attributes(data_slot="")),
            html.P(
                "Men 3 går att räkna ut: 24 − 12 − 9. Därför skyddas också mars för enhet A. "
                "Det går även att räkna ut från summan för båda: 14 − 11. Därför skyddas februari "
                "för enhet B. "
                "Då måste även mars för enhet B skyddas, av samma skäl."
            ),
            html.Div(id=EXAMPLE_AFTER, className="method-table", **attributes(data_slot="")),
            html.P(
                "Två uppgifter saknas nu i varje rad och i varje kolumn. Bara en av de fyra är liten, "
                "men ingen av dem går att räkna ut."
            ),
        ]
    )


def _counts() -> html.Section:
    return html.Section(
        [
            html.H2("Hur mycket som skyddas"),
            html.P("Varje utgåva prövas innan den publiceras. Ett program försöker räkna ut det skyddade."),
            html.Div(id=COUNTS, className="method-table", **attributes(data_slot="")),
        ]
    )


def _not_here() -> html.Section:
    return html.Section(
        [
            html.H2("Det som aldrig visas"),
            html.P(
                "Utredningen har ett mått på hur många som svarat ja på frågan (FRÅ5). Det måttet är "
                "spärrat. "
                "Det samlas inte in och visas ingenstans i Lägesbild."
            ),
            html.P(
                "Svaret är mycket känsligt, och antalen per enhet är små. Ett lågt eller högt antal säger "
                "dessutom mer om hur frågan ställs än om hur många som är utsatta."
            ),
            html.P(
                "Namn, personnummer, ärenden och fritext finns inte heller. En fil som ser ut att innehålla "
                "personuppgifter tas inte emot."
            ),
        ]
    )


def _figures(facts: SnapshotFacts) -> html.Section:
    waiting = (
        f" Rättelser som väntar just nu: {number(facts.corrections_waiting)}."
        if facts.corrections_waiting
        else ""
    )
    return html.Section(
        [
            html.H2("Hur siffrorna räknas"),
            html.P(
                "Andelar räknas om från grunden för varje period: alla täljare delat med alla nämnare. "
                "De är alltså inte medelvärden av andelar."
            ),
            html.P(
                "En enhet som inte har rapporterat räknas inte som noll. Vid varje siffra står hur många "
                "enheter som har rapporterat."
            ),
            html.P(
                "En period visas först när den är slut. En rättad siffra ersätter den gamla i nästa "
                f"utgåva.{waiting}"
            ),
            html.P(
                "En liten rättelse kan få vänta, eftersom skillnaden mellan två utgåvor annars avslöjar en "
                "skyddad uppgift. Den visas när den inte längre går att räkna ut."
            ),
        ]
    )


register_page(
    Page(
        module=__name__,
        path="/metod",
        title="Metod och sekretess",
        heading="Metod och sekretess",
        permission=Permission.READ_METHOD,
        build=build,
    )
)
