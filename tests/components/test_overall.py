"""Sentences about many figures at once."""

from datetime import date

import pytest

from components.sentences.model import Direction, Observation, Subject
from components.sentences.overall import (
    development_sentence,
    is_better,
    measures_text,
    targets_met_sentence,
)
from components.status import INCOMPLETE, MET, NEAR, Status

MISSED = Status("○", "under målet", "missed")


def share(direction: Direction) -> Subject:
    return Subject(name="Fått frågan", kind="share", unit_of_measure="procent", direction=direction)


def figure(value: float, *, year: int = 2026, reported: int = 3) -> Observation:
    return Observation(
        period_kind="year",
        period_start=date(year, 1, 1),
        value=value,
        units_reported=reported,
        units_expected=3,
    )


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        ([], "Inget mått har ett mål som gäller perioden."),
        ([NEAR], "Det enda målet är nära att nås."),
        ([MET, MISSED], "Ett av två mål är nått och ett är inte nått."),
        ([NEAR, MISSED, MISSED], "Inget av tre mål är nått, ett är nära och två är inte nådda."),
        ([MET, MET, INCOMPLETE], "Två av tre mål är nådda och ett kan inte bedömas."),
    ],
)
def test_targets_are_counted_by_how_they_stand(judged: list[Status], told: str) -> None:
    assert targets_met_sentence(judged) == told


@pytest.mark.parametrize(
    ("better", "worse", "told"),
    [
        (0, [], "Det går inte att säga om något mått har blivit bättre eller sämre på ett år."),
        (2, [], "Två mått är bättre än för ett år sedan och inget är sämre."),
        (0, ["Väntetid"], "Inget mått är bättre än för ett år sedan och ett är sämre: Väntetid."),
    ],
)
def test_the_worse_are_told_by_name(better: int, worse: list[str], told: str) -> None:
    assert development_sentence(better=better, worse=worse) == told


def test_more_names_than_a_sentence_holds_are_counted() -> None:
    told = development_sentence(better=1, worse=[f"Mått nummer {number} av alla" for number in range(9)])
    assert "nio är sämre" in told
    assert len(told.split()) <= 20


@pytest.mark.parametrize(("direction", "answer"), [("higher", True), ("lower", False), ("neutral", None)])
def test_what_is_better_depends_on_the_direction(direction: Direction, answer: bool | None) -> None:
    assert is_better(share(direction), figure(0.6), figure(0.5, year=2025)) is answer


def test_the_same_is_neither_better_nor_worse_and_nothing_is_compared_with_nothing() -> None:
    assert is_better(share("higher"), figure(0.5), figure(0.5, year=2025)) is None
    assert is_better(share("higher"), figure(0.5), None) is None


def test_a_count_that_others_have_reported_is_not_compared() -> None:
    count = Subject(name="Samtal", kind="count", unit_of_measure="antal", direction="higher")
    assert is_better(count, figure(9), figure(5, year=2025)) is True
    assert is_better(count, figure(9), figure(5, year=2025, reported=2)) is None


def test_a_number_of_measures() -> None:
    assert [measures_text(count) for count in (0, 1, 3)] == ["inget mått", "ett mått", "tre mått"]
