"""Answers that coordinators have given to questions about a source, so that each question is asked once.

Owns `answers.json` in the store. Must not know what is asked, nor how a source is recognised
(data/reading/sources.py). Only answers of an approved batch come here.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from data.files import replace_with
from data.locks import locked

ANSWERS_FILE = "answers.json"
LOCK_FILE = "answers.lock"
WAIT_SECONDS = 10.0


class Answers:
    """The remembered answers of one store, by source and question code."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store / ANSWERS_FILE

    def of(self, source: str) -> dict[str, str]:
        """Return the answers about a source; none when it is not known."""
        return self._all().get(source, {})

    def remember(self, given: Mapping[str, Mapping[str, str]]) -> None:
        """Keep answers by source; a new answer to the same question replaces the old one."""
        if not any(given.values()):
            return
        with locked(self._store / LOCK_FILE, wait_seconds=WAIT_SECONDS):
            known = self._all()
            for source, answers in given.items():
                known[source] = {**known.get(source, {}), **answers}
            replace_with(self._path, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def _all(self) -> dict[str, dict[str, str]]:
        return json.loads(self._path.read_bytes()) if self._path.exists() else {}
