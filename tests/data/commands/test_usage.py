"""A command typed wrong: Swedish that says what, where and how to mend it; it is no refusal of a file."""

import json
import sys

import pytest

from data.__main__ import app
from data.commands.usage import run


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["data", *words])
    with pytest.raises(SystemExit) as left:
        run(app)
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["impotr"], "Kommandot finns inte. Välj bland audit, backup, demo, "),
        (["import"], "FIL... saknas. Skriv sökvägen till minst en fil."),
        (["template"], "UT.xlsx saknas. Skriv sökvägen till filen som ska skrivas."),
        (["undo", "811218-9876"], "NUMMER går inte att tolka. Skriv inläsningens nummer"),
        (["import", "a.csv", "--jsn"], "Växeln finns inte. Menar du --json eller --reason?"),
        (
            ["import", "a.csv", "--received", "811218-9876"],
            "Växeln --received går inte att tolka. Skriv dagen",
        ),
        (["history", "--unit"], "Växeln --unit behöver ett värde."),
        (["audit", "a", "811218-9876"], "Det står fler ord än kommandot tar emot."),
    ],
)
def test_a_slip_is_told_in_swedish(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, *words) == 1
    said = capsys.readouterr()
    assert said.err.startswith(told)
    assert "--help visar hur det skrivs." in said.err
    assert said.out == ""
    assert "9876" not in said.err, "what was typed may be anything"


def test_programs_get_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(monkeypatch, "import", "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"].startswith("FIL... saknas.")


def test_help_is_no_fault_and_no_command_tells_which_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, "import", "--help") == 0
    assert "Läs in underlag" in capsys.readouterr().out
    assert typed(monkeypatch) == 1
    assert "Läs in underlag" in capsys.readouterr().err
