"""Every answer carries the headers, whatever it is; scripts only run from ourselves or with a known hash."""

from __future__ import annotations

import re

import pytest

from access.roles import Role
from tests.access.conftest import BASE_URL, Site

ANSWERS = ["/", "/tillganglighet", "/halsa", "/logga-in", "/finns-inte", "/_dash-layout"]


@pytest.mark.parametrize("roles", [(), (Role.SAMORDNARE,)])
@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_every_header(site: Site, path: str, roles: tuple[Role, ...]) -> None:
    client = site.signed_in(*roles) if roles else site.client()
    headers = client.get(path, base_url=BASE_URL).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["Cache-Control"] == "no-store"
    assert "camera=()" in headers["Permissions-Policy"]


def test_scripts_need_a_hash_and_nothing_leaves_the_house(site: Site) -> None:
    policy = site.client().get("/halsa", base_url=BASE_URL).headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    scripts = rules["script-src"].split()
    assert scripts[0] == "'self'"
    # One for the renderer and one for the title, which Dash adds during its set-up.
    assert len(scripts) == 3
    assert all(re.fullmatch(r"'sha256-[\w+/=]{44}'", script) for script in scripts[1:])
    assert "unsafe-eval" not in policy
    assert rules["default-src"] == rules["base-uri"] == rules["object-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["form-action"].startswith("'self' http://127.0.0.1:")


def test_scripts_may_be_kept_by_the_browser(site: Site) -> None:
    client = site.signed_in(Role.NAMND)
    page = client.get("/", base_url=BASE_URL).text
    script = re.findall(r'src="(/_dash-component-suites/[^"]+)"', page)[0]
    answer = client.get(script, base_url=BASE_URL)
    assert answer.status_code == 200
    assert "no-store" not in answer.headers.get("Cache-Control", "")
