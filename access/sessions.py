"""Sessions on the server: who is signed in, until when. The browser holds a random id and nothing else.

Owns one SQLite file, shared by all workers. Must not know Flask, the login provider or any page.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from access.roles import Role, Visitor
from data.statements import statements
from settings import Login, Settings

_SQL = str(Path(__file__).with_name("sessions.sql"))

_ID_BYTES = 32
_TOUCH_SECONDS = 30.0
"""How coarsely activity is noted: a write per click would make every reader a writer."""


class NoSession(Exception):  # noqa: N818  not an error: most often someone has been away for a while
    """There is no such session, or it has ended."""


@dataclass(frozen=True)
class Session:
    """One person signed in from one browser. id_token is kept for the provider's log-out."""

    visitor: Visitor
    id_token: str


@dataclass(frozen=True)
class Sessions:
    """All sessions of the service.

    file: the SQLite file, made on first use, readable by its owner only.
    idle: a session ends when it has not been used for this long; absolute: and after this long anyway.
    clock: seconds since 1970; tests move it.
    """

    file: Path
    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=8)
    clock: Callable[[], float] = time.time

    def prepare(self) -> None:
        """Make the file. Raises OSError or sqlite3.Error when it cannot be written."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.touch(mode=0o600)
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with self._connected() as connection:
            connection.execute(statements(_SQL)["create"])

    def start(self, visitor: Visitor, *, id_token: str) -> str:
        """Begin a session and return its id, which is kept nowhere else. Sweeps ended sessions too."""
        session_id = secrets.token_urlsafe(_ID_BYTES)
        with self._connected() as connection:
            connection.execute(statements(_SQL)["sweep"], self._limits())
            connection.execute(
                statements(_SQL)["start"],
                {
                    "id_hash": _hash(session_id),
                    "subject": visitor.subject,
                    "name": visitor.name,
                    "roles": json.dumps(sorted(role.value for role in visitor.roles)),
                    "id_token": id_token,
                    "now": self.clock(),
                },
            )
        return session_id

    def find(self, session_id: str) -> Session:
        """The session with this id, noted as used now. Raises NoSession when it has ended."""
        id_hash = _hash(session_id)
        with self._connected() as connection:
            row = connection.execute(
                statements(_SQL)["find"], {"id_hash": id_hash, **self._limits()}
            ).fetchone()
            if row is None:
                raise NoSession
            now = self.clock()
            if now - row["seen_at"] > _TOUCH_SECONDS:
                connection.execute(statements(_SQL)["touch"], {"id_hash": id_hash, "now": now})
        roles = frozenset(Role(value) for value in json.loads(row["roles"]))
        return Session(Visitor(row["subject"], row["name"], roles), row["id_token"])

    def end(self, session_id: str) -> None:
        """End one session; nothing happens when it has already ended."""
        with self._connected() as connection:
            connection.execute(statements(_SQL)["end"], {"id_hash": _hash(session_id)})

    def revoke(self, subject: str) -> int:
        """End every session of one person and return how many there were."""
        with self._connected() as connection:
            return connection.execute(statements(_SQL)["revoke"], {"subject": subject}).rowcount

    def _limits(self) -> dict[str, float]:
        now = self.clock()
        return {
            "started_after": now - self.absolute.total_seconds(),
            "seen_after": now - self.idle.total_seconds(),
        }

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        # A connection per call: it costs a fraction of a millisecond and is never shared between threads.
        with closing(sqlite3.connect(self.file, timeout=5, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA synchronous = NORMAL")
            yield connection


def session_store(settings: Settings, login: Login) -> Sessions:
    """The sessions of the service that these settings describe, ready for use."""
    sessions = Sessions(
        login.session_file or settings.store / "sessions.sqlite",
        idle=timedelta(minutes=login.session_idle_minutes),
        absolute=timedelta(hours=login.session_hours),
    )
    sessions.prepare()
    return sessions


def _hash(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
