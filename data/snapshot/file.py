"""The snapshot's file: written once, in one go, and checked before anybody reads it.

Owns the DuckDB file of a snapshot: how it is written, verified, hashed and compared. Must not know where
rows come from: a protected figure never reaches this module, so it cannot reach the file either.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.periods import PERIOD_KINDS
from data.plan import LEVELS
from data.snapshot.content import PublicCell, Tables
from data.snapshot.pointer import SnapshotError
from data.statements import FOLDER, statements

DEFINITION = FOLDER / "snapshot.sql"
WRITING: dict[str, Any] = {
    # A newer DuckDB would write a format that the pinned one cannot read: going back must stay possible.
    "storage_compatibility_version": "v1.5.0",
    "temp_directory": "",
    "threads": 1,
}
READING: dict[str, Any] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": "",
    "threads": 1,
    "lock_configuration": True,
}
UNCOMPARED = frozenset({"id", "sequence", "published_at", "published_by"})
"""Columns of `snapshot` that differ between two snapshots with the same content."""


@dataclass(frozen=True)
class Content:
    """What a snapshot file holds: rows per table as tuples, in the order of the file."""

    columns: Mapping[str, tuple[tuple[str, str], ...]]
    rows: Mapping[str, tuple[tuple[Any, ...], ...]]

    @property
    def fingerprint(self) -> str:
        """Hash of everything that readers can see, save who published it and when."""
        digest = hashlib.sha256()
        for table in sorted(self.rows):
            kept = [at for at, (name, _) in enumerate(self.columns[table]) if not _is_uncompared(table, name)]
            digest.update(repr((table, self.columns[table])).encode())
            for row in self.rows[table]:
                digest.update(repr([row[at] for at in kept]).encode())
        return digest.hexdigest()

    @property
    def cells_hash(self) -> str:
        """Hash of the cells alone."""
        return _hash_of_rows(self.rows["cell"])


def cells_hash(cells: Iterable[PublicCell]) -> str:
    """Return the hash that the cells will have in the file, whatever the order they come in."""
    return _hash_of_rows(sorted((cell.row for cell in cells), key=_cell_order))


def write(path: Path, tables: Tables) -> None:
    """Write a new snapshot file; the path must be free. Nothing is left open or beside the file."""
    connection = duckdb.connect(path, config=WRITING)
    try:
        connection.execute(DEFINITION.read_text(encoding="utf-8"))
        for name, rows in tables.items():
            if len(rows):
                connection.register("rows", rows)
                connection.execute(statements("snapshot_file.sql")[name])
                connection.unregister("rows")
        connection.execute(statements("snapshot_file.sql")["finish"])
    finally:
        connection.close()


def read(path: Path) -> Content:
    """Return what a snapshot file holds. Raises SnapshotError when it cannot be read."""
    try:
        with duckdb.connect(path, read_only=True, config=READING) as connection:
            return _content(connection)
    except duckdb.Error as error:
        raise SnapshotError(f"Filen {path.name} går inte att läsa som ögonblicksbild.") from error


def head(path: Path) -> dict[str, Any]:
    """Return the row about a snapshot by column. Raises SnapshotError when the file cannot be read."""
    try:
        with duckdb.connect(path, read_only=True, config=READING) as connection:
            table = connection.table("snapshot")
            return dict(zip(table.columns, table.fetchall()[0], strict=True))
    except (duckdb.Error, IndexError) as error:
        raise SnapshotError(f"Filen {path.name} går inte att läsa som ögonblicksbild.") from error


def verify(path: Path, *, expected_cells: str, expected_rows: Mapping[str, int]) -> Content:
    """Return what a new file holds, once it is proved to hold what it should and nothing else.

    expected_cells: hash of its cells. expected_rows: number of rows per table. Raises SnapshotError.
    """
    content = read(path)
    with duckdb.connect(":memory:") as connection:
        connection.execute(DEFINITION.read_text(encoding="utf-8"))
        defined = _content(connection).columns
    if content.columns != defined:
        raise SnapshotError("Den nya filen har andra tabeller eller kolumner än data/snapshot.sql anger.")
    counts = {name: len(rows) for name, rows in content.rows.items() if rows}
    if counts != {name: rows for name, rows in expected_rows.items() if rows}:
        raise SnapshotError("Den nya filen har ett annat antal rader än den ska ha.")
    if content.cells_hash != expected_cells:
        raise SnapshotError("Den nya filens uppgifter är inte de som skulle skrivas.")
    with duckdb.connect(path, read_only=True, config=READING) as connection:
        faults = connection.execute(statements("snapshot_file.sql")["faults"]).fetchall()[0][0]
    if faults:
        raise SnapshotError("Den nya filen har värden i uppgifter som inte ska visas.")
    return content


def _content(connection: duckdb.DuckDBPyConnection) -> Content:
    columns: dict[str, tuple[tuple[str, str], ...]] = {}
    rows: dict[str, tuple[tuple[Any, ...], ...]] = {}
    for (name,) in connection.execute(statements("snapshot_file.sql")["tables"]).fetchall():
        table = connection.table(name)
        columns[name] = tuple(zip(table.columns, map(str, table.types), strict=True))
        rows[name] = tuple(table.fetchall())
    return Content(columns, rows)


def _cell_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what sorts cells in Python as the file sorts them."""
    indicator, level, org, kind, *rest = row[:8]
    return (indicator, LEVELS.index(level), org, PERIOD_KINDS.index(kind), *rest)


def _hash_of_rows(rows: Iterable[tuple[Any, ...]]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _is_uncompared(table: str, column: str) -> bool:
    return table == "snapshot" and column in UNCOMPARED
