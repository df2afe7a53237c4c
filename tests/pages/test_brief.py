"""The overview in brief: targets, development, changes larger than usual, and what is lacking."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from flask.testing import FlaskClient

from tests.pages.conftest import page_of, text_of
from tests.pages.test_pages import find
from tests.snapshots import Cell, indicator, make_snapshot

OpenStore = Callable[[Path], FlaskClient]
STARTS = [date(2022 + number // 4, number % 4 * 3 + 1, 1) for number in range(13)]
STEADY = (20, 22, 19, 21, 20, 23, 18, 21, 22, 20, 19, 21)


def brief_of(client: FlaskClient) -> str:
    (section,) = [one for one in find(page_of(client, "/"), "Section") if one["className"] == "brief"]
    return text_of(section)


def client_with(open_store: OpenStore, folder: Path, counts: Sequence[int], **words: object) -> FlaskClient:
    """A client over a snapshot with `fra8`, so many of 50 a quarter."""
    cells = [
        Cell("fra8", "office", "socialkontoret", "quarter", start, count, 50, count / 50)
        for start, count in zip(STARTS, counts, strict=False)
    ]
    make_snapshot(folder, extra_indicators=[indicator("fra8", name="Åttan", **words)], extra_cells=cells)
    return open_store(folder)


def test_the_four_questions_stand_first_and_in_order(client: FlaskClient) -> None:
    headings = [one["children"] for one in find(page_of(client, "/"), "H3")[:4]]
    assert headings == [
        "Når vi målen?", "Blir det bättre?", "Är förändringarna verkliga?", "Vad saknas?",
    ]  # fmt: skip


def test_too_incomplete_a_figure_is_neither_met_nor_missed(client: FlaskClient) -> None:
    told = brief_of(client)
    assert "Det enda målet kan inte bedömas." in told
    assert "Inte nått" not in told
    assert "Målen är exempel" in told


def test_a_leap_is_a_real_change_and_named_with_a_link(open_store: OpenStore, tmp_path: Path) -> None:
    client = client_with(open_store, tmp_path, (*STEADY, 45))
    told = brief_of(client)
    assert "Ett av fyra mått har ändrats mer än den vanliga variationen." in told
    assert "Till det bättre:" in told
    (link,) = [one for one in find(page_of(client, "/"), "A") if one.get("children") == "Åttan"][:1]
    assert link["href"] == "/fraga#fra8"


def test_an_ordinary_figure_is_no_change(open_store: OpenStore, tmp_path: Path) -> None:
    told = brief_of(client_with(open_store, tmp_path, (*STEADY, 21)))
    assert "Inget av fyra mått har ändrats mer än den vanliga variationen." in told


def test_what_has_become_worse_is_named(open_store: OpenStore, tmp_path: Path) -> None:
    told = brief_of(client_with(open_store, tmp_path, (*STEADY, 45), direction="lower"))
    assert "ett är sämre." in told
    assert "Sämre:  Åttan" in told
    assert "Till det sämre:" in told


def test_an_answer_no_is_told(open_store: OpenStore, tmp_path: Path) -> None:
    words = {"kind": "status", "unit_of_measure": "ja/nej", "time": "stock", "denominator": None}
    no = Cell("web9", "office", "socialkontoret", "year", date(2025, 1, 1), 0, None, 0.0)
    make_snapshot(tmp_path, extra_indicators=[indicator("web9", name="Nian", **words)], extra_cells=[no])
    assert "Svaret är nej:  Nian" in brief_of(open_store(tmp_path))


def test_the_unit_that_lacks_is_named_and_a_hidden_figure_is_only_counted(
    open_store: OpenStore, tmp_path: Path
) -> None:
    last = date(2025, 10, 1)
    lacking = {
        "indicator": "fra1", "level": "unit", "org": "moa", "period_kind": "quarter", "period_start": last,
        "units_reported": 0, "units_expected": 1, "received_on": None,
    }  # fmt: skip
    hidden = Cell("sto9", "office", "socialkontoret", "quarter", last, mark="protected")
    make_snapshot(
        tmp_path,
        extra_indicators=[indicator("sto9", kind="count", unit_of_measure="antal", denominator=None)],
        extra_cells=[hidden],
        extra_reporting=[lacking],
    )
    told = brief_of(open_store(tmp_path))
    assert "Moa-mottagningen har inte lämnat allt underlag till de senaste siffrorna." in told
    assert "Ett mått visas inte eftersom underlaget är för litet." in told


def test_nothing_lacking_is_said_too(client: FlaskClient) -> None:
    assert "Alla enheter har lämnat sitt underlag" in brief_of(client)
