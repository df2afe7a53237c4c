"""Where sessions and keys are kept: a SQLite file, or a PostgreSQL database that several web servers share.

Owns connections, and how one statement of `sessions.sql` or `keys.sql` is run on either. Must not know what a
session or a key is.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from data.statements import statements
from settings import Login, Settings, SettingsError

_FILES = ("sessions.sql", "keys.sql")
_WAIT_SECONDS = 5
_NAMED = re.compile(r"\$(\w+)")


class DatabaseError(Exception):
    """The sessions cannot be read or written now. The text names no address: it may hold a password."""


@dataclass(frozen=True)
class Result:
    """What a statement gave: its rows by column, and how many rows it found or changed."""

    rows: tuple[Mapping[str, Any], ...]
    count: int


class Database(Protocol):
    """One place to keep sessions and keys in, shared by all workers."""

    def prepare(self) -> None:
        """Make what is missing. Raises DatabaseError when that cannot be done."""

    def run(self, statement: str, parameters: Mapping[str, Any]) -> Result:
        """Run one statement of our files, at once and for good. Raises DatabaseError."""
        ...


@dataclass(frozen=True)
class SqliteFile:
    """A file, made on first use, readable by its owner only."""

    file: Path

    def prepare(self) -> None:
        """Make the file and its tables."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
            with closing(sqlite3.connect(self.file)) as connection:
                # Not a write-ahead log: reading one makes files beside it, for which a full disk has no room.
                connection.execute("PRAGMA journal_mode = DELETE")
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError(f"the file of the sessions cannot be made: {error}") from error
        self.run("create", {})
        self.run("create_keys", {})

    def run(self, statement: str, parameters: Mapping[str, Any]) -> Result:
        """Run one statement over a connection of its own: that costs a fraction of a millisecond."""
        try:
            with closing(
                sqlite3.connect(self.file, timeout=_WAIT_SECONDS, isolation_level=None)
            ) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA synchronous = NORMAL")
                cursor = connection.execute(_statement(statement), parameters)
                rows = tuple(dict(row) for row in cursor.fetchall())
                return Result(rows, cursor.rowcount)
        except sqlite3.Error as error:
            raise DatabaseError(f"the file of the sessions: {error}") from error


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL database. Connections are kept for the next statement, and made anew when they are lost.

    address: `postgresql://…`; several hosts and `sslmode` as libpq reads them.
    """

    address: str = field(repr=False)
    _idle: list[Any] = field(default_factory=list, repr=False, compare=False)

    def prepare(self) -> None:
        """Make the tables, one server at a time: PostgreSQL does not do that alone."""
        self.run("create_in_postgres", {})
        self.run("create_keys_in_postgres", {})
        self.close()  # the service divides into workers after this, and no two may talk over one connection

    def run(self, statement: str, parameters: Mapping[str, Any]) -> Result:
        """Run one statement; once more when the connection was lost, which no statement minds."""
        psycopg = _psycopg()
        text = _NAMED.sub(r"%(\1)s", _statement(statement))
        try:
            try:
                return self._run(text, parameters)
            except psycopg.OperationalError:
                self.close()  # the others are lost too, when it was the server
                return self._run(text, parameters)
        except psycopg.Error as error:
            raise DatabaseError(f"the database of the sessions: {type(error).__name__}") from error

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while self._idle:
            self._idle.pop().close()

    def _run(self, text: str, parameters: Mapping[str, Any]) -> Result:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connected()
        try:
            cursor = connection.execute(text, parameters or None)
            rows = tuple(cursor.fetchall()) if cursor.description else ()
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return Result(rows, cursor.rowcount)

    def _connected(self) -> Any:
        return _psycopg().connect(
            self.address,
            autocommit=True,
            connect_timeout=_WAIT_SECONDS,
            prepare_threshold=None,  # a pooler in between may not know prepared statements
            options=f"-c statement_timeout={_WAIT_SECONDS}s",
            row_factory=import_module("psycopg.rows").dict_row,
        )


def database_of(settings: Settings, login: Login) -> Database:
    """The database that these settings describe; `prepare` has not been called."""
    address = login.sessions.get_secret_value()
    file = login.session_file or settings.store / "sessions.sqlite"
    return Postgres(address) if address else SqliteFile(file)


def ask(database: Database, statement: str, parameters: Mapping[str, Any]) -> Result:
    """Run one statement; once more when that fails, for a database that was away when we started."""
    try:
        return database.run(statement, parameters)
    except DatabaseError:
        database.prepare()
        return database.run(statement, parameters)


@cache
def _statements() -> Mapping[str, str]:
    here = Path(__file__).parent
    return {name: text for file in _FILES for name, text in statements(str(here / file)).items()}


def _statement(name: str) -> str:
    return _statements()[name]


def _psycopg() -> Any:
    """The driver, which only they who keep sessions in PostgreSQL need to have."""
    try:
        return import_module("psycopg")
    except ModuleNotFoundError as error:
        raise SettingsError("LAGESBILD_SESSIONS kräver paketen i requirements-lake.txt") from error
