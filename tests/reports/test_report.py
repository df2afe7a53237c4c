"""The report as a model: five sentences, a spread for each measure, nothing hidden, nothing too new."""

from dataclasses import replace

import pytest

from components import shell
from components.sentences.grammar import MAXIMUM_WORDS, word_count
from queries.store import Snapshot, Store
from reports.build import report, tertials
from reports.model import Cell, Column, ModelError, Report, Spread, Table
from reports.pdf import committee_pdf
from reports.slides import committee_slides
from reports.tertials import Tertial
from reports.words import DEMO_TEXT
from reports.workbook import committee_workbook


def spread_of(told: Report, number: int) -> Spread:
    return next(spread for spread in told.spreads if spread.number == number)


def texts(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[cell.full.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]


def test_the_first_page_sums_up_in_five_sentences(told: Report) -> None:
    assert told.summary == (
        "Sex åtgärder pågår.",
        "64\N{NO-BREAK SPACE}procent av klienterna fick frågan under kvartal 4 2025 (14 av 22).",
        "Det enda målet kan inte bedömas.",
        "Ett mått är bättre än för ett år sedan och inget är sämre.",
        "Moa-mottagningen har inte lämnat allt underlag, och ett av 5 mått är skyddat.",
    )


@pytest.mark.parametrize("number", range(6))
def test_every_report_has_five_short_sentences(snapshot: Snapshot, number: int) -> None:
    told = report(snapshot, tertials(snapshot)[number])
    assert len(told.summary) == 5
    for sentence in told.summary:
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0
        assert word_count(sentence) <= MAXIMUM_WORDS


def test_each_measure_has_a_spread(told: Report) -> None:
    assert [spread.number for spread in told.spreads] == [1, 2, 3, 4, 5, 6]
    asked = spread_of(told, 3)
    assert asked.headline is not None
    assert asked.headline.figure == "64\N{NO-BREAK SPACE}%"
    assert asked.headline.base == "14 av 22"
    assert asked.headline.target == "mål 80\N{NO-BREAK SPACE}procent"
    assert asked.chart is not None
    assert asked.definitions[0].name == "FRÅ1 Fått frågan"
    assert asked.missing == ("FRÅ1: Moa-mottagningen har inte rapporterat kvartal 4 2025.",)


def test_both_quarters_of_the_tertial_are_told(told: Report) -> None:
    rows = texts(spread_of(told, 3).figures)
    assert [row[:3] for row in rows] == [
        ["FRÅ1 Fått frågan", "kvartal 3 2025", "58 % (23 av 40)"],
        ["FRÅ1 Fått frågan", "kvartal 4 2025", "64 % (14 av 22)"],
    ]


def test_a_protected_figure_is_its_sign_and_no_number(told: Report) -> None:
    spread = spread_of(told, 5)
    assert spread.headline is not None
    assert (spread.headline.figure, spread.headline.base, spread.headline.change) == ("..", "", "")
    row = next(
        row for row in texts(spread.figures) if row[0] == "STÖ1 Stödsamtal" and row[1] == "kvartal 4 2025"
    )
    assert row[2:] == ["..", "jämförs inte", "bedöms inte", "inget mål", "bedöms inte"]
    assert spread.chart is not None
    assert [point.value for point in spread.chart.series[0].points][-2:] == [None, None]
    assert "STÖ1: Uppgiften visas inte eftersom underlaget är för litet (kvartal 4 2025)." in spread.missing
    assert ".." in dict(spread.first_signs)


def test_a_hidden_cell_cannot_carry_a_number() -> None:
    with pytest.raises(ModelError):
        Cell("..", 3.0, mark="protected")
    with pytest.raises(ModelError):
        Cell("..", mark="protected", of=(3, 4))
    with pytest.raises(ModelError):
        Table("T", (Column("a"), Column("b")), ((Cell("x"),),))


def test_a_measure_without_indicators_says_so(told: Report) -> None:
    empty = spread_of(told, 1)
    assert (empty.headline, empty.chart, empty.figures) == (None, None, None)
    assert empty.missing == ("Inget mått följer upp åtgärden än.",)


def test_nothing_after_the_end_of_the_tertial_is_told(snapshot: Snapshot) -> None:
    early = report(snapshot, Tertial(2024, 3))
    chart = spread_of(early, 3).chart
    assert chart is not None
    assert chart.x[-1] == ("2024-10-01", "kvartal 4 2024")
    assert [event.number for event in chart.events] == [1]
    assert all("2025" not in row[1] for row in texts(spread_of(early, 3).figures))


def test_it_says_which_periods_the_figures_are_for(told: Report) -> None:
    assert told.overview_notes[:2] == (
        "Siffror som lämnas varje kvartal gäller kvartal 3 2025 och kvartal 4 2025, "
        "som slutade under tertialet.",
        "Siffror som lämnas varje år gäller 2025, det senaste hela året.",
    )
    assert "Målen är exempel. De är inte beslutade." in told.overview_notes


def test_it_knows_what_it_is(told: Report, snapshot: Snapshot) -> None:
    identity = told.identity
    assert identity.snapshot == snapshot.id
    assert identity.selection == "Urval: hela Socialkontoret, tertial 3 2025."
    assert identity.demo == DEMO_TEXT == shell.DEMO_TEXT
    assert ("Diarienummer", "SN 2023/0048") in told.about
    assert identity.owner == "Socialnämnden · dnr SN 2023/0048"
    assert identity.author == "Socialkontoret, Norrköpings kommun"
    assert identity.colophon.endswith(
        f"Källa: Socialkontoret, Lägesbild, utgåva {snapshot.id}. Dnr SN 2023/0048."
    )


def test_a_report_of_a_municipality_that_says_nothing_of_itself_leaves_no_gaps(told: Report) -> None:
    bare = replace(told.identity, committee="", registration="")
    assert bare.owner == ""
    assert bare.keywords == bare.snapshot
    assert bare.colophon.endswith(f"utgåva {bare.snapshot}.")
    assert all(
        make(replace(told, identity=bare)) for make in (committee_pdf, committee_slides, committee_workbook)
    )


def test_women_and_men_are_told_for_the_whole_year(told: Report) -> None:
    genders = spread_of(told, 3).genders
    assert texts(genders) == [
        ["FRÅ1 Fått frågan", "60 % (60 av 100)", "53 % (32 av 60)", "-", "58 % (92 av 160)"]
    ]


def test_the_same_snapshot_gives_an_equal_report(snapshot: Snapshot, told: Report) -> None:
    again = report(Store(snapshot.file.parent).current(), Tertial(2025, 3))
    assert again == told
