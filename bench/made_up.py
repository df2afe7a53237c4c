"""Made-up years of the size and sparseness of real ones, as problems for the protection.

Owns: how such a year is drawn, from a fixed seed. Must not know: the catalogue, how a pattern is found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import default_rng

from data.protection import CellKey, Problem, Rule

GENDERS = ("kvinna", "man", "annat_okant")
AGES = ("0-17", "18-29", "30-49", "50-")
PERIODS = {"month": 1, "quarter": 3, "tertial": 4, "year": 12}


@dataclass(frozen=True, slots=True)
class Leaf:
    """Who, when and which group, by number."""

    unit: int
    month: int
    gender: int
    age: int


def coverage_year(seed: int, *, mean: float, units: int = 12, areas: int = 4) -> Problem:
    """Return a share by unit, area and office over all kinds of periods, by gender for the office's year.

    mean: new clients in a unit of middling size in a month.
    """
    luck = default_rng(seed)
    size = luck.lognormal(0.0, 0.7, units)
    covered = luck.uniform(0.3, 0.9, units)
    shares = np.array([0.60, 0.38, 0.02])
    leaves = [Leaf(u, m, g, 0) for u in range(units) for m in range(1, 13) for g in range(3)]
    base = np.array([luck.poisson(mean * size[leaf.unit] * shares[leaf.gender]) for leaf in leaves])
    asked = np.array([luck.binomial(n, covered[leaf.unit]) for n, leaf in zip(base, leaves, strict=True)])
    wanted = [(level, kind, ()) for level in ("unit", "area", "office") for kind in PERIODS]
    cells = _cells(leaves, units, areas, [*wanted, ("office", "year", ("gender",))])
    return _problem("täckning", leaves, cells, asked, base)


def plan_year(seed: int, *, mean: float = 1.0, units: int = 15, areas: int = 4) -> Problem:
    """Return counts by gender and age in the plan that the method was first measured on.

    unit x month, unit x quarter x gender, unit x year x age; area and office cut by everything at the year.
    """
    luck = default_rng(seed)
    size, by_gender, by_age = (
        luck.lognormal(0.0, spread, n) for spread, n in ((0.7, units), (0.3, 3), (0.3, 4))
    )
    leaves = [
        Leaf(u, m, g, a) for u in range(units) for m in range(1, 13) for g in range(3) for a in range(4)
    ]
    counts = np.array(
        [luck.poisson(mean * size[leaf.unit] * by_gender[leaf.gender] * by_age[leaf.age]) for leaf in leaves]
    )
    wanted: list[tuple[str, str, tuple[str, ...]]] = [
        ("unit", "month", ()), ("unit", "quarter", ("gender",)), ("unit", "year", ("age",)),
        ("unit", "quarter", ()), ("unit", "year", ()), ("unit", "year", ("gender",)),
    ]  # fmt: skip
    for level in ("area", "office"):
        wanted += [(level, kind, ()) for kind in ("month", "quarter", "year")]
        wanted += [(level, "quarter", ("gender",)), (level, "year", ("gender",)), (level, "year", ("age",))]
    return _problem("plan", leaves, _cells(leaves, units, areas, wanted), counts, None)


def _cells(
    leaves: Sequence[Leaf], units: int, areas: int, wanted: Iterable[tuple[str, str, tuple[str, ...]]]
) -> dict[CellKey, np.ndarray]:
    area_of = [unit * areas // units for unit in range(units)]
    unit, month, gender, age = (
        np.array([getattr(leaf, name) for leaf in leaves]) for name in ("unit", "month", "gender", "age")
    )
    area = np.array(area_of)[unit]
    orgs = {
        "unit": [(f"u{number:02d}", unit == number) for number in range(units)],
        "area": [(f"a{number}", area == number) for number in range(areas)],
        "office": [("o", unit >= 0)],
    }
    cells: dict[CellKey, np.ndarray] = {}
    for level, kind, by in wanted:
        genders = (
            [(name, gender == n) for n, name in enumerate(GENDERS)]
            if "gender" in by
            else [("all", unit >= 0)]
        )
        ages = [(name, age == n) for n, name in enumerate(AGES)] if "age" in by else [("all", unit >= 0)]
        for org, in_org in orgs[level]:
            for first in range(1, 13, PERIODS[kind]):
                in_period = (month >= first) & (month < first + PERIODS[kind])
                for gender_name, in_gender in genders:
                    for age_name, in_age in ages:
                        chosen = np.flatnonzero(in_org & in_period & in_gender & in_age)
                        cells[level, org, kind, date(2025, first, 1), gender_name, age_name, "all"] = chosen
    return cells


def _problem(
    name: str,
    leaves: Sequence[Leaf],
    cells: dict[CellKey, np.ndarray],
    counts: np.ndarray,
    base: np.ndarray | None,
) -> Problem:
    reports: dict[tuple[int, int], list[int]] = {}
    for number, leaf in enumerate(leaves):
        reports.setdefault((leaf.unit, leaf.month), []).append(number)
    return Problem(
        indicator=name,
        year=2025,
        rule=Rule(
            kind="count" if base is None else "share",
            sensitivity="client",
            threshold=5,
            complement_sensitive=False,
            counts="persons",
        ),
        numerators=counts.astype(np.int64),
        denominators=None if base is None else base.astype(np.int64),
        persons=None,
        cells=cells,
        guarded=tuple(np.array(members, dtype=np.intp) for members in reports.values()),
    )
