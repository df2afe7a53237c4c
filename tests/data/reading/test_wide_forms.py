"""Wide forms: what units send in instead of the template. Every shape gives the same kind of rows."""

from tests.data.reading.small_files import codes, figures, long_form, read, text, workbook

FRIDEBORG = [("fra1", "frideborg", "2025-01", 12, 20), ("fra1", "frideborg", "2025-02", 10, 18)]
ELSA = [("fra1", "elsa", "2025-01", 1, 3), ("fra1", "elsa", "2025-02", 2, 4)]


def test_units_down_and_months_across_one_sheet_an_indicator() -> None:
    sheet = [
        ["Antal stödsamtal 2025"],
        [],
        ["Enhet", "jan", "feb", "mar", "Summa"],
        ["Frideborg", 3, 4, None, 7],
        ["Elsa", 1, "-", 2, 3],
        ["Summa", 4, 4, 2, 10],
        ["Källa: pinnar på papper"],
    ]
    reading = read(workbook({"STÖ1": sheet}), name="a.xlsx")
    assert figures(reading) == [
        ("sto1", "frideborg", "2025-01", 3, None), ("sto1", "frideborg", "2025-02", 4, None),
        ("sto1", "frideborg", "2025-03", None, None),
        ("sto1", "elsa", "2025-01", 1, None), ("sto1", "elsa", "2025-02", None, None),
        ("sto1", "elsa", "2025-03", 2, None),
    ]  # fmt: skip
    assert reading.layout[0].orientation == "wide"
    assert {row.row for row in reading.rows} == {4, 5}
    assert codes(reading.warnings) == ["empty_cells"]
    assert reading.warnings[0].column == "mar"


def test_one_sheet_a_year_and_indicators_in_a_column() -> None:
    def sheet(jan: int, feb: int) -> list[list[object]]:
        return [
            ["Indikator", "Enhet", "Januari", "Februari"],
            ["STÖ1", "Frideborg", jan, feb],
            [None, "Elsa", 1, 2],
        ]

    reading = read(workbook({"2024": sheet(3, 4), "2025": sheet(5, 6)}), name="a.xlsx")
    assert [(row.org, row.period.code, row.count) for row in reading.rows] == [
        ("frideborg", "2024-01", 3), ("frideborg", "2024-02", 4), ("elsa", "2024-01", 1), ("elsa", "2024-02",
                                                                                           2),
        ("frideborg", "2025-01", 5), ("frideborg", "2025-02", 6), ("elsa", "2025-01", 1), ("elsa", "2025-02",
                                                                                           2),
    ]  # fmt: skip


def test_numerator_and_denominator_on_rows_in_pairs() -> None:
    sheet = (
        "enhet;;2025-01;2025-02\nFrideborg;täljare;12;10\n;nämnare;20;18\nElsa;täljare;1;2\n;nämnare;3;4\n"
    )
    reading = read(sheet, name="FRÅ1.csv")
    assert figures(reading) == FRIDEBORG + ELSA
    assert reading.errors == reading.warnings == ()


def test_numerator_and_denominator_side_by_side() -> None:
    header = ";januari 2025;;februari 2025;\nenhet;täljare;nämnare;täljare;nämnare\n"
    sheet = f"{header}Frideborg;12;20;10;18\nElsa;1;3;2;4\n"
    assert figures(read(sheet, name="FRÅ1.csv")) == FRIDEBORG + ELSA


def test_a_denominator_stands_beside_the_one_count_that_says_what_both_are_about() -> None:
    pair = "fått frågan;målgrupp"
    header = f";januari 2025;;februari 2025;;Summa;\nenhet;{pair};{pair};{pair}\n"
    sheet = f"{header}Frideborg;12;20;10;18;22;38\nElsa;1;3;2;4;3;7\nSumma;13;23;12;22;25;45\n"
    reading = read(sheet, name="a.csv")
    assert figures(reading) == FRIDEBORG + ELSA
    assert reading.errors == reading.warnings == ()


def test_persons_stand_beside_the_one_period_of_the_sheet() -> None:
    reading = read(workbook({"ORG6": [["Enhet", "2025K3", "Personer"], ["Frideborg", 11, 9]]}), name="a.xlsx")
    assert [(row.period.code, row.count, row.persons) for row in reading.rows] == [("2025K3", 11, 9)]
    two = [["Enhet", "2025K2", "2025K3", "Personer"], ["Frideborg", 10, 11, 9]]
    assert read(workbook({"ORG6": two}), name="a.xlsx").rows == (), "it is not said whose persons they are"


def test_a_column_called_target_group_may_hold_words() -> None:
    reading = read("indikator;enhet;period;Målgrupp;antal;namnare\nFRÅ1;Frideborg;2025-01;vuxna;12;20\n")
    assert figures(reading) == FRIDEBORG[:1]
    assert "Kolumn Målgrupp: Kolumnen lästes inte in." in text(reading.repairs)


def test_one_misspelt_unit_is_one_error_however_many_months_it_has() -> None:
    months = ";".join(f"2025-{month:02d}" for month in range(1, 13))
    reading = read(
        f"enhet;{months}\nFridebrog;{';'.join('123456789')};4;5;6\nSumma;{';'.join('1' * 12)}\n",
        name="STÖ1.csv",
    )
    assert codes(reading.errors) == ["near_unit"]
    assert "sum_differs" not in codes(reading.warnings), "a sum of rows that are not read says nothing"


def test_a_units_own_form_with_indicators_down() -> None:
    sheet = [
        ["Frideborg", None, None],
        ["Underlag för 2025", None, None],
        ["", "jan", "feb"],
        ["Klienter som fått frågan", 12, 10],
        ["Klienter i målgruppen", 20, 18],
        ["STÖ1", 3, 4],
    ]
    reading = read(workbook({"Blad1": sheet}), name="a.xlsx")
    assert figures(reading) == [
        *FRIDEBORG,
        ("sto1", "frideborg", "2025-01", 3, None),
        ("sto1", "frideborg", "2025-02", 4, None),
    ]


def test_quarters_beside_their_months_are_sums_and_rows_of_comments_are_none() -> None:
    sheet = [
        ["Frideborg 2025"],
        ["Mått", "Jan", "Feb", "Mars", "Kvartal 1", "April", "Kvartal 2", "Helår"],
        ["Fått frågan (täljare)", 12, 10, 9, 31, 8, 8, 39],
        ["Fått frågan (nämnare)", 20, 18, 12, 50, 11, 11, 61],
        ["HÄN1", None, None, None, 7, None, 5, None],
        ["Kommentar", None, None, "semester", None, None, None, None],
    ]
    reading = read(workbook({"A": sheet}), name="a.xlsx")
    assert reading.errors == reading.warnings == ()
    assert figures(reading) == [
        *FRIDEBORG,
        ("fra1", "frideborg", "2025-03", 9, 12),
        ("fra1", "frideborg", "2025-04", 8, 11),
        ("han1", "frideborg", "2025K1", 7, None),
        ("han1", "frideborg", "2025K2", 5, None),
    ]
    sheet[2][4] = 30
    wrong = read(workbook({"A": sheet}), name="a.xlsx")
    assert [(one.row, one.column) for one in wrong.warnings] == [(3, "Kvartal 1")]
    assert "Summan i filen är 30 men raderna ger 31." in text(wrong.warnings)


def test_a_quarter_without_its_months_is_no_sum() -> None:
    reading = read("Mått;Kvartal 1;April\nSTÖ1;7;3\n", name="Frideborg 2025.csv")
    assert codes(reading.errors) == ["wrong_frequency"]


def test_sums_of_groups_are_held_against_their_own_rows_in_every_column() -> None:
    first = "enhet;2025-01;2025-02\nFrideborg;3;4\nElsa;1;2\nSumma;4;6\n"
    sheet = first + "Trozelli;5;7\nSumma;5;{last}\nTotalt;9;13\n"
    assert read(sheet.format(last=7), name="STÖ1.csv").warnings == ()
    wrong = read(sheet.format(last=8), name="STÖ1.csv")
    assert [(one.row, one.column) for one in wrong.warnings] == [(6, "2025-02")]
    assert "Summan i filen är 8 men raderna ger 7." in text(wrong.warnings)


def test_a_header_of_three_rows() -> None:
    sheet = [
        ["Fått frågan 2025"],
        ["Enhet", "Januari", None, None, None, "Februari", None, None, None],
        [None, "Kvinnor", None, "Män", None, "Kvinnor", None, "Män", None],
        [None, *["Täljare", "Nämnare"] * 4],
        ["Frideborg", 5, 9, 1, 2, 6, 8, 2, 2],
        ["Elsa", 4, 4, 0, 0, 3, 5, 0, 0],
    ]
    reading = read(workbook({"FRÅ1": sheet}), name="a.xlsx")
    assert reading.errors == ()
    assert "Rubriken har tre rader." in text(reading.repairs)
    assert [(row.gender, row.period.code, row.count, row.denominator) for row in reading.rows[:4]] == [
        ("kvinna", "2025-01", 5, 9), ("man", "2025-01", 1, 2),
        ("kvinna", "2025-02", 6, 8), ("man", "2025-02", 2, 2),
    ]  # fmt: skip
    assert len(reading.rows) == 8


def test_a_year_over_the_rows_and_a_denominator_called_of() -> None:
    sheet = [["Mått 2025", "jan", "feb"], ["Fått frågan, antal", 12, 10], ["Fått frågan, av", 20, 18]]
    elsa = [sheet[0], ["Fått frågan, antal", 1, 2], ["Fått frågan, av", 3, 4]]
    assert figures(read(workbook({"Frideborg": sheet, "Elsa": elsa}), name="a.xlsx")) == FRIDEBORG + ELSA


def test_a_share_beside_its_figures_is_a_check_however_it_is_written() -> None:
    def sheet(january: object, february: object) -> list[list[object]]:
        return [
            ["Enhet", "2025-01", None, None, "2025-02", None, None],
            [None, "Antal", "Av", "%", "Antal", "Av", "%"],
            ["Frideborg", 12, 20, january, 10, 18, february],
        ]

    for january, february in ((0.6, 0.5556), (60, 56), ("60 %", "55,6 %")):
        reading = read(workbook({"FRÅ1": sheet(january, february)}), name="a.xlsx")
        assert figures(reading) == FRIDEBORG
        assert reading.warnings == reading.questions == ()
    wrong = read(workbook({"FRÅ1": sheet(0.6, 0.7)}), name="a.xlsx")
    assert codes(wrong.warnings) == ["share_differs"]


def test_the_beginning_of_a_name_is_asked_about_first() -> None:
    (question,) = read("Mått;2025-01\nStöds;3\n", name="Frideborg.csv").questions
    assert question.choices[0].label == "STÖ1 Stödsamtal"


def test_indicator_and_measure_in_one_label() -> None:
    reading = read(";2025-01;2025-02\nFRÅ1 täljare;12;10\nFRÅ1 nämnare;20;18\n", name="frideborg.csv")
    assert figures(reading) == FRIDEBORG


def test_months_down_and_units_across() -> None:
    reading = read("månad;Frideborg;Elsa\njanuari;3;1\nfebruari;4;2\n", name="STÖ1 2025.csv")
    assert [(row.org, row.period.code, row.count) for row in reading.rows] == [
        ("frideborg", "2025-01", 3), ("elsa", "2025-01", 1), ("frideborg", "2025-02", 4), ("elsa", "2025-02",
                                                                                           2),
    ]  # fmt: skip


def test_sexes_across() -> None:
    reading = read("indikator;enhet;period;Kvinnor;Män;Totalt\nSTÖ1;Frideborg;2025-01;3;1;4\n")
    assert [(row.gender, row.count) for row in reading.rows] == [("kvinna", 3), ("man", 1)]


def test_quarters_under_years_in_a_two_row_header() -> None:
    sheet = [
        ["", "2024", "", "2025", ""],
        ["Enhet", "kv 3", "kv 4", "kv 1", "kv 2"],
        ["Frideborg", 1, 2, 3, 4],
    ]
    reading = read(workbook({"HÄN1": sheet}), name="a.xlsx")
    assert [(row.period.code, row.count) for row in reading.rows] == [
        ("2024K3", 1), ("2024K4", 2), ("2025K1", 3), ("2025K2", 4),
    ]  # fmt: skip


def test_merged_group_cells() -> None:
    sheet = [["Indikator", "Enhet", "2025-01"], [None, "Frideborg", 3], [None, "Elsa", 1]]
    reading = read(workbook({"A": sheet}, merged=[(1, 0, 2, 0, "STÖ1")]), name="a.xlsx")
    assert figures(reading) == [
        ("sto1", "frideborg", "2025-01", 3, None),
        ("sto1", "elsa", "2025-01", 1, None),
    ]


def test_group_headings_on_rows_of_their_own() -> None:
    sheet = ";jan;feb\nFrideborg;;\nSTÖ1;3;4\nElsa;;\nSTÖ1;1;2\n"
    reading = read(sheet, name="2025.csv")
    assert [(row.org, row.period.code, row.count) for row in reading.rows] == [
        ("frideborg", "2025-01", 3), ("frideborg", "2025-02", 4), ("elsa", "2025-01", 1), ("elsa", "2025-02",
                                                                                           2),
    ]  # fmt: skip


def test_months_to_come_may_be_blank() -> None:
    months = ";".join(["jan", "feb", "mar", "apr"])
    reading = read(f"enhet;{months}\nFrideborg;3;;;\n", name="STÖ1 2026.csv")
    assert [(row.period.code, row.count) for row in reading.rows] == [("2026-01", 3)]
    assert reading.errors == ()


def test_several_sheets_with_an_instruction_among_them() -> None:
    content = workbook(
        {
            "Läs först": [["Så fyller du i"], ["Skriv antal"]],
            "STÖ1": [["Enhet", "2025-01"], ["Frideborg", 3]],
            "FRÅ1": [["Enhet", "täljare", "nämnare", "period"], ["Frideborg", 12, 20, "2025-01"]],
        }
    )
    assert figures(read(content, name="a.xlsx")) == [("sto1", "frideborg", "2025-01", 3, None), FRIDEBORG[0]]


def test_wide_and_long_give_the_same_rows() -> None:
    wide = read("enhet;2025-01;2025-02\nFrideborg;3;4\n", name="STÖ1.csv")
    long = read(long_form("STÖ1;Frideborg;2025-01;;;;3;", "STÖ1;Frideborg;2025-02;;;;4;"))
    assert figures(wide) == figures(long)


def test_a_form_without_a_year_says_so() -> None:
    reading = read("enhet;jan;feb\nFrideborg;3;4\n", name="STÖ1.csv")
    assert reading.rows == ()
    assert "Året saknas. Skriv det i en kolumn, i bladets namn eller i rubriken ovanför tabellen." in text(
        reading.errors
    )


def test_a_form_without_an_indicator_says_so_once() -> None:
    reading = read("enhet;2025-01;2025-02\nFrideborg;3;4\nElsa;1;2\n")
    assert codes(reading.errors) == ["missing_columns"]
    assert "Rubrikraden saknar indikator." in text(reading.errors)


def test_messages_name_the_sheet_where_there_are_several() -> None:
    wrong = [["Enhet", "2025-01"], ["Frideborg", "många"]]
    content = workbook(
        {"STÖ1": [["Enhet", "2025-01"], ["Frideborg", 3]], "HÄN1": [["Enhet", "2025K1"], ["Elsa", -1]]}
    )
    assert text(read(content, name="a.xlsx").errors).startswith(
        "Blad 'HÄN1', rad 2, kolumn 2025K1: '-1' är negativt."
    )
    assert text(read(workbook({"STÖ1": wrong}), name="a.xlsx").errors).startswith(
        "Rad 2, kolumn 2025-01: 'många' är inte"
    )
