"""The second page: what was proposed, done and remains, and how it looks, without a word of cause."""

from dataclasses import replace
from datetime import date

import pytest

from components.status import INCOMPLETE, MET, NO_STATUS
from queries.catalogue import Measure, Milestone
from reports.model import Headline, Report
from reports.standing import done_text, left_text, outcome_text, standing_table

TODAY = date(2026, 9, 1)
DONE = Milestone(1, date(2024, 9, 1), "En halv tjänst är tillsatt", True, "Exempel", True)
LEFT = Milestone(1, date(2027, 1, 1), "Hela tjänsten är tillsatt", False, "Exempel", True)
MEASURE = Measure(
    1, "Tydligare organisering", "Organisering", "Frideborg samordnar arbetet.", "Pågår", "Enhetschefen",
    "Utredningen", True, (replace(DONE, date=date(2023, 1, 9), text="Föreslagen"), DONE, LEFT),
)  # fmt: skip
FOUND = Headline(
    "FRÅ1 Fått frågan", "tertial 2 2026", "74 %", "74 av 100", "mål 80 procent", MET, "", "", "",
    "Andelen ökade till 74 %", (),
)  # fmt: skip


def test_a_row_tells_the_latest_step_taken_and_the_next() -> None:
    table = standing_table([(MEASURE, FOUND, "")], today=TODAY)
    (row,) = [[cell.text for cell in cells] for cells in table.rows]
    assert row == [
        "1. Organisering",
        "Frideborg samordnar arbetet.",
        "En halv tjänst är tillsatt (1 september 2024).",
        "Hela tjänsten är tillsatt (1 januari 2027).",
        "Andelen ökade till 74 %. Mål 80 procent: når målet. Det är inom den vanliga variationen.",
    ]


def test_a_step_whose_day_has_passed_is_late() -> None:
    assert left_text(MEASURE, today=date(2027, 1, 2)).endswith("(1 januari 2027, försenat).")
    assert left_text(MEASURE, today=LEFT.date).endswith("(1 januari 2027).")


def test_a_measure_without_steps_says_so() -> None:
    assert done_text(replace(MEASURE, milestones=(LEFT,))) == "Inget steg är klart än."
    assert left_text(replace(MEASURE, milestones=(DONE,)), today=TODAY) == "Inget planerat steg återstår."


@pytest.mark.parametrize(
    ("signal", "words"),
    [
        (None, ""),
        ("", " Det är inom den vanliga variationen."),
        ("better", " Det är en förändring till det bättre, större än den vanliga variationen."),
        ("worse", " Det är en förändring till det sämre, större än den vanliga variationen."),
        ("change", " Det är en förändring större än den vanliga variationen."),
    ],
)
def test_the_outcome_says_whether_the_change_is_larger_than_usual(signal: str | None, words: str) -> None:
    plain = replace(FOUND, target="", status=NO_STATUS)
    assert outcome_text(plain, signal) == f"Andelen ökade till 74 %.{words}"


def test_a_base_with_holes_is_said_and_not_judged() -> None:
    told = outcome_text(replace(FOUND, status=INCOMPLETE), None)
    assert told == "Andelen ökade till 74 %. Mål 80 procent: ofullständigt underlag."
    assert outcome_text(None, None) == "Inget mått följer upp åtgärden än."


def test_the_report_has_a_row_for_each_measure(told: Report) -> None:
    assert [row[0].text for row in told.standing.rows] == [
        f"{number}. Åtgärd {number}" for number in range(1, 7)
    ]
    asked = told.standing.rows[2]
    assert asked[2].text == "Rutin beslutad (1 september 2024)."
    assert "64\N{NO-BREAK SPACE}%" in asked[4].text
