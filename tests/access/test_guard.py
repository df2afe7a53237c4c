"""Nothing can be registered without a permission, and what is registered checks it at each call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

import dash
import pytest
from dash import Dash, Input, Output, html
from flask import g
from werkzeug.exceptions import Forbidden

from access import guard
from access.roles import LOCAL, ROLE_PERMISSIONS, Permission, Role, Visitor
from tests.access import small_app


@pytest.fixture
def app() -> Iterator[Dash]:
    with small_app.alone():
        yield small_app.build()


def somebody(*roles: Role) -> Visitor:
    return Visitor("somebody", "Somebody", frozenset(roles))


@pytest.mark.parametrize("register", [guard.page, guard.callback, guard.route])
def test_the_permission_cannot_be_left_out(register: Callable[..., object]) -> None:
    permission = inspect.signature(register).parameters["permission"]
    assert permission.kind is inspect.Parameter.KEYWORD_ONLY
    assert permission.default is inspect.Parameter.empty


def test_what_is_guarded_starts(app: Dash) -> None:
    guard.finish(app)


def test_an_unguarded_callback_stops_the_start(app: Dash) -> None:
    dash.callback(Output("a", "children"), Input("b", "value"))(lambda value: value)
    with pytest.raises(guard.GuardError, match=r"callback a\.children"):
        guard.finish(app)


def test_a_callback_on_the_app_itself_stops_the_start(app: Dash) -> None:
    app.callback(Output("a", "children"), Input("b", "value"))(lambda value: value)
    with pytest.raises(guard.GuardError, match=r"callback a\.children"):
        guard.finish(app)


def test_a_callback_that_is_an_address_of_its_own_stops_the_start(app: Dash) -> None:
    guard.callback(
        Output("a", "children"),
        Input("b", "value"),
        permission=Permission.COORDINATE,
        api_endpoint="/api/a",
    )(lambda value: value)
    app.setup_apis()
    with pytest.raises(guard.GuardError, match="/api/a"):
        guard.finish(app)


def test_an_unguarded_page_stops_the_start(app: Dash) -> None:
    dash.register_page("loose", path="/loose", layout=html.Div())
    with pytest.raises(guard.GuardError, match="loose"):
        guard.finish(app)


def test_a_page_whose_layout_was_replaced_stops_the_start(app: Dash) -> None:
    dash.page_registry["small.0"]["layout"] = html.Div("hemligt")
    with pytest.raises(guard.GuardError, match=r"small\.0"):
        guard.finish(app)


def test_an_unguarded_route_stops_the_start(app: Dash) -> None:
    app.server.add_url_rule("/loose", view_func=lambda: "x", endpoint="loose")
    with pytest.raises(guard.GuardError, match="/loose"):
        guard.finish(app)


def test_every_fault_is_named_at_once(app: Dash) -> None:
    app.server.add_url_rule("/loose", view_func=lambda: "x", endpoint="loose")
    dash.register_page("loose", path="/loose", layout=html.Div())
    with pytest.raises(guard.GuardError, match=r"sidan loose.*adressen /loose"):
        guard.finish(app)


def test_without_a_gate_nobody_is_anybody(app: Dash) -> None:
    with app.server.test_request_context("/"):
        assert not guard.may(Permission.READ_OVERVIEW)
        assert guard.may(Permission.READ_STATEMENT)
    assert not guard.visitor().is_signed_in


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_the_table_says(app: Dash, role: Role, permission: Permission) -> None:
    with app.server.test_request_context("/"):
        g.visitor = somebody(role)
        if permission in ROLE_PERMISSIONS[role]:
            guard.require(permission)
        else:
            with pytest.raises(Forbidden):
                guard.require(permission)


def test_the_function_stays_plain_for_tests() -> None:
    with small_app.alone():
        small_app.build()

        @guard.callback(Output("x", "children"), Input("y", "value"), permission=Permission.COORDINATE)
        def double(value: int) -> int:
            return 2 * value

        assert double(2) == 4


def test_the_roles_are_those_of_the_assignment() -> None:
    committee = ROLE_PERMISSIONS[Role.NAMND]
    assert Permission.READ_PUBLISHED not in committee
    assert Permission.DOWNLOAD not in committee
    assert {Permission.READ_OVERVIEW, Permission.READ_REPORT, Permission.READ_METHOD} <= committee
    assert ROLE_PERMISSIONS[Role.SAMORDNARE] - ROLE_PERMISSIONS[Role.LEDNING] == {Permission.COORDINATE}
    assert all(LOCAL.may(permission) for permission in Permission)
