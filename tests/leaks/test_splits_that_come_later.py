"""Leak: a unit told women and men later, and its whole, which had not changed, was taken for another figure.

A report without sex was hidden in one way. When its parts came, the sum was protected anew as if nothing were
known of it, perhaps in another way: who held the two snapshots together had both.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data.facts import Fact
from data.model import Catalogue
from data.protection import CellKey, Link, Problem, Reason, protect_together
from data.publishing.ledger import LEDGER_FILE, Ledger
from tests.data.publishing.test_ledger import Office
from tests.data.small_house import fact, small_catalogue

MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 4))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def whole(luck: random.Random) -> list[Fact]:
    found = []
    for month in MONTHS:
        for unit in ("alfa", "beta", "gamma", "delta"):
            base = luck.choice([3, 6, 9, 15, 30])
            found.append(fact("fra1", unit, month, luck.randint(0, base), base))
    return found


def split(one: Fact, luck: random.Random) -> list[Fact]:
    """The same report told for women and men."""
    women = luck.randint(0, int(one.denominator or 0))
    asked = min(women, luck.randint(0, int(one.count)))
    asked = max(asked, int(one.count) - (int(one.denominator or 0) - women))
    return [
        replace(one, gender="kvinna", count=asked, denominator=women),
        replace(one, gender="man", count=one.count - asked, denominator=int(one.denominator or 0) - women),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_that_has_not_changed_is_the_same_figure(
    tmp_path: Path, catalogue: Catalogue, seed: int
) -> None:
    luck = random.Random(seed)
    figures = whole(luck)
    office = Office(tmp_path, catalogue, Ledger(tmp_path / LEDGER_FILE))
    office.publish(figures)
    for _ in range(2):
        chosen = set(luck.sample(range(len(figures)), 4))
        figures = [
            part
            for number, one in enumerate(figures)
            for part in (split(one, luck) if number in chosen and one.gender == "all" else [one])
        ]
        office.publish(figures)
        assert office.exposed() == ()


def test_disclosure_control_is_told_that_the_whole_is_the_same(tmp_path: Path, catalogue: Catalogue) -> None:
    luck = random.Random(1)
    figures = whole(luck)
    told: list[Sequence[Link]] = []

    def listening(problems: Sequence[Problem], links: Sequence[Link]) -> Sequence[Mapping[CellKey, Reason]]:
        told.append(links)
        return protect_together(problems, links)

    office = Office(tmp_path, catalogue, Ledger(tmp_path / LEDGER_FILE, together=listening))
    office.publish(figures)
    office.publish([*split(figures[0], luck), *figures[1:]])
    first, second = told
    assert first == ()
    assert sorted(link.left.parts for link in second) == [(0,), (1,)]  # numerators, and what remains
    assert {(len(link.left.leaves), len(link.right.leaves)) for link in second} == {(1, 2)}
