"""Whose follow-up a snapshot is, also where the snapshot is older than the question."""

from pathlib import Path

import duckdb

from queries.municipality import Municipality, Support, municipality, support
from queries.store import Limits, Snapshot
from tests.snapshots import make_snapshot


def test_whose_it_is_and_where_to_turn(tiny: Snapshot) -> None:
    assert municipality(tiny) == Municipality(
        "Socialkontoret", "Norrköpings kommun", "Socialnämnden", "SN 2023/0048", "Säg till samordnaren."
    )
    assert support(tiny) == (
        Support("Stödsamtal", "ring 011-00", "tel:01100"),
        Support("Regionkoordinatorn", "nås genom Länsstyrelsen", None),
    )


def test_a_catalogue_that_does_not_say_leaves_the_office(tmp_path: Path) -> None:
    assert municipality(without(tmp_path, "DELETE FROM municipality")) == Municipality("Socialkontoret")


def test_a_snapshot_of_an_earlier_version_can_still_be_read(tmp_path: Path) -> None:
    earlier = without(tmp_path, "DROP TABLE municipality; DROP TABLE support")
    assert municipality(earlier) == Municipality("Socialkontoret")
    assert support(earlier) == ()


def without(folder: Path, statement: str) -> Snapshot:
    """The tiny snapshot, changed."""
    snapshot_id = make_snapshot(folder)
    file = folder / f"published-{snapshot_id}.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(statement)
    return Snapshot(file, snapshot_id=snapshot_id, limits=Limits())
