"""Pages made anew at each request from the query string: their answer does not hold until the next snapshot.

Owns how such a page is registered and put in its shell. Must not know any single page. Pages of figures are
`pages/_page.py`. Their forms are plain and sent with a button, so the address is the state and no callback is
needed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import ClientsideFunction, Input, Output, clientside_callback, dcc, html

from access import guard
from access.roles import Permission
from components import ids, shell
from pages import _frame, _page
from queries.store import NoSnapshot

Query = Mapping[str, Any]
"""Values by name; a value that stands several times is a list."""


@dataclass(frozen=True)
class PlainPage:
    """One page.

    Attributes:
        module: `__name__` of the page's module.
        path: Where it stands.
        title: Of the document and the h1.
        permission: What it demands of the reader.
        build: What it says for a query: content and slots.
        lead: The sentences under the heading.
    """

    module: str
    path: str
    title: str
    permission: Permission
    build: Callable[[Query], _page.View]
    lead: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The page's name in ids."""
        return self.path.strip("/").replace("/", "-")


def register_page(page: PlainPage) -> None:
    """Register the page."""
    guard.page(
        page.module,
        path=page.path,
        title=f"{page.title} – {shell.PRODUCT}",
        permission=page.permission,
        layout=lambda **query: layout(page, query),
        name=page.title,
    )
    clientside_callback(
        ClientsideFunction("lagesbild", "fillSlots"),
        Output(f"{ids.SLOTS_FILLED}-{page.key}", "data"),
        Input(f"{ids.SLOTS}-{page.key}", "data"),
    )


def layout(page: PlainPage, query: Query) -> html.Div:
    """The whole page as components."""
    view = page.build(query)
    try:
        snapshot = _frame.store().current()
    except NoSnapshot:
        snapshot = None
    content = [
        shell.h1(page.title),
        html.Div([html.P(text) for text in page.lead], className="lead-text"),
        *view.content,
        dcc.Store(id=f"{ids.SLOTS}-{page.key}", data=dict(view.slots)),
        dcc.Store(id=f"{ids.SLOTS_FILLED}-{page.key}"),
    ]
    return _frame.in_shell(page.path, content, snapshot=snapshot)


def one(query: Query, name: str) -> str:
    """The value of a name, the last one where it stands several times; empty where it is not given."""
    given = query.get(name)
    if isinstance(given, list):
        given = given[-1] if given else ""
    return given.strip() if isinstance(given, str) else ""
