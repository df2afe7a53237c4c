"""Kill -9 at random moments, a full disk: the old snapshot stays in force, nothing is lost or double.

The victims are forked from this process, so that they die in the middle of their work, not of their imports.
"""

import os
import random
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.importing import ORIGINALS, InputFile, import_files
from data.log import Log
from data.model import Catalogue
from data.publishing.publish import publish
from data.register import opened
from data.snapshot import pointer
from data.snapshot.file import read
from tests.data.publishing.test_publishing import FIGURES, TOOLS, published, report
from tests.data.small_house import RECEIVED, fact, frame, load, small_catalogue

KILLS = 20
HEADER = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare\n"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def in_a_child(work: Callable[[], object], *, kill_after: float | None = None) -> int:
    """Run the work in a child, killed after so many seconds; return its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def seconds(work: Callable[[], object]) -> float:
    start = time.monotonic()
    assert in_a_child(work) == 0
    return time.monotonic() - start


def test_a_publisher_killed_at_any_moment_leaves_a_whole_snapshot_in_force(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    chance = random.Random(20261124)
    report(tmp_path, fact("fra1", "alfa", "2025-01", 30, 60), name="forst.csv")
    duration = seconds(lambda: published(tmp_path, catalogue))
    killed = 0
    for number in range(KILLS):
        report(tmp_path, fact("fra1", "alfa", "2025-01", 31 + number, 60), name=f"{number}.csv")
        status = in_a_child(
            lambda: published(tmp_path, catalogue), kill_after=chance.uniform(0.1, 1.05) * duration
        )
        killed += os.WIFSIGNALED(status)
        in_force = pointer.current(tmp_path)
        assert in_force is not None
        assert read(pointer.verified(tmp_path, in_force)).rows["cell"]
    assert killed >= KILLS // 2
    last = published(tmp_path, catalogue)
    notes = pointer.kept(tmp_path)
    assert notes[-1].id == last.snapshot
    snapshots = sorted(path.name for path in tmp_path.glob("published-*.duckdb*"))
    assert snapshots == [note.file for note in notes], "nothing is left of those that died"
    assert not [*tmp_path.glob("*.tmp*"), *tmp_path.glob(".*.tmp")]
    assert len(Log(tmp_path).entries()) <= len(notes)


def test_an_import_killed_at_any_moment_is_stored_whole_or_not_at_all(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    rows = "".join(
        f"fra1;{unit};2025-{month:02d};;;;8;10\n"
        for unit in ("Alfa", "Beta", "Gamma")
        for month in range(1, 13)
    )
    chance = random.Random(20261124)

    def give(number: int) -> None:
        content = HEADER + rows + f"fra1;Alfa;2024-{number + 1:02d};;;;{number};30\n"
        given = InputFile(f"{number}.csv", content.encode(), RECEIVED)
        import_files(tmp_path, catalogue, [given], by="Samordnaren", wait_seconds=0)

    duration = seconds(lambda: give(0))
    for number in range(1, 11):
        in_a_child(lambda number=number: give(number), kill_after=chance.uniform(0.1, 1.05) * duration)
        give(number)
        with opened(tmp_path, wait_seconds=0) as register:
            loads, facts = register.loads(), register.facts()
        assert len(loads) == number + 1
        assert len(facts) == 36 + number + 1
        assert {path.name for path in (tmp_path / ORIGINALS).iterdir()} == {one.sha256 for one in loads}
        assert [entry.about["load"] for entry in Log(tmp_path).entries()] == [one.number for one in loads]


def test_a_full_disk_leaves_the_old_snapshot_in_force(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    report(tmp_path, fact("fra1", "alfa", "2025-01", 50, 60), name="rattning.csv")
    before = sorted(path.name for path in tmp_path.iterdir())

    def publish_with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        published(tmp_path, catalogue)

    assert os.waitstatus_to_exitcode(in_a_child(publish_with_little_room)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    in_force = pointer.current(tmp_path)
    assert in_force is not None
    assert in_force.id == first.snapshot
    assert published(tmp_path, catalogue).is_new


def test_a_load_made_while_somebody_publishes_is_in_the_next_snapshot(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    report(tmp_path, *FIGURES)
    child = os.fork()
    if child == 0:
        publish(tmp_path, catalogue, TOOLS, by="Samordnaren", keep=36, wait_seconds=5)
        os._exit(0)
    with opened(tmp_path, wait_seconds=5) as register:
        register.add(load("samtidig.csv"), frame(fact("fra1", "beta", "2025-01", 20, 30)))
    assert os.waitpid(child, 0)[1] == 0
    published(tmp_path, catalogue)
    in_force = pointer.current(tmp_path)
    assert in_force is not None
    cells = read(pointer.verified(tmp_path, in_force)).rows["cell"]
    beta = [cell[8:10] for cell in cells if cell[:4] == ("fra1", "unit", "beta", "month")]
    assert beta[0] == (20, 30)
