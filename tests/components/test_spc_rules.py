"""The four rules that tell a signal from the ordinary variation."""

from hypothesis import given
from hypothesis import strategies as st

from components.spc import control
from components.spc_rules import Rule, Signal
from tests.components.spc_cases import STEADY, points_with, series


def test_a_value_outside_the_limits_is_a_signal():
    result = control(series([*STEADY, *STEADY, 30.0]))
    assert points_with(result, Rule.OUTSIDE, is_up=True) == [24]
    assert not points_with(result, Rule.OUTSIDE, is_up=False)
    assert points_with(control(series([*STEADY, *STEADY, 1.0])), Rule.OUTSIDE, is_up=False) == [24]


def test_seven_on_one_side_is_a_signal_and_six_is_not():
    low = [10.0, 9.8, 10.0, 9.8]
    seven = control(series([*low, *[10.4, 10.5, 10.4, 10.5, 10.4, 10.5, 10.4], *low]))
    assert points_with(seven, Rule.ONE_SIDE, is_up=True) == list(range(4, 11))
    six = control(series([*low, *[10.4, 10.5, 10.4, 10.5, 10.4, 10.5], *low]))
    assert not points_with(six, Rule.ONE_SIDE, is_up=True)


def test_seven_rising_is_a_signal_and_six_is_not():
    seven = control(series([5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 1.0, 6.0]))
    assert points_with(seven, Rule.TREND, is_up=True) == list(range(1, 8))
    six = control(series([5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 1.0, 6.0, 2.0]))
    assert not points_with(six, Rule.TREND, is_up=True)


def test_seven_falling_is_a_signal_downwards():
    result = control(series([5.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 9.0, 4.0]))
    assert points_with(result, Rule.TREND, is_up=False) == list(range(1, 8))


def test_equal_neighbours_break_a_trend():
    result = control(series([5.0, 1.0, 2.0, 3.0, 4.0, 4.0, 5.0, 6.0, 7.0, 1.0]))
    assert not points_with(result, Rule.TREND, is_up=True)


def test_two_of_three_near_a_limit_is_a_signal_and_one_is_not():
    calm = [10.0, 11.0] * 20
    # sigma is about 0.9: 12.5 lies in the outer third above the mean of about 10.5
    two = control(series([*calm, 12.6, 10.5, 12.6]))
    assert points_with(two, Rule.NEAR_LIMIT, is_up=True) == [40, 42]
    one = control(series([*calm, 12.6, 10.5, 10.5]))
    assert not points_with(one, Rule.NEAR_LIMIT, is_up=True)


def test_two_near_different_limits_are_no_signal():
    result = control(series([*[10.0, 11.0] * 20, 12.8, 8.2, 10.5]))
    assert not points_with(result, Rule.NEAR_LIMIT, is_up=True)
    assert not points_with(result, Rule.NEAR_LIMIT, is_up=False)


@given(st.lists(st.none() | st.integers(0, 50).map(float), max_size=40))
def test_a_mirrored_series_has_mirrored_signals(values):
    def mirrored(signals):
        return {Signal(one.rule, not one.is_up) for one in signals}

    result = control(series(values), floor=-1000)
    mirror = control(series([None if v is None else 50 - v for v in values]), floor=-1000)
    assert [set(one) for one in mirror.signals] == [mirrored(one) for one in result.signals]
    assert all(not signals for signals, value in zip(result.signals, values, strict=True) if value is None)
