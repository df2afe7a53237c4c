"""Sentences about parts of a figure, and about units against one target."""

from datetime import date

import pytest

from components.sentences.model import Mark, Observation
from components.sentences.parts import (
    Part,
    not_reached_sentence,
    parts_finding,
    parts_sentence,
    reached_finding,
)

YEAR = Observation(period_kind="year", period_start=date(2025, 1, 1))
NBSP = "\N{NO-BREAK SPACE}"


def parts(*values: float | None, mark: Mark = "protected") -> list[Part]:
    names = ("Akut läge", "Tolk saknas", "Glömt")
    return [
        Part(name=name, value=value, mark="shown" if value is not None else mark)
        for name, value in zip(names, values, strict=False)
    ]


def finding(*values: float | None, unit_of_measure: str = "antal") -> str:
    return parts_finding("Skäl", parts(*values), YEAR, unit_of_measure=unit_of_measure)


def test_the_largest_part_is_the_finding_when_every_part_is_shown() -> None:
    assert finding(119, 44, 528) == "Skäl: Glömt är störst med 528 av 691 under 2025"
    assert finding(0.2, 0.64, unit_of_measure="procent") == (
        f"Skäl: Tolk saknas är högst med 64{NBSP}% under 2025"
    )


@pytest.mark.parametrize("values", [(119, None, 528), (12, 12), (7,)])
def test_nothing_is_largest_where_a_part_is_hidden_two_are_equal_or_there_is_one(
    values: tuple[float | None, ...],
) -> None:
    assert finding(*values) == "Skäl: uppdelning för 2025"


def test_parts_that_are_all_hidden_are_said_to_be_so_in_words() -> None:
    assert finding(None, None) == "Skäl: uppdelningen för 2025 visas inte"
    told = parts_sentence(parts(None, None), YEAR, unit_of_measure="antal")
    assert told == "2025: delarna visas inte eftersom underlaget är för litet."


def test_shown_parts_are_listed_and_the_others_counted() -> None:
    told = parts_sentence(parts(119, None, None), YEAR, unit_of_measure="antal")
    assert told == "2025: Akut läge 119. 2 delar visas inte eftersom underlaget är för litet."
    told = parts_sentence(parts(119, 44, None, mark="not_reported"), YEAR, unit_of_measure="antal")
    assert told == "2025: Akut läge 119; Tolk saknas 44. En del är inte rapporterad."
    told = parts_sentence(parts(None, None, mark="not_reported"), YEAR, unit_of_measure="antal")
    assert told == "2025: ingen del visas. 2 delar är inte rapporterade."


def test_units_against_a_target_are_counted_and_a_single_one_is_named() -> None:
    def said(*shown: tuple[str, bool]) -> str:
        return reached_finding(shown, aim="80 %", period="oktober 2026")

    assert said(("Elsa", True)) == "Elsa når målet 80 %, oktober 2026"
    assert said(("Elsa", False)) == "Elsa når inte målet 80 %, oktober 2026"
    assert said(("Elsa", False), ("Frideborg", True)) == (
        "1 av 2 enheter med visad uppgift når målet 80 %, oktober 2026"
    )


def test_those_that_do_not_reach_the_target_are_named() -> None:
    shown = [("Elsa", True), ("Socialjour", False), ("Resursteamet", False)]
    assert not_reached_sentence(shown) == "Når inte målet: Socialjour och Resursteamet."
    assert not_reached_sentence(shown[:1]) == not_reached_sentence([("Elsa", False)]) == ""
    many = not_reached_sentence([(f"Enhet nummer {number}", False) for number in range(12)])
    assert len(many.split()) <= 20
    assert "till." in many
