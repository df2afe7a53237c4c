"""Background figures: whose they are stands on each, and the footnote's arithmetic is shown and right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from pages._footnote import columns
from tests.pages.conftest import page_of, text_of
from tests.pages.test_pages import find
from tests.snapshots import make_snapshot, point_at

OpenStore = Callable[[Path], FlaskClient]


COUNTED_ANEW = (
    "INSERT INTO background VALUES ('b4', 'Räkneexempel', 'Omkring 86 kvinnor och 534 män', "
    "'Invånare', '18–65 år', '2022', 'SCB', 'Inte en uppskattning.', 2)"
)


@pytest.fixture
def page(open_store: OpenStore, tmp_path: Path) -> Any:
    return page_after(COUNTED_ANEW, folder=tmp_path, open_store=open_store)


def page_after(change: str, *, folder: Path, open_store: OpenStore) -> Any:
    """The page over the tiny snapshot with a change."""
    snapshot = make_snapshot(folder)
    with duckdb.connect(str(folder / f"published-{snapshot}.duckdb")) as connection:
        connection.execute(change)
    point_at(folder, snapshot)
    return page_of(open_store(folder), "/bakgrund")


def test_every_figure_says_whose_it_is_from_when_and_what_to_mind(page: Any) -> None:
    cards = find(page, "Article")
    assert [card["id"] for card in cards] == ["b5", "b4"]
    for card in cards:
        assert [term["children"] for term in find(card, "Dt")] == ["Gäller", "Ålder", "År", "Källa"]
        assert "Att tänka på" in text_of(card)


def test_the_footnote_counted_anew_is_a_table_that_says_it_is_no_estimate(page: Any) -> None:
    (example,) = [one for one in find(page, "Section") if one.get("id") == "rakneexempel"]
    (table,) = find(example, "Table")
    assert "inte en uppskattning av antalet i Norrköping" in text_of(find(table, "Caption"))
    rows = {
        text_of(find(row, "Th")[0]): [text_of(cell) for cell in find(row, "Td")]
        for row in find(find(table, "Tbody"), "Tr")
    }
    thousand = "\N{NO-BREAK SPACE}"
    assert rows["Kvinnor, 0,2 procent"] == ["158", "79", "86"]
    assert rows["Män, 1,2 procent"] == ["950", "476", "534"]
    assert rows["Tillsammans"] == [f"1{thousand}108", "556", "619"]
    assert rows["Kvinnor 18–65 år som andelen tas av"] == [
        f"79{thousand}411",
        f"39{thousand}706",
        f"42{thousand}750",
    ]


def test_shares_of_each_sex_agree_with_the_share_of_both() -> None:
    _, halved, of_norrkoping = columns()
    for counted in (halved, of_norrkoping):
        assert counted.both == pytest.approx(0.007 * (counted.women + counted.men), rel=0.02)


def test_another_municipality_has_no_example_of_norrkoping(open_store: OpenStore, tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    assert "Norrköping" not in text_of(find(page_of(open_store(tmp_path), "/bakgrund"), "Main"))


def test_the_footnote_is_not_counted_anew_where_another_assignment_is_followed_up(
    open_store: OpenStore, tmp_path: Path
) -> None:
    elsewhere = f"{COUNTED_ANEW}; UPDATE municipality SET registration = 'ON 2026/17'"
    page = page_after(elsewhere, folder=tmp_path, open_store=open_store)
    assert [card["id"] for card in find(page, "Article")] == ["b5", "b4"]
    assert not [one for one in find(page, "Section") if one.get("id") == "rakneexempel"]
