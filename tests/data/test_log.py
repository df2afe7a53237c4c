"""The log binds each line to the one before it."""

import hashlib
import json
from pathlib import Path

import pytest

from data.log import LOG_FILE, Log, LogError


@pytest.fixture
def log(tmp_path: Path) -> Log:
    log = Log(tmp_path)
    for number in (1, 2, 3):
        log.append("import", who="Samordnaren", load=number, file="underlag.csv")
    return log


def test_lines_come_back_in_order(log: Log) -> None:
    log.append("publish", who="Åsa", snapshot="00001-0a0a0a0a")
    entries = log.entries()
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert (entries[3].what, entries[3].who, entries[3].snapshot) == ("publish", "Åsa", "00001-0a0a0a0a")
    assert entries[1].about == {"load": 2, "file": "underlag.csv"}


def forged(line: bytes) -> bytes:
    """A line that was changed by somebody who knows how lines are hashed."""
    body = json.loads(line)
    del body["hash"]
    body["about"]["load"] = 9
    digest = hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return json.dumps(body | {"hash": digest}, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0], lines[1].replace(b'"load": 2', b'"load": 9'), lines[2]],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [b"{}\n", *lines],
        lambda lines: [lines[0], forged(lines[1]), lines[2]],
    ],
    ids=["changed", "removed", "moved", "added", "changed with a hash of its own"],
)
def test_a_log_that_was_tampered_with_is_found_out(log: Log, tmp_path: Path, change) -> None:
    path = tmp_path / LOG_FILE
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(LogError):
        log.entries()


def test_a_line_cut_short_by_a_crash_is_dropped(log: Log, tmp_path: Path) -> None:
    with (tmp_path / LOG_FILE).open("ab") as file:
        file.write(b'{"number": 4, "at"')
    log.append("publish", who="Samordnaren")
    assert [entry.what for entry in log.entries()] == ["import", "import", "import", "publish"]


def test_a_line_that_is_being_written_is_not_read_yet(log: Log, tmp_path: Path) -> None:
    with (tmp_path / LOG_FILE).open("ab") as file:
        file.write(b'{"number": 4, "at"')
    assert log.standing() == (log.entries(), "")
    assert len(log.entries()) == 3


def test_what_stands_before_the_first_wrong_line_can_still_be_read(log: Log, tmp_path: Path) -> None:
    path = tmp_path / LOG_FILE
    path.write_bytes(path.read_bytes().replace(b'"load": 3', b'"load": 9'))
    entries, fault = log.standing()
    assert [entry.number for entry in entries] == [1, 2]
    assert fault == "Loggens rad 3 har ändrats eller flyttats."
