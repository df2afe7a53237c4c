"""Response headers: what a browser may do with our pages, decided once for every answer.

Must not know pages or roles.
"""

from __future__ import annotations

from collections.abc import Iterable

from dash import Dash
from flask import Response, request

STATIC_PREFIXES = ("/assets/", "/_dash-component-suites/")
"""Files that hold no figures and may stay in the browser's cache."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: Chromium then sends `Origin: null` on our own forms and the gate refuses them.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}

_OF_FILES = frozenset({200, 206, 304})

_ONE_YEAR = "max-age=31536000; includeSubDomains"


def content_security_policy(script_hashes: Iterable[str], *, form_targets: Iterable[str] = ()) -> str:
    """The policy: scripts only from ourselves or with a known hash, no network exit, no frames.

    Styles are allowed inline because plotly and Dash write `<style>` elements while they run.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            # Chromium also checks where a form's answer redirects to: the provider's log-out page.
            " ".join(("form-action 'self'", *form_targets)),
        )
    )


def install(app: Dash, *, https: bool, form_targets: Iterable[str] = ()) -> None:
    """Send the headers on every answer. Call after `guard.finish`: Dash adds a script during its set-up."""
    policy = content_security_policy(app.csp_hashes(), form_targets=form_targets)

    def send(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        response.headers["Content-Security-Policy"] = policy
        if https:
            response.headers["Strict-Transport-Security"] = _ONE_YEAR
        # No such file: then a page of ours answers, with the reader's menu on it.
        is_there = response.status_code in _OF_FILES and response.mimetype != "text/html"
        is_file = is_there and request.path.startswith(STATIC_PREFIXES)
        if not is_file:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.server.after_request(send)
