"""What is found while a file is read: errors, warnings, repairs, questions.

Owns how messages are gathered (the same repair on many rows is told once) and what of a value may be
repeated. Must not know what the findings are about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from data.reading.grid import Cell, clean, text_of
from data.reading.messages import message, row_list
from data.reading.personal_data import may_echo
from data.reading.results import Choice, Message, Question

MOST_OF_A_KIND = 100
LONGEST_ECHO = 60


def echo(cell: Cell) -> str | None:
    """Return the cell as a message may repeat it: cut, and None when it may be about a person."""
    text = clean(text_of(cell))
    if not text or not may_echo(text):
        return None
    return text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"


class Findings:
    """Gathers what is found. `answers` are what humans have answered to questions before."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.sheet_names: Mapping[int, str] = {}
        self._sheet: str | None = None
        self._errors: list[Message] = []
        self._warnings: list[Message] = []
        self._repairs: list[Message] = []
        self._questions: dict[str, Question] = {}
        self._gathered: dict[
            tuple[str, str, str | None, str | None, str | None, tuple[tuple[str, object], ...]], list[int]
        ] = defaultdict(list)

    def enter(self, sheet: int | None) -> None:
        """Say which sheet the findings to come are about; its name is told where `sheet_names` has it."""
        self._sheet = None if sheet is None else self.sheet_names.get(sheet)

    def error(
        self,
        code: str,
        /,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **facts: object,
    ) -> None:
        """Note an error: the file is refused."""
        self._errors.append(message(code, row=row, column=column, value=value, sheet=self._sheet, **facts))

    def warning(
        self,
        code: str,
        /,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **facts: object,
    ) -> None:
        """Note something the person should look at and confirm."""
        self._warnings.append(message(code, row=row, column=column, value=value, sheet=self._sheet, **facts))

    def repair(
        self,
        code: str,
        /,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **facts: object,
    ) -> None:
        """Note something that was mended or left out."""
        self._repairs.append(message(code, row=row, column=column, value=value, sheet=self._sheet, **facts))

    def gather_repair(
        self, code: str, row: int, /, *, column: str | None = None, value: str | None = None, **facts: object
    ) -> None:
        """Note a repair that is told once with all its rows."""
        self._gathered["repair", code, self._sheet, column, value, tuple(facts.items())].append(row)

    def gather_warning(
        self, code: str, row: int, /, *, column: str | None = None, value: str | None = None, **facts: object
    ) -> None:
        """Note a warning that is told once with all its rows."""
        self._gathered["warning", code, self._sheet, column, value, tuple(facts.items())].append(row)

    def ask(self, question: Question) -> None:
        """Note a question, once for each code."""
        self._questions.setdefault(question.code, question)

    def ask_which(
        self, code: str, told: Message, *, choices: Mapping[str, str], default: str | None = None
    ) -> None:
        """Note a question with the text of a message that has been told, and choices from value to label.

        A code holds what is written in the file; a text too long to be shown is too long to be asked about.
        """
        if len(code) > 2 * LONGEST_ECHO:
            return
        options = tuple(Choice(value, label) for value, label in choices.items())
        self.ask(Question(code, told.row, told.column, told.message, options, default))

    @property
    def has_errors(self) -> bool:
        """Say whether the file is refused so far."""
        return bool(self._errors)

    @property
    def last_error(self) -> Message:
        """The latest error, to make a question of."""
        return self._errors[-1]

    @property
    def last_warning(self) -> Message:
        """The latest warning, to make a question of."""
        return self._warnings[-1]

    @property
    def errors(self) -> tuple[Message, ...]:
        """The errors in file order, each once, at most MOST_OF_A_KIND of one kind.

        A cell that goes for a whole row of figures is as wrong for each of them, but it is one cell.
        """
        shown: list[Message] = []
        seen: Counter[str] = Counter()
        for found in sorted(dict.fromkeys(self._errors), key=_order):
            seen[found.code] += 1
            if seen[found.code] <= MOST_OF_A_KIND:
                shown.append(found)
        shown += [
            message("many_more", number=number - MOST_OF_A_KIND)
            for number in seen.values()
            if number > MOST_OF_A_KIND
        ]
        return tuple(shown)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """The warnings in file order."""
        return (*sorted(self._warnings, key=_order), *self._told("warning"))

    @property
    def repairs(self) -> tuple[Message, ...]:
        """The repairs in file order."""
        return (*sorted(self._repairs, key=_order), *self._told("repair"))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions nobody has answered."""
        return tuple(question for code, question in self._questions.items() if code not in self.answers)

    def _told(self, kind: str) -> list[Message]:
        told = []
        for (of_kind, code, sheet, column, value, facts), rows in self._gathered.items():
            if of_kind == kind:
                more: dict[str, Any] = {"rows": row_list(rows)} | dict(facts)
                told.append(message(code, column=column, value=value, sheet=sheet, **more))
        return told


def _order(found: Message) -> int:
    return found.row or 0
