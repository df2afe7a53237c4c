"""A backup is the whole store, and a restore replaces it by a whole one or not at all."""

import tarfile
from pathlib import Path

import pytest

from data import backup
from data.backup import BackupError, back_up, finish_restore, restore

FILES = {
    "register.duckdb": b"", "ledger.duckdb": b"liggare", "published-00001-aaaaaaaa.duckdb": b"bild",
    "published-00001-aaaaaaaa.json": b"{}", "current.json": b"{}", "originals/abc": b"underlag",
}  # fmt: skip


def fill(store: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = store / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    fill(folder, {name: content for name, content in FILES.items() if name != "register.duckdb"})
    return folder


def content(store: Path) -> dict[str, bytes]:
    left_out = ("lock", "register.lock", "log.lock", "log.jsonl")
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.name not in left_out
    }


def saved(store: Path, tmp_path: Path) -> Path:
    archive = tmp_path / "kopia.tar"
    back_up(store, archive, by="Driften", wait_seconds=0)
    return archive


def test_a_restored_store_is_the_one_that_was_saved(store: Path, tmp_path: Path) -> None:
    before = content(store)
    archive = saved(store, tmp_path)
    fill(
        store, {"ledger.duckdb": b"annat", "published-00002-bbbbbbbb.duckdb": b"ny", "originals/def": b"nytt"}
    )
    (store / "current.json").unlink()
    restore(store, archive, by="Driften", wait_seconds=0)
    assert content(store) == before


def test_a_store_can_be_restored_where_there_was_none(store: Path, tmp_path: Path) -> None:
    archive = saved(store, tmp_path)
    restore(tmp_path / "annan", archive, by="Driften", wait_seconds=0)
    assert content(tmp_path / "annan") == content(store)


def test_sessions_and_locks_stay_out(store: Path, tmp_path: Path) -> None:
    fill(store, {"sessions.sqlite": b"inloggad", "publishing.tmp": b"halv"})
    with tarfile.open(saved(store, tmp_path)) as tar:
        assert sorted(tar.getnames()) == sorted(["manifest.json", "log.jsonl", *content_names()])


def content_names() -> list[str]:
    return [name for name in FILES if name != "register.duckdb"]


@pytest.mark.parametrize("position", [0.5, 0.6, 0.8])
def test_a_damaged_archive_changes_nothing(store: Path, tmp_path: Path, position: float) -> None:
    fill(store, {"originals/stor": bytes(20_000)})
    archive = saved(store, tmp_path)
    whole = bytearray(archive.read_bytes())
    whole[int(len(whole) * position)] ^= 0xFF
    archive.write_bytes(whole)
    before = content(store)
    with pytest.raises(BackupError):
        restore(store, archive, by="Driften", wait_seconds=0)
    assert content(store) == before


def test_a_cut_archive_or_another_file_changes_nothing(store: Path, tmp_path: Path) -> None:
    archive = saved(store, tmp_path)
    archive.write_bytes(archive.read_bytes()[:3000])
    before = content(store)
    for wrong in (archive, store / "current.json", tmp_path / "saknas.tar"):
        with pytest.raises(BackupError):
            restore(store, wrong, by="Driften", wait_seconds=0)
        assert content(store) == before


def test_a_member_that_points_out_of_the_store_is_refused(store: Path, tmp_path: Path) -> None:
    archive = saved(store, tmp_path)
    with tarfile.open(archive, "a") as tar:
        tar.add(store / "current.json", arcname="../utanfor.json")
    with pytest.raises(BackupError):
        restore(store, archive, by="Driften", wait_seconds=0)
    assert not (tmp_path / "utanfor.json").exists()


def test_a_restore_that_dies_half_way_is_finished_by_the_next_command(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(store)
    archive = saved(store, tmp_path)
    fill(store, {"ledger.duckdb": b"annat", "originals/def": b"nytt"})
    moves = 0
    real = Path.replace

    def dies_at_the_third(path: Path, target: Path) -> Path:
        nonlocal moves
        moves += target.parent.is_relative_to(store) and path.is_relative_to(store / backup.READY)
        if moves == 3:
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "replace", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        restore(store, archive, by="Driften", wait_seconds=0)
    monkeypatch.undo()
    finish_restore(store, wait_seconds=0)
    assert content(store) == before
    assert not (store / backup.READY).exists()


def test_there_must_be_a_store_to_save(tmp_path: Path) -> None:
    with pytest.raises(BackupError):
        back_up(tmp_path / "saknas", tmp_path / "kopia.tar", by="Driften", wait_seconds=0)
