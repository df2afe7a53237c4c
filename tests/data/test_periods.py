"""What a period is, what it is called and what it is made of."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import PERIOD_KINDS, Period, PeriodError, nests

DAYS = st.dates(date(2017, 1, 1), date(2035, 12, 31))
KINDS = st.sampled_from(PERIOD_KINDS)


@pytest.mark.parametrize(
    ("kind", "start", "end", "code"),
    [
        ("month", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("month", date(2025, 12, 1), date(2025, 12, 31), "2025-12"),
        ("quarter", date(2025, 1, 1), date(2025, 3, 31), "2025K1"),
        ("quarter", date(2025, 10, 1), date(2025, 12, 31), "2025K4"),
        ("tertial", date(2025, 5, 1), date(2025, 8, 31), "2025T2"),
        ("year", date(2025, 1, 1), date(2025, 12, 31), "2025"),
    ],
)
def test_a_period_has_a_last_day_and_a_code(kind, start, end, code):
    period = Period(kind, start)
    assert (period.end, period.code, str(period), period.year) == (end, code, code, start.year)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("month", date(2025, 3, 2)),
        ("quarter", date(2025, 2, 1)),
        ("tertial", date(2025, 4, 1)),
        ("year", date(2025, 7, 1)),
        ("week", date(2025, 1, 1)),
    ],
)
def test_a_period_that_cannot_exist_is_refused(kind, start):
    with pytest.raises(PeriodError):
        Period(kind, start)


def test_a_year_is_made_of_months_quarters_and_tertials():
    year = Period("year", date(2025, 1, 1))
    assert [part.code for part in year.parts("quarter")] == ["2025K1", "2025K2", "2025K3", "2025K4"]
    assert [part.code for part in year.parts("tertial")] == ["2025T1", "2025T2", "2025T3"]
    assert len(year.parts("month")) == 12
    assert year.parts("year") == (year,)


def test_a_tertial_is_not_made_of_quarters():
    assert not nests("quarter", "tertial")
    with pytest.raises(PeriodError):
        Period("tertial", date(2025, 1, 1)).parts("quarter")


def test_a_month_is_not_made_of_anything_longer():
    with pytest.raises(PeriodError):
        Period("month", date(2025, 1, 1)).parts("year")


def test_periods_stand_in_order_of_start_and_then_of_length():
    year, quarter = Period("year", date(2025, 1, 1)), Period("quarter", date(2025, 1, 1))
    january, february = Period("month", date(2025, 1, 1)), Period("month", date(2025, 2, 1))
    assert sorted([year, february, quarter, january]) == [january, quarter, year, february]


def test_a_period_contains_itself_and_its_parts_but_not_its_neighbours():
    quarter = Period("quarter", date(2025, 4, 1))
    assert quarter.contains(quarter)
    assert quarter.contains(Period("month", date(2025, 6, 1)))
    assert not quarter.contains(Period("month", date(2025, 7, 1)))
    assert not quarter.contains(Period("tertial", date(2025, 1, 1)))


@given(kind=KINDS, day=DAYS)
def test_every_day_lies_in_one_period_whose_neighbours_meet_it(kind, day):
    period = Period.containing(kind, day)
    assert period.start <= day <= period.end
    assert period.next().previous() == period
    assert (period.next().start - period.end).days == 1


@given(fine=KINDS, coarse=KINDS, day=DAYS)
def test_parts_cover_the_whole_without_gaps(fine, coarse, day):
    whole = Period.containing(coarse, day)
    if not nests(fine, coarse):
        return
    parts = whole.parts(fine)
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert all(one.next() == following for one, following in pairwise(parts))
    assert all(whole.contains(part) for part in parts)
