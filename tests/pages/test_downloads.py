"""Files of figures: the filters hold, hidden figures are signs, and a row always says what it is."""

import csv
from io import BytesIO, StringIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook


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
