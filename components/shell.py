"""The shell around every page: skip link, header with navigation, demo banner, main, footer with contacts.

Owns: the landmarks, and the document the pages stand in. Must not know: which pages there are (the caller
gives the navigation), queries, figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dash import html

from components.attributes import attributes
from components.formats import date_text

PRODUCT = "Lägesbild"
SUBTITLE = "Arbetet mot prostitution och människohandel"
MAIN = "innehall"
"""Id of `<main>`, where the skip link leads."""
DEMO_TEXT = "Demodata – påhittade siffror"
SIGN_OUT_ADDRESS = "/logga-ut"
DEMO_BANNER = "demo-banner"
FACTS = "footer-facts"
"""Ids of what a newer snapshot may change while the page is open."""

INDEX = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
%3Crect width='16' height='16' rx='3' fill='%2300558c'/%3E\
%3Cpath d='M4 12V8m4 4V4m4 8V6' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E">
{%css%}
<!--paper-->
</head>
<body>
<!--first-view-->
{%app_entry%}
<noscript>
<p class="no-script">JavaScript är avstängt. Välj i filtren och tryck på Visa för att se andra siffror.</p>
</noscript>
<footer hidden>
{%config%}
<template id="scripts">
{%scripts%}
{%renderer%}
</template>
</footer>
</body>
</html>
"""
"""Dash's document, in Swedish. Its scripts wait in a template: assets/begin.js starts them."""
PAPER = "<!--paper-->"
"""Where the document says what the margins of its pages hold on paper."""
FIRST_VIEW = "<!--first-view-->"
"""Where the page stands as plain HTML until Dash has drawn it."""

SUPPORT = (
    ("Akut fara för liv eller hälsa", "ring 112", "tel:112"),
    ("Polisen, när det inte är akut", "ring 114 14", "tel:11414"),
    ("Kvinnofridslinjen, dygnet runt", "ring 020-50 50 50", "tel:020505050"),
)
"""Where to turn in the whole country: what for, how, and what to dial. What is local comes with the stamp."""


@dataclass(frozen=True)
class NavigationItem:
    """A page in the navigation. `keeps_filters`: the filters of this page make sense there too."""

    path: str
    label: str
    keeps_filters: bool = False


@dataclass(frozen=True)
class Stamp:
    """What the shell says of the snapshot behind the page.

    `support`: where to turn locally, in the way of SUPPORT; an empty address is no link.
    """

    snapshot: str
    published_at: datetime
    is_demo: bool
    support: tuple[tuple[str, str, str], ...] = ()


def shell(
    content: Sequence[Any],
    *,
    path: str,
    navigation: Sequence[NavigationItem],
    query: str = "",
    stamp: Stamp | None = None,
    reader: str = "",
) -> html.Div:
    """Put a page in its shell.

    Args:
        content: What stands in `<main>`; the first heading is `h1(...)`.
        path: The page's own path, marked in the navigation.
        navigation: The pages this reader may open.
        query: The filters in force, for the links that keep them.
        stamp: The snapshot behind the page; None where there is none.
        reader: The name of somebody who is signed in and so can sign out; empty where nobody signs in.
    """
    banner = html.P(
        DEMO_TEXT, id=DEMO_BANNER, className="demo-banner", hidden=not (stamp is not None and stamp.is_demo)
    )
    return html.Div(
        [
            html.A("Hoppa till innehållet", href=f"#{MAIN}", className="skip-link"),
            html.Header(
                [
                    html.A(
                        [
                            html.Span(PRODUCT, className="product-name"),
                            html.Span(SUBTITLE, className="product-subtitle"),
                        ],
                        href="/",
                        className="product",
                        **attributes(data_navigate=""),
                    ),
                    _navigation(path, navigation, query),
                    *([_sign_out(reader)] if reader else []),
                    banner,
                ],
                className="site-header",
            ),
            html.Main(
                list(content),
                id=MAIN,
                tabIndex=-1,
                className="site-main",
                **attributes(data_snapshot=stamp.snapshot if stamp else ""),
            ),
            _footer(stamp),
        ],
        className="site",
    )


def _sign_out(reader: str) -> html.Form:
    """A form, not a link: signing out changes something, and works without scripts."""
    return html.Form(
        [
            html.Span(f"Inloggad som {reader}"),
            html.Button("Logga ut", type="submit", className="btn btn-link"),
        ],
        action=SIGN_OUT_ADDRESS,
        method="post",
        className="sign-out no-print",
    )


def facts_text(stamp: Stamp | None) -> str:
    """Say which snapshot the page shows and from when."""
    if stamp is None:
        return "Inga siffror är publicerade."
    return f"Siffrorna publicerades {date_text(stamp.published_at)}. Utgåva {stamp.snapshot}."


def h1(text: str) -> html.H1:
    """The page's heading: it can take focus, so that a new page is announced."""
    return html.H1(text, tabIndex=-1, className="page-heading")


def link(text: str, href: str, *, current: bool = False, keeps_filters: bool = False) -> html.A:
    """A link to another page of the product: an ordinary link that scripts make quicker."""
    marks = attributes(data_navigate="")
    if keeps_filters:
        marks |= attributes(data_keep_filters="")
    if current:
        marks |= attributes(aria_current="page")
    return html.A(text, href=href, **marks)


def _navigation(path: str, items: Sequence[NavigationItem], query: str) -> html.Nav:
    entries = [
        html.Li(
            link(
                item.label,
                f"{item.path}?{query}" if query and item.keeps_filters else item.path,
                current=item.path == path,
                keeps_filters=item.keeps_filters,
            )
        )
        for item in items
    ]
    return html.Nav(html.Ul(entries, className="navigation"), **attributes(aria_label="Huvudmeny"))


def _footer(stamp: Stamp | None) -> html.Footer:
    contacts = [
        html.Li([f"{what}: ", html.A(say, href=href) if href else html.Span(say)])
        for what, say, href in (*SUPPORT, *(stamp.support if stamp else ()))
    ]
    return html.Footer(
        [
            html.Section(
                [
                    html.H2("Stöd och kontakt"),
                    html.P("Behöver du eller någon du möter stöd? Här finns hjälp."),
                    html.Ul(contacts),
                ],
                className="footer-support",
            ),
            html.Section(
                [
                    html.H2("Om sidan"),
                    html.P(facts_text(stamp), id=FACTS),
                    html.Ul(
                        [
                            html.Li(link("Metod och sekretess", "/metod")),
                            html.Li(link("Definitioner", "/definitioner")),
                            html.Li(link("Tillgänglighet", "/tillganglighet")),
                        ]
                    ),
                ],
                className="footer-about",
            ),
        ],
        className="site-footer",
    )
