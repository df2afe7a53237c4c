"""Profiles: how the files of known sources are laid out; the product's own with the real catalogue."""

from datetime import date
from pathlib import Path

import pytest

from data.model import Catalogue
from data.model.load import CatalogueError, load_catalogue
from data.reading import Profile, Reading, load_profiles, read_file
from data.reading.profiles import FOLDER, known_profiles
from tests.data.reading.small_files import codes, figures, read, text, workbook


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[3] / "data" / "catalogue")


def read_known(content: bytes, catalogue: Catalogue, *, name: str) -> Reading:
    """Read with the real catalogue and the product's own profiles."""
    return read_file(content, name=name, catalogue=catalogue, today=date(2026, 2, 15))


def test_the_training_systems_summary(catalogue: Catalogue) -> None:
    sheet = [
        ["Intyg per enhet och kurs"],
        ["Mätdatum:", "2025-12-31"],
        [],
        ["Organisation", "Kurs", "Antal med intyg", "Antal anställda", "Andel"],
        ["Frideborg", "Minst en av kurserna", 9, 10, 0.9],
        [None, "Sex mot ersättning, vuxna", 8, 10, 0.8],
        ["Elsa", "Minst en av kurserna", 12, 12, 1],
        ["Totalt", "Minst en av kurserna", 21, 22, 0.95],
    ]
    reading = read_known(workbook({"Rapport": sheet}), catalogue, name="intyg.xlsx")
    assert [
        (*row, reported.category) for row, reported in zip(figures(reading), reading.rows, strict=True)
    ] == [
        ("utb1", "frideborg", "2025K4", 9, 10, "all"),
        ("utb1", "frideborg", "2025K4", 8, 10, "sex-mot-ersattning-vuxna"),
        ("utb1", "elsa", "2025K4", 12, 12, "all"),
    ]
    assert reading.layout[0].profile == "lms"
    assert reading.warnings == reading.errors == ()


def test_the_staff_systems_headcount(catalogue: Catalogue) -> None:
    content = (
        "Personal;;;\r\nPer datum 2025-12-31;;;\r\nOrg.kod;Org.namn;Anställda;Kurs i plan\r\n"
        "4711;Frideborg;10;9\r\n4712;Elsa;12;3\r\n;Summa;22;12\r\n"
    )
    reading = read_known(content.encode("cp1252"), catalogue, name="personal.csv")
    assert figures(reading) == [("utb3", "frideborg", "2025", 9, 10), ("utb3", "elsa", "2025", 3, 12)]
    assert reading.layout[0].profile == "personalsystem"
    assert reading.warnings == ()


def test_the_web_statistics_days_add_up_to_months(catalogue: Catalogue) -> None:
    content = (
        "Date,Label,Pageviews,Unique Pageviews,Bounce Rate\n2025-03-01,/sex-mot-ersattning,40,30,50%\n"
        "2025-03-02,/sex-mot-ersattning,2,2,10%\n2025-03-02,/sex-mot-ersattning/stod,7,7,10%\n"
    )
    reading = read_known(content.encode("utf-16"), catalogue, name="export.csv")
    assert [(row.category, row.period.code, row.count) for row in reading.rows] == [
        ("startsida", "2025-03", 42), ("stod", "2025-03", 7),
    ]  # fmt: skip
    assert "Rader med samma enhet och period lades ihop" in text(reading.repairs)


def test_the_case_systems_summary(catalogue: Catalogue) -> None:
    content = (
        "Rapport 214;;;\r\nUtskriven av:;Anna Andersson;2025-04-02;\r\n"
        "Urvalsperiod: 2025-03-01 – 2025-03-31;;;\r\n\r\n"
        "Enhet;Kön;Aktualiserade;Frågan ställd;Andel %\r\nFrideborg;K;20;12;60,0\r\n;M;4;4;100,0\r\n"
        "BC Trozelli;K;7;0;0,0\r\nSumma;;31;16;51,6\r\n"
    )
    reading = read_known(content.encode("cp1252"), catalogue, name="rapport.csv")
    assert [
        (*row, reported.gender) for row, reported in zip(figures(reading), reading.rows, strict=True)
    ] == [
        ("fra1", "frideborg", "2025-03", 12, 20, "kvinna"),
        ("fra1", "frideborg", "2025-03", 4, 4, "man"),
        ("fra1", "trozelli", "2025-03", 0, 7, "kvinna"),
    ]
    assert "Anna" not in repr(reading)
    assert reading.warnings == reading.errors == ()


def test_a_new_source_is_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "telefon.toml").write_text(
        'id = "telefon"\nname = "Telefonväxeln"\nheadings = ["Kö", "Besvarade"]\n'
        '[columns]\nenhet = ["Kö"]\nantal = ["Besvarade"]\n[fixed]\nindikator = "sto1"\n'
        '[title]\nperiod = "Månad"\n'
        '[values.enhet]\n"Linje 4" = "frideborg"\n[answers]\n"empty:Besvarade" = "noll"\n',
        encoding="utf-8",
    )
    (profile,) = load_profiles(tmp_path)
    content = "Månad mars 2025\nKö;Besvarade\nLinje 4;7\nElsa;\n"
    for reading in (read(content, profiles=[profile]), read(content, profile=profile)):
        assert figures(reading) == [
            ("sto1", "frideborg", "2025-03", 7, None),
            ("sto1", "elsa", "2025-03", 0, None),
        ]
    assert read(content).rows == ()


def test_every_fault_of_every_profile_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('id = "A b"\nname = ""\nheadings = []\nfoo = 1\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "c.toml").write_text(
        'id = "c"\nname = "C"\nheadings = ["X"]\n[columns]\nfoo = ["Y"]\n', encoding="utf-8"
    )
    for name in ("d.toml", "e.toml"):
        (tmp_path / name).write_text('id = "d"\nname = "D"\nheadings = ["X"]\n', encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_profiles(tmp_path)
    faults = {(fault.file, fault.key) for fault in refused.value.faults}
    assert {file for file, _ in faults} == {"a.toml", "b.toml", "c.toml", "e.toml"}
    assert len([file for file, _ in faults if file == "a.toml"]) == 4


def test_the_products_own_profiles_are_sound(catalogue: Catalogue) -> None:
    assert {profile.id for profile in known_profiles()} == {
        "lms",
        "personalsystem",
        "matomo",
        "verksamhetssystem",
    }
    known = {indicator.id for indicator in catalogue.indicators}
    for profile in load_profiles(FOLDER):
        assert isinstance(profile, Profile)
        assert profile.fixed["indikator"] in known


def test_a_long_form_needs_no_profile(catalogue: Catalogue) -> None:
    content = (
        "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare\nFRÅ1;Elsa;2025-03;kvinna;;;3;4\n"
    )
    reading = read_known(content.encode(), catalogue, name="a.csv")
    assert reading.layout[0].profile is None
    assert codes(reading.errors) == []
    assert len(reading.rows) == 1
