"""What stands around every page: the store that answers, the shell, what is said while nothing is published.

Owns: those. Must not know what a page is made of or how it is registered.
"""

from collections.abc import Sequence
from typing import Any

from dash import html
from flask import current_app

from access import guard
from access.roles import LOCAL
from components import shell
from pages import _navigation
from queries import catalogue
from queries.municipality import support
from queries.store import Snapshot, Store

EXTENSION = "lagesbild"
"""Where the composition root leaves the Store, among Flask's extensions."""


def store() -> Store:
    """The store of snapshots that the composition root chose."""
    return current_app.extensions[EXTENSION]


def no_figures() -> list[Any]:
    """What a page says while nothing has been published: what is missing, and what to do."""
    return [
        html.P("Det finns inga siffror att visa än, eftersom inget underlag är publicerat."),
        html.P("Så här kommer de på plats:"),
        html.Ol(
            [
                html.Li("Samordnaren läser in underlag från enheterna."),
                html.Li("Samordnaren publicerar. Sidan visar siffrorna direkt efteråt."),
            ]
        ),
        html.P(
            [
                "För att prova med påhittade siffror, kör ",
                html.Code("python -m data demo"),
                " på servern och ladda om sidan.",
            ]
        ),
    ]


def in_shell(
    path: str, content: Sequence[Any], *, snapshot: Snapshot | None = None, query: str = ""
) -> html.Div:
    """The page at a path in its shell, as the present reader may see it."""
    if not guard.visitor().roles:
        return html.Div(list(content))  # a public page before login: the door puts plain HTML around it
    return shell.shell(
        content,
        path=path,
        navigation=_navigation.items(),
        query=query,
        stamp=stamp_of(snapshot) if snapshot else None,
        reader="" if guard.visitor() == LOCAL else guard.visitor().name,
    )


def stamp_of(snapshot: Snapshot) -> shell.Stamp:
    """What the shell says of the snapshot: which it is, when it was published, whether it is made up."""
    facts = catalogue.facts(snapshot)
    local = tuple((one.purpose, one.reach, one.address or "") for one in support(snapshot))
    return shell.Stamp(facts.id, facts.published_at, facts.is_demo, support=local)
