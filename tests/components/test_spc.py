"""Statistical process control: published examples, charts, gaps, events, targets."""

import pytest

from components.spc import Assurance, Measurement, Rebase, SpcError, assurance, control, direction_of
from components.spc_rules import Rule, Signal
from tests.components.spc_cases import STEADY, points_with, series, shares, written

# --- Published worked examples --------------------------------------------------------------------


def test_individuals_chart_of_the_nist_handbook_to_the_digit():
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 Individuals Control Charts (flow rate):
    mean 50.81, mean moving range 1.8778, upper limit 55.8041, lower limit 45.8159, no point outside.
    """
    flow_rate = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    result = control(series(flow_rate))
    assert result.chart == "xmr"
    assert written(result.centre, 4) == [50.81]
    assert written(result.upper, 4) == [55.8041]
    assert written(result.lower, 4) == [45.8159]
    assert not any(result.signals)


def test_individuals_chart_of_the_sas_documentation():
    """SAS/QC User's Guide, Displaying Individual Measurements on an EWMA Chart, data set Tires: mean
    24.0083, lower limit 23.8571, upper limit 24.1596. SAS divides by 1.12838 where the handbooks have
    1.128: limits to the third decimal.
    """
    tires = [
        24.05, 23.99, 23.95, 23.93, 23.97, 24.02, 24.06, 24.10, 23.98, 24.03,
        23.91, 24.06, 24.06, 23.96, 23.98, 24.06, 24.01, 24.00, 23.93, 23.92,
        24.09, 24.11, 24.05, 23.98, 23.98, 24.06, 24.02, 24.06, 23.97, 23.96,
    ]  # fmt: skip
    result = control(series(tires))
    assert written(result.centre, 4) == [24.0083]
    assert (written(result.lower, 3), written(result.upper, 3)) == ([23.857], [24.160])


def test_p_chart_of_a_textbook_to_the_digit():
    """An Introduction to Business Statistics, example 16.6: ten samples of 200, mean share 0.16, limits
    0.0822 and 0.2378, no point outside. A hair is added to one denominator, because equal ones would
    give the other chart.
    """
    defective = [40, 44, 22, 34, 24, 32, 28, 32, 34, 30]
    result = control(shares([(n, 200) for n in defective[:9]] + [(30, 200.0001)]), is_share=True)
    assert result.chart == "p"
    assert written(result.centre, 4) == [0.16]
    assert (written(result.lower, 4), written(result.upper, 4)) == ([0.0822], [0.2378])
    assert not points_with(result, Rule.OUTSIDE, is_up=True)


def test_p_chart_whose_denominators_vary():
    """Pyzdek and Keller, The Handbook for Quality Management, table 9.6 and the formulas before it
    (bruised peaches, 250 or 500 a shipment): 1 544 of 8 000, mean share 0.193; limits per shipment from
    its own size.
    """
    bruised = [
        47,
        42,
        55,
        51,
        46,
        61,
        39,
        44,
        41,
        51,
        88,
        101,
        101,
        40,
        48,
        47,
        50,
        48,
        57,
        45,
        43,
        105,
        98,
        100,
        96,
    ]
    large = {10, 11, 12, 21, 22, 23, 24}
    result = control(shares([(n, 500 if i in large else 250) for i, n in enumerate(bruised)]), is_share=True)
    assert written(result.centre, 3) == [0.193]
    assert (written(result.lower[:10], 3), written(result.upper[:10], 3)) == ([0.118], [0.268])
    assert (written(result.lower[10:13], 3), written(result.upper[10:13], 3)) == ([0.140], [0.246])


# --- Which chart, and from how many values --------------------------------------------------------


def test_shares_of_equal_denominators_get_an_xmr_chart():
    assert control(shares([(4, 10), (5, 10)] * 6), is_share=True).chart == "xmr"


def test_shares_without_denominators_get_an_xmr_chart():
    assert control(series([0.4, 0.5] * 6), is_share=True).chart == "xmr"


@pytest.mark.parametrize(
    ("count", "chart", "provisional"),
    [(4, "off", False), (5, "xmr", True), (11, "xmr", True), (12, "xmr", False)],
)
def test_off_under_five_values_and_provisional_under_twelve(count, chart, provisional):
    result = control(series((STEADY * 2)[:count]))
    assert (result.chart, result.provisional) == (chart, provisional)


def test_off_gives_no_limits_and_no_signals():
    result = control(series([1.0, 100.0]))
    assert result.centre == result.lower == result.upper == (None, None)
    assert result.signals == ((), ())


def test_an_empty_series_is_off():
    assert control([]).chart == "off"


def test_limits_stay_where_the_values_can_be():
    counts = control(series([0.0, 9.0] * 6))
    assert written(counts.lower, 9) == [0.0]
    assert written(counts.upper, 1) == [28.4]
    share = control(series([0.5, 1.0] * 6), is_share=True)
    assert (set(share.lower), set(share.upper)) == ({0.0}, {1.0})


def test_equal_values_have_no_variation_and_no_signals():
    result = control(series([0.1] * 20), is_share=True)
    assert written(result.lower, 9) == written(result.upper, 9) == [0.1]
    assert not any(result.signals)


@pytest.mark.parametrize("pair", [(3, 2), (1, 0)])
def test_what_is_no_share_is_refused(pair):
    points = [*shares([(4, 10), (5, 11)] * 3), Measurement("2030-01-01", 0.5, *pair)]
    with pytest.raises(SpcError):
        control(points, is_share=True)


def test_measurements_out_of_order_are_refused():
    with pytest.raises(SpcError):
        control(series([1.0] * 6)[::-1])


# --- Gaps -----------------------------------------------------------------------------------------


def test_a_gap_gives_no_moving_range_and_is_not_a_zero():
    whole, holed = STEADY, [*STEADY[:6], None, *STEADY[6:]]
    assert control(series(holed)).upper[0] == pytest.approx(11 + 3 * 2 / 1.128)
    assert control(series(holed)).centre[0] == control(series(whole)).centre[0]


def test_a_gap_breaks_a_run():
    run: list[float | None] = [*STEADY, *[12.5] * 7]
    assert points_with(control(series(run)), Rule.ONE_SIDE, is_up=True)
    run.insert(-3, None)
    assert not points_with(control(series(run)), Rule.ONE_SIDE, is_up=True)


def test_values_with_nothing_but_gaps_between_have_no_limits():
    assert control(series([1.0, None] * 8)).chart == "off"


def test_a_gap_in_a_p_chart_has_limits_of_the_usual_size():
    result = control(shares([(40, 100), None, (90, 200), (40, 90), (50, 110), (41, 100)]), is_share=True)
    assert result.upper[1] == pytest.approx(result.upper[0], abs=0.03)
    assert result.signals[1] == ()


# --- Events ---------------------------------------------------------------------------------------


def test_limits_are_computed_anew_from_a_named_event():
    result = control(
        series([*STEADY, *[value + 20 for value in STEADY]]),
        rebases=[Rebase("2021-01-01", "Utbildningsstart")],
    )
    assert [(s.start, s.stop, s.values, s.centre, s.name) for s in result.segments] == [
        (0, 12, 12, 11.0, ""),
        (12, 24, 12, 31.0, "Utbildningsstart"),
    ]
    assert not any(result.signals)
    assert points_with(control(series([*STEADY, *[v + 20 for v in STEADY]])), Rule.ONE_SIDE, is_up=True)


def test_until_five_values_after_the_event_the_old_limits_go_on_and_are_not_moved():
    result = control(
        series([*STEADY, 31.0, 32.0, 30.0, 31.0]), rebases=[Rebase("2021-01-01", "Utbildningsstart")]
    )
    assert [(s.stop, s.values, s.name) for s in result.segments] == [(16, 12, "")]
    assert set(result.centre) == {11.0}
    assert points_with(result, Rule.OUTSIDE, is_up=True) == [12, 13, 14, 15]


def test_a_short_stretch_after_an_event_is_provisional():
    result = control(series([*STEADY, *STEADY[:5]]), rebases=[Rebase("2021-01-01", "Ny rutin")])
    assert result.provisional
    assert [s.provisional for s in result.segments] == [False, True]


def test_an_event_in_the_middle_of_a_period_counts_from_the_next():
    result = control(series([*STEADY, *STEADY]), rebases=[Rebase("2020-12-15", "Ny rutin")])
    assert result.segments[1].start == 12


def test_events_before_the_first_and_after_the_last_period_cut_nothing():
    result = control(series(STEADY), rebases=[Rebase("2019-01-01", "Före"), Rebase("2031-01-01", "Efter")])
    assert [(s.start, s.stop, s.name) for s in result.segments] == [(0, 12, "Före")]


def test_a_series_whose_first_stretch_is_too_short_has_limits_from_the_event_on():
    result = control(series([1.0, 2.0, *STEADY]), rebases=[Rebase("2020-03-01", "Ny rutin")])
    assert result.centre[:2] == (None, None)
    assert result.centre[2] == 11.0


CLIMB = [14.0, 17.0, 20.0, 23.0, 26.0]


def test_the_way_from_the_old_level_to_the_new_is_not_a_change_back():
    high = [value + 20 for value in STEADY]
    event = [Rebase("2021-01-01", "Ny rutin")]
    result = control(series([*STEADY, *CLIMB, *high]), rebases=event)
    low_first = range(12, 12 + len(CLIMB))
    assert all(value < result.segments[1].centre for value in CLIMB)
    assert not any(
        one.is_up is False and one.rule is not Rule.TREND for i in low_first for one in result.signals[i]
    )
    mirrored = control(series([50 - v for v in [*STEADY, *CLIMB, *high]]), rebases=event)
    assert not any(one.is_up and one.rule is not Rule.TREND for i in low_first for one in mirrored.signals[i])


def test_a_fall_after_the_new_level_is_reached_is_still_a_signal():
    high = [value + 20 for value in STEADY]
    values = [*STEADY, *CLIMB, *high, *high, 12.0]
    result = control(series(values), rebases=[Rebase("2021-01-01", "Ny rutin")])
    assert result.signals[-1][0] == Signal(Rule.OUTSIDE, is_up=False)


def test_what_falls_under_the_old_level_is_a_signal_from_the_first():
    high = [value + 20 for value in STEADY]
    values = [*STEADY, 2.0, *high, *high]
    result = control(series(values), rebases=[Rebase("2021-01-01", "Ny rutin")])
    assert Signal(Rule.OUTSIDE, is_up=False) in result.signals[12]


def test_without_an_event_there_is_no_level_to_come_from():
    result = control(series([*STEADY, *CLIMB, *[value + 20 for value in STEADY]]))
    assert any(not one.is_up for one in result.signals[0])


# --- Targets --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (5.0, "higher", Assurance.STEADY),
        (12.0, "higher", Assurance.VARIES),
        (20.0, "higher", Assurance.NOT_WITHOUT_CHANGE),
        (20.0, "lower", Assurance.STEADY),
        (12.0, "lower", Assurance.VARIES),
        (5.0, "lower", Assurance.NOT_WITHOUT_CHANGE),
        (5.0, "neutral", None),
        (None, "higher", None),
    ],
)
def test_a_target_lies_within_or_outside_the_ordinary_variation(target, direction, expected):
    # the limits are 5.68 and 16.32
    assert assurance(control(series(STEADY)), target, direction) is expected


def test_without_limits_nothing_is_said_of_a_target():
    assert assurance(control(series([1.0])), 1.0, "higher") is None


@pytest.mark.parametrize(
    ("is_up", "direction", "expected"),
    [
        (True, "higher", "better"),
        (False, "higher", "worse"),
        (True, "lower", "worse"),
        (True, "neutral", "change"),
    ],
)
def test_a_signal_is_judged_by_the_direction_of_the_measure(is_up, direction, expected):
    assert direction_of(Signal(Rule.TREND, is_up), direction) == expected
