"""Originals are removed when their time has passed; what was read from them, and the history, stays."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data.__main__ import app
from data.importing import ORIGINALS, InputFile, import_files, undo
from data.log import Log
from data.model import Catalogue
from data.register import opened
from data.retention import retain
from tests.data.small_house import small_catalogue

HEADER = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare;personer\n"
FILE = InputFile("underlag.csv", f"{HEADER}fra1;Alfa;2025-01;;;;8;10;\n".encode(), date(2025, 2, 10))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def store(tmp_path: Path, catalogue: Catalogue) -> Path:
    import_files(tmp_path, catalogue, [FILE], by="Samordnaren", wait_seconds=0)
    return tmp_path


def loaded_on(store: Path) -> date:
    with opened(store, wait_seconds=0) as register:
        return register.loads()[-1].loaded_at.date()


def after(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def originals(store: Path) -> int:
    return len(list((store / ORIGINALS).iterdir()))


def test_a_file_stays_until_its_time_has_passed(store: Path) -> None:
    assert retain(store, months=24, today=after(loaded_on(store), 1), by="Samordnaren", wait_seconds=0) == 0
    assert originals(store) == 1
    assert [entry.what for entry in Log(store).entries()] == ["import"]


def test_a_file_stays_on_the_very_day_its_time_is_up(store: Path) -> None:
    loaded = loaded_on(store)
    last = date(loaded.year + 1, loaded.month, min(loaded.day, 28))
    assert retain(store, months=12, today=last, by="Samordnaren", wait_seconds=0) == 0
    if loaded.day == last.day:
        assert retain(store, months=12, today=last + timedelta(1), by="Samordnaren", wait_seconds=0) == 1


def test_an_old_file_goes_what_was_read_stays_and_the_log_tells(store: Path) -> None:
    assert retain(store, months=12, today=after(loaded_on(store), 2), by="Samordnaren", wait_seconds=0) == 1
    assert originals(store) == 0
    with opened(store, wait_seconds=0) as register:
        assert [fact.count for fact in register.facts()] == [8]
        assert register.loads()[0].file == "underlag.csv"
    entry = Log(store).entries()[-1]
    assert (entry.what, entry.who) == ("retain", "Samordnaren")
    assert dict(entry.about) == {"files": 1, "older_than_months": 12}


def test_the_same_file_is_still_known_and_can_be_taken_back(store: Path, catalogue: Catalogue) -> None:
    retain(store, months=1, today=after(loaded_on(store), 2), by="Samordnaren", wait_seconds=0)
    (outcome,) = import_files(store, catalogue, [FILE], by="Samordnaren", wait_seconds=0)
    assert outcome.same_as == 1
    undo(store, catalogue, 1, by="Samordnaren", reason="fel", wait_seconds=0)
    with opened(store, wait_seconds=0) as register:
        assert register.facts() == ()


@pytest.mark.parametrize(("today", "removed"), [(date(2999, 3, 30), 1), (date(2999, 2, 28), 1)])
def test_short_months_do_no_harm(store: Path, today: date, removed: int) -> None:
    assert retain(store, months=1, today=today, by="Samordnaren", wait_seconds=0) == removed


def test_without_a_decision_nothing_is_removed(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_STORE", str(store))
    monkeypatch.delenv("LAGESBILD_KEEP_ORIGINALS_MONTHS", raising=False)
    answer = CliRunner().invoke(app, ["retain"])
    assert answer.exit_code == 0
    assert "Inget gallras" in answer.output
    monkeypatch.setenv("LAGESBILD_KEEP_ORIGINALS_MONTHS", "24")
    answer = CliRunner().invoke(app, ["retain"])
    assert answer.exit_code == 0
    assert "0 originalfiler äldre än 24 månader är borttagna." in answer.output
    assert originals(store) == 1
