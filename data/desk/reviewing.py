"""What a batch would do to the store: as it was read, what is asked, what would change. Nothing is stored.

Owns what is told about a batch before it is approved, and the digest by which an approval recognises what was
looked at. Must not know the web, nor how a batch is approved (data/desk/approving.py).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.desk.answers import Answers
from data.desk.batches import Batch, WaitingFile
from data.desk.choices import offered
from data.desk.differences import MOST_NEW, differences, kinds
from data.import_answer import answer_of
from data.importing import InputFile, Outcome, import_files
from data.model import Catalogue
from data.reading import Question, Reading, read_file
from data.reading import chosen as choices
from data.reading.grouped import Group, grouped

MOST_MESSAGES = 200

Review = dict[str, Any]


def today() -> date:
    """Return today's date where the municipality is."""
    return datetime.now().astimezone().date()


def answered(store: Path, catalogue: Catalogue, batch: Batch) -> dict[str, dict[str, str]]:
    """Return the answers that hold for each file, by hash: remembered ones, and those given for the batch."""
    answers = Answers(store)
    found = {}
    for file in batch.files:
        first = _read(catalogue, batch, file, {})
        found[file.sha256] = {**answers.of(source(first)), **file.answers}
    return found


def source(reading: Reading) -> str:
    """Return the source of a file, empty where it could not be laid out."""
    return reading.layout[0].source if reading.layout else ""


def review(store: Path, catalogue: Catalogue, batch: Batch, *, wait_seconds: float) -> Review:
    """Return everything a coordinator needs to decide about the batch. Raises BusyError and BatchError."""
    remembered = Answers(store)
    firsts = {file.sha256: _read(catalogue, batch, file, {}) for file in batch.files}
    held = {
        file.sha256: {**remembered.of(source(firsts[file.sha256])), **file.answers} for file in batch.files
    }
    files = input_files(batch, held)
    outcomes = import_files(store, catalogue, files, by=batch.owner, dry_run=True, wait_seconds=wait_seconds)
    told = []
    for file, outcome in zip(batch.files, outcomes, strict=True):
        first, answers = firsts[file.sha256], held[file.sha256]
        asked = _questions(catalogue, batch, file, first, outcome.reading, answers)
        known = remembered.of(source(first))
        told.append(_file(catalogue, outcome, asked, answers, known=known))
    warnings = [one["message"] for file in told for one in file["warnings"]]
    return {
        "files": told,
        "is_refused": any(outcome.errors for outcome in outcomes),
        "needs_reason": any(outcome.changed for outcome in outcomes),
        "warnings": _digest(warnings) if warnings else "",
        "expected": digest(outcomes),
    }


def input_files(batch: Batch, answers: Mapping[str, Mapping[str, str]]) -> list[InputFile]:
    """Return the batch as files to import, with the answers that hold for each."""
    return [
        InputFile(file.name, batch.content(file), today(), answers=answers[file.sha256], reason=batch.reason)
        for file in batch.files
    ]


def digest(outcomes: Iterable[Outcome]) -> str:
    """Return what tells these changes of the store from any others."""
    return _digest(
        [
            [
                outcome.reading.sha256,
                outcome.same_as,
                [list(map(str, vars(one).values())) for one in (*outcome.changes, *outcome.superseded)],
            ]
            for outcome in outcomes
        ]
    )


def _digest(content: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _read(catalogue: Catalogue, batch: Batch, file: WaitingFile, answers: Mapping[str, str]) -> Reading:
    return read_file(batch.content(file), name=file.name, catalogue=catalogue, today=today(), answers=answers)


def _questions(
    catalogue: Catalogue,
    batch: Batch,
    file: WaitingFile,
    first: Reading,
    last: Reading,
    answers: Mapping[str, str],
) -> list[Question]:
    """Return every question about the file, answered or not: answers can be changed until approval."""
    chosen = {code: value for code, value in answers.items() if choices.is_choice(code)}
    asked = [*first.questions, *last.questions]
    if chosen:
        asked = [*_read(catalogue, batch, file, chosen).questions, *last.questions]
    return list({question.code: question for question in asked}.values())


def _file(
    catalogue: Catalogue,
    outcome: Outcome,
    asked: Iterable[Question],
    answers: Mapping[str, str],
    *,
    known: Mapping[str, str],
) -> Review:
    head = answer_of(outcome)
    told = differences(catalogue, outcome)
    return {
        **head,
        **{kind: head[kind][:MOST_MESSAGES] for kind in ("errors", "warnings", "repairs")},
        "faults": [_fault(one) for one in grouped(outcome.errors)[:MOST_MESSAGES]],
        "mended": [one.text for one in grouped(outcome.reading.repairs)[:MOST_MESSAGES]],
        "layout": [asdict(one) for one in outcome.reading.layout],
        "preview": [asdict(one) for one in outcome.reading.preview],
        "questions": [
            {**asdict(one), "answer": answers.get(one.code), "is_remembered": one.code in known}
            for one in asked
        ],
        "choices": [asdict(one) for one in offered(outcome.reading.layout, answers)],
        "differences": told,
        "kinds": (counts := kinds(told, outcome)),
        "new_left_out": max(0, counts["new"] - MOST_NEW),
    }


def _fault(group: Group) -> Review:
    return {
        "sheet": group.sheet or "",
        "rows": group.rows_text,
        "columns": group.columns_text,
        "words": group.words,
    }
