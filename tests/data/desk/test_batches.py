"""Files that wait for approval: nobody else's, in a private folder, gone after an hour."""

import os
import stat
import time
from pathlib import Path

import pytest

from data.desk import batches
from data.desk.batches import Batch, BatchError
from data.locks import locked

FILES = [("januari.csv", b"a;b"), ("kopia.csv", b"a;b"), ("februari.csv", b"c;d")]


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return batches.create(tmp_path, owner="asa", files=FILES)


def test_content_is_named_by_its_hash_and_the_same_content_is_one_file(batch: Batch) -> None:
    assert [file.name for file in batch.files] == ["januari.csv", "februari.csv"]
    assert batch.content(batch.files[0]) == b"a;b"
    assert not [path for path in batch.folder.iterdir() if "januari" in path.name]


def test_nobody_else_on_the_machine_can_look(batch: Batch) -> None:
    for folder in (batch.folder, batch.folder.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_only_the_owner_may_open_it(tmp_path: Path, batch: Batch) -> None:
    assert batches.opened(tmp_path, batch.token, owner="asa") == batch
    for token, owner in ((batch.token, "bo"), ("../" + batch.token, "asa"), ("", "asa"), ("x" * 22, "asa")):
        with pytest.raises(BatchError, match="finns inte kvar"):
            batches.opened(tmp_path, token, owner=owner)


def test_changed_bytes_are_not_what_was_handed_in(batch: Batch) -> None:
    (batch.folder / batch.files[0].sha256).write_bytes(b"annat")
    with pytest.raises(BatchError):
        batch.content(batch.files[0])


def test_what_was_answered_is_kept(tmp_path: Path, batch: Batch) -> None:
    batch.save(reason="Fel enhet", ticked="abc")
    again = batches.opened(tmp_path, batch.token, owner="asa")
    assert (again.reason, again.ticked, again.files) == ("Fel enhet", "abc", batch.files)


def test_it_is_gone_after_an_hour_unless_it_is_being_worked_on(tmp_path: Path, batch: Batch) -> None:
    busy = batches.create(tmp_path, owner="asa", files=FILES)
    batches.begin(busy.folder, {"kind": "approve"})
    long_ago = time.time() - batches.LIFETIME_SECONDS - 1
    with locked(busy.folder / batches.LOCK):
        for one in (batch, busy):
            os.utime(one.folder, (long_ago, long_ago))
        batches.sweep(tmp_path)
        assert not batch.folder.exists()
        assert busy.folder.exists()


def test_work_is_begun_once(batch: Batch) -> None:
    assert batches.state(batch.folder) == "waiting"
    assert batches.begin(batch.folder, {"kind": "approve"})
    assert not batches.begin(batch.folder, {"kind": "approve"})
    assert batches.state(batch.folder) == "working"
    batches.finish(batch.folder, {"loads": []})
    assert batches.state(batch.folder) == "done"
    assert not batches.begin(batch.folder, {"kind": "approve"})


def test_work_whose_process_is_gone_has_died_and_may_be_begun_again(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches.begin(batch.folder, {"kind": "approve"})
    with locked(batch.folder / batches.LOCK):
        monkeypatch.setattr(batches, "STARTING_SECONDS", 0.0)
        assert batches.state(batch.folder) == "working"
    assert batches.state(batch.folder) == "died"
    assert batches.begin(batch.folder, {"kind": "approve"})


def test_what_could_not_be_done_may_be_looked_at_anew_but_not_what_is_done(batch: Batch) -> None:
    batches.begin(batch.folder, {"kind": "approve"})
    batches.finish(batch.folder, {"error": "Det lagrade har ändrats."})
    batches.reset(batch.folder)
    assert batches.state(batch.folder) == "waiting"
    batches.begin(batch.folder, {"kind": "approve"})
    batches.finish(batch.folder, {"loads": []})
    batches.reset(batch.folder)
    assert batches.state(batch.folder) == "done"
