"""Traps 1-15 of docs: encodings, delimiters, headers, sums, numbers. One test each, named by its number."""

import pytest

from tests.data.reading.small_files import (
    LONG,
    codes,
    figures,
    long_form,
    long_rows,
    read,
    text,
    workbook,
)

ONE = "FRÅ1;Frideborg;2025-03;;;;12;20"
ROW = ("fra1", "frideborg", "2025-03", 12, 20)


def test_trap_01_utf8_bom() -> None:
    reading = read(b"\xef\xbb\xbf" + long_form(ONE).encode())
    assert figures(reading) == [ROW]
    assert reading.repairs == reading.warnings == reading.errors == ()
    assert reading.layout[0].encoding == "UTF-8 med BOM"


def test_trap_02_windows_1252() -> None:
    reading = read(long_form("FRÅ1;Ungdomshälsan;2025-03;;;;12;20").encode("cp1252"))
    assert figures(reading) == [("fra1", "ungdomshalsan", "2025-03", 12, 20)]
    assert text(reading.repairs) == "Filen lästes som Windows-1252."


def test_trap_03_double_encoded() -> None:
    broken = long_form("FRÅ1;Ungdomshälsan;2025-03;;;;12;20").encode().decode("cp1252")
    reading = read(broken)
    assert figures(reading) == [("fra1", "ungdomshalsan", "2025-03", 12, 20)]
    assert text(reading.repairs) == "Å, ä och ö var dubbelkodade i filen och har rättats."


def test_trap_03_double_encoded_beyond_mending() -> None:
    reading = read(long_form("FRÃ…1;Ungdomshälsan;2025-03;;;;12;20"))
    assert reading.rows == ()
    assert text(reading.errors) == "Å, ä och ö är trasiga i filen. Spara om som CSV UTF-8."


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_trap_04_utf16_with_tabs(codec: str) -> None:
    reading = read(long_form(ONE).replace(";", "\t").encode(codec), name="underlag.txt")
    assert figures(reading) == [ROW]
    assert reading.repairs == reading.errors == ()
    assert (reading.layout[0].encoding, reading.layout[0].delimiter) == ("UTF-16", "tabb")


def test_trap_05_line_ends() -> None:
    reading = read(f"{LONG}\r{ONE}\n\r\nFRÅ1;Frideborg;2025-04;;;;1;2")
    assert figures(reading) == [ROW, ("fra1", "frideborg", "2025-04", 1, 2)]
    assert [row.row for row in reading.rows] == [2, 4]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("stated", [False, True])
def test_trap_06_delimiters(delimiter: str, stated: bool) -> None:
    content = long_form(ONE).replace(";", delimiter)
    reading = read(f"sep={delimiter}\r\n{content}" if stated else content)
    assert figures(reading) == [ROW]
    assert reading.rows[0].row == (3 if stated else 2)


def test_trap_07_rows_above_the_header() -> None:
    titles = "Underlag, våld, enheter\r\nUtskriven av Anna Andersson 2025-04-02\r\n\r\nUrval: alla\r\n"
    reading = read(titles + long_form(ONE))
    assert figures(reading) == [ROW]
    assert reading.rows[0].row == 6
    assert text(reading.repairs) == "Hoppade över 3 rader före rubriken."
    assert "Anna" not in repr(reading)


def test_trap_08_merged_cells_and_two_row_header() -> None:
    rows = [
        ["", "", "2025", "", "", ""],
        ["Indikator", "Enhet", "januari", "", "februari", ""],
        ["", "", "täljare", "nämnare", "täljare", "nämnare"],
    ]
    blank_below = read(
        "indikator;enhet;period;antal;namnare\nFRÅ1;Frideborg;2025-03;12;20\n;;2025-04;10;18\n;Elsa;2025-04;1;3\n"
    )
    assert figures(blank_below) == [
        ROW,
        ("fra1", "frideborg", "2025-04", 10, 18),
        ("fra1", "elsa", "2025-04", 1, 3),
    ]
    assert "Kolumn enhet: Tomma celler i kolumnen fylldes med värdet ovanför (rad 3)." in text(
        blank_below.repairs
    )
    assert [row.org for row in blank_below.preview] == ["Frideborg", "Frideborg", "Kvinnoboendet Elsa"]
    two_rows = read(
        workbook({"2025": [*rows[1:], ["FRÅ1", "Frideborg", 12, 20, 10, 18], ["", "Elsa", 1, 3, 2, 4]]}),
        name="a.xlsx",
    )
    assert figures(two_rows) == [
        ("fra1", "frideborg", "2025-01", 12, 20), ("fra1", "frideborg", "2025-02", 10, 18),
        ("fra1", "elsa", "2025-01", 1, 3), ("fra1", "elsa", "2025-02", 2, 4),
    ]  # fmt: skip
    assert "filled_right" in codes(two_rows.repairs)


@pytest.mark.parametrize("word", ["Summa", "Totalt", "Samtliga", "Hela kontoret"])
def test_trap_09_sum_rows_are_a_check(word: str) -> None:
    rows = ("STÖ1;Frideborg;2025-03;;;;60;", "STÖ1;Elsa;2025-03;;;;61;")
    right = read(long_form(*rows, f"STÖ1;{word};2025-03;;;;121;"))
    assert figures(right) == [
        ("sto1", "frideborg", "2025-03", 60, None),
        ("sto1", "elsa", "2025-03", 61, None),
    ]
    assert text(right.repairs) == "1 rad med summor användes som kontroll och sparades inte."
    assert right.warnings == ()
    wrong = read(long_form(*rows, f"STÖ1;{word};2025-03;;;;118;"))
    assert figures(wrong) == figures(right)
    assert "Summan i filen är 118 men raderna ger 121." in text(wrong.warnings)
    assert wrong.warnings[0].row == 4


def test_trap_09_sum_columns_are_a_check() -> None:
    sheet = "enhet;januari 2025;februari 2025;Totalt\nFrideborg;3;4;{total}\nElsa;1;1;2\nSumma;4;5;9\n"
    right = read(sheet.format(total=7), name="STÖ1.csv")
    assert [row.count for row in right.rows] == [3, 4, 1, 1]
    assert right.warnings == ()
    wrong = read(sheet.format(total=8), name="STÖ1.csv")
    assert "Summan i filen är 8 men raderna ger 7." in text(wrong.warnings)


def test_trap_10_footnotes_and_source_line() -> None:
    notes = "Observera att februari är osäker; se protokollet.\r\nKälla: verksamhetssystemet 2025-04-02"
    reading = read(long_form(ONE) + notes)
    assert figures(reading) == [ROW]
    assert text(reading.repairs) == "Hoppade över 2 rader utan siffror (fotnot eller källa)."


def test_trap_11_blank_rows_and_columns() -> None:
    reading = read(";indikator;enhet;;period;antal;namnare\n;;;;;;\n;FRÅ1;Frideborg;;2025-03;12;20\n\n")
    assert figures(reading) == [ROW]


def test_trap_11_hidden_sheet() -> None:
    row = ["FRÅ1", "Frideborg", "2025-03", None, None, None, 12, 20]
    old = ["FRÅ1", "Frideborg", "2025-02", None, None, None, 1, 2]
    content = workbook({"Underlag": long_rows(row), "Gammalt": long_rows(old)}, hidden=["Gammalt"])
    reading = read(content, name="a.xlsx")
    assert figures(reading) == [ROW]
    assert "Bladet 'Gammalt' är dolt. Ska det läsas?" in text(reading.warnings)
    (question,) = reading.questions
    assert question.default == "nej"
    answered = read(content, name="a.xlsx", answers={question.code: "ja"})
    assert figures(answered) == [ROW, ("fra1", "frideborg", "2025-02", 1, 2)]
    assert answered.questions == answered.warnings == ()


def test_trap_11_hidden_rows_and_columns() -> None:
    rows = [["FRÅ1", "Frideborg", f"2025-0{month}", None, None, None, month, 20] for month in (1, 2, 3)]
    reading = read(workbook({"A": long_rows(*rows)}, hidden_rows=[2], hidden_columns=[7]), name="a.xlsx")
    assert [row.count for row in reading.rows] == [1, 2, 3]
    assert "Rader är dolda i Excel (rad 3)" in text(reading.warnings)
    assert "Kolumner är dolda i Excel (namnare)" in text(reading.warnings)
    hidden = next(question for question in reading.questions if question.code.startswith("hidden_rows"))
    left_out = read(
        workbook({"A": long_rows(*rows)}, hidden_rows=[2]), name="a.xlsx", answers={hidden.code: "nej"}
    )
    assert [row.count for row in left_out.rows] == [1, 3]


def test_trap_12_comma_and_point_in_one_column() -> None:
    reading = read(long_form("ORG6;Frideborg;2025K1;;;;7,5;", "ORG6;Elsa;2025K1;;;;7.5;"))
    assert reading.rows == ()
    assert "Kolumnen blandar 7,5 och 7.5." in text(reading.errors)
    assert codes(reading.errors) == ["mixed_decimals"]
    assert reading.errors[0].column == "antal"


@pytest.mark.parametrize("written", ["1 234", "1\u00a0234", "1\u202f234", "1'234", "1’234"])
def test_trap_13_thousands(written: str) -> None:
    reading = read(long_form(f"STÖ1;Frideborg;2025-03;;;;{written};"))
    assert figures(reading) == [("sto1", "frideborg", "2025-03", 1234, None)]
    assert "Tusentalsavgränsare togs bort ur talen (rad 2)." in text(reading.repairs)


def test_trap_13_a_single_point_is_asked_about() -> None:
    content = long_form("STÖ1;Frideborg;2025-03;;;;1.234;")
    reading = read(content)
    assert "Betyder '1.234' 1 234 eller 1,234?" in text(reading.errors)
    (question,) = reading.questions
    assert [choice.value for choice in question.choices] == ["tusental", "decimaler"]
    answered = read(content, answers={question.code: "tusental"})
    assert figures(answered) == [("sto1", "frideborg", "2025-03", 1234, None)]
    assert "not_whole" in codes(read(content, answers={question.code: "decimaler"}).errors)


@pytest.mark.parametrize("written", ["60 %", "60%", "60"])
def test_trap_14_percent_with_denominator(written: str) -> None:
    reading = read(f"indikator;enhet;period;andel;namnare\nFRÅ1;Frideborg;2025-03;{written};20\n")
    assert figures(reading) == [ROW]
    assert "Täljaren räknades fram ur andelen och nämnaren: 12 av 20." in text(reading.repairs)


def test_trap_14_fraction_or_percent_is_asked_once() -> None:
    content = (
        "indikator;enhet;period;andel;namnare\nFRÅ1;Frideborg;2025-03;0,60;20\nFRÅ1;Elsa;2025-03;0,50;10\n"
    )
    reading = read(content)
    assert codes(reading.errors) == ["percent_or_fraction"]
    assert "Är '0,60' andel eller procent?" in text(reading.errors)
    (question,) = reading.questions
    answered = read(content, answers={question.code: "andel"})
    assert figures(answered) == [ROW, ("fra1", "elsa", "2025-03", 5, 10)]


def test_trap_15_share_without_numerator_and_denominator() -> None:
    for content in (
        "indikator;enhet;period;andel\nFRÅ1;Frideborg;2025-03;85 %\n",
        long_form("FRÅ1;Frideborg;2025-03;;;;85 %;"),
    ):
        reading = read(content)
        assert reading.rows == ()
        assert "Täljare och nämnare saknas." in text(reading.errors)
