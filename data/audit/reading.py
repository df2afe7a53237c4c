"""A snapshot file as any reader has it, and the faults of the file itself.

Owns: reading one file for the audit, and checking that it holds what a snapshot may hold and no more.
Must not know: how the protection works, the register, the catalogue's files.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.statements import FOLDER, statements

Key = tuple[str, str, str, date, str, str, str]
"""level, org, period_kind, period_start, gender, age, category"""

DIMENSIONS = ("gender", "age", "category")
MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "year": 12}


class AuditError(Exception):
    """The file could not be attacked: it must not be published."""


@dataclass(frozen=True)
class Measured:
    """What a file says about one indicator."""

    id: str
    kind: str
    time: str
    frequency: str
    reported_at: str
    sensitivity: str
    threshold: int
    complement_sensitive: bool

    @property
    def adds_up(self) -> bool:
        """Tell whether cells of the indicator are sums of each other, and protected."""
        return self.kind in {"count", "share"} and self.sensitivity != "open"


@dataclass(frozen=True)
class Figure:
    """What a file shows of one cell."""

    numerator: int | None
    denominator: int | None
    value: float | None
    mark: str


@dataclass(frozen=True)
class Related:
    """What a file says that figures of two indicators have to do with each other, report by report."""

    indicator: str
    part: str
    category: str
    is_equal: bool
    other: str
    other_part: str
    other_category: str
    org: str
    year: int
    by_groups: bool


@dataclass(frozen=True)
class Published:
    """One snapshot file."""

    name: str
    indicators: Mapping[str, Measured]
    parents: Mapping[str, str | None]
    """The area or office that each unit or area belongs to."""
    tables: Mapping[str, frozenset[tuple[str, str, str]]]
    """level, period_kind and dimension of the published tables, by indicator."""
    reports: Mapping[str, frozenset[tuple[str, date]]]
    """Who reported which base period, by indicator."""
    corrected: Mapping[str, Mapping[tuple[str, date], int]]
    """How often each report has been corrected, by indicator; reports without corrections are left out."""
    cells: Mapping[str, Mapping[Key, Figure]]
    related: tuple[Related, ...] = ()


def read(path: Path, *, is_earlier: bool = False) -> Published:
    """Read one file. Raises AuditError where it is not a snapshot or holds what no snapshot may hold.

    is_earlier: it was published by an earlier version, whose tables may have been others.
    """
    try:
        with duckdb.connect(path, read_only=True) as connection:
            rows = _rows(connection)
    except duckdb.Error as error:
        raise AuditError(f"{path.name} går inte att läsa som en ögonblicksbild.") from error
    if not is_earlier:
        _check_columns(path.name, rows["columns"])
    reports: dict[str, set[tuple[str, date]]] = {}
    for indicator, org, start in rows["reports"]:
        reports.setdefault(indicator, set()).add((org, start))
    corrected: dict[str, dict[tuple[str, date], int]] = {}
    for indicator, org, start, times in rows["corrections"]:
        corrected.setdefault(indicator, {})[org, start] = times
    tables: dict[str, set[tuple[str, str, str]]] = {}
    for indicator, *table in rows["tables"]:
        tables.setdefault(indicator, set()).add((table[0], table[1], table[2]))
    cells: dict[str, dict[Key, Figure]] = {}
    for indicator, level, org, kind, start, gender, age, category, *figure in rows["cells"]:
        key: Key = (level, org, kind, start, gender, age, category)
        if key in cells.setdefault(indicator, {}):
            raise AuditError(f"{path.name}: samma uppgift står två gånger.")
        cells[indicator][key] = Figure(*figure)
    published = Published(
        name=path.name,
        indicators={row[0]: Measured(*row) for row in rows["indicators"]},
        parents={row[0]: row[2] for row in rows["organisations"]},
        tables={name: frozenset(found) for name, found in tables.items()},
        reports={name: frozenset(found) for name, found in reports.items()},
        corrected=corrected,
        cells=cells,
        related=tuple(Related(*row) for row in rows["relations"]),
    )
    for fault in _faults(published):
        raise AuditError(f"{path.name}: {fault}")
    return published


def dimension_of(key: Key) -> str:
    """Return which dimensions a cell is cut by, as `indicator_table` names them."""
    return "+".join(name for name, value in zip(DIMENSIONS, key[4:], strict=True) if value != "all") or "all"


def _rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    wanted = dict(statements("audit.sql"))
    columns = connection.execute(wanted.pop("columns")).fetchall()
    if ("correction", "corrected") not in columns:  # before snapshots told of corrections
        wanted["corrections"] = wanted["no_corrections"]
    if ("relation", "part") not in columns:  # before they told what indicators have to do with each other
        wanted["relations"] = wanted["no_relations"]
    del wanted["no_corrections"], wanted["no_relations"]
    return {"columns": columns} | {name: connection.execute(sql).fetchall() for name, sql in wanted.items()}


def _check_columns(name: str, found: list[tuple[Any, ...]]) -> None:
    """Raise AuditError where the file has other tables or columns than data/snapshot.sql defines."""
    with duckdb.connect(":memory:") as connection:
        connection.execute((FOLDER / "snapshot.sql").read_text(encoding="utf-8"))
        allowed = connection.execute(statements("audit.sql")["columns"]).fetchall()
    for table, column in sorted(set(found) ^ set(allowed)):
        raise AuditError(f"{name}: kolumnen {table}.{column} hör inte till en ögonblicksbild eller saknas.")


def _faults(published: Published) -> Iterator[str]:
    """Yield what is wrong with the rows, without telling any figure."""
    for name, cells in published.cells.items():
        measured = published.indicators.get(name)
        if measured is None:
            yield f"uppgifter finns för {name}, som inte är en indikator."
            continue
        splits: dict[tuple[str, str, str], set[tuple[str, ...]]] = {}
        rows: dict[tuple[str, str, str], dict[tuple[str, date], set[tuple[str, ...]]]] = {}
        for key, figure in cells.items():
            table = (key[0], key[2], dimension_of(key))
            if table not in published.tables.get(name, frozenset()):
                yield f"{name} har en rad som inte hör till någon publicerad tabell."
            splits.setdefault(table, set()).add(key[4:])
            rows.setdefault(table, {}).setdefault((key[1], key[3]), set()).add(key[4:])
            if not _is_well_formed(measured, figure):
                yield f"{name}, {key[1]}, {key[2]} {key[3]}: tal och märke går inte ihop."
        for table, places in rows.items():
            if any(found != splits[table] for found in places.values()):
                yield f"{name} saknar rader i en tabell, och luckan kan berätta något."


def _is_well_formed(measured: Measured, figure: Figure) -> bool:
    numbers = (figure.numerator, figure.denominator, figure.value)
    if figure.mark != "shown":
        return numbers == (None, None, None)
    if measured.kind == "share":
        return _is_share(measured, figure)
    if figure.denominator is not None or figure.value is None:
        return False
    return figure.numerator is None or math.isclose(figure.numerator, figure.value)


def _is_share(measured: Measured, figure: Figure) -> bool:
    if figure.denominator is None:
        return False
    if figure.numerator is None:  # parts of a whole post, of what is open to all
        return measured.sensitivity == "open" and figure.value is not None
    if measured.sensitivity != "open" and not 0 <= figure.numerator <= figure.denominator:
        return False
    if figure.denominator == 0:
        return figure.value is None
    return figure.value is not None and math.isclose(figure.value, figure.numerator / figure.denominator)
