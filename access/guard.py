"""Deny by default: every page, callback and route names its permission here, and is checked when called.

Use `page`, `callback` and `route` instead of Dash's and Flask's own registration. `finish` runs Dash's lazy
set-up and refuses to start when anything was registered another way. Must not know roles, sessions or pages:
it asks the visitor of the request, whom `access.gate` puts there; without a gate nobody is granted anything.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

import dash
from dash import Dash, html
from flask import Flask, abort, g, has_request_context

from access import audit
from access.roles import ANONYMOUS, Permission, Visitor

Function = TypeVar("Function", bound=Callable[..., Any])
Layout = Callable[..., Any]

ROUTER_OUTPUT = ".._pages_content.children..._pages_store.data.."
"""Dash's page router. It needs no permission of its own: the layouts it fetches check theirs."""

SMALL_BODY = 1_000_000
"""Bytes accepted in a request unless the route says otherwise."""


class GuardError(RuntimeError):
    """Something was registered without a permission; the message lists every fault."""


@dataclass(frozen=True)
class RoutePolicy:
    """What a Flask route demands."""

    permission: Permission
    body_limit: int
    for_tools: bool = False


@dataclass
class Policies:
    """Every decision recorded so far in this process; Dash's page and callback registries are global too."""

    functions: dict[int, tuple[Callable[..., Any], Permission]] = field(default_factory=dict)
    pages: dict[str, Permission] = field(default_factory=dict)
    routes: dict[str, RoutePolicy] = field(default_factory=dict)
    outputs: dict[str, Permission | None] = field(default_factory=dict)


POLICIES = Policies()
_SET_UP = threading.Lock()


def visitor() -> Visitor:
    """The person behind the present request; anonymous outside a request."""
    if not has_request_context():
        return ANONYMOUS
    return g.get("visitor", ANONYMOUS)


def may(permission: Permission) -> bool:
    """Whether the person behind the present request has the permission: for menus and links."""
    return visitor().may(permission)


def may_open(path: str) -> bool:
    """Whether there is a page at the path that the person behind the present request may see: for links."""
    return any(
        may(POLICIES.pages[module])
        for module, page in dash.page_registry.items()
        if page["path"] == path and module in POLICIES.pages
    )


def require(permission: Permission) -> None:
    """Answer 403, and note it, unless the person behind the request has the permission."""
    if not may(permission):
        audit.record(audit.Event.REFUSED, reason=permission.value)
        abort(403)


def _refused(**_: object) -> Any:
    """What stands in the place of a page the visitor may not see."""
    return html.Div(
        [
            html.H1("Du har inte behörighet till sidan", tabIndex=-1),
            html.P("Sidan är öppen för andra roller än din. Vänd dig till samordnaren om du behöver den."),
        ],
        id="refused",
    )


def page(
    module: str,
    *,
    path: str,
    title: str,
    permission: Permission,
    layout: Layout,
    order: int | None = None,
    name: str | None = None,
) -> None:
    """Register a page whose layout is only called for those who have the permission.

    The layout is called with the query string as keyword arguments and must end in `**_`.
    The module keeps its own, unguarded layout function for tests.
    """

    @wraps(layout)
    def checked(**query: Any) -> Any:
        if not may(permission):
            audit.record(audit.Event.REFUSED, reason=permission.value)
            return _refused()
        return layout(**query)

    POLICIES.functions[id(checked)] = (checked, permission)
    POLICIES.pages[module] = permission
    dash.register_page(module, path=path, title=title, name=name or title, order=order, layout=checked)


def callback(*dependencies: Any, permission: Permission, **options: Any) -> Callable[[Function], Function]:
    """As `dash.callback`, checked inside the function at each call.

    The decorated function is returned unguarded, so that tests call it as the plain function it is.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def checked(*values: Any, **named: Any) -> Any:
            require(permission)
            return function(*values, **named)

        POLICIES.functions[id(checked)] = (checked, permission)
        dash.callback(*dependencies, **options)(checked)
        return function

    return decorate


def route(
    server: Flask,
    rule: str,
    *,
    permission: Permission,
    methods: Iterable[str] = ("GET",),
    body_limit: int = SMALL_BODY,
    for_tools: bool = False,
) -> Callable[[Function], Function]:
    """As `Flask.route`, checked at each call.

    body_limit: the largest body accepted, in bytes. for_tools: whether a key (`keys.py`) opens it too.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def checked(*values: Any, **named: Any) -> Any:
            require(permission)
            return function(*values, **named)

        endpoint = f"{function.__module__}.{function.__qualname__}"
        POLICIES.routes[endpoint] = RoutePolicy(permission, body_limit, for_tools)
        server.add_url_rule(rule, endpoint=endpoint, view_func=checked, methods=list(methods))
        return function

    return decorate


def finish(app: Dash) -> None:
    """Run Dash's lazy set-up now, and refuse to start when anything lacks a policy.

    Dash marks its set-up as done before it is, so simultaneous first requests would fail; run here it is
    done before the server listens. Raises GuardError with every unguarded page, callback and route.
    """
    with _SET_UP, app.server.test_request_context("/"):
        for function in app.server.before_request_funcs.get(None, []):
            if function.__module__.startswith("dash."):
                function()
    faults = [*_unguarded_callbacks(app), *_unguarded_pages(), *_unguarded_routes(app)]
    if faults:
        raise GuardError("Startar inte, behörighet saknas för: " + "; ".join(faults))


def _unguarded_callbacks(app: Dash) -> Iterable[str]:
    for output, registered in app.callback_map.items():
        if "callback" not in registered:
            # Runs in the browser only; the server has no function to call, and the gate refuses it.
            continue
        if output == ROUTER_OUTPUT:
            POLICIES.outputs[output] = None
            continue
        inner = getattr(registered["callback"], "__wrapped__", None)
        known = POLICIES.functions.get(id(inner))
        if known is None:
            yield f"callback {output}"
        else:
            POLICIES.outputs[output] = known[1]
    for path in app.callback_api_paths:
        yield f"callback med egen adress {path}"


def _unguarded_pages() -> Iterable[str]:
    for module, registered in dash.page_registry.items():
        if id(registered["layout"]) not in POLICIES.functions:
            yield f"sidan {module}"


def _unguarded_routes(app: Dash) -> Iterable[str]:
    for rule in app.server.url_map.iter_rules():
        if rule.endpoint not in POLICIES.routes and not _is_dash_endpoint(app, rule.endpoint):
            yield f"adressen {rule.rule}"


DASH_ENDPOINTS = (
    "",
    "<path:path>",
    "_dash-layout",
    "_dash-dependencies",
    "_dash-update-component",
    "_reload-hash",
    "_favicon.ico",
    "_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
)
"""Dash's own routes, under its path prefix. The gate decides about each of them by name."""

STATIC_ENDPOINTS = ("static", "_dash_assets.static")
"""Files of the product itself: style sheets, scripts, icons."""


def _is_dash_endpoint(app: Dash, endpoint: str) -> bool:
    prefix = app.config.routes_pathname_prefix
    return endpoint in STATIC_ENDPOINTS or endpoint in {prefix + name for name in DASH_ENDPOINTS}
