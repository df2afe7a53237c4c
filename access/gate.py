"""The one door every request passes: who is asking, and are address, origin, size and form acceptable.

Everything needs a session with a role, except what is public by its permission and the product's own style
sheets and icons. Must not know pages or figures. `install` is called once by the composition root, after
every page, callback and route has been registered.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dash
from dash import Dash
from flask import Response, abort, g, make_response, redirect, request

from access import audit, bodies, errors, guard, headers, loopback, metrics, static_page, tools
from access.keys import Keys
from access.login import SIGN_OUT_PATH, Door, sign_in_address
from access.oidc import Provider
from access.readiness import Readiness
from access.roles import ANONYMOUS, LOCAL, PUBLIC, Permission, Visitor
from access.sessions import session_store
from access.tools import Entrance
from data.log import Log
from settings import LOOPBACK, Login, Settings

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SECURITY_TEXT_DAYS = 180


Render = Callable[[Any], str]
"""Writes the components of a page as plain HTML, escaped."""


def install(app: Dash, settings: Settings, *, render: Render) -> None:
    """Put counting, login, gate, start-up check, error answers and headers on the app.

    render: how a public page is written for those without a role.
    Raises SettingsError in production when a setting is missing, GuardError when something has no permission.
    """
    metrics.install(app)
    audit.install(app.server, Log(settings.store))
    if settings.env == "local":
        _install(Gate(app=app, identify=_whoever_sits_here, render=render), login=Login())
        return
    login = Login()
    login.require_complete()
    sessions = session_store(settings, login)
    app.server.extensions[Readiness.EXTENSION] = Readiness(sessions.can_start)
    door = Door(sessions=sessions, provider=Provider(app.server, login), https=login.https)
    door.install(app.server, login)
    entrance = Entrance(Keys(sessions.database))
    app.server.extensions[Entrance.EXTENSION] = entrance
    _install(
        Gate(app=app, identify=door.visitor, render=render, origin=login.base_url, entrance=entrance),
        login=login,
    )


def _install(gate: Gate, *, login: Login) -> None:
    app, server = gate.app, gate.app.server
    hosts = LOOPBACK | ({urlsplit(gate.origin).hostname} if gate.origin else set())
    server.config["TRUSTED_HOSTS"] = sorted(host for host in hosts if host)
    if login.security_contact:
        guard.route(server, "/.well-known/security.txt", permission=Permission.ENTER)(_security_text(login))
    # First of all: before Dash's own functions and before any that a colleague adds.
    server.before_request_funcs.setdefault(None, []).insert(0, gate.check)
    server.after_request(gate.mark_unknown_page)
    errors.install(app)
    guard.finish(app)
    gate.prepare()
    headers.install(
        app,
        https=login.https,
        form_targets=[_origin_of(login.oidc_issuer)] if login.oidc_issuer else (),
    )


@dataclass
class Gate:
    """The checks of one app.

    origin: the only one that may send changes; None: our own host (local). entrance: lets tools in; None:
    keys are not looked at (local).
    """

    app: Dash
    identify: Callable[[], Visitor]
    render: Render
    origin: str | None = None
    entrance: Entrance | None = None
    pages: Mapping[str, Mapping[str, Any]] | None = None

    def prepare(self) -> None:
        """Note which paths are pages; call when all are registered."""
        self.pages = {
            page["path"]: page
            for module, page in dash.page_registry.items()
            # Dash's name for the page of unknown addresses: it has an address only because it must.
            if module.rpartition(".")[2] != "not_found_404"
        }

    def check(self) -> Response | None:
        """Let the request through (None), answer it, or abort with the status of the refusal."""
        g.request_id = secrets.token_hex(8)
        g.visitor = ANONYMOUS
        if (key := tools.key_in_address()) is not None:
            return tools.refuse_address(self.entrance.owner(key) if self.entrance else None)
        return None if request.routing_exception is not None else self._checked()

    def _checked(self) -> Response | None:
        self._check_origin()
        policy = guard.POLICIES.routes.get(request.endpoint or "")
        self._check_size(policy.body_limit if policy else guard.SMALL_BODY)
        is_file = self._is_ours("_favicon.ico") or request.endpoint in guard.STATIC_ENDPOINTS
        if is_file or (policy is not None and policy.permission is Permission.ENTER):
            # Before it is asked who that is: health and login answer also while the sessions are away.
            return None
        if policy is not None:
            return self._route(policy)
        g.visitor = self.identify()
        if self._is_ours("", "<path:path>"):
            return self._document()
        if not g.visitor.roles:
            return _turn_away()
        if self._is_ours("_dash-update-component"):
            self._check_callback()
        return None

    def mark_unknown_page(self, response: Response) -> Response:
        """Dash answers 200 with its shell for any address: say 404 where there is no page."""
        if g.get("unknown_page"):
            response.status_code = 404
        return response

    def _check_origin(self) -> None:
        if request.method in _SAFE_METHODS:
            return
        sent = request.headers.get("Origin")
        expected = self.origin or f"{request.scheme}://{request.host}"
        # A program on the same machine sends no origin; in production only browsers send changes.
        known = sent == expected or (sent is None and self.origin is None)
        if not known or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            audit.record(audit.Event.REFUSED, reason="origin")
            abort(403)

    @staticmethod
    def _check_size(limit: int) -> None:
        request.max_content_length = limit
        if (request.content_length or 0) > limit:
            abort(413)

    def _admit(self, permission: Permission) -> Response | None:
        if g.visitor.may(permission):
            return None
        if not g.visitor.is_signed_in:
            return _turn_away()
        guard.require(permission)
        return None

    def _route(self, policy: guard.RoutePolicy) -> Response | None:
        """One of our own addresses. Who shows a key where keys open too is judged by it, not by a cookie."""
        if policy.for_tools and self.entrance is not None and "Authorization" in request.headers:
            found = self.entrance.enter()
            if isinstance(found, Response):
                return found
            g.visitor = found
        else:
            g.visitor = self.identify()
            if policy.for_tools and not g.visitor.is_signed_in and not _navigates():
                return tools.turn_away()
        return self._admit(policy.permission)

    def _document(self) -> Response | None:
        found = (self.pages or {}).get(request.path)
        permission = guard.POLICIES.pages[found["module"]] if found else None
        if not g.visitor.roles:
            if found and permission in PUBLIC:
                # Dash's shell would need its own addresses opened to everyone; plain HTML does not.
                text = static_page.public_page(
                    title=found["title"], body=self.render(found["layout"]()), styles=self._styles()
                )
                return make_response(text)
            return _turn_away()
        if permission is None:
            g.unknown_page = True
            return None
        return self._admit(permission)

    def _check_callback(self) -> None:
        if request.mimetype != "application/json":
            abort(415)
        try:
            body, output = bodies.read(lambda: request.get_json(silent=True))
            if output not in guard.POLICIES.outputs:
                audit.record(audit.Event.REFUSED, reason="unknown_output")
                abort(403)
            permission = guard.POLICIES.outputs[output]
            if permission is not None:
                guard.require(permission)
            bodies.check(body, self.app.callback_map[output])
            if output == guard.ROUTER_OUTPUT:
                bodies.check_address(body)
        except bodies.BadBodyError:
            abort(400)

    def _styles(self) -> list[str]:
        files = sorted(Path(self.app.config.assets_folder).glob("*.css"))
        return [str(self.app.get_asset_url(file.name)) for file in files]

    def _is_ours(self, *names: str) -> bool:
        prefix = self.app.config.routes_pathname_prefix
        return request.endpoint in {prefix + name for name in names}


def _whoever_sits_here() -> Visitor:
    """Local grants everything, so it is for this machine alone: also when nginx has been put before it."""
    if not loopback.is_direct():
        audit.record(audit.Event.REFUSED, reason="not_local")
        text = "Den körs utan inloggning och svarar bara sin egen maskin: LAGESBILD_ENV är inte production."
        abort(errors.told(403, title="Tjänsten är inte i drift", text=text))
    return LOCAL


def _turn_away() -> Response:
    """Somebody without a role: to the login when they navigate, else 401; 403 when they are signed in."""
    if g.visitor.is_signed_in:
        audit.record(audit.Event.REFUSED, reason="no_role")
        text = static_page.message(
            title="Du har ingen roll i Lägesbild",
            paragraphs=["Du är inloggad men har ingen roll här. Vänd dig till samordnaren om du behöver en."],
            button=(SIGN_OUT_PATH, "Logga ut"),
        )
        return make_response(text, 403)
    if _navigates():
        return make_response(redirect(sign_in_address(request.full_path.rstrip("?"))))
    return errors.answer(401)


def _navigates() -> bool:
    """Whether a person's browser opens the address: it names the type of pages, where a program takes all."""
    return request.method == "GET" and any(kind == "text/html" for kind, _ in request.accept_mimetypes)


def _security_text(login: Login) -> Callable[[], Response]:
    def security_text() -> Response:
        """Where to report a weakness (RFC 9116); the date moves, so that it never runs out unnoticed."""
        expires = datetime.now(UTC) + timedelta(days=_SECURITY_TEXT_DAYS)
        lines = [
            f"Contact: {login.security_contact}",
            f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
            "Preferred-Languages: sv, en",
            f"Canonical: {login.base_url}/.well-known/security.txt",
        ]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    return security_text


def _origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
