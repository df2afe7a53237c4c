"""The refusal of a whole file.

Owns the exception that carries the one message back to the reader. Must not know why a file is refused.
"""

from __future__ import annotations

from data.reading.messages import message
from data.reading.results import Message


class RefusedFileError(Exception):
    """The file cannot be read at all. `told` is what to tell; the exception's own text is the code only."""

    def __init__(
        self, code: str, /, *, row: int | None = None, column: str | None = None, **facts: str | int
    ) -> None:
        super().__init__(code)
        self.told: Message = message(code, row=row, column=column, value=None, sheet=None, **facts)
