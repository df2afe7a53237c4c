"""Published figures as a JSON-stat 2.0 dataset, for statistics programs.

Owns: how cells become a cube. Must not know: requests, Dash, who is asking.

A dataset holds one kind of period, so that adding up along time never counts anything twice. The cube has a
place for every combination of its categories; a place that is not published is null and has no status.
"""

from itertools import product
from math import prod
from typing import Any

from queries import catalogue
from queries.catalogue import Indicator
from queries.store import Snapshot
from reports.api import (
    FIGURES_OF_KIND,
    MOST_CELLS,
    Document,
    Reader,
    Selection,
    TooManyCellsError,
    cell_rows,
    head,
)

GENDER_LABELS = {"all": "alla", "kvinna": "kvinnor", "man": "män", "annat_okant": "annat eller okänt"}
FIGURE_LABELS = {"numerator": "täljare", "denominator": "nämnare"}
DIMENSION_LABELS = {
    "org": "Organisation", "period": "Period", "gender": "Kön", "age": "Åldersgrupp", "category": "Kategori",
    "figure": "Uppgift",
}  # fmt: skip
COORDINATES = ("org", "period_start", "gender", "age", "category")

Labels = dict[str, str]
"""Text by id, in the order shown."""


def dataset(snapshot: Snapshot, indicator: Indicator, *, selection: Selection, reader: Reader) -> Document:
    """The cells of one indicator and one kind of period, the finest unless the selection names another.

    Raises TooManyCellsError when the cube would be too large.
    """
    kinds = [kind for kind in reader.kinds(indicator) if not selection.kinds or kind in selection.kinds]
    only = Selection(
        orgs=selection.orgs, years=selection.years, kinds=tuple(kinds[:1]), genders=selection.genders
    )
    rows = cell_rows(snapshot, indicator, selection=only, reader=reader) if kinds else []
    dimensions = _dimensions(snapshot, indicator, rows)
    size = [len(labels) for labels in dimensions.values()]
    if prod(size) > MOST_CELLS * len(FIGURES_OF_KIND):
        raise TooManyCellsError(f"{prod(size)} places")
    values, status = _fill(rows, dimensions)
    about = head(snapshot)
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"{indicator.code} {indicator.name}",
        "source": indicator.source,
        "updated": about["published_at"],
        "note": [text for text in (about["label"], indicator.note) if text],
        "id": list(dimensions),
        "size": size,
        "role": {"time": ["period"], "metric": ["figure"]},
        "dimension": {
            name: {"label": DIMENSION_LABELS[name], "category": _category(snapshot, name, labels, indicator)}
            for name, labels in dimensions.items()
        },
        "value": values,
        "status": status,
        "extension": {
            **about,
            "indicator": indicator.id,
            "period_kind": kinds[0] if kinds else None,
            "period_kinds": list(reader.kinds(indicator)),
            "status": {"label": {one["mark"]: one["meaning"] for one in about["marks"]}},
        },
    }


def _dimensions(snapshot: Snapshot, indicator: Indicator, rows: list[dict[str, Any]]) -> dict[str, Labels]:
    present = {name: {row[name] for row in rows} for name in COORDINATES}
    orgs = {org.id: org.name for org in catalogue.orgs(snapshot)}
    periods = {
        row["period_start"]: row["period"] for row in sorted(rows, key=lambda row: row["period_start"])
    }
    categories = {"all": "alla", **{one.id: one.name for one in indicator.categories}}
    ages = {"all": "alla", **{age: age for age in sorted(present["age"] - {"all"})}}
    whole = {"org": orgs, "gender": GENDER_LABELS, "age": ages, "category": categories}
    kept = {
        name: {one: text for one, text in labels.items() if one in present[name]}
        for name, labels in whole.items()
    }
    figures = {
        name: FIGURE_LABELS.get(name, indicator.unit_of_measure) for name in FIGURES_OF_KIND[indicator.kind]
    }
    return {
        "org": kept["org"],
        "period": periods,
        "gender": kept["gender"],
        "age": kept["age"],
        "category": kept["category"],
        "figure": figures,
    }


def _fill(
    rows: list[dict[str, Any]], dimensions: dict[str, Labels]
) -> tuple[list[float | int | None], dict[str, str]]:
    """The values in the order of the cube, and the mark of every place that is published."""
    cell_of = {tuple(row[name] for name in COORDINATES): row for row in rows}
    values: list[float | int | None] = []
    status: dict[str, str] = {}
    for *place, figure in product(*dimensions.values()):
        row = cell_of.get(tuple(place))
        if row is not None:
            status[str(len(values))] = row["mark"]
        values.append(None if row is None else row[figure])
    return values, status


def _category(snapshot: Snapshot, name: str, labels: Labels, indicator: Indicator) -> Document:
    category: Document = {"index": list(labels), "label": labels}
    if name == "org":
        parents = [(org.parent, org.id) for org in catalogue.orgs(snapshot)]
        children = {
            parent: [child for above, child in parents if above == parent and child in labels]
            for parent in labels
        }
        category["child"] = {parent: ids for parent, ids in children.items() if ids}
    if name == "figure":
        unit = "andel, 0 till 1" if indicator.unit_of_measure == "procent" else indicator.unit_of_measure
        category["unit"] = {one: {"label": unit if one == "value" else "antal"} for one in labels}
    return category
