"""`python -m data`: exit codes, JSON, and Swedish for people."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from data.__main__ import app
from data.commands import snapshots as commands_snapshots
from data.locks import locked
from data.publishing.publish import LOCK_FILE, Exposed
from tests.data.small_house import write_catalogue

PROJECT = Path(__file__).resolve().parents[3]
HEADER = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare\n"
JANUARY = HEADER + "fra1;Alfa;2025-01;kvinna;;;8;10\nfra1;Alfa;2025-01;man;;;5;6\nfra1;Gamma;2025-01;;;;2;9\n"


class House:
    """A store, and the command line that works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    def json(self, *words: str, code: int = 0) -> Any:
        result = self.run(*words, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    def file(self, content: str, name: str = "januari.csv") -> str:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return str(path)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("LAGESBILD_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("LAGESBILD_CATALOGUE", str(write_catalogue(tmp_path / "catalogue")))
    monkeypatch.setenv("LAGESBILD_WAIT_SECONDS", "0")
    return House(tmp_path)


@pytest.fixture
def published(house: House) -> House:
    assert house.run("import", house.file(JANUARY), "--by", "Samordnaren").exit_code == 0
    assert house.run("publish", "--by", "Samordnaren").exit_code == 0
    return house


def test_import_answers_with_the_fixed_keys(house: House) -> None:
    answer = house.json("import", house.file(JANUARY))
    fixed = ["file", "sha256", "rows_read", "rows_stored", "repairs", "warnings", "errors"]
    assert list(answer)[:7] == fixed
    assert (answer["file"], answer["rows_read"], answer["rows_stored"], answer["errors"]) == (
        "januari.csv",
        3,
        3,
        [],
    )
    again = house.json("import", house.file(JANUARY))
    assert (again["rows_stored"], again["same_as_load"]) == (0, 1)


def test_a_refused_file_gives_2_and_says_where_and_what(house: House) -> None:
    wrong = house.file(HEADER + "fra1;Alfa;2025-01;;;;12;10\n")
    answer = house.json("import", wrong, code=2)
    assert answer["rows_stored"] == 0
    (error,) = answer["errors"]
    assert sorted(error) == ["code", "column", "message", "row", "value"]
    assert error["row"] == 2
    told = house.run("import", wrong)
    assert told.exit_code == 2
    assert "Rad 2" in told.stdout
    assert "Inget sparades. Rätta felen och läs in filen på nytt." in told.stdout


def test_several_files_give_a_list_and_stand_or_fall_together(house: House) -> None:
    right, wrong = house.file(JANUARY), house.file(HEADER + "fra1;Alfa;2025-02;;;;12;10\n", "februari.csv")
    answers = house.json("import", right, wrong, code=2)
    assert [(one["file"], one["rows_stored"]) for one in answers] == [("januari.csv", 0), ("februari.csv", 0)]


def test_a_dry_run_stores_nothing(house: House) -> None:
    told = house.run("import", house.file(JANUARY), "--dry-run")
    assert told.exit_code == 0
    assert "3 nya" in told.stdout
    assert "inget sparades" in told.stdout
    assert house.json("history") == []


def test_a_missing_file_is_a_fault(house: House) -> None:
    result = house.run("import", str(house.folder / "saknas.csv"))
    assert (result.exit_code, result.stderr) == (1, "Hittar inte saknas.csv.\n")
    assert house.json("import", "saknas.csv", code=1) == {"error": "Hittar inte saknas.csv."}


def test_publish_tells_the_snapshot_and_counts(house: House) -> None:
    house.run("import", house.file(JANUARY))
    answer = house.json("publish")
    assert answer["published"] is True
    assert answer["cells"]["shown"] > 0
    assert answer["cells"]["protected_by_need"] > 0
    again = house.json("publish")
    assert (again["published"], again["snapshot"]) == (False, answer["snapshot"])
    assert "Inget har ändrats" in house.run("publish").stdout


def test_an_exposed_cell_gives_3_and_names_the_place(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.run("import", house.file(JANUARY))

    def find_one(_snapshots: Sequence[Path]) -> list[Exposed]:
        return [Exposed("fra1, enhet gamma")]

    monkeypatch.setattr(commands_snapshots, "places_exposed", find_one)
    assert house.json("publish", code=3) == {"published": False, "exposed": ["fra1, enhet gamma"]}
    assert "enhet gamma" in house.run("publish").stderr
    assert house.json("snapshots") == []


def test_the_audit_of_a_safe_snapshot_gives_0(published: House) -> None:
    answer = published.json("audit")
    assert (answer["safe"], answer["exposed"]) == (True, [])
    assert published.run("audit", published.json("snapshots")[0]["id"]).exit_code == 0


def test_publish_and_audit_say_nothing_of_the_solver(house: House) -> None:
    """It prints its name from C, once in a process: so each in a process of its own."""
    house.run("import", house.file(JANUARY))
    for words in (["publish", "--json"], ["audit"]):
        told = subprocess.run(
            [sys.executable, "-m", "data", *words], capture_output=True, text=True, check=True, cwd=PROJECT
        )
        assert "HiGHS" not in told.stdout + told.stderr


def test_nothing_to_audit_is_a_fault(house: House) -> None:
    assert house.run("audit").exit_code == 1
    assert house.run("audit", "00009-deadbeef").exit_code == 1


def test_somebody_else_publishing_is_told_at_once(published: House) -> None:
    with locked(published.store / LOCK_FILE):
        result = published.run("publish")
    assert result.exit_code == 1
    assert "Någon annan" in result.stderr


def test_status_tells_what_is_reported_and_who_is_late(published: House) -> None:
    answer = published.json("status")
    assert answer["snapshot"]["published_by"] == "Samordnaren"
    assert answer["loads"] == 1
    assert answer["reported"][0] == {"indicator": "fra1", "figures": 3, "first": "2025-01", "last": "2025-01"}
    assert "FRÅ1 2025-01" in answer["late"]["Beta"]
    told = published.run("status").stdout
    assert "Sena rapporter:" in told


def test_status_of_an_empty_store_makes_no_store(house: House) -> None:
    assert house.json("status")["snapshot"] is None
    assert not house.store.exists()


def test_a_correction_is_in_the_history_and_can_be_taken_back(published: House) -> None:
    first = published.json("snapshots")[0]["id"]
    published.run(
        "import", published.file(HEADER + "fra1;Gamma;2025-01;;;;7;9\n", "rattning.csv"), "--by", "Åsa"
    )
    versions = published.json("history", "FRÅ1", "--unit", "Gamma", "--period", "2025-01")
    assert [(one["version"], one["count"], one["file"]) for one in versions] == [
        (1, 2, "januari.csv"),
        (2, 7, "rattning.csv"),
    ]
    assert published.run("undo", "2", "--by", "Åsa", "--reason", "Fel enhet").exit_code == 0
    assert published.json("publish")["snapshot"] == first
    assert published.json("history")[1]["reason"] == "Fel enhet"
    assert published.run("undo", "2").exit_code == 1


def test_rollback_puts_the_earlier_snapshot_in_force(published: House) -> None:
    first = published.json("snapshots")[0]["id"]
    published.run("import", published.file(HEADER + "fra1;Alfa;2025-02;;;;20;30\n", "februari.csv"))
    published.run("publish")
    assert [one["in_force"] for one in published.json("snapshots")] == [False, True]
    assert published.run("rollback", first).exit_code == 0
    assert [one["in_force"] for one in published.json("snapshots")] == [True, False]
    assert published.run("rollback", "00009-deadbeef").exit_code == 1


def test_backup_and_restore_carry_the_whole_store(published: House) -> None:
    archive = str(published.folder / "kopia.tar")
    before = published.json("snapshots")
    assert published.run("backup", archive).exit_code == 0
    published.run("import", published.file(HEADER + "fra1;Alfa;2025-02;;;;20;30\n", "februari.csv"))
    published.run("publish")
    assert published.run("restore", archive).exit_code == 0
    assert published.json("snapshots") == before
    assert len(published.json("history")) == 1
    assert published.json("publish")["published"] is False


def test_a_broken_catalogue_stops_with_every_fault(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = house.folder / "trasig"
    folder.mkdir()
    monkeypatch.setenv("LAGESBILD_CATALOGUE", str(folder))
    result = house.run("publish")
    assert result.exit_code == 1
    assert "organisation.toml" in result.stderr
    assert "indicators.toml" in result.stderr


@pytest.mark.parametrize(
    "words", [("history", "fra9"), ("history", "fra1", "--unit", "x"), ("history", "fra1", "--period", "x")]
)
def test_what_does_not_exist_is_told(published: House, words: tuple[str, ...]) -> None:
    result = published.run(*words)
    assert result.exit_code == 1
    assert result.stderr


def test_a_question_is_told_and_can_be_answered(house: House) -> None:
    asking = house.file(HEADER.replace(";kategori", "") + "fra1;Alfa;mar-25;;;8;10\n", "mars.csv")
    answer = house.json("import", asking, code=2)
    (question,) = answer["questions"]
    choice = question["choices"][0]["value"]
    assert question["code"] in house.run("import", asking).stdout
    assert house.json("import", asking, "--answer", f"{question['code']}={choice}")["rows_stored"] == 1
    assert house.run("import", asking, "--answer", "utan").exit_code == 1


def test_a_revision_keeps_its_reason_and_one_without_is_told_so(published: House) -> None:
    revised = HEADER + "fra1;Gamma;2025-01;;;;3;9\n"
    told = published.run("import", published.file(revised, "rattning.csv"), "--reason", "Räknat om")
    assert (told.exit_code, "utan skäl" in told.stderr) == (0, False)
    assert "Rad 2: FRÅ1 Fått frågan, Gamma, januari 2025: 2 av 9 → 3 av 9." in told.stdout
    assert published.json("history")[-1]["revision_reason"] == "Räknat om"
    again = published.run("import", published.file(JANUARY + "\n", "igen.csv"))
    assert again.exit_code == 0
    assert "Lagrade uppgifter ändras utan skäl. Ange det med --reason." in again.stderr


@pytest.mark.parametrize("words", [["import", "januari.csv"], ["undo", "1"]])
def test_a_reason_with_personal_data_is_not_stored(published: House, words: list[str]) -> None:
    published.file(HEADER + "fra1;Gamma;2025-01;;;;3;9\n")
    told = published.run(*words, "--reason", "Gäller 19811218-9876")
    assert told.exit_code == 1
    assert "personuppgifter" in told.stderr
    assert "9876" not in told.output
    for path in published.store.rglob("*"):
        assert path.is_dir() or b"19811218-9876" not in path.read_bytes()
