"""An attacker with a key: each role's, and keys that do not hold, at every page, callback, route and layer.

A key opens the addresses for tools and nothing else; everywhere else its holder is nobody.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import dash
from dash import Dash
from flask import g
from werkzeug.exceptions import HTTPException

from access import guard
from access.keys import KeyRole, Keys
from access.login import SIGN_IN_PATH, SIGN_OUT_PATH
from access.oidc import CALLBACK_PATH
from access.roles import PUBLIC, Role, Tool
from tests.access.attack import CALLBACKS, callback_body

REFUSALS = frozenset({302, 400, 401, 403, 429})
LOGIN_PATHS = frozenset({SIGN_IN_PATH, SIGN_OUT_PATH, CALLBACK_PATH})
YEAR = 400 * 24 * 3600


def bearer(key: str) -> dict[str, str]:
    """The header with the key as a token."""
    return {"Authorization": f"Bearer {key}"}


def basic(user: str, password: str) -> dict[str, str]:
    """The header with the key as a password."""
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


@dataclass
class KeyAttack:
    """One attack. tool_rules: what keys should open, as the assignment says it. findings: what is wrong."""

    app: Dash
    keys: Keys
    base_url: str
    tool_rules: Collection[str]
    probes: int = 0
    findings: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        """Everything; returns the findings."""
        for role in KeyRole:
            key = self._make(role)
            self._routes(f"key of {role.value}", bearer(key))
            self._routes(f"password of {role.value}", basic("x", key))
            self._elsewhere(f"key of {role.value}", bearer(key))
            self._layers(f"tool of {role.value}", Tool("tool", "tool", frozenset({Role(role.value)})))
        for what, headers, query in self._false():
            for path in self._paths(for_tools=True):
                self._judge(f"{what} at {path}", self._status("GET", path + query, headers), allowed=False)
        return self.findings

    def _make(self, role: KeyRole, *, ago: float = 0) -> str:
        now = self.keys.clock() - ago
        past = Keys(self.keys.database, clock=lambda: now)
        day = datetime.fromtimestamp(now).astimezone().date() + timedelta(days=1)
        return past.make("attack", role=role, last_day=day, made_by="attack")[1]

    def _false(self) -> Iterator[tuple[str, Mapping[str, str], str]]:
        """Keys that do not hold: what is wrong with each, its header, and a query string."""
        good, revoked = self._make(KeyRole.LEDNING), self._make(KeyRole.LEDNING)
        self.keys.revoke(revoked.split("_")[1])
        other_secret = good[:-1] + ("0" if good[-1] != "0" else "1")
        other_id = re.sub("_.{8}_", "_00000000_", good)
        yield "expired key", bearer(self._make(KeyRole.LEDNING, ago=YEAR)), ""
        yield "revoked key", bearer(revoked), ""
        yield "revoked password", basic("x", revoked), ""
        yield "other secret", bearer(other_secret), ""
        yield "other id", bearer(other_id), ""
        yield "more than a key", bearer(good + "0"), ""
        yield "capitals", bearer(good.upper()), ""
        yield "key as user", basic(good, ""), ""
        yield "key of another scheme", {"Authorization": f"Negotiate {good}"}, ""
        yield "key in another header", {"X-Api-Key": good}, ""
        yield "key in a cookie", {"Cookie": f"__Host-sid={good}"}, ""
        yield "key in the address", {}, f"?key={good}"
        yield "key in the address as well", bearer(good), f"?enhet=%6C{good[1:]}"
        yield "no key", bearer(""), ""

    def _routes(self, who: str, headers: Mapping[str, str]) -> None:
        for path in self._paths(for_tools=True):
            self._judge(f"GET {path} with {who}", self._status("GET", path, headers), allowed=True)
        for path in self._paths(for_tools=False):
            for method in ("GET", "POST"):
                status = self._status(method, path, headers)
                self._judge(f"{method} {path} with {who}", status, allowed=False, missing=True)

    def _elsewhere(self, who: str, headers: Mapping[str, str]) -> None:
        for page in dash.page_registry.values():
            if guard.POLICIES.pages[page["module"]] not in PUBLIC:
                status = self._status("GET", page["path"], headers)
                self._judge(f"page {page['path']} with {who}", status, allowed=False)
        for name in ("_dash-layout", "_dash-dependencies", "_reload-hash"):
            self._judge(f"{name} with {who}", self._status("GET", f"/{name}", headers), allowed=False)
        for output in self.app.callback_map:
            body = callback_body(self.app, output, values=[None] * 99)
            status = self._status("POST", CALLBACKS, headers, json=body)
            self._judge(f"callback {output} with {who}", status, allowed=False)

    def _layers(self, who: str, tool: Tool) -> None:
        """What stands behind the gate, should the gate let a key through."""
        for page in dash.page_registry.values():
            if guard.POLICIES.pages[page["module"]] not in PUBLIC:
                self._alone(f"layout of {page['path']} as {who}", tool, page["layout"])
        for output, permission in guard.POLICIES.outputs.items():
            if permission is not None and permission not in PUBLIC:
                function = self.app.callback_map[output]["callback"].__wrapped__
                registered = self.app.callback_map[output]
                count = len(registered["inputs"]) + len(registered["state"])
                self._alone(
                    f"function of {output} as {who}", tool, lambda f=function, n=count: f(*[None] * n)
                )

    def _alone(self, what: str, tool: Tool, call: Callable[[], Any]) -> None:
        self.probes += 1
        with self.app.server.test_request_context("/", base_url=self.base_url):
            g.visitor = tool
            try:
                is_refused = getattr(call(), "id", None) == "refused"
            except HTTPException as refusal:
                is_refused = refusal.code == 403
            except Exception:
                is_refused = False
        if not is_refused:
            self.findings.append(f"{what}: ran")

    def _paths(self, *, for_tools: bool) -> Iterator[str]:
        for rule in self.app.server.url_map.iter_rules():
            policy = guard.POLICIES.routes.get(rule.endpoint)
            if policy is None or policy.permission in PUBLIC or rule.rule in LOGIN_PATHS:
                continue
            if (rule.rule in self.tool_rules) is for_tools:
                yield re.sub(r"<[^>]*>", "fra1", re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule))

    def _status(self, method: str, path: str, headers: Mapping[str, str], **options: Any) -> int:
        client = self.app.server.test_client(use_cookies=False)
        sent = {"Origin": self.base_url, "Accept": "*/*"} | dict(headers)
        return client.open(path, method=method, base_url=self.base_url, headers=sent, **options).status_code

    def _judge(self, what: str, status: int, *, allowed: bool, missing: bool = False) -> None:
        """missing: whether `no such address` and `no such method` are refusals too."""
        self.probes += 1
        refused = status in REFUSALS or (missing and status in {404, 405})
        if status >= 500 and status != 503:
            self.findings.append(f"{what}: crashed with {status}")
        elif allowed and refused:
            self.findings.append(f"{what}: refused with {status} although allowed")
        elif not allowed and not refused:
            self.findings.append(f"{what}: answered {status} although not allowed")
