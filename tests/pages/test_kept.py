"""Answers sent again: the same bytes, never another reader's, never yesterday's, never without end."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import g
from flask.testing import FlaskClient

from access.roles import Permission, Role, Visitor
from pages import _kept, _page
from tests.pages.conftest import page_of
from tests.pages.test_update import update
from tests.snapshots import make_snapshot

TAKES_GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made rather than kept."""
    calls: list[str] = []

    def noted(name: str) -> None:
        original = getattr(_page, name)

        def function(page: _page.Page, *values: Any) -> Any:
            calls.append(f"{name} {page.path}")
            return original(page, *values)

        monkeypatch.setattr(_page, name, function)

    noted("layout")
    noted("update")
    return calls


@pytest.fixture
def browser(client: FlaskClient) -> FlaskClient:
    """A client that takes gzip, as every browser does."""
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip, deflate, br"
    return client


def unpacked(client: FlaskClient, path: str) -> str:
    return gzip.decompress(client.get(path).data).decode()


def main_of(document: str) -> str:
    return document.partition("<main")[2].partition("</main>")[0]


def test_the_first_view_of_an_address_is_made_once(browser: FlaskClient, made: list[str]) -> None:
    documents = [main_of(unpacked(browser, "/fraga?enhet=frideborg")) for _ in range(3)]
    assert documents[0] == documents[1] == documents[2] != ""
    assert made == ["layout /fraga"]
    assert main_of(unpacked(browser, "/fraga")) != documents[0]


def test_documents_still_carry_what_differs_from_load_to_load(browser: FlaskClient) -> None:
    ends = {unpacked(browser, "/fraga").partition('"end_id":')[2][:40] for _ in range(2)}
    assert len(ends) == 2


def test_the_answer_to_a_choice_is_made_once_and_says_the_same(
    client: FlaskClient, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = update(client, "fraga", unit=["frideborg"])
    made.clear()
    monkeypatch.setattr(client, "post", packed_post(client))
    assert [update(client, "fraga", unit=["frideborg"]) for _ in range(3)] == [plain] * 3
    assert made == []
    assert update(client, "fraga") != plain
    assert made == ["update /fraga"]


def test_a_choice_makes_what_cards_say_and_not_the_cards_themselves(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = _page.chart_card

    def noted(card: Any, *, graph_id: str) -> Any:
        drawn.append(graph_id)
        return draw(card, graph_id=graph_id)

    monkeypatch.setattr(_page, "chart_card", noted)
    assert update(client, "fraga", unit=["frideborg", "moa"])
    assert drawn == []
    assert page_of(client, "/fraga")
    assert "fra1-trend" in drawn


def test_the_page_itself_is_made_once(
    client: FlaskClient, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "post", packed_post(client))
    pages = [page_of(client, "/fraga", "?kon=kvinna") for _ in range(3)]
    assert pages[0] == pages[1] == pages[2]
    assert made == ["layout /fraga"]


def packed_post(client: FlaskClient) -> Callable[..., Any]:
    """Post as a browser does, and hand the answer on in plain bytes."""
    post = client.post

    def send(*values: Any, **named: Any) -> Any:
        answer = post(*values, headers=TAKES_GZIP, **named)
        assert answer.headers["Content-Encoding"] == "gzip"
        answer.set_data(gzip.decompress(answer.data))
        return answer

    return send


def test_a_newer_snapshot_is_shown_at_once(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    client = open_store(tmp_path)
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    monkeypatch.setattr(client, "post", packed_post(client))
    for _ in range(2):
        assert first in unpacked(client, "/fraga")
        assert first in str(update(client, "fraga"))
    second = make_snapshot(tmp_path, sequence=2)
    assert second in unpacked(client, "/fraga")
    assert second in str(update(client, "fraga"))


def reader(name: str, *roles: Role) -> Visitor:
    return Visitor(name, name, frozenset(roles))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (reader("A", Role.LEDNING), reader("B", Role.LEDNING)),
        (reader("A", Role.LEDNING), reader("A", Role.LEDNING, Role.SAMORDNARE)),
        (reader("A", Role.LEDNING), Visitor("", "A", frozenset({Role.LEDNING}))),
    ],
)
def test_what_is_kept_for_one_reader_is_not_found_by_another(
    application: Any, one: Visitor, other: Visitor
) -> None:
    keys = set()
    for visitor in (one, other):
        with application.server.test_request_context("/fraga"):
            g.visitor = visitor
            keys.add(_kept._key("first view", "/fraga", ""))
    assert len(keys) == 2


def test_a_reader_without_the_permission_is_refused_anew_each_time(application: Any) -> None:
    with application.server.test_request_context("/fraga"):
        g.visitor = reader("A")
        assert not _kept._may_see("/fraga")


def test_only_pages_of_figures_are_kept() -> None:
    assert {"/", "/fraga", "/kast", "/jamfor"} <= set(_kept.PAGES)
    assert not {"/underlag", "/logg", "/rapportering"} & set(_kept.PAGES)
    assert all(isinstance(permission, Permission) for permission in _kept.PAGES.values())


def test_an_address_without_end_is_answered_but_not_kept(browser: FlaskClient, made: list[str]) -> None:
    for _ in range(2):
        assert browser.get("/fraga?enhet=" + "x" * 2000).status_code == 200
    assert made == ["layout /fraga"] * 2
