"""Uncertainty of a share: the Wilson score interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.statistics import Interval, StatisticsError, interval_to_show, wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_agrees_with_published_intervals_to_the_digit(numerator, denominator, low, high):
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
    table I, method 3 (score, no continuity correction), 95 per cent.
    """
    interval = wilson(numerator, denominator)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_nothing_and_everything_have_exact_ends():
    assert wilson(0, 3).low == 0.0
    assert wilson(3, 3).high == 1.0


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_holds_the_share_and_stays_within_nothing_and_everything(figures):
    numerator, denominator = figures
    interval = wilson(numerator, denominator)
    assert 0 <= interval.low <= numerator / denominator <= interval.high <= 1


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (0, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_is_refused(numerator, denominator):
    with pytest.raises(StatisticsError):
        wilson(numerator, denominator)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_what_is_no_confidence_is_refused(confidence):
    with pytest.raises(StatisticsError):
        wilson(1, 2, confidence)


def test_only_shares_of_fewer_than_a_hundred_show_an_interval():
    assert interval_to_show(50, 99) == wilson(50, 99)
    assert interval_to_show(50, 100) is None
    assert interval_to_show(None, None) is None
    assert interval_to_show(0, 0) is None
    assert isinstance(interval_to_show(0, 1), Interval)
