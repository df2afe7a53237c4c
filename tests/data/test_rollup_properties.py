"""Whatever is reported, published figures add up, and the same figures give the same plan."""

import random
from collections import defaultdict
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.facts import Fact
from data.model import Catalogue
from data.periods import Period, PeriodKind
from data.rollup import Cell, roll_up
from tests.data.small_house import fact, small_catalogue

UNITS = {"alfa": "nord", "beta": "nord", "gamma": "syd", "delta": "syd"}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


@st.composite
def reports(draw: st.DrawFn) -> list[Fact]:
    """Some months of some units, whole or split by sex."""
    facts: list[Fact] = []
    places = st.tuples(st.sampled_from(sorted(UNITS)), st.integers(1, 24))
    for unit, month in draw(st.lists(places, unique=True, min_size=1, max_size=40)):
        code = f"{2024 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
        for gender in draw(st.sampled_from([("all",), ("kvinna", "man")])):
            count = draw(st.integers(0, 9))
            facts.append(fact("fra1", unit, code, count, count + draw(st.integers(0, 5)), gender=gender))
    return facts


def planned(facts: list[Fact], catalogue: Catalogue) -> list[Cell]:
    return [cell for table in roll_up(facts, catalogue) for cell in table.cells.values()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=reports())
def test_every_level_and_period_is_the_sum_of_what_was_reported_in_it(
    catalogue: Catalogue, facts: list[Fact]
) -> None:
    for cell in planned(facts, catalogue):
        level, org, kind, start, gender, _, _ = cell.key
        inside = [
            one
            for one in facts
            if org in {"unit": {one.org}, "area": {UNITS[one.org]}, "office": {"kontoret"}}[level]
            and Period(cast("PeriodKind", kind), start).contains(one.period)
            and gender in ("all", one.gender)
        ]
        if cell.mark == "shown":
            assert cell.numerator == sum(one.count for one in inside)
            assert cell.denominator == sum(one.denominator or 0 for one in inside)
        else:
            assert not inside


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=reports(), order=st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(
    catalogue: Catalogue, facts: list[Fact], order: random.Random
) -> None:
    shuffled = list(facts)
    order.shuffle(shuffled)
    first, second = roll_up(facts, catalogue), roll_up(shuffled, catalogue)
    assert [table.content_hash for table in first] == [table.content_hash for table in second]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=reports())
def test_every_row_of_the_plan_is_there_exactly_once(catalogue: Catalogue, facts: list[Fact]) -> None:
    rows: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for cell in planned(facts, catalogue):
        level, org, kind, start, gender, _, _ = cell.key
        if gender == "all":
            assert org not in rows[level, kind, start.isoformat()]
            rows[level, kind, start.isoformat()].add(org)
    assert all(orgs >= {"alfa", "beta", "gamma"} for (level, _, _), orgs in rows.items() if level == "unit")
