"""The audit trail: what a known person does is in the store's bound log; a full disk locks nobody out."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from access.roles import Role
from data.log import Log
from tests.access.conftest import BASE_URL, Site, audited
from tests.access.provider import TinyProvider
from tests.access.test_oidc import sign_in

Make = Callable[..., Site]


def test_login_refusal_and_logout_are_in_the_stores_log(make_site: Make, provider: TinyProvider) -> None:
    site = make_site()
    provider.claims = {"groups": ["namnd"]}
    client = site.client()
    sign_in(client, provider)
    client.get("/logg?enhet=elsa", base_url=BASE_URL)
    client.post("/logga-ut", base_url=BASE_URL, headers={"Origin": BASE_URL})
    entries = Log(site.store).entries()
    assert [(entry.what, entry.who) for entry in entries] == [
        ("login", "test"),
        ("refused", "test"),
        ("logout", "test"),
    ]
    assert entries[1].about["path"] == "/logg"
    assert "elsa" not in str(entries)


def test_a_stranger_cannot_fill_the_stores_log(make_site: Make, caplog: pytest.LogCaptureFixture) -> None:
    site = make_site()
    with caplog.at_level(logging.INFO, "lagesbild.audit"):
        site.client().get("/auth/callback?code=x&state=y", base_url=BASE_URL)
        site.client().post("/logga-ut", base_url=BASE_URL)
    assert [event["event"] for event in audited(caplog)] == ["login_failed", "refused"]
    assert Log(site.store).entries() == ()


def test_a_log_that_cannot_be_written_locks_nobody_out(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Log, "append", full)
    assert site.signed_in(Role.NAMND).get("/logg", base_url=BASE_URL).status_code == 403
    assert "could not be written" in caplog.text
