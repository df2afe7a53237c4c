"""`/halsa`: whether the service can show figures, for those who watch it. Public, and says nothing secret.

Owns the answer. Must not know any page.
"""

from flask import Flask, Response, jsonify

from access import guard
from access.roles import Permission
from pages import _page
from queries import catalogue
from queries.store import NoSnapshot

SERVICE_UNAVAILABLE = 503


def register(server: Flask) -> None:
    """Put the address on the server."""
    guard.route(server, "/halsa", permission=Permission.ENTER)(health)


def health() -> Response:
    """Status, snapshot and when it was published; 503 where no snapshot can be read.

    `degraded`: the pointer cannot be followed, and the last good snapshot is shown.
    """
    store = _page.store()
    try:
        facts = catalogue.facts(store.current())
    except NoSnapshot:
        answer = jsonify(status="no_snapshot", snapshot=None, published_at=None)
        answer.status_code = SERVICE_UNAVAILABLE
        return answer
    return jsonify(
        status="degraded" if store.degraded else "ok",
        snapshot=facts.id,
        published_at=f"{facts.published_at.isoformat(timespec='seconds')}Z",
    )
