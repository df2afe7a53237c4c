"""`/api/v1/`: what other tools read are the figures of the snapshot, no more and no less."""

import csv
import io
import itertools
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from access import guard
from access.roles import LOCAL, Permission, Role, Visitor
from components import shell
from queries import catalogue, cells
from queries.store import Snapshot, Store
from tests.snapshots import Cell, indicator, make_snapshot

OpenStore = Callable[[Path], FlaskClient]
DEMO = shell.DEMO_TEXT
KEY = ("level", "org", "period_kind", "period_start", "gender", "age", "category")
FIGURES = ("numerator", "denominator", "value", "mark")
SIX_DECIMALS = 5e-7


def published(snapshot: Snapshot) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """Every cell of the snapshot's file by indicator and key, read without any of our own code."""
    with duckdb.connect(snapshot.file, read_only=True) as connection:
        rows = connection.table("cell").fetchall()
    return {tuple(str(part) for part in row[:8]): row[8:] for row in rows}


def read(client: FlaskClient, address: str) -> Any:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text)


def read_csv(client: FlaskClient, address: str) -> list[dict[str, str]]:
    content = client.get(f"/api/v1/{address}").data
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def decimal(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


# --- Every figure equals the cell in the snapshot ---------------------------------------------------


def test_every_cell_reads_back_from_json(client: FlaskClient, tiny: Snapshot) -> None:
    found = {
        (one.id, *(row[name] for name in KEY)): tuple(row[name] for name in FIGURES)
        for one in catalogue.indicators(tiny)
        for row in read(client, f"indicators/{one.id}/cells")["cells"]
    }
    assert found == published(tiny)
    assert {figures[-1] for figures in found.values()} == {"shown", "protected", "not_reported"}


def test_every_cell_reads_back_from_csv(client: FlaskClient, tiny: Snapshot) -> None:
    expected = published(tiny)
    for one in catalogue.indicators(tiny):
        for row in read_csv(client, f"indicators/{one.id}/cells.csv"):
            numerator, denominator, value, mark = expected.pop((one.id, *(row[name] for name in KEY)))
            assert (decimal(row["numerator"]), decimal(row["denominator"])) == (numerator, denominator)
            assert decimal(row["value"]) == (
                None if value is None else pytest.approx(value, abs=SIX_DECIMALS)
            )
            assert row["mark"] == mark
    assert not expected


def test_every_cell_reads_back_from_json_stat(client: FlaskClient, tiny: Snapshot) -> None:
    expected = published(tiny)
    names = {"manad": "month", "kvartal": "quarter", "tertial": "tertial", "ar": "year"}
    level_of = {org.id: org.level for org in catalogue.orgs(tiny)}
    for one, (name, kind) in itertools.product(catalogue.indicators(tiny), names.items()):
        cube = read(client, f"indicators/{one.id}.jsonstat?period={name}")
        sides = [cube["dimension"][side]["category"]["index"] for side in cube["id"]]
        assert cube["size"] == [len(side) for side in sides]
        for at, (org, start, *cut, figure) in enumerate(itertools.product(*sides)):
            key = (one.id, level_of[org], org, kind, start, *cut)
            if str(at) not in cube["status"]:
                assert key not in expected
                assert cube["value"][at] is None
                continue
            cell = dict(zip(FIGURES, expected[key], strict=True))
            assert (cube["value"][at], cube["status"][str(at)]) == (cell[figure], cell["mark"])
            if figure == cube["dimension"]["figure"]["category"]["index"][-1]:
                del expected[key]
    assert not expected


def test_a_protected_cell_is_null_with_its_mark_in_every_form(client: FlaskClient) -> None:
    where = "enhet=elsa&ar=2025&period=kvartal"
    row = read(client, f"indicators/fra1/cells?{where}")["cells"][2]
    assert (row["period"], row["mark"]) == ("kvartal 3 2025", "protected")
    assert row["value"] is row["numerator"] is row["denominator"] is None
    line = read_csv(client, f"indicators/fra1/cells.csv?{where}")[2]
    assert [line[name] for name in FIGURES] == ["", "", "", "protected"]
    cube = read(client, f"indicators/fra1.jsonstat?{where}")
    third = [at for at, mark in cube["status"].items() if mark == "protected"]
    assert third == ["6", "7", "8"], "value, numerator and denominator of the third quarter"
    assert [cube["value"][int(at)] for at in third] == [None] * 3


# --- Selections -------------------------------------------------------------------------------------


def test_a_selection_limits_every_form_alike(client: FlaskClient) -> None:
    where = "enhet=elsa,frideborg&ar=2024&period=kvartal&kon=alla"
    document = read(client, f"indicators/fra1/cells?{where}")
    assert document["selection"] == {
        "orgs": ["elsa", "frideborg"], "years": [2024], "kinds": ["quarter"], "genders": ["all"],
    }  # fmt: skip
    assert document["count"] == len(document["cells"]) == 8
    assert {row["org"] for row in document["cells"]} == {"elsa", "frideborg"}
    assert len(read_csv(client, f"indicators/fra1/cells.csv?{where}")) == 8
    assert read(client, f"indicators/fra1.jsonstat?{where}")["size"] == [2, 4, 1, 1, 1, 3]


def test_parameters_may_be_repeated_in_any_order(client: FlaskClient) -> None:
    one = read(client, "indicators/fra1/cells?enhet=elsa,frideborg&ar=2024")
    other = read(client, "indicators/fra1/cells?ar=2024&enhet=frideborg&enhet=elsa&enhet=elsa")
    assert one == other


def test_a_year_without_figures_gives_nothing_and_is_no_fault(client: FlaskClient) -> None:
    assert read(client, "indicators/fra1/cells?ar=2031")["cells"] == []
    assert read(client, "indicators/fra1.jsonstat?ar=2031")["value"] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("enhet=solrosen", "Parametern enhet"),
        ("enhet=", "Parametern enhet"),
        ("ar=25", "Parametern ar"),
        ("ar=2025,%202_24", "Parametern ar"),
        ("ar=%D9%A2%D9%A0%D9%A2%D9%A5", "Parametern ar"),
        ("period=vecka", "Parametern period"),
        ("kon=hen", "Parametern kon"),
        ("år=2025", "Okänd parameter"),
        ("enhet=solrosen&kon=hen", "Parametern kon"),
    ],
)
@pytest.mark.parametrize("form", ["/cells", "/cells.csv", ".jsonstat"])
def test_a_query_that_cannot_be_used_is_refused_and_not_repeated(
    client: FlaskClient, form: str, query: str, told: str
) -> None:
    answer = client.get(f"/api/v1/indicators/fra1{form}?{query}")
    assert answer.status_code == 400
    assert told in json.loads(answer.text)["gor"]
    assert "solrosen" not in answer.text


def test_a_json_stat_table_has_one_kind_of_period(client: FlaskClient) -> None:
    assert client.get("/api/v1/indicators/fra1.jsonstat?period=kvartal,ar").status_code == 400
    cube = read(client, "indicators/fra1.jsonstat")
    assert cube["extension"]["period_kind"] == "quarter", "the finest there is"
    assert cube["extension"]["period_kinds"] == ["quarter", "year"]


def test_too_large_a_selection_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.api.MOST_CELLS", 10)
    for form in ("/cells", "/cells.csv", ".jsonstat"):
        answer = client.get(f"/api/v1/indicators/fra1{form}")
        assert (answer.status_code, json.loads(answer.text)["fel"]) == (400, "Urvalet är för stort")


# --- What stands beside the figures -----------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "snapshot", "organisation", "indicators", "indicators/fra1/cells"])
def test_every_document_names_its_snapshot_and_says_that_it_is_a_demo(
    client: FlaskClient, tiny: Snapshot, address: str
) -> None:
    document = read(client, address)
    assert document["snapshot"] == tiny.id
    assert (document["demo"], document["label"]) == (True, DEMO)
    assert {one["mark"]: one["sign"] for one in document["marks"]} == {
        "shown": "", "protected": "..", "not_reported": "-", "not_applicable": ".",
    }  # fmt: skip


def test_csv_and_json_stat_say_that_it_is_a_demo(client: FlaskClient, tiny: Snapshot) -> None:
    assert {row["label"] for row in read_csv(client, "indicators/fra1/cells.csv")} == {DEMO}
    cube = read(client, "indicators/fra1.jsonstat")
    assert cube["note"] == [DEMO]
    assert (cube["extension"]["demo"], cube["extension"]["snapshot"]) == (True, tiny.id)
    disposition = client.get("/api/v1/indicators/fra1/cells.csv").headers["Content-Disposition"]
    assert disposition == f'attachment; filename="demodata-fra1-celler-{tiny.id}.csv"'


def test_real_figures_carry_no_label(open_store: OpenStore, tmp_path: Path) -> None:
    make_snapshot(tmp_path, is_demo=False)
    client = open_store(tmp_path)
    document = read(client, "indicators/fra1/cells")
    assert (document["demo"], document["label"]) == (False, None)
    assert {row["label"] for row in read_csv(client, "indicators/fra1/cells.csv")} == {""}
    assert read(client, "indicators/fra1.jsonstat")["note"] == []


def test_an_indicator_is_described_with_its_addresses_and_they_answer(client: FlaskClient) -> None:
    described = {one["id"]: one for one in read(client, "indicators")["indicators"]}
    assert set(described) == {"fra1", "han1", "ing1", "web1"}
    assert described["fra1"]["targets"][0]["is_example"] is True
    assert [one["id"] for one in described["han1"]["categories"]] == ["novahuset", "ovrig"]
    assert {"level": "office", "period_kind": "year", "dimension": "gender"} in described["fra1"]["tables"]
    for address in described["fra1"]["links"].values():
        assert client.get(address).status_code == 200


def test_the_index_leads_to_every_other_document(client: FlaskClient) -> None:
    for link in read(client, "")["links"]:
        assert client.get(link["href"]).status_code == 200


def test_who_published_is_not_told(client: FlaskClient) -> None:
    assert "published_by" not in read(client, "snapshot")


# --- Sending ----------------------------------------------------------------------------------------


def test_an_answer_is_tagged_with_its_snapshot_and_not_sent_again(
    client: FlaskClient, tiny: Snapshot
) -> None:
    first = client.get("/api/v1/indicators/fra1/cells?ar=2024")
    tag = first.headers["ETag"]
    assert tag.startswith(f'"{tiny.id}-')
    again = client.get("/api/v1/indicators/fra1/cells?ar=2024", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/api/v1/indicators/fra1/cells?ar=2025", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "no-store"


def test_a_new_snapshot_changes_the_tag(open_store: OpenStore, tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    client = open_store(tmp_path)
    tag = client.get("/api/v1/organisation").headers["ETag"]
    make_snapshot(tmp_path, sequence=2)
    answer = client.get("/api/v1/organisation", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert json.loads(answer.text)["snapshot"].startswith("00002-")


@pytest.mark.parametrize("address", ["indicators/fra9/cells", "indicators/fra9.jsonstat", "finns/inte"])
def test_an_unknown_address_is_told_as_json(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/api/v1/{address}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert set(json.loads(answer.text)) == {"fel", "gor"}


def test_without_a_snapshot_there_is_nothing_but_the_description(
    open_store: OpenStore, tmp_path: Path
) -> None:
    client = open_store(tmp_path)
    assert client.get("/api/v1/indicators/fra1/cells").status_code == 503
    assert json.loads(client.get("/api/v1/").text)["fel"] == "Det finns inga publicerade siffror"
    assert client.get("/api/v1/openapi.json").status_code == 200


# --- Who may see what -------------------------------------------------------------------------------


@pytest.fixture
def restricted(open_store: OpenStore, tmp_path: Path) -> FlaskClient:
    """A client over a snapshot with a restricted indicator that is, wrongly, also published too finely."""
    places = [
        ("office", "socialkontoret", "year"),
        ("office", "socialkontoret", "quarter"),
        ("unit", "elsa", "year"),
    ]
    make_snapshot(
        tmp_path,
        extra_indicators=[indicator("kast2", sensitivity="restricted", position=9)],
        extra_cells=[
            Cell("kast2", level, org, kind, date(2025, 1, 1), 12, 20, 0.6) for level, org, kind in places
        ],
    )
    assert len(cells.download(Store(tmp_path).current(), indicator="kast2", period_kind="year")) == 2
    return open_store(tmp_path)


def test_a_figure_finer_than_the_role_may_see_is_left_out_of_every_form(restricted: FlaskClient) -> None:
    document = read(restricted, "indicators/kast2/cells")
    assert [(row["level"], row["period_kind"]) for row in document["cells"]] == [("office", "year")]
    assert len(read_csv(restricted, "indicators/kast2/cells.csv")) == 1
    cube = read(restricted, "indicators/kast2.jsonstat")
    assert (cube["extension"]["period_kinds"], cube["size"]) == (["year"], [1, 1, 1, 1, 1, 3])
    assert read(restricted, "indicators/kast2/cells?enhet=elsa")["cells"] == []
    described = {one["id"]: one for one in read(restricted, "indicators")["indicators"]}
    assert described["kast2"]["tables"] == [{"level": "office", "period_kind": "year", "dimension": "all"}]


def test_every_address_demands_the_right_to_download(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pages import _api  # noqa: PLC0415  imported after the application that it belongs to

    committee = Visitor("namnd", "Namnd", frozenset({Role.NAMND}))
    monkeypatch.setattr(guard, "visitor", lambda: committee)
    monkeypatch.setattr(guard, "may", committee.may)
    for rule in _api.ROUTES:
        address = rule.replace("<identity>", "fra1").replace("<path:rest>", "x")
        assert client.get(address).status_code == 403, address
    assert LOCAL.may(Permission.DOWNLOAD)
