"""Who has reported: four states, worst first where indicators share a cell."""

import pandas as pd

from components.figures.heat import heat, heat_html


def frame(*rows: tuple[str, str, int, int, str | None]) -> pd.DataFrame:
    columns = ["org_name", "period_start", "units_reported", "units_expected", "received_on"]
    found = pd.DataFrame(list(rows), columns=columns)
    return found.assign(
        period_start=pd.to_datetime(found["period_start"]), received_on=pd.to_datetime(found["received_on"])
    )


def test_each_state_follows_from_what_was_reported_and_when() -> None:
    view = heat(
        frame(
            ("Elsa", "2025-01-01", 1, 1, "2025-02-10"),
            ("Elsa", "2025-02-01", 1, 1, "2025-04-01"),
            ("Elsa", "2025-03-01", 0, 1, None),
            ("Moa", "2025-03-01", 0, 0, None),
        ),
        caption="Rapportering",
        period_kind="month",
        deadline_days=15,
    )
    assert view.rows == (
        ("Elsa", ("reported", "late", "missing")),
        ("Moa", ("not_in_service", "not_in_service", "not_in_service")),
    )
    assert view.periods[0] == ("jan 2025", "januari 2025")


def test_the_worst_state_is_shown_where_indicators_share_a_cell() -> None:
    view = heat(
        frame(("Elsa", "2025-01-01", 1, 1, "2025-01-20"), ("Elsa", "2025-01-01", 0, 1, None)),
        caption="Rapportering",
        period_kind="month",
        deadline_days=15,
    )
    assert view.rows == (("Elsa", ("missing",)),)


def test_the_grid_is_a_table_that_says_its_states_in_words() -> None:
    view = heat(
        frame(("<Elsa>", "2025-01-01", 0, 1, None)),
        caption="Rapportering",
        period_kind="month",
        deadline_days=15,
    )
    html = heat_html(view)
    assert '<th scope="row">&lt;Elsa&gt;</th>' in html
    assert '<span class="visually-hidden">inte rapporterat</span>' in html
    assert "<caption>Rapportering</caption>" in html
