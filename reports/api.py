"""Published figures as documents for other tools: JSON and CSV.

Owns: what stands in each document of `/api/v1/` (described in `openapi.json`; a table for statistics programs
is made in `jsonstat.py`). Must not know: addresses, requests, Dash, who is asking. The caller says which
figures the reader may see; those that the reader may not see are left out, as if they were not published.

Keys are the snapshot's own; texts for readers are Swedish. A figure that is not shown is null, with its mark.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.formats import MARK_MEANINGS, MARKS, period_label
from queries import catalogue, cells
from queries.catalogue import Indicator, Org, SnapshotFacts
from queries.store import Snapshot
from reports.files import FigureFile, Value
from reports.words import DEMO_TEXT

MOST_CELLS = 50_000
"""More than any indicator has today: a document that no program can open is no use."""

Document = dict[str, Any]
MaySee = Callable[[Indicator, str, str], bool]
"""(indicator, level, kind of period) -> whether the reader may see figures that fine."""

FIGURES_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "share": ("value", "numerator", "denominator"),
    "count": ("value", "numerator"),
    "median": ("value",),
    "status": ("value", "numerator"),
}
CELL_COLUMNS = (
    "indicator", "level", "org", "org_name", "period_kind", "period_start", "period", "gender", "age",
    "category", "category_name", "numerator", "denominator", "value", "unit_of_measure", "mark",
    "units_reported", "units_expected", "snapshot", "label",
)  # fmt: skip
INDICATOR_KEYS = (
    "id", "code", "name", "measure", "page", "kind", "time", "frequency", "reported_at", "numerator",
    "denominator", "unit_of_measure", "direction", "sensitivity", "threshold", "counts", "purpose",
    "exclusions", "source", "owner", "note", "valid_from", "valid_to",
)  # fmt: skip


class TooManyCellsError(ValueError):
    """The selection holds more than `MOST_CELLS`."""


@dataclass(frozen=True)
class Selection:
    """What a document is limited to; an empty part limits nothing.

    Attributes:
        orgs: Ids of office, areas and units.
        years: Calendar years.
        kinds: Kinds of period: `month`, `quarter`, `tertial`, `year`.
        genders: `all` (everybody together), `kvinna`, `man`, `annat_okant`.
    """

    orgs: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    """For whom a document is made. `may_see` decides by indicator, level and kind of period."""

    may_see: MaySee

    def kinds(self, indicator: Indicator) -> tuple[str, ...]:
        """The kinds of period of which the reader may see anything, finest first."""
        seen = {
            table.period_kind
            for table in indicator.tables
            if self.may_see(indicator, table.level, table.period_kind)
        }
        return tuple(kind for kind in catalogue.PERIOD_KINDS if kind in seen)


def index(snapshot: Snapshot, links: Mapping[str, str]) -> Document:
    """Where to begin. `links`: address by what is found there."""
    return head(snapshot) | {
        "title": "Lägesbild: publicerade siffror för andra verktyg",
        "links": [{"href": address, "title": title} for address, title in links.items()],
    }


def about_snapshot(snapshot: Snapshot) -> Document:
    """What the snapshot says of itself; who published it is nobody else's business."""
    facts = catalogue.facts(snapshot)
    return head(snapshot) | {
        "sequence": facts.sequence,
        "data_until": _day(facts.data_until),
        "catalogue_hash": facts.catalogue_hash,
        "input_files": facts.input_files,
        "application_version": facts.application_version,
        "cells_shown": facts.cells_shown,
        "cells_protected": facts.cells_protected_by_need + facts.cells_protected_by_consequence,
        "corrections_waiting": facts.corrections_waiting,
    }


def organisation(snapshot: Snapshot) -> Document:
    """Office, areas and units, in the order they are shown."""
    return head(snapshot) | {"orgs": [_org(one) for one in catalogue.orgs(snapshot)]}


def indicators(snapshot: Snapshot, reader: Reader) -> Document:
    """Every indicator with its definition, categories, targets and the tables the reader may see."""
    targets = catalogue.targets(snapshot)
    return head(snapshot) | {
        "indicators": [
            indicator_facts(one)
            | {
                "categories": [asdict(category) for category in one.categories],
                "tables": _tables(one, reader),
                "targets": [
                    {name: _plain(value) for name, value in asdict(target).items() if name != "indicator"}
                    for target in targets
                    if target.indicator == one.id
                ],
            }
            for one in catalogue.indicators(snapshot)
        ]
    }


def cell_document(
    snapshot: Snapshot, indicator: Indicator, *, selection: Selection, reader: Reader
) -> Document:
    """The cells of one indicator. Raises TooManyCellsError."""
    rows = cell_rows(snapshot, indicator, selection=selection, reader=reader)
    return head(snapshot) | {
        "indicator": indicator_facts(indicator),
        "selection": {name: list(values) for name, values in asdict(selection).items()},
        "count": len(rows),
        "cells": rows,
    }


def cell_file(
    snapshot: Snapshot, indicator: Indicator, *, selection: Selection, reader: Reader
) -> FigureFile:
    """The same cells as rows for a CSV file; every row says its snapshot. Raises TooManyCellsError."""
    facts = catalogue.facts(snapshot)
    common: dict[str, Value] = {
        "indicator": indicator.id,
        "unit_of_measure": indicator.unit_of_measure,
        "snapshot": facts.id,
        "label": label(facts),
    }
    rows = cell_rows(snapshot, indicator, selection=selection, reader=reader)
    return FigureFile(
        title=f"{indicator.code} {indicator.name}",
        columns=CELL_COLUMNS,
        rows=[tuple((common | row)[column] for column in CELL_COLUMNS) for row in rows],
        percent_columns=frozenset(),
        about=(),
        published_at=facts.published_at,
    )


def cell_rows(
    snapshot: Snapshot, indicator: Indicator, *, selection: Selection, reader: Reader
) -> list[dict[str, Any]]:
    """The cells that the selection and the reader's rights have in common. Raises TooManyCellsError.

    Ordered by kind of period, finest first, then level, organisation, period and cut.
    """
    found: list[dict[str, Any]] = []
    for kind in reader.kinds(indicator):
        if selection.kinds and kind not in selection.kinds:
            continue
        frame = cells.download(
            snapshot,
            indicator=indicator.id,
            period_kind=kind,
            orgs=selection.orgs,
            years=selection.years,
            genders=selection.genders,
        )
        levels = {level for level in levels_of(indicator) if reader.may_see(indicator, level, kind)}
        found += [_cell(row) for row in frame.to_dict("records") if row["level"] in levels]
    if len(found) > MOST_CELLS:
        raise TooManyCellsError(f"{len(found)} cells, at most {MOST_CELLS}")
    return found


def levels_of(indicator: Indicator) -> frozenset[str]:
    """The levels the indicator is published for."""
    return frozenset(table.level for table in indicator.tables)


def head(snapshot: Snapshot) -> Document:
    """What every document begins with: which snapshot, whether it is a demo, what the marks mean."""
    facts = catalogue.facts(snapshot)
    return {
        "snapshot": facts.id,
        "published_at": f"{facts.published_at.isoformat(timespec='seconds')}Z",
        "demo": facts.is_demo,
        "label": label(facts),
        "marks": marks(),
    }


def label(facts: SnapshotFacts) -> str | None:
    """What must stand beside every figure of a demo; None when the figures are real."""
    return DEMO_TEXT if facts.is_demo else None


def marks() -> list[dict[str, str]]:
    """Every mark, the sign that people see in its place and what it means."""
    shown = {"mark": "shown", "sign": "", "meaning": "uppgiften visas"}
    return [
        shown,
        *({"mark": mark, "sign": sign, "meaning": MARK_MEANINGS[sign]} for mark, sign in MARKS.items()),
    ]


def indicator_facts(indicator: Indicator) -> Document:
    """The definition of an indicator."""
    return {name: _plain(getattr(indicator, name)) for name in INDICATOR_KEYS}


def _tables(indicator: Indicator, reader: Reader) -> list[dict[str, str]]:
    seen = [one for one in indicator.tables if reader.may_see(indicator, one.level, one.period_kind)]
    order = catalogue.PERIOD_KINDS.index
    return [
        asdict(one)
        for one in sorted(seen, key=lambda one: (one.level, order(one.period_kind), one.dimension))
    ]


def _org(org: Org) -> Document:
    return {name: _plain(value) for name, value in asdict(org).items()}


def _cell(row: Mapping[Any, Any]) -> dict[str, Any]:
    start = row["period_start"].date()
    return {
        "level": row["level"],
        "org": row["org"],
        "org_name": row["org_name"],
        "period_kind": row["period_kind"],
        "period_start": start.isoformat(),
        "period": period_label(row["period_kind"], start),
        "gender": row["gender"],
        "age": row["age"],
        "category": row["category"],
        "category_name": None if row["category"] == "all" else row["category_name"],
        "numerator": _whole(row["numerator"]),
        "denominator": _whole(row["denominator"]),
        "value": None if pd.isna(row["value"]) else float(row["value"]),
        "mark": row["mark"],
        "units_reported": _whole(row["units_reported"]),
        "units_expected": _whole(row["units_expected"]),
    }


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _plain(value: Any) -> Any:
    return _day(value) if isinstance(value, date) else value
