"""A tool shows its key in `Authorization` at the addresses for tools, and is told what is wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from access import gate, tools
from access.keys import KeyRole, Keys
from access.roles import Role
from access.session_databases import DatabaseError
from access.tools import MOST_FAILURES, WITHIN_SECONDS, Failures
from data.log import Log
from settings import Settings
from tests.access import small_app
from tests.access.attack_keys import basic, bearer
from tests.access.conftest import BASE_URL, CHROMIUM_ACCEPTS, Site, audited

Make = Callable[..., Site]
FILE = "/ladda-ner/fra1.csv"
BOTH = ['Basic realm="Lagesbild", charset="UTF-8"', 'Bearer realm="Lagesbild"']


def get(site: Site, headers: dict[str, str], path: str = FILE) -> TestResponse:
    """As a program asks: it takes everything, and keeps no cookies."""
    client = site.app.server.test_client(use_cookies=False)
    return client.get(path, base_url=BASE_URL, headers={"Accept": "*/*"} | headers)


def test_a_key_opens_as_a_token_and_as_a_password(site: Site) -> None:
    key = site.key()
    for headers in (bearer(key), basic("nyckel", key), basic("", key), {"Authorization": f"bearer {key}"}):
        answer = get(site, headers)
        assert (answer.status_code, answer.text) == (200, "hemligt fra1.csv")
        assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_key_a_tool_is_asked_for_one_in_both_ways(site: Site) -> None:
    for accepts in ("*/*", "application/json", ""):
        answer = get(site, {"Accept": accepts})
        assert answer.status_code == 401
        assert answer.headers.getlist("WWW-Authenticate") == BOTH
        assert answer.json is not None
        assert answer.json["fel"] == "Inloggning eller nyckel krävs"


def test_a_person_who_goes_to_a_file_is_sent_to_the_login_and_sees_no_password_box(site: Site) -> None:
    answer = get(site, {"Accept": CHROMIUM_ACCEPTS})
    assert answer.status_code == 302
    assert "WWW-Authenticate" not in answer.headers


@pytest.mark.parametrize("sent", [{"Sec-Fetch-Site": "same-origin"}, {"Cookie": "__Host-sid=dead"}])
def test_a_picture_that_a_page_fetches_after_the_session_ended_opens_no_password_box(
    site: Site, sent: dict[str, str]
) -> None:
    for key in ({}, bearer("x")):
        answer = get(site, sent | key)
        assert answer.status_code == 401
        assert answer.headers.getlist("WWW-Authenticate") == ['Bearer realm="Lagesbild"']


def test_pages_and_callbacks_of_a_person_whose_session_ended_open_no_password_box(site: Site) -> None:
    client = site.client()
    answer = client.post(
        "/_dash-update-component", json={}, base_url=BASE_URL, headers={"Origin": BASE_URL, "Accept": "*/*"}
    )
    assert answer.status_code == 401
    assert "WWW-Authenticate" not in answer.headers


@pytest.mark.parametrize(
    ("status", "says"), [("revoked", "Nyckeln är spärrad"), ("expired", "Nyckeln har gått ut")]
)
def test_who_had_a_key_is_told_why_it_is_dead(make_site: Make, status: str, says: str) -> None:
    site = make_site()
    if status == "revoked":
        key = site.key()
        assert get(site, bearer(key)).status_code == 200
        site.keys.revoke(key.split("_")[1])
    else:
        long_ago = datetime.now().astimezone() - timedelta(days=40)
        past = Keys(site.sessions.database, clock=long_ago.timestamp)
        key = past.make("R", role=KeyRole.NAMND, last_day=long_ago.date(), made_by="x")[1]
    answer = get(site, bearer(key))
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["fel"] == says
    assert answer.headers.getlist("WWW-Authenticate") == BOTH
    assert key not in answer.text


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic",
        "Basic !!!",
        "Basic Og==",
        "Basic /w==",
        "Negotiate TlRMTVNTUAAB",
        'Digest username="x", response="y"',
        "Bearer a=b, c=d",
        "Bearer " + "å" * 2000,
        "x" * 4000,
        "Bearer lagesbild_00000000_" + "0" * 64,
    ],
)
def test_nonsense_is_refused_and_never_a_fault_of_ours(make_site: Make, header: str) -> None:
    answer = get(make_site(), {"Authorization": header.encode().decode("latin-1")})
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["fel"] == "Nyckeln gäller inte"


def test_whoever_shows_a_key_is_judged_by_it_and_not_by_a_cookie(site: Site) -> None:
    client = site.signed_in(Role.SAMORDNARE)
    assert client.get(FILE, base_url=BASE_URL).status_code == 200
    assert client.get(FILE, base_url=BASE_URL, headers=bearer("x")).status_code == 401


def test_a_key_is_nothing_on_a_page(site: Site) -> None:
    for path in (*small_app.PAGES, "/for-manniskor", "/finns-inte"):
        if path != "/tillganglighet":
            assert get(site, bearer(site.key()), path).status_code == 401


@pytest.mark.parametrize("encode", [str, lambda key: f"%6c{key[1:]}", lambda key: key.replace("_", "%5F")])
@pytest.mark.parametrize("path", [f"{FILE}?key=", "/fraga?x=", "/halsa?", "/assets/x.css?v=", "/ladda-ner/"])
def test_a_key_in_the_address_is_refused_everywhere(
    site: Site, path: str, encode: Callable[[str], str]
) -> None:
    key = site.key()
    answer = get(site, bearer(key), path + encode(key))
    assert answer.status_code == 400
    assert answer.json is not None
    assert "Spärra nyckeln" in answer.json["gor"]
    assert key not in answer.text


def test_a_key_in_the_address_is_in_the_log_by_its_id_so_that_it_can_be_revoked(
    make_site: Make, caplog: pytest.LogCaptureFixture
) -> None:
    site = make_site()
    key = site.key()
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        get(site, {}, f"{FILE}?key={key}")
        get(site, {}, f"{FILE}?key={key[:-1]}{'0' if key[-1] != '0' else '1'}")
    assert [event["subject"] for event in audited(caplog)] == [f"nyckel {key.split('_')[1]} (Power BI)", ""]
    [entry] = Log(site.store).entries()
    assert (entry.what, entry.about["reason"]) == ("refused", "key_in_address")
    assert key.rpartition("_")[2] not in caplog.text + str(entry)


def test_the_log_tells_the_first_use_of_a_day_and_refusals_and_never_the_key(
    make_site: Make, caplog: pytest.LogCaptureFixture
) -> None:
    site = make_site()
    key = site.key()
    with caplog.at_level(logging.INFO):
        get(site, bearer(key))
        get(site, basic("x", key))
        site.keys.revoke(key.split("_")[1])
        get(site, bearer(key))
        get(site, bearer("lagesbild_00000000_" + "0" * 64))
    events = audited(caplog)
    assert [(event["event"], event.get("reason")) for event in events] == [
        ("key_used", None),
        ("refused", "key_revoked"),
        ("refused", "key_unknown"),
    ]
    subject = f"nyckel {key.split('_')[1]} (Power BI)"
    assert [event["subject"] for event in events] == [subject, subject, ""]
    assert [entry.what for entry in Log(site.store).entries()] == ["key_used", "refused"]
    assert key.rpartition("_")[2] not in caplog.text + json.dumps(events)


def test_a_sender_that_fails_too_often_is_told_to_wait_and_fills_no_log(
    make_site: Make, caplog: pytest.LogCaptureFixture
) -> None:
    site = make_site()
    wrong, right = bearer("lagesbild_00000000_" + "0" * 64), bearer(site.key())
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        statuses = [get(site, wrong).status_code for _ in range(MOST_FAILURES + 10)]
    assert statuses == [401] * MOST_FAILURES + [429] * 10
    assert len(audited(caplog)) == MOST_FAILURES
    assert get(site, wrong).headers["Retry-After"] == "60"
    assert get(site, right).status_code == 200, "a tool whose key holds is not shut out by another's mistake"
    elsewhere = wrong | {"X-Forwarded-For": "192.0.2.7"}
    assert get(site, elsewhere).status_code == 401, "nginx tells them apart"


def test_failures_are_forgotten_after_a_while_and_senders_when_there_are_many() -> None:
    now = [0.0]
    failures = Failures(clock=lambda: now[0])
    for _ in range(MOST_FAILURES):
        assert not failures.are_too_many("192.0.2.1")
    assert failures.are_too_many("192.0.2.1")
    now[0] += WITHIN_SECONDS
    assert not failures.are_too_many("192.0.2.1")
    for _ in range(MOST_FAILURES):
        failures.are_too_many("192.0.2.1")
    assert failures.are_too_many("192.0.2.1")
    for number in range(2000):
        failures.are_too_many(f"198.51.100.{number}")
    assert not failures.are_too_many("192.0.2.1"), "the memory is bounded"


def test_it_is_measured_how_long_each_key_still_holds(
    make_site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    living, revoked = site.key(), site.key()
    site.keys.revoke(revoked.split("_")[1])
    with site.app.server.app_context():
        [measured] = tools.measured()
        assert measured.labels == {"key": living.split("_")[1]}
        assert 0 < measured.value <= 2 * 24 * 3600

        def away(*_: object) -> None:
            raise DatabaseError("away")

        monkeypatch.setattr(Keys, "every", away)
        assert tools.measured() == []


def test_other_methods_with_a_key(site: Site) -> None:
    client = site.app.server.test_client(use_cookies=False)
    headers = bearer(site.key()) | {"Accept": "*/*"}
    answer = client.head(FILE, base_url=BASE_URL, headers=headers)
    assert (answer.status_code, answer.data) == (200, b"")
    assert client.options(FILE, base_url=BASE_URL, headers=headers).headers["Allow"]
    assert client.options(FILE, base_url=BASE_URL).status_code == 401
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.open(FILE, method=method, base_url=BASE_URL, headers=headers).status_code in {403, 405}


def test_while_keys_cannot_be_read_nobody_is_let_in(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    key = site.key()

    def away(*_: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(Keys, "check", away)
    assert get(site, bearer(key)).status_code == 500


def test_local_looks_at_no_key(tmp_path: Path) -> None:
    with small_app.alone():
        app = small_app.build()
        gate.install(app, Settings(env="local", store=tmp_path), render=small_app.render)
        client = app.server.test_client()
        assert client.get(FILE, headers=bearer("what ever")).status_code == 200
        in_address = f"{FILE}?key=lagesbild_00000000_{'0' * 64}"
        assert client.get(in_address).status_code == 400, "an example that works here works there"
