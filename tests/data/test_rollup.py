"""What would be published of reported figures, before anything is protected."""

from datetime import date
from pathlib import Path

import pytest

from data.facts import Fact
from data.model import Catalogue
from data.rollup import Cell, RollupError, YearTable, roll_up
from tests.data.small_house import fact, period, small_catalogue


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def tables_of(catalogue: Catalogue, *facts: Fact) -> list[YearTable]:
    return list(roll_up(facts, catalogue))


def cell(tables: list[YearTable], level: str, org: str, code: str, **split: str) -> Cell | None:
    when = period(code)
    for table in tables:
        key = (
            level,
            org,
            when.kind,
            when.start,
            split.get("gender", "all"),
            "all",
            split.get("category", "all"),
        )
        if key in table.cells:
            return table.cells[key]
    return None


def figures(found: Cell | None) -> tuple[str, int | None, int | None]:
    assert found is not None
    return found.mark, found.numerator, found.denominator


def test_a_flow_adds_up_over_months_and_units_and_a_share_is_a_sum_over_a_sum(catalogue: Catalogue) -> None:
    tables = tables_of(
        catalogue,
        fact("fra1", "alfa", "2025-01", 8, 10),
        fact("fra1", "alfa", "2025-02", 6, 10),
        fact("fra1", "alfa", "2025-03", 7, 10),
        fact("fra1", "beta", "2025-01", 1, 30),
        fact("fra1", "gamma", "2025-03", 9, 9),
    )
    assert figures(cell(tables, "unit", "alfa", "2025K1")) == ("shown", 21, 30)
    assert figures(cell(tables, "area", "nord", "2025-01")) == ("shown", 9, 40)
    office = cell(tables, "office", "kontoret", "2025K1")
    assert figures(office) == ("shown", 31, 69)
    assert office is not None
    assert office.value == pytest.approx(31 / 69)


def test_a_stock_takes_the_last_reported_value_of_each_unit_in_the_period(catalogue: Catalogue) -> None:
    tables = tables_of(
        catalogue,
        fact("utb1", "alfa", "2025K1", 5, 10),
        fact("utb1", "alfa", "2025K4", 9, 10),
        fact("utb1", "beta", "2025K2", 3, 8),
    )
    assert figures(cell(tables, "unit", "alfa", "2025")) == ("shown", 9, 10)
    assert figures(cell(tables, "unit", "beta", "2025")) == ("shown", 3, 8)
    assert figures(cell(tables, "office", "kontoret", "2025")) == ("shown", 12, 18)


def test_a_unit_that_has_not_reported_is_no_zero(catalogue: Catalogue) -> None:
    tables = tables_of(
        catalogue, fact("fra1", "alfa", "2025-01", 0, 10), fact("fra1", "beta", "2025-02", 5, 10)
    )
    assert figures(cell(tables, "unit", "alfa", "2025-01")) == ("shown", 0, 10)
    assert figures(cell(tables, "unit", "alfa", "2025-02")) == ("not_reported", None, None)
    assert figures(cell(tables, "area", "syd", "2025-01")) == ("not_reported", None, None)
    assert figures(cell(tables, "area", "nord", "2025-02")) == ("shown", 5, 10)


def test_a_unit_that_does_not_exist_yet_is_not_applicable_and_one_that_never_did_has_no_row(
    catalogue: Catalogue,
) -> None:
    early = tables_of(catalogue, fact("fra1", "alfa", "2025-01", 5, 10))
    assert cell(early, "unit", "delta", "2025-01") is None
    later = tables_of(
        catalogue, fact("fra1", "alfa", "2025-01", 5, 10), fact("fra1", "delta", "2025-07", 5, 10)
    )
    assert figures(cell(later, "unit", "delta", "2025-06")) == ("not_applicable", None, None)
    assert figures(cell(later, "unit", "delta", "2025-07")) == ("shown", 5, 10)


@pytest.mark.parametrize(
    ("code", "closed"),
    [
        ("2025-04", True),
        ("2025K1", True),
        ("2025K2", False),
        ("2025T1", True),
        ("2025T2", False),
        ("2025", False),
    ],
)
def test_a_period_has_cells_only_when_it_is_closed(catalogue: Catalogue, code: str, closed: bool) -> None:
    tables = tables_of(
        catalogue, fact("fra1", "alfa", "2025-01", 5, 10), fact("fra1", "beta", "2025-04", 5, 10)
    )
    assert (cell(tables, "office", "kontoret", code) is not None) is closed


def test_women_and_men_are_summed_where_units_split_and_the_total_counts_everybody(
    catalogue: Catalogue,
) -> None:
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    tables = tables_of(
        catalogue,
        *(fact("fra1", "alfa", month, 3, 5, gender="kvinna") for month in months),
        *(fact("fra1", "alfa", month, 2, 4, gender="man") for month in months),
        *(fact("fra1", "alfa", month, 5, 9) for month in months),
        *(fact("fra1", "beta", month, 7, 10) for month in months),
    )
    assert figures(cell(tables, "office", "kontoret", "2025", gender="kvinna")) == ("shown", 36, 60)
    assert figures(cell(tables, "office", "kontoret", "2025", gender="man")) == ("shown", 24, 48)
    assert figures(cell(tables, "office", "kontoret", "2025", gender="annat_okant")) == (
        "not_reported",
        None,
        None,
    )
    assert figures(cell(tables, "office", "kontoret", "2025")) == ("shown", 144, 228)


def test_categories_add_up_to_the_total(catalogue: Catalogue) -> None:
    tables = tables_of(
        catalogue,
        *(fact("han1", "alfa", f"2025K{number}", 4, category="novahuset") for number in range(1, 5)),
        *(fact("han1", "beta", f"2025K{number}", 2, category="ovrig") for number in range(1, 5)),
    )
    assert figures(cell(tables, "office", "kontoret", "2025")) == ("shown", 24, None)
    assert figures(cell(tables, "office", "kontoret", "2025", category="novahuset")) == ("shown", 16, None)


def test_categories_that_do_not_add_up_stand_beside_a_total_of_their_own(catalogue: Catalogue) -> None:
    beside = catalogue.indicator("han1").model_copy(update={"categories_add_up": False})
    others = tuple(one if one.id != "han1" else beside for one in catalogue.indicators)
    changed = catalogue.model_copy(update={"indicators": others})
    tables = tables_of(
        changed,
        *(fact("han1", "alfa", f"2025K{number}", 4, category="novahuset") for number in range(1, 5)),
        *(fact("han1", "alfa", f"2025K{number}", 3, category="ovrig") for number in range(1, 5)),
        *(fact("han1", "alfa", f"2025K{number}", 5) for number in range(1, 5)),
    )
    assert figures(cell(tables, "office", "kontoret", "2025")) == ("shown", 20, None)
    assert figures(cell(tables, "office", "kontoret", "2025", category="novahuset")) == ("shown", 16, None)


def test_a_median_and_a_status_are_published_as_reported(catalogue: Catalogue) -> None:
    tables = tables_of(
        catalogue, fact("ing1", "kontoret", "2025K1", 7.5, persons=12), fact("web1", "kontoret", "2024", 1)
    )
    median = cell(tables, "office", "kontoret", "2025K1")
    assert median == Cell(
        ("office", "kontoret", "quarter", date(2025, 1, 1), "all", "all", "all"), "shown", value=7.5
    )
    assert figures(cell(tables, "office", "kontoret", "2024")) == ("shown", 1, None)


def test_what_areas_report_adds_up_to_the_office(catalogue: Catalogue) -> None:
    tables = tables_of(catalogue, fact("org2", "nord", "2025K1", 3), fact("org2", "syd", "2025K1", 4))
    assert figures(cell(tables, "area", "syd", "2025K1")) == ("shown", 4, None)
    assert figures(cell(tables, "office", "kontoret", "2025K1")) == ("shown", 7, None)


def test_the_protection_gets_the_leaves_of_every_planned_cell(catalogue: Catalogue) -> None:
    table = tables_of(
        catalogue,
        fact("fra1", "alfa", "2025-01", 3, 5, gender="kvinna"),
        fact("fra1", "alfa", "2025-01", 2, 4, gender="man"),
        fact("fra1", "alfa", "2025-01", 5, 9),
        fact("fra1", "beta", "2025-02", 1, 6, version=2),
    )[0]
    problem = table.problem
    assert problem is not None
    assert table.leaves == (
        ("alfa", "month", date(2025, 1, 1), "kvinna", "all", "all", 1),
        ("alfa", "month", date(2025, 1, 1), "man", "all", "all", 1),
        ("beta", "month", date(2025, 2, 1), "all", "all", "all", 2),
    )
    assert problem.numerators.tolist() == [3, 2, 1]
    assert problem.denominators is not None
    assert problem.denominators.tolist() == [5, 4, 6]
    assert problem.persons is None
    assert problem.cells["area", "nord", "month", date(2025, 1, 1), "all", "all", "all"].tolist() == [0, 1]
    assert all(table.cells[key].mark == "shown" for key in problem.cells)


def test_open_figures_ask_nothing_of_the_protection(catalogue: Catalogue) -> None:
    assert tables_of(catalogue, fact("org2", "nord", "2025K1", 3))[0].problem is None


def test_persons_behind_events_are_told_where_known(catalogue: Catalogue) -> None:
    table = tables_of(
        catalogue, fact("han1", "alfa", "2025K1", 12, persons=4), fact("han1", "beta", "2025K1", 9)
    )[0]
    assert table.problem is not None
    assert table.problem.persons is not None
    assert table.problem.persons.tolist() == [4, -1]


def test_every_year_is_a_table_of_its_own_and_the_same_figures_have_the_same_hash(
    catalogue: Catalogue,
) -> None:
    facts = [fact("fra1", "alfa", "2024-12", 5, 10), fact("fra1", "alfa", "2025-01", 6, 10)]
    before = tables_of(catalogue, *facts)
    assert [(table.indicator, table.year) for table in before] == [("fra1", 2024), ("fra1", 2025)]
    after = tables_of(catalogue, facts[0], fact("fra1", "alfa", "2025-01", 7, 10, version=2))
    assert before[0].content_hash == after[0].content_hash
    assert before[1].content_hash != after[1].content_hash


def test_half_a_client_cannot_be_protected(catalogue: Catalogue) -> None:
    with pytest.raises(RollupError, match="fra1, alfa, 2025-01"):
        tables_of(catalogue, fact("fra1", "alfa", "2025-01", 2.5, 10))


def test_an_indicator_that_left_the_catalogue_is_left_out(catalogue: Catalogue, tmp_path: Path) -> None:
    assert tables_of(catalogue, fact("borta", "alfa", "2025-01", 5, 10)) == []


def test_what_a_running_period_has_so_far_is_guarded_before_it_is_shown(catalogue: Catalogue) -> None:
    (table,) = tables_of(
        catalogue, fact("fra1", "alfa", "2025-01", 8, 10), fact("fra1", "alfa", "2025-02", 6, 10)
    )
    assert table.problem is not None
    assert [0, 1] in [members.tolist() for members in table.problem.guarded]
    assert [0, 1] not in [members.tolist() for members in table.problem.cells.values()]


def test_where_categories_do_not_add_up_each_is_guarded_by_itself(catalogue: Catalogue) -> None:
    beside = catalogue.indicator("han1").model_copy(update={"categories_add_up": False})
    others = tuple(one if one.id != "han1" else beside for one in catalogue.indicators)
    (table,) = tables_of(
        catalogue.model_copy(update={"indicators": others}),
        fact("han1", "alfa", "2025K1", 4, gender="kvinna", category="novahuset"),
        fact("han1", "alfa", "2025K1", 3, gender="man", category="novahuset"),
        fact("han1", "alfa", "2025K1", 6, category="ovrig"),
        fact("han1", "alfa", "2025K1", 11),
    )
    assert table.problem is not None
    categories = [leaf[5] for leaf in table.leaves]
    guarded = [sorted(categories[leaf] for leaf in members) for members in table.problem.guarded]
    assert ["novahuset", "novahuset"] in guarded
