"""Who has reported: the state of each cell, also where several indicators share it; a table with words."""

from datetime import date

import pandas as pd
import pytest

from components.figures.heat import STATES, HeatView, heat, heat_html, heat_legend_html

TODAY = date(2025, 4, 10)
Row = tuple[str, str, int, int, str | None]


def view_of(*rows: Row) -> HeatView:
    columns = ["org_name", "period_start", "units_reported", "units_expected", "received_on"]
    frame = pd.DataFrame(list(rows), columns=columns)
    start = pd.to_datetime(frame["period_start"])
    frame = frame.assign(
        group="Våld och skydd",
        period_start=start,
        received_on=pd.to_datetime(frame["received_on"]),
        due=start + pd.offsets.MonthBegin(1) + pd.Timedelta(days=14),
    )
    return heat(frame, caption="Rapportering", period_kind="month", today=TODAY)


def states_of(*rows: Row) -> dict[str, list[str]]:
    (group,) = view_of(*rows).groups
    return {name: [cell.state for cell in cells] for name, cells in group.rows}


def test_each_state_follows_from_what_was_reported_and_when() -> None:
    assert states_of(
        ("Elsa", "2024-12-01", 1, 1, "2025-01-15"),
        ("Elsa", "2025-01-01", 1, 1, "2025-02-16"),
        ("Elsa", "2025-02-01", 0, 1, None),
        ("Elsa", "2025-03-01", 0, 1, None),
        ("Moa", "2025-03-01", 0, 0, None),
    ) == {"Elsa": ["reported", "late", "missing", "awaited"], "Moa": ["not_in_service"] * 4}


@pytest.mark.parametrize(
    ("shared", "state"),
    [
        ([(1, 1, "2025-02-10"), (1, 1, "2025-03-01")], "late"),
        ([(1, 1, "2025-02-10"), (0, 1, None)], "partial"),
        ([(0, 1, None), (0, 1, None)], "missing"),
        ([(1, 1, "2025-02-10"), (0, 0, None)], "reported"),
    ],
)
def test_indicators_that_share_a_cell_are_told_together(
    shared: list[tuple[int, int, str | None]], state: str
) -> None:
    assert states_of(*[("Elsa", "2025-01-01", *row) for row in shared]) == {"Elsa": [state]}


def test_a_partial_report_says_how_much_has_come() -> None:
    view = view_of(("Elsa", "2025-01-01", 1, 1, "2025-01-20"), ("Elsa", "2025-01-01", 0, 1, None))
    (cell,) = view.groups[0].rows[0][1]
    assert (cell.sign, cell.words) == ("1/2", "delvis: 1 av 2 mått har kommit")


def test_the_grid_is_a_table_that_says_its_states_in_words() -> None:
    html = heat_html(view_of(("<Elsa>", "2025-01-01", 0, 1, None)))
    assert '<th scope="row">&lt;Elsa&gt;</th>' in html
    assert '<th scope="rowgroup" colspan="2"><span>Våld och skydd</span></th>' in html
    assert '<span class="visually-hidden">saknas</span>' in html
    assert '<span class="visually-hidden">januari 2025</span>' in html
    assert "<caption>Rapportering</caption>" in html


def test_the_legend_explains_every_state_by_sign_and_words() -> None:
    legend = heat_legend_html()
    for state, (sign, words) in STATES.items():
        assert f'heat-{state}" aria-hidden="true">{sign}</span> {words}' in legend
