"""The figures of one indicator under a page's filters: what is asked once and told in several ways.

Owns: which frames a card needs, and the observations its sentences are made from. Must not know wording or
drawing. Every year is read, also those the filters leave out: a change is told against the year before.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.filters import Filters
from components.sentences import Observation
from pages._scope import Scope, nearest_kind, overlaps, units_in
from queries import catalogue, cells
from queries.catalogue import Indicator, Org
from queries.store import Snapshot

SUM = "urvalet"
"""The id of a selection as one, among the organisations of a frame."""
SUM_NAME = "Urvalet tillsammans"
SUMMABLE = ("share", "count")


@dataclass(frozen=True)
class Trend:
    """An indicator over time.

    Attributes:
        frame: What is drawn, years of the filters only; `org` is SUM for the selection as one. Columns as
            `queries.cells.trend`.
        history: The main series, in every year.
        now: The latest figure of the main series; None where there is none.
        year_ago, previous: What it is compared with, where there is such a cell.
        main_name: Whose figure it is.
        parts: The latest figures of the chosen organisations, when there are several.
        has_sum: The selection is drawn as one too.
        organisations: How many organisations have figures.
    """

    frame: pd.DataFrame
    history: pd.DataFrame
    now: Observation | None
    year_ago: Observation | None
    previous: Observation | None
    main_name: str
    parts: tuple[Observation, ...]
    has_sum: bool
    organisations: int


def trend_of(snapshot: Snapshot, indicator: Indicator, scope: Scope, filters: Filters) -> Trend:
    """Read the indicator for the scope, and for the selection as one where it may be added."""
    frame = cells.trend(
        snapshot, indicator=indicator.id, orgs=scope.org_ids, period_kind=scope.kind, gender=scope.gender
    )
    is_several = len(set(frame["org"])) > 1
    summed = pd.DataFrame()
    if is_several and scope.is_selection and indicator.kind in SUMMABLE and not overlaps(scope.orgs):
        summed = _selection(snapshot, indicator, scope)
    has_sum = len(summed) > 0 and "shown" in set(_within(summed, filters.years)["mark"])
    main = summed if has_sum else _first(frame)
    now, year_ago, previous = _compared(_within(main, filters.years), main, scope.kind)
    drawn = pd.concat([summed, frame], ignore_index=True) if has_sum else frame
    return Trend(
        frame=_within(drawn, filters.years),
        history=main,
        now=now,
        year_ago=year_ago,
        previous=previous,
        main_name=SUM_NAME if has_sum else str(main["org_name"].tolist()[0]) if len(main) else "",
        parts=_parts(frame, now, scope.kind) if is_several else (),
        has_sum=has_sum,
        organisations=len(set(frame["org"])),
    )


def units_of(
    snapshot: Snapshot, indicator: Indicator, filters: Filters
) -> tuple[pd.DataFrame, str, date] | None:
    """The units in the latest period: frame, kind of period, first day; None where there are none."""
    kinds = indicator.kinds("unit")
    if not kinds:
        return None
    kind = nearest_kind(filters.period, list(kinds))
    units = [unit.id for unit in units_in(snapshot, filters)]
    frame = cells.trend(snapshot, indicator=indicator.id, orgs=units, period_kind=kind, years=filters.years)
    if frame.empty:
        return None
    latest = frame["period_start"].max()
    return frame.loc[frame["period_start"] == latest], kind, latest.date()


@dataclass(frozen=True)
class Absent:
    """Names of those who have reported nothing of a period, and of those who lack a part of it."""

    missing: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()


def absent_from(snapshot: Snapshot, indicator: Indicator, *, org: Org, kind: str, start: date) -> Absent:
    """Who has not reported the period, or not all of it, of those behind a figure of the office or an area.

    That somebody has reported is no secret, so the tables asked for are those of the indicator and not those
    of the reader.
    """
    level = indicator.reported_at
    whole = next(one for one in catalogue.indicators(snapshot) if one.id == indicator.id)
    if level == "office" or org.level in ("unit", level) or kind not in whole.kinds(level):
        return Absent()
    behind = [
        one.id
        for one in catalogue.orgs(snapshot)
        if one.level == level and (org.level == "office" or one.parent == org.id)
    ]
    frame = cells.trend(snapshot, indicator=indicator.id, orgs=behind, period_kind=kind, years=[start.year])
    frame = frame.loc[frame["period_start"] == pd.Timestamp(start)]
    is_missing = frame["mark"] == "not_reported"
    is_less = (frame["units_reported"] < frame["units_expected"]).fillna(value=False).astype(bool)
    is_partial = is_less & ~frame["mark"].isin(["not_reported", "not_applicable"])
    return Absent(tuple(frame.loc[is_missing, "org_name"]), tuple(frame.loc[is_partial, "org_name"]))


def observation(row: Any, kind: str) -> Observation:
    """The observation of a row of a frame."""
    return Observation.of_row({**row, "period_kind": kind})


def _selection(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    frame = cells.selection(
        snapshot,
        indicator=indicator.id,
        kind=indicator.kind,
        orgs=scope.org_ids,
        period_kind=scope.kind,
        gender=scope.gender,
    )
    # The whole of the selection stands to its parts as the office does to its units, and is drawn as such.
    columns = ["level", "org", "org_name", "period_start", "numerator", "denominator", "value", "mark"]
    return frame.assign(org=SUM, org_name=SUM_NAME, level="office").loc[:, columns]


def _first(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the first organisation."""
    return frame if frame.empty else frame.loc[frame["org"] == frame["org"].tolist()[0]]


def _within(frame: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    if not years or frame.empty:
        return frame
    return frame.loc[frame["period_start"].dt.year.isin(years)]


def _compared(
    within: pd.DataFrame, every: pd.DataFrame, kind: str
) -> tuple[Observation | None, Observation | None, Observation | None]:
    if within.empty:
        return None, None, None
    now = observation(within.iloc[-1].to_dict(), kind)
    by_start = {row["period_start"].date(): row for row in every.to_dict("records")}
    earlier = [start for start in by_start if start < now.period_start]
    start = now.period_start
    year_ago = by_start.get(date(start.year - 1, start.month, 1))
    previous = by_start[max(earlier)] if earlier else None
    return (
        now,
        observation(year_ago, kind) if year_ago else None,
        observation(previous, kind) if previous else None,
    )


def _parts(frame: pd.DataFrame, now: Observation | None, kind: str) -> tuple[Observation, ...]:
    if now is None:
        return ()
    rows = frame.loc[frame["period_start"] == pd.Timestamp(now.period_start)]
    return tuple(observation(row, kind) for row in rows.to_dict("records"))
