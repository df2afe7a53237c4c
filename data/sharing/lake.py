"""The shared store of several municipalities: DuckLake, with its catalogue in PostgreSQL.

Owns how a published snapshot goes there, whole in one commit, and how a replica makes its own file of it.
Each municipality has a schema with the very tables of data/snapshot.sql, so that nobody's publishing meets
another's, and each may run its own version. Must not know what a snapshot holds, nor how it was made.

The extensions come from wheels (requirements-lake.txt): nothing is fetched when the program runs.
"""

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from data.log import Log
from data.publishing.publish import Audit, ExposureError
from data.sharing.replica import Fetched, alone, finish, put_in_force, stands
from data.snapshot import file as snapshot_file
from data.snapshot import pointer
from data.snapshot.file import DEFINITION
from data.snapshot.pointer import Pointer, SnapshotError
from data.statements import statements
from settings import Sharing

EXTENSIONS = ("ducklake", "postgres_scanner")
CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "temp_directory": "",
    "memory_limit": "1GB",
    "threads": 1,
}
ATTEMPTS = 8
PAUSE_SECONDS = 0.2


class LakeError(SnapshotError):
    """The shared store cannot be used. The text is Swedish and names no address: it may hold a password."""


@dataclass(frozen=True)
class Place:
    """Where the shared store is, and who we are there.

    address: `postgresql://…` of its catalogue. data: the folder of its files. municipality: our schema.
    """

    address: str = field(repr=False)
    data: Path
    municipality: str


@dataclass(frozen=True)
class Delivery:
    """What the lake says of the snapshot it holds, in the order of the columns of `delivery`."""

    id: str
    sequence: int
    cells_hash: str
    fingerprint: str


def place_of(sharing: Sharing) -> Place | None:
    """Return the shared store of the settings, None when there is none. Raises LakeError for half of one."""
    address = sharing.lake.get_secret_value()
    if not address:
        return None
    faults = []
    if not address.startswith(("postgresql://", "postgres://")):
        faults.append("LAGESBILD_LAKE ska börja med postgresql://")
    if sharing.lake_data is None:
        faults.append("LAGESBILD_LAKE_DATA saknas")
    if not sharing.municipality:
        faults.append("LAGESBILD_MUNICIPALITY saknas")
    if faults or sharing.lake_data is None:
        raise LakeError("Den gemensamma lagringen är inte färdigt inställd: " + "; ".join(faults))
    return Place(address, sharing.lake_data, sharing.municipality)


def deliver(store: Path, place: Place, *, by: str) -> bool:
    """Let the lake hold the snapshot in force here, in one commit; return whether it did not already.

    Tried again when somebody else commits at the same moment. Raises LakeError when the lake cannot be
    reached, or holds a snapshot that this store has not published and that is no older.
    """
    in_force = pointer.current(store)
    if in_force is None:
        raise LakeError("Inget är publicerat.")
    path = pointer.verified(store, in_force)
    content = snapshot_file.read(path)
    new = Delivery(in_force.id, in_force.sequence, content.cells_hash, content.fingerprint)
    ours = {note.id for note in pointer.kept(store)}
    for attempt in range(ATTEMPTS):
        try:
            with _opened(place, "attach") as lake:
                if not _committed(lake, place, path, new, ours=ours, by=by):
                    return False
        except duckdb.Error as error:
            if not _has_met_another(error):
                # Not "from error": its text has the address, and a log of the chain would have the password.
                name = type(error).__name__
                raise LakeError(f"Den gemensamma lagringen går inte att skriva i ({name}).") from None
            time.sleep(PAUSE_SECONDS * random.uniform(0.5, 1.5) * (attempt + 1))  # noqa: S311  no secret
            continue
        Log(store).append("deliver", who=by, snapshot=in_force.id)
        return True
    raise LakeError("Andra skriver i den gemensamma lagringen hela tiden. Försök igen om en stund.")


def materialise(store: Path, place: Place, audit: Audit, *, by: str, keep: int) -> Fetched:
    """Make a file of the snapshot that the lake holds, prove and audit it, and put it in force here.

    Raises LakeError, ExposureError and BusyError; whatever is raised, what was in force here stays.
    """
    with alone(store):
        unfinished = store / pointer.UNFINISHED
        try:
            with _opened(place, "attach_for_reading") as lake:
                # One transaction sees one commit: no table can be of another.
                lake.begin()
                held = _held(lake, place)
                if held is None:
                    raise LakeError(f"Inget är publicerat för {place.municipality}.")
                old = _kept(store, held)
                if old is not None:
                    return put_in_force(store, old, by=by, what="materialise", keep=keep)
                counts = _write(lake, place, unfinished)
                lake.commit()
                lake.execute(statements("lake.sql")["finish_file"])
        except duckdb.Error as error:
            raise LakeError(f"Den gemensamma lagringen går inte att läsa ({type(error).__name__}).") from None
        _prove(unfinished, held, counts)
        exposed = audit([*(pointer.path_of(store, note) for note in pointer.kept(store)), unfinished])
        if exposed:
            Log(store).append("publish_refused", who=by, snapshot=held.id, exposed=len(exposed))
            raise ExposureError(exposed)
        return finish(store, held.id, by=by, what="materialise", keep=keep)


@contextmanager
def _opened(place: Place, how: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection with the lake attached. Raises LakeError when its extensions are not installed."""
    with duckdb.connect(":memory:", config=CONFIG) as connection:
        for name in EXTENSIONS:
            connection.load_extension(str(_extension(name)))
        if how == "attach":
            place.data.mkdir(parents=True, exist_ok=True)
        data = f"{place.data.resolve()}/"
        connection.execute(_statement(how, address=_escaped(place.address), data=_escaped(data)))
        yield connection


def _has_met_another(error: duckdb.Error) -> bool:
    """Whether somebody else committed at the same moment, or was making the lake's own tables."""
    words = ("conflict", "duplicate key", "could not serialize", "already exists")
    return any(word in str(error) for word in words)


def _extension(name: str) -> Path:
    try:
        folder = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise LakeError("LAGESBILD_LAKE kräver paketen i requirements-lake.txt.") from error
    return Path(str(folder)) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


def _committed(
    lake: duckdb.DuckDBPyConnection, place: Place, path: Path, new: Delivery, *, ours: set[str], by: str
) -> bool:
    """Put the file's tables in the place of those there; return False when they are there already."""
    municipality = place.municipality
    lake.execute(_statement("attach_snapshot", file=_escaped(str(path))))
    lake.begin()
    lake.execute(_statement("create_schema", municipality=municipality))
    lake.execute(_statement("create_delivery", municipality=municipality))
    held = _held(lake, place)
    if held is not None and held.id == new.id:
        return False
    if held is not None and held.sequence >= new.sequence and held.id not in ours:
        raise LakeError(
            f"Den gemensamma lagringen har ögonblicksbild {held.id} för {municipality}, från ett annat lager."
        )
    there = _columns(lake, "lake", municipality)
    for table, columns in _columns(lake, "snapshot", "main").items():
        if there.get(table) == columns:
            lake.execute(_statement("empty_table", municipality=municipality, table=table))
        else:
            lake.execute(_statement("drop_table", municipality=municipality, table=table))
            lake.execute(_statement("create_table", municipality=municipality, table=table, columns=columns))
        lake.execute(_statement("fill_table", municipality=municipality, table=table))
    lake.execute(_statement("empty_table", municipality=municipality, table="delivery"))
    lake.execute(_statement("fill_delivery", municipality=municipality), vars(new))
    lake.execute(statements("lake.sql")["message"], {"who": by, "message": f"{municipality} {new.id}"})
    lake.commit()
    return True


def _held(lake: duckdb.DuckDBPyConnection, place: Place) -> Delivery | None:
    if "delivery" not in _columns(lake, "lake", place.municipality):
        return None
    rows = lake.execute(_statement("delivered", municipality=place.municipality)).fetchall()
    return Delivery(*rows[0]) if rows else None


def _columns(lake: duckdb.DuckDBPyConnection, database: str, schema: str) -> Mapping[str, str]:
    """Return the definition of each table's columns by table."""
    rows = lake.execute(statements("lake.sql")["columns"], {"database": database, "schema": schema})
    return dict(rows.fetchall())


def _write(lake: duckdb.DuckDBPyConnection, place: Place, path: Path) -> Mapping[str, int]:
    """Write a snapshot file as publishing does, of the lake's rows; return the number of rows by table."""
    lake.execute(_statement("attach_file", file=_escaped(str(path))))
    lake.execute(statements("lake.sql")["use_file"])
    lake.execute(DEFINITION.read_text(encoding="utf-8"))
    counts: dict[str, int] = {}
    for table in _columns(lake, "lake", place.municipality):
        if table != "delivery":
            lake.execute(_statement("rows", municipality=place.municipality, table=table))
            rows = lake.execute(statements("snapshot_file.sql")[table]).fetchall()
            counts[table] = rows[0][0]
    return counts


def _prove(path: Path, held: Delivery, counts: Mapping[str, int]) -> None:
    """Raise LakeError unless the file is, to the last value, the one that was delivered."""
    if not pointer.ID_PATTERN.fullmatch(held.id):
        raise LakeError("Den gemensamma lagringen har en ögonblicksbild utan riktigt namn.")
    try:
        content = snapshot_file.verify(path, expected_cells=held.cells_hash, expected_rows=counts)
    except SnapshotError as error:
        raise LakeError(f"Filen blev inte den som levererades. {error}") from error
    if content.fingerprint != held.fingerprint or snapshot_file.head(path)["id"] != held.id:
        raise LakeError("Filen blev inte den som levererades.")


def _kept(store: Path, held: Delivery) -> Pointer | None:
    """Return the file that the store already has of the snapshot, when it is whole."""
    found = next((note for note in pointer.kept(store) if note.id == held.id), None)
    return found if found is not None and stands(store, found) else None


def _statement(name: str, **parts: str) -> str:
    return statements("lake.sql")[name].format(**parts)


def _escaped(text: str) -> str:
    return text.replace("'", "''")
