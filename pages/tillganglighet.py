"""The accessibility statement (rules.md L3): what the law on digital public services asks for, in nine items.

Public: it is reached before login.
"""

from dash import html

from access.roles import Permission
from components.filters import Choices, Filters
from pages._page import Page, View, register_page
from queries.municipality import Municipality, municipality
from queries.store import Snapshot

ASSESSED_ON = "24 november 2026"
UPDATED_ON = "24 november 2026"
REPORT_FORM = "https://www.digg.se/tdosanmalan"

NOT_ACCESSIBLE = (
    "Punkterna i diagrammen kan inte nås en och en med tangentbordet. Samma uppgifter står i tabellen under "
    "varje diagram. (WCAG 2.1.1)",
    "Hämtade arbetsböcker saknar en egen läsordning för hjälpmedel. Samma uppgifter finns på sidan och som "
    "CSV-fil. (WCAG 1.3.2)",
    "Vi har ännu inte låtit personer med funktionsnedsättning prova tjänsten.",
)
UNKNOWN = Municipality(office="Socialtjänsten i kommunen")
"""Whose the service is before anything has been published."""
CONTACT = "Säg till om något inte fungerar för dig. Be kommunens växel koppla dig till den som ansvarar."


def statement(whose: Municipality) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Eight of the nine items; the ninth, whom to report to, holds a link."""
    owner = f"{whose.office} i {whose.name}" if whose.name else whose.office
    return (
        ("Vem som svarar för tjänsten", (f"{owner} svarar för tjänsten.",)),
        (
            "Vilken tjänst redogörelsen gäller",
            (
                f"Redogörelsen gäller Lägesbild, webbplatsen där {whose.office} följer arbetet mot "
                "prostitution och människohandel för sexuella ändamål.",
            ),
        ),
        (
            "Hur tillgänglig tjänsten är",
            (
                "Tjänsten är delvis förenlig med lagen om tillgänglighet till digital offentlig service. "
                "Målet är standarden EN 301 549 och WCAG 2.1 på nivå AA.",
            ),
        ),
        ("Innehåll som inte är tillgängligt", NOT_ACCESSIBLE),
        ("När tjänsten bedömdes", (f"Bedömningen gjordes {ASSESSED_ON}.",)),
        ("När redogörelsen uppdaterades", (f"Redogörelsen uppdaterades {UPDATED_ON}.",)),
        (
            "Hur tjänsten har bedömts",
            (
                "Vi som utvecklar tjänsten har bedömt den själva. Varje sida provas automatiskt med "
                "verktyget axe, med tangentbord, på smala skärmar och med skrivarformat.",
            ),
        ),
        (
            "Så säger du till om brister",
            (
                f"{whose.contact or CONTACT} Berätta vilken sida det gäller och vad som hände.",
                "Behöver du uppgifterna på ett annat sätt, till exempel uppläst eller på papper, ordnar vi "
                "det.",
            ),
        ),
    )


def content(whose: Municipality) -> html.Div:
    """Each item under a heading of its own."""
    sections = [
        html.Section([html.H2(heading), *[html.P(text) for text in texts]])
        for heading, texts in statement(whose)
    ]
    report = html.Section(
        [
            html.H2("Anmäl till tillsynsmyndigheten"),
            html.P(
                [
                    "Digg, Myndigheten för digital förvaltning, har tillsyn över lagen. "
                    "Är du inte nöjd med hur vi tar hand om dina synpunkter kan du ",
                    html.A("anmäla till Digg", href=REPORT_FORM),
                    ".",
                ]
            ),
        ]
    )
    return html.Div([*sections, report], className="running-text")


def build(snapshot: Snapshot, _filters: Filters, _choices: Choices) -> View:
    """The statement, with whose it is."""
    return View(content=(content(municipality(snapshot)),))


register_page(
    Page(
        module=__name__,
        path="/tillganglighet",
        title="Tillgänglighet",
        heading="Tillgänglighetsredogörelse",
        permission=Permission.READ_STATEMENT,
        build=build,
        fixed=(content(UNKNOWN),),
    )
)
