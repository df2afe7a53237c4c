"""Limits of the ordinary variation on a trend: where they stand, what they say, and where there are none."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import page_of
from tests.pages.test_pages import find
from tests.snapshots import Cell, indicator, make_snapshot

OpenStore = Callable[[Path], FlaskClient]
STEADY = (20, 22, 19, 21, 20, 23, 18, 21, 22, 20, 19, 21)
STARTS = [date(2021 + number // 4, number % 4 * 3 + 1, 1) for number in range(20)]


def client_with(
    open_store: OpenStore, folder: Path, counts: Sequence[int | None], **words: object
) -> FlaskClient:
    """A client over a snapshot with `fra8`, so many of 50 a quarter; None is protected."""
    cells = [
        Cell("fra8", "office", "socialkontoret", "quarter", start, mark="protected")
        if count is None
        else Cell(
            "fra8",
            "office",
            "socialkontoret",
            "quarter",
            start,
            count,
            50 + place % 2,
            count / (50 + place % 2),
        )
        for place, (start, count) in enumerate(zip(STARTS, counts, strict=False))
    ]
    make_snapshot(folder, extra_indicators=[indicator("fra8", **words)], extra_cells=cells)
    return open_store(folder)


def slots(client: FlaskClient, search: str = "") -> dict[str, str]:
    (found,) = [
        store["data"]
        for store in find(page_of(client, "/fraga", search), "Store")
        if store["id"] == "slots-fraga"
    ]
    return found


def markers(client: FlaskClient) -> set[str]:
    (graph,) = [one for one in find(page_of(client, "/fraga"), "Graph") if one["id"] == "fra8-trend"]
    traces: list[dict[str, Any]] = graph["figure"]["data"]
    return {trace["marker"]["symbol"] for trace in traces if trace.get("mode") == "markers"}


def test_twelve_figures_have_limits_a_sentence_and_a_reading_help(
    open_store: OpenStore, tmp_path: Path
) -> None:
    found = slots(client_with(open_store, tmp_path, STEADY))
    assert "gräns för den vanliga variationen" in found["fra8-trend-key"]
    assert "Det senaste värdet håller sig inom den vanliga variationen." in found["fra8-trend-notes"]
    assert "preliminära" not in found["fra8-trend-notes"]
    assert "Så läser du diagrammet" in found["fra8-trend-notes"]
    assert "Vanlig variation" in found["fra8-trend-table"]


@pytest.mark.parametrize(
    ("direction", "word", "marker"),
    [
        ("higher", "till det bättre", "diamond"),
        ("lower", "till det sämre", "square"),
        ("neutral", "större än den vanliga variationen", "diamond"),
    ],
)
def test_a_leap_is_marked_in_shape_and_word_by_what_is_better(
    open_store: OpenStore, tmp_path: Path, direction: str, word: str, marker: str
) -> None:
    client = client_with(open_store, tmp_path, (*STEADY, 45), direction=direction)
    found = slots(client)
    assert f"förändring {word}" in found["fra8-trend-key"]
    assert "Det senaste värdet ligger över den övre gränsen." in found["fra8-trend-notes"]
    assert markers(client) == {"circle", marker}


def test_five_to_eleven_are_provisional_and_four_are_too_few(open_store: OpenStore, tmp_path: Path) -> None:
    few = slots(client_with(open_store, tmp_path / "five", STEADY[:5]))
    assert "bygger på 5 av minst 12 värden" in few["fra8-trend-notes"]
    fewer = slots(client_with(open_store, tmp_path / "four", STEADY[:4]))
    assert "variation" not in fewer["fra8-trend-key"] + fewer["fra8-trend-notes"]


def test_a_protected_latest_figure_is_not_judged(open_store: OpenStore, tmp_path: Path) -> None:
    found = slots(client_with(open_store, tmp_path, (*STEADY, 45, None)))
    last = found["fra8-trend-table"].split("<tr>")[-1]
    assert "skyddad uppgift" in last
    assert not any(word in last for word in ("ja, ", "nej"))


def test_leaving_earlier_years_out_does_not_change_the_limits(open_store: OpenStore, tmp_path: Path) -> None:
    client = client_with(open_store, tmp_path, (*STEADY, 45))

    def last(search: str) -> str:
        return slots(client, search)["fra8-trend-table"].split("<tr>")[-1]

    assert "kvartal 1 2024" in last("")
    assert last("?ar=2024") == last("")


def test_what_gathers_and_what_is_several_has_no_limits(open_store: OpenStore, tmp_path: Path) -> None:
    stock = slots(client_with(open_store, tmp_path / "stock", STEADY, time="stock"))
    assert "variation" not in stock["fra8-trend-key"]
    several = slots(client_with(open_store, tmp_path / "flow", STEADY), "?enhet=elsa,frideborg")
    assert "variation" not in several["fra1-trend-key"]
