"""The store follows its pointer, trusts nothing it cannot verify, and keeps a snapshot whole for whoever
holds it."""

import json
from pathlib import Path

import duckdb
import pytest

from queries import store as store_module
from queries.store import Limits, NoSnapshot, QueryTimeoutError, Snapshot, Store
from tests.snapshots import make_snapshot, point_at


def test_a_new_snapshot_is_in_force_at_the_next_question(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    store = Store(tmp_path)
    held = store.current()
    second = make_snapshot(tmp_path, sequence=2)
    assert (held.id, store.current().id) == (first, second)
    assert held.frame("snapshot")["sequence"].tolist() == [1], "who holds the old one keeps it"
    assert not store.degraded


def test_going_back_is_just_another_pointer(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    make_snapshot(tmp_path, sequence=2)
    store = Store(tmp_path)
    store.current()
    point_at(tmp_path, first)
    assert store.current().id == first


def test_nothing_changed_means_the_same_snapshot(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    store = Store(tmp_path)
    assert store.current() is store.current()


@pytest.mark.parametrize(
    "content", ["", "skräp", "[]", "{}", '{"id": 1, "file": "x", "sha256": "", "bytes": "många"}']
)
def test_a_broken_pointer_leaves_the_old_snapshot_in_force(tmp_path: Path, content: str) -> None:
    first = make_snapshot(tmp_path)
    store = Store(tmp_path)
    store.current()
    (tmp_path / "current.json").write_text(content)
    assert store.current().id == first
    assert store.degraded


@pytest.mark.parametrize("content", ["", "skräp", "{}"])
def test_a_new_process_with_a_broken_pointer_takes_the_newest_that_verifies(
    tmp_path: Path, content: str
) -> None:
    make_snapshot(tmp_path, sequence=1)
    second = make_snapshot(tmp_path, sequence=2)
    (tmp_path / "published-00003-deadbeef.duckdb").write_bytes(b"not a database")
    (tmp_path / "current.json").write_text(content)
    store = Store(tmp_path)
    assert store.current().id == second
    assert store.degraded


def test_a_file_that_was_changed_after_publishing_is_refused(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    second = make_snapshot(tmp_path, sequence=2)
    point_at(tmp_path, first)
    store = Store(tmp_path)
    store.current()
    point_at(tmp_path, second)
    file = tmp_path / f"published-{second}.duckdb"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))
    assert store.current().id == first
    assert store.degraded


def test_a_whole_file_with_another_content_is_refused(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    point_at(tmp_path, first)
    store = Store(tmp_path)
    store.current()
    second = make_snapshot(tmp_path, sequence=2)
    with duckdb.connect(str(tmp_path / f"published-{second}.duckdb")) as connection:
        connection.execute("UPDATE cell SET value = 1 WHERE mark = 'shown'")
    assert store.current().id == first
    assert store.degraded


def test_a_new_process_with_a_broken_pointer_takes_no_damaged_file_however_new(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    second = make_snapshot(tmp_path, sequence=2)
    file = tmp_path / f"published-{second}.duckdb"
    content = bytearray(file.read_bytes())
    content[-1] ^= 0xFF
    file.write_bytes(bytes(content))
    (tmp_path / "current.json").write_text("skräp")
    assert Store(tmp_path).current().id == first


def test_the_newest_has_the_highest_number_not_the_last_name(tmp_path: Path) -> None:
    make_snapshot(tmp_path, sequence=99_999)
    last = make_snapshot(tmp_path, sequence=100_000)
    (tmp_path / "current.json").unlink()
    assert Store(tmp_path).current().id == last


def test_a_file_that_was_away_for_a_moment_is_tried_again(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path, sequence=1)
    second = make_snapshot(tmp_path, sequence=2)
    file = tmp_path / f"published-{second}.duckdb"
    file.rename(tmp_path / "away")
    store = Store(tmp_path)
    assert (store.current().id, store.degraded) == (first, True)
    (tmp_path / "away").rename(file)
    assert store.current().id == first, "not at every question"
    store._retry_at = 0.0
    assert (store.current().id, store.degraded) == (second, False)


def test_the_pointer_cannot_lead_out_of_the_store(tmp_path: Path) -> None:
    make_snapshot(tmp_path / "elsewhere")
    inside = tmp_path / "store"
    inside.mkdir()
    pointer = json.loads((tmp_path / "elsewhere" / "current.json").read_text())
    (inside / "current.json").write_text(json.dumps({**pointer, "file": f"../elsewhere/{pointer['file']}"}))
    with pytest.raises(NoSnapshot):
        Store(inside).current()


def test_an_empty_store_says_so_until_something_is_published(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(NoSnapshot):
        store.current()
    first = make_snapshot(tmp_path)
    assert store.current().id == first


def test_a_snapshot_under_another_name_is_refused(tmp_path: Path) -> None:
    first = make_snapshot(tmp_path)
    (tmp_path / f"published-{first}.duckdb").rename(tmp_path / "published-00009-other.duckdb")
    with pytest.raises(NoSnapshot):
        Store(tmp_path).current()


def _ask(snapshot: Snapshot, folder: Path, sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "asked.sql").write_text(sql)
    monkeypatch.setattr(store_module, "QUERIES", folder)
    store_module._sql.cache_clear()
    try:
        snapshot.frame("asked")
    finally:
        store_module._sql.cache_clear()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'x.duckdb' AS other",
        "COPY (SELECT 1) TO 'out.csv'",
        "SET memory_limit = '64GB'",
        "DELETE FROM published.cell",
        "INSTALL httpfs",
    ],
)
def test_the_instance_is_locked(
    tiny: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    with pytest.raises(duckdb.Error):
        _ask(tiny, tmp_path, sql, monkeypatch)


def test_a_query_that_takes_too_long_is_interrupted(
    tiny_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Store(tiny_store, limits=Limits(seconds=0.1)).current()
    with pytest.raises(QueryTimeoutError):
        _ask(
            snapshot,
            tmp_path,
            "SELECT sum(a.range * b.range) FROM range(10000000) a, range(100000) b",
            monkeypatch,
        )
    _ask(snapshot, tmp_path, "SELECT 1", monkeypatch)


def test_an_answer_is_made_once(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    snapshot = Store(tmp_path).current()
    made: list[int] = []
    for _ in range(3):
        snapshot.remember("key", lambda: made.append(1))
    assert made == [1]


def test_the_same_question_is_asked_of_the_file_once_and_another_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_snapshot(tmp_path)
    snapshot = Store(tmp_path).current()
    asked: list[dict[str, object]] = []
    run = Snapshot._run
    monkeypatch.setattr(
        Snapshot,
        "_run",
        lambda self, query, parameters: (asked.append(parameters), run(self, query, parameters))[1],
    )
    question = {
        "indicator": "fra1", "orgs": ["frideborg"], "period_kind": "quarter", "years": [], "gender": "all",
        "category": "all",
    }  # fmt: skip
    first, again = (snapshot.frame("trend", **question) for _ in range(2))
    assert asked == [question]
    assert first.equals(again)
    snapshot.frame("trend", **question | {"years": [2025]})
    assert len(asked) == 2


def test_who_writes_in_a_frame_does_not_change_what_others_get(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    snapshot = Store(tmp_path).current()
    frame = snapshot.frame("orgs")
    names = frame["name"].tolist()
    frame["name"] = "changed"
    frame.loc[:, "level"] = "other"
    assert snapshot.frame("orgs")["name"].tolist() == names
    assert "other" not in set(snapshot.frame("orgs")["level"])


def test_what_is_made_is_kept_within_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MADE_BYTES", 40_000)
    make_snapshot(tmp_path)
    snapshot = Store(tmp_path).current()
    made: list[str] = []

    def page(key: str) -> bytes:
        made.append(key)
        return bytes(9_000)

    for key in ("a", "b", "a", "c", "d", "e", "a", "b"):
        snapshot.remember(key, lambda key=key: page(key))
    assert made == ["a", "b", "c", "d", "e", "b"], "the least used is forgotten, not the oldest"


def test_a_large_frame_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "FRAMES_BYTES", 0)
    make_snapshot(tmp_path)
    snapshot = Store(tmp_path).current()
    assert not snapshot.frame("orgs").empty
    assert len(snapshot._frames) == 0
