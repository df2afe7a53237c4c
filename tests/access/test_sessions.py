"""A session lives as long as it is used, never longer than a working day, and dies when told to.

All this holds in a SQLite file and in PostgreSQL alike.
"""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from access.__main__ import cli
from access.roles import ANONYMOUS, Role, Visitor
from access.session_databases import Database, DatabaseError, Postgres, Result, SqliteFile
from access.sessions import NoSession, Sessions, session_store
from data.log import Log
from settings import Login, Settings, SettingsError
from tests import postgres

LENA = Visitor("lena", "Lena", frozenset({Role.LEDNING, Role.SAMORDNARE}))
MINUTE = 60.0


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=postgres.needs_postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        yield SqliteFile(tmp_path / "sub" / "sessions.sqlite")
        return
    server: postgres.Server = request.getfixturevalue("server")
    with closing(Postgres(server.address(server.new_database()))) as database:
        yield database


@pytest.fixture
def sessions(database: Database, clock: Clock) -> Sessions:
    made = Sessions(database, clock=clock)
    made.prepare()
    return made


def test_a_session_gives_back_who_it_belongs_to(sessions: Sessions) -> None:
    found = sessions.find(sessions.start(LENA, id_token="hint"))
    assert (found.visitor, found.id_token) == (LENA, "hint")


def test_unused_for_half_an_hour_it_has_ended(sessions: Sessions, clock: Clock) -> None:
    session = sessions.start(LENA, id_token="")
    clock.now += 30 * MINUTE
    with pytest.raises(NoSession):
        sessions.find(session)


def test_use_keeps_it_alive_but_not_past_eight_hours(sessions: Sessions, clock: Clock) -> None:
    session = sessions.start(LENA, id_token="")
    for _ in range(23):
        clock.now += 20 * MINUTE
        sessions.find(session)
    clock.now += 20 * MINUTE
    with pytest.raises(NoSession):
        sessions.find(session)


def test_a_clock_set_back_does_not_lengthen_the_idle_time(sessions: Sessions, clock: Clock) -> None:
    session = sessions.start(LENA, id_token="")
    clock.now += 20 * MINUTE
    sessions.find(session)
    clock.now -= 10 * MINUTE
    sessions.find(session)
    clock.now += 40 * MINUTE
    with pytest.raises(NoSession):
        sessions.find(session)


def test_ended_it_is_dead(sessions: Sessions) -> None:
    session = sessions.start(LENA, id_token="")
    sessions.end(session)
    sessions.end(session)
    with pytest.raises(NoSession):
        sessions.find(session)


def test_revoking_a_person_ends_all_theirs_and_no_other(sessions: Sessions) -> None:
    mine = [sessions.start(LENA, id_token="") for _ in range(2)]
    other = sessions.start(Visitor("nils", "Nils", frozenset()), id_token="")
    assert sessions.revoke("lena") == 2
    for session in mine:
        with pytest.raises(NoSession):
            sessions.find(session)
    assert sessions.find(other).visitor.subject == "nils"


def test_the_file_holds_no_id_and_is_the_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "sessions.sqlite"
    sessions = Sessions(SqliteFile(file))
    sessions.prepare()
    session = sessions.start(LENA, id_token="")
    assert all(session.encode() not in one.read_bytes() for one in file.parent.iterdir())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_ended_sessions_are_swept_away(database: Database, clock: Clock) -> None:
    sessions = Sessions(database, idle=timedelta(minutes=5), clock=clock)
    sessions.prepare()
    sessions.start(LENA, id_token="")
    clock.now += 6 * MINUTE
    sessions.start(LENA, id_token="")
    assert sessions.revoke("lena") == 1, "the first is gone already"


def test_a_trial_whether_one_could_start_opens_no_session_and_is_swept(sessions: Sessions) -> None:
    assert sessions.can_start()
    assert sessions.can_start()
    with pytest.raises(NoSession):
        sessions.find("probe")
    assert sessions.revoke("") == 1, "the row of the trials"
    assert sessions.can_start()
    sessions.start(ANONYMOUS, id_token="")
    assert sessions.revoke("") == 1, "the session alone: the row had been swept"


def test_what_is_prepared_is_prepared_again_without_harm(sessions: Sessions) -> None:
    session = sessions.start(LENA, id_token="")
    sessions.prepare()
    assert sessions.find(session).visitor == LENA


def test_a_use_that_cannot_be_noted_locks_nobody_out(sessions: Sessions, clock: Clock) -> None:
    class Full:
        """A disk without room: it can be read."""

        def prepare(self) -> None: ...

        def run(self, statement: str, parameters: Mapping[str, Any]) -> Result:
            if statement == "touch":
                raise DatabaseError("full")
            return sessions.database.run(statement, parameters)

    session = sessions.start(LENA, id_token="")
    full = Sessions(Full(), clock=clock)
    clock.now += 20 * MINUTE
    assert full.find(session).visitor == LENA
    clock.now += 20 * MINUTE
    with pytest.raises(NoSession):
        full.find(session)


def test_nonsense_is_no_session(sessions: Sessions) -> None:
    for nonsense in ("", "x", "' OR 1=1 --", "å" * 5000):
        with pytest.raises(NoSession):
            sessions.find(nonsense)


def test_an_operator_ends_all_sessions_of_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_STORE", str(tmp_path))
    sessions = session_store(Settings(), Login())
    session = sessions.start(LENA, id_token="")
    done = CliRunner().invoke(cli, ["revoke", "lena"])
    assert (done.exit_code, done.output.strip()) == (0, "Avslutade inloggningar: 1")
    with pytest.raises(NoSession):
        sessions.find(session)
    assert [entry.what for entry in Log(tmp_path).entries()] == ["revoke"]


@postgres.needs_postgres
def test_servers_that_start_together_share_one_table_and_their_sessions(server: postgres.Server) -> None:
    address = server.address(server.new_database())
    with ExitStack() as stack, ThreadPoolExecutor(6) as pool:
        servers = [Sessions(stack.enter_context(closing(Postgres(address)))) for _ in range(6)]
        list(pool.map(Sessions.prepare, servers))
        session = servers[0].start(LENA, id_token="hint")
        assert all(one.find(session).visitor == LENA for one in servers)
        servers[1].end(session)
        for one in servers:
            with pytest.raises(NoSession):
                one.find(session)


@postgres.needs_postgres
def test_a_database_that_was_away_is_found_again_and_until_then_nobody_is_let_in() -> None:
    with (
        postgres.running() as server,
        closing(Postgres(server.address(server.new_database()))) as database,
    ):
        sessions = Sessions(database)
        sessions.prepare()
        session = sessions.start(LENA, id_token="")
        server.control("-m", "immediate", "stop")
        with pytest.raises(DatabaseError) as caught:
            sessions.find(session)
        assert server.password not in str(caught.value)
        server.control("start")
        assert sessions.find(session).visitor == LENA
        server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        assert sessions.find(session).visitor == LENA, "a connection that was cut is made anew"


@postgres.needs_postgres
def test_the_service_starts_while_the_database_is_away_and_finds_it_when_it_is_back(tmp_path: Path) -> None:
    with postgres.running() as server:
        address = server.address(server.new_database())
        server.control("-m", "immediate", "stop")
        sessions = session_store(Settings(store=tmp_path), Login(sessions=SecretStr(address)))
        assert isinstance(sessions.database, Postgres)
        with closing(sessions.database):
            with pytest.raises(DatabaseError) as caught:
                sessions.start(LENA, id_token="")
            assert server.password not in str(caught.value)
            server.control("start")
            assert sessions.find(sessions.start(LENA, id_token="")).visitor == LENA


def test_the_settings_decide_where_sessions_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(store=tmp_path)
    assert isinstance(session_store(settings, Login()).database, SqliteFile)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match=r"requirements-lake\.txt"):
        session_store(settings, Login(sessions=SecretStr("postgresql://127.0.0.1:1/x")))


def test_reading_a_session_needs_no_room_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "sessions.sqlite"
    sessions = Sessions(SqliteFile(file))
    sessions.prepare()
    session = sessions.start(LENA, id_token="")
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("SELECT * FROM session").fetchall()
        assert sessions.find(session).visitor == LENA
        assert [one.name for one in tmp_path.iterdir()] == [file.name], "a full disk stops no reader"


def test_nothing_is_left_open_for_workers_that_the_service_divides_into(server: postgres.Server) -> None:
    with closing(Postgres(server.address(server.new_database()))) as database:
        database.prepare()
        assert database._idle == []
        Sessions(database).start(LENA, id_token="")
        assert len(database._idle) == 1, "a worker keeps its own"
