"""`/halsa`, `/redo` and `/matvarden`, for those who watch the service."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from access.readiness import Readiness
from queries.store import Snapshot
from tests.snapshots import make_snapshot


def test_health_names_the_snapshot(client: FlaskClient) -> None:
    response = client.get("/halsa")
    assert response.status_code == 200
    assert response.json == {
        "status": "ok",
        "snapshot": "00001-6b86b273",
        "published_at": "2025-11-03T08:30:00Z",
    }


def test_without_a_snapshot_the_service_is_unavailable(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    response = open_store(tmp_path).get("/halsa")
    assert response.status_code == 503
    assert response.json == {"status": "no_snapshot", "snapshot": None, "published_at": None}


def test_a_bad_pointer_is_told(open_store: Callable[[Path], FlaskClient], tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    client = open_store(tmp_path)
    (tmp_path / "current.json").write_text("skräp")
    response = client.get("/halsa")
    assert (response.status_code, response.json and response.json["status"]) == (200, "degraded")


def test_ready_tells_this_machine_why(client: FlaskClient) -> None:
    response = client.get("/redo")
    said = response.json or {}
    assert response.status_code == 200
    assert said.pop("free_bytes") > 0
    assert said.pop("age_seconds") > 0
    assert said == {
        "status": "ready",
        "figures": True,
        "sign_in": None,
        "degraded": False,
        "snapshot": "00001-6b86b273",
        "published_at": "2025-11-03T08:30:00Z",
    }


THROUGH_NGINX = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}


def test_ready_tells_others_nothing_but_that(client: FlaskClient) -> None:
    assert client.get("/redo", headers=THROUGH_NGINX).json == {"status": "ready"}


def test_without_a_snapshot_the_service_is_not_ready(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    client = open_store(tmp_path)
    response = client.get("/redo")
    assert response.status_code == 503
    assert response.json
    assert response.json["snapshot"] is None
    assert client.get("/redo", headers=THROUGH_NGINX).json == {"status": "not_ready"}


def test_a_snapshot_that_no_longer_answers_is_not_ready(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/redo").status_code == 200

    def broken(_self: Snapshot, query: str, **_: object) -> Any:
        raise OSError(5, f"Input/output error: {query}")

    monkeypatch.setattr(Snapshot, "frame", broken)
    response = client.get("/redo")
    assert (response.status_code, response.json and response.json["figures"]) == (503, False)


@pytest.mark.parametrize(("is_ready", "status"), [(True, 200), (False, 503)])
def test_without_a_place_for_sessions_the_service_is_not_ready(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, is_ready: bool, status: int
) -> None:
    readiness = Readiness(lambda: is_ready)
    monkeypatch.setitem(client.application.extensions, Readiness.EXTENSION, readiness)
    response = client.get("/redo")
    assert (response.status_code, response.json and response.json["sign_in"]) == (status, is_ready)


def test_a_service_that_shows_an_older_snapshot_is_ready_and_says_so(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    make_snapshot(tmp_path)
    client = open_store(tmp_path)
    (tmp_path / "current.json").write_text("skräp")
    response = client.get("/redo")
    assert (response.status_code, response.json and response.json["degraded"]) == (200, True)
    assert "lagesbild_degraded 1.0" in client.get("/matvarden").text


def test_what_is_measured_names_the_snapshot_and_holds_no_figure(client: FlaskClient) -> None:
    client.get("/fraga?enhet=elsa")
    response = client.get("/matvarden")
    assert response.content_type.startswith("text/plain; version=0.0.4")
    assert 'lagesbild_snapshot_info{id="00001-6b86b273"} 1.0' in response.text
    assert 'lagesbild_requests_total{page="/fraga",status="200"}' in response.text
    assert 'lagesbild_request_seconds_bucket{le="0.25",page="/fraga"}' in response.text
    names = {line.split("{")[0].split(" ")[0] for line in response.text.splitlines() if line[0] != "#"}
    assert all(name.startswith("lagesbild_") for name in names)
    assert "elsa" not in response.text


def test_without_a_snapshot_there_is_still_something_to_measure(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    assert "lagesbild_figures_answered 0.0" in open_store(tmp_path).get("/matvarden").text


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": THROUGH_NGINX},
        {"headers": {"Forwarded": "for=192.0.2.1"}},
        {"environ_base": {"REMOTE_ADDR": "192.0.2.1"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
    ],
    ids=["nginx", "another proxy", "another machine", "a socket"],
)
def test_what_is_measured_is_not_there_for_others(client: FlaskClient, asked: dict[str, Any]) -> None:
    assert client.get("/matvarden", **asked).status_code == 404
