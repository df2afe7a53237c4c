"""The catalogue that comes with the product: complete, sourced, and published as its classes allow."""

import re
from datetime import date
from pathlib import Path

import pytest

from data.model.load import load_catalogue
from data.periods import nests

FOLDER = Path("data/catalogue")
CATALOGUE = load_catalogue(FOLDER)
INDICATORS = {indicator.id: indicator for indicator in CATALOGUE.indicators}

BY_PAGE = {
    "atgarder": "org1 org2 org3 org4 org5 org6 ing1 ing2 web1 web2 web3",
    "utbildning": "utb1 utb2 utb3 utb4 utb5",
    "fraga": "fra1 fra2 fra3 fra4",
    "hanvisningar": "han1 han2 han3 sto1 sto2 sto3",
    "kast": "kast1 kast2 pol1",
}
UNITS_BY_AREA = {
    "vald-och-skydd": "frideborg elsa",
    "barn-och-unga": "ungdomsboendet moa ungdomshalsan fyrbylund",
    "beroende-och-boende": "trozelli missbruksboenden bostad-forst resursteamet",
    "mottagning-och-jour": "mottagningen socialjouren",
}
OF_PERSONS = "utb1 utb2 utb3 utb4 fra1 fra3 fra4 han1 han3 sto1 sto2 sto3 kast1 kast2"
# Words that the house does not use about people (rules on respectful naming).
BARRED_WORDS = re.compile(r"screen|prostituerad|torsk|sexarbet|offer", re.IGNORECASE)


def published(indicator_id: str) -> set[tuple[str, str, str]]:
    return {
        (level, kind, "+".join(table.by) or "all")
        for table in INDICATORS[indicator_id].tables
        for level in table.org
        for kind in table.period
    }


@pytest.mark.parametrize("page", BY_PAGE)
def test_every_indicator_of_the_mission_is_there_on_its_page(page):
    found = [one.id for one in CATALOGUE.indicators if one.page == page]
    mission = BY_PAGE[page].split()
    assert [one for one in found if one in mission] == mission, "others may be added beside them"


def test_codes_are_the_ids_in_swedish_letters():
    plain = str.maketrans("ÅÄÖ", "AAO")
    assert all(one.id == one.code.translate(plain).lower() for one in CATALOGUE.indicators)


def test_the_answer_to_the_question_stands_nowhere():
    for path in FOLDER.glob("*.toml"):
        assert not re.search(
            "fra5|FRÅ5|svarat ja på", path.read_text("utf-8").replace("Att någon svarat ja", "")
        )


@pytest.mark.parametrize("area", UNITS_BY_AREA)
def test_the_twelve_units_stand_in_their_areas(area):
    assert list(CATALOGUE.area_units(area)) == UNITS_BY_AREA[area].split()


@pytest.mark.parametrize(
    ("alias", "unit"),
    [
        ("Fridborg", "frideborg"),
        ("Frideborg öppenvård", "frideborg"),
        ("ELSA", "elsa"),
        ("Moa mottagningen", "moa"),
        ("HVB Fyrby lund", "fyrbylund"),
        ("Trozelligården", "trozelli"),
        ("BC Trozelli", "trozelli"),
        ("Bostad först", "bostad-forst"),
        ("Socialjouren", "socialjouren"),
        ("Mottagningen", "mottagningen"),
    ],
)
def test_names_that_people_write_are_aliases(alias, unit):
    assert alias in CATALOGUE.unit(unit).aliases


def test_every_indicator_says_why_what_not_whence_and_who():
    for one in CATALOGUE.indicators:
        assert all((one.purpose, one.exclusions, one.owner, one.note)), one.id
        assert re.search(r"SN 2023/0048, r\.\d+", one.source), one.id


def test_wording_is_respectful():
    for path in FOLDER.glob("*.toml"):
        assert not BARRED_WORDS.search(path.read_text("utf-8")), path


@pytest.mark.parametrize("indicator", OF_PERSONS.split())
def test_women_and_men_are_told_for_office_and_year_in_what_is_about_persons(indicator):
    assert INDICATORS[indicator].genders
    assert ("office", "year", "gender") in published(indicator)


def test_sex_is_told_for_nothing_smaller_than_office_and_year():
    cut = {
        (indicator, *row[:2])
        for indicator in INDICATORS
        for row in published(indicator)
        if "gender" in row[2]
    }
    assert {row[1:] for row in cut} == {("office", "year")}


def test_restricted_figures_are_told_for_office_and_year_only():
    restricted = {one.id for one in CATALOGUE.indicators if one.sensitivity == "restricted"}
    assert restricted == {"han3", "sto3", "kast2"}
    assert {row[:2] for one in restricted for row in published(one)} == {("office", "year")}


@pytest.mark.parametrize("indicator", ["fra1", "fra2", "utb1", "utb2", "han1", "sto1"])
def test_unit_area_and_office_are_seen_in_every_period_that_holds(indicator):
    frequency = INDICATORS[indicator].frequency
    kinds = [kind for kind in ("month", "quarter", "tertial", "year") if nests(frequency, kind)]
    expected = {(level, kind, "all") for level in ("unit", "area", "office") for kind in kinds}
    assert expected <= published(indicator)


def test_every_indicator_has_a_figure_without_split():
    assert all(any(row[2] == "all" for row in published(indicator)) for indicator in INDICATORS)


def test_that_someone_is_not_yet_asked_or_trained_is_not_sensitive():
    assert {one.id for one in CATALOGUE.indicators if not one.complement_sensitive} == {
        "fra1", "utb1", "utb2", "utb3",
    }  # fmt: skip


def test_courses_are_the_categories_of_utb1():
    assert [one.id for one in INDICATORS["utb1"].categories] == [course.id for course in CATALOGUE.courses]
    assert not INDICATORS["utb1"].categories_add_up


def test_the_course_on_exploitation_has_its_real_producer():
    producer = {course.id: course.producer for course in CATALOGUE.courses}
    assert producer["sexuell-exploatering-barn"] == "Jämställdhetsmyndigheten"
    assert producer["sex-mot-ersattning-vuxna"] == "Socialstyrelsen"


def test_every_target_is_marked_as_an_example_and_one_changes_over_time():
    assert all(target.is_example for target in CATALOGUE.targets)
    values = {t.value for t in CATALOGUE.targets if t.indicator == "fra1" and t.unit is None}
    assert len(values) == 3


def test_the_six_measures_were_proposed_with_the_inquiry():
    assert [measure.number for measure in CATALOGUE.measures] == [1, 2, 3, 4, 5, 6]
    for measure in CATALOGUE.measures:
        first = measure.milestones[0]
        assert (first.date, first.done, first.is_example) == (date(2023, 1, 9), True, False)
        assert all(step.is_example == ("Exempel" in step.source) for step in measure.milestones)


def test_police_weeks_that_are_facts_have_sources_and_the_invented_ones_are_marked():
    weeks = [event for event in CATALOGUE.events if "insatsvecka" in event.text]
    facts = [event.date_from for event in weeks if not event.is_example]
    assert facts == [date(2021, 2, 1), date(2021, 11, 8)]
    assert all(event.is_example == ("Exempel" in event.source) for event in CATALOGUE.events)


def test_the_training_start_begins_a_new_level():
    rebase = [event for event in CATALOGUE.events if event.rebase and "utb1" in event.indicators]
    assert [event.date_from for event in rebase] == [date(2023, 9, 4)]


def test_background_figures_carry_source_and_warning_and_the_corrections():
    figures = {figure.id: figure for figure in CATALOGUE.background}
    assert list(figures) == [f"b{number}" for number in range(1, 14)]
    assert all("r." in figure.source for figure in figures.values())
    assert "fotnot 5" in figures["b4"].warning
    assert "räkneexempel, inte en uppskattning" in figures["b4"].warning.lower()
    assert "436 vuxna" in figures["b12"].figure
    series = ("262", "298", "375", "223", "139", "182", "189")
    assert all(number in figures["b12"].warning for number in series), "other years, never as a curve"
    assert "1 där kön inte är antecknat" in figures["b13"].figure


def test_the_hash_follows_the_bytes_of_the_files(tmp_path):
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert load_catalogue(tmp_path).hash == CATALOGUE.hash
    with (tmp_path / "targets.toml").open("a", encoding="utf-8") as file:
        file.write("# ny rad\n")
    assert load_catalogue(tmp_path).hash != CATALOGUE.hash
