"""Leak: two indicators with the same staff, each safe by itself, together told how small a staff is.

Found in the demo: one hid units A and B, the other A and C. The first showed the staff of C, the second that
of B, and what the whole had besides was A's.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from data.facts import Fact
from data.model import Catalogue
from data.model.load import CatalogueError, load_catalogue
from data.publishing import linked
from data.publishing.decisions import Decision, WithoutMemory
from data.publishing.ledger import LEDGER_FILE, Ledger
from data.rollup import roll_up
from tests.data.small_house import INDICATORS, fact, write_catalogue

STAFF = {"alfa": 4, "beta": 20, "gamma": 21}
ANY_COURSE = tuple(
    fact("utb1", unit, "2025K1", count, STAFF[unit])
    for unit, count in (("alfa", 2), ("beta", 15), ("gamma", 3))
)
ALL_COURSES = tuple(
    fact("utb2", unit, "2025K1", count, STAFF[unit])
    for unit, count in (("alfa", 2), ("beta", 3), ("gamma", 12))
)


def house(folder: Path, *, key: str = 'same_denominator_as = "utb1"\n') -> Catalogue:
    """The small house with a second indicator of the same staff."""
    start = INDICATORS.index('[[indicator]]\nid = "utb1"')
    first = INDICATORS[start : INDICATORS.index("[[indicator]]", start + 1)]
    second = (
        first.replace('"utb1"', '"utb2"').replace("UTB1", "UTB2").replace('"Genomförd', '"Alla, genomförd')
    )
    return load_catalogue(write_catalogue(folder, indicators=f"{INDICATORS}{second.rstrip()}\n{key}"))


def decided(facts: Sequence[Fact], catalogue: Catalogue) -> list[Decision]:
    tables = roll_up(facts, catalogue)
    return [
        one
        for group in linked.groups(tables, catalogue)
        for one in linked.decide(group, WithoutMemory(), catalogue)
    ]


def staff_worked_out(decisions: Sequence[Decision]) -> int | None:
    """What everybody can say of Alfa's staff, from all that is shown of the first quarter."""
    shown = {
        cell.key[1]: cell.denominator
        for one in decisions
        for cell in one.public_cells()
        if cell.mark == "shown" and cell.key[2] == "quarter" and cell.denominator is not None
    }
    if not {"kontoret", "beta", "gamma"} <= shown.keys():
        return None
    return shown["kontoret"] - shown["beta"] - shown["gamma"]


def test_apart_the_two_give_the_small_staff_away(tmp_path: Path) -> None:
    """What goes wrong without the key: the reason for it, and proof that the tests here can fail."""
    catalogue = house(tmp_path, key="")
    assert staff_worked_out(decided((*ANY_COURSE, *ALL_COURSES), catalogue)) == STAFF["alfa"]


def test_together_they_give_nothing_away(tmp_path: Path) -> None:
    decisions = decided((*ANY_COURSE, *ALL_COURSES), house(tmp_path))
    assert staff_worked_out(decisions) is None


def test_the_one_that_comes_later_tells_no_more_than_the_one_that_came_first(tmp_path: Path) -> None:
    catalogue = house(tmp_path / "catalogue")
    ledger = Ledger(tmp_path / LEDGER_FILE)
    (first,) = [ledger.decide(table) for table in roll_up(ANY_COURSE, catalogue)]
    ledger.record("00001", [first])
    both = roll_up((*ANY_COURSE, *ALL_COURSES), catalogue)
    (group,) = linked.groups(both, catalogue)
    again, late = linked.decide(group, ledger, catalogue)
    assert again.hidden.keys() == first.hidden.keys()
    assert staff_worked_out([again, late]) is None


def test_indicators_without_the_key_are_decided_alone(tmp_path: Path) -> None:
    catalogue = house(tmp_path)
    tables = roll_up((*ANY_COURSE, *ALL_COURSES, fact("fra1", "alfa", "2025-01", 20, 30)), catalogue)
    assert sorted(len(group) for group in linked.groups(tables, catalogue)) == [1, 2]


@pytest.mark.parametrize("other", ["utb2", "finns-inte", "fra1", "han1", "web1"])
def test_only_another_share_of_the_same_class_can_share_a_denominator(tmp_path: Path, other: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        house(tmp_path, key=f'same_denominator_as = "{other}"\n')
    (found,) = caught.value.faults
    assert found.key == "indicator utb2 → same_denominator_as"
    assert other in found.value
