"""The one door every request passes: who is asking, and is this address, method, origin and size acceptable.

Must not know pages or figures. `install` is called once by the composition root, after every registration.
"""

from __future__ import annotations

from dash import Dash
from flask import g

from access import guard, headers
from access.roles import LOCAL


def install(app: Dash) -> None:
    """Put the gate, the guards' start-up check and the response headers on the app."""

    def identify() -> None:
        g.visitor = LOCAL

    app.server.before_request(identify)
    guard.finish(app)
    headers.install(app, https=False)
