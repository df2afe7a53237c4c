"""Documents for other tools: whom they are made for, and how a cube is built."""

from math import prod

import pytest

from queries import catalogue
from queries.catalogue import Indicator
from queries.store import Snapshot
from reports.api import FIGURES_OF_KIND, Reader, Selection, cell_document, indicators
from reports.jsonstat import dataset

EVERYTHING = Reader(lambda _indicator, _level, _kind: True)
NOTHING = Reader(lambda _indicator, _level, _kind: False)
NO_UNITS = Reader(lambda _indicator, level, _kind: level != "unit")
WHOLE = Selection()


def indicator(snapshot: Snapshot, identity: str) -> Indicator:
    return next(one for one in catalogue.indicators(snapshot) if one.id == identity)


def test_a_reader_gets_the_levels_and_periods_that_they_may_see(tiny: Snapshot) -> None:
    fra1 = indicator(tiny, "fra1")
    document = cell_document(tiny, fra1, selection=WHOLE, reader=NO_UNITS)
    assert {row["level"] for row in document["cells"]} == {"area", "office"}
    cube = dataset(tiny, fra1, selection=WHOLE, reader=NO_UNITS)
    assert cube["dimension"]["org"]["category"]["index"] == [
        "socialkontoret", "vald-och-skydd", "barn-och-unga",
    ]  # fmt: skip


def test_a_reader_who_may_see_nothing_gets_documents_without_figures(tiny: Snapshot) -> None:
    for one in catalogue.indicators(tiny):
        assert cell_document(tiny, one, selection=WHOLE, reader=NOTHING)["cells"] == []
        cube = dataset(tiny, one, selection=WHOLE, reader=NOTHING)
        assert (cube["value"], cube["status"], cube["extension"]["period_kind"]) == ([], {}, None)
    assert all(one["tables"] == [] for one in indicators(tiny, NOTHING)["indicators"])


@pytest.mark.parametrize("identity", ["fra1", "han1", "ing1", "web1"])
def test_a_cube_has_a_place_for_every_combination(tiny: Snapshot, identity: str) -> None:
    one = indicator(tiny, identity)
    cube = dataset(tiny, one, selection=WHOLE, reader=EVERYTHING)
    assert len(cube["value"]) == prod(cube["size"])
    assert cube["size"] == [len(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    assert tuple(cube["dimension"]["figure"]["category"]["index"]) == FIGURES_OF_KIND[one.kind]


def test_a_cube_knows_what_is_part_of_what_and_its_units(tiny: Snapshot) -> None:
    dimension = dataset(tiny, indicator(tiny, "fra1"), selection=WHOLE, reader=EVERYTHING)["dimension"]
    assert dimension["org"]["category"]["child"] == {
        "socialkontoret": ["vald-och-skydd", "barn-och-unga"],
        "vald-och-skydd": ["frideborg", "elsa"],
        "barn-och-unga": ["moa"],
    }
    assert dimension["figure"]["category"]["unit"]["value"] == {"label": "andel, 0 till 1"}
    assert dimension["period"]["category"]["label"]["2025-07-01"] == "kvartal 3 2025"


def test_categories_stand_in_the_order_of_the_catalogue_after_the_whole(tiny: Snapshot) -> None:
    cube = dataset(tiny, indicator(tiny, "han1"), selection=WHOLE, reader=EVERYTHING)
    assert cube["dimension"]["category"]["category"]["label"] == {
        "all": "alla", "novahuset": "Novahuset", "ovrig": "Annan mottagare",
    }  # fmt: skip


def test_a_place_that_is_not_published_has_no_status(tiny: Snapshot) -> None:
    years = Selection(kinds=("year",), genders=("all", "kvinna"))
    cube = dataset(tiny, indicator(tiny, "fra1"), selection=years, reader=EVERYTHING)
    assert (cube["size"], len(cube["status"])) == ([1, 2, 2, 1, 1, 3], 12), "all of these are published"
    whole = dataset(tiny, indicator(tiny, "han1"), selection=WHOLE, reader=EVERYTHING)
    assert len(whole["status"]) == len(whole["value"]) == 8 * 3 * 2
