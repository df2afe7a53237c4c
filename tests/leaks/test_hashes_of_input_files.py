"""Leak: the snapshot held the hash of every input file.

A unit's file is a few lines long. Whoever knows its layout and all that is published has few numbers left to
try where a figure is hidden, and the hash says which of them is true.
"""

import hashlib
from pathlib import Path

import duckdb

from data.publishing.decisions import WithoutMemory
from data.publishing.publish import Tools, publish
from data.register import opened
from data.snapshot import pointer
from data.snapshot.file import head
from tests.data.small_house import fact, frame, load, small_catalogue

CONTENTS = [f"enhet;period;antal;namnare\nalfa;2025-01;{count};30\n" for count in range(1, 5)]
HASHES = [hashlib.sha256(content.encode()).hexdigest() for content in CONTENTS]


def hashes_in(folder: Path, *, catalogue_folder: Path) -> list[str]:
    """What a snapshot says of its one input file, in which Alfa asked 3 of 30."""
    with opened(folder, wait_seconds=0) as register:
        register.add(load(sha256=HASHES[2]), frame(fact("fra1", "alfa", "2025-01", 3, 30)))
    tools = Tools(WithoutMemory(), audit=lambda _: ())
    catalogue = small_catalogue(catalogue_folder)
    publish(folder, catalogue, tools, by="Samordnaren", keep=3, wait_seconds=0)
    in_force = pointer.current(folder)
    assert in_force is not None
    return head(pointer.verified(folder, in_force))["input_hashes"]


def test_no_content_that_is_tried_fits_what_the_snapshot_says(tmp_path: Path) -> None:
    told = hashes_in(tmp_path / "store", catalogue_folder=tmp_path / "catalogue")
    assert len(told) == 1
    assert set(told).isdisjoint(HASHES)


def test_what_it_says_is_the_same_as_long_as_the_register_is(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    told = hashes_in(tmp_path / "one", catalogue_folder=catalogue)
    with opened(tmp_path / "one", wait_seconds=0) as register:
        assert list(register.sources().keyed_hashes) == told
    assert hashes_in(tmp_path / "other", catalogue_folder=catalogue) != told


def test_a_snapshot_does_not_hold_the_key(tmp_path: Path) -> None:
    hashes_in(tmp_path / "store", catalogue_folder=tmp_path / "catalogue")
    (path,) = (tmp_path / "store").glob("published-*.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        assert ("pepper",) not in connection.execute("SHOW TABLES").fetchall()
