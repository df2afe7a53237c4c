"""Files of figures: the filters hold, hidden figures are signs, and a row always says what it is."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.pages.conftest import page_of
from tests.pages.test_pages import find


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read å, ä and ö"
    return list(csv.DictReader(StringIO(response.data.decode("utf-8-sig")), delimiter=";"))


def test_csv_holds_the_published_cells_with_decimal_comma(client: FlaskClient) -> None:
    rows = rows_of(client, "/ladda-ner/fra1.csv?enhet=frideborg&ar=2025")
    assert len(rows) == 4
    assert rows[0]["Organisation"] == "Frideborg"
    assert (rows[0]["Täljare"], rows[0]["Nämnare"], rows[0]["Värde"]) == ("8", "10", "0,8")
    assert rows[0]["Urval"] == "Urval: Frideborg, år 2025, per kvartal."
    assert rows[0]["Anmärkning"] == "Demodata – påhittade siffror"


def test_hidden_figures_are_signs(client: FlaskClient) -> None:
    rows = rows_of(client, "/ladda-ner/fra1.csv?enhet=elsa,moa&ar=2025")
    signs = {(row["Organisation"], row["Period"]): row["Täljare"] for row in rows}
    assert signs["Kvinnoboendet Elsa", "kvartal 3 2025"] == ".."
    assert signs["Moa-mottagningen", "kvartal 4 2025"] == "-"


def test_sex_is_taken_where_it_is_published(client: FlaskClient) -> None:
    rows = rows_of(client, "/ladda-ner/fra1.csv?kon=kvinna")
    assert {row["Kön"] for row in rows} == {"kvinnor"}
    assert {row["Periodslag"] for row in rows} == {"år"}


def test_the_workbook_holds_numbers_and_a_sheet_about_them(client: FlaskClient) -> None:
    response = client.get("/ladda-ner/fra1.xlsx?enhet=elsa")
    assert response.status_code == 200
    book = load_workbook(BytesIO(response.data))
    assert book.sheetnames == ["Siffror", "Om filen"]
    heading, *rows = [list(row) for row in book["Siffror"].iter_rows(values_only=True)]
    value = heading.index("Värde")
    assert rows[0][value] == 0.5
    assert rows[6][value] == ".."
    about = {str(name): str(text) for name, text in book["Om filen"].iter_rows(values_only=True)}
    assert about["Urval"].startswith("Urval: Kvinnoboendet Elsa")
    assert "Demodata" in about["Anmärkning"]
    assert about["Utgåva"] == "00001-6b86b273"


def test_the_same_question_gives_the_same_file(client: FlaskClient) -> None:
    first, second = (client.get("/ladda-ner/fra1.xlsx").data for _ in range(2))
    assert first == second


def test_the_name_of_the_file_says_demo(client: FlaskClient) -> None:
    header = client.get("/ladda-ner/fra1.csv").headers["Content-Disposition"]
    assert header == 'attachment; filename="demodata-fra1-00001-6b86b273.csv"'


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_unknown_value_is_refused_in_swedish(client: FlaskClient, form: str) -> None:
    response = client.get(f"/ladda-ner/fra1.{form}?enhet=finns-inte")
    assert response.status_code == 400
    assert "finns-inte" in response.text
    assert "finns inte" in response.text


@pytest.mark.parametrize("address", ["/ladda-ner/fra5.csv", "/ladda-ner/fra1.pdf", "/ladda-ner/..%2Fx.csv"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


# --- What a file says of itself, and that it holds what is shown ---------------------------------------


def test_every_row_says_its_selection_source_snapshot_date_and_that_it_is_a_demo(client: FlaskClient) -> None:
    for row in rows_of(client, "/ladda-ner/fra1.csv?enhet=elsa"):
        assert row["Urval"] == "Urval: Kvinnoboendet Elsa, alla år (2024–2025), per kvartal."
        assert row["Källa"] == "Verksamhetssystemet"
        assert (row["Utgåva"], row["Publicerad"]) == ("00001-6b86b273", "2025-11-03")
        assert row["Anmärkning"] == "Demodata – påhittade siffror"


def test_the_file_holds_what_the_page_shows_and_nothing_else(client: FlaskClient) -> None:
    whole = rows_of(client, "/ladda-ner/fra1.csv")
    assert {row["Nivå"] for row in whole} == {"Hela kontoret", "Enhet"}, "no card shows areas unasked"
    chosen = rows_of(client, "/ladda-ner/fra1.csv?enhet=elsa,frideborg&ar=2025")
    sums = {row["Period"]: row["Täljare"] for row in chosen if row["Nivå"] == "Urvalet"}
    assert sums == {
        "kvartal 1 2025": "14",
        "kvartal 2 2025": "14",
        "kvartal 3 2025": "..",
        "kvartal 4 2025": "14",
    }
    parts = rows_of(client, "/ladda-ner/han1.csv")
    assert {row["Kategori"] for row in parts} == {"alla", "Novahuset", "Annan mottagare"}


def test_an_indicator_that_cannot_follow_the_selection_says_so_and_is_not_refused(
    client: FlaskClient,
) -> None:
    (row, *_) = rows_of(client, "/ladda-ner/ing1.csv?enhet=elsa&period=kvartal")
    assert row["Organisation"] == "Socialkontoret"
    assert "redovisas inte för Kvinnoboendet Elsa" in row["Anmärkning"]


def test_everything_on_a_page_is_a_sheet_an_indicator_and_one_about_them(client: FlaskClient) -> None:
    response = client.get("/ladda-ner/sida/atgarder.xlsx?ar=2025")
    book = load_workbook(BytesIO(response.data))
    assert book.sheetnames == ["ING1", "WEB1", "Om filen"]
    about = [(str(name), str(text)) for name, text in book["Om filen"].iter_rows(values_only=True)]
    assert ("Urval", "Urval: hela Socialkontoret, år 2025, per kvartal.") in about
    assert ("Anmärkning", "Demodata – påhittade siffror") in about
    assert ("Utgåva", "00001-6b86b273") in about
    assert [text for name, text in about if name == "Mått"] == [
        "ING1 Tid till första kontakt",
        "WEB1 Sida publicerad",
    ]
    name = response.headers["Content-Disposition"]
    assert name == 'attachment; filename="demodata-atgarder-00001-6b86b273.xlsx"'


def test_the_overview_is_every_indicator_and_the_comparison_the_chosen_one(client: FlaskClient) -> None:
    whole = load_workbook(BytesIO(client.get("/ladda-ner/sida/oversikt.xlsx").data))
    assert whole.sheetnames == ["FRÅ1", "HÄN1", "ING1", "WEB1", "Om filen"]
    chosen = load_workbook(BytesIO(client.get("/ladda-ner/sida/jamfor.xlsx?indikator=fra1&enhet=elsa").data))
    assert chosen.sheetnames == ["FRÅ1", "Om filen"]
    assert client.get("/ladda-ner/sida/jamfor.xlsx?indikator=han1").status_code == 400
    assert client.get("/ladda-ner/sida/fraga.xlsx?enhet=finns-inte").status_code == 400
    assert client.get("/ladda-ner/sida/finns-inte.xlsx").status_code == 404


# --- Pictures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", ["", "over-tid", "enheter", "tva-ar", "rutor"])
def test_a_picture_says_what_it_shows_of_whom_from_when_and_that_it_is_a_demo(
    client: FlaskClient, picture: str
) -> None:
    response = client.get(
        "/ladda-ner/fra1.svg", query_string={"enhet": "elsa", "bild": picture or "over-tid"}
    )
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    texts = [
        part.text or "" for part in ElementTree.fromstring(response.text).iter() if part.tag.endswith("}text")
    ]
    said = " ".join(texts)
    assert "Urval: Kvinnoboendet Elsa" in said
    assert "Källa: Verksamhetssystemet. Utgåva 00001-6b86b273, 3 november 2025." in said
    assert "Demodata – påhittade siffror" in said


def test_the_name_of_a_picture_tells_it_from_the_others(client: FlaskClient) -> None:
    names = {
        client.get(f"/ladda-ner/fra1.svg?bild={picture}").headers["Content-Disposition"]
        for picture in ("over-tid", "enheter", "rutor")
    }
    assert len(names) == 3


@pytest.mark.parametrize("search", ["?bild=finns-inte", "?bild=uppdelning", "?enhet=finns-inte", "?ar=1899"])
def test_a_picture_that_does_not_exist_is_refused(client: FlaskClient, search: str) -> None:
    assert client.get(f"/ladda-ner/fra1.svg{search}").status_code == 400


def test_every_file_a_card_leads_to_exists(client: FlaskClient) -> None:
    for path in ("/fraga", "/hanvisningar", "/jamfor"):
        for search in ("", "?enhet=elsa,moa&ar=2025", "?indikator=fra1&period=tertial"):
            page = page_of(client, path, search)
            slots = next(one["data"] for one in find(page, "Store") if str(one["id"]).startswith("slots-"))
            found = [
                unescape(href) for html in slots.values() for href in re.findall(r'href="(/[^"]+)"', html)
            ]
            assert any(href.endswith("#definition-fra1") or "han1" in href for href in found)
            for href in found:
                assert client.get(href).status_code == 200, href


def test_the_definition_a_card_leads_to_exists(client: FlaskClient) -> None:
    anchors = {heading["id"] for heading in find(page_of(client, "/definitioner"), "H3")}
    slots = next(
        one["data"] for one in find(page_of(client, "/fraga"), "Store") if one["id"] == "slots-fraga"
    )
    wanted = set(re.findall(r'href="/definitioner#([^"]+)"', " ".join(slots.values())))
    assert wanted == {"definition-fra1"}
    assert wanted <= anchors
