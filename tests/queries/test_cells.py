"""What the pages may ask of the published figures."""

import pandas as pd
import pytest

from queries import catalogue, cells
from queries.store import Snapshot


def figures(frame: pd.DataFrame) -> list[object]:
    """Every figure of the frame, None where there is none."""
    values = frame[["numerator", "denominator", "value"]].to_numpy().ravel().tolist()
    return [None if pd.isna(value) else value for value in values]


def test_trend_gives_each_organisation_its_own_rows_in_order(tiny: Snapshot) -> None:
    frame = cells.trend(
        tiny, indicator="fra1", orgs=["moa", "frideborg"], period_kind="quarter", years=[2025]
    )
    assert frame["org"].tolist() == ["frideborg"] * 4 + ["moa"] * 4, "in the order of the organisation"
    assert frame["numerator"].tolist()[:4] == [8, 8, 8, 8]
    assert frame["mark"].tolist()[4:] == ["shown", "shown", "shown", "not_reported"]


def test_no_years_means_all_of_them(tiny: Snapshot) -> None:
    frame = cells.trend(tiny, indicator="fra1", orgs=["elsa"], period_kind="quarter")
    assert frame["period_start"].dt.year.unique().tolist() == [2024, 2025]


@pytest.mark.parametrize("years", [[], [2025]])
@pytest.mark.parametrize("orgs", [["elsa"], ["moa", "frideborg", "elsa"], ["socialkontoret", "elsa"]])
def test_few_organisations_and_many_are_asked_for_in_two_ways_with_the_same_answer(
    tiny: Snapshot, monkeypatch: pytest.MonkeyPatch, orgs: list[str], years: list[int]
) -> None:
    def answer() -> pd.DataFrame:
        return cells.trend(tiny, indicator="fra1", orgs=orgs, period_kind="quarter", years=years)

    few = answer()
    monkeypatch.setattr(cells, "FEW_ORGANISATIONS", 0)
    pd.testing.assert_frame_equal(few, answer())


def test_trend_of_nobody_is_empty(tiny: Snapshot) -> None:
    assert cells.trend(tiny, indicator="fra1", orgs=[], period_kind="quarter").empty


def test_trend_tells_how_complete_a_figure_is(tiny: Snapshot) -> None:
    frame = cells.trend(tiny, indicator="fra1", orgs=["socialkontoret"], period_kind="quarter", years=[2025])
    assert frame[["units_reported", "units_expected"]].iloc[-1].tolist() == [2, 3]


def test_a_selection_is_summed_where_every_part_is_shown(tiny: Snapshot) -> None:
    frame = cells.selection(
        tiny, indicator="fra1", kind="share", orgs=["elsa", "frideborg"], period_kind="quarter", years=[2025]
    )
    assert frame["mark"].tolist() == ["shown", "shown", "protected", "shown"]
    assert frame.loc[0, ["numerator", "denominator", "value"]].tolist() == [14, 22, 14 / 22]


def test_a_selection_with_a_protected_part_gives_nothing_to_subtract_from(tiny: Snapshot) -> None:
    frame = cells.selection(
        tiny, indicator="fra1", kind="share", orgs=["elsa", "frideborg"], period_kind="quarter", years=[2025]
    )
    hidden = frame.query("mark == 'protected'")
    assert figures(hidden) == [None, None, None]
    assert hidden["parts_protected"].tolist() == [1]


def test_a_selection_with_a_part_that_has_not_reported_is_not_summed(tiny: Snapshot) -> None:
    frame = cells.selection(
        tiny, indicator="fra1", kind="share", orgs=["frideborg", "moa"], period_kind="quarter", years=[2025]
    )
    assert frame["mark"].tolist()[-1] == "not_reported"
    assert pd.isna(frame["numerator"].iloc[-1])


def test_split_leaves_the_whole_out(tiny: Snapshot) -> None:
    frame = cells.split(
        tiny, indicator="fra1", org="socialkontoret", period_kind="year", dimension="gender", years=[2025]
    )
    assert dict(zip(frame["part"], frame["mark"], strict=True)) == {
        "annat_okant": "not_reported",
        "kvinna": "shown",
        "man": "shown",
    }


def test_split_by_category_uses_its_names_and_order(tiny: Snapshot) -> None:
    frame = cells.split(
        tiny,
        indicator="han1",
        org="socialkontoret",
        period_kind="quarter",
        dimension="category",
        years=[2025],
    )
    assert frame["part_name"].unique().tolist() == ["Novahuset", "Annan mottagare"]


def test_overview_has_every_indicator_at_every_resolution(tiny: Snapshot) -> None:
    frame = cells.overview(tiny, org="socialkontoret")
    assert set(frame["indicator"] + " " + frame["period_kind"]) == {
        "fra1 quarter", "fra1 year", "han1 quarter", "han1 year", "ing1 quarter", "web1 year",
    }  # fmt: skip


def test_a_hidden_cell_has_no_figure_in_a_download(tiny: Snapshot) -> None:
    frame = cells.download(tiny, indicator="fra1", period_kind="quarter")
    hidden = frame.query("mark != 'shown'")
    assert len(hidden) == 4
    assert set(figures(hidden)) == {None}


def test_a_parameter_is_a_value_and_never_sql(tiny: Snapshot) -> None:
    frame = cells.trend(tiny, indicator="fra1' OR '1'='1", orgs=["elsa"], period_kind="quarter")
    assert frame.empty


def test_the_organisation_comes_from_the_top_down(tiny: Snapshot) -> None:
    assert [org.level for org in catalogue.orgs(tiny)] == ["office", "area", "area", "unit", "unit", "unit"]
    assert catalogue.office(tiny).name == "Socialkontoret"


def test_an_indicator_knows_the_tables_it_is_published_as(tiny: Snapshot) -> None:
    found = {indicator.id: indicator for indicator in catalogue.indicators(tiny)}
    assert found["fra1"].kinds("office") == ("quarter", "year"), "finest first"
    assert found["fra1"].kinds("office", "gender") == ("year",)
    assert found["web1"].kinds("unit") == ()
    assert [category.id for category in found["han1"].categories] == ["novahuset", "ovrig"]


def test_missing_values_are_none_and_dates_are_dates(tiny: Snapshot) -> None:
    (target,) = catalogue.targets(tiny)
    assert (target.org, target.valid_to, target.valid_from.isoformat()) == (None, None, "2024-01-01")
    assert catalogue.events(tiny)[0].indicators == ("fra1",)
    assert catalogue.facts(tiny).published_at.isoformat() == "2025-11-03T08:30:00"


def test_what_only_one_organisation_has_is_known(tiny: Snapshot) -> None:
    assert cells.alone(tiny) == {"han1": "socialkontoret", "ing1": "socialkontoret", "web1": "socialkontoret"}
