"""The ways between pages: every anchor that is linked to exists, and what stands at it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import page_of, text_of
from tests.pages.test_pages import find


def ids_of(node: Any) -> set[str]:
    if isinstance(node, list):
        return {found for child in node for found in ids_of(child)}
    if not isinstance(node, dict):
        return set()
    own = {node["props"]["id"]} if isinstance(node.get("props", {}).get("id"), str) else set()
    return own | {found for value in node.values() for found in ids_of(value)}


@pytest.mark.parametrize("start", ["/", "/atgarder", "/definitioner"])
def test_every_link_to_a_place_in_a_page_leads_to_one(client: FlaskClient, start: str) -> None:
    page = page_of(client, start)
    links = [one["href"] for kind in ("A", "Link") for one in find(page, kind) if "#" in one.get("href", "")]
    assert len(links) > 2
    for href in links:
        path, _, place = href.partition("#")
        target = page if not path else page_of(client, path)
        assert place in ids_of(target), href


def test_a_measure_says_what_was_proposed_how_it_stands_and_what_follows_it_up(client: FlaskClient) -> None:
    page = page_of(client, "/atgarder")
    sections = [one for one in find(page, "Section") if str(one.get("id", "")).startswith("atgard-")]
    assert [one["id"] for one in sections] == [f"atgard-{number}" for number in range(1, 7)]
    third = text_of(sections[2])
    for told in (
        "Förslaget",
        "Läge",
        "Ansvarig",
        "1 september 2024",
        "Rutin beslutad – klart",
        "FRÅ1 Fått frågan",
    ):
        assert told in third


def test_a_definition_tells_targets_with_their_time_and_that_they_are_examples(client: FlaskClient) -> None:
    text = text_of(page_of(client, "/definitioner"))
    assert "80\N{NO-BREAK SPACE}% från 1 januari 2024 (exempel, inte beslutat)." in text
