"""The catalogue's types: what they refuse by themselves, and the questions others ask of a catalogue."""

from datetime import date

import pytest
from pydantic import ValidationError

from data.model import Area, Catalogue, Event, Indicator, Office, Organisation, PublishedTable, Unit

SHARE = {
    "id": "fra1",
    "code": "FRÅ1",
    "name": "Fått frågan",
    "measure": 3,
    "kind": "share",
    "time": "flow",
    "frequency": "month",
    "reported_at": "unit",
    "numerator": "ställd",
    "denominator": "klienter",
    "direction": "higher",
    "sensitivity": "client",
    "tables": [{"org": ["unit"], "period": ["month"]}],
}


def catalogue(*indicators: Indicator) -> Catalogue:
    return Catalogue(
        organisation=Organisation(
            office=Office(id="kontoret", name="Kontoret"),
            areas=(Area(id="norr", name="Norr"), Area(id="soder", name="Söder")),
            units=(
                Unit(id="eken", name="Eken", area="norr"),
                Unit(id="linden", name="Linden", area="soder", valid_to=date(2024, 6, 30)),
                Unit(id="asken", name="Asken", area="soder", valid_from=date(2024, 7, 1)),
            ),
        ),
        indicators=indicators,
        targets=(),
        events=(),
        measures=(),
        courses=(),
        background=(),
        hash="0",
    )


def test_the_keys_of_the_interface_are_enough_for_an_indicator():
    indicator = Indicator.model_validate(SHARE)
    assert (indicator.page, indicator.unit_of_measure, indicator.threshold) == ("fraga", "procent", 5)
    assert indicator.complement_sensitive
    assert not indicator.genders
    assert indicator.tables == (PublishedTable(org=("unit",), period=("month",)),)


def test_ages_false_is_no_age_groups():
    assert Indicator.model_validate({**SHARE, "ages": False}).ages == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": "5"},
        {"genders": "ja"},
        {"valid_from": "2024-01-01"},
        {"measure": 0},
        {"kind": "andel"},
        {"id": "FRÅ1"},
        {"frekvens": "month"},
        {"name": " "},
    ],
)
def test_a_value_of_the_wrong_sort_or_an_unknown_key_is_refused(wrong):
    with pytest.raises(ValidationError):
        Indicator.model_validate({**SHARE, **wrong})


def test_entries_are_frozen():
    with pytest.raises(ValidationError):
        Indicator.model_validate(SHARE).threshold = 1


def test_an_event_on_one_day_and_one_over_several():
    told = {"text": "Start", "indicators": [], "source": "Exempel"}
    day = Event.model_validate({"date": date(2023, 9, 4), **told})
    week = Event.model_validate({"from": date(2023, 9, 4), "to": date(2023, 9, 8), "example": True, **told})
    assert (day.date_from, day.date_to, day.is_example) == (date(2023, 9, 4), None, False)
    assert (week.date_from, week.date_to, week.is_example) == (date(2023, 9, 4), date(2023, 9, 8), True)


def test_an_event_cannot_be_both_a_day_and_a_span():
    both = {"date": date(2023, 9, 4), "from": date(2023, 9, 4), "text": "x", "indicators": [], "source": "x"}
    with pytest.raises(ValidationError):
        Event.model_validate(both)


def test_units_report_while_they_exist():
    found = catalogue(Indicator.model_validate(SHARE))
    spring, autumn = (date(2024, 3, 1), date(2024, 3, 31)), (date(2024, 9, 1), date(2024, 9, 30))
    assert found.reporters("fra1", *spring) == ("eken", "linden")
    assert found.reporters("fra1", *autumn) == ("eken", "asken")
    assert found.reporters("fra1", date(2024, 1, 1), date(2024, 12, 31)) == ("eken", "linden", "asken")


def test_only_the_named_units_report_an_indicator_that_names_them():
    found = catalogue(Indicator.model_validate({**SHARE, "units": ["asken"]}))
    assert found.reporters("fra1", date(2025, 1, 1), date(2025, 1, 31)) == ("asken",)
    assert found.reporters("fra1", date(2024, 1, 1), date(2024, 1, 31)) == ()


def test_nobody_reports_before_an_indicator_is_followed():
    found = catalogue(Indicator.model_validate({**SHARE, "valid_from": date(2024, 1, 1)}))
    assert found.reporters("fra1", date(2023, 12, 1), date(2023, 12, 31)) == ()


@pytest.mark.parametrize(("level", "expected"), [("office", ("kontoret",)), ("area", ("norr", "soder"))])
def test_areas_or_the_office_report_what_is_reported_there(level, expected):
    found = catalogue(Indicator.model_validate({**SHARE, "reported_at": level}))
    assert found.reporters("fra1", date(2024, 1, 1), date(2024, 1, 31)) == expected


def test_where_an_organisation_belongs():
    found = catalogue()
    assert found.area_units("soder") == ("linden", "asken")
    assert [found.level_of(org) for org in ("kontoret", "norr", "eken")] == ["office", "area", "unit"]
    for ask in (found.unit, found.level_of, found.indicator):
        with pytest.raises(KeyError):
            ask("finns-inte")
