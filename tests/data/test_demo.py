"""The demo's input files: the same every time, and figures that could be true."""

import tomllib
import zipfile
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from data.demo.course import STOPPED, UNITS, police_weeks, quarters
from data.demo.deliveries import NEVER_CAME, deliveries, is_on_time, reporting_figures
from data.demo.figures import Figure
from data.demo.make_demo import FOLDER, write_demo
from data.demo.office_figures import office_figures
from data.demo.unit_figures import unit_figures
from data.facts import Fact, disagreements
from data.model.load import load_catalogue
from data.periods import Period
from tests.data.model.test_catalogue import BY_PAGE

CATALOGUE = load_catalogue(Path("data/catalogue"))
FILES = deliveries((*unit_figures(), *office_figures(), *reporting_figures(CATALOGUE)))
FIGURES: list[Figure] = [figure for figures in FILES.values() for figure in figures]


def of(indicator: str, org: str | None = None) -> list[Figure]:
    return [one for one in FIGURES if one.indicator == indicator and org in (None, one.org)]


def share(figures: list[Figure]) -> float:
    split = [one for one in figures if one.gender] or figures
    return sum(one.count for one in split) / sum(one.denominator or 0 for one in split)


def test_the_script_writes_the_files_that_are_there(tmp_path):
    written = {path.name: path for path in write_demo(tmp_path)}
    there = {path.name: path for path in FOLDER.iterdir() if path.name.startswith("demo-")}
    there["manifest.toml"] = FOLDER / "manifest.toml"
    assert written.keys() == there.keys()
    for name, path in written.items():
        if path.suffix == ".xlsx":
            # How a workbook is packed depends on the machine's zlib; what is packed does not.
            assert unpacked(path) == unpacked(there[name]), name
        else:
            assert path.read_bytes() == there[name].read_bytes(), name


def test_the_same_bytes_come_out_twice(tmp_path):
    first, second = (tmp_path / "first"), (tmp_path / "second")
    first.mkdir()
    second.mkdir()
    for one, other in zip(write_demo(first), write_demo(second), strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_files_are_few_and_small_and_say_demo():
    paths = [path for path in FOLDER.iterdir() if path.suffix in {".csv", ".xlsx"}]
    assert len(paths) <= 60
    assert sum(path.stat().st_size for path in paths) < 1_500_000
    assert all(path.name.startswith("demo-") for path in paths)


def test_the_manifest_says_when_every_file_came_and_in_that_order():
    files = tomllib.loads((FOLDER / "manifest.toml").read_text("utf-8"))["file"]
    assert [(one["received"], one["name"]) for one in files] == [(d.received, d.name) for d in FILES]
    assert all((FOLDER / one["name"]).is_file() for one in files)


def test_files_are_of_the_kinds_that_real_ones_are():
    starts = {path.read_bytes()[:3] for path in FOLDER.glob("demo-*.csv")}
    assert b"\xef\xbb\xbf" in starts
    assert "demodata, påhittade".encode("windows-1252") in (FOLDER / "demo-2023-01.csv").read_bytes()
    assert list(FOLDER.glob("demo-*.xlsx"))


def test_every_indicator_of_the_mission_has_figures():
    assert {one.indicator for one in FIGURES} == {one for page in BY_PAGE.values() for one in page.split()}


def test_every_figure_is_one_the_catalogue_asks_for():
    for one in FIGURES:
        indicator = CATALOGUE.indicator(one.indicator)
        assert one.period.kind == indicator.frequency, one
        assert one.org in CATALOGUE.reporters(one.indicator, one.period.start, one.period.end), one
        assert one.category in {"", *(category.id for category in indicator.categories)}, one
        assert indicator.genders or not one.gender, one
        assert (one.denominator is not None) == (indicator.kind == "share"), one


def test_no_figure_is_larger_than_what_it_is_part_of():
    for one in FIGURES:
        assert one.count >= 0, one
        assert one.denominator is None or 0 < one.denominator >= one.count, one
        if CATALOGUE.indicator(one.indicator).kind == "count":
            assert one.persons is None or one.persons <= one.count, one


def test_women_and_men_add_up_to_the_total_where_both_are_given():
    groups: dict[tuple[str, str, Period], list[Fact]] = defaultdict(list)
    for one in FIGURES:
        groups[one.indicator, one.org, one.period].append(
            Fact(
                indicator=one.indicator,
                org=one.org,
                period=one.period,
                gender=one.gender or "all",
                age="all",
                category=one.category or "all",
                version=1,
                count=one.count,
                denominator=one.denominator,
                persons=one.persons,
                received_on=date(2026, 11, 1),
            )
        )
    assert any(len({f.gender for f in facts} & {"all", "kvinna"}) == 2 for facts in groups.values())
    for (indicator, _, _), facts in groups.items():
        assert len({fact.split for fact in facts}) == len(facts)
        assert disagreements(CATALOGUE.indicator(indicator), facts) == ()


def test_the_demo_runs_from_january_2023_to_october_2026():
    months = {one.period for one in of("fra1")}
    assert (min(months).code, max(months).code, len(months)) == ("2023-01", "2026-10", 46)


def test_asking_follows_training():
    before = [one for one in of("fra1") if one.period.year == 2023 and one.period.start.month < 9]
    after = [one for one in of("fra1") if one.period.year == 2025]
    assert share(before) < 0.25
    assert share(after) > 0.6
    trained = [one for one in of("utb1") if not one.category]
    assert share([one for one in trained if one.period.code == "2023K2"]) < 0.3
    assert share([one for one in trained if one.period.code == "2024K2"]) > 0.6


def test_three_units_lag():
    last_year = {unit: share([one for one in of("fra1", unit) if one.period.year == 2025]) for unit in UNITS}
    lagging = sorted(last_year, key=lambda unit: last_year[unit])[:3]
    assert set(lagging) == {"ungdomsboendet", "resursteamet", "socialjouren"}
    assert max(last_year[unit] for unit in lagging) < 0.5


def test_one_unit_has_stopped_reporting():
    unit, day = STOPPED
    last = {name: max(one.period.end for one in FIGURES if one.org == name) for name in UNITS}
    assert last[unit] < day
    assert all(end >= date(2026, 9, 30) for name, end in last.items() if name != unit)


def test_one_unit_has_another_name_in_the_old_files():
    old = (FOLDER / "demo-2023-05.csv").read_text("windows-1252")
    new = (FOLDER / "demo-2024-07.csv").read_text("utf-8-sig")
    assert "Trozelligården" in old
    assert "Beroendecenter Trozelli" not in old
    assert "Beroendecenter Trozelli" in new
    assert "Trozelligården" not in new


def test_police_weeks_bring_kast_talks():
    talks = {
        quarter: sum(one.count for one in of("kast1") if one.period == quarter) for quarter in quarters()
    }
    with_week = [number for quarter, number in talks.items() if number and police_weeks(quarter)]
    without = [number for quarter, number in talks.items() if number and not police_weeks(quarter)]
    assert min(with_week) > max(without)


@pytest.mark.parametrize("indicator", ["fra1", "utb1", "han1", "sto1", "sto2", "sto3"])
def test_some_counts_are_so_small_that_they_must_be_protected(indicator):
    threshold = CATALOGUE.indicator(indicator).threshold
    assert any(0 < one.count < threshold for one in of(indicator))


def test_one_unit_does_not_split_and_the_others_do():
    assert {one.gender for one in of("fra1", "socialjouren")} == {""}
    assert all({"kvinna"} <= {one.gender for one in of("fra1", u)} for u in UNITS if u != "socialjouren")


def test_most_came_on_time_some_late_and_a_few_never():
    for unit, month in NEVER_CAME:
        assert not [one for one in of("fra1", unit) if one.period.start == month]
    months = sorted({one.period for one in of("org1")})
    on_time = [is_on_time(unit, month) for unit in UNITS for month in months]
    assert 0.8 < sum(on_time) / len(on_time) < 1
    told = sum(one.count for one in of("org1"))
    assert told == sum(on_time)
