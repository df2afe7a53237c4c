"""A session lives as long as it is used, never longer than a working day, and dies when told to."""

from __future__ import annotations

import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from access.__main__ import cli
from access.roles import Role, Visitor
from access.sessions import NoSession, Sessions, session_store
from data.log import Log
from settings import Login, Settings

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


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    made = Sessions(tmp_path / "sub" / "sessions.sqlite", clock=clock)
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


def test_the_file_holds_no_id_and_is_the_owners_alone(sessions: Sessions) -> None:
    session = sessions.start(LENA, id_token="")
    files = list(sessions.file.parent.iterdir())
    assert all(session.encode() not in file.read_bytes() for file in files)
    assert stat.S_IMODE(sessions.file.stat().st_mode) == 0o600


def test_ended_sessions_are_swept_away(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path / "s.sqlite", idle=timedelta(minutes=5), clock=clock)
    sessions.prepare()
    sessions.start(LENA, id_token="")
    clock.now += 6 * MINUTE
    sessions.start(LENA, id_token="")
    connection = sqlite3.connect(sessions.file)
    count = connection.execute("SELECT count(*) FROM session").fetchone()[0]
    connection.close()
    assert count == 1


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
