"""Units compared: two years, and training beside asking."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import page_of, text_of
from tests.pages.test_pages import find
from tests.snapshots import QUARTERS, Cell, indicator, make_snapshot, share

OpenStore = Callable[[Path], FlaskClient]
YEARLY = [
    share("unit", unit, "year", date(year, 1, 1), figures, "protected")
    for unit, by_year in {
        "frideborg": {2023: (10, 40), 2024: (20, 40), 2025: (30, 40)},
        "elsa": {2023: (20, 40), 2024: (20, 40), 2025: (10, 40)},
        "moa": {2023: None, 2024: (20, 40), 2025: None},
    }.items()
    for year, figures in by_year.items()
]
TRAINING = [
    Cell("utb1", "unit", unit, "quarter", QUARTERS[-1], 9, 10, 0.9, mark)
    if mark == "shown"
    else Cell("utb1", "unit", unit, "quarter", QUARTERS[-1], mark=mark)
    for unit, mark in (("frideborg", "shown"), ("elsa", "shown"), ("moa", "protected"))
]


@pytest.fixture
def client(open_store: OpenStore, tmp_path: Path) -> FlaskClient:
    make_snapshot(
        tmp_path,
        extra_indicators=[indicator("utb1", page="utbildning", measure=2, sensitivity="staff")],
        extra_cells=[*YEARLY, *TRAINING],
    )
    return open_store(tmp_path)


def slots(client: FlaskClient, path: str, search: str = "") -> dict[str, str]:
    page = page_of(client, path, search)
    (found,) = [one["data"] for one in find(page, "Store") if one["id"] == f"slots-{path.strip('/')}"]
    return found


def rows(table: str) -> dict[str, list[str]]:
    """The cells of a table by the heading of their row; a sign as it is seen."""
    found: dict[str, list[str]] = {}
    for row in table.split("<tbody>")[1].split("<tr>")[1:]:
        name, *cells = row.split("<td>")
        found[name.split(">")[1].split("<")[0]] = [
            cell.split("</")[0].removeprefix('<span class="sign" aria-hidden="true">') for cell in cells
        ]
    return found


def heading(page: Any, graph: str) -> str:
    (found,) = [one["children"] for one in find(page, "H2") if one.get("id") == f"{graph}-heading"]
    return found


def test_without_a_choice_the_two_latest_years_stand_beside_each_other(client: FlaskClient) -> None:
    page = page_of(client, "/jamfor")
    assert heading(page, "compare-slope") == "Fått frågan: 1 av 2 enheter ökade från 2024 till 2025"
    assert "Ökade: 1. Minskade: 1. Oförändrade: 0. För 1 enhet visas inte båda åren." in text_of(page)
    found = rows(slots(client, "/jamfor")["compare-slope-table"])
    assert found["Frideborg"][2] == "+25\N{NO-BREAK SPACE}procentenheter"
    assert found["Moa-mottagningen"][1:] == ["..", "–"], "no change where one end is hidden"
    assert "Socialkontoret" in found


def test_the_reader_chooses_the_two_years(client: FlaskClient) -> None:
    page = page_of(client, "/jamfor", "?ar=2024,2025")
    assert "från 2024 till 2025" in heading(page, "compare-slope")
    page = page_of(client, "/jamfor", "?ar=2024")
    assert "från 2023 till 2024" in heading(page, "compare-slope"), "one year is held against the one before"


def test_an_indicator_without_yearly_figures_says_so(open_store: OpenStore, tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    client = open_store(tmp_path)
    assert "inte två hela år att jämföra" in slots(client, "/jamfor")["compare-slope-notes"]


def test_training_and_asking_stand_beside_each_other_in_each_unit(client: FlaskClient) -> None:
    page = page_of(client, "/utbildning")
    assert "Utbildning är en förutsättning för att frågan ska kunna ställas." in text_of(page)
    assert "Båda uppgifterna visas för 2 av 3 enheter." in text_of(page)
    found = rows(slots(client, "/utbildning")["utb1-fra1-table"])
    assert found["Frideborg"] == ["90\N{NO-BREAK SPACE}% (9 av 10)", "80\N{NO-BREAK SPACE}% (8 av 10)"]
    assert found["Moa-mottagningen"] == ["..", "-"]


def test_without_training_by_unit_the_page_stands_without_the_comparison(
    open_store: OpenStore, tmp_path: Path
) -> None:
    make_snapshot(tmp_path)
    page = page_of(open_store(tmp_path), "/utbildning")
    assert not [one for one in find(page, "Graph") if one["id"] == "utb1-fra1"]
