"""The catalogue changes between two snapshots: thresholds, categories, which area a unit belongs to.

Readers keep the old snapshots. What they tell together with the new ones is attacked every time.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from data.facts import Fact
from data.model import Catalogue
from data.model.load import load_catalogue
from data.protection import ProtectionError
from data.publishing.ledger import LEDGER_FILE, Ledger
from tests.data.publishing.test_ledger import Office
from tests.data.small_house import INDICATORS, ORGANISATION, fact, write_catalogue

FRA1 = 'sensitivity = "client"\ncomplement_sensitive = false'
MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 7))


def catalogue(folder: Path, *, indicators: str = INDICATORS, organisation: str = ORGANISATION) -> Catalogue:
    write_catalogue(folder, indicators=indicators)
    (folder / "organisation.toml").write_text(organisation, encoding="utf-8")
    return load_catalogue(folder)


def threshold(value: int) -> str:
    return INDICATORS.replace(FRA1, f"{FRA1}\nthreshold = {value}", 1)


def asked(months: int, *, least: int, seed: int = 1) -> list[Fact]:
    luck = random.Random(seed)
    found = []
    for month in MONTHS[:months]:
        for unit in ("alfa", "beta", "gamma"):
            count = luck.randint(least, 14)
            found.append(fact("fra1", unit, month, count, count + luck.randint(12, 20)))
    return found


class House(Office):
    """An office whose catalogue can change from one snapshot to the next."""

    def change(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue


@pytest.fixture
def house(tmp_path: Path) -> Callable[[Catalogue], House]:
    return lambda first: House(tmp_path, first, Ledger(tmp_path / LEDGER_FILE))


@pytest.mark.parametrize("seed", range(3))
def test_a_lowered_threshold_is_what_all_snapshots_are_held_to(
    tmp_path: Path, house: Callable[[Catalogue], House], seed: int
) -> None:
    office = house(catalogue(tmp_path / "ten", indicators=threshold(10)))
    before = office.publish(asked(3, least=1, seed=seed))["fra1"]
    assert before.hidden
    office.change(catalogue(tmp_path / "five", indicators=threshold(5)))
    now = office.publish(asked(6, least=1, seed=seed))["fra1"]
    assert before.hidden.keys() <= now.hidden.keys()  # what has been hidden stays hidden
    assert office.exposed() == ()


def test_a_raised_threshold_is_refused_where_smaller_figures_have_been_shown(
    tmp_path: Path, house: Callable[[Catalogue], House]
) -> None:
    office = house(catalogue(tmp_path / "five", indicators=threshold(5)))
    office.publish(asked(3, least=6))
    office.change(catalogue(tmp_path / "ten", indicators=threshold(10)))
    with pytest.raises(ProtectionError):
        office.publish(asked(4, least=6))


def test_a_raised_threshold_holds_where_none_have(
    tmp_path: Path, house: Callable[[Catalogue], House]
) -> None:
    office = house(catalogue(tmp_path / "five", indicators=threshold(5)))
    office.publish(asked(3, least=11))
    office.change(catalogue(tmp_path / "ten", indicators=threshold(10)))
    office.publish([*asked(3, least=11), *asked(4, least=1, seed=2)[9:]])
    assert office.exposed() == ()


def test_a_category_that_comes_later_gives_nothing_away(
    tmp_path: Path, house: Callable[[Catalogue], House]
) -> None:
    """The whole of the old quarters is then known in parts."""
    both = '[{id = "novahuset", name = "Novahuset"}, {id = "ovrig", name = "Övrig"}]'
    one = INDICATORS.replace(both, '[{id = "novahuset", name = "Novahuset"}]')
    assert one != INDICATORS
    office = house(catalogue(tmp_path / "one", indicators=one))
    quarters = ("2025K1", "2025K2", "2025K3", "2025K4")
    referred = [
        fact("han1", unit, quarter, count, category="novahuset")
        for quarter in quarters
        for unit, count in (("alfa", 12), ("beta", 3), ("gamma", 15))
    ]
    office.publish(referred[:9])
    office.change(catalogue(tmp_path / "both"))
    other = [fact("han1", "alfa", quarter, 2, category="ovrig") for quarter in quarters[2:]]
    office.publish([*referred, *other])
    assert office.exposed() == ()


@pytest.mark.parametrize("seed", range(3))
def test_a_unit_that_moves_to_another_area_gives_nothing_away(
    tmp_path: Path, house: Callable[[Catalogue], House], seed: int
) -> None:
    """The old area with and without it, the new one without and with it: the differences are the unit's."""
    office = house(catalogue(tmp_path / "before"))
    luck = random.Random(seed)
    figures = [
        fact("fra1", unit, month, luck.choice([2, 7, 9, 20]), 30)
        for month in MONTHS
        for unit in ("alfa", "beta", "gamma")
    ]
    office.publish(figures[:9])
    moved = ORGANISATION.replace('name = "Beta"\narea = "nord"', 'name = "Beta"\narea = "syd"')
    assert moved != ORGANISATION
    office.change(catalogue(tmp_path / "after", organisation=moved))
    office.publish(figures)
    assert office.exposed() == ()
