"""From a row of a frame to what a chart is told."""

from datetime import date

import pandas as pd

from components.figures.points import rows_of


def test_rows_hold_plain_values_and_none_where_there_is_no_figure() -> None:
    frame = pd.DataFrame(
        {
            "org": ["elsa", "moa"],
            "period_start": pd.to_datetime(["2025-01-01", None]),
            "numerator": pd.array([3, None], dtype="Int64"),
            "value": [0.5, None],
            "units_expected": pd.array([4, 4], dtype="int32"),
        }
    )
    assert rows_of(frame) == [
        {
            "org": "elsa",
            "period_start": pd.Timestamp(date(2025, 1, 1)),
            "numerator": 3,
            "value": 0.5,
            "units_expected": 4,
        },
        {"org": "moa", "period_start": None, "numerator": None, "value": None, "units_expected": 4},
    ]
    assert [type(value) for value in rows_of(frame)[0].values()] == [str, pd.Timestamp, int, float, int]


def test_a_frame_without_rows_gives_none() -> None:
    assert rows_of(pd.DataFrame({"org": [], "value": []})) == []
