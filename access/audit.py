"""The audit trail of the door: who signed in, out, or was refused what, and when. Never figures.

Each event is one line of JSON on the logger `lagesbild.audit`. Must not know sessions or the login provider.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from enum import Enum, unique

from flask import g, has_request_context, request

from access.roles import ANONYMOUS, Visitor

LOGGER = logging.getLogger("lagesbild.audit")


@unique
class Event(Enum):
    """What is written down."""

    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    REVOKED = "sessions_revoked"
    REFUSED = "refused"


def record(event: Event, *, visitor: Visitor | None = None, reason: str = "") -> None:
    """Write one event about the visitor, by default the one behind the present request.

    reason: a short word of our own choosing, never text that came with the request.
    """
    LOGGER.info(
        "%s",
        json.dumps(_line(event, visitor=visitor, reason=reason), ensure_ascii=False, sort_keys=True),
    )


def _line(event: Event, *, visitor: Visitor | None, reason: str) -> dict[str, object]:
    in_request = has_request_context()
    who = visitor or (g.get("visitor", ANONYMOUS) if in_request else ANONYMOUS)
    line: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "event": event.value,
        "subject": who.subject,
        "roles": sorted(role.value for role in who.roles),
    }
    if reason:
        line["reason"] = reason
    if in_request:
        # The path alone: a query string tells what somebody looked for.
        line |= {"method": request.method, "path": request.path, "request": g.get("request_id", "")}
    return line
