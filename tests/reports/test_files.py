"""The two file formats, whatever the figures are."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports.files import FigureFile, Value, csv_bytes, workbook_bytes, xlsx_bytes


def file_with(*rows: tuple[Value, ...]) -> FigureFile:
    return FigureFile(
        title="FRÅ1 Fått frågan",
        columns=("Namn", "Värde"),
        rows=rows,
        percent_columns=frozenset({1}),
        about=[("Urval", "Urval: allt."), ("Källa", "=HYPERLINK(1)")],
        published_at=datetime.fromisoformat("2026-11-03T08:30:00"),
    )


def test_csv_is_semicolons_decimal_comma_and_a_byte_order_mark() -> None:
    content = csv_bytes(
        file_with(("Elsa; öppen", 0.625), ("Moa", 12), ("Frideborg", None), ("Trozelli", ".."))
    )
    assert content.decode("utf-8") == (
        '\ufeffNamn;Värde\r\n"Elsa; öppen";0,625\r\nMoa;12\r\nFrideborg;\r\nTrozelli;..\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+46 11", "-cmd", "@SUM(A1)", "\t=1"])
def test_a_text_is_never_a_formula_in_csv(text: str) -> None:
    line = csv_bytes(file_with((text, 1))).decode("utf-8").splitlines()[1]
    assert line.startswith(("'", "\"'"))


def test_the_sign_for_not_reported_stays_as_it_is() -> None:
    assert csv_bytes(file_with(("Elsa", "-"))).decode("utf-8").splitlines()[1] == "Elsa;-"


def test_the_workbook_holds_neither_formulas_nor_links() -> None:
    content = xlsx_bytes(file_with(("=1+1", 0.5), ("http://exempel.se", 1)))
    sheet = load_workbook(BytesIO(content))["Siffror"]
    assert [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["s", "n"],
        ["s", "n"],
    ]
    parts = {
        name: ZipFile(BytesIO(content)).read(name).decode() for name in ZipFile(BytesIO(content)).namelist()
    }
    assert not any("<f>" in part or "hyperlink" in part for part in parts.values())


def test_shares_are_per_cent_in_the_workbook() -> None:
    sheet = load_workbook(BytesIO(xlsx_bytes(file_with(("Elsa", 0.5)))))["Siffror"]
    assert sheet["B2"].number_format == "0.0 %"


def test_a_file_without_rows_can_be_opened() -> None:
    assert load_workbook(BytesIO(xlsx_bytes(file_with()))).sheetnames == ["Siffror", "Om filen"]


def test_several_files_are_a_sheet_each_and_one_about_them_all_without_formulas() -> None:
    files = [("FRÅ1", file_with(("=1+1", 0.5))), ("A/B:[C]" * 9, file_with(("@x", 1)))]
    content = workbook_bytes(
        files, title="Sidan", about=[("Urval", "=1+1")], published_at=files[0][1].published_at
    )
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["FRÅ1", ("ABC" * 11)[:27], "Om filen"]
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types == {"s", "n"}
    again = workbook_bytes(
        files, title="Sidan", about=[("Urval", "=1+1")], published_at=files[0][1].published_at
    )
    assert again == content
