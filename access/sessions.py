"""Sessions on the server: who is signed in, until when. The browser holds a random id and nothing else.

Owns how long a session lives. Must not know where sessions are kept (`session_databases.py`), Flask, the
login provider or any page.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from access.roles import Role, Visitor
from access.session_databases import Database, DatabaseError, Result, ask, database_of
from settings import Login, Settings

LOGGER = logging.getLogger("lagesbild.web")
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

    database: where they are kept, shared by all workers.
    idle: a session ends when it has not been used for this long; absolute: and after this long anyway.
    clock: seconds since 1970; tests move it.
    """

    database: Database
    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=8)
    clock: Callable[[], float] = time.time

    def prepare(self) -> None:
        """Make what is missing where they are kept. Raises DatabaseError when that cannot be done."""
        self.database.prepare()

    def start(self, visitor: Visitor, *, id_token: str) -> str:
        """Begin a session and return its id, which is kept nowhere else. Sweeps ended sessions too."""
        session_id = secrets.token_urlsafe(_ID_BYTES)
        self._run("sweep", self._limits())
        self._run(
            "start",
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
        rows = self._run("find", {"id_hash": id_hash, **self._limits()}).rows
        if not rows:
            raise NoSession
        row, now = rows[0], self.clock()
        if now - row["seen_at"] > _TOUCH_SECONDS:
            self._touch(id_hash, now)
        roles = frozenset(Role(value) for value in json.loads(row["roles"]))
        return Session(Visitor(row["subject"], row["name"], roles), row["id_token"])

    def end(self, session_id: str) -> None:
        """End one session; nothing happens when it has already ended."""
        self._run("end", {"id_hash": _hash(session_id)})

    def revoke(self, subject: str) -> int:
        """End every session of one person and return how many there were."""
        return self._run("revoke", {"subject": subject}).count

    def can_start(self) -> bool:
        """Whether a session could be started now: tried by writing a row that ended before it began."""
        try:
            self._run("probe", {"now": self.clock()})
        except DatabaseError:
            LOGGER.warning("no session can be started", exc_info=True)
            return False
        return True

    def _run(self, statement: str, parameters: Mapping[str, Any]) -> Result:
        return ask(self.database, statement, parameters)

    def _touch(self, id_hash: str, now: float) -> None:
        try:
            self._run("touch", {"id_hash": id_hash, "now": now})
        except DatabaseError:
            # A full disk must not lock readers out. A use that is not noted ends the session sooner.
            LOGGER.warning("the use of a session could not be noted", exc_info=True)

    def _limits(self) -> dict[str, float]:
        now = self.clock()
        return {
            "started_after": now - self.absolute.total_seconds(),
            "seen_after": now - self.idle.total_seconds(),
        }


def session_store(settings: Settings, login: Login) -> Sessions:
    """The sessions of the service that these settings describe; ready as soon as their database is."""
    sessions = Sessions(
        database_of(settings, login),
        idle=timedelta(minutes=login.session_idle_minutes),
        absolute=timedelta(hours=login.session_hours),
    )
    try:
        sessions.prepare()
    except DatabaseError:
        # Nobody is let in until it is back; then nothing has to be started again.
        LOGGER.exception("the sessions cannot be reached yet")
    return sessions


def _hash(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
