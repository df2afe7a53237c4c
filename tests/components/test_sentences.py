"""Sentences: golden texts for every situation, reading ease, forbidden words, every indicator."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from components.sentences import finding, sentence
from components.sentences.grammar import MAXIMUM_WORDS, word_count
from tests.components.golden_context import CONTEXT, HEADINGS
from tests.components.golden_figures import FIGURES
from tests.components.sentence_cases import (
    FORBIDDEN,
    IDENTITIES,
    PLAIN_COUNT,
    PLAIN_MEDIAN,
    PLAIN_SHARE,
    PLAIN_STATUS,
    lix,
    month,
    of_catalogue,
    plain,
    quarter,
    sentences_in,
    tertial,
    year,
)

GOLDEN = {**FIGURES, **CONTEXT}


# --- The golden texts -----------------------------------------------------------------------------


@pytest.mark.parametrize("situation", GOLDEN)
def test_golden_sentence(situation):
    said, expected = GOLDEN[situation]
    assert plain(said) == expected


@pytest.mark.parametrize("situation", HEADINGS)
def test_golden_heading(situation):
    said, expected = HEADINGS[situation]
    assert plain(said) == expected


def test_there_are_enough_situations():
    assert len(GOLDEN) >= 35


def test_the_golden_sentences_are_easy_to_read():
    assert lix(" ".join(said for said, _ in GOLDEN.values())) <= 45


def test_the_readability_index_is_right_for_a_text_counted_by_hand():
    # eight words in two sentences, one of them long: 4 + 12.5
    assert lix("Det är en kort mening. Detta innehåller längre.") == 16.5


@pytest.mark.parametrize("situation", GOLDEN)
def test_no_golden_sentence_is_long_or_uses_a_forbidden_word(situation):
    said, _ = GOLDEN[situation]
    assert not FORBIDDEN.search(said)
    assert max(word_count(one) for one in sentences_in(said)) <= MAXIMUM_WORDS


def test_no_heading_uses_a_forbidden_word_or_ends_in_a_full_stop():
    assert not any(FORBIDDEN.search(said) or said.endswith(".") for said, _ in HEADINGS.values())


# --- Every indicator of the catalogue -------------------------------------------------------------


@pytest.mark.parametrize(
    "subject",
    [
        *(pytest.param(of_catalogue(identity), id=identity) for identity in IDENTITIES),
        *(pytest.param(one, id=one.name) for one in (PLAIN_SHARE, PLAIN_COUNT, PLAIN_MEDIAN, PLAIN_STATUS)),
    ],
)
def test_every_indicator_is_told_in_short_sentences_with_and_without_words_of_its_own(subject):
    values = {"share": (0.62, 1.0), "count": (0, 1, 14), "median": (1, 12.5), "status": (0, 1)}[subject.kind]
    periods = [month(2026, 11), quarter(2026, 4), tertial(2026, 3), year(2026)]
    for period, value in product(periods, values):
        base = (212, 340) if subject.kind == "share" else (None, None)
        now = replace(period, value=value, numerator=base[0], denominator=base[1])
        before = replace(period, period_start=date(2025, period.period_start.month, 1), value=values[0])
        heading, text = finding(subject, now, year_ago=before), sentence(subject, now, year_ago=before)
        assert max(word_count(one) for one in sentences_in(text)) <= MAXIMUM_WORDS, text
        assert word_count(heading.replace("%", "")) <= MAXIMUM_WORDS, heading
        assert not FORBIDDEN.search(f"{heading} {text}")
        assert "  " not in text
        assert text[0].isupper() or text[0].isdigit()
