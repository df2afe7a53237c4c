"""The audit trail of the door: who signed in or out, was refused, or took a file away, and when.

Each event is one line of JSON on the logger `lagesbild.audit`; what is about a known person also goes to the
log of the store, whose lines are bound to each other. Never figures, never query strings. Must not know
sessions or the login provider.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from enum import Enum, unique
from urllib.parse import quote

from flask import Flask, current_app, g, has_request_context, request

from access import metrics
from access.roles import ANONYMOUS, Tool, Visitor
from data.locks import BusyError
from data.log import Log

LOGGER = logging.getLogger("lagesbild.audit")
_EXTENSION = "lagesbild-audit"


@unique
class Event(Enum):
    """What is written down."""

    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    REFUSED = "refused"
    EXPORT = "export"
    KEY_USED = "key_used"


_COUNTED = frozenset({Event.REFUSED, Event.LOGIN_FAILED})


def install(server: Flask, log: Log) -> None:
    """Keep the events of known people in this log as well."""
    server.extensions[_EXTENSION] = log


def record(
    event: Event, *, visitor: Visitor | None = None, reason: str = "", snapshot: str | None = None
) -> None:
    """Write one event about the visitor, by default the one behind the present request.

    reason: a short word of our own choosing, never text that came with the request.
    snapshot: the snapshot a file was made from.
    """
    if event in _COUNTED:
        # What a failed login was about comes from outside, and is not for a label.
        metrics.refused(reason if event is Event.REFUSED else event.value)
    who = visitor or (g.get("visitor", ANONYMOUS) if has_request_context() else ANONYMOUS)
    about = _about(who, reason=reason)
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "event": event.value,
        "subject": who.subject,
        **about,
        **({"snapshot": snapshot} if snapshot else {}),
    }
    LOGGER.info("%s", json.dumps(line, ensure_ascii=False, sort_keys=True))
    # Not for strangers: whoever can reach the site could otherwise fill the disk of the store. Nor every file
    # that a tool takes, for it may ask all day: the store's log has the first use of its key each day.
    is_kept = who.is_signed_in and not (event is Event.EXPORT and isinstance(who, Tool))
    if is_kept and current_app and _EXTENSION in current_app.extensions:
        _keep(event, who=who, snapshot=snapshot, about=about)


def path() -> str:
    """The path of the present request, as it may be written down: `hide_path` says when it may not."""
    # What no reader of a log would see, or a terminal would obey, stands as it stood in the address.
    readable = "".join(one if one.isprintable() else quote(one) for one in request.path)
    return g.get("path_to_write", readable)


def hide_path() -> None:
    """Write nothing of the path of the present request: a secret stands in it."""
    g.path_to_write = "…"


def _keep(event: Event, *, who: Visitor, snapshot: str | None, about: dict[str, str]) -> None:
    log: Log = current_app.extensions[_EXTENSION]
    try:
        log.append(event.value, who=who.subject, snapshot=snapshot, **about)
    except (OSError, BusyError, ValueError):
        # A full disk must not lock everybody out; the line above has been written to the journal.
        LOGGER.exception("the store's log could not be written")


def _about(who: Visitor, *, reason: str) -> dict[str, str]:
    about = {"roles": " ".join(sorted(role.value for role in who.roles))}
    if reason:
        about["reason"] = reason
    if has_request_context():
        # The path alone: a query string tells what somebody looked for.
        about |= {"method": request.method, "path": path(), "request": g.get("request_id", "")}
    return about
