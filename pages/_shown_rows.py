"""The published cells behind what a page shows of one indicator: what a file of it holds, and nothing else.

Owns: which cells that is. Must not know how a row is written (`_figure_files.py`).
"""

from collections.abc import Sequence

import pandas as pd

from components.filters import Filters
from pages import _facts
from pages._scope import Scope, nearest_kind, units_in
from queries import catalogue, cells
from queries.catalogue import Indicator
from queries.store import Snapshot

KEY = ["level", "org", "period_kind", "period_start", "gender", "age", "category"]


def shown_rows(
    snapshot: Snapshot, indicator: Indicator, filters: Filters, scope: Scope | None
) -> pd.DataFrame:
    """Every cell that the cards of the indicator show under the filters.

    The organisations over time and their sum, the units and the categories; for women or men, who are not
    published unit by unit, the first of these alone. Columns as `queries.cells.download`; the sum has `org`
    `_facts.SUM`.
    """
    if scope is None:
        return pd.DataFrame()
    office = catalogue.office(snapshot).id
    over_time = _cells(snapshot, indicator, filters, kind=scope.kind, orgs=scope.org_ids)
    is_whole = (over_time["gender"] == scope.gender) & (over_time["category"] == "all")
    found = [_sum(snapshot, indicator, filters, scope), over_time.loc[is_whole]]
    if indicator.kinds("unit") and scope.gender == "all":
        kind = nearest_kind(filters.period, list(indicator.kinds("unit")))
        units = [unit.id for unit in units_in(snapshot, filters)]
        rows = _cells(snapshot, indicator, filters, kind=kind, orgs=units)
        found.append(rows.loc[(rows["gender"] == "all") & (rows["category"] == "all")])
    if indicator.kinds("office", "category") and scope.gender == "all":
        kind = nearest_kind(filters.period, list(indicator.kinds("office", "category")))
        rows = _cells(snapshot, indicator, filters, kind=kind, orgs=[office])
        found.append(rows.loc[(rows["gender"] == "all") & (rows["category"] != "all")])
    return pd.concat([rows for rows in found if len(rows)] or [over_time]).drop_duplicates(KEY)


def _cells(
    snapshot: Snapshot,
    indicator: Indicator,
    filters: Filters,
    *,
    kind: str,
    orgs: Sequence[str],
) -> pd.DataFrame:
    frame = cells.download(snapshot, indicator=indicator.id, period_kind=kind, orgs=orgs, years=filters.years)
    return frame.loc[frame["age"] == "all"]


def _sum(snapshot: Snapshot, indicator: Indicator, filters: Filters, scope: Scope) -> pd.DataFrame:
    """The selection as one, where it is drawn so."""
    found = _facts.trend_of(snapshot, indicator, scope, filters)
    rows = found.frame.loc[found.frame["org"] == _facts.SUM] if found.has_sum else found.frame.iloc[:0]
    return rows.assign(
        period_kind=scope.kind,
        gender=scope.gender,
        age="all",
        category="all",
        category_name="all",
        units_reported=None,
        units_expected=None,
    )
