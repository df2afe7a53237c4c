"""What two indicators give away together: a leak planted for every relation, found in the files alone.

Each pattern is safe by itself. Without the rows of `relation` the same file tells nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from data.audit import audit
from data.facts import Fact
from data.model import Catalogue
from data.model.load import load_catalogue
from data.protection import CellKey, Link, Problem, Reason, protect_together
from data.publishing import linked
from data.publishing.decisions import Decision, JointPattern, WithoutMemory
from data.relations import agreements
from data.reporting import corrections, reporting
from data.rollup import data_until, roll_up
from data.snapshot import file as snapshot_file
from data.snapshot.content import Head, PublicCell, tables
from tests.data.small_house import fact, write_catalogue

SHARE = """
[[indicator]]
id = "{id}"
code = "{id}"
name = "{id}"
measure = 2
kind = "share"
time = "stock"
frequency = "{frequency}"
reported_at = "unit"
numerator = "Täljare"
denominator = "Nämnare"
direction = "higher"
sensitivity = "staff"
complement_sensitive = false
{keys}
tables = [{{org = ["unit", "office"], period = ["year"]{by}}}]
"""
UNITS = ("alfa", "beta", "gamma")
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC).replace(tzinfo=None)
Hidden = Mapping[str, Sequence[str]]
"""The units that each indicator hides."""


def share(name: str, keys: str = "", *, frequency: str = "year", by: str = "") -> str:
    return SHARE.format(id=name, keys=keys, frequency=frequency, by=by)


def figures(
    name: str, counts: Sequence[int], bases: Sequence[int], code: str = "2025", category: str = "all"
) -> list[Fact]:
    return [
        fact(name, unit, code, count, base, category=category)
        for unit, count, base in zip(UNITS, counts, bases, strict=True)
    ]


def written(
    path: Path,
    catalogue: Catalogue,
    facts: Sequence[Fact],
    hidden: Hidden | None,
    together: JointPattern = protect_together,
) -> Path:
    """A snapshot that hides these units, or what disclosure control says."""

    def planted(problem: Problem) -> dict[CellKey, Reason]:
        units = (hidden or {})[problem.indicator]
        return {key: Reason.NEED for key in problem.cells if key[1] in units or f"{key[1]} {key[6]}" in units}

    decided: list[Decision] = []
    for group in linked.groups(roll_up(facts, catalogue), catalogue):
        if hidden is None:
            decided += linked.decide(group, WithoutMemory(together=together), catalogue)
        else:
            decided += [WithoutMemory(planted).decide(table) for table in group]
    head = Head(
        id=path.stem, sequence=1, published_at=NOON, published_by="test", is_demo=True,
        data_until=data_until(facts), catalogue_hash="0", input_hashes=[], application_version="0",
        cells_shown=0, cells_protected_by_need=0, cells_protected_by_consequence=0, corrections_waiting=0,
    )  # fmt: skip
    content = tables(
        head,
        cells=[PublicCell(one.table.indicator, cell) for one in decided for cell in one.public_cells()],
        reports=reporting(facts, catalogue),
        corrections=corrections(facts),
        agreements=agreements(catalogue, [one.table for one in decided]),
        catalogue=catalogue,
    )
    snapshot_file.write(path, content)
    return path


CASES: Mapping[str, tuple[str, list[Fact], Hidden, tuple[str, str, str]]] = {
    "the same staff in two denominators": (
        share("ett") + share("tva", 'same_denominator_as = "ett"'),
        [
            *figures("ett", (2, 9, 12), (4, 20, 21)),
            *figures("tva", (2, 12, 9), (4, 20, 21)),
        ],
        {"ett": ("alfa", "beta"), "tva": ("alfa", "gamma")},
        ("ett", "alfa", "denominator"),
    ),
    "the staff of the last quarter is that of the year": (
        share("ett", frequency="quarter") + share("tva", 'same_denominator_as = "ett"'),
        [
            *figures("ett", (9, 9, 12), (30, 20, 21), "2025K3"),
            *figures("ett", (2, 9, 12), (4, 20, 21), "2025K4"),
            *figures("tva", (2, 12, 9), (4, 20, 21)),
        ],
        {"ett": ("alfa", "beta"), "tva": ("alfa", "gamma")},
        ("ett", "alfa", "denominator"),
    ),
    "those who were asked are the denominator of those who were told": (
        share("ett") + share("tva", 'denominator_is_numerator_of = "ett"'),
        [
            *figures("ett", (3, 20, 21), (30, 30, 30)),
            *figures("tva", (3, 12, 9), (3, 20, 21)),
        ],
        {"ett": ("alfa", "beta"), "tva": ("alfa", "gamma")},
        ("ett", "alfa", "count"),
    ),
    "who has taken all courses has taken one": (
        share("ett") + share("tva", 'numerator_within = "ett"'),
        [
            *figures("ett", (4, 30, 21), (40, 40, 40)),
            *figures("tva", (4, 20, 21), (40, 40, 40)),
        ],
        {"ett": ("alfa", "gamma"), "tva": ("alfa", "beta")},
        ("ett", "alfa", "count"),
    ),
    "who has taken this course has taken one": (
        share("ett", 'categories = [{id = "kurs", name = "Kurs"}]\ncategories_add_up = false').replace(
            "]}]\n", ']}, {org = ["unit", "office"], period = ["year"], by = ["category"]}]\n'
        ),
        [
            *figures("ett", (4, 30, 21), (40, 40, 40)),
            *figures("ett", (4, 20, 21), (40, 40, 40), category="kurs"),
        ],
        {"ett": ("alfa all", "gamma all", "alfa kurs", "beta kurs")},
        ("ett", "alfa", "count"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_leak_planted_between_two_indicators_is_found(tmp_path: Path, name: str) -> None:
    indicators, facts, hidden, leak = CASES[name]
    catalogue = load_catalogue(write_catalogue(tmp_path / "catalogue", indicators=indicators))
    path = written(tmp_path / "bild.duckdb", catalogue, facts, hidden)
    assert leak in {(one.indicator, one.org, one.what) for one in audit([path])}
    with duckdb.connect(path) as connection:
        connection.execute("DELETE FROM relation")
    assert audit([path]) == ()


@pytest.mark.parametrize("name", CASES)
def test_disclosure_control_leaves_none(tmp_path: Path, name: str) -> None:
    indicators, facts, _, _ = CASES[name]
    catalogue = load_catalogue(write_catalogue(tmp_path / "catalogue", indicators=indicators))
    path = written(tmp_path / "bild.duckdb", catalogue, facts, None)
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM relation").fetchall()[0][0] >= 3
    assert audit([path]) == ()


def test_a_relation_that_figures_belie_is_not_in_the_file(tmp_path: Path) -> None:
    """One unit that contradicts itself must not keep the audit from the others, nor publishing back."""
    indicators, facts, hidden, leak = CASES["the same staff in two denominators"]
    catalogue = load_catalogue(write_catalogue(tmp_path / "catalogue", indicators=indicators))
    extra = [fact("ett", "delta", "2025", 9, 31), fact("tva", "delta", "2025", 9, 32)]
    path = written(tmp_path / "bild.duckdb", catalogue, [*facts, *extra], hidden)
    with duckdb.connect(path, read_only=True) as connection:
        orgs = connection.execute("SELECT org FROM relation ORDER BY org").fetchall()
    assert orgs == [("alfa",), ("beta",), ("gamma",)]
    assert leak in {(one.indicator, one.org, one.what) for one in audit([path])}


def test_disclosure_control_that_does_not_see_the_links_is_caught(tmp_path: Path) -> None:
    """A sixth way to weaken the protection, see tests/data/protection/test_mutations.py."""

    def blind(problems: Sequence[Problem], _links: Sequence[Link]) -> Sequence[Mapping[CellKey, Reason]]:
        return protect_together(problems, ())

    caught = []
    for number, (indicators, facts, _, _) in enumerate(CASES.values()):
        catalogue = load_catalogue(write_catalogue(tmp_path / f"catalogue {number}", indicators=indicators))
        caught += audit([written(tmp_path / f"{number}.duckdb", catalogue, facts, None, blind)])
    assert caught
