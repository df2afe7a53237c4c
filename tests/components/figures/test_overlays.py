"""What lies over a trend: limits that begin anew, signals on columns, texts that keep clear of each other."""

from dataclasses import replace

import pytest

from components.figures.chart import EventMark, Limit, Point, TargetStep
from components.figures.compose import compose
from components.figures.compose_time import HALF_END, PLOT_HEIGHT, YES_NO_HEIGHT
from components.figures.label_places import Box, Obstacles, best_place
from components.figures.scales import text_width
from tests.components.figures import figure_cases
from tests.components.figures.figure_cases import X

CHARTS = figure_cases.every_chart()
AT_THE_TOP = TargetStep("2024-06-01", "2025-06-01", 1.0)


def limits(*centres: float | None) -> tuple[Limit, ...]:
    return tuple(
        Limit(X[place][0], centre, centre - 0.1, centre + 0.1)
        for place, centre in enumerate(centres)
        if centre is not None
    )


def test_limits_computed_anew_begin_with_a_gap_and_not_with_a_wall() -> None:
    chart = replace(CHARTS["limits"], limits=limits(0.4, 0.4, 0.6, 0.6))
    (centre,) = [line for line in compose(chart).lines if line.name == "medelvärde"]
    assert centre.ys == (0.4, 0.4, 0.4, 0.4, None, 0.6, 0.6, 0.6, 0.6)


def test_periods_without_limits_are_a_gap_in_them() -> None:
    chart = replace(CHARTS["limits"], limits=limits(0.4, None, 0.4))
    (centre,) = [line for line in compose(chart).lines if line.name == "medelvärde"]
    assert centre.ys == (0.4, 0.4, None, 0.4, 0.4)


def test_a_limit_at_an_end_of_the_scale_limits_nothing() -> None:
    ends = tuple(Limit(identity, 0.5, 0.0, 1.0) for identity, _ in X)
    names = {line.name for line in compose(replace(CHARTS["limits"], limits=ends)).lines}
    assert "medelvärde" in names
    assert not names & {"övre gräns", "nedre gräns"}


def test_columns_that_stand_out_carry_a_sign_of_their_own_shape() -> None:
    columns = CHARTS["columns"]
    first = columns.series[0]
    points = tuple(
        replace(point, signal="change") if place == 4 else point for place, point in enumerate(first.points)
    )
    chart = replace(columns, series=(replace(first, points=points),), limits=(Limit(X[4][0], 5.0, 1.0, 9.0),))
    (sign,) = compose(chart).dots
    assert (sign.xs, sign.symbol) == ((4.0,), "diamond")
    assert sign.ys[0] > (points[4].value or 0)


def test_a_mean_at_the_target_does_not_hide_it() -> None:
    at_the_mean = replace(
        CHARTS["limits"], limits=limits(0.4, 0.4), targets=(TargetStep(X[0][0], X[-1][0], 0.4),)
    )
    names = [line.name for line in compose(at_the_mean).lines]
    assert names.index("mål") > names.index("medelvärde")


def test_target_mean_and_limits_are_told_apart_without_colour() -> None:
    chart = replace(
        CHARTS["limits"], limits=limits(0.4, 0.4), targets=(TargetStep(X[0][0], X[-1][0], 0.7),), events=()
    )
    dashes = {line.name: line.dash for line in compose(chart).lines}
    told = {dashes["mål"], dashes["medelvärde"], dashes["övre gräns"]}
    assert len(told) == 3
    assert dashes["övre gräns"] == dashes["nedre gräns"]


@pytest.mark.parametrize("target", [0.0, 0.01, -0.02])
def test_the_last_figure_stands_clear_of_a_target_that_runs_on_beside_it(target: float) -> None:
    chart = replace(CHARTS["line"], targets=())
    last = [point for point in chart.series[0].points if point.value is not None][-1]
    value = last.value or 0.0
    plain = next(label for label in compose(chart).labels if label.text == last.text)
    beside = replace(chart, targets=(TargetStep(X[0][0], X[-1][0], value + target),))
    moved = next(label for label in compose(beside).labels if label.text == last.text)
    assert plain.dy == 0
    assert abs(moved.dy + PLOT_HEIGHT * target) > HALF_END


@pytest.mark.parametrize("day", ["2024-06-01", "2024-06-05", "2024-08-01", "2024-11-20"])
def test_no_event_runs_through_the_text_of_a_target(day: str) -> None:
    chart = replace(CHARTS["line"], targets=(AT_THE_TOP,), events=(EventMark(7, day, "beslut"),))
    scene = compose(chart)
    (text,) = [label for label in scene.labels if label.text.startswith("mål")]
    (event,) = [label for label in scene.labels if label.is_boxed]
    step = (scene.width - scene.margin.left - scene.margin.right) / len(X)
    left = text.x * step + text.dx
    assert not left < event.x * step < left + text_width(text.text, 12)
    assert text.dy > 0, "under the line: the number of the event stands over it"


def test_an_event_at_the_left_edge_does_not_stand_on_the_axis() -> None:
    chart = replace(CHARTS["line"], events=(EventMark(12, X[0][0], "start"),))
    (number,) = [label for label in compose(chart).labels if label.is_boxed]
    half = 4 + 4 * len(number.text)
    assert number.dx == half


def test_the_clearest_place_is_chosen_and_the_first_of_equals() -> None:
    obstacles = Obstacles(100, 100, (0, 10), (0, 10), uprights=[1.0], boxes=[Box(40, 40, 60, 60)])
    hit, crossed, clear = Box(45, 45, 55, 55), Box(5, 0, 15, 10), Box(70, 70, 80, 80)
    outside = Box(95, 0, 105, 10)
    assert best_place([hit, crossed, clear, clear, outside], obstacles) == 2
    assert best_place([hit, outside, crossed], obstacles) == 2
    assert best_place([outside, hit], obstacles) == 1


def test_a_line_is_in_the_way_where_it_passes_and_not_beside() -> None:
    obstacles = Obstacles(100, 100, (0, 10), (0, 10), lines=[(0, 100, 100, 0)])
    assert obstacles.cost(Box(45, 45, 55, 55)) > 0
    assert obstacles.cost(Box(0, 0, 30, 30)) == 0


def test_yes_and_no_take_less_height_and_leave_room_for_the_word_over_a_column() -> None:
    columns = CHARTS["columns"]
    points = tuple(Point(x, label, 1.0, "shown", "ja") for x, label in columns.x)
    series = replace(columns.series[0], points=points)
    scene = compose(replace(columns, unit="yes_no", series=(series,), events=(), targets=()))
    assert scene.height - scene.margin.top - scene.margin.bottom == YES_NO_HEIGHT
    (panel,) = scene.panels
    assert panel.y_range[1] > max(bars.heights[0] for bars in scene.bars)
