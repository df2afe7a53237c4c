"""The inquiry's footnote 5 worked through again: how many persons the shares would be in Norrköping.

Owns that arithmetic and its words. It is an example of a calculation and never an estimate, and says so.
Populations: 135 283 at the end of 2014 (Statistics Sweden by way of Norrköpings Tidningar: 137 035 a year
later, 1 752 more); 2022 by sex and age (Statistics Sweden by way of AdminStat), a tenth of those aged 65–74
counted as 65.
"""

from dataclasses import dataclass
from typing import Any

from dash import html

from components.attributes import attributes
from components.formats import number

FIGURE = "b4"
"""The background figure it belongs to."""
INQUIRY = "SN 2023/0048"
"""The inquiry whose footnote it is: where another assignment is followed up there is nothing to correct."""

WOMEN_SHARE, MEN_SHARE, BOTH_SHARE = 0.002, 0.012, 0.007
INHABITANTS_2014 = 135_283
OF_AGE_SHARE = 0.587
WOMEN_2022, MEN_2022 = 42_750, 44_470
FOOTNOTE_WOMEN, FOOTNOTE_MEN = 158, 950
WOMEN_SHARE_2017 = 0.015

CAPTION = "Fotnot 5 räknad på nytt. Räkneexempel, inte en uppskattning av antalet i Norrköping."


@dataclass(frozen=True)
class Column:
    """One way of counting: how many women and men the shares are taken of, and what comes out."""

    name: str
    women: float
    men: float
    of_women: float
    of_men: float

    @property
    def both(self) -> float:
        """Women and men together."""
        return self.of_women + self.of_men


def columns() -> tuple[Column, Column, Column]:
    """The footnote as it stands, with each share taken of its own sex, and with today's population."""
    of_age = INHABITANTS_2014 * OF_AGE_SHARE
    return (
        Column("Fotnot 5 i utredningen", of_age, of_age, FOOTNOTE_WOMEN, FOOTNOTE_MEN),
        _counted("Samma folkmängd, delad efter kön", of_age / 2, of_age / 2),
        _counted("Norrköping 2022, kvinnor och män var för sig", WOMEN_2022, MEN_2022),
    )


def worked_example() -> html.Section:
    """The calculation as a table, with what went wrong before it."""
    of_age = INHABITANTS_2014 * OF_AGE_SHARE
    both = of_age * BOTH_SHARE
    return html.Section(
        [
            html.H2("Räkneexempel: fotnot 5 i utredningen, rättad"),
            html.P(html.Strong("Räkneexempel, inte en uppskattning av antalet i Norrköping.")),
            html.P(
                f"Fotnoten räknar att 58,7 procent av {number(INHABITANTS_2014)} invånare är mellan 18 och "
                f"65 år. Det är {number(of_age)} personer, kvinnor och män tillsammans. "
                "Folkmängden är från 2014."
            ),
            html.P(
                "Felet är att båda andelarna togs av alla. Kvinnornas 0,2 procent gäller bara kvinnor, och "
                "männens 1,2 procent gäller bara män. Därför blev summan ungefär dubbelt så stor."
            ),
            html.P(
                f"Det syns i utredningen själv. För kvinnor och män tillsammans anger den 0,7 procent, "
                f"alltså {number(both)} personer. Fotnotens tal blir "
                f"{number(FOOTNOTE_WOMEN + FOOTNOTE_MEN)} tillsammans."
            ),
            _table(),
            html.P(
                "Andelen 0,2 procent kommer från ett urval i hela landet och är osäker. Med "
                "Folkhälsomyndighetens 1,5 procent från 2017 skulle kvinnorna bli "
                f"{number(WOMEN_2022 * WOMEN_SHARE_2017)}. Summorna är räknade innan talen avrundades."
            ),
            html.P(
                f"Källor: utredningen {INQUIRY}, r.104–106, r.112 och r.116. SCB: folkmängden 31 december "
                "2014, och folkmängden efter kön och ålder 2022 (via AdminStat). En tiondel av dem som är "
                "65–74 år är räknad som 65 år.",
                className="worked-sources",
            ),
        ],
        className="worked-example",
        id="rakneexempel",
    )


def _counted(name: str, women: float, men: float) -> Column:
    return Column(name, women, men, women * WOMEN_SHARE, men * MEN_SHARE)


def _table() -> html.Div:
    found = columns()
    rows: list[tuple[str, list[str]]] = [
        ("Kvinnor 18–65 år som andelen tas av", [number(one.women) for one in found]),
        ("Kvinnor, 0,2 procent", [number(one.of_women) for one in found]),
        ("Män 18–65 år som andelen tas av", [number(one.men) for one in found]),
        ("Män, 1,2 procent", [number(one.of_men) for one in found]),
        ("Tillsammans", [number(one.both) for one in found]),
    ]
    head: list[Any] = [html.Th(text, scope="col") for text in ("Steg", *(one.name for one in found))]
    body = [
        html.Tr([html.Th(name, scope="row"), *(html.Td(text) for text in texts)], className=_row_class(name))
        for name, texts in rows
    ]
    return html.Div(
        html.Table(
            [html.Caption(CAPTION), html.Thead(html.Tr(head)), html.Tbody(body)], className="data-table"
        ),
        className="table-scroll",
        tabIndex=0,
        role="region",
        **attributes(aria_label=CAPTION),
    )


def _row_class(name: str) -> str:
    return "table-sum" if name == "Tillsammans" else ""
