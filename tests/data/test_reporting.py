"""How complete the figures are, and who is late."""

from datetime import date

import pytest

from data.facts import Fact
from data.model import Catalogue
from data.reporting import Correction, Reporting, corrections, late, reporting
from tests.data.small_house import fact, period, small_catalogue


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def row(catalogue: Catalogue, facts: list[Fact], level: str, org: str, code: str) -> Reporting:
    when = period(code)
    found = [
        one for one in reporting(facts, catalogue)
        if one.indicator == facts[0].indicator
        and (one.level, one.org, one.period_kind, one.period_start) == (level, org, when.kind, when.start)
    ]  # fmt: skip
    assert len(found) == 1
    return found[0]


def test_n_of_n_counts_those_that_have_reported_every_month(catalogue: Catalogue) -> None:
    facts = [fact("fra1", "alfa", f"2025-0{month}", 5, 10) for month in (1, 2, 3)]
    facts += [fact("fra1", "beta", "2025-01", 5, 10), fact("fra1", "gamma", "2025-03", 5, 10)]
    quarter = row(catalogue, facts, "office", "kontoret", "2025K1")
    assert (quarter.units_reported, quarter.units_expected) == (1, 3)
    month = row(catalogue, facts, "area", "nord", "2025-01")
    assert (month.units_reported, month.units_expected) == (2, 2)


def test_a_new_unit_is_complete_when_it_has_reported_since_it_opened(catalogue: Catalogue) -> None:
    facts = [fact("fra1", unit, f"2025-0{month}", 5, 10) for unit in ("alfa",) for month in range(1, 10)]
    facts += [fact("fra1", "delta", f"2025-0{month}", 5, 10) for month in (7, 8)]
    assert row(catalogue, facts, "unit", "delta", "2025T2").units_reported == 1
    assert row(catalogue, facts, "unit", "delta", "2025-06").units_expected == 0
    assert row(catalogue, facts, "office", "kontoret", "2025-06").units_expected == 3
    assert row(catalogue, facts, "office", "kontoret", "2025-07").units_expected == 4


def test_a_stock_is_complete_with_one_report_in_the_period(catalogue: Catalogue) -> None:
    facts = [fact("utb1", "alfa", "2025K2", 5, 10), fact("utb1", "beta", "2025K4", 5, 10)]
    assert row(catalogue, facts, "office", "kontoret", "2025").units_reported == 2


def test_the_day_of_the_last_report_is_told_for_base_periods_only(catalogue: Catalogue) -> None:
    facts = [fact("fra1", "alfa", f"2025-0{m}", 5, 10, received_on=date(2025, m + 1, 8)) for m in (1, 2, 3)]
    facts.append(fact("fra1", "beta", "2025-01", 5, 10, received_on=date(2025, 2, 20)))
    assert row(catalogue, facts, "unit", "alfa", "2025-01").received_on == date(2025, 2, 8)
    assert row(catalogue, facts, "area", "nord", "2025-01").received_on == date(2025, 2, 20)
    assert row(catalogue, facts, "area", "nord", "2025K1").received_on is None


def test_missing_reports_are_rows_until_the_latest_day_that_anyone_has_reported(catalogue: Catalogue) -> None:
    facts = [fact("utb1", "alfa", "2025K1", 5, 10), fact("fra1", "alfa", "2025-06", 5, 10)]
    assert row(catalogue, facts, "unit", "alfa", "2025K2").units_reported == 0


def test_a_report_is_late_after_the_fifteenth_of_the_next_month(catalogue: Catalogue) -> None:
    facts = [fact("fra1", "alfa", "2025-01", 5, 10), fact("fra1", "beta", "2025-01", 5, 10)]
    assert [one.org for one in late(facts, catalogue, date(2025, 2, 15))] == []
    assert [(one.org, one.period.code) for one in late(facts, catalogue, date(2025, 2, 16))] == [
        ("gamma", "2025-01")
    ]
    assert len(late(facts, catalogue, date(2025, 3, 16))) == 1 + 3


def test_a_report_is_told_of_by_how_many_times_its_figures_were_corrected() -> None:
    facts = [
        fact("fra1", "alfa", "2025-01", 5, 10, gender="kvinna", version=3),
        fact("fra1", "alfa", "2025-01", 5, 10, gender="man", version=2),
        fact("fra1", "beta", "2025-01", 5, 10),
    ]
    assert corrections(facts) == (Correction("fra1", "alfa", date(2025, 1, 1), 3),)
