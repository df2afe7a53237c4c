"""From files to stored figures: all or nothing, once, and never at odds with what is stored."""

from datetime import date
from pathlib import Path

import pytest

from data.importing import ORIGINALS, InputFile, Outcome, import_files, undo
from data.log import Log
from data.model import Catalogue
from data.model.load import load_catalogue
from data.register import RegisterError, opened
from tests.data.reading.small_files import workbook
from tests.data.small_house import small_catalogue, write_catalogue

HEADER = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare;personer\n"
RECEIVED = date(2025, 2, 10)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def file(*rows: str, name: str = "underlag.csv") -> InputFile:
    return InputFile(name, (HEADER + "\n".join(rows) + "\n").encode(), RECEIVED)


def give(store: Path, catalogue: Catalogue, *files: InputFile, dry_run: bool = False) -> tuple[Outcome, ...]:
    return import_files(store, catalogue, files, by="Samordnaren", dry_run=dry_run, wait_seconds=0)


def stored(store: Path) -> list[tuple[str, str, float]]:
    with opened(store, wait_seconds=0) as register:
        return [(fact.org, fact.gender, fact.count) for fact in register.facts()]


def originals(store: Path) -> list[str]:
    return sorted(path.name for path in (store / ORIGINALS).glob("*"))


JANUARY = file("fra1;Alfa;2025-01;kvinna;;;8;10;", "fra1;Alfa;2025-01;man;;;5;6;")


def test_an_accepted_file_is_stored_logged_and_its_original_kept(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    (outcome,) = give(tmp_path, catalogue, JANUARY)
    assert (outcome.load, outcome.rows_stored, outcome.errors) == (1, 2, ())
    assert stored(tmp_path) == [("alfa", "kvinna", 8), ("alfa", "man", 5)]
    assert originals(tmp_path) == [outcome.reading.sha256]
    assert (tmp_path / ORIGINALS / outcome.reading.sha256).read_bytes() == JANUARY.content
    (entry,) = Log(tmp_path).entries()
    assert (entry.what, entry.who, entry.about["load"], entry.about["rows_stored"]) == (
        "import",
        "Samordnaren",
        1,
        2,
    )


def test_the_same_file_twice_changes_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY)
    correction = file("fra1;Alfa;2025-01;kvinna;;;9;10;", name="rattning.csv")
    give(tmp_path, catalogue, correction)
    (again,) = give(tmp_path, catalogue, JANUARY)
    assert (again.load, again.same_as, again.rows_stored) == (None, 1, 0)
    assert stored(tmp_path) == [("alfa", "kvinna", 9), ("alfa", "man", 5)]
    assert len(Log(tmp_path).entries()) == 2


def test_a_jump_and_a_silent_unit_are_warned_of_beside_what_is_stored(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    before = [
        f"fra1;{unit};2024-{month:02};;;;8;10;"
        for month in range(8, 13)
        for unit in ("Alfa", "Beta", "Gamma")
    ]
    (first,) = give(tmp_path, catalogue, file(*before))
    assert first.reading.warnings == ()
    unusual = file("fra1;Alfa;2025-01;;;;41;50;", "fra1;Beta;2025-01;;;;9;10;", name="januari.csv")
    for dry_run in (True, False):
        (outcome,) = give(tmp_path, catalogue, unusual, dry_run=dry_run)
        assert [one.code for one in outcome.reading.warnings] == ["jump", "unit_missing"]
    assert outcome.rows_stored == 2


def test_a_file_taken_back_can_be_loaded_again(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY)
    undo(tmp_path, catalogue, 1, by="Samordnaren", reason="Fel", wait_seconds=0)
    assert stored(tmp_path) == []
    (again,) = give(tmp_path, catalogue, JANUARY)
    assert (again.load, again.rows_stored) == (2, 2)


def test_a_faulty_file_leaves_nothing_behind(tmp_path: Path, catalogue: Catalogue) -> None:
    store = tmp_path / "store"
    (outcome,) = give(store, catalogue, file("fra1;Alfa;2025-01;;;;8;10;", "fra1;Alfa;2025-02;;;;12;10;"))
    assert outcome.load is None
    assert outcome.errors
    assert not store.exists()


def test_one_faulty_file_stops_them_all(tmp_path: Path, catalogue: Catalogue) -> None:
    good, bad = JANUARY, file("fra1;Ingenstans;2025-01;;;;8;10;", name="fel.csv")
    outcomes = give(tmp_path, catalogue, good, bad)
    assert [bool(outcome.errors) for outcome in outcomes] == [False, True]
    assert [outcome.rows_stored for outcome in outcomes] == [0, 0]
    assert originals(tmp_path) == []


def test_a_dry_run_tells_what_would_change_and_stores_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    (outcome,) = give(tmp_path, catalogue, JANUARY, dry_run=True)
    assert [change.kind for change in outcome.changes] == ["new", "new"]
    assert (outcome.load, outcome.rows_stored) == (None, 0)
    assert stored(tmp_path) == []
    assert originals(tmp_path) == []
    assert Log(tmp_path).entries() == ()


def test_a_corrected_total_replaces_the_parts_given_before(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY)
    (outcome,) = give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;14;17;", name="total.csv"))
    assert outcome.errors == ()
    (warning,) = outcome.reading.warnings
    assert (warning.code, warning.row) == ("split_superseded", 2)
    assert "gäller inte längre" in warning.message
    assert [(one.gender, one.old_count) for one in outcome.changed] == [("kvinna", 8), ("man", 5)]
    assert stored(tmp_path) == [("alfa", "all", 14)]
    undo(tmp_path, catalogue, 2, by="Samordnaren", reason="Fel", wait_seconds=0)
    assert stored(tmp_path) == [("alfa", "kvinna", 8), ("alfa", "man", 5)]


def test_many_periods_that_give_way_are_one_warning_for_each_unit(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    months = [f"2025-{month:02d}" for month in range(1, 7)]
    units = ("Alfa", "Beta")
    sexes = [(unit, month, sex) for unit in units for month in months for sex in ("kvinna", "man")]
    give(tmp_path, catalogue, file(*(f"fra1;{unit};{month};{sex};;;4;9;" for unit, month, sex in sexes)))
    totals = (f"fra1;{unit};{month};;;;9;17;" for unit in units for month in months)
    (outcome,) = give(tmp_path, catalogue, file(*totals, name="totaler.csv"))
    first, second = outcome.reading.warnings
    assert "FRÅ1, Alfa, 6 perioder från 2025-01 till 2025-06: totalen är ändrad" in first.message
    assert first.message.startswith("Rad 2, 3, 4, 5, 6 och 7: ")
    assert "FRÅ1, Beta, 6 perioder" in second.message
    assert len(outcome.superseded) == 24


def test_corrected_parts_replace_the_total_given_before(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;14;17;", name="total.csv"))
    (outcome,) = give(tmp_path, catalogue, JANUARY)
    assert [warning.code for warning in outcome.reading.warnings] == ["total_superseded"]
    assert stored(tmp_path) == [("alfa", "kvinna", 8), ("alfa", "man", 5)]


def test_one_corrected_part_must_agree_with_what_stays(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY)
    (agreeing,) = give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;13;16;", name="total.csv"))
    assert (agreeing.rows_stored, agreeing.reading.warnings) == (1, ())
    (refused,) = give(tmp_path, catalogue, file("fra1;Alfa;2025-01;kvinna;;;9;10;", name="del.csv"))
    assert [error.code for error in refused.errors] == ["total_differs"]
    assert refused.errors[0].row == 2
    assert "delarna ger 14 men totalen är 13" in refused.errors[0].message
    assert len(stored(tmp_path)) == 3


def test_a_wrong_denominator_is_told_as_such(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY, file("fra1;Alfa;2025-01;;;;13;16;", name="total.csv"))
    (refused,) = give(tmp_path, catalogue, file("fra1;Alfa;2025-01;kvinna;;;8;11;", name="del.csv"))
    assert "nämnare" in refused.errors[0].message


def test_parts_cut_in_two_ways_are_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    both = catalogue.indicator("han1").model_copy(update={"genders": True})
    others = tuple(one if one.id != "han1" else both for one in catalogue.indicators)
    cut = catalogue.model_copy(update={"indicators": others})
    rows = ("han1;Alfa;2025K1;kvinna;;;8;;", "han1;Alfa;2025K1;;;Novahuset;8;;")
    outcomes = give(tmp_path, cut, file(rows[0], name="kon.csv"), file(rows[1], name="kategori.csv"))
    assert [error.code for error in outcomes[1].errors] == ["splits_overlap"]
    with opened(tmp_path, wait_seconds=0) as register:
        assert register.loads() == ()


def test_an_undo_that_would_leave_parts_at_odds_with_a_total_is_refused(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;13;16;", name="1.csv"))
    give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;14;16;", name="2.csv"))
    give(
        tmp_path,
        catalogue,
        file("fra1;Alfa;2025-01;kvinna;;;9;10;", "fra1;Alfa;2025-01;man;;;5;6;", name="3.csv"),
    )
    with pytest.raises(RegisterError, match="senare"):
        undo(tmp_path, catalogue, 2, by="Samordnaren", reason="", wait_seconds=0)
    undo(tmp_path, catalogue, 3, by="Samordnaren", reason="", wait_seconds=0)
    undo(tmp_path, catalogue, 2, by="Samordnaren", reason="", wait_seconds=0)
    assert stored(tmp_path) == [("alfa", "all", 13)]
    assert [entry.what for entry in Log(tmp_path).entries()] == ["import"] * 3 + ["undo"] * 2


def test_what_an_interrupted_import_left_is_cleaned_and_logged_by_the_next(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    give(tmp_path, catalogue, JANUARY)
    (tmp_path / "log.jsonl").unlink()
    (tmp_path / ORIGINALS / ("f" * 64)).write_bytes(b"half")
    give(tmp_path, catalogue, file("fra1;Alfa;2025-02;;;;8;10;", name="februari.csv"))
    assert len(originals(tmp_path)) == 2
    assert [entry.about["load"] for entry in Log(tmp_path).entries()] == [1, 2]


def test_neither_log_nor_register_knows_a_planted_personal_number(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    number = "19811218-9876"
    give(tmp_path, catalogue, JANUARY)
    (refused,) = give(tmp_path, catalogue, file(f"fra1;{number};2025-02;;;;8;10;", name="februari.csv"))
    assert refused.errors
    assert number not in repr(refused)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or number.encode() not in path.read_bytes()


def locked(folder: Path, *, since: str) -> Catalogue:
    """The small house with 2025 locked since the day."""
    write_catalogue(folder)
    (folder / "locks.toml").write_text(f"[[lock]]\nyear = 2025\nfrom = {since}\n", "utf-8")
    return load_catalogue(folder)


def test_trap_26_a_figure_of_a_locked_year_does_not_change(tmp_path: Path) -> None:
    catalogue = locked(tmp_path / "catalogue", since="2025-02-10")
    store = tmp_path / "store"
    (outcome,) = give(store, catalogue, JANUARY)
    assert {error.code for error in outcome.errors} == {"locked_period"}
    assert "Perioden är låst sedan 2025-02-10." in outcome.errors[0].message
    assert stored(store) == []


def test_trap_26_what_is_the_same_in_a_locked_year_is_let_through(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    store = tmp_path / "store"
    give(store, catalogue, JANUARY)
    closed = locked(tmp_path / "catalogue", since="2025-02-10")
    again = file("fra1;Alfa;2025-01;kvinna;;;8;10;", "fra1;Beta;2024-12;;;;7;9;", name="mer.csv")
    (outcome,) = give(store, closed, again)
    assert outcome.errors == ()
    assert outcome.rows_stored == 1


def test_trap_26_a_lock_holds_from_its_day_on(tmp_path: Path) -> None:
    (outcome,) = give(tmp_path / "store", locked(tmp_path / "catalogue", since="2999-01-01"), JANUARY)
    assert outcome.errors == ()


def test_a_total_told_as_not_reported_takes_the_parts_with_it(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY)
    (outcome,) = give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;..;..;", name="tom.csv"))
    assert [warning.code for warning in outcome.reading.warnings] == ["split_emptied"]
    assert [(one.gender, one.old_count, one.kind) for one in outcome.changed] == [
        ("kvinna", 8, "retracted"),
        ("man", 5, "retracted"),
    ]
    assert stored(tmp_path) == []
    undo(tmp_path, catalogue, 2, by="Samordnaren", reason="Fel", wait_seconds=0)
    assert stored(tmp_path) == [("alfa", "kvinna", 8), ("alfa", "man", 5)]


def test_an_empty_total_beside_its_parts_takes_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, JANUARY)
    parts = ("fra1;Alfa;2025-01;kvinna;;;9;10;", "fra1;Alfa;2025-01;man;;;5;6;")
    (outcome,) = give(tmp_path, catalogue, file(*parts, "fra1;Alfa;2025-01;;;;..;..;", name="delar.csv"))
    assert outcome.superseded == ()
    assert stored(tmp_path) == [("alfa", "kvinna", 9), ("alfa", "man", 5)]


def test_trap_26_a_locked_figure_is_not_emptied(tmp_path: Path) -> None:
    before = locked(tmp_path / "before", since="2099-02-10")
    give(tmp_path / "store", before, JANUARY)
    after = locked(tmp_path / "after", since="2025-02-10")
    (outcome,) = give(tmp_path / "store", after, file("fra1;Alfa;2025-01;;;;..;..;", name="tom.csv"))
    assert [error.code for error in outcome.errors] == ["locked_period"]
    assert len(stored(tmp_path / "store")) == 2


def test_trap_39_the_same_number_of_another_type_is_no_revision(tmp_path: Path, catalogue: Catalogue) -> None:
    give(tmp_path, catalogue, file("fra1;Alfa;2025-01;;;;8;10;"))
    rows = [["indikator", "enhet", "period", "antal", "namnare"], ["FRÅ1", "Alfa", "2025-01", 8.0, "10,0"]]
    again = InputFile("igen.xlsx", workbook({"A": rows}), date(2025, 3, 1))
    (outcome,) = import_files(tmp_path, catalogue, [again], by="Samordnaren", wait_seconds=0)
    assert [change.kind for change in outcome.changes] == ["same"]
    assert outcome.changed == ()
