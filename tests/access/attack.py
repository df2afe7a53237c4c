"""An attacker with developer tools: every callback, page, route and body, as everybody from nobody upwards.

`Attack` knocks on the app as a whole and on each layer alone (the gate, the callback, the page, the view), so
a guard that is gone shows even while another still holds. Run as a module it attacks the real application.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import dash
from dash import Dash
from flask import g
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from access import guard
from access.keys import Keys
from access.login import SIGN_IN_PATH, SIGN_OUT_PATH
from access.oidc import CALLBACK_PATH
from access.roles import ANONYMOUS, PUBLIC, ROLE_PERMISSIONS, Permission, Role, Visitor
from access.session_databases import SqliteFile
from access.sessions import Sessions

CALLBACKS = "/_dash-update-component"
SPELLINGS = ("{}", "{}/", "/{}", "{}?a=1", "{}#x", "/.{}", "{}/..{}", "{}%20")
LARGE = 30_000_000
VALUES: tuple[Any, ...] = (None, "x", 7, ["x"], {"x": 1})
"""What a callback may be sent instead of what it expects."""
LOGIN_PATHS = frozenset({SIGN_IN_PATH, SIGN_OUT_PATH, CALLBACK_PATH})
"""Public, and with tests of their own: knocking on them would sign the attacker out."""
REFUSALS = frozenset({302, 401, 403})

PEOPLE: Mapping[str, frozenset[Role] | None] = {
    "nobody": None,
    "without role": frozenset(),
    **{role.value: frozenset({role}) for role in Role},
}


@dataclass
class Attack:
    """One attack. findings: what should have been refused or crashed, or was refused wrongly."""

    app: Dash
    sessions: Sessions
    base_url: str
    cookie: str
    pages: Mapping[str, Permission]
    probes: int = 0
    findings: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        """Everything; returns the findings."""
        for who, roles in PEOPLE.items():
            self._documents(who, roles)
            self._router(who, roles)
            self._callbacks(who, roles)
            self._routes(who, roles)
            self._layers(who, roles)
        self._forms()
        self._dead_session()
        return self.findings

    # Who

    def _visitor(self, roles: frozenset[Role] | None) -> Visitor:
        return ANONYMOUS if roles is None else Visitor("attacker", "Attacker", roles)

    def _cookie_of(self, roles: frozenset[Role] | None) -> str:
        return "" if roles is None else self.sessions.start(self._visitor(roles), id_token="")

    def _client(self, roles: frozenset[Role] | None) -> FlaskClient:
        client = self.app.server.test_client()
        session = self._cookie_of(roles)
        if session:
            host = urlsplit(self.base_url).hostname or ""
            client.set_cookie(self.cookie, session, domain=host, secure=True)
        return client

    def _may(self, roles: frozenset[Role] | None, permission: Permission | None) -> bool:
        granted = chain.from_iterable(ROLE_PERMISSIONS[role] for role in roles or ())
        return bool(roles) if permission is None else permission in PUBLIC | set(granted)

    # What is said of an answer

    def _judge(self, what: str, *, status: int, allowed: bool) -> None:
        self.probes += 1
        if status >= 500:
            self.findings.append(f"{what}: crashed with {status}")
        elif allowed and status in {401, 403}:
            self.findings.append(f"{what}: refused with {status} although allowed")
        elif not allowed and status not in REFUSALS:
            self.findings.append(f"{what}: answered {status} although not allowed")

    # Through the front door

    def _documents(self, who: str, roles: frozenset[Role] | None) -> None:
        client = self._client(roles)
        for path, permission in self.pages.items():
            answer = client.get(path, base_url=self.base_url, headers={"Accept": "text/html"})
            self._judge(
                f"GET {path} as {who}", status=answer.status_code, allowed=self._may(roles, permission)
            )
        for name in ("_dash-layout", "_dash-dependencies", "_reload-hash"):
            answer = client.get(f"/{name}", base_url=self.base_url)
            self._judge(f"GET {name} as {who}", status=answer.status_code, allowed=bool(roles))

    def _router(self, who: str, roles: frozenset[Role] | None) -> None:
        client = self._client(roles)
        nowhere = self._through_router(client, "/finns-inte-alls")
        for path, permission in self.pages.items():
            allowed = bool(roles) and self._may(roles, permission)
            for spelling in SPELLINGS:
                spelled = spelling.replace("{}", path)
                status, text = self._through_router(client, spelled)
                if roles and not allowed and status == 200:
                    held_back = '"id":"refused"' in text or text == nowhere[1]
                    status = 403 if held_back else 200
                if not allowed or spelling == "{}":
                    self._judge(f"router to {spelled} as {who}", status=status, allowed=allowed)

    def _through_router(self, client: FlaskClient, path: str) -> tuple[int, str]:
        pathname, _, search = path.partition("?")
        body = callback_body(self.app, guard.ROUTER_OUTPUT, values=[pathname, f"?{search}" if search else ""])
        answer = client.post(CALLBACKS, json=body, base_url=self.base_url, headers={"Origin": self.base_url})
        return answer.status_code, re.sub(r"\s+", "", answer.text)

    def _callbacks(self, who: str, roles: frozenset[Role] | None) -> None:
        client = self._client(roles)
        for output in self.app.callback_map:
            on_server = output in guard.POLICIES.outputs
            permission = guard.POLICIES.outputs.get(output)
            allowed = on_server and bool(roles) and self._may(roles, permission)
            for value in VALUES if allowed else VALUES[:1]:
                answer = client.post(
                    CALLBACKS,
                    json=callback_body(self.app, output, values=[value] * 99),
                    base_url=self.base_url,
                    headers={"Origin": self.base_url},
                )
                self._judge(f"callback {output} as {who}", status=answer.status_code, allowed=allowed)
        answer = client.post(
            CALLBACKS,
            json={"output": "made-up.children", "inputs": [], "outputs": None},
            base_url=self.base_url,
            headers={"Origin": self.base_url},
        )
        self._judge(f"unknown output as {who}", status=answer.status_code, allowed=False)

    def _routes(self, who: str, roles: frozenset[Role] | None) -> None:
        client = self._client(roles)
        for rule, methods, policy in self.guarded_rules():
            if rule in LOGIN_PATHS:
                continue
            path = re.sub(r"<[^>]*>", "fra1", re.sub(r"<any\((\w+)[^>]*>", r"\1", rule))
            for method in sorted(methods - {"HEAD", "OPTIONS"}):
                answer = client.open(
                    path, method=method, base_url=self.base_url, headers={"Origin": self.base_url}
                )
                allowed = self._may(roles, policy.permission)
                self._judge(f"{method} {path} as {who}", status=answer.status_code, allowed=allowed)

    def guarded_rules(self) -> Iterator[tuple[str, set[str], guard.RoutePolicy]]:
        """Every address of our own: rule, methods and policy."""
        for rule in self.app.server.url_map.iter_rules():
            policy = guard.POLICIES.routes.get(rule.endpoint)
            if policy is not None:
                yield rule.rule, rule.methods or set(), policy

    # Each layer alone

    def _layers(self, who: str, roles: frozenset[Role] | None) -> None:
        for output, permission in guard.POLICIES.outputs.items():
            if permission is None or self._may(roles, permission):
                continue
            function = self.app.callback_map[output]["callback"].__wrapped__
            count = len(self.app.callback_map[output]["inputs"]) + len(self.app.callback_map[output]["state"])
            self._alone(f"function of {output} as {who}", roles, lambda f=function, n=count: f(*[None] * n))
            self._gate_alone(f"gate for {output} as {who}", roles, output)
        for page in dash.page_registry.values():
            permission = self.pages.get(page["path"])
            if permission is not None and not self._may(roles, permission):
                self._layout_alone(f"layout of {page['path']} as {who}", roles, page["layout"])
        for rule in self.app.server.url_map.iter_rules():
            policy = guard.POLICIES.routes.get(rule.endpoint)
            if policy is not None and not self._may(roles, policy.permission):
                view = self.app.server.view_functions[rule.endpoint]
                arguments = dict.fromkeys(rule.arguments, "fra1")
                self._alone(f"view of {rule.rule} as {who}", roles, lambda v=view, a=arguments: v(**a))

    def _alone(self, what: str, roles: frozenset[Role] | None, call: Callable[[], Any]) -> None:
        self.probes += 1
        with self.app.server.test_request_context("/", base_url=self.base_url):
            g.visitor = self._visitor(roles)
            try:
                call()
            except HTTPException as refusal:
                if refusal.code == 403:
                    return
            except Exception as error:
                self.findings.append(f"{what}: ran, and failed with {type(error).__name__}")
                return
        self.findings.append(f"{what}: ran")

    def _layout_alone(self, what: str, roles: frozenset[Role] | None, layout: Callable[..., Any]) -> None:
        self.probes += 1
        with self.app.server.test_request_context("/", base_url=self.base_url):
            g.visitor = self._visitor(roles)
            if getattr(layout(), "id", None) != "refused":
                self.findings.append(f"{what}: was built")

    def _gate_alone(self, what: str, roles: frozenset[Role] | None, output: str) -> None:
        self.probes += 1
        check = self.app.server.before_request_funcs[None][0]
        headers = {"Origin": self.base_url, "Cookie": f"{self.cookie}={self._cookie_of(roles)}"}
        with self.app.server.test_request_context(
            CALLBACKS,
            method="POST",
            json=callback_body(self.app, output, values=[None] * 99),
            base_url=self.base_url,
            headers=headers,
        ):
            try:
                answer: Any = check()
            except HTTPException as refusal:
                answer = refusal
            if answer is None:
                self.findings.append(f"{what}: let it pass")

    # Form, origin, size, and time

    def _forms(self) -> None:
        client = self._client(frozenset(Role))
        body = callback_body(self.app, guard.ROUTER_OUTPUT, values=["/", ""])
        own = {"Origin": self.base_url}
        wrong: list[tuple[str, int, dict[str, Any]]] = [
            ("no origin", 403, {"json": body}),
            ("another origin", 403, {"json": body, "headers": {"Origin": "https://evil.example"}}),
            ("another site", 403, {"json": body, "headers": own | {"Sec-Fetch-Site": "cross-site"}}),
            ("text", 415, {"data": json.dumps(body), "content_type": "text/plain", "headers": own}),
            ("no body", 400, {"data": "", "content_type": "application/json", "headers": own}),
            ("broken json", 400, {"data": "{", "content_type": "application/json", "headers": own}),
            (
                "other inputs",
                400,
                {"json": body | {"inputs": [{"id": "x", "property": "y"}]}, "headers": own},
            ),
            ("other outputs", 400, {"json": body | {"outputs": [None, None]}, "headers": own}),
            ("large", 413, {"data": b"x" * LARGE, "content_type": "application/json", "headers": own}),
        ]
        for name, status, request in wrong:
            self.probes += 1
            answer = client.post(CALLBACKS, base_url=self.base_url, **request)
            if answer.status_code != status:
                self.findings.append(f"callback with {name}: {answer.status_code}, not {status}")

    def _dead_session(self) -> None:
        self.probes += 1
        client = self._client(frozenset(Role))
        self.sessions.revoke("attacker")
        status = client.get("/", base_url=self.base_url).status_code
        if status not in REFUSALS:
            self.findings.append(f"revoked session: {status}")


def callback_body(app: Dash, output: str, *, values: list[Any]) -> dict[str, Any]:
    """A well-formed body for a callback, with the values given."""
    registered = app.callback_map[output]
    wanted = registered["output"]
    items = [*registered["inputs"], *registered["state"]]
    filled = [
        {"id": item["id"], "property": item["property"], "value": value}
        for item, value in zip(items, values, strict=False)
    ]
    outputs = [
        {"id": one.component_id, "property": one.component_property}
        for one in (wanted if isinstance(wanted, list | tuple) else [wanted])
    ]
    count = len(registered["inputs"])
    return {
        "output": output,
        "outputs": outputs if isinstance(wanted, list | tuple) else outputs[0],
        "inputs": filled[:count],
        "state": filled[count:],
        "changedPropIds": [],
    }


def main() -> None:
    """Attack the real application as the environment sets it up; prints probes and findings as JSON."""
    from app import app  # noqa: PLC0415  importing it starts it, with the environment there is
    from settings import Login, Settings  # noqa: PLC0415
    from tests.access.attack_keys import KeyAttack  # noqa: PLC0415
    from tests.access.expected import PAGES, TOOL_ROUTES  # noqa: PLC0415

    pages = {page["path"] for name, page in dash.page_registry.items() if not name.endswith("not_found_404")}
    database = SqliteFile(Settings().store / "sessions.sqlite")
    with_key = KeyAttack(app, Keys(database), Login().base_url, TOOL_ROUTES)
    attack = Attack(
        app=app,
        sessions=Sessions(database),
        base_url=Login().base_url,
        cookie="__Host-sid",
        pages={path: permission for path, permission in PAGES.items() if path in pages},
    )
    attack.run()
    with_key.run()
    json.dump(
        {
            "probes": attack.probes,
            "probes with keys": with_key.probes,
            "findings": attack.findings + with_key.findings,
            "unlisted": sorted(pages - PAGES.keys()),
            "open": sorted(rule for rule, _, policy in attack.guarded_rules() if policy.permission in PUBLIC),
            "for tools": sorted(rule for rule, _, policy in attack.guarded_rules() if policy.for_tools),
            "callbacks": len(guard.POLICIES.outputs),
            "routes": len(guard.POLICIES.routes),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
