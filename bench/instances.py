"""Published test tables as problems for the protection, read from outside the project where they are at hand.

Owns: how each file becomes a problem. Must not know: what a good pattern is.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np

from data.protection import CellKey, Problem, Rule

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "reference" / "sdc-instances"
"""Third-party data: read there, never copied."""


@dataclass(frozen=True)
class Instance:
    """A table and what is known of it.

    optimum: the fewest cells that must be hidden besides the small ones, where that is known.
    reference: how many another program hides (its promise is weaker: not exactly known).
    """

    name: str
    problem: Problem
    optimum: int | None = None
    reference: int | None = None


def instances() -> tuple[Instance, ...]:
    """Return every instance that is at hand."""
    if not FOLDER.is_dir():
        return ()
    main_income = {"Total": ("assistance", "other", "pensions", "wages")}
    regions = tuple("ABCDEFGH")
    d1 = _table("ssbtools_d1.csv", ("region", "main_income"), ({"Total": regions}, main_income), threshold=5)
    rows = _rows("ssbtools_d2.csv")
    groups: dict[str, tuple[str, ...]] = {"Total": tuple(sorted({row["region"] for row in rows}))}
    for column in ("county", "k_group"):
        for value in sorted({row[column] for row in rows}):
            groups[value] = tuple(sorted({row["region"] for row in rows if row[column] == value}))
    d2 = _table("ssbtools_d2.csv", ("region", "main_income"), (groups, main_income), threshold=5)
    accidents = _table(
        "ssbtools_mun_accidents.csv",
        ("mun", "inj"),
        (
            {"Total": tuple(f"k{number}" for number in range(1, 7))},
            {"Total": ("light", "none", "serious", "unknown")},
        ),
        threshold=5,
    )
    small = _table(
        "constructed_4x4_small.csv",
        ("v1", "v2"),
        ({"Total": tuple("wxyz")}, {"Total": tuple("abcd")}),
        threshold=5,
    )
    linked = {
        "Total": tuple("ABIJKLMN"), "county-1": tuple("ABIJ"), "county-2": tuple("KLMN"),
        "big": tuple("LM"), "small": tuple("ABIJKN"),
    }  # fmt: skip
    eight = _table("sdctable_linked8.csv", ("region",), (linked,), threshold=4, value="n")
    return (
        Instance("d1", d1, optimum=4, reference=_suppressed("ref_gauss_d1_maxN4_sz.csv")),
        Instance("d2", d2, optimum=15, reference=_suppressed("ref_gauss_d2_maxN4_sz.csv")),
        Instance(
            "mun_accidents",
            accidents,
            optimum=2,
            reference=_suppressed("ref_gauss_mun_accidents_maxN4_sz.csv"),
        ),
        Instance("4x4", small),
        Instance("linked8", eight),
    )


def _table(
    file: str,
    columns: Sequence[str],
    groups: Sequence[Mapping[str, Sequence[str]]],
    *,
    threshold: int,
    value: str = "freq",
) -> Problem:
    """Return the full cross of a table: every value of every column, and every group of values."""
    rows = _rows(file)
    choices = [
        {**{row[column]: (row[column],) for row in rows}, **group}
        for column, group in zip(columns, groups, strict=True)
    ]
    cells: dict[CellKey, np.ndarray] = {}
    for chosen in product(*choices):
        members = [
            number
            for number, row in enumerate(rows)
            if all(row[c] in choice[v] for c, choice, v in zip(columns, choices, chosen, strict=True))
        ]
        if members:
            cells[
                _level(chosen, groups), "/".join(chosen), "month", date(2025, 1, 1), "all", "all", "all"
            ] = np.array(members, dtype=np.intp)
    return Problem(
        indicator=file.removesuffix(".csv"),
        year=2025,
        rule=Rule(
            kind="count",
            sensitivity="client",
            threshold=threshold,
            complement_sensitive=False,
            counts="persons",
        ),
        numerators=np.array([int(row[value]) for row in rows], dtype=np.int64),
        denominators=None,
        persons=None,
        cells=cells,
    )


def _level(chosen: Sequence[str], groups: Sequence[Mapping[str, Sequence[str]]]) -> str:
    summed = sum(value in group for value, group in zip(chosen, groups, strict=True))
    return ("unit", "area", "office")[min(summed, 2)]


def _rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _suppressed(file: str) -> int:
    return sum(row["suppressed"] == "1" and row["primary"] == "0" for row in _rows(file))
