"""Composition root: settings, store, pages, downloads, health, access. `server` is what gunicorn serves.

Dash's set-up runs here, at import (`gate.install`), so that simultaneous first requests never meet a
half-ready application.
"""

import dash
from dash import Dash, html

from access import compression, gate
from access.static_files import StaticFiles
from components import shell
from components.static_html import static_html
from pages import (
    _api,
    _document,
    _downloads,
    _entry_routes,
    _frame,
    _health,
    _kept,
    _log_file,
    _page,
    _reports,
    _underlag_routes,
)
from queries.store import Store
from settings import Settings

CACHE_SECONDS = 31_536_000
"""Assets carry their time of change in the address, so a browser may keep them for a year."""


def create_app(settings: Settings) -> Dash:
    """Put the application together. One a process: Dash's register of pages is global."""
    app = _document.Application(
        __name__,
        use_pages=True,
        title=shell.PRODUCT,
        update_title="",
        index_string=shell.INDEX,
        serve_locally=True,
        assets_ignore="plotly-basic",  # comes when it is wanted: assets/plotly-later.js
        suppress_callback_exceptions=True,
        enable_mcp=False,
    )
    app.server.config["SEND_FILE_MAX_AGE_DEFAULT"] = CACHE_SECONDS
    app.server.extensions[_frame.EXTENSION] = Store(settings.store)
    app.layout = html.Div(dash.page_container)
    _page.register_address()
    _downloads.register(app.server)
    _log_file.register(app.server)
    _reports.register(app.server)
    _underlag_routes.register(app.server)
    _entry_routes.register(app.server)
    _api.register(app.server)
    _health.register(app.server)
    files = StaticFiles()
    for bundle in app.bundles:
        files.add(bundle.address, bundle.content, mimetype=bundle.mimetype)
    compression.install(app.server)
    _kept.install(app.server, _frame.store)
    files.install(app.server)
    gate.install(app, settings, render=lambda body: static_html(body, slots={}))
    return app


app = create_app(Settings())
server = app.server

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=Settings().port)
