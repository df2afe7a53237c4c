"""A replica shows what another store has published: whole, verified, and never half."""

import json
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data.__main__ import app
from data.locks import BusyError, locked
from data.log import Log
from data.model import Catalogue
from data.publishing.publish import LOCK_FILE, roll_back
from data.sharing.replica import Fetched, Folder, ReplicaError, Web, replicate, source_of
from data.snapshot import pointer
from data.snapshot.file import read
from queries.store import Store
from tests.data.publishing.test_publishing import FIGURES, published, report
from tests.data.small_house import fact, small_catalogue
from tests.data.test_crashes import in_a_child


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


class Pair:
    """A store that publishes, and a replica of it."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.source, self.replica = folder / "source", folder / "replica"
        self.source.mkdir()
        self._catalogue = catalogue
        self._rounds = 0
        report(self.source, *FIGURES)
        self.first = published(self.source, catalogue).snapshot

    def publish(self) -> str:
        self._rounds += 1
        name = f"{self._rounds}.csv"
        report(self.source, fact("fra1", "alfa", "2025-01", 30 + 7 * self._rounds, 90), name=name)
        return published(self.source, self._catalogue).snapshot

    def fetch(self, keep: int = 36) -> Fetched:
        return replicate(self.replica, Folder(self.source), by="Driften", keep=keep)

    def files(self) -> list[str]:
        return sorted(path.name for path in self.replica.glob("*[!k]") if "log" not in path.name)


@pytest.fixture
def pair(tmp_path: Path, catalogue: Catalogue) -> Pair:
    return Pair(tmp_path, catalogue)


def test_the_replica_shows_the_very_same_file(pair: Pair) -> None:
    assert pair.fetch() == Fetched(pair.first, is_new=True)
    in_force = pointer.current(pair.replica)
    assert in_force == pointer.current(pair.source)
    assert in_force is not None
    assert pointer.verified(pair.replica, in_force).read_bytes() == (pair.source / in_force.file).read_bytes()
    assert Store(pair.replica).current().id == pair.first
    assert [(entry.what, entry.who, entry.snapshot) for entry in Log(pair.replica).entries()] == [
        ("replicate", "Driften", pair.first)
    ]


def test_nothing_new_costs_no_copy_and_no_line_in_the_log(pair: Pair) -> None:
    pair.fetch()
    before = (pair.replica / pointer.POINTER_FILE).stat()
    assert pair.fetch() == Fetched(pair.first, is_new=False)
    assert (pair.replica / pointer.POINTER_FILE).stat().st_mtime_ns == before.st_mtime_ns
    assert len(Log(pair.replica).entries()) == 1


def test_old_copies_are_kept_as_many_as_wanted(pair: Pair) -> None:
    pair.fetch()
    ids = [pair.first]
    for _ in range(3):
        ids.append(pair.publish())
        pair.fetch(keep=2)
    assert [note.id for note in pointer.kept(pair.replica)] == ids[-2:]


def test_the_source_goes_back_and_the_replica_follows_without_a_copy(pair: Pair) -> None:
    pair.fetch()
    pair.publish()
    pair.fetch()
    roll_back(pair.source, pair.first, by="Samordnaren")
    (pair.source / f"published-{pair.first}.duckdb").rename(pair.source / "elsewhere")
    assert pair.fetch() == Fetched(pair.first, is_new=True)
    assert Store(pair.replica).current().id == pair.first


def test_a_copy_that_was_damaged_here_is_fetched_again(pair: Pair) -> None:
    pair.fetch()
    file = pair.replica / f"published-{pair.first}.duckdb"
    file.chmod(0o600)
    file.write_bytes(b"damaged")
    assert pair.fetch() == Fetched(pair.first, is_new=True)
    assert Store(pair.replica).current().id == pair.first
    assert pair.fetch() == Fetched(pair.first, is_new=False)


def damage(folder: Path) -> None:
    (file,) = folder.glob("published-*.duckdb")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.chmod(0o600)
    file.write_bytes(content)


def cut(folder: Path) -> None:
    (file,) = folder.glob("published-*.duckdb")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1])


def lengthen(folder: Path) -> None:
    (file,) = folder.glob("published-*.duckdb")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes() + b"x")


def point_out_of_the_folder(folder: Path) -> None:
    rewrite(folder, file="../source/register.duckdb")


def point_at_another_name(folder: Path) -> None:
    rewrite(folder, id="00009-deadbeef", file="published-00009-deadbeef.duckdb")
    (file,) = folder.glob("published-*.duckdb")
    file.rename(folder / "published-00009-deadbeef.duckdb")


def rewrite(folder: Path, **changes: object) -> None:
    path = folder / pointer.POINTER_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize(
    "fault",
    [
        damage,
        cut,
        lengthen,
        point_out_of_the_folder,
        point_at_another_name,
        lambda folder: rewrite(folder, bytes="många"),
        lambda folder: rewrite(folder, id=7),
        lambda folder: (folder / pointer.POINTER_FILE).write_bytes(b"x" * 10_000),
        lambda folder: (folder / pointer.POINTER_FILE).unlink(),
        lambda folder: [path.unlink() for path in folder.glob("published-*.duckdb")],
    ],
)
def test_what_is_not_whole_and_right_never_comes_here(pair: Pair, fault: Callable[[Path], object]) -> None:
    fault(pair.source)
    with pytest.raises(pointer.SnapshotError):
        pair.fetch()
    assert pair.files() == []


def test_what_was_in_force_stays_when_the_fetch_fails(pair: Pair) -> None:
    pair.fetch()
    before = pair.files()
    pair.publish()
    for path in pair.source.glob("published-00002*.duckdb"):
        path.unlink()
    with pytest.raises(ReplicaError):
        pair.fetch()
    assert pair.files() == before
    assert Store(pair.replica).current().id == pair.first


def test_a_full_disk_leaves_the_old_in_force(pair: Pair) -> None:
    pair.fetch()
    pair.publish()
    before = pair.files()

    def with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        pair.fetch()

    assert os.waitstatus_to_exitcode(in_a_child(with_little_room)) == 1
    assert pair.files() == before
    assert Store(pair.replica).current().id == pair.first


def test_killed_at_any_moment_it_leaves_a_whole_snapshot_in_force(pair: Pair) -> None:
    pair.fetch()
    last = pair.first
    for number in range(4):
        last = pair.publish()
        in_a_child(pair.fetch, kill_after=0.02 * number)
        in_force = pointer.current(pair.replica)
        assert in_force is not None
        assert read(pointer.verified(pair.replica, in_force)).rows["cell"]
    pair.fetch()
    assert Store(pair.replica).current().id == last
    assert not list(pair.replica.glob("*.tmp*"))


def test_readers_of_the_replica_never_meet_half_a_copy(pair: Pair) -> None:
    pair.fetch()
    stop, faults, seen = threading.Event(), list[BaseException](), set[str]()

    def look() -> None:
        store = Store(pair.replica)
        while not stop.is_set():
            try:
                snapshot = store.current()
                assert not store.degraded
                assert snapshot.frame("snapshot")["id"].tolist() == [snapshot.id]
                seen.add(snapshot.id)
            except BaseException as error:
                faults.append(error)
                return

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for _ in range(3):
            pair.publish()
            pair.fetch(keep=2)
            time.sleep(0.1)
    finally:
        stop.set()
        reader.join()
    assert not faults
    assert len(seen) > 2


def test_a_store_that_publishes_itself_is_no_replica(pair: Pair) -> None:
    with pytest.raises(ReplicaError, match="eget register"):
        replicate(pair.source, Folder(pair.replica), by="Driften", keep=36)


def test_two_at_once_do_not_meet(pair: Pair) -> None:
    pair.replica.mkdir()
    with locked(pair.replica / LOCK_FILE), pytest.raises(BusyError):
        pair.fetch()


class Guarded(SimpleHTTPRequestHandler):
    """Gives out a folder to who knows the token; `away` leads to another address."""

    def do_GET(self) -> None:
        if self.headers.get("Authorization") != "Bearer nyckel":
            self.send_error(401)
        elif self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "/" + self.path.removeprefix("/away/"))
            self.end_headers()
        else:
            super().do_GET()


@pytest.fixture
def address(pair: Pair) -> Iterator[str]:
    handler = partial(Guarded, directory=str(pair.source))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_web_server_gives_the_same_file_to_who_has_the_token(pair: Pair, address: str) -> None:
    for source in (Web(address), Web(address, "fel"), Web(f"{address}/away", "nyckel")):
        with pytest.raises(ReplicaError, match="svarar inte"):
            replicate(pair.replica, source, by="Driften", keep=36)
    assert pair.files() == []
    assert replicate(pair.replica, Web(address, "nyckel"), by="Driften", keep=36).is_new
    assert pointer.current(pair.replica) == pointer.current(pair.source)


def test_only_a_safe_address_is_asked() -> None:
    with pytest.raises(ReplicaError, match="https://"):
        source_of("http://lagesbild.example/replika", token="nyckel")
    assert source_of("https://lagesbild.example/replika", token="n") == Web(
        "https://lagesbild.example/replika", "n"
    )
    assert source_of("/mnt/lager", token="") == Folder(Path("/mnt/lager"))


def test_the_command_says_what_came(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_STORE", str(pair.replica))
    first = CliRunner().invoke(app, ["replicate", str(pair.source)])
    assert (first.exit_code, first.stdout) == (0, f"Ögonblicksbild {pair.first} är hämtad och gäller nu.\n")
    again = CliRunner().invoke(app, ["replicate", str(pair.source), "--json"])
    assert json.loads(again.stdout) == {"snapshot": pair.first, "fetched": False}
    (pair.source / pointer.POINTER_FILE).unlink()
    gone = CliRunner().invoke(app, ["replicate", str(pair.source)])
    assert (gone.exit_code, gone.stderr) == (1, "Inget är publicerat i källan.\n")


def test_the_source_may_stand_in_the_settings(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_STORE", str(pair.replica))
    untold = CliRunner().invoke(app, ["replicate"])
    assert (untold.exit_code, "LAGESBILD_REPLICA_SOURCE" in untold.stderr) == (1, True)
    monkeypatch.setenv("LAGESBILD_REPLICA_SOURCE", str(pair.source))
    assert CliRunner().invoke(app, ["replicate"]).exit_code == 0
    assert pointer.current(pair.replica) == pointer.current(pair.source)
