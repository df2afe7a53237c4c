"""Targets and events of a catalogue on the axis of a chart."""

from dataclasses import dataclass, replace
from datetime import date

from components.figures.timeline import event_marks, target_steps
from tests.components.figures import figure_cases

CHART = replace(
    figure_cases.every_chart()["columns"],
    series=(),
    x=(("2025-01-01", "kvartal 1 2025"), ("2025-04-01", "kvartal 2 2025")),
    period_kind="quarter",
)


@dataclass(frozen=True)
class Happened:
    number: int
    date_from: date
    date_to: date | None = None
    text: str = "Beslut"


@dataclass(frozen=True)
class Aim:
    value: float
    valid_from: date
    valid_to: date | None = None


def test_events_lie_within_the_chart_until_the_last_day_of_its_last_period() -> None:
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1))
    found = event_marks([Happened(number, day) for number, day in enumerate(days)], CHART)
    assert [(mark.number, mark.x) for mark in found] == [(1, "2025-01-01"), (2, "2025-06-30")]
    assert found[0].text == "Beslut (1 januari 2025)"


def test_an_event_that_goes_on_ends_with_the_chart() -> None:
    (found,) = event_marks([Happened(1, date(2025, 2, 1), date(2026, 2, 1))], CHART)
    assert (found.x, found.x_to) == ("2025-02-01", "2025-06-30")


def test_targets_are_cut_to_the_chart_and_say_when_they_hold() -> None:
    aims = [
        Aim(0.4, date(2020, 1, 1), date(2024, 12, 31)),
        Aim(0.5, date(2024, 1, 1), date(2025, 3, 31)),
        Aim(0.7, date(2025, 4, 1)),
        Aim(0.9, date(2025, 7, 1)),
    ]
    assert [(step.x_from, step.x_to, step.value, step.validity) for step in target_steps(aims, CHART)] == [
        ("2025-01-01", "2025-03-31", 0.5, "1 januari 2024–31 mars 2025"),
        ("2025-04-01", "2025-04-01", 0.7, "från 1 april 2025"),
    ]
