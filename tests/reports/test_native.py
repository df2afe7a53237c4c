"""Native charts: which figures they are made of, where they have gaps, and what they are called."""

from dataclasses import replace

import pytest

from components.figures.chart import Chart, EventMark, Limit, Point, Series, TargetStep
from reports.native import axis, categories, is_empty, is_label_below, tracks

X = tuple((f"2025-{month:02}-01", f"kvartal {number} 2025") for number, month in enumerate((1, 4, 7, 10), 1))
VALUES = (0.5, None, 0.0, 0.7)
POINTS = tuple(
    Point(x, label, value, "protected" if value is None else "shown", "..")
    for (x, label), value in zip(X, VALUES, strict=True)
)
CHART = Chart(
    "line", "Andelen", "percent", (Series("Fått frågan", POINTS),), X, period_kind="quarter",
    targets=(
        TargetStep(X[0][0], X[1][0], 0.6, "1 januari 2024–30 juni 2025"),
        TargetStep(X[2][0], X[3][0], 0.8, "från 1 juli 2025"),
    ),
    events=(EventMark(4, "2025-05-02", "Beslut"), EventMark(5, "2025-06-30", "Start")),
)  # fmt: skip


def values_of(chart: Chart) -> dict[str, tuple[float | None, ...]]:
    return {track.name: track.values for track in tracks(chart, caption="FRÅ1 per kvartal")}


def test_a_hidden_figure_is_a_gap_with_its_sign_and_a_zero_is_a_zero() -> None:
    assert values_of(CHART)["FRÅ1 per kvartal"] == (0.5, None, 0.0, 0.7)
    assert categories(CHART) == ("kv 1 2025", "kv 2 2025 ..", "kv 3 2025", "kv 4 2025")


def test_each_target_is_a_line_over_the_time_it_holds_and_says_which() -> None:
    found = values_of(CHART)
    assert found["Mål 60\N{NO-BREAK SPACE}% (1 januari 2024–30 juni 2025)"] == (0.6, 0.6, None, None)
    assert found["Mål 80\N{NO-BREAK SPACE}% (från 1 juli 2025)"] == (None, None, 0.8, 0.8)


def test_events_stand_at_the_period_they_fall_in_clear_of_a_whole_hundred_per_cent() -> None:
    events = values_of(CHART)["Händelsernas plats i diagrammet"]
    assert [value is not None for value in events] == [False, True, False, False]
    assert 1.0 < (events[1] or 0) < axis(CHART).top
    assert axis(replace(CHART, events=())).top == 1.0


def test_the_ordinary_variation_is_parted_where_the_mean_begins_anew() -> None:
    limits = tuple(
        Limit(x, centre, centre - 0.1, centre + 0.4)
        for (x, _), centre in zip(X, (0.1, 0.1, 0.6, 0.6), strict=True)
    )
    found = tracks(replace(CHART, limits=limits), caption="c")
    assert {track.name: track.values for track in found if track.role in {"centre", "limit"}} == {
        "Medelvärde": (0.1, 0.1, None, None),
        "Gräns för den vanliga variationen": (0.5, 0.5, None, None),
        "Medelvärde, omräknat från kvartal 3 2025": (None, None, 0.6, 0.6),
        "Nedre gräns, omräknat från kvartal 3 2025": (None, None, 0.5, 0.5),
    }, "a limit at an end of the scale limits nothing"
    named = [track.name for track in found if track.in_legend and track.role in {"centre", "limit"}]
    assert named == ["Medelvärde", "Gräns för den vanliga variationen"]


@pytest.mark.parametrize("unit", ["percent", "count", "days", "yes_no"])
def test_a_chart_without_figures_is_known_as_empty_and_its_scale_does_not_guess(unit: str) -> None:
    hidden = tuple(Point(x, label, None, "protected", "..") for x, label in X)
    chart = replace(CHART, unit=unit, series=(Series("Fått frågan", hidden),), targets=())
    assert is_empty(chart)
    assert not is_empty(CHART)
    assert axis(chart).has_numbers == (unit in {"percent", "yes_no"})


@pytest.mark.parametrize(
    ("value", "targets", "below"),
    [(0.5, (), False), (0.97, (), True), (0.7, (0.8,), True), (0.7, (0.6,), False)],
    ids=["low", "high", "under the target", "over the target"],
)
def test_the_last_label_stands_clear_of_events_and_target(
    value: float, targets: tuple[float, ...], below: bool
) -> None:
    points = (*POINTS[:3], replace(POINTS[3], value=value))
    steps = tuple(TargetStep(X[0][0], X[3][0], target) for target in targets)
    assert is_label_below(replace(CHART, series=(Series("Fått frågan", points),), targets=steps)) == below
