"""A broken catalogue: every fault at once, each with file, key, value and what was expected."""

from pathlib import Path

import pytest

from data.model.load import CatalogueError, load_catalogue

ORGANISATION = """
[office]
id = "kontoret"
name = "Kontoret"

[[area]]
id = "norr"
name = "Norr"

[[unit]]
id = "eken"
name = "Eken"
area = "norr"
aliases = ["Eken", "Ekens enhet"]

[[unit]]
id = "linden"
name = "Linden"
area = "norr"
"""
INDICATOR = """
[[indicator]]
id = "fra1"
code = "FRÅ1"
name = "Fått frågan"
measure = 3
kind = "share"
time = "flow"
frequency = "quarter"
reported_at = "unit"
numerator = "ställd"
denominator = "klienter"
direction = "higher"
sensitivity = "client"
threshold = 5
genders = true
tables = [{org = ["unit", "office"], period = ["quarter", "year"]}]
"""
TARGET = '[[target]]\nindicator = "fra1"\nfrom = 2025-01-01\nvalue = 0.8\nsource = "x"\n'
EVENT = '[[event]]\ndate = 2025-01-01\ntext = "Start"\nindicators = ["fra1"]\nsource = "x"\n'


def write(folder: Path, **files: str) -> Path:
    whole = {"organisation": ORGANISATION, "indicators": INDICATOR, **files}
    for name, text in whole.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[tuple[str, str, str, str]]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return [(fault.file, fault.key, fault.value, fault.expected) for fault in caught.value.faults]


def test_a_small_catalogue_needs_organisation_and_indicators_only(tmp_path):
    found = load_catalogue(write(tmp_path))
    assert [indicator.id for indicator in found.indicators] == ["fra1"]
    assert found.measures == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "value", "expected"),
    [
        ('direction = "higher"', 'direction = "upp"', "direction", '"upp"', "ett av higher, lower, neutral"),
        ("threshold = 5", "threshold = 2", "threshold", "2", "minst 3, eftersom sensitivity är client"),
        ("threshold = 5", 'threshold = "5"', "threshold", '"5"', "ett heltal, utan citattecken"),
        ("genders = true", 'genders = "ja"', "genders", '"ja"', "true eller false"),
        ("measure = 3", "measure = 0", "measure", "0", "minst 1"),
        ('numerator = "ställd"\n', "", "numerator", "(saknas)", "att nyckeln finns"),
        (
            'denominator = "klienter"\n',
            "",
            "denominator",
            "(saknas)",
            "en nämnare, eftersom kind är share (andel)",
        ),
        (
            'kind = "share"',
            'kind = "count"',
            "denominator",
            '"klienter"',
            "ingen nämnare, eftersom kind är count",
        ),
        (
            "threshold = 5",
            "valid_from = 2025-01-01\nvalid_to = 2024-01-01",
            "valid_to",
            "2024-01-01",
            "samma dag som eller efter 2025-01-01",
        ),
        (
            "threshold = 5",
            'valid_from = "2025-01-01"',
            "valid_from",
            '"2025-01-01"',
            "ett datum som 2025-01-31, utan citattecken",
        ),
        (
            "threshold = 5",
            'units = ["eken", "boken"]',
            "units[2]",
            '"boken"',
            "id för en enhet i organisation.toml",
        ),
        (
            'reported_at = "unit"',
            'reported_at = "office"',
            "tables[1].org",
            '"unit"',
            "office eller högre, eftersom reported_at är office",
        ),
        (
            '["quarter", "year"]',
            '["month", "year"]',
            "tables[1].period",
            '"month"',
            "en period som består av hela quarter, eftersom frequency är quarter",
        ),
        (
            '["quarter", "year"]',
            '["tertial"]',
            "tables[1].period",
            '"tertial"',
            "en period som består av hela quarter, eftersom frequency är quarter",
        ),
        (
            '["quarter", "year"]}',
            '["year"], by = ["category"]}',
            "tables[1].by",
            '"category"',
            "att categories är ifyllt",
        ),
        (
            '"client"',
            '"restricted"',
            "tables[1]",
            '"unit/office × quarter/year"',
            "bara office och year, eftersom sensitivity är restricted",
        ),
        ("threshold = 5", "categories_add_up = false", "categories_add_up", "false", "att categories finns"),
        (
            "threshold = 5",
            'categories = [{id = "a", name = "Ett"}, {id = "b", name = "ett"}]',
            "categories[2] → name",
            '"ett"',
            "något som inte redan står i indicator fra1 → categories[1]",
        ),
        (
            "threshold = 5",
            'phrases = {labl = "Andelen"}',
            "phrases.labl",
            '"Andelen"',
            "en nyckel som katalogen känner till: rätta stavningen eller ta bort den",
        ),
        (
            "threshold = 5",
            'phrases = {one = "klient"}',
            "phrases.one",
            '"klient"',
            "bara label, phrase, eftersom kind är share",
        ),
    ],
)
def test_a_fault_in_an_indicator_is_told_with_key_value_and_what_was_expected(
    tmp_path, old, new, key, value, expected
):
    assert old in INDICATOR
    write(tmp_path, indicators=INDICATOR.replace(old, new))
    assert ("indicators.toml", f"indicator fra1 → {key}", value, expected) in faults(tmp_path)


def test_a_median_is_published_only_as_it_was_reported(tmp_path):
    median = INDICATOR.replace('"share"', '"median"').replace('denominator = "klienter"\n', "")
    write(tmp_path, indicators=median)
    assert [(fault[1], fault[3]) for fault in faults(tmp_path)] == [
        ("indicator fra1 → tables[1]", "bara unit och quarter, eftersom kind är median")
    ]


@pytest.mark.parametrize(
    ("kind", "phrases", "key", "expected"),
    [
        ("count", '{one = "klient", many = "klienter"}', "phrase", "att one, many, phrase står tillsammans"),
        ("status", '{yes = "Sidan fanns"}', "no", "att yes, no står tillsammans"),
    ],
)
def test_words_that_need_each_other_stand_together(tmp_path, kind, phrases, key, expected):
    indicator = INDICATOR.replace('"share"', f'"{kind}"').replace("threshold = 5", f"phrases = {phrases}")
    write(tmp_path, indicators=indicator)
    wanted = ("indicators.toml", f"indicator fra1 → phrases.{key}", "(saknas)", expected)
    assert wanted in faults(tmp_path)


def test_a_status_is_a_stock(tmp_path):
    status = INDICATOR.replace('"share"', '"status"').replace('denominator = "klienter"\n', "")
    write(
        tmp_path,
        indicators=status.replace(
            '["unit", "office"], period = ["quarter", "year"]', '["unit"], period = ["quarter"]'
        ),
    )
    assert [fault[1] for fault in faults(tmp_path)] == ["indicator fra1 → time"]


def test_a_published_table_stands_once(tmp_path):
    twice = INDICATOR.replace('"year"]}]', '"year"]}, {org = ["office"], period = ["year"]}]')
    write(tmp_path, indicators=twice)
    assert [fault[1:3] for fault in faults(tmp_path)] == [("indicator fra1 → tables[2]", '"office × year"')]


@pytest.mark.parametrize(
    ("old", "new", "key", "value", "expected"),
    [
        (
            'id = "linden"\nname = "Linden"\narea = "norr"',
            'id = "linden"\nname = "Linden"\narea = "soder"',
            "unit linden → area",
            '"soder"',
            "id för ett område: norr",
        ),
        (
            'name = "Linden"',
            'name = "ekens  ENHET"',
            "unit linden → name",
            '"ekens  ENHET"',
            "något som inte redan står i unit eken",
        ),
        (
            'id = "linden"',
            'id = "eken"',
            "unit[2] eken → id",
            '"eken"',
            "något som inte redan står i unit eken",
        ),
        (
            'id = "linden"',
            'id = "Linden Öst"',
            "unit Linden Öst → id",
            '"Linden Öst"',
            "bara a–z, siffror och bindestreck, till exempel fra1 eller bostad-forst",
        ),
        (
            'name = "Linden"',
            'name = "Linden"\nvalid_from = 2025-01-01\nvalid_to = 2020-01-01',
            "unit linden → valid_to",
            "2020-01-01",
            "samma dag som eller efter 2025-01-01",
        ),
        (
            'aliases = ["Eken"',
            'alias = ["Eken"',
            "unit eken → alias",
            "['Eken', 'Ekens enhet']",
            "en nyckel som katalogen känner till: rätta stavningen eller ta bort den",
        ),
    ],
)
def test_a_fault_in_the_organisation(tmp_path, old, new, key, value, expected):
    assert old in ORGANISATION
    write(tmp_path, organisation=ORGANISATION.replace(old, new))
    assert ("organisation.toml", key, value, expected) in faults(tmp_path)


@pytest.mark.parametrize(
    ("text", "key", "value", "expected"),
    [
        (
            TARGET.replace("fra1", "fra9"),
            "target[1] → indicator",
            '"fra9"',
            "id för en indikator i indicators.toml",
        ),
        (
            TARGET.replace("0.8", "80"),
            "target[1] → value",
            "80.0",
            "ett tal från 0 till 1, till exempel 0.8 för 80 procent",
        ),
        (TARGET + 'unit = "boken"\n', "target[1] → unit", '"boken"', "id för en enhet i organisation.toml"),
        (
            TARGET + "to = 2024-01-01\n",
            "target[1] → to",
            "2024-01-01",
            "samma dag som eller efter 2025-01-01",
        ),
        (TARGET + TARGET, "target[2] → from", "2025-01-01", "en dag efter den sista då target[1] gäller"),
    ],
)
def test_a_fault_in_a_target(tmp_path, text, key, value, expected):
    write(tmp_path, targets=text)
    assert faults(tmp_path) == [("targets.toml", key, value, expected)]


def test_targets_may_follow_each_other_and_differ_between_units(tmp_path):
    following = TARGET + "to = 2025-12-31\n" + TARGET.replace("2025", "2026") + TARGET + 'unit = "eken"\n'
    assert len(load_catalogue(write(tmp_path, targets=following)).targets) == 3


def test_a_fault_in_an_event(tmp_path):
    write(tmp_path, events=EVENT.replace('["fra1"]', '["fra1", "fra9"]') + EVENT.replace("date", "to"))
    assert faults(tmp_path) == [
        ("events.toml", "event[2] → from", "(saknas)", "att nyckeln finns"),
        ("events.toml", "event[1] → indicators[2]", '"fra9"', "id för en indikator i indicators.toml"),
    ]


def measures(*numbers: int) -> str:
    keys = ("name", "short_name", "proposal", "status", "responsible", "source")
    return "\n".join(
        f"[[measure]]\nnumber = {number}\n" + "\n".join(f'{key} = "{key} {number}"' for key in keys)
        for number in numbers
    )


def test_measures_have_no_gap_and_every_indicator_follows_up_one_of_them(tmp_path):
    write(tmp_path, measures=measures(2, 5))
    assert [fault[1] for fault in faults(tmp_path)] == [f"measure {number}" for number in (1, 3, 4)]
    write(tmp_path, measures=measures(1, 2))
    assert [fault[1] for fault in faults(tmp_path)] == ["measure 3"]


@pytest.mark.parametrize("most", [3, 9])
def test_a_municipality_has_as_many_measures_as_it_has(tmp_path, most):
    write(tmp_path, measures=measures(*range(1, most + 1)))
    assert len(load_catalogue(tmp_path).measures) == most


def test_an_indicator_of_a_measure_without_a_page_of_its_own_stands_with_the_measures(tmp_path):
    write(tmp_path, indicators=INDICATOR.replace("measure = 3", "measure = 7"))
    assert load_catalogue(tmp_path).indicator("fra1").page == "atgarder"


MUNICIPALITY = """
[municipality]
name = "Ekstads kommun"
committee = "Omsorgsnämnden"
registration = "ON 2026/1"
contact = "Ring växeln."

[[support]]
purpose = "Samtal"
reach = "ring 0999-1"
address = "tel:09991"
"""


def test_whose_the_follow_up_is_may_be_said(tmp_path):
    found = load_catalogue(write(tmp_path, municipality=MUNICIPALITY))
    assert found.municipality is not None
    assert found.municipality.registration == "ON 2026/1"
    assert [one.address for one in found.support] == ["tel:09991"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("[municipality]", "[[municipality]]", "municipality"),
        ('committee = "Omsorgsnämnden"\n', "", "municipality[1] → committee"),
        ("tel:09991", "javascript:alert(1)", "support[1] → address"),
        ("tel:09991", "http://exempel.se", "support[1] → address"),
    ],
)
def test_a_fault_in_whose_the_follow_up_is(tmp_path, old, new, key):
    write(tmp_path, municipality=MUNICIPALITY.replace(old, new))
    assert [fault[:2] for fault in faults(tmp_path)] == [("municipality.toml", key)]


def test_an_address_that_is_no_link_is_told_what_it_should_be(tmp_path):
    write(tmp_path, municipality=MUNICIPALITY.replace("tel:09991", "0999-1"))
    assert "tel: med siffror" in faults(tmp_path)[0][3]


def test_a_file_that_is_not_toml_is_a_fault_with_its_line_beside_the_faults_of_the_others(tmp_path):
    write(tmp_path, targets="[[target]]\nindicator = fra1\n", events=EVENT.replace("fra1", "fra9"))
    (file, _, value, expected), other = sorted(faults(tmp_path), reverse=True)
    assert (file, expected) == ("targets.toml", "giltig TOML")
    assert "line 2" in value
    assert other[0] == "events.toml"


def test_a_file_that_is_not_utf8_is_a_fault_with_its_line(tmp_path):
    write(tmp_path)
    (tmp_path / "events.toml").write_bytes("# en\n# två\n".encode("windows-1252"))
    assert [fault[:2] for fault in faults(tmp_path)] == [("events.toml", "rad 2")]


def test_a_missing_or_misspelt_file_is_a_fault(tmp_path):
    write(tmp_path)
    (tmp_path / "indicators.toml").rename(tmp_path / "indicator.toml")
    found = faults(tmp_path)
    assert [fault[0] for fault in found] == ["indicator.toml", "indicators.toml"]
    assert "indicators.toml" in found[0][3]


def test_an_unknown_table_or_one_written_the_wrong_way_is_a_fault(tmp_path):
    write(tmp_path, organisation=ORGANISATION.replace("[[area]]", "[area]") + "\n[[enhet]]\nid = 'a'\n")
    assert {fault[1] for fault in faults(tmp_path)} >= {"area", "enhet"}


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    # One entry with several faults, of its shape and against others, and one fault in each other file.
    broken = INDICATOR.replace('"higher"', '"upp"').replace("threshold = 5", "threshold = 1\nextra = 1")
    write(
        tmp_path,
        indicators=broken.replace('["quarter", "year"]', '["month"]'),
        organisation=ORGANISATION.replace('area = "norr"', 'area = "soder"'),
        targets=TARGET.replace("fra1", "fra9"),
        events=EVENT.replace("fra1", "fra9"),
    )
    assert {fault[:2] for fault in faults(tmp_path)} == {
        ("organisation.toml", "unit eken → area"),
        ("organisation.toml", "unit linden → area"),
        ("indicators.toml", "indicator fra1 → direction"),
        ("indicators.toml", "indicator fra1 → extra"),
        ("indicators.toml", "indicator fra1 → threshold"),
        ("indicators.toml", "indicator fra1 → tables[1].period"),
        ("targets.toml", "target[1] → indicator"),
        ("events.toml", "event[1] → indicators[1]"),
    }


def test_an_entry_that_failed_is_still_known_to_those_that_refer_to_it(tmp_path):
    write(tmp_path, indicators=INDICATOR.replace('"higher"', '"upp"'), targets=TARGET, events=EVENT)
    assert [fault[1] for fault in faults(tmp_path)] == ["indicator fra1 → direction"]


def test_the_error_reads_as_a_list_for_people(tmp_path):
    write(tmp_path, indicators=INDICATOR.replace("threshold = 5", "threshold = 2"))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert str(caught.value) == (
        "Katalogen har ett fel.\n"
        "  indicators.toml: indicator fra1 → threshold = 2. "
        "Väntade: minst 3, eftersom sensitivity är client."
    )
