"""Leak: a report that was taken back came again, a little changed, and the change went out at once.

A correction by one waits, because who compares two snapshots would see the one. It did not wait when the
report had been gone in a snapshot between: nothing was compared with the one before, by the audit neither.
"""

from pathlib import Path

import pytest

from data.audit import attack
from data.audit.reading import read
from data.facts import Fact
from data.model import Catalogue
from data.publishing.decisions import WithoutMemory
from data.publishing.ledger import LEDGER_FILE, Ledger
from tests.data.publishing.test_ledger import Office
from tests.data.small_house import fact, small_catalogue

MONTHS = ("2025-01", "2025-02", "2025-03")
ALL = [fact("fra1", unit, month, 20, 30) for month in MONTHS for unit in ("alfa", "beta", "gamma")]
WITHOUT = [one for one in ALL if (one.org, one.period.code) != ("alfa", "2025-02")]


def again(count: int, version: int) -> list[Fact]:
    return [*WITHOUT, fact("fra1", "alfa", "2025-02", count, 30, version=version)]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


@pytest.mark.parametrize("version", [1, 2])
def test_it_is_a_correction_of_what_was_last_shown(
    tmp_path: Path, catalogue: Catalogue, version: int
) -> None:
    office = Office(tmp_path, catalogue, Ledger(tmp_path / LEDGER_FILE))
    office.publish(ALL)
    office.publish(WITHOUT)
    cells = office.publish(again(21, version))["fra1"].cells
    assert cells["unit", "alfa", "month", ALL[3].period.start, "all", "all", "all"].numerator == 20
    assert office.exposed() == ()


def test_one_that_has_changed_by_enough_goes_out(tmp_path: Path, catalogue: Catalogue) -> None:
    office = Office(tmp_path, catalogue, Ledger(tmp_path / LEDGER_FILE))
    office.publish(ALL)
    office.publish(WITHOUT)
    cells = office.publish(again(26, 2))["fra1"].cells
    assert cells["unit", "alfa", "month", ALL[3].period.start, "all", "all", "all"].numerator == 26


def test_the_audit_finds_it_where_nothing_is_remembered(tmp_path: Path, catalogue: Catalogue) -> None:
    office = Office(tmp_path, catalogue, WithoutMemory())
    for figures in (ALL, WITHOUT, again(21, 2)):
        office.publish(figures)
    exposed = attack([read(path) for path in sorted(tmp_path.glob("*.duckdb"))])
    assert ("alfa", "change") in {(one.org, one.what) for one in exposed}
