"""Sentences: nothing hidden leaks, differences and labels, grammar, rows."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.sentences import (
    PROTECTED,
    Observation,
    SentenceError,
    Target,
    change_label,
    change_sentence,
    difference,
    finding,
    reported_sentence,
    selection_sum_sentence,
    sentence,
    status,
    target_label,
    target_sentence,
    value_sentence,
)
from components.sentences.grammar import counted, names_that_fit, small_number
from tests.components.sentence_cases import (
    ASKED,
    COST,
    FEBRUARY,
    HIDDEN,
    IDENTITIES,
    MARCH,
    MARCH_BEFORE,
    PAGE,
    PLAIN_COUNT,
    PLAIN_SHARE,
    QUARTER,
    QUARTER_BEFORE,
    TALKS,
    WAIT,
    month,
    of_catalogue,
    plain,
    quarter,
    tertial,
    year,
)

# --- What is hidden stays hidden ------------------------------------------------------------------

DIRECTION_WORDS = re.compile(
    r"ökade|minskade|upp från|ner från|mer än|mindre än|fler|färre|längre|kortare|samma|lika"
)


@given(
    shown=st.floats(0, 1),
    hidden_mark=st.sampled_from(["protected", "not_reported", "not_applicable"]),
    other=st.floats(0, 1),
)
def test_no_direction_is_told_where_either_figure_is_hidden(shown, hidden_mark, other):
    hidden = month(2026, 3, mark=hidden_mark)
    visible = month(2025, 3, shown)
    later = month(2026, 4, other)
    target = Target(value=0.5)
    for text in (
        finding(ASKED, hidden, year_ago=visible, previous=visible),
        sentence(ASKED, hidden, year_ago=visible, previous=visible, target=target),
        finding(ASKED, later, year_ago=hidden, previous=hidden),
        change_sentence(ASKED, later, year_ago=hidden, previous=hidden),
        change_label(ASKED, later, hidden),
        change_label(ASKED, hidden, visible),
    ):
        assert not DIRECTION_WORDS.search(text)
    assert difference(ASKED, hidden, visible) is None
    assert difference(ASKED, visible, hidden) is None
    assert status(ASKED, hidden, target).tone == "none"
    assert "nått" not in target_sentence(ASKED, hidden, target)


def test_every_protected_figure_is_told_in_the_same_words():
    told = {value_sentence(of_catalogue(one), quarter(2026, 1, mark="protected")) for one in IDENTITIES}
    assert told == {PROTECTED}


def test_a_hidden_figure_that_carries_a_value_is_refused():
    with pytest.raises(SentenceError):
        month(2026, 3, 0.5, mark="protected")


# --- Difference, labels, status -------------------------------------------------------------------


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_difference_is_the_one_the_reader_computes_from_the_figures_shown(a, b):
    now, before = month(2026, 3, 0.01 + a / 1040), month(2025, 3, 0.01 + b / 1040)
    shown = [
        int(re.findall(r"(\d+) procent ", plain(value_sentence(PLAIN_SHARE, one)))[0])
        for one in (now, before)
    ]
    found = difference(PLAIN_SHARE, now, before)
    assert found is not None
    assert round(found * 100, 6) == shown[0] - shown[1]


@pytest.mark.parametrize(
    ("subject", "now", "before", "expected"),
    [
        (ASKED, MARCH, MARCH_BEFORE, "+4 procentenheter mot mars 2025"),
        (ASKED, MARCH, FEBRUARY, "\N{MINUS SIGN}1 procentenhet mot februari 2026"),
        (ASKED, MARCH, month(2025, 3, 0.62), "oförändrat mot mars 2025"),
        (TALKS, QUARTER, QUARTER_BEFORE, "+5 mot kvartal 1 2025"),
        (TALKS, QUARTER_BEFORE, QUARTER, "\N{MINUS SIGN}5 mot kvartal 1 2026"),
        (WAIT, quarter(2026, 1, 12), quarter(2025, 1, 14), "\N{MINUS SIGN}2 dagar mot kvartal 1 2025"),
        (PAGE, quarter(2026, 1, 1), quarter(2025, 1, 0), ""),
        (ASKED, MARCH, None, ""),
    ],
)
def test_the_change_of_a_card(subject, now, before, expected):
    assert plain(change_label(subject, now, before)) == expected


@pytest.mark.parametrize(
    ("value", "shape", "word"),
    [(0.81, "●", "når målet"), (0.75, "◐", "nära målet"), (0.62, "○", "under målet")],
)
def test_a_status_is_a_word_and_a_shape(value, shape, word):
    found = status(ASKED, month(2026, 3, value), Target(value=0.8))
    assert (found.shape, found.word) == (shape, word)


def test_without_target_there_is_no_status_and_no_sentence():
    assert status(ASKED, MARCH, None).tone == "none"
    assert target_sentence(ASKED, MARCH, None) == target_label(ASKED, None) == ""


def test_the_target_of_a_card():
    assert plain(target_label(ASKED, Target(value=0.8))) == "mål 80 procent"
    assert plain(target_label(WAIT, Target(value=14))) == "mål högst 14 dagar"


# --- Grammar and form -----------------------------------------------------------------------------


def test_figures_do_not_leave_their_unit_at_the_end_of_a_line():
    text = sentence(COST, tertial(2026, 1, 216500), year_ago=tertial(2025, 1, 210000))
    assert "216\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}kronor" in text
    assert "62\N{NO-BREAK SPACE}procent" in value_sentence(ASKED, MARCH)
    assert "4\N{NO-BREAK SPACE}procentenheter" in change_sentence(ASKED, MARCH, year_ago=MARCH_BEFORE)
    assert "62\N{NO-BREAK SPACE}%" in finding(ASKED, MARCH)
    assert "14\N{NO-BREAK SPACE}KAST-samtal" in value_sentence(TALKS, QUARTER)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "en"), (3, "tre"), (12, "tolv"), (13, "13"), (1200, "1 200")]
)
def test_small_numbers_are_words(number, word):
    assert plain(small_number(number)) == word


def test_ett_and_en_follow_the_noun():
    assert small_number(1, is_neuter=True) == "ett"
    assert counted(1, one="samtal", many="samtal", is_neuter=True) == "ett samtal"
    assert counted(1, one="insats", many="insatser") == "en insats"


def test_names_are_cut_before_the_sentence_gets_long():
    names = ["Socialkontorets missbruksboenden", "Beroendecenter Trozelli", "Elsa"]
    assert (
        names_that_fit(names, words_left=6)
        == "Socialkontorets missbruksboenden, Beroendecenter Trozelli och Elsa"
    )
    assert names_that_fit(names, words_left=5) == "Socialkontorets missbruksboenden och 2 till"
    assert names_that_fit(names, words_left=2) == "3 enheter"


@pytest.mark.parametrize("arguments", [(None, None), (1, 1), (0, 1), (0, 0)])
def test_one_reporter_alone_needs_no_sentence(arguments):
    assert reported_sentence(*arguments) == ""
    assert reported_sentence(2, 3, reported_at="office") == ""


def test_a_whole_selection_and_a_selection_of_one_need_no_sentence():
    assert selection_sum_sentence(ASKED, [MARCH, MARCH]) == ""
    assert selection_sum_sentence(ASKED, [HIDDEN]) == ""


def test_an_unknown_unit_of_measure_is_refused():
    odd = replace(PLAIN_COUNT, unit_of_measure="meter", label="Längden")
    with pytest.raises(ValueError, match="meter"):
        change_sentence(odd, quarter(2026, 1, 3), year_ago=quarter(2025, 1, 2))


# --- Rows -----------------------------------------------------------------------------------------


def test_an_observation_is_read_from_a_row_of_a_frame():
    frame = pd.DataFrame(
        {
            "period_kind": ["month", "month"],
            "period_start": pd.to_datetime(["2026-03-01", "2026-02-01"]),
            "numerator": [212, None],
            "denominator": [340, None],
            "value": [212 / 340, None],
            "mark": ["shown", "protected"],
            "units_reported": pd.array([10, None], dtype="Int64"),
            "units_expected": [12, 12],
        }
    )
    shown, hidden = (Observation.of_row(row) for row in frame.to_dict("records"))
    assert shown == month(2026, 3, of=(212, 340), reported=(10, 12))
    assert (hidden.mark, hidden.value, hidden.numerator, hidden.units_reported) == (
        "protected",
        None,
        None,
        None,
    )


def test_a_row_may_lack_what_nobody_asks_for():
    row = {"period_kind": "year", "period_start": date(2026, 1, 1), "value": 3}
    assert Observation.of_row(row) == year(2026, 3)
