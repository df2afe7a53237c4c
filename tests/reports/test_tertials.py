"""Which periods a tertial tells of, and what is said to one who asks for another."""

from datetime import date

import pytest

from reports.tertials import ChoiceError, Tertial, chosen, chosen_year, ended_years, offered

EVERY = offered((2024, 2025), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("number", "quarters", "year"),
    [
        (1, [date(2025, 1, 1)], 2024),
        (2, [date(2025, 4, 1)], 2024),
        (3, [date(2025, 7, 1), date(2025, 10, 1)], 2025),
    ],
)
def test_a_quarter_belongs_to_the_tertial_it_ends_in(number: int, quarters: list[date], year: int) -> None:
    tertial = Tertial(2025, number)
    assert list(tertial.periods("quarter")) == quarters
    assert tertial.periods("year") == (date(year, 1, 1),)
    assert tertial.periods("tertial") == (tertial.start,)


def test_every_quarter_and_month_of_a_year_is_reported_once() -> None:
    for kind, count in (("quarter", 4), ("month", 12)):
        told = [start for number in (1, 2, 3) for start in Tertial(2025, number).periods(kind)]
        assert len(told) == len(set(told)) == count


def test_only_ended_tertials_and_years_are_offered() -> None:
    assert EVERY[-1] == Tertial(2025, 2)
    assert ended_years((2024, 2025), date(2025, 9, 30)) == (2024,)
    assert offered((2024,), None) == ()


def test_nothing_asked_gives_the_latest() -> None:
    assert chosen("", "", EVERY) == Tertial(2025, 2)
    assert chosen("2024", "", EVERY) == Tertial(2024, 3)
    assert chosen("2024", "1", EVERY) == Tertial(2024, 1)
    assert chosen_year("", (2023, 2024)) == 2024


@pytest.mark.parametrize(
    ("year", "number"), [("2025", "3"), ("1999", ""), ("2025", "0"), ("x", "y"), ("", "4")]
)
def test_an_unknown_tertial_is_told_in_swedish_with_what_there_is(year: str, number: str) -> None:
    with pytest.raises(ChoiceError) as error:
        chosen(year, number, EVERY)
    assert str(error.value).startswith("Det finns ingen rapport för ")
    assert str(error.value).endswith("Välj ett tertial från tertial 1 2024 till tertial 2 2025.")


def test_what_is_asked_is_repeated_short_and_on_one_line() -> None:
    with pytest.raises(ChoiceError) as error:
        chosen_year("20\n" + "9" * 500, (2024,))
    assert len(str(error.value)) < 150
    assert "\n" not in str(error.value)


def test_without_an_ended_period_there_is_no_report() -> None:
    for ask in (lambda: chosen("", "", ()), lambda: chosen_year("", ())):
        with pytest.raises(ChoiceError, match="än"):
            ask()
