"""SQL of this room: files of named statements.

Owns how `data/*.sql` is split into statements. Must not know what any of them does.
"""

from functools import cache
from pathlib import Path

MARK = "-- name: "
FOLDER = Path(__file__).resolve().parent


@cache
def statements(file: str) -> dict[str, str]:
    """Return the statements of `data/<file>` by name; a line `-- name: some_name` stands above each."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith(MARK):
            lines = found.setdefault(line.removeprefix(MARK).strip(), [])
        else:
            lines.append(line)
    return {name: "\n".join(text).strip() for name, text in found.items()}
