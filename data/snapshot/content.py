"""The rows of a snapshot's tables, as data/snapshot.sql names them.

Owns how catalogue, protected cells and reports become rows. Must not know DuckDB, nor any figure that is
protected: it gets cells that are already blanked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.model import Catalogue, Indicator
from data.plan import period_kinds
from data.relations import Agreement
from data.reporting import Correction, Reporting
from data.rollup import Cell

Tables = Mapping[str, pd.DataFrame]
"""A frame per table of the snapshot."""

CELL_COLUMNS = (
    "indicator", "level", "org", "period_kind", "period_start", "gender", "age", "category",
    "numerator", "denominator", "value", "mark",
)  # fmt: skip
CELL_TYPES = {"numerator": "Int64", "denominator": "Int64", "value": "Float64"}


@dataclass(frozen=True)
class Head:
    """The one row of `snapshot`, in the order of its columns."""

    id: str
    sequence: int
    published_at: datetime
    published_by: str
    is_demo: bool
    data_until: date | None
    catalogue_hash: str
    input_hashes: list[str]
    application_version: str
    cells_shown: int
    cells_protected_by_need: int
    cells_protected_by_consequence: int
    corrections_waiting: int


@dataclass(frozen=True)
class PublicCell:
    """A cell of an indicator as everybody may see it."""

    indicator: str
    cell: Cell

    @property
    def row(self) -> tuple[Any, ...]:
        """The row of `cell`."""
        cell = self.cell
        return (self.indicator, *cell.key, cell.numerator, cell.denominator, cell.value, cell.mark)


def tables(
    head: Head,
    *,
    cells: Sequence[PublicCell],
    reports: Iterable[Reporting],
    corrections: Iterable[Correction],
    catalogue: Catalogue,
    agreements: Iterable[Agreement] = (),
) -> Tables:
    """Return every table of a snapshot."""
    cell = pd.DataFrame([one.row for one in cells], columns=list(CELL_COLUMNS)).astype(CELL_TYPES)
    reporting = pd.DataFrame([astuple(one) for one in reports], columns=list(Reporting.__slots__))
    correction = pd.DataFrame([astuple(one) for one in corrections], columns=list(Correction.__slots__))
    rest = {"snapshot": [vars(head)], **_catalogue_rows(catalogue)}
    relation = pd.DataFrame([astuple(one) for one in agreements], columns=list(Agreement.__slots__))
    written = {"cell": cell, "reporting": reporting, "correction": correction, "relation": relation}
    return written | {name: pd.DataFrame(rows) for name, rows in rest.items()}


def _catalogue_rows(catalogue: Catalogue) -> dict[str, list[dict[str, Any]]]:
    """Return what the pages show of the catalogue, by table; `position` keeps the catalogue's order."""
    return {
        "indicator": _numbered(_indicator(one) for one in catalogue.indicators),
        "indicator_table": [row for one in catalogue.indicators for row in _published_tables(one)],
        "category": [
            {"indicator": one.id} | row
            for one in catalogue.indicators
            for row in _numbered({"id": category.id, "name": category.name} for category in one.categories)
        ],
        "org": _organisation(catalogue),
        "target": [
            _fields(one, "indicator", "valid_from", "valid_to", "value", "source", "is_example")
            | {"org": one.unit}
            for one in catalogue.targets
        ],
        "event": [
            {"number": number, "indicators": list(one.indicators)}
            | _fields(one, "date_from", "date_to", "text", "source", "is_example", "rebase")
            for number, one in enumerate(catalogue.events, start=1)
        ],
        "measure": [
            _fields(
                one,
                "number",
                "name",
                "short_name",
                "proposal",
                "status",
                "responsible",
                "source",
                "is_example",
            )
            for one in catalogue.measures
        ],
        "milestone": [
            {"measure": one.number} | _fields(step, "date", "text", "done", "source", "is_example")
            for one in catalogue.measures
            for step in one.milestones
        ],
        "course": _numbered(
            _fields(one, "id", "name", "producer", "audience", "source") for one in catalogue.courses
        ),
        "background": _numbered(
            _fields(one, "id", "heading", "figure", "population", "age", "year", "source", "warning")
            for one in catalogue.background
        ),
        "municipality": [dict(catalogue.municipality)] if catalogue.municipality else [],
        "support": _numbered(dict(one) for one in catalogue.support),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    needed = _fields(
        indicator,
        "id", "code", "name", "measure", "page", "kind", "time", "frequency", "reported_at", "numerator",
        "unit_of_measure", "direction", "sensitivity", "threshold", "complement_sensitive", "counts",
        "genders", "purpose", "source", "owner", "valid_from", "valid_to", "due_months",
    )  # fmt: skip
    optional = _fields(indicator, "denominator", "exclusions", "note")
    words = {"phrase" if name == "phrase" else f"phrase_{name}": value for name, value in indicator.phrases}
    return needed | {name: value or None for name, value in optional.items()} | words


def _published_tables(indicator: Indicator) -> list[dict[str, Any]]:
    """Return one row per level, period and dimension; a table cut by two names both, with a plus between."""
    rows = {
        (level, kind, "+".join(table.by) or "all"): None
        for table in indicator.tables
        for level in table.org
        for kind in period_kinds(indicator, table)
    }
    return [
        {"indicator": indicator.id, "level": level, "period_kind": kind, "dimension": dimension}
        for level, kind, dimension in rows
    ]


def _organisation(catalogue: Catalogue) -> list[dict[str, Any]]:
    office = catalogue.organisation.office
    undated = {"valid_from": None, "valid_to": None}
    return [
        {"id": office.id, "level": "office", "name": office.name, "parent": None, "position": 1} | undated,
        *_numbered(
            {"id": area.id, "level": "area", "name": area.name, "parent": office.id} | undated
            for area in catalogue.organisation.areas
        ),
        *_numbered(
            _fields(unit, "id", "name", "valid_from", "valid_to") | {"level": "unit", "parent": unit.area}
            for unit in catalogue.organisation.units
        ),
    ]


def _fields(entry: object, *names: str) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in names}


def _numbered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"position": number} for number, row in enumerate(rows, start=1)]
