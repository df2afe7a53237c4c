"""A small Dash app with one page, callback and route for each permission, to try the guards on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dash
from dash import Dash, Input, Output, _callback, _get_app, _get_paths, _pages, html

from access import guard
from access.roles import Permission
from components.static_html import static_html

PAGES = {
    "/": Permission.READ_OVERVIEW,
    "/namnd": Permission.READ_REPORT,
    "/metod": Permission.READ_METHOD,
    "/fraga": Permission.READ_PUBLISHED,
    "/logg": Permission.COORDINATE,
    "/tillganglighet": Permission.READ_STATEMENT,
}

TOOL_ROUTES = frozenset({"/ladda-ner/<name>"})

_ONE_A_PROCESS = (
    (_pages, "CONFIG"),
    (_get_paths, "CONFIG"),
    (_get_app, "APP"),
    (_callback, "GLOBAL_CALLBACK_LIST"),
    (_callback, "GLOBAL_CALLBACK_MAP"),
    (_callback, "GLOBAL_INLINE_SCRIPTS"),
    (_callback, "GLOBAL_API_PATHS"),
    (guard, "POLICIES"),
)
"""Where Dash, and so the guard, keeps what belongs to the one app of a process."""


@contextmanager
def alone() -> Iterator[None]:
    """The registries of the process, empty inside and put back afterwards."""
    kept = [(module, name, getattr(module, name)) for module, name in _ONE_A_PROCESS]
    pages = dict(dash.page_registry)
    dash.page_registry.clear()
    # Dash's functions hold on to these very lists: empty them instead of putting others in their place.
    contents = [(holder, holder.copy()) for _, name, holder in kept if name.startswith("GLOBAL_")]
    for holder, _ in contents:
        holder.clear()
    guard.POLICIES = guard.Policies()
    try:
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)
        for holder, content in contents:
            holder.clear()
            (holder.update if isinstance(holder, dict) else holder.extend)(content)
        dash.page_registry.clear()
        dash.page_registry.update(pages)


def build() -> Dash:
    """The app, before its gate is put on. Each page says a secret word to those who may see it."""
    app = Dash("small", use_pages=True, pages_folder="", suppress_callback_exceptions=True, enable_mcp=False)
    for number, (path, permission) in enumerate(PAGES.items()):
        _add(app, number=number, path=path, permission=permission)

    @guard.route(app.server, "/ladda-ner/<name>", permission=Permission.DOWNLOAD, for_tools=True)
    def download(name: str) -> str:
        return f"hemligt {name}"

    @guard.route(app.server, "/for-manniskor", permission=Permission.DOWNLOAD)
    def for_people() -> str:
        return "hemligt för människor"

    @guard.route(
        app.server, "/underlag", permission=Permission.COORDINATE, methods=("POST",), body_limit=2_000_000
    )
    def upload() -> str:
        return "hemligt mottaget"

    @guard.route(app.server, "/halsa", permission=Permission.ENTER)
    def health() -> dict[str, str]:
        return {"status": "ok"}

    app.layout = html.Div([dash.page_container])
    return app


def render(body: Any) -> str:
    """The body as plain HTML."""
    return static_html(body, slots={})


def _add(_app: Dash, *, number: int, path: str, permission: Permission) -> None:
    def layout(**_: Any) -> Any:
        return html.Div([html.H1(f"hemligt {path}"), html.P("a < b"), html.A("Start", href="/")])

    guard.page(f"small.{number}", path=path, title=f"Sidan {path}", permission=permission, layout=layout)

    @guard.callback(
        Output(f"out-{number}", "children"), Input(f"in-{number}", "value"), permission=permission
    )
    def answer(value: object) -> str:
        return f"hemligt {path} {value}"
