"""What is told about an import, as JSON.

Owns that form. Must not know how files are read or stored.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from data.importing import Outcome
from data.reading import Message
from data.register import ChangeKind

Answer = Mapping[str, Any]


def answer_of(outcome: Outcome) -> Answer:
    """Return the answer for one file; the first seven keys are a fixed interface (docs/interfaces.md)."""
    kinds = Counter(change.kind for change in (*outcome.changes, *outcome.superseded))
    return {
        "file": outcome.reading.file,
        "sha256": outcome.reading.sha256,
        "rows_read": outcome.reading.rows_read,
        "rows_stored": outcome.rows_stored,
        "repairs": [_message(one) for one in outcome.reading.repairs],
        "warnings": [_message(one) for one in outcome.reading.warnings],
        "errors": [_message(one) for one in outcome.errors],
        "questions": [asdict(one) for one in outcome.reading.questions],
        "load": outcome.load,
        "same_as_load": outcome.same_as,
        "changes": {kind: kinds[kind] for kind in get_args(ChangeKind)},
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "row": message.row,
        "column": message.column,
        "value": message.value,
        "code": message.code,
        "message": message.message,
    }
