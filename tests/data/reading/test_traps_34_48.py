"""Traps 34-48: personal data, duplicates, stored figures, hostile and odd files; a test or more for each.

The personal numbers here belong to nobody: 19811218-9876 is the Swedish Tax Agency's example.
"""

import io
import json
import time
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest

from data.reading.checks import jumps, missing_units
from data.reading.results import Reading
from tests.data.reading.small_files import (
    changed_parts,
    codes,
    everything,
    figures,
    long_form,
    long_rows,
    read,
    small_catalogue,
    text,
    workbook,
)

ONE = "FRÅ1;Frideborg;2025-03;;;;12;20"
CELLS = ["FRÅ1", "Frideborg", "2025-03", None, None, None, 12, 20]
ROW = ("fra1", "frideborg", "2025-03", 12, 20)


def refused_for_personal_data(reading: Reading, *secrets: str) -> bool:
    """Say whether the file was refused whole, without a trace of the secrets."""
    assert reading.rows == ()
    assert reading.preview == ()
    assert codes(reading.errors) == ["personal_data"]
    assert "Filen ser ut att innehålla personuppgifter (" in reading.errors[0].message
    assert "Inget har sparats." in reading.errors[0].message
    assert reading.errors[0].value is None
    seen = everything(replace(reading, sha256=""))  # whose digits may be anything
    assert not any(secret in seen for secret in secrets)
    return True


@pytest.mark.parametrize(
    "secret",
    ["19811218-9876", "811218-9876", "8112189876", "198112189876", "811218+9876", "811218 9876",
     "811218–9876",
     "19811278-9873", "811278-9873", "81 12 18 98 76", "1981-12-18-9876", "pnr:811218-9876x",
     "811218\u00a0-\u00a09876",
     "８１１２１８-９８７６", "19811218-T123",
     "maja@example.se", "070-174 06 05", "Anna Andersson", "Andersson, Anna", "ärendenr 12345",
     "IFO 2025/00123"],
)  # fmt: skip
def test_trap_34_personal_data_in_any_cell(secret: str) -> None:
    for content in (
        long_form(f"FRÅ1;Frideborg;2025-03;;;{secret};12;20"),
        long_form(f"FRÅ1;{secret};2025-03;;;;12;20"),
        long_form(f"FRÅ1;Frideborg;{secret};;;;12;20"),
        long_form(f"FRÅ1;Frideborg;2025-03;;;;{secret};20"),
        long_form(ONE + f";{secret}").replace("namnare", "namnare;kommentar"),
        long_form(ONE).replace("aldersgrupp", f"aldersgrupp;{secret}").replace(";;;;", ";;;;;"),
    ):
        assert refused_for_personal_data(read(content), secret)


def test_trap_34_typed_numbers_and_named_columns() -> None:
    number = read(workbook({"A": [*long_rows([*CELLS, 198112189876])]}), name="a.xlsx")
    assert refused_for_personal_data(number, "198112189876")
    assert (number.errors[0].row, number.errors[0].column) == (2, "I")
    for heading, value in (
        ("Pnr", "saknas"),
        ("Förnamn", "Maja"),
        ("Namn", "Maja S"),
        ("E-post", "maja"),
        ("Ärende-id", "7"),
    ):
        reading = read(
            f"indikator;enhet;period;antal;namnare;{heading}\n{ONE.replace(';;;;', ';')};{value}\n"
        )
        assert refused_for_personal_data(reading, "Maja")
        assert reading.errors[0].message.startswith(
            f"Filen ser ut att innehålla personuppgifter (kolumn '{heading}')."
        )


def test_trap_34_personal_data_outside_the_cells() -> None:
    content = workbook({"A": long_rows(CELLS)})
    assert refused_for_personal_data(read(content, name="811218-9876.xlsx"), "811218-9876")
    assert refused_for_personal_data(read(content, name="Anna_Andersson.xlsx"), "Andersson")
    assert refused_for_personal_data(read(workbook({"811218-9876": long_rows(CELLS)}), name="a.xlsx"), "9876")
    comment = workbook({"A": long_rows(CELLS)}, comments={"B2": "Gäller 811218-9876"})
    assert refused_for_personal_data(read(comment, name="a.xlsx"), "9876")
    named = workbook({"A": long_rows(CELLS)}, comments={"B2": "Anna Andersson har slutat"})
    assert refused_for_personal_data(read(named, name="a.xlsx"), "Andersson")
    hidden = workbook({"A": long_rows(CELLS), "B": [["x", "811218-9876"]]}, hidden=["B"])
    assert refused_for_personal_data(read(hidden, name="a.xlsx"), "9876")
    left = changed_parts(
        content, {"xl/sharedStrings.xml": lambda t: t.replace("</sst>", "<si><t>811218-9876</t></si></sst>")}
    )
    assert refused_for_personal_data(read(left, name="a.xlsx"), "9876")


@pytest.mark.parametrize(
    "harmless",
    [
        "811218-98765",
        "556012-5790",
        "Kvinnoboendet Elsa",
        "2025-03-01",
        "SN 2025/2026",
        "Boendet Linden",
        "011-15 00 00",
    ],
)
def test_trap_34_what_is_no_personal_data(harmless: str) -> None:
    reading = read(long_form(ONE + f";{harmless}").replace("namnare", "namnare;kommentar"))
    assert figures(reading) == [ROW]


def test_trap_35_one_row_per_person() -> None:
    for content in (
        "Klient;Datum;Fråga ställd\n1;2025-03-02;ja\n2;2025-03-04;nej\n",
        "Kurs;Kursdatum;Status\nSex mot ersättning;2025-03-02;Godkänd\n",
        long_form(*["STÖ1;Frideborg;2025-03;;;;1;"] * 6),
    ):
        reading = read(content)
        assert reading.rows == ()
        assert "en rad per person. Lämna antal per enhet och månad." in text(reading.errors)


def test_trap_36_free_text_column_is_dropped() -> None:
    headings = "indikator;enhet;period;antal;namnare;Kommentar;Fax"
    content = f"{headings}\nFRÅ1;Frideborg;2025-03;12;20;osäker siffra;saknas\n"
    reading = read(content)
    assert figures(reading) == [ROW]
    assert "Kolumn Kommentar: Kolumnen med fritext lästes inte in." in text(reading.repairs)
    assert "Kolumn Fax: Kolumnen lästes inte in." in text(reading.repairs)
    assert "osäker" not in everything(reading)


def test_trap_37_duplicates() -> None:
    same = read(long_form(ONE, ONE))
    assert figures(same) == [ROW]
    assert "Samma uppgift står även på rad 2 med samma värde." in text(same.repairs)
    differing = read(long_form(ONE, "FRÅ1;Fridborg;mars 2025;;;;13;20"))
    assert differing.rows == ()
    assert "Rad 3: Samma uppgift står även på rad 2 med ett annat värde." in text(differing.errors)


def test_trap_39_same_number_of_another_type() -> None:
    cells = ["STÖ1", "Frideborg", "2025-03", None, None, None, 44.0, None]
    (row,) = read(workbook({"A": long_rows(cells)}), name="a.xlsx").rows
    assert isinstance(row.count, int)


def test_trap_40_jumps() -> None:
    rows = read(long_form("STÖ1;Frideborg;2025-03;;;;44;", "STÖ1;Elsa;2025-03;;;;12;")).rows
    history: dict[tuple[str, str, str, str, str], Sequence[float]] = {
        ("sto1", org, "all", "all", "all"): (10, 12, 11, 13) for org in ("frideborg", "elsa")
    }
    (told,) = jumps(rows, history, catalogue=small_catalogue())
    assert told.message == (
        "Rad 2, kolumn antal: 44 är ovanligt stort för STÖ1, Frideborg, där det vanliga är 11,5. "
        "Kontrollera att siffran är rätt."
    )


def test_trap_41_missing_units() -> None:
    rows = read(long_form("STÖ1;Frideborg;2025-03;;;;4;", "STÖ1;Elsa;2025-03;;;;12;")).rows
    before = {("sto1", rows[0].period.previous()): frozenset({"frideborg", "elsa", "ungdomshalsan"})}
    (told,) = missing_units(rows, before, catalogue=small_catalogue())
    assert told.message == "Ungdomshälsan saknas. Enheten rapporterade STÖ1 förra perioden."


def test_trap_42_formula_without_value() -> None:
    content = workbook({"A": long_rows(CELLS)})
    sheet = "xl/worksheets/sheet1.xml"
    formula = changed_parts(
        content,
        {sheet: lambda t: t.replace('<c r="G2"><v>12</v></c>', '<c r="G2"><f>SUM(B1:B2)</f><v></v></c>')},
    )
    reading = read(formula, name="a.xlsx")
    assert reading.rows == ()
    assert (
        "Rad 2, kolumn antal: Cellen har en formel utan uträknat värde. Öppna och spara filen i Excel först."
        in text(reading.errors)
    )
    calculated = changed_parts(
        content, {sheet: lambda t: t.replace('<c r="G2"><v>12</v></c>', '<c r="G2"><f>6+6</f><v>12</v></c>')}
    )
    assert figures(read(calculated, name="a.xlsx")) == [ROW]


def bomb() -> bytes:
    """A workbook whose sheet is two hundred megabytes of blanks; tests/pages has the gigabyte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            block = b" " * 10_000_000
            for _ in range(20):
                part.write(block)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A workbook that says its sheet is small: the size in the headers is changed afterwards."""
    content = bytearray(bomb())
    for mark, offset in ((b"PK\x01\x02", 24),):
        start = content.rfind(mark)
        content[start + offset : start + offset + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000, "a.xls", "old_excel"),
        (workbook({"A": [["x"]]}), "a.ods", "open_document"),
        (workbook({"A": [["x"]]}), "a.xlsm", "macro_workbook"),
        (workbook({"A": [["x"]]}), "a.xlsb", "binary_workbook"),
        (workbook({"A": [["x"]]}), "a.csv", "wrong_extension"),
        (ENCRYPTED, "a.xlsx", "encrypted"),
        (b"x" * 5_000_001, "a.csv", "file_too_big"),
        (long_form(*[ONE] * 50_001).encode(), "a.csv", "too_many_rows"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "a.xlsx", "html_file"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "a.csv", "html_file"),
        (workbook({"A": long_rows(CELLS)})[:2000], "a.xlsx", "damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "a.xlsx", "damaged"),
        (b"indikator;enhet", "a.xlsx", "damaged"),
        (b"%PDF-1.7", "a.pdf", "unknown_type"),
        (b"abc", "a.docx", "unknown_type"),
        (b"  \r\n", "a.csv", "file_empty"),
        (bytes(range(256)) * 20, "a.csv", "unreadable_text"),
        (changed_parts(workbook({"A": long_rows(CELLS)}), {"xl/vbaProject.bin": "x"}), "a.xlsx",
         "macro_workbook"),
        (changed_parts(workbook({"A": long_rows(CELLS)}), {"xl/workbook.xml": lambda t: "<!DOCTYPE a>" + t}),
         "a.xlsx", "doctype"),
        (bomb(), "a.xlsx", "zip_bomb"),
        (lying_bomb(), "a.xlsx", "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_trap_43_files_that_are_refused(content: bytes, name: str, code: str) -> None:
    before = time.process_time()  # the machine may be shared
    reading = read(content, name=name)
    assert time.process_time() - before < 2
    assert codes(reading.errors) == [code]
    assert reading.rows == ()
    assert reading.errors[0].message.endswith(".")


def test_trap_43_a_sheet_with_one_cell_far_away() -> None:
    content = workbook({"A": [["x"]]})
    far = changed_parts(
        content,
        {
            "xl/worksheets/sheet1.xml": lambda t: t.replace(
                "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            )
        },
    )
    assert codes(read(far, name="a.xlsx").errors) == ["too_many_rows"]


def test_trap_44_no_dimension_and_dead_drawing() -> None:
    content = changed_parts(
        workbook({"A": long_rows(CELLS)}),
        {
            "xl/worksheets/sheet1.xml": lambda t: t.replace('<dimension ref="A1:H2"/>', "").replace(
                "</worksheet>", '<drawing r:id="rId9"/></worksheet>'
            ),
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>',
        },
    )
    reading = read(content, name="a.xlsx")
    assert figures(reading) == [ROW]
    assert reading.repairs == reading.warnings == reading.errors == ()


def test_trap_45_text_that_looks_like_a_formula() -> None:
    content = "indikator;enhet;period;antal;namnare;kommentar\nFRÅ1;Frideborg;2025-03;12;20;=1+1\n"
    assert figures(read(content)) == [ROW]
    reading = read(long_form("FRÅ1;=cmd|'/c calc'!A1;2025-03;;;;12;20"))
    assert reading.rows == ()
    assert reading.errors[0].value == "=cmd|'/c calc'!A1"
    assert "finns inte i enhetslistan" in text(reading.errors)


def test_trap_46_wrong_unit_of_measure() -> None:
    for content in (
        long_form("ORG5;;2025T1;;;;217 tkr;"),
        "indikator;period;antal (tkr)\nORG5;2025T1;217\n",
    ):
        reading = read(content)
        assert reading.rows == ()
        assert "Beloppet är skrivet i tkr. Ska '217" in text(reading.errors)
        assert "läsas som 217 000 kronor?" in text(reading.errors)
        (question,) = reading.questions
        answered = read(content, answers={question.code: "kronor"})
        assert figures(answered) == [("org5", "socialkontoret", "2025T1", 217_000, None)]
    days = read(long_form("STÖ1;Frideborg;2025-03;;;;7 dagar;"))
    assert "är skrivet i dagar, men STÖ1 lämnas i antal." in text(days.errors)
    assert figures(read(long_form("STÖ1;Frideborg;2025-03;;;;7 st;"))) == [
        ("sto1", "frideborg", "2025-03", 7, None)
    ]


def test_trap_47_another_units_rows() -> None:
    content = long_form(ONE, "FRÅ1;Elsa;2025-03;;;;3;4")
    reading = read(content, name="frideborg_2025-03.csv")
    assert len(reading.rows) == 2
    assert (
        "Filnamnet gäller Frideborg, men filen har också rader för Kvinnoboendet Elsa. Ska alla läsas?"
        in text(reading.warnings)
    )
    (question,) = reading.questions
    assert read(content, name="frideborg_2025-03.csv", answers={question.code: "ja"}).warnings == ()
    assert read(content, name="frideborg_2025-03.csv", answers={question.code: "nej"}).rows == ()


def test_trap_48_statistics_formats_are_for_background() -> None:
    table = {"version": "2.0", "class": "dataset", "id": ["tid"], "size": [1], "value": [1]}
    for content, name in (
        ('CHARSET="ANSI";\nAXIS-VERSION="2000";\nDATA=\n1 ;\n', "a.px"),
        ('CHARSET="ANSI";\nAXIS-VERSION="2000";\nDATA=\n1 ;\n', "a.csv"),
        (json.dumps(table), "a.json"),
        (json.dumps(table), "a.txt"),
    ):
        reading = read(content, name=name)
        assert reading.rows == ()
        assert "läses bara in som bakgrundsuppgifter" in text(reading.errors)
