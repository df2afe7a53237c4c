"""Faults of a catalogue, in words a person can mend it by.

Owns the fault, the error that carries all faults at once, and the Swedish for what pydantic finds. Must not
know which rules there are (data/model/catalogue.py, data/model/checks.py) or how files are found
(data/model/load.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

MISSING = "(saknas)"

EXPECTED: Mapping[str, str] = {
    "missing": "att nyckeln finns",
    "extra_forbidden": "en nyckel som katalogen känner till: rätta stavningen eller ta bort den",
    "string_type": "text inom citattecken",
    "string_too_short": "text, inte tomt",
    "int_type": "ett heltal, utan citattecken",
    "float_type": "ett tal, utan citattecken",
    "bool_type": "true eller false",
    "date_type": "ett datum som 2025-01-31, utan citattecken",
    "tuple_type": "en lista inom hakparenteser",
    "too_short": "minst ett värde i listan",
    "model_type": "en tabell med nycklar",
    "string_pattern_mismatch": "bara a–z, siffror och bindestreck, till exempel fra1 eller bostad-forst",
}


@dataclass(frozen=True)
class Fault:
    """One fault: the file, the key in it, the value that stands there and what was expected (Swedish)."""

    file: str
    key: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key} = {self.value}. Väntade: {self.expected}."


class CatalogueError(Exception):
    """The catalogue cannot be used. `faults` holds every fault of every file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        heading = (
            f"Katalogen har {len(self.faults)} fel." if len(self.faults) > 1 else "Katalogen har ett fel."
        )
        super().__init__("\n".join([heading, *(f"  {fault}" for fault in self.faults)]))


def value_text(value: object) -> str:
    """Return a value of a TOML file as it is written there, shortened when long."""
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return f'"{_shortened(value)}"'
    return _shortened(str(value))


def faults_of(error: ValidationError, *, file: str, entry: str) -> list[Fault]:
    """Return pydantic's findings on one entry as faults. `entry` names it: `indicator fra1` or `unit[3]`."""
    return [_fault(detail, file=file, entry=entry) for detail in error.errors(include_url=False)]


def _fault(detail: ErrorDetails, *, file: str, entry: str) -> Fault:
    key = _key(detail["loc"])
    value = None if detail["type"] == "missing" else detail["input"]
    return Fault(file, f"{entry} → {key}" if key else entry, value_text(value), _expected(detail))


def _key(location: Sequence[int | str]) -> str:
    """`tables[2].org` for ('tables', 1, 'org'): people count from one."""
    key = ""
    for step in location:
        if isinstance(step, int):
            key += f"[{step + 1}]"
        else:
            key += f".{step}" if key else step
    return key


def _expected(detail: ErrorDetails) -> str:
    limits: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        return "ett av " + str(limits["expected"]).replace("'", "").replace(" or ", ", ")
    if detail["type"] == "greater_than_equal":
        return f"minst {limits['ge']}"
    if detail["type"] == "less_than_equal":
        return f"högst {limits['le']}"
    return EXPECTED.get(detail["type"], detail["msg"])


def _shortened(text: str, *, longest: int = 80) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
