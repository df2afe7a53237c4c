"""Keys for tools: a program that reads published figures shows one, where a person would sign in.

Owns what a key is, how long it holds and when it is refused. Must not know where keys are kept
(`session_databases.py`, beside the sessions), Flask or any page.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from enum import Enum, unique
from typing import Any

from access.roles import Role, Tool
from access.session_databases import Database, DatabaseError, ask

LOGGER = logging.getLogger("lagesbild.web")
KEY = re.compile(r"lagesbild_([0-9a-f]{8})_([0-9a-f]{64})")
"""What a key looks like: a word that tools which look for lost secrets can find, its id, its secret."""
MOST_DAYS = 366
LONGEST_NAME = 60
_ID_BYTES, _SECRET_BYTES = 4, 32
_NO_HASH = "0" * 64


@unique
class KeyRole(Enum):
    """How fine the figures of a key may be. A coordinator's work is for people, so no key has that role."""

    NAMND = Role.NAMND.value
    LEDNING = Role.LEDNING.value


@unique
class Refusal(Enum):
    """Why a key is refused; the value is a word for the audit trail."""

    UNKNOWN = "key_unknown"
    EXPIRED = "key_expired"
    REVOKED = "key_revoked"


class KeyRefusedError(Exception):
    """The key does not hold. tool: whose key it is, when its secret was right."""

    def __init__(self, refusal: Refusal, tool: Tool | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.tool = tool


class KeyFaultError(ValueError):
    """A key cannot be made so. The text is Swedish."""


@dataclass(frozen=True)
class Key:
    """What is known of a key; never its secret. Times are seconds since 1970.

    last_day: the last day it holds. used_on: the latest day it was used, as text; None when it never was.
    """

    id: str
    name: str
    role: Role
    made_at: float
    made_by: str
    expires_at: float
    revoked_at: float | None
    used_on: str | None

    @property
    def last_day(self) -> date:
        """The last day the key holds, where the municipality is."""
        return datetime.fromtimestamp(self.expires_at).astimezone().date() - timedelta(days=1)

    @property
    def tool(self) -> Tool:
        """Who asks when the key is shown."""
        return Tool(f"nyckel {self.id} ({self.name})", self.name, frozenset({self.role}))


@dataclass(frozen=True)
class Keys:
    """All keys of the service. clock: seconds since 1970; tests move it."""

    database: Database
    clock: Callable[[], float] = time.time

    def make(self, name: str, *, role: KeyRole, last_day: date, made_by: str) -> tuple[Key, str]:
        """Make a key and return it with its text, which is kept nowhere. Raises KeyFaultError."""
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise KeyFaultError(
                f"Namnet ska säga vilket verktyg nyckeln är till, med 1–{LONGEST_NAME} tecken."
            )
        today = self._today()
        if not today <= last_day <= today + timedelta(days=MOST_DAYS):
            raise KeyFaultError("Sista dagen ska vara i dag eller senare, och högst ett år fram.")
        key_id, secret = secrets.token_hex(_ID_BYTES), secrets.token_hex(_SECRET_BYTES)
        midnight = datetime.combine(last_day + timedelta(days=1), time_of_day.min).astimezone()
        made = self._ask(
            "make_key",
            id=key_id,
            secret_hash=_hash(secret),
            name=name,
            role=role.value,
            made_by=made_by,
            expires_at=midnight.timestamp(),
            now=self.clock(),
        )
        if made != 1:
            raise KeyFaultError("Nyckeln gick inte att spara. Försök igen.")
        return self._find(key_id)[0], f"lagesbild_{key_id}_{secret}"

    def check(self, text: str) -> Key:
        """The key that the text is. Raises KeyRefusedError."""
        shape = KEY.fullmatch(text)
        if shape is None:
            raise KeyRefusedError(Refusal.UNKNOWN)
        key_id, secret = shape.groups()
        try:
            key, secret_hash = self._find(key_id)
        except KeyRefusedError:
            key, secret_hash = None, _NO_HASH
        # In constant time, and done for an unknown id as well.
        is_right = hmac.compare_digest(secret_hash, _hash(secret))
        if key is None or not is_right:
            raise KeyRefusedError(Refusal.UNKNOWN)
        if key.revoked_at is not None:
            raise KeyRefusedError(Refusal.REVOKED, key.tool)
        if key.expires_at <= self.clock():
            raise KeyRefusedError(Refusal.EXPIRED, key.tool)
        return key

    def note_use(self, key: Key) -> bool:
        """Note that the key is used today, and return whether this is the first time."""
        today = self._today().isoformat()
        if key.used_on == today:
            return False
        try:
            return self._ask("note_use_of_key", id=key.id, today=today) == 1
        except DatabaseError:
            # A full disk must not lock tools out. What they take is in the journal all the same.
            LOGGER.warning("the use of a key could not be noted", exc_info=True)
            return False

    def revoke(self, key_id: str) -> bool:
        """Revoke a key at once and for good; return whether there was one that was not revoked."""
        return self._ask("revoke_key", id=key_id, now=self.clock()) == 1

    def every(self) -> tuple[Key, ...]:
        """Every key ever made, oldest first."""
        return tuple(_key(row) for row in ask(self.database, "list_keys", {}).rows)

    def _find(self, key_id: str) -> tuple[Key, str]:
        rows = ask(self.database, "find_key", {"id": key_id}).rows
        if not rows:
            raise KeyRefusedError(Refusal.UNKNOWN)
        return _key(rows[0]), rows[0]["secret_hash"]

    def _ask(self, statement: str, **parameters: Any) -> int:
        return ask(self.database, statement, parameters).count

    def _today(self) -> date:
        return datetime.fromtimestamp(self.clock()).astimezone().date()


def _key(row: Mapping[str, Any]) -> Key:
    return Key(
        id=row["id"],
        name=row["name"],
        # By way of KeyRole: a row that somebody gave a greater role is no key.
        role=Role(KeyRole(row["role"]).value),
        made_at=row["made_at"],
        made_by=row["made_by"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
        used_on=row["used_on"],
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
