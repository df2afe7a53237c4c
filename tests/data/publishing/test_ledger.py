"""What is remembered between snapshots, and that the memory leaves nothing to work out."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from data.audit import Exposure, audit
from data.facts import Fact
from data.model import Catalogue
from data.protection import CellKey, Link, Problem, Reason
from data.publishing.decisions import Decider, Decision, WithoutMemory
from data.publishing.ledger import LEDGER_FILE, Ledger
from data.reporting import corrections, reporting
from data.rollup import data_until, roll_up
from data.snapshot import file as snapshot_file
from data.snapshot.content import Head, PublicCell, tables
from tests.data.small_house import fact, small_catalogue

UNITS = ("alfa", "beta", "gamma")
MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 13))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


class Office:
    """Publishes again and again into one folder, and attacks what it has published."""

    def __init__(self, folder: Path, catalogue: Catalogue, decider: Decider) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._decider = decider
        self._files: list[Path] = []

    def publish(self, facts: Sequence[Fact]) -> dict[str, Decision]:
        """Publish and return the decisions by indicator."""
        held = self._decider.held(facts, self._catalogue)
        decisions = tuple(self._decider.decide(table) for table in roll_up(held, self._catalogue))
        number = len(self._files) + 1
        path = self._folder / f"published-{number:05d}.duckdb"
        head = Head(
            id=f"{number:05d}", sequence=number, published_at=datetime.now(UTC).replace(tzinfo=None),
            published_by="test", is_demo=True, data_until=data_until(held), catalogue_hash="0",
            input_hashes=[], application_version="0", cells_shown=0, cells_protected_by_need=0,
            cells_protected_by_consequence=0, corrections_waiting=0,
        )  # fmt: skip
        cells = [PublicCell(one.table.indicator, cell) for one in decisions for cell in one.public_cells()]
        content = tables(
            head,
            cells=cells,
            reports=reporting(held, self._catalogue),
            corrections=corrections(held),
            catalogue=self._catalogue,
        )
        snapshot_file.write(path, content)
        self._files.append(path)
        self._decider.record(f"{number:05d}", decisions)
        return {one.table.indicator: one for one in decisions}

    def exposed(self) -> tuple[Exposure, ...]:
        """Return what all the snapshots together give away."""
        return audit(self._files)


def ledger_in(folder: Path) -> Ledger:
    return Ledger(folder / LEDGER_FILE)


def months(until: int, seed: int = 1) -> list[Fact]:
    """Sparse figures of three units, month by month; the same for every month however many there are."""
    luck = random.Random(seed)
    found = []
    for month in MONTHS:
        for unit in UNITS:
            base = luck.choice([2, 4, 7, 9, 15, 30])
            found.append(fact("fra1", unit, month, luck.randint(0, base), base))
    return found[: until * len(UNITS)]


def test_a_year_that_has_not_changed_is_not_decided_again(tmp_path: Path, catalogue: Catalogue) -> None:
    Office(tmp_path, catalogue, ledger_in(tmp_path)).publish(months(12))

    def never(_problems: Sequence[Problem], _links: Sequence[Link]) -> list[dict[CellKey, Reason]]:
        raise AssertionError("decided again")

    again = Ledger(tmp_path / LEDGER_FILE, together=never)
    table = roll_up(months(12), catalogue)[0]
    assert again.decide(table).hidden == ledger_in(tmp_path).decide(table).hidden != {}


def test_p6_what_was_shown_stays_shown_and_what_was_hidden_stays_hidden(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    office = Office(tmp_path, catalogue, ledger_in(tmp_path))
    before = office.publish(months(3))["fra1"]
    for until in (4, 6, 9, 12):
        now = office.publish(months(until))["fra1"]
        assert before.hidden.keys() <= now.hidden.keys()
        assert not (before.cells.keys() - before.hidden.keys()) & now.hidden.keys()
        before = now
    assert office.exposed() == ()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_p5_three_months_with_corrections_between_give_nothing_away(
    tmp_path: Path, catalogue: Catalogue, seed: int
) -> None:
    luck = random.Random(seed)
    office = Office(tmp_path, catalogue, ledger_in(tmp_path))
    correction: dict[int, Fact] = {}
    for until in (3, 4, 5):
        facts = months(until, seed)
        for number in luck.sample(range(len(facts)), 3):
            old = correction.get(number, facts[number])
            change = luck.choice([-5, 1, 2, 6, 12])
            count = max(0, old.count + change)
            base = max(count, (old.denominator or 0) + max(change, 0))
            correction[number] = replace(old, count=count, denominator=int(base), version=old.version + 1)
        office.publish([correction.get(number, one) for number, one in enumerate(facts)])
        assert office.exposed() == ()


def test_without_memory_the_same_months_give_figures_away(tmp_path: Path, catalogue: Catalogue) -> None:
    """The joint attack has teeth: some course of a year leaks when nothing is remembered."""
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        office = Office(folder, catalogue, WithoutMemory())
        for until in (3, 6, 9, 12):
            office.publish(months(until, seed))
        if office.exposed():
            return
    pytest.fail("no leak was found in any of six years")


def test_a_small_correction_waits_and_the_old_figure_stays(tmp_path: Path, catalogue: Catalogue) -> None:
    ledger = ledger_in(tmp_path)
    office = Office(tmp_path, catalogue, ledger)
    facts = [fact("fra1", unit, month, 20, 40) for month in MONTHS[:3] for unit in UNITS]
    before = office.publish(facts)["fra1"]
    now = office.publish([replace(facts[0], count=21, version=2), *facts[1:]])["fra1"]
    assert now.corrections_waiting == ledger.waiting_revisions == 1
    assert list(now.public_cells()) == list(before.public_cells())
    assert office.exposed() == ()


def test_a_large_correction_goes_out(tmp_path: Path, catalogue: Catalogue) -> None:
    office = Office(tmp_path, catalogue, ledger_in(tmp_path))
    facts = [fact("fra1", unit, month, 20, 40) for month in MONTHS[:3] for unit in UNITS]
    office.publish(facts)
    now = office.publish([replace(facts[0], count=30, version=2), *facts[1:]])["fra1"]
    assert now.corrections_waiting == 0
    assert {cell.numerator for cell in now.public_cells() if cell.key[0] == "office"} >= {70}
    assert office.exposed() == ()


def test_a_late_small_report_is_not_the_difference_of_two_totals(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    office = Office(tmp_path, catalogue, ledger_in(tmp_path))
    facts = [fact("fra1", unit, month, 20, 40) for month in MONTHS[:3] for unit in UNITS]
    office.publish(facts[:-1])
    late = office.publish([*facts[:-1], replace(facts[-1], count=2, denominator=3)])["fra1"]
    totals = {cell for cell in late.hidden if cell[0] == "office"}
    assert totals  # the office's March and quarter, which were shown without the late unit
    assert office.exposed() == ()


def test_a_snapshot_that_was_taken_back_is_remembered(tmp_path: Path, catalogue: Catalogue) -> None:
    """Rolling back only moves the pointer: the ledger has no way to forget."""
    ledger = ledger_in(tmp_path)
    Office(tmp_path, catalogue, ledger).publish(months(3))
    table = roll_up(months(4), catalogue)[0]
    assert ledger.prepare(table).known
    assert not {"forget", "remove", "delete", "withdraw"} & set(dir(ledger))


def test_what_is_not_recorded_is_not_remembered(tmp_path: Path, catalogue: Catalogue) -> None:
    ledger = ledger_in(tmp_path)
    table = roll_up(months(3), catalogue)[0]
    ledger.decide(table)
    assert ledger.prepare(table).known == ()


def test_a_recording_that_dies_leaves_nothing_behind(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = ledger_in(tmp_path)
    decision = ledger.decide(roll_up(months(3), catalogue)[0])

    def die(*_: object) -> Iterator[None]:
        raise OSError("full")

    monkeypatch.setattr("data.publishing.ledger._insert", die)
    with pytest.raises(OSError, match="full"):
        ledger.record("00001", (decision,))
    with duckdb.connect(tmp_path / LEDGER_FILE, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM decision").fetchall() == [(0,)]


def test_medians_and_open_figures_need_no_history(tmp_path: Path, catalogue: Catalogue) -> None:
    ledger = ledger_in(tmp_path)
    office = Office(tmp_path, catalogue, ledger)
    facts = [fact("ing1", "kontoret", "2025K1", 7.5, persons=3), fact("org2", "nord", "2025K1", 2)]
    first = office.publish(facts)
    assert len(first["ing1"].hidden) == 1
    assert first["org2"].hidden == {}
    again = office.publish([*facts, fact("ing1", "kontoret", "2025K2", 9.5, persons=8)])
    assert len(again["ing1"].hidden) == 1
