"""A small app behind its gate, in production form, and ways to sign in to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from access import gate
from access.keys import KeyRole, Keys
from access.roles import Role, Visitor
from access.session_databases import SqliteFile
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
    """An app in production form, its sessions and its store."""

    app: Dash
    sessions: Sessions
    store: Path

    @property
    def keys(self) -> Keys:
        """Its keys for tools."""
        return Keys(self.sessions.database)

    def key(self, role: KeyRole = KeyRole.LEDNING) -> str:
        """A key that holds until tomorrow."""
        tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
        return self.keys.make("Power BI", role=role, last_day=tomorrow, made_by="test")[1]

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


def build_site(folder: Path, environment: Mapping[str, str]) -> Site:
    """The small app behind its gate, with this environment for as long as it starts."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        app = small_app.build()
        gate.install(app, Settings(env="production", store=folder), render=small_app.render)
    return Site(app, Sessions(SqliteFile(folder / "sessions.sqlite")), folder)


@pytest.fixture
def make_site(tmp_path: Path, provider: tiny.TinyProvider) -> Iterator[Callable[..., Site]]:
    """Builds a site of one's own with a complete environment, changed by the keywords given."""
    with small_app.alone():
        yield lambda **changes: build_site(tmp_path, login_environment(provider.issuer) | changes)


@pytest.fixture(scope="module")
def shared_site(
    running_provider: tiny.TinyProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One site for the tests of a module that only knock on it."""
    with small_app.alone():
        folder = tmp_path_factory.mktemp("site")
        yield build_site(folder, login_environment(running_provider.issuer))


@pytest.fixture
def site(shared_site: Site, provider: tiny.TinyProvider) -> Site:
    """The shared site, with an honest provider."""
    return shared_site
