"""What keeps a picture readable where it is tight: lines behind letters, empty scales, narrow slopes."""

from dataclasses import replace
from xml.etree import ElementTree

from components.figures.chart import Chart, EventMark, Point
from components.figures.compose import compose
from components.figures.key import notes_html
from components.figures.to_plotly import figure_dict
from components.figures.to_svg import svg
from tests.components.figures import figure_cases

CHARTS = figure_cases.every_chart()


def with_nothing_shown(chart: Chart) -> Chart:
    hidden = tuple(Point(point.x, point.label, None, "protected", "..") for point in chart.series[0].points)
    return replace(chart, series=(replace(chart.series[0], points=hidden),), targets=(), limits=())


def test_figures_over_columns_are_clear_of_the_lines_behind_them() -> None:
    chart = CHARTS["columns"]
    cleared = [label.text for label in compose(chart).labels if label.clears]
    shown = [point.text for point in chart.series[0].points if point.value is not None]
    assert cleared == shown
    grounds = [a for a in figure_dict(chart)["layout"]["annotations"] if "bgcolor" in a]
    assert len(grounds) == len(shown)
    haloes = [group for group in ElementTree.fromstring(svg(chart)).iter() if group.get("paint-order")]
    assert len(haloes) == len(shown)


def test_a_scale_of_counts_without_a_figure_has_no_numbers() -> None:
    (panel,) = compose(with_nothing_shown(CHARTS["columns"])).panels
    assert [text for _, text in panel.y_ticks if text] == []


def test_a_scale_where_every_figure_shown_is_zero_says_zero_and_no_more() -> None:
    chart = CHARTS["columns"]
    zeros = tuple(
        replace(point, value=0.0, text="0") if point.value is not None else point
        for point in chart.series[0].points
    )
    (panel,) = compose(replace(chart, series=(replace(chart.series[0], points=zeros),))).panels
    assert [text for _, text in panel.y_ticks] == ["0"]


def test_a_narrow_slope_keeps_room_for_its_lines() -> None:
    scene = compose(CHARTS["slope"], width=340)
    assert scene.width - scene.margin.left - scene.margin.right >= 100
    first, last = scene.labels[:2]
    assert (first.anchor, last.anchor) == ("start", "end"), "the years stand at the two ends"


def test_events_that_are_not_drawn_are_not_said_to_be_in_the_picture() -> None:
    event = (EventMark(7, "2024-06-01", "beslut"),)
    assert "Händelser i diagrammet" in notes_html(replace(CHARTS["line"], events=event))
    small = notes_html(replace(CHARTS["small multiples"], events=event))
    assert "Händelser under tiden" in small
