"""A small app behind its gate, in production form, and ways to sign in to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from access import gate
from access.roles import Role, Visitor
from access.sessions import Sessions
from settings import Settings
from tests.access import provider as tiny
from tests.access import small_app

CHROMIUM_ACCEPTS = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
BASE_URL = "https://lagesbild.example"


@pytest.fixture(scope="session")
def running_provider() -> Iterator[tiny.TinyProvider]:
    """One provider for the session."""
    with tiny.running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider: tiny.TinyProvider) -> tiny.TinyProvider:
    """The provider, honest again and with nobody waiting."""
    running_provider.forge = tiny.honest
    running_provider.claims = {}
    running_provider.asked = {}
    running_provider.faults = []
    return running_provider


def login_environment(issuer: str) -> dict[str, str]:
    """The environment of a complete production set-up."""
    return {
        "LAGESBILD_BASE_URL": BASE_URL,
        "LAGESBILD_SECRET_KEY": "test-only-0123456789abcdef0123456789abcdef",
        "LAGESBILD_OIDC_ISSUER": issuer,
        "LAGESBILD_OIDC_CLIENT_ID": tiny.CLIENT,
        "LAGESBILD_OIDC_CLIENT_SECRET": tiny.SECRET,
        "LAGESBILD_OIDC_ROLES_CLAIM": "groups",
        "LAGESBILD_SECURITY_CONTACT": "mailto:sakerhet@example.org",
    }


def audited(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """The events of the audit trail so far."""
    return [json.loads(entry.getMessage()) for entry in caplog.records if entry.name == "lagesbild.audit"]


@dataclass
class Site:
    """An app in production form and its sessions."""

    app: Dash
    sessions: Sessions

    def client(self) -> FlaskClient:
        """Somebody who is not signed in."""
        client = self.app.server.test_client()
        client.environ_base["HTTP_ACCEPT"] = CHROMIUM_ACCEPTS
        return client

    def signed_in(self, *roles: Role) -> FlaskClient:
        """Somebody with these roles, signed in beside the provider."""
        client = self.client()
        visitor = Visitor("subject-" + "-".join(role.value for role in roles), "Test", frozenset(roles))
        client.set_cookie(
            "__Host-sid",
            self.sessions.start(visitor, id_token="token"),
            domain="lagesbild.example",
            secure=True,
        )
        return client


@pytest.fixture
def make_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, provider: tiny.TinyProvider
) -> Iterator[Callable[..., Site]]:
    """Builds the small app with a complete production environment, changed by the keywords given."""
    with small_app.alone():

        def make(**environment: str) -> Site:
            for name, value in (login_environment(provider.issuer) | environment).items():
                monkeypatch.setenv(name, value)
            app = small_app.build()
            app.server.config["PREFERRED_URL_SCHEME"] = "https"
            app.server.config["SERVER_NAME"] = None
            gate.install(app, Settings(env="production", store=tmp_path))
            return Site(app, Sessions(tmp_path / "sessions.sqlite"))

        yield make


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """The small app in production form."""
    return make_site()
