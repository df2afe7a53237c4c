"""A key holds until its last day, or until it is revoked; what is kept of it opens nothing.

All this holds in a SQLite file and in PostgreSQL alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from access.__main__ import cli
from access.keys import KEY, KeyFaultError, KeyRefusedError, KeyRole, Keys, Refusal
from access.roles import Permission, Role
from access.session_databases import Database, DatabaseError, Postgres, Result, SqliteFile
from data.log import Log
from tests import postgres

DAY = 24 * 3600.0
NOON = datetime(2026, 11, 24, 12, 0).astimezone().timestamp()
LAST_DAY = date(2026, 12, 31)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now

    def go_to(self, day: date, *, hour: int) -> None:
        self.now = datetime(day.year, day.month, day.day, hour).astimezone().timestamp()


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
        yield SqliteFile(tmp_path / "sessions.sqlite")
        return
    server: postgres.Server = request.getfixturevalue("server")
    with closing(Postgres(server.address(server.new_database()))) as database:
        yield database


@pytest.fixture
def keys(database: Database, clock: Clock) -> Keys:
    database.prepare()
    return Keys(database, clock=clock)


def make(keys: Keys, name: str = "Power BI", role: KeyRole = KeyRole.LEDNING) -> str:
    return keys.make(name, role=role, last_day=LAST_DAY, made_by="drift")[1]


def refusal(keys: Keys, text: str) -> Refusal:
    with pytest.raises(KeyRefusedError) as caught:
        keys.check(text)
    return caught.value.refusal


def test_a_key_says_which_tool_it_is_and_how_fine_its_figures_may_be(keys: Keys) -> None:
    key, text = keys.make(" Power BI ", role=KeyRole.NAMND, last_day=LAST_DAY, made_by="drift")
    assert keys.check(text) == key
    assert (key.name, key.role, key.last_day, key.made_by) == ("Power BI", Role.NAMND, LAST_DAY, "drift")
    assert key.tool.subject == f"nyckel {key.id} (Power BI)"
    assert key.id in text


def test_a_key_opens_data_and_files_alone_whatever_its_role(keys: Keys) -> None:
    for role in KeyRole:
        tool = keys.check(make(keys, role=role)).tool
        opened = {permission for permission in Permission if tool.may(permission)}
        assert opened == {
            Permission.DOWNLOAD,
            Permission.DOWNLOAD_REPORT,
            Permission.ENTER,
            Permission.READ_STATEMENT,
        }


def test_a_coordinator_is_a_person(keys: Keys) -> None:
    assert {role.value for role in KeyRole} == {"namnd", "ledning"}


def test_a_key_holds_through_its_last_day(keys: Keys, clock: Clock) -> None:
    text = make(keys)
    clock.go_to(LAST_DAY, hour=23)
    assert keys.check(text).last_day == LAST_DAY
    clock.go_to(LAST_DAY + timedelta(days=1), hour=0)
    assert refusal(keys, text) is Refusal.EXPIRED


def test_a_revoked_key_is_dead_at_once_and_for_good(keys: Keys, clock: Clock) -> None:
    text, other = make(keys), make(keys)
    key = keys.check(text)
    assert keys.revoke(key.id)
    assert refusal(keys, text) is Refusal.REVOKED
    assert not keys.revoke(key.id), "it has been revoked already"
    clock.now += 365 * DAY
    assert refusal(keys, text) is Refusal.REVOKED
    clock.now = NOON
    assert keys.check(other).name == "Power BI"


def test_revoking_what_is_not_there_says_so(keys: Keys) -> None:
    assert not keys.revoke("00000000")


def test_an_almost_right_key_is_unknown_and_does_not_say_whose_it_is(keys: Keys) -> None:
    text = make(keys)
    last = "0" if text[-1] != "0" else "1"
    for wrong in (
        text[:-1] + last,
        text[:-1],
        text + "0",
        text.upper(),
        text + "\n",
        "",
        "å" * 5000,
        text[10:],
    ):
        with pytest.raises(KeyRefusedError) as caught:
            keys.check(wrong)
        assert (caught.value.refusal, caught.value.tool) == (Refusal.UNKNOWN, None)


def test_an_expired_key_says_whose_it_is_for_the_log(keys: Keys, clock: Clock) -> None:
    text = make(keys)
    clock.now += 60 * DAY
    with pytest.raises(KeyRefusedError) as caught:
        keys.check(text)
    assert caught.value.tool is not None
    assert "Power BI" in caught.value.tool.subject


@pytest.mark.parametrize("days", [-1, 367, 4000])
def test_a_key_needs_a_last_day_within_a_year(keys: Keys, days: int) -> None:
    last_day = date(2026, 11, 24) + timedelta(days=days)
    with pytest.raises(KeyFaultError, match="högst ett år"):
        keys.make("Power BI", role=KeyRole.LEDNING, last_day=last_day, made_by="drift")
    assert keys.every() == ()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\nb", "a\x1b[31mb"])
def test_a_key_needs_a_name_of_one_line(keys: Keys, name: str) -> None:
    with pytest.raises(KeyFaultError, match="vilket verktyg"):
        make(keys, name)


def test_the_first_use_of_a_day_is_told_once(keys: Keys, clock: Clock) -> None:
    text = make(keys)
    seen_by_two_workers = keys.check(text)
    assert keys.note_use(keys.check(text))
    assert not keys.note_use(keys.check(text))
    assert not keys.note_use(seen_by_two_workers), "another worker was first"
    clock.now += DAY
    assert keys.note_use(keys.check(text))
    assert keys.every()[0].used_on == "2026-11-25"


def test_a_use_that_cannot_be_noted_locks_no_tool_out(keys: Keys) -> None:
    class Full:
        """A disk without room: it can be read."""

        def prepare(self) -> None: ...

        def run(self, statement: str, parameters: Mapping[str, Any]) -> Result:
            if statement == "note_use_of_key":
                raise DatabaseError("full")
            return keys.database.run(statement, parameters)

    full = Keys(Full(), clock=keys.clock)
    assert not full.note_use(full.check(make(keys)))


def test_every_key_is_listed_oldest_first_the_dead_too(keys: Keys, clock: Clock) -> None:
    for name in ("Power BI", "Qlik", "R"):
        make(keys, name)
        clock.now += 1
    keys.revoke(keys.every()[1].id)
    assert [(key.name, key.revoked_at is None) for key in keys.every()] == [
        ("Power BI", True),
        ("Qlik", False),
        ("R", True),
    ]


def test_keys_and_sessions_share_a_file_that_holds_no_key(tmp_path: Path) -> None:
    file = tmp_path / "sessions.sqlite"
    database = SqliteFile(file)
    database.prepare()
    key, text = Keys(database).make(
        "R", role=KeyRole.LEDNING, last_day=datetime.now().astimezone().date(), made_by="drift"
    )
    secret = text.rpartition("_")[2].encode()
    assert key.id.encode() in file.read_bytes()
    assert secret not in file.read_bytes()
    assert secret not in repr(key).encode()


def test_a_greater_role_cannot_be_written_into_the_table(tmp_path: Path) -> None:
    database = SqliteFile(tmp_path / "sessions.sqlite")
    database.prepare()
    make(Keys(database, clock=Clock()))
    with closing(sqlite3.connect(database.file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE tool_key SET role = 'samordnare'")


# The command line


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAGESBILD_STORE", str(tmp_path))
    return tmp_path


def run(*arguments: str, code: int = 0) -> Any:
    done = CliRunner().invoke(cli, list(arguments))
    assert done.exit_code == code, done.output
    return done


def day(days: int) -> str:
    return (datetime.now().astimezone().date() + timedelta(days=days)).isoformat()


def test_an_operator_makes_a_key_lists_it_and_revokes_it(store: Path) -> None:
    made = run("make-key", "Power BI", "--role", "ledning", "--until", day(365), "--by", "Drift")
    text = made.stdout.strip()
    assert KEY.fullmatch(text), "the key alone, for a script"
    assert "visas bara nu" in made.stderr
    keys = Keys(SqliteFile(store / "sessions.sqlite"))
    key = keys.check(text)
    listed = run("keys").stdout
    assert all(part in listed for part in (key.id, "Power BI", "ledning", day(365), "aldrig använd", "Drift"))
    assert text.rpartition("_")[2] not in listed
    assert run("revoke-key", key.id, "--by", "Drift").stdout.strip() == f"Spärrad: {key.id}"
    assert "spärrad" in run("keys").stdout
    assert refusal(keys, text) is Refusal.REVOKED
    assert "ingen sådan nyckel" in run("revoke-key", key.id, code=2).stderr
    entries = Log(store).entries()
    assert [(entry.what, entry.who, entry.about["key"]) for entry in entries] == [
        ("key_made", "Drift", key.id),
        ("key_revoked", "Drift", key.id),
    ]
    assert entries[0].about["until"] == day(365)
    assert text.rpartition("_")[2] not in (store / "log.jsonl").read_text()


def test_a_key_without_a_last_day_or_a_role_is_not_made(store: Path) -> None:
    run("make-key", "Power BI", "--role", "ledning", code=2)
    run("make-key", "Power BI", "--until", day(30), code=2)
    run("make-key", "Power BI", "--until", day(30), "--role", "samordnare", code=2)
    assert "högst ett år" in run("make-key", "X", "--role", "namnd", "--until", day(400), code=2).stderr
    assert run("keys").stdout == ""
    assert Log(store).entries() == ()


@pytest.mark.parametrize("command", [["keys"], ["revoke", "lena"], ["revoke-key", "00000000"]])
def test_another_user_than_the_stores_makes_no_files_there(
    store: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: store.stat().st_uid + 1)
    assert "som äger lagret" in run(*command, code=1).stderr
    assert list(store.iterdir()) == []


def test_a_key_that_the_log_cannot_know_of_is_dead(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Log, "append", full)
    done = run("make-key", "R", "--role", "ledning", "--until", day(9), code=1)
    assert "Ingen nyckel gjordes" in done.stderr
    assert not KEY.search(done.output)
    [key] = Keys(SqliteFile(store / "sessions.sqlite")).every()
    assert key.revoked_at is not None


def test_a_key_is_revoked_also_when_the_log_cannot_be_written(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = run("make-key", "R", "--role", "ledning", "--until", day(9)).stdout.strip()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Log, "append", full)
    assert "Det är gjort" in run("revoke-key", text.split("_")[1], code=1).stderr
    assert refusal(Keys(SqliteFile(store / "sessions.sqlite")), text) is Refusal.REVOKED
