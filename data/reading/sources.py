"""What files from the same source have in common, so that a question is asked once.

Owns that recognition. Must not know what is done with it. A source is told by a profile, else by the headings
and the words of the file's name: the dates in both change from one delivery to the next.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from data.reading.grid import comparable, words_of
from data.reading.headers import Header
from data.reading.periods_text import heading_parts
from data.reading.profiles import Profile


def source_of(name: str, header: Header | None, profile: Profile | None) -> str:
    """Return a short code for the source; it tells nothing of what stands in the file."""
    if profile is not None:
        return f"profile:{profile.id}"
    stem = [word for word in words_of(PurePath(name).stem.replace("_", " ")) if not _is_period(word)]
    headings = [
        f"{column.role} {column.holds}" if column.fixed else comparable(column.label)
        for column in (header.columns if header else ())
        if column.role in ("key", "measure")
    ]
    text = "|".join([*stem, "", *sorted(set(headings))])
    return f"file:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _is_period(word: str) -> bool:
    return any(letter.isdigit() for letter in word) or bool(heading_parts(word))
