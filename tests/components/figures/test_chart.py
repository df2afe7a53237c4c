"""A chart cannot be described so that it would show what is hidden."""

import pytest

from components.figures.chart import Chart, ChartError, Point, Series
from tests.components.figures import figure_cases


@pytest.mark.parametrize("mark", ["protected", "not_reported", "not_applicable"])
@pytest.mark.parametrize(
    "secret", [{"value": 3.0}, {"value": None, "base": "3 av 40"}, {"value": None, "low": 0.1}]
)
def test_a_hidden_point_carries_no_figure_in_any_field(mark: str, secret: dict[str, object]) -> None:
    with pytest.raises(ChartError, match="must not carry"):
        Point(x="elsa", label="Elsa", mark=mark, text="..", **secret)  # type: ignore[arg-type]


def test_seven_lines_in_one_picture_are_refused() -> None:
    with pytest.raises(ChartError, match="small multiples"):
        figure_cases.over_time("line", *(figure_cases.series(name=str(i)) for i in range(7)))


def test_a_figure_outside_the_axis_is_refused() -> None:
    stray = Series("A", (Point("2030-01-01", "januari 2030", 1.0, "shown", "1"),))
    with pytest.raises(ChartError, match="2030-01-01"):
        Chart("line", "Titel", "count", (stray,), (("2024-01-01", "januari 2024"),))


def test_the_marks_of_a_chart_are_those_that_occur() -> None:
    assert figure_cases.every_chart()["line"].marks == {"protected", "not_reported"}
