"""The attack finds nothing, and finds something as soon as any one guard is taken away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import dash
import pytest
from flask import g, request

from access import gate, guard, keys, login, tools
from access.keys import Key, Keys
from access.roles import Permission, Role, Tool, Visitor
from access.sessions import Session, Sessions
from tests.access import small_app
from tests.access.attack import Attack
from tests.access.attack_keys import KeyAttack
from tests.access.conftest import BASE_URL, Site, login_environment
from tests.access.expected import OPEN_ROUTES, TOOL_ROUTES
from tests.snapshots import make_snapshot

Make = Callable[..., Site]
ROOT = Path(__file__).resolve().parents[2]


def attack(site: Site) -> Attack:
    made = Attack(
        app=site.app,
        sessions=site.sessions,
        base_url=BASE_URL,
        cookie="__Host-sid",
        pages=small_app.PAGES,
    )
    made.run()
    return made


def attack_with_keys(site: Site) -> KeyAttack:
    made = KeyAttack(site.app, Keys(site.sessions.database), BASE_URL, small_app.TOOL_ROUTES)
    made.run()
    return made


def test_the_attack_with_keys_finds_nothing(make_site: Make) -> None:
    done = attack_with_keys(make_site())
    assert done.findings == []
    assert done.probes > 60


def test_the_attack_finds_nothing(make_site: Make) -> None:
    done = attack(make_site())
    assert done.findings == []
    assert done.probes > 300


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _only_identify(self: gate.Gate) -> None:
    g.visitor = self.identify()


def _unguarded_callback(*dependencies: Any, permission: Permission, **options: Any) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        @wraps(function)
        def unchecked(*values: Any) -> Any:
            return function(*values)

        guard.POLICIES.functions[id(unchecked)] = (unchecked, permission)
        dash.callback(*dependencies, **options)(unchecked)
        return function

    return decorate


def _unguarded_page(module: str, *, permission: Permission, **options: Any) -> None:
    original = options["layout"]

    def unchecked(**query: Any) -> Any:
        return original(**query)

    guard.POLICIES.functions[id(unchecked)] = (unchecked, permission)
    guard.POLICIES.pages[module] = permission
    dash.register_page(module, **(options | {"layout": unchecked}))


def _unguarded_route(
    server: Any, rule: str, *, permission: Permission, **options: Any
) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        endpoint = f"{function.__module__}.{function.__qualname__}"
        limit = options.get("body_limit", guard.SMALL_BODY)
        guard.POLICIES.routes[endpoint] = guard.RoutePolicy(permission, limit)
        methods = list(options.get("methods", ("GET",)))
        server.add_url_rule(rule, endpoint=endpoint, view_func=function, methods=methods)
        return function

    return decorate


def _anybody_signed_in(_self: Sessions, _session_id: str) -> Session:
    return Session(Visitor("attacker", "", frozenset(Role)), "")


def _everything_is_known(_self: gate.Gate) -> None:
    """The check of callbacks as it would be without the demand for a known output and permission."""


MUTANTS: dict[str, tuple[Any, str, Any]] = {
    "no gate": (gate.Gate, "check", _only_identify),
    "gate without routes": (gate.Gate, "_admit", _nothing),
    "gate without pages": (gate.Gate, "_document", _nothing),
    "gate without callbacks": (gate.Gate, "_check_callback", _everything_is_known),
    "gate without origin": (gate.Gate, "_check_origin", _nothing),
    "gate without size": (gate.Gate, "_check_size", _nothing),
    "nobody turned away": (gate, "_turn_away", _nothing),
    "any body": (gate.bodies, "check", _nothing),
    "nothing required": (guard, "require", _nothing),
    "everything granted": (guard, "may", lambda _permission: True),
    "callbacks without check": (guard, "callback", _unguarded_callback),
    "pages without check": (guard, "page", _unguarded_page),
    "routes without check": (guard, "route", _unguarded_route),
    "any session": (Sessions, "find", _anybody_signed_in),
    "no revocation": (Sessions, "revoke", lambda _self, _subject: 0),
    "everyone is everything": (login.Door, "visitor", lambda _self: Visitor("x", "", frozenset(Role))),
}


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS.keys())
def test_without_any_one_guard_the_attack_finds_something(
    make_site: Make, monkeypatch: pytest.MonkeyPatch, mutant: tuple[Any, str, Any]
) -> None:
    holder, name, replacement = mutant
    monkeypatch.setattr(holder, name, replacement)
    assert attack(make_site()).findings


def _any_key(_self: Keys, _text: str) -> Key:
    return Key("00000000", "x", Role.LEDNING, 0.0, "x", 4e9, None, None)


def _never_expired(self: Keys, text: str) -> Key:
    return ORIGINAL_CHECK(Keys(self.database, clock=lambda: 0.0), text)


def _user_or_password() -> str:
    shown = request.authorization
    return "" if shown is None else shown.password or shown.username or shown.token or ""


def _every_route_for_tools(
    server: Any, rule: str, *, permission: Permission, **options: Any
) -> Callable[[Any], Any]:
    options["for_tools"] = True
    return ORIGINAL_ROUTE(server, rule, permission=permission, **options)


def _key_is_a_session(self: login.Door) -> Visitor:
    """A key that is looked for at every address, as if it were a cookie."""
    found = tools.Entrance(Keys(self._sessions.database)).enter()
    return found if isinstance(found, Visitor) else ORIGINAL_VISITOR(self)


ORIGINAL_CHECK = Keys.check
ORIGINAL_ROUTE = guard.route
ORIGINAL_VISITOR = login.Door.visitor
KEY_MUTANTS: dict[str, tuple[Any, str, Any]] = {
    "no key check": (Keys, "check", _any_key),
    "any secret": (keys.hmac, "compare_digest", lambda _one, _other: True),
    "keys for ever": (Keys, "check", _never_expired),
    "no revocation of keys": (Keys, "revoke", lambda _self, _key: True),
    "keys everywhere": (guard, "route", _every_route_for_tools),
    "keys as sessions": (login.Door, "visitor", _key_is_a_session),
    "tools are people": (Tool, "may", Visitor.may),
    "keys in addresses": (tools, "key_in_address", _nothing),
    "users are keys": (tools, "_shown", _user_or_password),
}


@pytest.mark.parametrize("mutant", KEY_MUTANTS.values(), ids=KEY_MUTANTS.keys())
def test_without_any_one_check_of_keys_the_attack_finds_something(
    make_site: Make, monkeypatch: pytest.MonkeyPatch, mutant: tuple[Any, str, Any]
) -> None:
    holder, name, replacement = mutant
    monkeypatch.setattr(holder, name, replacement)
    assert attack_with_keys(make_site()).findings


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the attack on the real application reports; in a process of its own, in production form."""
    store = tmp_path_factory.mktemp("store")
    make_snapshot(store)
    environment = {
        **os.environ,
        **login_environment("https://login.example"),
        "LAGESBILD_ENV": "production",
        "LAGESBILD_STORE": str(store),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.access.attack"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_real_application_withstands_the_attack(real: dict[str, Any]) -> None:
    assert real["findings"] == []
    assert real["probes"] > 500


def test_every_page_of_the_real_application_is_in_the_table(real: dict[str, Any]) -> None:
    assert real["unlisted"] == []


def test_no_other_address_is_open_to_everybody(real: dict[str, Any]) -> None:
    assert set(real["open"]) == OPEN_ROUTES


def test_keys_open_the_published_figures_and_nothing_else(real: dict[str, Any]) -> None:
    assert set(real["for tools"]) == TOOL_ROUTES
    assert real["probes with keys"] > 300
