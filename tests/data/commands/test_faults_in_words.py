"""What goes wrong is told in words that a coordinator can act on."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data.commands import DISK_FULL, fault_text


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    mounted = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED: this account may not mount a small disk")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_full_disk_is_told_whoever_meets_it(full_disk: Path) -> None:
    with pytest.raises(duckdb.Error) as met, duckdb.connect(full_disk / "register.duckdb") as register:
        register.execute("CREATE TABLE much AS SELECT repeat(md5(range::VARCHAR), 100) FROM range(50000)")
    assert fault_text(met.value) == DISK_FULL
    assert fault_text(OSError(errno.ENOSPC, "No space left on device", "log.jsonl")) == DISK_FULL


def test_the_text_of_another_database_fault_is_not_repeated() -> None:
    with pytest.raises(duckdb.Error) as met:
        duckdb.sql("SELECT 'Anna Andersson'::INTEGER").fetchall()
    text = fault_text(met.value)
    assert text is not None
    assert "Anna" not in text
