"""Swedish figures as text, rule by rule (N1–N9)."""

from datetime import date

import pytest

from components import formats


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (144458, 0, "144\xa0458"),
        (7.5, 1, "7,5"),
        (-3, 0, "\N{MINUS SIGN}3"),
        (-0.2, 0, "0"),
        (2.5, 0, "3"),
        (0.285, 2, "0,29"),
        (1234567.5, 1, "1\xa0234\xa0567,5"),
    ],
)
def test_numbers(value: float, decimals: int, text: str) -> None:
    assert formats.number(value, decimals) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.616, "62\xa0%"),
        (0, "0\xa0%"),
        (1, "100\xa0%"),
        (0.004, "0,4\xa0%"),
        (0.998, "99,8\xa0%"),
        (0.6249, "62\xa0%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_everything(fraction: float, text: str) -> None:
    assert formats.percent(fraction) == text


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (0.05, "+5\xa0procentenheter"),
        (-0.03, "\N{MINUS SIGN}3\xa0procentenheter"),
        (0.01, "+1\xa0procentenhet"),
        (-0.01, "\N{MINUS SIGN}1\xa0procentenhet"),
        (0.004, "0\xa0procentenheter"),
    ],
)
def test_the_difference_of_shares_is_in_percentage_points(difference: float, text: str) -> None:
    assert formats.percentage_points(difference) == text


@pytest.mark.parametrize(
    ("kind", "label", "short"),
    [
        ("month", "maj 2026", "maj 2026"),
        ("quarter", "kvartal 2 2026", "kv 2 2026"),
        ("tertial", "tertial 2 2026", "tert 2 2026"),
        ("year", "2026", "2026"),
    ],
)
def test_periods(kind: str, label: str, short: str) -> None:
    assert formats.period_label(kind, date(2026, 5, 1)) == label
    assert formats.period_short(kind, date(2026, 5, 1)) == short


def test_months_are_short_without_a_full_stop() -> None:
    assert formats.period_short("month", date(2026, 10, 1)) == "okt 2026"


def test_an_unknown_kind_of_period_is_refused() -> None:
    with pytest.raises(formats.FormatError, match="week"):
        formats.period_label("week", date(2026, 1, 1))


def test_dates_are_words_in_text_and_iso_in_tables() -> None:
    assert formats.date_text(date(2026, 11, 23)) == "23 november 2026"
    assert formats.date_table(date(2026, 11, 23)) == "2026-11-23"


@pytest.mark.parametrize(
    ("value", "unit", "mark", "text"),
    [
        (0.62, "procent", "shown", "62\xa0%"),
        (1200, "antal", "shown", "1\xa0200"),
        (0, "antal", "shown", "0"),
        (1, "dagar", "shown", "1\xa0dag"),
        (12.5, "dagar", "shown", "12,5\xa0dagar"),
        (12500.4, "kronor", "shown", "12\xa0500\xa0kronor"),
        (1.5, "årsarbetare", "shown", "1,5\xa0årsarbetare"),
        (1.0, "ja/nej", "shown", "ja"),
        (0.0, "ja/nej", "shown", "nej"),
        (None, "antal", "protected", ".."),
        (None, "antal", "not_reported", "-"),
        (None, "antal", "not_applicable", "."),
        (None, "procent", "shown", "."),
        (float("nan"), "procent", "shown", "."),
    ],
)
def test_every_cell_has_a_text_and_never_a_blank(
    value: float | None, unit: str, mark: str, text: str
) -> None:
    assert formats.value_text(value, unit, mark) == text


def test_a_hidden_value_is_never_written_even_if_it_should_be_there() -> None:
    assert formats.value_text(3, "antal", "protected") == ".."


@pytest.mark.parametrize(("unit", "mark"), [("liter", "shown"), ("antal", "secret")])
def test_unknown_units_and_marks_are_refused(unit: str, mark: str) -> None:
    with pytest.raises(formats.FormatError):
        formats.value_text(1, unit, mark)


@pytest.mark.parametrize(
    ("difference", "unit", "text"),
    [
        (0.04, "procent", "+4\xa0procentenheter"),
        (-3, "antal", "\N{MINUS SIGN}3"),
        (0, "antal", "0"),
        (2, "dagar", "+2\xa0dagar"),
        (-1, "dagar", "\N{MINUS SIGN}1\xa0dag"),
    ],
)
def test_changes(difference: float, unit: str, text: str) -> None:
    assert formats.change_text(difference, unit) == text


def test_a_yes_or_no_has_no_change() -> None:
    with pytest.raises(formats.FormatError):
        formats.change_text(1, "ja/nej")


def test_words_are_joined_with_och() -> None:
    assert formats.list_text(["Elsa", "Frideborg", "Moa"]) == "Elsa, Frideborg och Moa"
    assert formats.list_text(["Elsa"]) == "Elsa"
    assert formats.list_text([]) == ""


def test_every_mark_has_a_sign_a_meaning_and_a_spoken_word() -> None:
    assert formats.MARKS == {"protected": "..", "not_applicable": ".", "not_reported": "-"}
    for sign in formats.MARKS.values():
        assert formats.MARK_MEANINGS[sign]
        assert formats.MARK_WORDS[sign]
    assert formats.MARK_MEANINGS["0"]
