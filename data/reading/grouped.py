"""Messages that say the same of several places, told once with all of them.

Owns how messages are put together for people. Must not know what they are about. Programs get each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.reading.messages import listed, place, row_list
from data.reading.results import Message

_MOST_COLUMNS = 3


@dataclass(frozen=True)
class Group:
    """What is said, once. rows and columns: where, in file order; empty for the whole file.

    words: the message without its place. sheet: in quotes or as a number.
    """

    sheet: str | None
    rows: tuple[int, ...]
    columns: tuple[str, ...]
    words: str

    @property
    def rows_text(self) -> str:
        """`4, 7 och 9`, or nothing."""
        return row_list(self.rows).removeprefix("rad ") if self.rows else ""

    @property
    def columns_text(self) -> str:
        """`mars, april, maj och 9 till`, or nothing."""
        shown = list(self.columns)
        if len(shown) > _MOST_COLUMNS + 1:
            return f"{', '.join(shown[:_MOST_COLUMNS])} och {len(shown) - _MOST_COLUMNS} till"
        return listed(shown, word="och")

    @property
    def text(self) -> str:
        """The message with all its places in front."""
        return place(self.rows_text or None, self.columns_text or None, self.sheet) + self.words


def grouped(messages: Iterable[Message]) -> tuple[Group, ...]:
    """Return the messages in their order, those that say the same put together."""
    found: dict[tuple[str | None, str], list[Message]] = {}
    for one in messages:
        words = one.message.removeprefix(place(one.row, one.column, one.sheet))
        found.setdefault((one.sheet, words), []).append(one)
    return tuple(
        Group(
            sheet,
            tuple(sorted({one.row for one in same if one.row is not None})),
            tuple(dict.fromkeys(one.column for one in same if one.column is not None)),
            words,
        )
        for (sheet, words), same in found.items()
    )
