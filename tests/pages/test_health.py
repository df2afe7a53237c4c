"""`/halsa`, for those who watch the service."""

from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

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
