"""The addresses of login and log-out, and the cookie that holds the session's id.

Owns what happens between our sessions and the provider. Must not know pages or what roles may do.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Flask, Response, make_response, redirect, request, session

from access import audit, errors, guard, static_page
from access.oidc import CALLBACK_PATH, SIGNED_OUT_PATH, LoginError, Provider, ProviderUnreachableError
from access.roles import ANONYMOUS, Permission, Visitor
from access.sessions import NoSession, Sessions
from settings import Login

SIGN_IN_PATH = "/logga-in"
SIGN_OUT_PATH = "/logga-ut"
_RETURN_KEY = "till"
_LONGEST_RETURN = 1500
"""It travels in a cookie, and browsers drop cookies over 4,096 bytes: then nobody could sign in."""


def sign_in_address(path: str) -> str:
    """The address that signs somebody in and then shows `path`, a path of our own with its query string."""
    return f"{SIGN_IN_PATH}?{_RETURN_KEY}={quote(path)}"


class Door:
    """Sign-in and sign-out for one app, and who the cookie of a request belongs to."""

    def __init__(self, *, sessions: Sessions, provider: Provider, https: bool) -> None:
        self._sessions = sessions
        self._provider = provider
        self._https = https
        # The prefix makes the browser itself demand https, the whole host and no sub-domain.
        self.cookie = "__Host-sid" if https else "sid"

    def install(self, server: Flask, login: Login) -> None:
        """Register the addresses, and the signed cookie that lives while a login is under way."""
        server.secret_key = login.secret_key.get_secret_value()
        server.config.update(
            SESSION_COOKIE_NAME="__Host-login" if self._https else "login",
            SESSION_COOKIE_SECURE=self._https,
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
        )
        guard.route(server, SIGN_IN_PATH, permission=Permission.ENTER)(self.sign_in)
        guard.route(server, CALLBACK_PATH, permission=Permission.ENTER)(self.complete)
        guard.route(server, SIGN_OUT_PATH, permission=Permission.ENTER, methods=("POST",))(self.sign_out)
        guard.route(server, SIGNED_OUT_PATH, permission=Permission.ENTER)(signed_out)

    def visitor(self) -> Visitor:
        """Who the present request comes from; anonymous without a valid session."""
        try:
            return self._sessions.find(request.cookies.get(self.cookie, "")).visitor
        except NoSession:
            return ANONYMOUS

    def sign_in(self) -> Any:
        """Send the browser to the provider, and remember where it wanted to go."""
        session.clear()
        session[_RETURN_KEY] = _own_path(request.args.get(_RETURN_KEY, "/"))
        try:
            return self._provider.begin()
        except ProviderUnreachableError as error:
            audit.record(audit.Event.LOGIN_FAILED, reason=str(error))
            return errors.answer(503)

    def complete(self) -> Response:
        """Check the provider's answer and begin a session under a new id."""
        try:
            identity = self._provider.complete()
        except LoginError as error:
            audit.record(audit.Event.LOGIN_FAILED, reason=str(error))
            return _failed(503 if isinstance(error, ProviderUnreachableError) else 400)
        self._sessions.end(request.cookies.get(self.cookie, ""))
        session_id = self._sessions.start(identity.visitor, id_token=identity.id_token)
        audit.record(audit.Event.LOGIN, visitor=identity.visitor)
        response = make_response(redirect(_own_path(session.get(_RETURN_KEY, "/"))))
        session.clear()
        response.set_cookie(
            self.cookie, session_id, secure=self._https, httponly=True, samesite="Lax", path="/"
        )
        return response

    def sign_out(self) -> Response:
        """End the session here, then at the provider."""
        session_id = request.cookies.get(self.cookie, "")
        address = SIGNED_OUT_PATH
        try:
            found = self._sessions.find(session_id)
        except NoSession:
            pass
        else:
            self._sessions.end(session_id)
            audit.record(audit.Event.LOGOUT, visitor=found.visitor)
            address = self._provider.end_address(found.id_token)
        response = make_response(redirect(address, code=303))
        response.delete_cookie(self.cookie, secure=self._https, httponly=True, samesite="Lax", path="/")
        return response


def signed_out() -> str:
    """The page after log-out."""
    return static_page.message(
        title="Du är utloggad",
        paragraphs=["Stäng webbläsaren om andra använder samma dator."],
        link=(SIGN_IN_PATH, "Logga in igen"),
    )


def _failed(status: int) -> Response:
    text = static_page.message(
        title="Inloggningen gick inte att slutföra",
        paragraphs=["Försök igen. Vänd dig till samordnaren om det inte går den här gången heller."],
        link=(SIGN_IN_PATH, "Försök igen"),
    )
    response = make_response(text)
    response.status_code = status
    return response


def _own_path(path: str) -> str:
    """The path when it is ours, otherwise the start page: nobody is sent to another site after login."""
    if len(path.encode()) > _LONGEST_RETURN:
        path = path.partition("?")[0]
    is_short = len(path.encode()) <= _LONGEST_RETURN
    is_ours = path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
    return path if is_short and is_ours else "/"
