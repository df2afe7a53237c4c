"""The attack on written files: planted leaks are found, broken files are refused, several files are one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import highspy
import pytest

from data.audit import AuditError, attack, audit
from data.facts import Fact
from data.model import Catalogue
from data.protection import CellKey, Problem, Reason, protect
from data.publishing.decisions import WithoutMemory
from data.reporting import corrections, reporting
from data.rollup import data_until, roll_up
from data.snapshot import file as snapshot_file
from data.snapshot.content import Head, PublicCell, tables
from tests.data.protection.small_world import World, even_world, key
from tests.data.small_house import fact, small_catalogue

QUARTERS = ("2025K1", "2025K2", "2025K3", "2025K4")
TRAINED = tuple(
    fact("utb1", unit, quarter, trained, 14)
    for number, quarter in enumerate(QUARTERS)
    for unit, trained in (("alfa", 9 + number), ("beta", 8), ("gamma", 3 if number == 1 else 7))
)
OPEN_TOO = (*TRAINED, fact("org2", "nord", "2025K1", 2), fact("ing1", "kontoret", "2025K1", 7.5, persons=12))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def written(
    path: Path, catalogue: Catalogue, facts: Iterable[Fact], unprotected: Iterable[tuple[str, date]] = ()
) -> Path:
    """A snapshot of these figures, with the cells of some organisations and periods left unprotected."""
    facts, bare = list(facts), set(unprotected)

    def pattern(problem: Problem) -> Mapping[CellKey, Reason]:
        return {cell: why for cell, why in protect(problem).items() if (cell[1], cell[3]) not in bare}

    decided = [WithoutMemory(pattern).decide(table) for table in roll_up(facts, catalogue)]
    cells = [PublicCell(one.table.indicator, cell) for one in decided for cell in one.public_cells()]
    head = Head(
        id=path.stem, sequence=1, published_at=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        published_by="test", is_demo=True, data_until=data_until(facts), catalogue_hash="0", input_hashes=[],
        application_version="0", cells_shown=0, cells_protected_by_need=0, cells_protected_by_consequence=0,
        corrections_waiting=0,
    )  # fmt: skip
    content = tables(
        head,
        cells=cells,
        reports=reporting(facts, catalogue),
        corrections=corrections(facts),
        catalogue=catalogue,
    )
    snapshot_file.write(path, content)
    return path


def changed(path: Path, statement: str) -> Path:
    with duckdb.connect(path) as connection:
        connection.execute(statement)
    return path


def test_a_protected_snapshot_is_safe(tmp_path: Path, catalogue: Catalogue) -> None:
    assert audit([written(tmp_path / "a.duckdb", catalogue, OPEN_TOO)]) == ()


def test_a_planted_leak_is_found_with_its_range_and_named_without_it(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = written(tmp_path / "a.duckdb", catalogue, OPEN_TOO, [("gamma", date(2025, 4, 1))])
    exposed = audit([path])
    assert [(one.org, one.what, one.low, one.high) for one in exposed] == [("gamma", "count", 3, 3)]
    assert exposed[0].place == "utb1, enhet gamma, kvartalet från 2025-04-01, antalet"


def test_a_leak_by_subtraction_is_found(tmp_path: Path, catalogue: Catalogue) -> None:
    safe = written(tmp_path / "a.duckdb", catalogue, TRAINED)
    with duckdb.connect(safe, read_only=True) as connection:
        hidden = connection.execute(
            "SELECT org, period_start FROM cell "
            "WHERE mark = 'protected' AND org <> 'gamma' AND indicator = 'utb1'"
        ).fetchall()
    exposed = audit([written(tmp_path / "b.duckdb", catalogue, TRAINED, hidden)])
    assert {("gamma", "count", 3.0, 3.0)} <= {
        (one.org, one.what, round(one.low, 6), round(one.high, 6)) for one in exposed
    }


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE cell ADD COLUMN reason VARCHAR",
        "CREATE TABLE mer AS SELECT 1 AS n",
        "DROP TABLE event",
        "UPDATE cell SET value = 0.2 WHERE mark = 'protected'",
        "UPDATE cell SET numerator = 3 WHERE mark = 'protected'",
        "UPDATE cell SET value = value / 2 WHERE indicator = 'utb1' AND mark = 'shown'",
        "UPDATE cell SET numerator = denominator + 1 WHERE indicator = 'utb1' AND mark = 'shown'",
        "UPDATE cell SET gender = 'kvinna' WHERE indicator = 'utb1'",
        "INSERT INTO cell SELECT * FROM cell LIMIT 1",
        "DELETE FROM indicator WHERE id = 'utb1'",
        "DELETE FROM indicator_table WHERE indicator = 'utb1'",
    ],
)
def test_a_file_that_is_no_snapshot_is_refused(tmp_path: Path, catalogue: Catalogue, statement: str) -> None:
    path = changed(written(tmp_path / "a.duckdb", catalogue, OPEN_TOO), statement)
    with pytest.raises(AuditError):
        audit([path])


def test_an_earlier_version_of_a_snapshot_is_still_attacked(tmp_path: Path, catalogue: Catalogue) -> None:
    old = changed(written(tmp_path / "a.duckdb", catalogue, OPEN_TOO), "DROP TABLE correction")
    new = written(tmp_path / "b.duckdb", catalogue, OPEN_TOO)
    assert audit([old, new]) == ()
    leaking = written(tmp_path / "c.duckdb", catalogue, OPEN_TOO, [("gamma", date(2025, 4, 1))])
    assert audit([changed(leaking, "DROP TABLE correction"), new])


def test_what_is_not_a_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.duckdb").write_bytes(b"inget")
    with pytest.raises(AuditError):
        audit([tmp_path / "a.duckdb"])


def test_figures_that_contradict_each_other_are_refused() -> None:
    published = even_world(9).published([])
    cells = published.cells["prov"]
    office = key("o", "office", "year")
    wrong = replace(cells[office], numerator=1, value=1.0)
    with pytest.raises(AuditError):
        attack(
            [replace(published, cells={"prov": {**cells, office: replace(wrong, numerator=99, value=99.0)}})]
        )


def test_a_solver_that_gives_no_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    world = replace(even_world(9), figures={**even_world(9).figures, (0, 1, "all"): (2, None)})
    published = world.published(protect(world.problem()))
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _self: highspy.HighsModelStatus.kTimeLimit)
    with pytest.raises(AuditError):
        attack([published])


def test_a_late_report_is_worked_out_from_two_totals_and_found() -> None:
    figures = dict(even_world(9).figures)
    early = World(
        areas=(0, 1, 0, 1), figures={leaf: f for leaf, f in figures.items() if leaf != (3, 1, "all")}
    )
    late = World(areas=(0, 1, 0, 1), figures={**figures, (3, 1, "all"): (3, None)})
    mine = [
        key("u3", kind="quarter"),
        key("a1", "area", "quarter"),
        key("u3", kind="year"),
        key("a1", "area", "year"),
    ]
    assert (
        attack([late.published([*mine, key("o", "office", "year")])]) != ()
    )  # already: the office's quarter
    hidden = protect(late.problem())
    assert attack([late.published(hidden)]) == ()
    exposed = attack([early.published([], "1"), late.published(mine, "2")])
    assert ("u3", "count", 3.0) in {(one.org, one.what, round(one.high, 6)) for one in exposed}


def test_a_corrected_report_is_another_unknown() -> None:
    before = even_world(9)
    after = replace(before, figures={**before.figures, (0, 1, "all"): (29, None)}, corrected={(0, 1): 1})
    assert attack([before.published([], "1"), after.published([], "2")]) == ()


def test_a_change_that_nothing_explains_frees_everything_beneath_it() -> None:
    before = even_world(9)
    after = replace(before, figures={**before.figures, (0, 1, "all"): (29, None)})  # corrected, but not said
    assert attack([before.published([], "1"), after.published([], "2")]) == ()


def test_everybody_in_a_telling_group_is_exposed() -> None:
    figures = {(unit, month, "all"): (9, 20) for unit in range(2) for month in (1, 4, 7, 10)}
    world = World(areas=(0, 0), figures={**figures, (0, 1, "all"): (20, 20)}, complement_sensitive=True)
    exposed = attack([world.published([])])
    assert (key("u0", kind="quarter")[1], "complement") in {(one.org, one.what) for one in exposed}
    assert attack([world.published(protect(world.problem()))]) == ()
