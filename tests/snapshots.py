"""Builds a tiny snapshot file from data/snapshot.sql, for tests of everything that reads snapshots.

Three units in two areas, two calendar years, four indicators of different kinds. Small enough to know by
heart:

- `fra1`, a share by quarter: Frideborg 8 of 10 each quarter, Elsa 6 of 12, protected in 2025-07, Moa not
reported in 2025-10.
- `han1`, a neutral count by quarter and year, with two receivers as categories.
- `ing1`, a median by quarter, of the office alone.
- `web1`, a status by year, of the office alone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

DEFINITION = Path(__file__).resolve().parents[1] / "data" / "snapshot.sql"
QUARTERS = tuple(date(year, month, 1) for year in (2024, 2025) for month in (1, 4, 7, 10))
PUBLISHED = datetime.fromisoformat("2025-11-03T08:30:00")
Row = Mapping[str, object]


@dataclass(frozen=True)
class Cell:
    """One row of `cell`, with what most rows have in common as defaults."""

    indicator: str
    level: str
    org: str
    period_kind: str
    period_start: date
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    mark: str = "shown"
    gender: str = "all"
    category: str = "all"

    @property
    def row(self) -> Row:
        return {"age": "all", **vars(self)}


def share(
    level: str, org: str, kind: str, start: date, figures: tuple[int, int] | None, mark: str = "shown"
) -> Cell:
    """A cell of `fra1`: shown with its figures, or marked."""
    if figures is None:
        return Cell("fra1", level, org, kind, start, mark=mark)
    return Cell("fra1", level, org, kind, start, figures[0], figures[1], figures[0] / figures[1])


def cells() -> list[Cell]:
    """Every cell of the tiny snapshot."""
    found: list[Cell] = []
    for start in QUARTERS:
        protected, missing = start == date(2025, 7, 1), start == date(2025, 10, 1)
        found += [
            share("unit", "frideborg", "quarter", start, (8, 10)),
            share("unit", "elsa", "quarter", start, None if protected else (6, 12), "protected"),
            share("unit", "moa", "quarter", start, None if missing else (9, 18), "not_reported"),
            share("area", "vald-och-skydd", "quarter", start, None if protected else (14, 22), "protected"),
            share("area", "barn-och-unga", "quarter", start, None if missing else (9, 18), "not_reported"),
            share("office", "socialkontoret", "quarter", start, (14, 22) if missing else (23, 40)),
            Cell("ing1", "office", "socialkontoret", "quarter", start, value=7.5),
        ]
        for category, count in (("all", 9), ("novahuset", 7), ("ovrig", 2)):
            mark = "protected" if count < 5 else "shown"
            shown = count if mark == "shown" else None
            found.append(
                Cell(
                    "han1",
                    "office",
                    "socialkontoret",
                    "quarter",
                    start,
                    shown,
                    None,
                    shown,
                    mark,
                    category=category,
                )
            )
    for year in (2024, 2025):
        start = date(year, 1, 1)
        found += [
            share("office", "socialkontoret", "year", start, (92, 160)),
            Cell("fra1", "office", "socialkontoret", "year", start, 60, 100, 0.6, gender="kvinna"),
            Cell("fra1", "office", "socialkontoret", "year", start, 32, 60, 32 / 60, gender="man"),
            Cell(
                "fra1", "office", "socialkontoret", "year", start, mark="not_reported", gender="annat_okant"
            ),
            Cell("han1", "office", "socialkontoret", "year", start, 36, None, 36.0),
            Cell("web1", "office", "socialkontoret", "year", start, year - 2024, None, float(year - 2024)),
        ]
    return found


def make_snapshot(
    folder: Path,
    *,
    sequence: int = 1,
    is_demo: bool = True,
    extra_indicators: Sequence[Row] = (),
    extra_cells: Sequence[Cell] = (),
    extra_reporting: Sequence[Row] = (),
) -> str:
    """Write a tiny snapshot into the folder, point at it, and return its id."""
    folder.mkdir(parents=True, exist_ok=True)
    snapshot_id = f"{sequence:05d}-{hashlib.sha256(str(sequence).encode()).hexdigest()[:8]}"
    file = folder / f"published-{snapshot_id}.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(DEFINITION.read_text("utf-8"))
        for table, rows in _tables(snapshot_id, sequence=sequence, is_demo=is_demo).items():
            _insert(connection, table, rows)
        _insert(connection, "cell", [cell.row for cell in [*cells(), *extra_cells]])
        _insert(connection, "indicator", extra_indicators)
        _insert(connection, "reporting", extra_reporting)
        _insert(connection, "indicator_table", [_table_of(cell) for cell in extra_cells])
    point_at(folder, snapshot_id)
    return snapshot_id


def point_at(folder: Path, snapshot_id: str) -> None:
    """Let the pointer of the store name a snapshot, the way a publisher does: whole or not at all."""
    file = folder / f"published-{snapshot_id}.duckdb"
    content = file.read_bytes()
    pointer = {
        "id": snapshot_id,
        "file": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }
    (folder / f"published-{snapshot_id}.json").write_text(json.dumps(pointer), "utf-8")
    temporary = folder / "current.tmp"
    temporary.write_text(json.dumps(pointer), "utf-8")
    temporary.replace(folder / "current.json")


def indicator(identity: str, **other: object) -> Row:
    """A row of `indicator`: a share of clients by quarter unless told otherwise."""
    return {
        "id": identity, "code": identity.upper(), "name": f"Mått {identity}", "measure": 3, "page": "fraga",
        "position": 1, "kind": "share", "time": "flow", "frequency": "quarter", "reported_at": "unit",
        "numerator": "Klienter som fått frågan", "denominator": "Nya klienter", "unit_of_measure": "procent",
        "direction": "higher", "sensitivity": "client", "threshold": 5, "complement_sensitive": False,
        "counts": "persons", "genders": True, "purpose": "Visar om frågan ställs.", "exclusions": None,
        "source": "Verksamhetssystemet", "owner": "Frideborg", "note": None, "valid_from": None,
        "valid_to": None, "due_months": 1, "phrase_label": None, "phrase": None, "phrase_one": None,
        "phrase_many": None, "phrase_is_neuter": None, "phrase_yes": None, "phrase_no": None,
        **other,
    }  # fmt: skip


def _tables(snapshot_id: str, *, sequence: int, is_demo: bool) -> dict[str, list[Row]]:
    return {
        "snapshot": [{
            "id": snapshot_id, "sequence": sequence, "published_at": PUBLISHED, "published_by": "test",
            "is_demo": is_demo, "data_until": date(2025, 12, 31), "catalogue_hash": "c" * 64,
            "input_hashes": ["a" * 64],
            "application_version": "0.1.0", "cells_shown": 60, "cells_protected_by_need": 9,
            "cells_protected_by_consequence": 1, "corrections_waiting": 0,
        }],
        "org": [
            _org("socialkontoret", "office", "Socialkontoret", None, 1),
            _org("vald-och-skydd", "area", "Våld och skydd", "socialkontoret", 1),
            _org("barn-och-unga", "area", "Barn och unga", "socialkontoret", 2),
            _org("frideborg", "unit", "Frideborg", "vald-och-skydd", 1),
            _org("elsa", "unit", "Kvinnoboendet Elsa", "vald-och-skydd", 2),
            _org("moa", "unit", "Moa-mottagningen", "barn-och-unga", 3),
        ],
        "indicator": [
            indicator(
                "fra1", code="FRÅ1", name="Fått frågan", phrase_label="Andelen som fått frågan",
                phrase="av klienterna fick frågan",
            ),
            indicator(
                "han1", code="HÄN1", name="Hänvisningar till Novahuset", measure=4, page="hanvisningar",
                kind="count",
                reported_at="office", denominator=None, unit_of_measure="antal", direction="neutral",
                counts="events",
                genders=False,
            ),
            indicator(
                "ing1", code="ING1", name="Tid till första kontakt", measure=5, page="atgarder",
                kind="median",
                reported_at="office", denominator=None, unit_of_measure="dagar", direction="lower",
                genders=False,
            ),
            indicator(
                "web1", code="WEB1", name="Sida publicerad", measure=6, page="atgarder", kind="status",
                frequency="year",
                time="stock", reported_at="office", denominator=None, unit_of_measure="ja/nej",
                sensitivity="open",
                genders=False,
            ),
        ],
        "indicator_table": [
            *({"indicator": "fra1", "level": level, "period_kind": "quarter", "dimension": "all"}
              for level in ("unit", "area", "office")),
            {"indicator": "fra1", "level": "office", "period_kind": "year", "dimension": "all"},
            {"indicator": "fra1", "level": "office", "period_kind": "year", "dimension": "gender"},
            {"indicator": "han1", "level": "office", "period_kind": "quarter", "dimension": "all"},
            {"indicator": "han1", "level": "office", "period_kind": "quarter", "dimension": "category"},
            {"indicator": "han1", "level": "office", "period_kind": "year", "dimension": "all"},
            {"indicator": "ing1", "level": "office", "period_kind": "quarter", "dimension": "all"},
            {"indicator": "web1", "level": "office", "period_kind": "year", "dimension": "all"},
        ],
        "category": [
            {"indicator": "han1", "id": "novahuset", "name": "Novahuset", "position": 1},
            {"indicator": "han1", "id": "ovrig", "name": "Annan mottagare", "position": 2},
        ],
        "reporting": [
            {
                "indicator": "fra1", "level": "office", "org": "socialkontoret", "period_kind": "quarter",
                "period_start": start, "units_reported": 2 if start == date(2025, 10, 1) else 3,
                "units_expected": 3,
                "received_on": None,
            }
            for start in QUARTERS
        ],
        "target": [
            {
                "indicator": "fra1", "org": None, "valid_from": date(2024, 1, 1), "valid_to": None,
                "value": 0.8,
                "source": "Exempel", "is_example": True,
            },
        ],
        "event": [
            {
                "number": 1, "date_from": date(2024, 9, 1), "date_to": None,
                "text": "Utbildning för alla enheter",
                "indicators": ["fra1"], "source": "Exempel", "is_example": True, "rebase": False,
            },
            {
                "number": 2, "date_from": date(2025, 2, 3), "date_to": date(2025, 2, 7),
                "text": "Polisens insatsvecka",
                "indicators": [], "source": "Exempel", "is_example": True, "rebase": False,
            },
        ],
        "measure": [
            {
                "number": number, "name": f"Åtgärd nummer {number}", "short_name": f"Åtgärd {number}",
                "proposal": "Förslaget i utredningen.", "status": "pågår", "responsible": "Frideborg",
                "source": "SN 2023/0048", "is_example": False,
            }
            for number in range(1, 7)
        ],
        "milestone": [
            {
                "measure": 3, "date": date(2024, 9, 1), "text": "Rutin beslutad", "done": True,
                "source": "Exempel",
                "is_example": True,
            },
        ],
        "course": [
            {
                "id": "sex-mot-ersattning-vuxna", "name": "Sex mot ersättning – inriktning vuxna",
                "producer": "Socialstyrelsen", "audience": "Enheter för vuxna", "source": "r.266",
                "position": 1,
            },
        ],
        "background": [
            {
                "id": "b5", "heading": "Tagit emot ersättning", "figure": "1,5 % av kvinnorna, 1 % av männen",
                "population": "Befolkningen i Sverige", "age": "16–84 år", "year": "2017",
                "source": "Folkhälsomyndigheten 2019", "warning": "Jämför med försiktighet.", "position": 1,
            },
        ],
        "municipality": [
            {
                "name": "Norrköpings kommun", "committee": "Socialnämnden", "registration": "SN 2023/0048",
                "contact": "Säg till samordnaren.",
            },
        ],
        "support": [
            {"purpose": "Stödsamtal", "reach": "ring 011-00", "address": "tel:01100", "position": 1},
            {"purpose": "Regionkoordinatorn", "reach": "nås genom Länsstyrelsen", "address": None,
             "position": 2},
        ],
    }  # fmt: skip


def _org(identity: str, level: str, name: str, parent: str | None, position: int) -> Row:
    return {
        "id": identity, "level": level, "name": name, "parent": parent, "valid_from": None, "valid_to": None,
        "position": position,
    }  # fmt: skip


def _table_of(cell: Cell) -> Row:
    dimension = "gender" if cell.gender != "all" else "category" if cell.category != "all" else "all"
    return {
        "indicator": cell.indicator,
        "level": cell.level,
        "period_kind": cell.period_kind,
        "dimension": dimension,
    }


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    for row in rows:
        columns = ", ".join(row)
        values = ", ".join(f"${column}" for column in row)
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", dict(row))
