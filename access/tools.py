"""The entrance for tools: what comes in `Authorization`, checked against the keys; what is refused, and how.

A key is read from the header alone, as `Bearer` or as the password of `Basic` (Power BI, Excel and Qlik can
store that one). Owns the answers to tools and how often a sender may fail. Must not know which addresses a
key opens (`guard.route`), nor what a key is (`keys.py`).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from typing import ClassVar
from urllib.parse import unquote

from flask import Response, current_app, request

from access import audit, errors, loopback, metrics
from access.keys import KEY, KeyRefusedError, Keys, Refusal
from access.metrics import Now
from access.roles import Visitor
from access.session_databases import DatabaseError

BASIC = 'Basic realm="Lagesbild", charset="UTF-8"'
"""A tool may send its stored password only when it is asked for one."""
BEARER = 'Bearer realm="Lagesbild"'
MOST_FAILURES = 20
WITHIN_SECONDS = 60.0
MOST_SENDERS = 1000

_HOW = "Ett verktyg skickar sin nyckel som Authorization: Bearer, eller som lösenord (Basic)."
_ASK = "Be den som sköter driften om en ny."
TEXTS: Mapping[Refusal, tuple[str, str]] = {
    Refusal.UNKNOWN: ("Nyckeln gäller inte", f"Kontrollera att hela nyckeln är med. {_HOW}"),
    Refusal.EXPIRED: ("Nyckeln har gått ut", _ASK),
    Refusal.REVOKED: ("Nyckeln är spärrad", _ASK),
}


class Failures:
    """How often each sender has shown a key that does not hold, lately. Safe to share between threads.

    Only failures are held back: nobody's mistake shuts out a tool whose key holds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def are_too_many(self, sender: str) -> bool:
        """Note one more of this sender, and return whether it was one too many."""
        now = self._clock()
        with self._lock:
            times = self._times.setdefault(sender, deque(maxlen=MOST_FAILURES + 1))
            self._times.move_to_end(sender)
            while len(self._times) > MOST_SENDERS:
                self._times.popitem(last=False)
            times.append(now)
            return len(times) > MOST_FAILURES and now - times[0] < WITHIN_SECONDS


class Entrance:
    """Lets a tool in by its key."""

    EXTENSION: ClassVar[str] = "lagesbild-entrance"
    """Where the gate leaves it, among Flask's extensions; not there where keys are not looked at."""

    def __init__(self, keys: Keys, failures: Failures | None = None) -> None:
        self._keys = keys
        self._failures = failures or Failures()

    def enter(self) -> Visitor | Response:
        """The tool behind the present request, or what it is answered instead."""
        try:
            key = self._keys.check(_shown())
        except KeyRefusedError as refused:
            return self._refuse(refused)
        if self._keys.note_use(key):
            audit.record(audit.Event.KEY_USED, visitor=key.tool)
        return key.tool

    def owner(self, text: str) -> Visitor | None:
        """Whose key the text is; None when it holds for nobody."""
        try:
            return self._keys.check(text).tool
        except KeyRefusedError:
            return None

    def measured(self) -> list[Now]:
        """How long each key still holds: a tool stops without a word when its key does."""
        try:
            held = [(key, key.expires_at - self._keys.clock()) for key in self._keys.every()]
        except DatabaseError:
            return []
        return [
            Now("lagesbild_key_seconds_left", "How long a key still holds", left, {"key": key.id})
            for key, left in held
            if key.revoked_at is None and left > 0
        ]

    def _refuse(self, refused: KeyRefusedError) -> Response:
        if self._failures.are_too_many(loopback.sender()):
            # Counted, and not written down one by one: a sender that tries on must not fill the log.
            metrics.refused("key_too_often")
            answer = errors.answer(429)
            answer.headers["Retry-After"] = str(int(WITHIN_SECONDS))
            return answer
        audit.record(audit.Event.REFUSED, visitor=refused.tool, reason=refused.refusal.value)
        title, text = TEXTS[refused.refusal]
        return _challenge(errors.told(401, title=title, text=text))


def measured() -> list[Now]:
    """What is measured of keys in this app."""
    entrance: Entrance | None = current_app.extensions.get(Entrance.EXTENSION)
    return entrance.measured() if entrance else []


def turn_away() -> Response:
    """What somebody without login and key is answered at an address for tools, unless they navigate there."""
    return _challenge(
        errors.told(401, title="Inloggning eller nyckel krävs", text=f"Människor loggar in. {_HOW}")
    )


def key_in_address() -> str | None:
    """A key that stands in the address, where servers and proxies write it down."""
    found = KEY.search(unquote(request.full_path))
    if found is None:
        return None
    audit.hide_path()
    return found.group()


def refuse_address(owner: Visitor | None) -> Response:
    """Refuse a request with a key in its address. owner: whose key it is, when it holds."""
    audit.record(audit.Event.REFUSED, visitor=owner, reason="key_in_address")
    return errors.told(
        400,
        title="Nyckeln står i adressen",
        text="Adresser sparas i loggar. Spärra nyckeln, gör en ny och skicka den i huvudet Authorization.",
    )


def _shown() -> str:
    """The key in `Authorization`; empty when there is none that can be one."""
    try:
        shown = request.authorization
    except ValueError:  # a password that is not even text
        return ""
    if shown is None:
        return ""
    text = shown.password if shown.type == "basic" else shown.token if shown.type == "bearer" else None
    return text or ""


def _challenge(answer: Response) -> Response:
    # A browser that fetches for a page would open a box for a password, which no person here has.
    if "Sec-Fetch-Site" not in request.headers and "Cookie" not in request.headers:
        answer.headers.add("WWW-Authenticate", BASIC)
    answer.headers.add("WWW-Authenticate", BEARER)
    return answer
