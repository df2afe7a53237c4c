"""From the register to a snapshot in force."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from data.facts import Fact
from data.locks import BusyError, locked
from data.log import Log
from data.model import Catalogue
from data.protection import CellKey, Problem, Reason
from data.publishing.decisions import Decision, WithoutMemory
from data.publishing.publish import LOCK_FILE, Exposed, ExposureError, Publication, Tools, publish, roll_back
from data.register import opened
from data.rollup import YearTable, roll_up
from data.snapshot import pointer
from data.snapshot.file import read
from data.snapshot.pointer import SnapshotError
from tests.data.small_house import fact, frame, load, small_catalogue

DEFINITION = Path(__file__).parents[3] / "data" / "snapshot.sql"
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
FIGURES = (
    *(fact("fra1", "alfa", month, 40 + number, 60) for number, month in enumerate(MONTHS)),
    *(fact("fra1", "gamma", month, 3 if number == 4 else 20, 30) for number, month in enumerate(MONTHS)),
    *(fact("han1", "alfa", f"2025K{number}", 20, category="novahuset") for number in range(1, 5)),
    fact("org2", "nord", "2025K1", 2),
    fact("ing1", "kontoret", "2025K1", 7.5, persons=12),
    fact("ing1", "kontoret", "2025K2", 3.0, persons=2),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def nothing_exposed(_snapshots: Sequence[Path]) -> Sequence[Exposed]:
    return ()


def hide_what_touches_a_small_count(problem: Problem) -> dict[CellKey, Reason]:
    small = {
        leaf
        for members in problem.cells.values()
        for leaf in members
        if 0 < problem.numerators[members].sum() < 5
        or (problem.persons is not None and problem.persons[leaf] < 5)
    }
    return {key: Reason.NEED for key, members in problem.cells.items() if not small.isdisjoint(members)}


TOOLS = Tools(decider=WithoutMemory(hide_what_touches_a_small_count), audit=nothing_exposed)


def report(store: Path, *facts: Fact, name: str = "underlag.csv", is_demo: bool = False) -> None:
    with opened(store, wait_seconds=0) as register:
        register.add(load(name, is_demo=is_demo), frame(*facts))


def published(store: Path, catalogue: Catalogue, tools: Tools = TOOLS, keep: int = 36) -> Publication:
    return publish(store, catalogue, tools, by="Samordnaren", keep=keep, wait_seconds=0)


def current_file(store: Path) -> Path:
    in_force = pointer.current(store)
    assert in_force is not None
    return pointer.verified(store, in_force)


def rows(store: Path, table: str) -> list[tuple[object, ...]]:
    return list(read(current_file(store)).rows[table])


def files(store: Path) -> list[str]:
    return sorted(path.name for path in store.iterdir())


def test_a_snapshot_holds_the_figures_the_reports_and_the_catalogue(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    report(tmp_path, *FIGURES)
    publication = published(tmp_path, catalogue)
    content = read(current_file(tmp_path))
    assert publication.is_new
    (head,) = content.rows["snapshot"]
    assert head[0] == publication.snapshot
    assert [row[0] for row in content.rows["indicator"]] == ["fra1", "utb1", "han1", "org2", "ing1", "web1"]
    assert len(content.rows["org"]) == 1 + 2 + 4
    assert len(content.rows["reporting"]) > 50
    assert sum(row[-1] == "shown" for row in content.rows["cell"]) == publication.shown


def test_the_words_of_the_catalogue_follow_the_figures(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    content = read(current_file(tmp_path))
    names = [name for name, _ in content.columns["indicator"]]
    words = {
        row[0]: {name: value for name, value in zip(names, row, strict=True) if name.startswith("phrase")}
        for row in content.rows["indicator"]
    }
    given = {"phrase_label": "Andelen som fått frågan", "phrase": "av klienterna fick frågan"}
    assert words["fra1"] == dict.fromkeys(words["fra1"]) | given
    assert set(words["web1"].values()) == {None}


def test_the_file_holds_no_protected_figure(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    with opened(tmp_path, wait_seconds=0) as register:
        planned = {
            (table.indicator, *key): cell
            for table in roll_up(register.facts(), catalogue)
            for key, cell in table.cells.items()
        }
    protected = 0
    for row in rows(tmp_path, "cell"):
        truth = planned.pop(row[:8])  # pyright: ignore[reportArgumentType] - the eight key columns
        if row[-1] == "protected":
            protected += 1
            assert truth.mark == "shown"
            assert row[8:11] == (None, None, None)
        else:
            assert row[8:] == (truth.numerator, truth.denominator, truth.value, truth.mark)
    assert not planned
    assert protected > 3


def test_the_file_has_the_tables_of_the_definition_and_nothing_else(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    with duckdb.connect(tmp_path / "defined.duckdb") as connection:
        connection.execute(DEFINITION.read_text(encoding="utf-8"))
    assert read(current_file(tmp_path)).columns == read(tmp_path / "defined.duckdb").columns
    assert not list(tmp_path.glob("*.wal"))


def test_a_figure_that_is_blanked_leaves_no_trace_of_its_size(tmp_path: Path, catalogue: Catalogue) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for store, hidden in ((first, 2), (second, 4)):
        store.mkdir()
        changed = [replace(one, count=hidden) if one.count == 3 else one for one in FIGURES]
        report(store, *changed)
        published(store, catalogue)
    assert rows(first, "cell") == rows(second, "cell")


def test_the_same_figures_give_the_same_cells_whatever_order_they_came_in(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    stores = [tmp_path / "first", tmp_path / "second"]
    for store, figures in zip(stores, (FIGURES, FIGURES[::-1]), strict=True):
        store.mkdir()
        report(store, *figures)
        published(store, catalogue)
    first, second = ([name for name in files(store) if name.endswith(".duckdb")] for store in stores)
    assert first == second
    first, second = (dict(read(current_file(store)).rows) for store in stores)
    del first["snapshot"], second["snapshot"]  # who and when, and hashes that only its own register can tell
    assert first == second


def test_nothing_new_makes_no_new_snapshot(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    again = published(tmp_path, catalogue)
    assert (again.is_new, again.snapshot) == (False, first.snapshot)
    assert len(pointer.kept(tmp_path)) == 1


def test_a_correction_makes_a_new_snapshot_and_the_old_one_stays(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    report(tmp_path, fact("fra1", "alfa", "2025-01", 50, 60), name="rattning.csv")
    second = published(tmp_path, catalogue)
    assert [note.id for note in pointer.kept(tmp_path)] == [first.snapshot, second.snapshot]
    assert second.snapshot.startswith("00002-")


def test_a_snapshot_is_a_demo_as_long_as_one_figure_is(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES, is_demo=True)
    published(tmp_path, catalogue)
    is_demo = read(current_file(tmp_path)).columns["snapshot"].index(("is_demo", "BOOLEAN"))
    assert rows(tmp_path, "snapshot")[0][is_demo] is True


def test_an_exposed_cell_leaves_the_old_snapshot_in_force(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    report(tmp_path, fact("fra1", "alfa", "2025-01", 50, 60), name="rattning.csv")
    before = files(tmp_path)
    attacked: list[Sequence[Path]] = []

    def one_exposed(snapshots: Sequence[Path]) -> Sequence[Exposed]:
        attacked.append(snapshots)
        return [Exposed("FRÅ1, Gamma, maj 2025")]

    with pytest.raises(ExposureError, match="Gamma"):
        published(tmp_path, catalogue, Tools(decider=TOOLS.decider, audit=one_exposed))
    assert [len(paths) for paths in attacked] == [2], (
        "the kept snapshots are attacked together with the new one"
    )
    in_force = pointer.current(tmp_path)
    assert in_force is not None
    assert in_force.id == first.snapshot
    assert files(tmp_path) == before
    assert [(entry.what, entry.about.get("exposed")) for entry in Log(tmp_path).entries()][-1] == (
        "publish_refused",
        1,
    )


class Failing(WithoutMemory):
    """A decider that fails at one of its tasks."""

    def __init__(self, task: str) -> None:
        super().__init__(hide_what_touches_a_small_count)
        self.task = task

    def decide(self, table: YearTable, /) -> Decision:
        if self.task == "decide":
            raise RuntimeError(self.task)
        return super().decide(table)

    def record(self, snapshot_id: str, decisions: tuple[Decision, ...]) -> None:
        if self.task == "record":
            raise RuntimeError(self.task)


@pytest.mark.parametrize("task", ["decide", "record"])
def test_a_fault_leaves_the_old_snapshot_in_force(tmp_path: Path, catalogue: Catalogue, task: str) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    report(tmp_path, fact("fra1", "alfa", "2025-01", 50, 60), name="rattning.csv")
    before = files(tmp_path)
    with pytest.raises(RuntimeError):
        published(tmp_path, catalogue, Tools(decider=Failing(task), audit=nothing_exposed))
    assert files(tmp_path) == before


def test_two_publishers_do_not_meet(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    with locked(tmp_path / LOCK_FILE), pytest.raises(BusyError):
        published(tmp_path, catalogue)


def test_the_leftovers_of_a_publisher_that_died_are_removed(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    for name in (
        "published-00002-deadbeef.duckdb",
        "publishing.tmp",
        "publishing.tmp.wal",
        ".current.json.tmp",
    ):
        (tmp_path / name).write_bytes(b"half")
    report(tmp_path, fact("fra1", "alfa", "2025-01", 50, 60), name="rattning.csv")
    assert published(tmp_path, catalogue).snapshot.startswith("00002-")
    assert not [name for name in files(tmp_path) if "deadbeef" in name or ".tmp" in name]


def test_a_snapshot_in_force_without_its_note_is_no_leftover(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    (tmp_path / f"published-{first.snapshot}.json").unlink()
    assert not published(tmp_path, catalogue).is_new
    assert [note.id for note in pointer.kept(tmp_path)] == [first.snapshot]


@pytest.mark.parametrize("content", ["", "skräp", '{"id": 1}'])
def test_a_damaged_pointer_is_mended_by_publishing(
    tmp_path: Path, catalogue: Catalogue, content: str
) -> None:
    report(tmp_path, *FIGURES)
    published(tmp_path, catalogue)
    (tmp_path / pointer.POINTER_FILE).write_text(content, encoding="utf-8")
    again = published(tmp_path, catalogue)
    assert again.is_new
    assert current_file(tmp_path).name == f"published-{again.snapshot}.duckdb"


def test_only_as_many_snapshots_as_wanted_are_kept(tmp_path: Path, catalogue: Catalogue) -> None:
    ids: list[str] = []
    for number in range(4):
        report(tmp_path, fact("fra1", "alfa", "2025-01", 30 + 7 * number, 60), name=f"{number}.csv")
        ids.append(published(tmp_path, catalogue, keep=2).snapshot)
    assert [note.id for note in pointer.kept(tmp_path)] == ids[-2:]


def test_going_back_puts_an_earlier_snapshot_in_force(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    report(tmp_path, fact("fra1", "alfa", "2025-01", 50, 60), name="rattning.csv")
    published(tmp_path, catalogue)
    roll_back(tmp_path, first.snapshot, by="Samordnaren")
    assert json.loads((tmp_path / "current.json").read_text())["id"] == first.snapshot
    assert [entry.what for entry in Log(tmp_path).entries()] == ["publish", "publish", "rollback"]


def test_nobody_goes_back_to_a_damaged_snapshot(tmp_path: Path, catalogue: Catalogue) -> None:
    report(tmp_path, *FIGURES)
    first = published(tmp_path, catalogue)
    path = current_file(tmp_path)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(SnapshotError, match="skadad"):
        roll_back(tmp_path, first.snapshot, by="Samordnaren")
    with pytest.raises(SnapshotError, match="00009-00000000"):
        roll_back(tmp_path, "00009-00000000", by="Samordnaren")


def test_a_half_built_publication_of_nothing_is_still_a_snapshot(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    assert published(tmp_path, catalogue).shown == 0
    assert rows(tmp_path, "cell") == []
