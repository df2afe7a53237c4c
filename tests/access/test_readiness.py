"""Whether somebody could sign in: tried by writing, at most every other second; nobody waits for others."""

from __future__ import annotations

from pathlib import Path

from access.readiness import KEEP_SECONDS, Readiness
from access.session_databases import SqliteFile
from access.sessions import Sessions


def test_an_answer_holds_for_a_moment() -> None:
    now, asked = [100.0], []
    readiness = Readiness(lambda: not asked.append(now[0]), clock=lambda: now[0])
    assert readiness.is_ready()
    now[0] += KEEP_SECONDS / 2
    assert readiness.is_ready()
    now[0] += KEEP_SECONDS / 2
    assert readiness.is_ready()
    assert asked == [100.0, 100.0 + KEEP_SECONDS]


def test_who_asks_while_it_is_found_out_gets_the_last_answer() -> None:
    said: list[bool] = []
    now = [0.0]

    def check() -> bool:
        said.append(readiness.is_ready())
        return True

    readiness = Readiness(check, clock=lambda: now[0])
    assert readiness.is_ready()
    now[0] += KEEP_SECONDS
    assert readiness.is_ready()
    assert said == [False, True]


def test_a_database_that_is_away_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not Sessions(SqliteFile(tmp_path / "file" / "sessions.sqlite")).can_start()
