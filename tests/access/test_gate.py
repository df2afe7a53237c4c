"""The gate: what is public, who is turned away and how, and which requests are refused for their form."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from access import gate, guard
from access.roles import Role
from access.session_databases import DatabaseError
from access.sessions import Sessions
from settings import Settings, SettingsError
from tests.access import small_app
from tests.access.conftest import BASE_URL, Site, audited, login_environment

ORIGIN = {"Origin": BASE_URL}


def callback_body(number: int = 3, **changes: Any) -> dict[str, Any]:
    """What Dash's own script sends for the callback of page `number`."""
    return {
        "output": f"out-{number}.children",
        "outputs": {"id": f"out-{number}", "property": "children"},
        "inputs": [{"id": f"in-{number}", "property": "value", "value": "x"}],
        "changedPropIds": [f"in-{number}.value"],
        **changes,
    }


def send(client: FlaskClient, body: Any, **headers: str) -> TestResponse:
    """POST a callback from our own page."""
    return client.post(
        "/_dash-update-component",
        data=json.dumps(body),
        content_type="application/json",
        base_url=BASE_URL,
        headers=ORIGIN | headers,
    )


# Who comes in


def test_somebody_unknown_is_sent_to_the_login_and_back(site: Site) -> None:
    answer = site.client().get("/fraga?ar=2025&enhet=elsa", base_url=BASE_URL)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/logga-in?till=/fraga%3Far%3D2025%26enhet%3Delsa"


@pytest.mark.parametrize("path", ["/", "/logg", "/finns-inte", "/ladda-ner/fra1.csv"])
def test_somebody_unknown_cannot_tell_which_addresses_exist(site: Site, path: str) -> None:
    assert site.client().get(path, base_url=BASE_URL).status_code == 302


@pytest.mark.parametrize("path", ["/_dash-layout", "/_dash-dependencies", "/_reload-hash"])
def test_dashs_own_addresses_need_a_session(site: Site, path: str) -> None:
    client = site.client()
    client.environ_base["HTTP_ACCEPT"] = "application/json"
    assert client.get(path, base_url=BASE_URL).status_code == 401


def test_a_callback_without_session_is_401_before_it_is_read(site: Site) -> None:
    assert send(site.client(), callback_body()).status_code == 401


def test_what_is_public_needs_no_session(site: Site) -> None:
    assert site.client().get("/halsa", base_url=BASE_URL).json == {"status": "ok"}
    assert "Contact: mailto:sakerhet@example.org" in (
        site.client().get("/.well-known/security.txt", base_url=BASE_URL).text
    )


def test_what_is_public_answers_also_while_sessions_cannot_be_read(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(Sessions, "find", away)
    client = site.signed_in(Role.NAMND, Role.LEDNING)
    assert client.get("/halsa", base_url=BASE_URL).status_code == 200
    assert client.get("/fraga", base_url=BASE_URL).status_code == 500


@pytest.mark.parametrize("roles", [None, ()])
def test_the_statement_is_plain_html_for_those_without_a_role(
    site: Site, roles: tuple[Role, ...] | None
) -> None:
    client = site.client() if roles is None else site.signed_in(*roles)
    answer = client.get("/tillganglighet", base_url=BASE_URL)
    assert answer.status_code == 200
    assert "<h1>hemligt /tillganglighet</h1><p>a &lt; b</p>" in answer.text
    assert "<script" not in answer.text


def test_a_page_for_another_role_is_403_in_swedish(site: Site) -> None:
    answer = site.signed_in(Role.NAMND).get("/fraga", base_url=BASE_URL)
    assert answer.status_code == 403
    assert "Du har inte behörighet" in answer.text


def test_an_unknown_page_is_404_with_the_shell(site: Site) -> None:
    answer = site.signed_in(Role.NAMND).get("/finns-inte", base_url=BASE_URL)
    assert answer.status_code == 404
    assert "_dash-config" in answer.text


def test_a_dead_cookie_is_nobody(site: Site) -> None:
    client = site.signed_in(Role.LEDNING)
    assert client.get("/fraga", base_url=BASE_URL).status_code == 200
    assert site.sessions.revoke("subject-ledning") == 1
    assert client.get("/fraga", base_url=BASE_URL).status_code == 302
    assert send(client, callback_body()).status_code == 401


# Callbacks


def test_a_callback_answers_those_who_may(site: Site) -> None:
    answer = send(site.signed_in(Role.LEDNING), callback_body())
    assert answer.status_code == 200
    assert answer.get_json()["response"] == {"out-3": {"children": "hemligt /fraga x"}}


def test_an_output_nobody_registered_is_403(site: Site) -> None:
    client = site.signed_in(Role.SAMORDNARE)
    for output in ("nothing.children", "_pages_dummy.children", "out-3.children@x", ""):
        assert send(client, callback_body(output=output)).status_code == 403


def test_the_names_a_client_gives_its_inputs_open_nothing(site: Site) -> None:
    # The hole of another library: a value called `pathname` that named a public page skipped its login.
    body = callback_body(inputs=[{"id": "in-3", "property": "pathname", "value": "/tillganglighet"}])
    assert send(site.client(), body).status_code == 401
    assert send(site.signed_in(Role.NAMND), body).status_code == 403


TAMPERED: dict[str, Any] = {
    "not an object": [],
    "nothing": {},
    "null": None,
    "a number": 7,
    "output a list": callback_body(output=["out-3.children"]),
    "no inputs": {key: value for key, value in callback_body().items() if key != "inputs"},
    "inputs an object": callback_body(inputs={}),
    "too few inputs": callback_body(inputs=[]),
    "too many inputs": callback_body(inputs=callback_body()["inputs"] * 2),
    "input null": callback_body(inputs=[None]),
    "input of another name": callback_body(inputs=[{"id": "in-4", "property": "value", "value": "x"}]),
    "input of another property": callback_body(inputs=[{"id": "in-3", "property": "n_clicks"}]),
    "state from nowhere": callback_body(state=[{"id": "in-3", "property": "value"}]),
    "outputs missing": callback_body(outputs=None),
    "outputs of another": callback_body(outputs={"id": "out-4", "property": "children"}),
    "outputs a list": callback_body(outputs=[{"id": "out-3", "property": "children"}]),
    "changed not a list": callback_body(changedPropIds={"a": 1}),
    "changed not text": callback_body(changedPropIds=[1]),
}


@pytest.mark.parametrize("body", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_body_our_pages_do_not_send_is_400(site: Site, body: Any) -> None:
    assert send(site.signed_in(Role.SAMORDNARE), body).status_code == 400


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_callback_is_json_or_nothing(site: Site, kind: str) -> None:
    answer = site.signed_in(Role.SAMORDNARE).post(
        "/_dash-update-component",
        data=json.dumps(callback_body()),
        content_type=kind,
        base_url=BASE_URL,
        headers=ORIGIN,
    )
    assert answer.status_code == 415


# Where it comes from, and how much


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://lagesbild.example"},
        {"Origin": BASE_URL + ".evil.example"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "cross-site"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "same-site"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "none"},
    ],
)
@pytest.mark.parametrize("path", ["/_dash-update-component", "/underlag", "/logga-ut"])
def test_a_change_from_another_site_is_refused(
    site: Site, path: str, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    client = site.signed_in(Role.SAMORDNARE)
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        answer = client.post(path, json=callback_body(), base_url=BASE_URL, headers=headers)
    assert answer.status_code == 403
    assert audited(caplog)[-1]["reason"] == "origin"
    assert client.get("/logg", base_url=BASE_URL).status_code == 200


def test_our_own_page_may_send(site: Site) -> None:
    assert (
        send(site.signed_in(Role.LEDNING), callback_body(), **{"Sec-Fetch-Site": "same-origin"}).status_code
        == 200
    )


@pytest.mark.parametrize(("size", "status"), [(1_900_000, 200), (2_000_001, 413)])
def test_each_route_has_its_own_limit(site: Site, size: int, status: int) -> None:
    answer = site.signed_in(Role.SAMORDNARE).post(
        "/underlag", data=b"x" * size, base_url=BASE_URL, headers=ORIGIN
    )
    assert answer.status_code == status


def test_a_callback_is_small(site: Site) -> None:
    body = callback_body(inputs=[{"id": "in-3", "property": "value", "value": "x" * 1_000_000}])
    assert send(site.signed_in(Role.LEDNING), body).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "lagesbild.example.evil.example", "x@lagesbild.example"])
def test_another_host_name_is_not_answered(site: Site, host: str) -> None:
    answer = site.signed_in(Role.LEDNING).get("/halsa", headers={"Host": host})
    assert answer.status_code == 400


# What is said


def _broken() -> str:
    raise RuntimeError("hemlig orsak")


def test_an_error_says_nothing_of_its_cause(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = site.app.server.view_functions
    monkeypatch.setitem(views, "tests.access.small_app.build.<locals>.health", _broken)
    answer = site.client().get("/halsa", base_url=BASE_URL)
    assert answer.status_code == 500
    assert "hemlig orsak" not in answer.text
    assert "Traceback" not in answer.text
    [logged] = [entry for entry in caplog.records if entry.name == "lagesbild.web"]
    assert logged.exc_info is not None
    number = logged.getMessage().split()[1]
    assert number in answer.text


def test_an_unknown_script_is_404(site: Site) -> None:
    answer = site.signed_in(Role.LEDNING).get("/_dash-component-suites/dash/no.js", base_url=BASE_URL)
    assert answer.status_code == 404


def test_a_wrong_method_is_405_and_says_which_are_right(site: Site) -> None:
    answer = site.client().post("/halsa", base_url=BASE_URL, headers=ORIGIN)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_refusal_is_written_down_without_the_query(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        site.signed_in(Role.NAMND).get("/fraga?enhet=elsa", base_url=BASE_URL)
    [event] = audited(caplog)
    assert (event["event"], event["subject"], event["roles"]) == ("refused", "subject-namnd", "namnd")
    assert (event["path"], event["reason"]) == ("/fraga", "read_published")
    assert "elsa" not in json.dumps(event)


# Local, and a half-set production


@pytest.fixture
def local(tmp_path: Path) -> Iterator[FlaskClient]:
    with small_app.alone():
        app = small_app.build()
        gate.install(app, Settings(env="local", store=tmp_path), render=small_app.render)
        yield app.server.test_client()


def test_local_grants_everything_without_login(local: FlaskClient) -> None:
    for path in small_app.PAGES:
        assert local.get(path).status_code == 200
    assert local.post("/_dash-update-component", json=callback_body(4)).status_code == 200
    assert local.get("/logga-in").status_code == 404


def test_local_still_refuses_other_sites_and_hosts(local: FlaskClient) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert local.post("/_dash-update-component", json=callback_body(), headers=headers).status_code == 403
    assert local.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert local.post("/_dash-update-component", json=callback_body(output="x.y")).status_code == 403


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Forwarded-For", "192.0.2.7"),
        ("X-Forwarded-Proto", "https"),
        ("Via", "1.1 proxy"),
        ("Forwarded", "for=127.0.0.1"),
    ],
)
def test_local_behind_a_proxy_opens_nothing_to_those_who_call_it_by_its_own_name(
    local: FlaskClient, header: str, value: str
) -> None:
    """nginx before a service whose LAGESBILD_ENV was forgotten: everything would be open to everybody."""
    for path in (*small_app.PAGES, "/ladda-ner/fra1.csv", "/_dash-layout"):
        answer = local.get(path, headers={"Host": "127.0.0.1", header: value})
        assert answer.status_code == 403
        assert "hemligt" not in answer.text
    sent = local.post("/_dash-update-component", json=callback_body(4), headers={header: value})
    assert sent.status_code == 403
    assert "LAGESBILD_ENV" in sent.text
    assert local.get("/halsa", headers={header: value}).status_code == 200


def test_local_opens_nothing_to_another_machine(local: FlaskClient) -> None:
    local.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert local.get("/logg").status_code == 403


@pytest.mark.parametrize(
    "missing",
    ["BASE_URL", "SECRET_KEY", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "SECURITY_CONTACT"],
)
def test_production_says_what_is_missing(make_site: Callable[..., Site], missing: str) -> None:
    with pytest.raises(SettingsError, match=f"LAGESBILD_{missing} saknas"):
        make_site(**{f"LAGESBILD_{missing}": ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "http://lagesbild.example"),
        ("BASE_URL", "https://lagesbild.example/"),
        ("BASE_URL", "https://Lagesbild.example"),
        ("BASE_URL", "https://lagesbild.example:443"),
        ("BASE_URL", "https://somebody@lagesbild.example"),
        ("BASE_URL", "https://lagesbild.example?x=1"),
        ("BASE_URL", "https://lagesbild.example:https"),
        ("OIDC_ISSUER", "http://login.example"),
        ("SECRET_KEY", "short"),
        ("OIDC_SCOPE", "profile"),
        ("SECURITY_CONTACT", "me"),
    ],
)
def test_production_says_what_is_wrong_and_never_prints_a_secret(
    make_site: Callable[..., Site], name: str, value: str
) -> None:
    with pytest.raises(SettingsError, match=f"LAGESBILD_{name}") as raised:
        make_site(**{f"LAGESBILD_{name}": value})
    assert "test-only" not in str(raised.value)


def test_an_unguarded_callback_stops_production(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = small_app.build

    def careless() -> Any:
        app = original()
        app.server.add_url_rule("/loose", view_func=lambda: "x", endpoint="loose")
        return app

    monkeypatch.setattr(small_app, "build", careless)
    with pytest.raises(guard.GuardError):
        make_site()


COLD = """
import threading
from tests.access import small_app
from access import gate
from settings import Settings
app = small_app.build()
gate.install(app, Settings(env="local"), render=str)
barrier = threading.Barrier(8)
statuses = []
def first():
    client = app.server.test_client()
    barrier.wait()
    statuses.append(client.get("/_dash-layout").status_code)
threads = [threading.Thread(target=first) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(set(statuses))
"""


def test_simultaneous_first_requests_all_succeed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COLD],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
        timeout=60,
    )
    assert done.stdout.strip() == "{200}"


def test_a_complete_environment_is_all_production_needs() -> None:
    assert len(login_environment("https://login.example")) == 7
