"""The shared store, on a real PostgreSQL: whole commits, nothing lost, files equal to the last value."""

import json
import multiprocessing
import os
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from data.__main__ import app
from data.model import Catalogue
from data.publishing.publish import Exposed, ExposureError, roll_back
from data.sharing.lake import LakeError, Place, _opened, deliver, materialise, place_of
from data.sharing.replica import Fetched, ReplicaError
from data.snapshot import pointer
from data.snapshot.file import read
from queries.store import Store
from settings import Sharing
from tests import postgres
from tests.data.publishing.test_publishing import FIGURES, nothing_exposed, published, report
from tests.data.small_house import fact, small_catalogue, write_catalogue

pytestmark = postgres.needs_postgres

LEAST = int(os.environ.get("LAGESBILD_LAKE_ROUNDS", "3"))
"""So many rounds each of two writers and two readers do at least."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture
def place(server: postgres.Server, tmp_path: Path) -> Place:
    return Place(server.address(server.new_database()), tmp_path / "lake", "norrkoping")


class Publisher:
    """A municipality that publishes; `number` stands in every figure of a round."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.store = folder
        self._catalogue = catalogue
        folder.mkdir(parents=True)
        report(folder, *FIGURES)

    def publish(self, number: int) -> str:
        figures = [
            fact("fra1", "alfa", f"2025-{month:02d}", 40 + 10 * number, 2000) for month in range(1, 13)
        ]
        report(self.store, *figures, name=f"{number}.csv")
        return published(self.store, self._catalogue).snapshot


@pytest.fixture
def publisher(tmp_path: Path, catalogue: Catalogue) -> Publisher:
    return Publisher(tmp_path / "publisher", catalogue)


def fetch(replica: Path, place: Place, audit: Any = nothing_exposed) -> Fetched:
    return materialise(replica, place, audit, by="Driften", keep=36)


def content(store: Path) -> str:
    in_force = pointer.current(store)
    assert in_force is not None
    return read(pointer.verified(store, in_force)).fingerprint


def asked(place: Place, sql: str) -> list[tuple[Any, ...]]:
    with _opened(place, "attach") as lake:
        return lake.execute(sql).fetchall()


def test_the_replicas_file_is_equal_to_the_publishers(
    publisher: Publisher, place: Place, tmp_path: Path
) -> None:
    first = publisher.publish(1)
    assert deliver(publisher.store, place, by="Samordnaren")
    assert fetch(tmp_path / "replica", place) == Fetched(first, is_new=True)
    assert content(tmp_path / "replica") == content(publisher.store)
    assert Store(tmp_path / "replica").current().id == first


def test_the_same_queries_get_the_same_answers(publisher: Publisher, place: Place, tmp_path: Path) -> None:
    publisher.publish(1)
    deliver(publisher.store, place, by="Samordnaren")
    fetch(tmp_path / "replica", place)
    asked_of = {
        "indicator": "fra1", "orgs": ["alfa", "kontoret"], "period_kind": "month", "gender": "all",
        "category": "all", "years": [],
    }  # fmt: skip
    frames = [
        Store(store).current().frame("trend", **asked_of) for store in (publisher.store, tmp_path / "replica")
    ]
    assert len(frames[0]) == 24
    assert frames[0].equals(frames[1])


def test_what_is_there_already_is_neither_delivered_nor_fetched_again(
    publisher: Publisher, place: Place, tmp_path: Path
) -> None:
    first = publisher.publish(1)
    assert deliver(publisher.store, place, by="Samordnaren")
    assert not deliver(publisher.store, place, by="Samordnaren")
    fetch(tmp_path / "replica", place)
    assert fetch(tmp_path / "replica", place) == Fetched(first, is_new=False)


def test_going_back_goes_back_everywhere(publisher: Publisher, place: Place, tmp_path: Path) -> None:
    first = publisher.publish(1)
    deliver(publisher.store, place, by="Samordnaren")
    fetch(tmp_path / "replica", place)
    second = publisher.publish(2)
    deliver(publisher.store, place, by="Samordnaren")
    assert fetch(tmp_path / "replica", place).snapshot == second
    roll_back(publisher.store, first, by="Samordnaren")
    assert deliver(publisher.store, place, by="Samordnaren")
    assert fetch(tmp_path / "replica", place) == Fetched(first, is_new=True)


def test_what_another_store_has_published_is_not_overwritten(
    publisher: Publisher, place: Place, tmp_path: Path, catalogue: Catalogue
) -> None:
    other = Publisher(tmp_path / "other", catalogue)
    for number in (1, 2):
        other.publish(number)
    deliver(other.store, place, by="Någon annan")
    publisher.publish(7)
    with pytest.raises(LakeError, match="från ett annat lager"):
        deliver(publisher.store, place, by="Samordnaren")
    assert deliver(publisher.store, replace(place, municipality="linkoping"), by="Samordnaren")


def test_tables_of_an_earlier_version_are_replaced(
    publisher: Publisher, place: Place, tmp_path: Path
) -> None:
    publisher.publish(1)
    deliver(publisher.store, place, by="Samordnaren")
    asked(place, "ALTER TABLE lake.norrkoping.cell ADD COLUMN old VARCHAR")
    publisher.publish(2)
    deliver(publisher.store, place, by="Samordnaren")
    fetch(tmp_path / "replica", place)
    assert content(tmp_path / "replica") == content(publisher.store)


@pytest.fixture(scope="module")
def spoiled(server: postgres.Server, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Any:
    """A publisher, its lake and a replica that has the first round, for every fault below."""
    folder = tmp_path_factory.mktemp("spoiled")
    publisher = Publisher(folder / "publisher", catalogue)
    place = Place(server.address(server.new_database()), folder / "lake", "norrkoping")
    first = publisher.publish(1)
    deliver(publisher.store, place, by="Samordnaren")
    fetch(folder / "replica", place)
    publisher.publish(2)
    return publisher, place, folder / "replica", first


@pytest.mark.parametrize(
    ("municipality", "fault"),
    [
        ("one", "UPDATE lake.one.cell SET value = value + 0.001 WHERE indicator = 'fra1' AND org = 'alfa'"),
        ("two", "UPDATE lake.two.indicator SET name = 'Ett annat namn'"),
        ("three", "DELETE FROM lake.three.reporting WHERE org = 'alfa'"),
        ("four", "UPDATE lake.four.snapshot SET id = '00009-deadbeef'"),
        ("five", "UPDATE lake.five.delivery SET id = '../../somewhere'"),
        ("six", "ALTER TABLE lake.six.cell ADD COLUMN another VARCHAR"),
        ("seven", "DROP TABLE lake.seven.cell"),
        ("eight", "DELETE FROM lake.eight.delivery"),
    ],
)
def test_what_was_changed_in_the_lake_never_comes_into_force(
    spoiled: Any, municipality: str, fault: str
) -> None:
    publisher, place, replica, first = spoiled
    place = replace(place, municipality=municipality)
    deliver(publisher.store, place, by="Samordnaren")
    asked(place, fault)
    with pytest.raises(LakeError):
        fetch(replica, place)
    assert Store(replica).current().id == first
    assert not list(replica.glob("*.tmp*"))


def test_an_exposed_cell_never_comes_into_force(publisher: Publisher, place: Place, tmp_path: Path) -> None:
    publisher.publish(1)
    deliver(publisher.store, place, by="Samordnaren")
    with pytest.raises(ExposureError):
        fetch(tmp_path / "replica", place, lambda _files: [Exposed("Alfa")])
    assert pointer.current(tmp_path / "replica") is None


def test_a_replica_needs_no_right_to_write(
    publisher: Publisher, place: Place, server: postgres.Server, tmp_path: Path
) -> None:
    first = publisher.publish(1)
    deliver(publisher.store, place, by="Samordnaren")
    database = place.address.rpartition("/")[2]
    server.ask(f"CREATE ROLE reader_{database} LOGIN PASSWORD 'las'")
    server.ask(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{database}", database=database)
    reader = replace(place, address=server.address(database, user=f"reader_{database}", password="las"))
    assert fetch(tmp_path / "replica", reader).snapshot == first
    publisher.publish(2)
    with pytest.raises(LakeError) as caught:
        deliver(publisher.store, reader, by="Samordnaren")
    assert "las@" not in str(caught.value)


def test_a_lake_that_is_away_leaves_everything_as_it_was(publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish(1)
    nowhere = Place("postgresql://lagesbild:hemligt@127.0.0.1:1/x", tmp_path / "lake", "norrkoping")
    with pytest.raises(LakeError) as caught:
        fetch(tmp_path / "replica", nowhere)
    assert "hemligt" not in "".join(traceback.format_exception(caught.value))
    assert "hemligt" not in repr(nowhere)


def test_a_store_that_publishes_materialises_nothing(publisher: Publisher, place: Place) -> None:
    with pytest.raises(ReplicaError, match="eget register"):
        fetch(publisher.store, place)


def test_half_of_the_settings_is_said_before_anything_is_done() -> None:
    assert place_of(Sharing()) is None
    with pytest.raises(LakeError, match="LAGESBILD_LAKE_DATA saknas; LAGESBILD_MUNICIPALITY saknas"):
        place_of(Sharing(lake=SecretStr("postgresql://127.0.0.1/x")))
    with pytest.raises(LakeError, match="ska börja med"):
        place_of(Sharing(lake=SecretStr("mysql://x"), lake_data=Path("/x"), municipality="x"))
    with pytest.raises(ValueError, match="municipality"):
        Sharing(municipality="x; DROP SCHEMA y")


def test_the_commands_publish_to_the_lake_and_fetch_from_it(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    underlag = tmp_path / "januari.csv"
    underlag.write_text("indikator;enhet;period;antal;namnare\nfra1;Alfa;2025-01;18;60\n", "utf-8")
    for name, value in {
        "STORE": tmp_path / "store", "CATALOGUE": write_catalogue(tmp_path / "catalogue"),
        "LAKE": place.address, "LAKE_DATA": place.data, "MUNICIPALITY": place.municipality,
    }.items():  # fmt: skip
        monkeypatch.setenv(f"LAGESBILD_{name}", str(value))
    run = CliRunner().invoke
    assert run(app, ["import", str(underlag)]).exit_code == 0
    snapshot = json.loads(run(app, ["publish", "--json"]).stdout)["snapshot"]
    monkeypatch.setenv("LAGESBILD_STORE", str(tmp_path / "replica"))
    assert json.loads(run(app, ["materialise", "--json"]).stdout) == {"snapshot": snapshot, "fetched": True}
    assert run(app, ["materialise"]).stdout == f"Ögonblicksbild {snapshot} gäller redan.\n"
    monkeypatch.setenv("LAGESBILD_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("LAGESBILD_LAKE", "postgresql://127.0.0.1:1/x")
    refused = run(app, ["publish"])
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-1].startswith("Det gäller nu här, men kom inte till den gemensamma")


def write(place: Place, store: Path, stop: Event, said: Any) -> None:
    """Deliver the rounds of a store by turns until told to stop; say which were delivered."""
    notes = pointer.kept(store)
    number = 1
    while not stop.is_set():
        pointer.point_at(store, notes[number % len(notes)])
        deliver(store, place, by="Samordnaren")
        said.put(("delivered", place.municipality, notes[number % len(notes)].id))
        number += 1


def watch(place: Place, replica: Path, stop: Event, said: Any) -> None:
    """Make a file of whatever the lake holds, again and again; say what came and what went wrong."""
    while not stop.is_set():
        try:
            said.put(("fetched", place.municipality, fetch(replica, place).snapshot))
            # Without what it has kept it has to make the file anew.
            for note in replica.glob("published-*.json"):
                note.unlink()
        except LakeError as error:
            said.put(("fault", place.municipality, str(error)))


def test_two_writers_and_two_readers_lose_nothing_and_tear_nothing(
    place: Place, tmp_path: Path, catalogue: Catalogue
) -> None:
    places = [place, replace(place, municipality="linkoping")]
    publishers = [Publisher(tmp_path / one.municipality, catalogue) for one in places]
    rounds = [{publisher.publish(number) for number in (1, 2)} for publisher in publishers]
    context = multiprocessing.get_context("spawn")
    stop, said = context.Event(), context.Queue()
    processes = []
    for one, publisher in zip(places, publishers, strict=True):
        pointer.point_at(publisher.store, pointer.kept(publisher.store)[0])
        deliver(publisher.store, one, by="Samordnaren")
        processes.append(context.Process(target=write, args=(one, publisher.store, stop, said)))
        replica = tmp_path / f"replica-{one.municipality}"
        processes.append(context.Process(target=watch, args=(one, replica, stop, said)))
    for process in processes:
        process.start()
    events: list[tuple[str, str, str]] = []
    counts: Counter[tuple[str, str]] = Counter()
    while min(counts[what, one.municipality] for what in ("delivered", "fetched") for one in places) < LEAST:
        events.append(said.get(timeout=90))
        counts[events[-1][:2]] += 1
    stop.set()
    while any(process.is_alive() for process in processes) or not said.empty():
        with suppress(Empty):
            events.append(said.get(timeout=0.2))
    assert [process.exitcode for process in processes] == [0] * 4
    assert [text for what, _, text in events if what == "fault"] == [], "every file proved whole: 0 torn"
    for one, ids in zip(places, rounds, strict=True):
        mine = [
            (what, snapshot) for what, municipality, snapshot in events if municipality == one.municipality
        ]
        assert {snapshot for what, snapshot in mine if what == "fetched"} <= ids
        delivered = [snapshot for what, snapshot in mine if what == "delivered"]
        assert messages(place, one.municipality)[1:] == delivered, "all that was delivered is there: 0 lost"


def messages(place: Place, municipality: str) -> list[str]:
    """The snapshots that the lake's own history says have been delivered, in order."""
    found = asked(
        place,
        "SELECT commit_message FROM ducklake_snapshots('lake') "
        "WHERE commit_message IS NOT NULL ORDER BY snapshot_id",
    )
    return [text.split()[1] for (text,) in found if text.split()[0] == municipality]


def test_two_that_deliver_the_same_at_once_both_come_through_and_it_is_there_once(
    publisher: Publisher, place: Place
) -> None:
    ids = [publisher.publish(1)]
    deliver(publisher.store, place, by="Samordnaren")
    ids.append(publisher.publish(2))
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: deliver(publisher.store, place, by="Samordnaren"), range(4)))
    assert sorted(done) == [False, False, False, True]
    assert messages(place, "norrkoping") == ids


def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new(
    publisher: Publisher, place: Place, tmp_path: Path
) -> None:
    ids = [publisher.publish(1)]
    deliver(publisher.store, place, by="Samordnaren")
    context = multiprocessing.get_context("fork")
    for number in range(2, 5):
        ids.append(publisher.publish(number))
        process = context.Process(target=deliver, args=(publisher.store, place), kwargs={"by": "x"})
        process.start()
        time.sleep(0.5 + 0.15 * number)
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert fetch(tmp_path / "replica", place).snapshot in ids
    deliver(publisher.store, place, by="Samordnaren")
    assert fetch(tmp_path / "replica", place).snapshot == ids[-1]
