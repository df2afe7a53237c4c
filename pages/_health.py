"""`/halsa`, `/redo` and `/matvarden`: whether the service can show figures, for those who watch it.

Owns the answers. Public as far as nothing secret is said: details are for this machine alone. Must not know
any page.
"""

from datetime import datetime

from flask import Flask, Response, abort, jsonify

from access import guard, loopback, metrics, tools
from access.metrics import Now
from access.roles import Permission
from pages import _condition, _frame
from pages._condition import Condition
from queries import catalogue
from queries.store import NoSnapshot

SERVICE_UNAVAILABLE = 503


def register(server: Flask) -> None:
    """Put the addresses on the server."""
    guard.route(server, "/halsa", permission=Permission.ENTER)(health)
    guard.route(server, "/redo", permission=Permission.ENTER)(ready)
    guard.route(server, "/matvarden", permission=Permission.ENTER)(measured)


def health() -> Response:
    """Status, snapshot and when it was published; 503 where no snapshot can be read.

    `degraded`: the pointer cannot be followed, and the last good snapshot is shown.
    """
    store = _frame.store()
    try:
        facts = catalogue.facts(store.current())
    except NoSnapshot:
        answer = jsonify(status="no_snapshot", snapshot=None, published_at=None)
        answer.status_code = SERVICE_UNAVAILABLE
        return answer
    return jsonify(
        status="degraded" if store.degraded else "ok",
        snapshot=facts.id,
        published_at=_time(facts.published_at),
    )


def ready() -> Response:
    """200 when figures are answered and somebody could sign in, else 503; why, on this machine only."""
    found, can_sign_in = _condition.condition(), _condition.can_sign_in()
    is_ready = found.answers and can_sign_in is not False
    said: dict[str, object] = {"status": "ready" if is_ready else "not_ready"}
    if loopback.is_direct():
        said |= {
            "figures": found.answers,
            "sign_in": can_sign_in,
            "degraded": found.degraded,
            "snapshot": found.facts.id if found.facts else None,
            "published_at": _time(found.facts.published_at) if found.facts else None,
            "age_seconds": found.age_seconds,
            "free_bytes": found.free_bytes,
        }
    answer = jsonify(said)
    answer.status_code = 200 if is_ready else SERVICE_UNAVAILABLE
    return answer


def measured() -> Response:
    """What Prometheus collects; for everybody else there is no such address."""
    if not loopback.is_direct():
        abort(404)
    return Response(
        metrics.text([*_now(_condition.condition()), *tools.measured()]), content_type=metrics.CONTENT_TYPE
    )


def _now(found: Condition) -> list[Now]:
    measures = [
        Now("lagesbild_figures_answered", "Whether the snapshot answers", float(found.answers)),
        Now("lagesbild_degraded", "Whether the pointer cannot be followed", float(found.degraded)),
    ]
    if found.facts is not None and found.age_seconds is not None:
        label = {"id": found.facts.id}
        measures += [
            Now("lagesbild_snapshot_info", "The snapshot that is shown", 1.0, label),
            Now("lagesbild_snapshot_age_seconds", "Time since it was published", found.age_seconds),
        ]
    if found.free_bytes is not None:
        measures.append(
            Now("lagesbild_store_free_bytes", "Free on the store's disk", float(found.free_bytes))
        )
    return measures


def _time(at: datetime) -> str:
    return f"{at.isoformat(timespec='seconds')}Z"
