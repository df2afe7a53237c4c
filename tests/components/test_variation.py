"""For which indicators the ordinary variation means something, and what is read to tell it."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import pytest

from components.figures.chart import Chart, Words
from components.figures.points import periods_between
from components.figures.trend import trend
from components.variation import with_variation

STEADY = (0.4, 0.44, 0.38, 0.42, 0.4, 0.46, 0.36, 0.42, 0.44, 0.4, 0.38, 0.42)


@dataclass(frozen=True)
class Measured:
    kind: str = "share"
    time: str = "flow"
    direction: str = "higher"


@dataclass(frozen=True)
class Happened:
    date_from: date
    rebase: bool
    number: int = 1
    text: str = "Nytt arbetssätt"
    date_to: date | None = None


def history(*values: float | None) -> pd.DataFrame:
    starts = periods_between(date(2021, 1, 1), date(2030, 1, 1), "quarter")
    return pd.DataFrame(
        {
            "period_start": pd.to_datetime(starts[: len(values)]),
            "numerator": [None if value is None else round(value * 50) for value in values],
            "denominator": [None if value is None else 50 for value in values],
            "value": values,
            "mark": ["protected" if value is None else "shown" for value in values],
        }
    )


def chart_of(frame: pd.DataFrame) -> Chart:
    return trend(frame, unit_of_measure="procent", period_kind="quarter", words=Words(title="Andelen"))


def told(
    frame: pd.DataFrame,
    measured: Measured = Measured(),
    *,
    events: tuple[Happened, ...] = (),
    target: float | None = None,
) -> tuple[Chart, str]:
    return with_variation(chart_of(frame), measured=measured, history=frame, events=events, target=target)


def test_steady_figures_have_one_mean_and_are_within() -> None:
    chart, words = told(history(*STEADY))
    assert {round(limit.centre, 3) for limit in chart.limits} == {0.41}
    assert words == "Det senaste värdet håller sig inom den vanliga variationen."
    assert chart.reading


@pytest.mark.parametrize(
    "measured", [Measured(time="stock"), Measured(kind="status")], ids=["what gathers", "yes and no"]
)
def test_where_limits_mean_nothing_the_chart_is_as_it_was(measured: Measured) -> None:
    assert told(history(*STEADY), measured) == (chart_of(history(*STEADY)), "")


def test_a_leap_is_told_in_words_and_direction_and_the_target_held_against_it() -> None:
    chart, words = told(history(*STEADY, 0.9), target=0.95)
    assert chart.series[0].points[-1].signal == "better"
    assert "större än den vanliga variationen" in words
    assert words.endswith("Målet nås inte utan förändring.")
    worse, _ = told(history(*STEADY, 0.9), Measured(direction="lower"))
    assert worse.series[0].points[-1].signal == "worse"


def test_limits_begin_anew_from_an_event_that_says_so_and_no_other() -> None:
    after = (*STEADY, *(value + 0.4 for value in STEADY))
    event = Happened(date(2024, 1, 1), rebase=True)
    anew, words = told(history(*after), events=(event,))
    assert [round(limit.centre, 2) for limit in anew.limits] == [0.41] * 12 + [0.81] * 12
    assert "omräknade från händelsen ”Nytt arbetssätt”" in words
    plain, _ = told(history(*after), events=(replace(event, rebase=False),))
    assert len({limit.centre for limit in plain.limits}) == 1


def test_earlier_years_than_the_chart_shows_are_part_of_the_mean() -> None:
    whole = history(*STEADY)
    chart = chart_of(whole.iloc[8:])
    limited, _ = with_variation(chart, measured=Measured(), history=whole, events=(), target=None)
    assert {round(limit.centre, 3) for limit in limited.limits} == {0.41}
    assert len(limited.limits) == 4


def test_a_hidden_figure_is_part_of_nothing() -> None:
    chart, _ = told(history(*STEADY, None))
    assert [limit.x for limit in chart.limits][-1] == "2023-10-01"
    assert chart.series[0].points[-1].signal == ""
