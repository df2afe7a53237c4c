"""The one callback of a page: leaf values, one snapshot, the same view as a fresh load."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import page_of
from tests.pages.test_pages import find
from tests.snapshots import make_snapshot

CONTROLS = ("filter-unit", "filter-year", "filter-period", "filter-gender", "filter-indicator")
CARDS = ["fra1-trend", "fra1-units"]


def update(client: FlaskClient, page: str, cards: list[str] | None = None, **values: Any) -> dict[str, Any]:
    """What the callback of a page answers: its own response and what it sets on the side."""
    inputs = [
        {"id": control, "property": "value", "value": values.get(control.removeprefix("filter-"))}
        for control in CONTROLS
    ]
    body = {
        "output": f"slots-{page}.data",
        "outputs": {"id": f"slots-{page}", "property": "data"},
        "inputs": inputs,
        "state": [{"id": f"cards-{page}", "property": "data", "value": CARDS if cards is None else cards}],
        "changedPropIds": ["filter-unit.value"],
    }
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code == 200, response.text
    return json.loads(response.text)


def test_a_choice_changes_figure_heading_table_and_selection_sentence(client: FlaskClient) -> None:
    answer = update(client, "fraga", unit=["frideborg"])
    side = answer["sideUpdate"]
    assert side["fra1-trend-heading"]["children"].startswith("Frideborg: ")
    assert "figure" in side["fra1-trend"]
    assert side["selection"]["children"] == "Urval: Frideborg, alla år (2024–2025), per kvartal."
    assert "80\N{NO-BREAK SPACE}%" in answer["response"]["slots-fraga"]["data"]["fra1-trend-table"]
    assert side["innehall"]["data-snapshot"] == "00001-6b86b273"


def test_the_answer_is_leaf_values_and_never_components(client: FlaskClient) -> None:
    answer = update(client, "fraga", unit=["frideborg"])
    for element, properties in answer["sideUpdate"].items():
        assert not isinstance(properties.get("children"), dict | list), element


def test_the_callback_gives_the_same_view_as_a_link(client: FlaskClient) -> None:
    answer = update(client, "fraga", unit=["elsa", "frideborg"], year=["2025"])
    page = page_of(client, "/fraga", "?enhet=frideborg,elsa&ar=2025")
    (slots,) = [store["data"] for store in find(page, "Store") if store["id"] == "slots-fraga"]
    assert answer["response"]["slots-fraga"]["data"] == slots
    (graph,) = [graph for graph in find(page, "Graph") if graph["id"] == "fra1-trend"]
    assert answer["sideUpdate"]["fra1-trend"]["figure"] == graph["figure"]


def test_a_selection_is_summed_only_where_every_part_is_shown(client: FlaskClient) -> None:
    table = update(client, "fraga", unit=["elsa", "frideborg"], year=["2025"])["response"]["slots-fraga"][
        "data"
    ]["fra1-trend-table"]
    assert "Urvalet tillsammans" in table
    assert "64\N{NO-BREAK SPACE}% (14 av 22)" in table
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in table.split("<tr>")}
    assert "8 av 10" in rows["kvartal 3 2025"], "the part that is shown stays"
    assert "av 22" not in rows["kvartal 3 2025"], "the sum with a protected part does not exist"


def test_an_area_and_its_own_unit_are_never_added(client: FlaskClient) -> None:
    answer = update(client, "fraga", unit=["vald-och-skydd", "elsa"])
    slots = answer["response"]["slots-fraga"]["data"]
    assert "Urvalet tillsammans" not in slots["fra1-trend-table"]
    assert "en del av det ingår i en annan" in slots["fra1-trend-notes"]


def test_a_newer_snapshot_answers_as_a_whole(
    open_store: Callable[[Path], FlaskClient], tmp_path: Path
) -> None:
    make_snapshot(tmp_path, sequence=1)
    client = open_store(tmp_path)
    page_of(client, "/fraga")
    newer = make_snapshot(tmp_path, sequence=2, is_demo=False)
    side = update(client, "fraga", unit=["elsa"])["sideUpdate"]
    assert side["innehall"]["data-snapshot"] == newer
    assert newer in side["footer-facts"]["children"]
    assert side["demo-banner"]["hidden"] is True


def test_only_cards_that_the_page_has_are_set(client: FlaskClient) -> None:
    side = update(client, "fraga", cards=["fra1-trend"], unit=["elsa"])["sideUpdate"]
    assert "fra1-trend" in side
    assert "fra1-units" not in side


@pytest.mark.parametrize(
    ("gender", "expected"), [("kvinna", "60\N{NO-BREAK SPACE}%"), ("man", "53\N{NO-BREAK SPACE}%")]
)
def test_sex_falls_back_to_the_office_and_year_and_says_so(
    client: FlaskClient, gender: str, expected: str
) -> None:
    answer = update(client, "fraga", unit=["elsa"], gender=gender)
    slots = answer["response"]["slots-fraga"]["data"]
    assert expected in slots["fra1-trend-table"]
    assert "redovisas inte per kvartal" in slots["fra1-trend-notes"]
    assert "Kvinnoboendet Elsa" in slots["fra1-trend-notes"]
