"""What every entry of the catalogue shares: frozen, strict about keys, and the kinds of value it may hold.

Owns those. Must not know any single entry.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Strict, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[date, Strict()]
WholeNumber = Annotated[int, Strict()]
Number = Annotated[float, Strict()]


class Entry(BaseModel):
    """Frozen, and refuses keys it does not know, so that a misspelt key is a fault and not silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


def overlaps(valid_from: date | None, valid_to: date | None, *, start: date, end: date) -> bool:
    """Say whether anything of start to end lies within the dates; an empty date is open-ended."""
    return (valid_from is None or valid_from <= end) and (valid_to is None or start <= valid_to)
