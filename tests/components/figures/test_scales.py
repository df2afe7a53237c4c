"""Axes and labels: round numbers, the calendar, room between texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.scales import (
    calendar_ticks,
    count_axis,
    day_position,
    shortened,
    spread,
    text_width,
    year_ticks,
)

MONTHS = [f"{2023 + i // 12}-{i % 12 + 1:02}-01" for i in range(46)]


@pytest.mark.parametrize(
    ("highest", "top", "step"), [(0, 4, 1), (3, 4, 1), (9, 12, 4), (21, 25, 5), (140, 160, 40)]
)
def test_a_count_axis_is_round_and_holds_the_highest(highest: float, top: float, step: float) -> None:
    found, ticks = count_axis(highest)
    assert found >= highest * 1.05
    assert all(tick == int(tick) for tick in ticks)
    assert ticks[0] == 0
    assert ticks[-1] == found
    assert 3 <= len(ticks) <= 7


def test_months_are_named_at_even_steps_of_the_calendar() -> None:
    assert [text for _, text in calendar_ticks(MONTHS, "month", 9)] == [
        "jan 2023",
        "juli 2023",
        "jan 2024",
        "juli 2024",
        "jan 2025",
        "juli 2025",
        "jan 2026",
        "juli 2026",
    ]


def test_few_periods_are_all_named() -> None:
    assert calendar_ticks(["2025-01-01", "2025-05-01", "2025-09-01"], "tertial", 4) == (
        (0.0, "tert 1 2025"),
        (1.0, "tert 2 2025"),
        (2.0, "tert 3 2025"),
    )


def test_periods_that_no_step_fits_are_named_at_the_ends() -> None:
    assert calendar_ticks(["2025-02-01", "2025-03-01", "2025-04-01"], "month", 2)[-1] == (2.0, "apr 2025")


def test_small_panels_name_years() -> None:
    assert year_ticks(MONTHS) == ((0.0, "2023"), (24.0, "2025"))


@pytest.mark.parametrize(
    ("day", "place"),
    [
        ("2023-01-01", -0.5),
        ("2023-02-15", 1.0),
        ("2022-12-31", None),
        ("2026-10-31", 45.5),
        ("2027-06-01", None),
    ],
)
def test_a_day_stands_inside_its_period(day: str, place: float | None) -> None:
    found = day_position(day, MONTHS)
    assert found == (None if place is None else pytest.approx(place, abs=0.03))


@given(st.lists(st.floats(0, 250), max_size=14), st.floats(1, 20))
def test_labels_keep_apart_in_order_and_inside(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap, 0, 250)
    real_gap = min(gap, 250 / max(len(wanted) - 1, 1))
    in_order = sorted(range(len(wanted)), key=lambda i: (wanted[i], placed[i]))
    positions = [placed[i] for i in in_order]
    assert all(-1e-6 <= position <= 250 + 1e-6 for position in positions)
    assert all(b - a >= real_gap - 1e-6 for a, b in pairwise(positions))


def test_a_name_is_cut_only_where_it_does_not_fit() -> None:
    name = "Socialkontorets missbruksboenden"
    assert shortened(name, size=14, room=400) == name
    cut = shortened(name, size=14, room=150)
    assert cut.endswith("…")
    assert name.startswith(cut[:-1])
    assert text_width(cut, 14) <= 150


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([10, 60, 30], 16, 0, 250) == [10, 60, 30]


def test_labels_that_touch_move_as_little_as_can_be() -> None:
    assert spread([100, 100], 16, 0, 250) == [92, 108]
