"""The composition: built at import, nothing from outside, and small."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import dash
import pytest
from flask.testing import FlaskClient

from queries.store import Store
from tests.snapshots import make_snapshot

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def application(tiny_store: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    from app import app  # noqa: PLC0415  importing it builds it, which other rooms' tests must not pay for

    monkeypatch.setitem(app.server.extensions, "lagesbild", Store(tiny_store))
    return app


@pytest.fixture
def new_client(application: Any) -> Callable[[], FlaskClient]:
    def new() -> FlaskClient:
        client = application.server.test_client()
        client.environ_base["HTTP_HOST"] = "127.0.0.1"
        return client

    return new


def test_the_composition_root_is_small() -> None:
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) < 100


def test_dash_is_set_up_before_the_first_request(application: Any) -> None:
    assert application._got_first_request["setup_server"]
    assert application._got_first_request["pages"]


def test_many_first_readers_at_once_all_get_their_page(new_client: Callable[[], FlaskClient]) -> None:
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda path: new_client().get(path).status_code, ["/fraga", "/"] * 8))
    assert set(answers) == {200}


def test_the_document_asks_nothing_of_other_sites(new_client: Callable[[], FlaskClient]) -> None:
    document = new_client().get("/").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', document)
    assert not [one for one in addresses if re.match(r"(https?:)?//", one) and "digg.se" not in one]


def test_every_page_has_a_title_and_a_path_of_its_own(application: Any) -> None:
    pages = dash.page_registry.values()
    assert len({page["title"] for page in pages}) == len({page["path"] for page in pages}) == len(pages)


def test_assets_may_be_kept_by_the_browser(new_client: Callable[[], FlaskClient]) -> None:
    with new_client().get("/assets/url-state.js") as response:
        assert response.cache_control.max_age == 31_536_000


def test_figures_are_never_kept_by_the_browser(new_client: Callable[[], FlaskClient]) -> None:
    assert new_client().get("/fraga").headers["Cache-Control"] == "no-store"


def test_a_published_snapshot_is_shown_at_the_next_request(
    application: Any, new_client: Callable[[], FlaskClient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    monkeypatch.setitem(application.server.extensions, "lagesbild", Store(tmp_path))
    client = new_client()
    assert f'data-snapshot="{first}"' in client.get("/fraga").text
    second = make_snapshot(tmp_path, sequence=2)
    assert f'data-snapshot="{second}"' in client.get("/fraga").text
