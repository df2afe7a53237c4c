"""From frame to chart: which picture, which points, which gaps."""

import pandas as pd
import pytest

from components.figures.chart import ChartError, Signal, Words
from components.figures.trend import mean_of_quarters, slope, trend, with_limits, with_mean
from components.figures.units import units

WORDS = Words(title="Andelen ökade", selection="Urval: alla")


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    start = {"level": "unit", "numerator": None, "denominator": None, "value": None, "mark": "shown"}
    start |= {"units_reported": 1, "units_expected": 1}
    return pd.DataFrame([start | row for row in rows])


def cell(org: str, start: str, numerator: int, denominator: int, **more: object) -> dict[str, object]:
    return {
        "org": org,
        "org_name": org.capitalize(),
        "period_start": pd.Timestamp(start),
        "numerator": numerator,
        "denominator": denominator,
        "value": numerator / denominator,
    } | more


HIDDEN = {"numerator": None, "denominator": None, "value": None, "mark": "protected"}


def test_a_share_of_one_is_a_line_with_base_and_completeness() -> None:
    chart = trend(
        frame(cell("elsa", "2025-01-01", 30, 60, units_reported=10, units_expected=12)),
        unit_of_measure="procent",
        period_kind="month",
        words=WORDS,
        name="Fått frågan",
    )
    (series,) = chart.series
    assert (chart.kind, chart.unit, series.name, series.role) == ("line", "percent", "Fått frågan", "main")
    (point,) = series.points
    assert (point.text, point.base, point.reported) == ("50\xa0%", "30 av 60", "10 av 12")
    assert point.label == "januari 2025"


def test_a_hidden_cell_gives_a_point_without_figure_even_if_the_frame_should_hold_one() -> None:
    chart = trend(
        frame(cell("elsa", "2025-01-01", 3, 60, mark="protected")),
        unit_of_measure="procent",
        period_kind="month",
        words=WORDS,
    )
    (point,) = chart.series[0].points
    assert (point.value, point.text, point.base) == (None, "..", "")


def test_the_axis_leaves_no_period_out() -> None:
    chart = trend(
        frame(cell("elsa", "2024-11-01", 30, 60), cell("elsa", "2025-02-01", 30, 60)),
        unit_of_measure="procent",
        period_kind="month",
        words=WORDS,
    )
    assert [label for _, label in chart.x] == [
        "november 2024",
        "december 2024",
        "januari 2025",
        "februari 2025",
    ]


@pytest.mark.parametrize(
    ("unit_of_measure", "orgs", "kind"),
    [
        ("procent", 6, "line"),
        ("procent", 7, "small_multiples"),
        ("antal", 1, "columns"),
        ("antal", 3, "columns"),
        ("antal", 4, "small_multiples"),
        ("dagar", 2, "line"),
    ],
)
def test_too_many_for_one_picture_become_small_multiples(unit_of_measure: str, orgs: int, kind: str) -> None:
    rows = [cell(f"enhet{i}", "2025-01-01", 30, 60) for i in range(orgs)]
    chart = trend(frame(*rows), unit_of_measure=unit_of_measure, period_kind="month", words=WORDS)
    assert chart.kind == kind


def test_the_office_is_the_pale_line_of_comparison_in_small_multiples() -> None:
    rows = [cell(f"enhet{i}", "2025-01-01", 30, 60) for i in range(7)]
    rows.append(cell("socialkontoret", "2025-01-01", 200, 400, level="office"))
    chart = trend(frame(*rows), unit_of_measure="procent", period_kind="month", words=WORDS)
    assert [series.role for series in chart.series] == ["main"] * 7 + ["muted"]


def test_a_split_is_told_apart_by_its_part() -> None:
    rows = [
        cell("x", "2025-01-01", 10, 20, part="kvinna", part_name="kvinnor"),
        cell("x", "2025-01-01", 10, 30, part="man", part_name="män"),
    ]
    chart = trend(
        frame(*rows).drop(columns=["level", "org", "org_name"]),
        unit_of_measure="procent",
        period_kind="month",
        words=WORDS,
        by="part",
    )
    assert [series.name for series in chart.series] == ["kvinnor", "män"]
    assert [series.role for series in chart.series] == ["main", "other"]


def test_an_empty_frame_is_no_chart() -> None:
    with pytest.raises(ChartError, match="no figures"):
        trend(pd.DataFrame(), unit_of_measure="antal", period_kind="month", words=WORDS)


def test_a_mean_is_drawn_only_where_every_part_of_it_is_shown() -> None:
    starts = ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01"]
    rows = [cell("elsa", start, 6, 1, value=6.0 + i) for i, start in enumerate(starts)]
    rows[0] |= HIDDEN
    chart = trend(frame(*rows), unit_of_measure="antal", period_kind="quarter", words=WORDS)
    mean = with_mean(chart, window=4, name="medelvärde av fyra kvartal").series[-1]
    assert [(point.label, point.value, point.text) for point in mean.points] == [
        ("kvartal 1 2026", 8.5, "8,5"),
        ("kvartal 2 2026", 9.5, "9,5"),
    ]


def test_limits_stand_where_there_are_any_and_signals_on_their_points() -> None:
    rows = [cell("elsa", f"2025-0{i}-01", 30, 60) for i in (1, 2)]
    chart = trend(frame(*rows), unit_of_measure="procent", period_kind="month", words=WORDS)
    found = with_limits(
        chart, centre=[None, 0.5], lower=[None, 0.4], upper=[None, 0.6], signals=["", "better"]
    )
    assert [limit.x for limit in found.limits] == ["2025-02-01"]
    assert [point.signal for point in found.series[0].points] == ["", "better"]


def test_where_there_are_limits_their_mean_is_the_only_one() -> None:
    rows = [cell("elsa", f"2024-{month:02}-01", 30 + month, 60) for month in range(1, 13)]
    chart = trend(frame(*rows), unit_of_measure="antal", period_kind="month", words=WORDS)
    assert len(mean_of_quarters(chart).series) == 2
    same = [0.5] * len(rows)
    quiet: list[Signal] = ["" for _ in rows]
    limited = with_limits(chart, centre=same, lower=same, upper=same, signals=quiet)
    assert mean_of_quarters(limited) == limited


def test_a_slope_stands_between_two_periods() -> None:
    rows = [cell("elsa", f"{year}-01-01", 30, 60) for year in (2023, 2025)]
    chart = slope(frame(*rows), unit_of_measure="procent", period_kind="year", words=WORDS)
    assert (chart.kind, chart.x) == ("slope", (("2023-01-01", "2023"), ("2025-01-01", "2025")))
    with pytest.raises(ChartError, match="not 1"):
        slope(frame(rows[0]), unit_of_measure="procent", period_kind="year", words=WORDS)


GROUPS = {"trozelli": "Beroende", "elsa": "Våld", "frideborg": "Våld", "moa": "Våld"}


def unit_frame() -> pd.DataFrame:
    return frame(
        cell("frideborg", "2025-01-01", 30, 60),
        cell("elsa", "2025-01-01", 15, 18),
        cell("moa", "2025-01-01", 1, 1) | HIDDEN,
        cell("trozelli", "2025-01-01", 80, 100),
    )


def test_units_stand_by_area_then_name() -> None:
    chart = units(unit_frame(), unit_of_measure="procent", words=WORDS, groups=GROUPS)
    assert [point.x for point in chart.series[0].points] == ["trozelli", "elsa", "frideborg", "moa"]


def test_by_figure_a_hidden_one_is_last_so_that_its_place_tells_nothing() -> None:
    chart = units(unit_frame(), unit_of_measure="procent", words=WORDS, groups=GROUPS, order="value")
    assert [point.x for point in chart.series[0].points] == ["elsa", "trozelli", "frideborg", "moa"]


def test_small_bases_are_open_dots_and_bases_under_a_hundred_have_an_interval() -> None:
    chart = units(unit_frame(), unit_of_measure="procent", words=WORDS, groups=GROUPS)
    by_unit = {point.x: point for point in chart.series[0].points}
    assert [by_unit[x].is_open for x in ("elsa", "frideborg", "moa", "trozelli")] == [
        True,
        False,
        False,
        False,
    ]
    assert by_unit["frideborg"].low == pytest.approx(0.377, abs=0.001)
    assert by_unit["trozelli"].low is None
    assert by_unit["moa"].low is None


def test_what_is_not_persons_is_a_full_count_without_uncertainty_however_few_they_are() -> None:
    chart = units(unit_frame(), unit_of_measure="procent", words=WORDS, groups=GROUPS, of_persons=False)
    for point in chart.series[0].points:
        assert (point.low, point.high, point.is_open) == (None, None, False)
