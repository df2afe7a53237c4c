"""How a human has chosen that a file is read, where our own decision was wrong.

Owns the codes under which such choices stand among the answers. Must not know how files are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.reading.profiles import Profile

ENCODING, PROFILE, FORM = "read:encoding", "read:profile", "read:form"
SHEET = "read:sheet:"
"""Followed by the number of the sheet, from 1."""
NO_PROFILE = "ingen"
LONG, WIDE = "long", "wide"
LEFT_OUT = "nej"


def is_choice(code: str) -> bool:
    """Say whether the code of an answer is such a choice, and no answer to a question."""
    return code.startswith("read:")


def profiles(answers: Mapping[str, str], candidates: Sequence[Profile]) -> list[Profile]:
    """Return the profiles that may fit: all, none, or the chosen one."""
    chosen = answers.get(PROFILE)
    return [one for one in candidates if not chosen or chosen == one.id]


def form(answers: Mapping[str, str]) -> bool | None:
    """Return whether the table must be wide; None where nobody has chosen."""
    return {WIDE: True, LONG: False}.get(answers.get(FORM, ""))


def is_left_out(answers: Mapping[str, str], position: int) -> bool:
    """Say whether the sheet at the position is not to be read."""
    return answers.get(f"{SHEET}{position + 1}") == LEFT_OUT
