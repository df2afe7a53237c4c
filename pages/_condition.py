"""What state the service is in: can figures be shown, can somebody sign in, how old is what is shown.

Owns how that is found out. Must not know any page, nor who is asking.
"""

import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app

from access.readiness import Readiness
from pages import _frame
from queries import catalogue
from queries.catalogue import SnapshotFacts
from queries.store import NoSnapshot, Store

LOGGER = logging.getLogger("lagesbild.web")


@dataclass(frozen=True)
class Condition:
    """The state of this worker, now.

    facts: of the snapshot that is shown; None when none can be read.
    answers: whether a question put to it just now was answered.
    degraded: the pointer cannot be followed, and the last good snapshot is shown.
    free_bytes: on the disk of the store; None when it cannot be reached.
    """

    facts: SnapshotFacts | None
    answers: bool
    degraded: bool
    free_bytes: int | None

    @property
    def age_seconds(self) -> float | None:
        """Time since the snapshot was published."""
        if self.facts is None:
            return None
        return (datetime.now(UTC).replace(tzinfo=None) - self.facts.published_at).total_seconds()


def condition() -> Condition:
    """Look, and ask the snapshot one question."""
    store = _frame.store()
    facts, answers = _answer_of(store)
    return Condition(facts, answers, store.degraded, _free_bytes(store))


def can_sign_in() -> bool | None:
    """Whether sessions can be written; None where nobody signs in."""
    readiness: Readiness | None = current_app.extensions.get(Readiness.EXTENSION)
    return None if readiness is None else readiness.is_ready()


def _answer_of(store: Store) -> tuple[SnapshotFacts | None, bool]:
    try:
        snapshot = store.current()
    except NoSnapshot:
        return None, False
    try:
        snapshot.frame("snapshot")
    except Exception:  # whatever it is: the pages could not show figures either
        LOGGER.exception("the snapshot does not answer")
        return catalogue.facts(snapshot), False
    return catalogue.facts(snapshot), True


def _free_bytes(store: Store) -> int | None:
    try:
        return shutil.disk_usage(store.folder).free
    except OSError:
        return None
