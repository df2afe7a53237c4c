"""What a coordinator has decided, carried out: a batch stored and published, a load or publishing undone.

Owns the order (store, remember answers, publish) and what is told of it in the batch's folder. A step that
is done is not undone by a later one that fails: what is stored is stored, and the receipt says so. Must not
know the web, nor how files are read.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.desk import batches
from data.desk.answers import Answers
from data.desk.batches import Batch, BatchError
from data.desk.differences import differences, kinds
from data.desk.reviewing import answered, digest, input_files, source
from data.importing import Follower, Outcome, import_files
from data.importing import undo as undo_load
from data.locks import BusyError, locked
from data.model import Catalogue
from data.progress import Progress
from data.publishing.publish import Publication, roll_back
from data.reasons import fault_of
from data.register import RegisterError

PAUSE_SECONDS = 0.5

Publish = Callable[[str, Progress], Publication]
"""Publishes in the name of somebody; raises BusyError at once when somebody else is publishing."""

Share = Callable[[str], None]
"""Lets the shared store, when there is one, hold what is in force here, in the name of somebody."""


class DecisionError(Exception):
    """What was decided cannot be carried out: nothing was stored. The text is Swedish."""


Words = Callable[[Exception], str | None]
"""Says an error in Swedish, or None for one whose text may quote a value."""


@dataclass(frozen=True)
class Desk:
    """What decisions are carried out with."""

    store: Path
    catalogue: Catalogue
    publish: Publish
    share: Share
    words: Words
    wait_seconds: float


def carry_out(desk: Desk, folder: Path) -> dict[str, Any]:
    """Carry out the work noted in the folder and return what became of it; the folder tells it too.

    Work that is done is not done again. Raises BusyError when it is being carried out, BatchError when there
    is none, and whatever stopped it.
    """
    with locked(folder / batches.LOCK):
        work, done = batches.read(folder / batches.WORK), batches.read(folder / batches.RESULT)
        if work is None:
            raise BatchError("Det finns inget att utföra.")
        if done is not None:
            return done
        try:
            result = _KINDS[work["kind"]](desk, folder, work)
        except Exception as error:
            batches.finish(folder, {"error": _told(desk, error)})
            raise
        batches.finish(folder, result)
        batch = batches.load(folder)
        if batch is not None:
            # Last of all: work that is cut before it is told must find the files again.
            batch.forget_files()
    return result


def _approve(desk: Desk, folder: Path, work: Mapping[str, Any]) -> dict[str, Any]:
    batch = batches.load(folder)
    if batch is None:
        raise BatchError("Underlaget finns inte kvar. Läs in filen på nytt.")
    _check_reason(desk.catalogue, batch.reason)
    answers = answered(desk.store, desk.catalogue, batch)
    outcomes = import_files(
        desk.store,
        desk.catalogue,
        input_files(batch, answers),
        by=work["by"],
        wait_seconds=desk.wait_seconds,
        follower=Follower(_telling(folder), lambda found: _accept(batch, found, expected=work["expected"])),
    )
    if any(outcome.errors for outcome in outcomes):
        raise DecisionError("Underlaget går inte längre att läsa in. Granska det på nytt. Inget har sparats.")
    Answers(desk.store).remember(
        {source(one.reading): answers[one.reading.sha256] for one in outcomes if source(one.reading)}
    )
    return {
        "loads": [_stored(desk.catalogue, one) for one in outcomes],
        **_published(desk, folder, work["by"]),
    }


def _accept(batch: Batch, outcomes: Sequence[Outcome], *, expected: str) -> None:
    """Stop what is not what was looked at, unless all of it is stored already by an approval that was cut."""
    if all(outcome.same_as is not None for outcome in outcomes):
        return
    if digest(outcomes) != expected:
        raise DecisionError(
            "Det lagrade har ändrats sedan du granskade skillnaderna. Granska dem på nytt. Inget har sparats."
        )
    if any(outcome.changed for outcome in outcomes) and not batch.reason:
        raise DecisionError("Skäl saknas till att lagrade uppgifter ändras. Inget har sparats.")


def _undo(desk: Desk, folder: Path, work: Mapping[str, Any]) -> dict[str, Any]:
    _check_reason(desk.catalogue, work["reason"])
    try:
        undo_load(
            desk.store,
            desk.catalogue,
            work["load"],
            by=work["by"],
            reason=work["reason"],
            wait_seconds=desk.wait_seconds,
        )
    except RegisterError as error:
        raise DecisionError(str(error)) from error
    return {"undone": work["load"], **_published(desk, folder, work["by"])}


def _publish(desk: Desk, folder: Path, work: Mapping[str, Any]) -> dict[str, Any]:
    return _published(desk, folder, work["by"])


def _roll_back(desk: Desk, _folder: Path, work: Mapping[str, Any]) -> dict[str, Any]:
    roll_back(desk.store, work["snapshot"], by=work["by"])
    return {"in_force": work["snapshot"], **_shared(desk, work["by"])}


_KINDS: Mapping[str, Callable[[Desk, Path, Mapping[str, Any]], dict[str, Any]]] = {
    "approve": _approve,
    "publish": _publish,
    "undo": _undo,
    "rollback": _roll_back,
}


def _published(desk: Desk, folder: Path, by: str) -> dict[str, Any]:
    """Publish, waiting for others who publish; what goes wrong is told, for the figures are stored by now."""
    deadline = time.monotonic() + desk.wait_seconds
    while True:
        try:
            done = desk.publish(by, _telling(folder))
        except BusyError:
            if time.monotonic() >= deadline:
                return {"snapshot": None, "publish_error": "Någon annan publicerar just nu."}
            batches.tell(folder, "Väntar på en annan publicering", 0, 0)
            time.sleep(PAUSE_SECONDS)
        except Exception as error:  # whatever it is, what was stored stays stored and the receipt must say so
            return {"snapshot": None, "publish_error": _told(desk, error)}
        else:
            return {
                "snapshot": done.snapshot,
                "is_new": done.is_new,
                "corrections_waiting": done.corrections_waiting,
                **_shared(desk, by),
            }


def _shared(desk: Desk, by: str) -> dict[str, Any]:
    """Share what is in force; what goes wrong is told, for it is in force here all the same."""
    try:
        desk.share(by)
    except Exception as error:
        return {"share_error": _told(desk, error)}
    return {}


def _told(desk: Desk, error: Exception) -> str:
    return desk.words(error) or f"Ett fel uppstod ({type(error).__name__})."


def _telling(folder: Path) -> Progress:
    return lambda what, done, total: batches.tell(folder, what, done, total)


def _stored(catalogue: Catalogue, outcome: Outcome) -> dict[str, Any]:
    return {
        "file": outcome.reading.file,
        "load": outcome.load if outcome.load is not None else outcome.same_as,
        "kinds": kinds(differences(catalogue, outcome), outcome),
        "was_stored": outcome.same_as is not None,
    }


def _check_reason(catalogue: Catalogue, reason: str) -> None:
    if fault := fault_of(catalogue, reason):
        raise DecisionError(fault)
