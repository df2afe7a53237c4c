"""What the cards say of sex and of parts: how much a cut covers, and that a picture shows everybody."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from tests.pages.conftest import page_of, text_of
from tests.pages.test_pages import find
from tests.snapshots import Cell, indicator, make_snapshot

OpenStore = Callable[[Path], FlaskClient]
YEAR = date(2025, 1, 1)


def slots_of(client: FlaskClient, path: str, search: str = "") -> dict[str, Any]:
    wanted = f"slots-{path.strip('/')}"
    (found,) = [one["data"] for one in find(page_of(client, path, search), "Store") if one["id"] == wanted]
    return found


def cut(numerator: int, denominator: int, gender: str) -> Cell:
    return Cell(
        "fra8", "office", "socialkontoret", "year", YEAR, numerator, denominator, numerator / denominator,
        gender=gender,
    )  # fmt: skip


def test_a_cut_by_sex_says_how_much_of_the_whole_it_is(open_store: OpenStore, tmp_path: Path) -> None:
    cells = [cut(50, 100, "all"), cut(30, 40, "kvinna"), cut(18, 30, "man")]
    make_snapshot(tmp_path, extra_indicators=[indicator("fra8")], extra_cells=cells)
    notes = slots_of(open_store(tmp_path), "/fraga")["fra8-trend-notes"]
    assert "Uppdelningen omfattar 70 av 100." in notes
    assert "könet annat, okänt eller inte rapporterat" in notes


def test_a_cut_of_everybody_says_nothing_more(client: FlaskClient) -> None:
    notes = slots_of(client, "/fraga")["fra1-trend-notes"]
    assert "efter kön" in notes
    assert "omfattar" not in notes


def test_what_is_hidden_in_a_cut_gives_no_sum(open_store: OpenStore, tmp_path: Path) -> None:
    hidden = Cell("fra8", "office", "socialkontoret", "year", YEAR, mark="protected", gender="man")
    cells = [cut(50, 100, "all"), cut(30, 40, "kvinna"), hidden]
    make_snapshot(tmp_path, extra_indicators=[indicator("fra8")], extra_cells=cells)
    assert "omfattar" not in slots_of(open_store(tmp_path), "/fraga")["fra8-trend-notes"]


def test_with_one_sex_chosen_the_units_say_that_they_show_everybody(client: FlaskClient) -> None:
    page = page_of(client, "/fraga", "?kon=kvinna&period=ar")
    found = slots_of(client, "/fraga", "?kon=kvinna&period=ar")
    assert "Enheterna visas för alla." in found["fra1-units-notes"]
    assert "Kvinnor: 60\N{NO-BREAK SPACE}procent av klienterna" in text_of(page)
    assert "Enheterna visas" not in slots_of(client, "/fraga")["fra1-units-notes"]


def test_a_table_says_the_period_it_shows_and_not_the_one_asked_for(client: FlaskClient) -> None:
    found = slots_of(client, "/fraga", "?kon=kvinna&period=kvartal")
    assert "per år, bara kvinnor" in found["fra1-trend-table"]


def test_hidden_parts_are_told_in_words(client: FlaskClient) -> None:
    text = text_of(page_of(client, "/hanvisningar"))
    assert "Novahuset 7. En del visas inte eftersom underlaget är för litet." in text
    assert "Hänvisningar till Novahuset: uppdelning för kvartal 4 2025" in text
