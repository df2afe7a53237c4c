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
from flask import g

from access import gate, guard, login
from access.roles import Permission, Role, Visitor
from access.sessions import Session, Sessions
from tests.access import small_app
from tests.access.attack import Attack
from tests.access.conftest import BASE_URL, Site, login_environment
from tests.access.expected import OPEN_ROUTES
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
