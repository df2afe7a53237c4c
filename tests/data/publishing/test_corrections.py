"""Which corrections go out at once, and which wait."""

from dataclasses import replace

import pytest

from data.facts import Fact
from data.model import Catalogue
from data.publishing.corrections import Held, hold_back
from tests.data.small_house import fact, small_catalogue

MONTHS = ("2025-01", "2025-02", "2025-03")
PUBLISHED = [
    fact("fra1", unit, month, 20 + number, 40)
    for number, month in enumerate(MONTHS)
    for unit in ("alfa", "beta")
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def corrected(number: int, *, count: int, base: int = 0) -> list[Fact]:
    """What was published, with one figure changed by this much."""
    now = list(PUBLISHED)
    old = now[number]
    now[number] = replace(
        old, count=old.count + count, denominator=(old.denominator or 0) + base, version=old.version + 1
    )
    return now


def sorted_facts(held: Held) -> list[Fact]:
    return sorted(held.facts, key=lambda one: (one.period, one.org))


def in_order(facts: list[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda one: (one.period, one.org))


def test_without_corrections_everything_goes_out(catalogue: Catalogue) -> None:
    assert hold_back(PUBLISHED, PUBLISHED, catalogue) == Held(tuple(PUBLISHED), {})


def test_a_correction_by_the_threshold_goes_out(catalogue: Catalogue) -> None:
    now = corrected(0, count=-5, base=5)
    assert hold_back(now, PUBLISHED, catalogue) == Held(tuple(now), {})


@pytest.mark.parametrize(("count", "base"), [(1, 0), (-4, 0), (5, 3), (0, 2)])
def test_a_small_correction_waits(catalogue: Catalogue, count: int, base: int) -> None:
    held = hold_back(corrected(0, count=count, base=base), PUBLISHED, catalogue)
    assert held.waiting == {("fra1", 2025): 1}
    assert sorted_facts(held) == in_order(PUBLISHED)


def test_small_corrections_go_out_together_once_they_have_grown(catalogue: Catalogue) -> None:
    """Each by itself would be a small count, also for who sees only the unit's month: so they grow alone."""
    small = corrected(0, count=3)
    grown = corrected(0, count=6)
    assert hold_back(small, PUBLISHED, catalogue).waiting
    assert not hold_back(grown, PUBLISHED, catalogue).waiting


def test_two_corrections_whose_difference_is_small_wait_both(catalogue: Catalogue) -> None:
    """Alfa six up, Beta eight down: each is large enough, but the area would change by two."""
    now = corrected(0, count=6)
    other = corrected(1, count=-8)[1]
    held = hold_back([now[0], other, *now[2:]], PUBLISHED, catalogue)
    assert held.waiting == {("fra1", 2025): 2}


def test_a_late_report_is_no_correction(catalogue: Catalogue) -> None:
    now = [*PUBLISHED, fact("fra1", "gamma", "2025-01", 3, 9)]
    assert hold_back(now, PUBLISHED, catalogue) == Held(tuple(now), {})


def test_a_report_that_is_taken_back_is_no_correction(catalogue: Catalogue) -> None:
    assert hold_back(PUBLISHED[1:], PUBLISHED, catalogue) == Held(tuple(PUBLISHED[1:]), {})


def test_open_figures_never_wait(catalogue: Catalogue) -> None:
    before = [fact("org2", "nord", "2025K1", 2)]
    now = [replace(before[0], count=3.0, version=2)]
    assert hold_back(now, before, catalogue) == Held(tuple(now), {})


def test_events_wait_below_ten(catalogue: Catalogue) -> None:
    before = [fact("han1", "alfa", "2025K1", 20, category="novahuset")]
    assert hold_back([replace(before[0], count=29.0, version=2)], before, catalogue).waiting
    assert not hold_back([replace(before[0], count=30.0, version=2)], before, catalogue).waiting
