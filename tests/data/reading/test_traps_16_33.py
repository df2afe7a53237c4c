"""Traps 16-33: counts, marks, periods, names of units, courses and sexes; each test is named by its trap."""

from datetime import date

import pytest

from data.periods import Period
from data.reading.checks import locked_periods
from data.reading.numbers import Number, parse_number
from tests.data.reading.small_files import (
    codes,
    figures,
    long_form,
    long_rows,
    read,
    text,
    workbook,
)


def test_trap_16_numerator_above_denominator() -> None:
    reading = read(long_form("FRÅ1;Frideborg;2025-03;;;;31;28"))
    assert reading.rows == ()
    assert "31 av 28: täljaren är större än nämnaren." in text(reading.errors)
    assert (reading.errors[0].row, reading.errors[0].column) == (2, "antal")


def test_trap_16_denominator_zero() -> None:
    reading = read(long_form("FRÅ1;Frideborg;2025-03;;;;0;0"))
    assert "Nämnaren är 0." in text(reading.errors)
    nobody_of_one_sex = read(long_form("FRÅ1;Elsa;2025-03;kvinna;;;3;4", "FRÅ1;Elsa;2025-03;man;;;0;0"))
    assert figures(nobody_of_one_sex) == [
        ("fra1", "elsa", "2025-03", 3, 4),
        ("fra1", "elsa", "2025-03", 0, 0),
    ]


def test_trap_17_negative_and_broken_counts() -> None:
    reading = read(long_form("STÖ1;Frideborg;2025-03;;;;-4;", "STÖ1;Elsa;2025-03;;;;4,5;"))
    assert reading.rows == ()
    assert "Rad 2, kolumn antal: '-4' är negativt." in text(reading.errors)
    assert "Rad 3, kolumn antal: '4,5' är inte ett helt tal." in text(reading.errors)


@pytest.mark.parametrize("mark", ["-", "–", "x", "..", ".", "*", "<5", "saknas", "N/A"])
def test_trap_18_marks_are_not_reported(mark: str) -> None:
    reading = read(long_form(f"STÖ1;Frideborg;2025-03;;;;{mark};"))
    assert figures(reading) == [("sto1", "frideborg", "2025-03", None, None)]
    assert "räknas som ej rapporterad (rad 2)." in text(reading.repairs)


@pytest.mark.parametrize("fault", ["#SAKNAS!", "#DIVISION/0!", "#REFERENS!", "#VÄRDEFEL!", "#REF!", "#N/A"])
def test_trap_18_excel_errors(fault: str) -> None:
    reading = read(long_form(f"STÖ1;Frideborg;2025-03;;;;{fault};"))
    assert reading.rows == ()
    assert "Rad 2, kolumn antal: Cellen innehåller ett Excel-fel." in text(reading.errors)


def test_trap_19_empty_is_not_zero() -> None:
    content = long_form("STÖ1;Frideborg;2025-03;;;;;", "STÖ1;Elsa;2025-03;;;;0;")
    reading = read(content)
    assert [row.count for row in reading.rows] == [None, 0]
    assert "Tom cell räknas inte som noll, utan som ej rapporterad (rad 2)." in text(reading.warnings)
    (question,) = reading.questions
    assert (question.default, [choice.value for choice in question.choices]) == ("ej", ["ej", "noll"])
    answered = read(content, answers={question.code: "noll"})
    assert [row.count for row in answered.rows] == [0, 0]
    confirmed = read(content, answers={question.code: "ej"})
    assert [row.count for row in confirmed.rows] == [None, 0]
    assert confirmed.warnings == confirmed.questions == ()
    as_zero = read(content, answers={"empty:antal": "noll"})
    assert [row.count for row in as_zero.rows] == [0, 0]


@pytest.mark.parametrize("written", ["−500", "500-", "(500)", "500−", "–500"])
def test_trap_20_minus_signs(written: str) -> None:
    reading = read(long_form(f"ORG5;;2025T1;;;;{written};"))
    assert figures(reading) == [("org5", "socialkontoret", "2025T1", -500, None)]
    assert "lästes som minus (rad 2)." in text(reading.repairs)


@pytest.mark.parametrize("written", ["0\u00ad–4", "0\u00ad4", "0-4", "0\u20114", "0 – 4 år", "0—4"])
def test_trap_21_hyphens_in_ranges(written: str) -> None:
    (row,) = read(long_form(f"STÖ1;Frideborg;2025-03;;{written};;7;")).rows
    assert (row.age, row.count) == ("0–4", 7)


@pytest.mark.parametrize(
    ("indicator", "written", "code"),
    [
        ("STÖ1", "2025-03", "2025-03"), ("STÖ1", "202503", "2025-03"), ("STÖ1", "2025M03", "2025-03"),
        ("STÖ1", "mars 2025", "2025-03"), ("STÖ1", "Mars-2025", "2025-03"), ("STÖ1", "2025 mars", "2025-03"),
        ("HÄN1", "2025 kv 1", "2025K1"), ("HÄN1", "Q1 2025", "2025K1"), ("HÄN1", "2025K1", "2025K1"),
        ("HÄN1", "2025Q1", "2025K1"), ("HÄN1", "kvartal 1 2025", "2025K1"), ("HÄN1", "jan–mar 2025",
                                                                             "2025K1"),
        ("ORG5", "T1 2025", "2025T1"), ("ORG5", "2025T1", "2025T1"), ("FRÅ4", "2025", "2025"), ("FRÅ4",
                                                                                                "år 2025",
                                                                                                "2025"),
    ],
)  # fmt: skip
def test_trap_22_period_spellings(indicator: str, written: str, code: str) -> None:
    unit = "" if indicator == "ORG5" else "Frideborg"
    (row,) = read(long_form(f"{indicator};{unit};{written};;;;7;")).rows
    assert row.period.code == code


@pytest.mark.parametrize("written", ["mar-25", "v. 45 2021", "2021–2024", "2025/26", "nyss"])
def test_trap_22_other_periods_are_asked_about(written: str) -> None:
    content = long_form(f"STÖ1;Frideborg;{written};;;;7;")
    reading = read(content)
    assert reading.rows == ()
    assert f"Vilken period är '{written.replace('–', '-')}'?" in text(reading.errors)
    (question,) = reading.questions
    (row,) = read(content, answers={question.code: "2025-03"}).rows
    assert row.period.code == "2025-03"


def test_trap_22_a_period_of_another_length() -> None:
    reading = read(long_form("STÖ1;Frideborg;2025K1;;;;7;"))
    assert "STÖ1 lämnas per månad, men '2025K1' är ett kvartal." in text(reading.errors)


@pytest.mark.parametrize("month", ["mars", "Mar.", "3", "03"])
def test_trap_23_year_and_month_apart(month: str) -> None:
    reading = read(f"Indikator;Enhet;År;Månad;Antal\nSTÖ1;Frideborg;2025;{month};7\n")
    assert figures(reading) == [("sto1", "frideborg", "2025-03", 7, None)]
    as_workbook = workbook(
        {"A": [["Indikator", "Enhet", "År", "Månad", "Antal"], ["STÖ1", "Frideborg", 2025, 3, 7]]}
    )
    assert figures(read(as_workbook, name="a.xlsx")) == figures(reading)


@pytest.mark.parametrize("cell", [45717, date(2025, 3, 1), "2025-03-01", "31.3.2025", "3/25/2025"])
def test_trap_24_dates_as_periods(cell: object) -> None:
    row = ["STÖ1", "Frideborg", cell, None, None, None, 7, None]
    reading = read(workbook({"A": long_rows(row)}), name="a.xlsx")
    assert figures(reading) == [("sto1", "frideborg", "2025-03", 7, None)]


def test_trap_24_american_dates_are_asked_about() -> None:
    content = long_form("STÖ1;Frideborg;3/4/2025;;;;7;")
    reading = read(content)
    assert "Vilket datum är '3/4/2025'? Det kan vara april 2025 eller mars 2025." in text(reading.errors)
    (question,) = reading.questions
    assert [choice.value for choice in question.choices] == ["2025-04", "2025-03"]
    assert figures(read(content, answers={question.code: "2025-03"})) == [
        ("sto1", "frideborg", "2025-03", 7, None)
    ]


@pytest.mark.parametrize("cell", ["5-jan", "jan-05", date(2025, 5, 17)])
def test_trap_25_ranges_that_became_dates(cell: object) -> None:
    row = ["STÖ1", "Frideborg", "2025-03", None, cell, None, 7, None]
    reading = read(workbook({"A": long_rows(row)}), name="a.xlsx")
    assert reading.rows == ()
    assert "Rad 2, kolumn aldersgrupp: Intervallet har blivit ett datum i Excel." in text(reading.errors)


def test_trap_26_future_period() -> None:
    reading = read(long_form("STÖ1;Frideborg;2026-03;;;;7;"))
    assert "Perioden mars 2026 har inte börjat." in text(reading.errors)


def test_trap_26_locked_period() -> None:
    rows = read(long_form("STÖ1;Frideborg;2025-03;;;;7;", "STÖ1;Frideborg;2026-01;;;;7;")).rows
    locks = {Period("year", date(2025, 1, 1)): date(2026, 2, 10)}
    (told,) = locked_periods(rows, locks)
    assert told.row == 2
    assert "Perioden är låst sedan 2026-02-10." in told.message


def test_trap_27_cumulative_figures() -> None:
    content = long_form(*(f"STÖ1;Frideborg;2025-{month:02d};;;;{month * month};" for month in range(1, 13)))
    reading = read(content)
    assert reading.rows == ()
    assert "stiger hela året 2025. Är siffrorna ackumulerade?" in text(reading.errors)
    (question,) = reading.questions
    as_they_are = read(content, answers={question.code: "nej"})
    assert [row.count for row in as_they_are.rows] == [month * month for month in range(1, 13)]
    apart = read(content, answers={question.code: "ja"})
    assert [row.count for row in apart.rows] == [2 * month - 1 for month in range(1, 13)]


@pytest.mark.parametrize(
    "written", ["trozelligården", "BC TROZELLI ", " Trozelligården", "trozelli", "Trozelligårde\u030an"]
)
def test_trap_28_unit_spellings(written: str) -> None:
    decomposed = written.replace("å", "a\u030a").replace("e\u030an", "en")
    reading = read(long_form(f"STÖ1;{decomposed};2025-03;;;;7;"))
    assert figures(reading) == [("sto1", "trozelli", "2025-03", 7, None)]


def test_trap_28_near_matches_are_asked_about() -> None:
    content = long_form("STÖ1;Beroendecentrum Troselli;2025-03;;;;7;")
    reading = read(content)
    assert text(reading.errors) == (
        "Rad 2, kolumn enhet: 'Beroendecentrum Troselli' finns inte i enhetslistan. "
        "Menar du Beroendecenter Trozelli?"
    )
    (question,) = reading.questions
    assert [choice.label for choice in question.choices] == ["Beroendecenter Trozelli"]
    assert figures(read(content, answers={question.code: "trozelli"})) == [
        ("sto1", "trozelli", "2025-03", 7, None)
    ]


def test_trap_29_unknown_and_closed_units() -> None:
    unknown = read(long_form("STÖ1;Skatteverket;2025-03;;;;7;"))
    assert "Rad 2, kolumn enhet: 'Skatteverket' finns inte i enhetslistan." in text(unknown.errors)
    closed = read(long_form("STÖ1;Boendet Linden;2025-03;;;;7;"))
    assert "Boendet Linden upphörde 2024-12-31." in text(closed.errors)
    early = read(long_form("STÖ1;Ungdomshälsan;2019-03;;;;7;"))
    assert "Ungdomshälsan började 2020-01-01." in text(early.errors)
    assert figures(read(long_form("STÖ1;Boendet Linden;2024-12;;;;7;"))) == [
        ("sto1", "linden", "2024-12", 7, None)
    ]


def test_trap_30_code_and_name_in_one_cell() -> None:
    reading = read(long_form("FRÅ1 Fått frågan;4711 Frideborg;2025-03;;;;12;20"))
    assert figures(reading) == [("fra1", "frideborg", "2025-03", 12, 20)]
    assert "'4711 Frideborg' lästes som Frideborg (rad 2)." in text(reading.repairs)


def test_trap_31_area_given_as_a_unit() -> None:
    reading = read(long_form("STÖ1;Våld och skydd;2025-03;;;;7;"))
    assert reading.rows == ()
    assert "Våld och skydd är ett verksamhetsområde, men STÖ1 lämnas per enhet. Är siffran en summa?" in text(
        reading.errors
    )
    (question,) = reading.questions
    answered = {question.code: question.choices[0].value}
    with_a_unit = long_form("STÖ1;Våld och skydd;2025-03;;;;7;", "STÖ1;Trozelli;2025-03;;;;2;")
    assert read(with_a_unit).rows == ()
    left_out = read(with_a_unit, answers=answered)
    assert figures(left_out) == [("sto1", "trozelli", "2025-03", 2, None)]
    assert "1 rad med summor användes som kontroll och sparades inte." in text(left_out.repairs)
    units = ("STÖ1;Frideborg;2025-03;;;;3;", "STÖ1;Elsa;2025-03;;;;4;")
    beside_units = read(long_form(*units, "STÖ1;Våld och skydd;2025-03;;;;8;"))
    assert [row.count for row in beside_units.rows] == [3, 4]
    assert "Området Våld och skydd har 8 men enheterna ger 7." in text(beside_units.warnings)


def test_trap_32_course_titles() -> None:
    known = read(
        long_form(
            "UTB1;Frideborg;2025K1;;;SME vuxna;3;9", "UTB1;Elsa;2025K1;;;sex mot ersättning - vuxna;2;9"
        )
    )
    assert [row.category for row in known.rows] == ["vuxna", "vuxna"]
    content = long_form("UTB1;Frideborg;2025K1;;;Sex mot ersättning;3;9")
    reading = read(content)
    assert "Vilken inriktning: barn och unga eller vuxna?" in text(reading.errors)
    (question,) = reading.questions
    assert [row.category for row in read(content, answers={question.code: "unga"}).rows] == ["unga"]


@pytest.mark.parametrize(
    ("written", "gender"),
    [("K", "kvinna"), ("kv", "kvinna"), ("Kvinnor", "kvinna"), ("flicka", "kvinna"), ("2", "kvinna"), ("M",
                                                                                                       "man"),
     ("m", "man"), ("Män", "man"), ("pojke", "man"), ("1", "man"), ("annat", "annat_okant"),
     ("Annat/okänt", "annat_okant"), ("uppgift saknas", "annat_okant"), ("Totalt", "all"), ("", "all")],
)  # fmt: skip
def test_trap_33_sexes(written: str, gender: str) -> None:
    (row,) = read(long_form(f"STÖ1;Frideborg;2025-03;{written};;;7;")).rows
    assert row.gender == gender


def test_trap_33_unknown_sex_and_totals_that_disagree() -> None:
    unknown = read(long_form("STÖ1;Frideborg;2025-03;okej;;;7;"))
    assert "Rad 2, kolumn kon: 'okej' känns inte igen som kön." in text(unknown.errors)
    rows = ["STÖ1;Frideborg;2025-03;kvinna;;;4;", "STÖ1;Frideborg;2025-03;man;;;3;"]
    agreeing = read(long_form(*rows, "STÖ1;Frideborg;2025-03;;;;7;"))
    assert codes(agreeing.errors) == []
    assert len(agreeing.rows) == 3
    disagreeing = read(long_form(*rows, "STÖ1;Frideborg;2025-03;;;;8;"))
    assert "Totalen för Frideborg, mars 2025 är 8 men delarna ger 7." in text(disagreeing.errors)
    missing = read(long_form(rows[0], "STÖ1;Frideborg;2025-03;man;;;..;", "STÖ1;Frideborg;2025-03;;;;8;"))
    assert [(row.gender, row.count) for row in missing.rows] == [("all", 8)]
    assert "Bara totalen läses in." in text(missing.warnings)


def test_numbers_keep_their_sign_and_decimals() -> None:
    assert parse_number("1.234,5") == Number(1234.5, decimals=1, decimal_mark=",", separated=True)
    assert parse_number("0.234") == Number(0.234, decimals=3, decimal_mark=".")
