"""The published figures behind a report, indicator by indicator, for the periods the report tells of.

Owns: which kind of period and whose figure stands for an indicator, what it is compared with, which target
holds, which units are missing. Must not know: how anything is written in a file. Nothing after the end of the
report's time is read, so the report of an old tertial does not change when new figures come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from access import classes
from access.roles import Role
from components.figures.points import period_end
from components.sentences import Observation, Subject, Target, subject_of
from queries import catalogue, cells
from queries.catalogue import Indicator, Org
from queries.store import Snapshot
from queries.timeline import target_at, target_before, targets_of
from reports.tertials import Tertial

PREFERRED = ("tertial", "quarter", "month", "year")
"""A report on a tertial takes the figure for the tertial; else what ended in it; else the latest year."""
LEVELS = ("office", "area", "unit")
SERIES_YEARS = 4
"""How many calendar years a chart goes back, the report's own included."""


@dataclass(frozen=True)
class Entry:
    """One indicator for one organisation in one period of the report.

    Attributes:
        indicator, org, subject: What, whose, and the words for it.
        kind: Of the period.
        now: The figure; marked `not_reported` or `not_applicable` where there is no cell.
        year_ago, previous: What it is compared with, where there is such a cell.
        target, previous_target: In force at the period's start, and the one before that.
        missing: Names of those who have reported nothing of the period.
        partial: Names of those who lack a part of it, such as a month of a tertial.
        history: The cells of the latest years up to the period, oldest first; columns as
            `queries.cells.trend`. They are what a chart draws.
        record: The cells of every year up to the period. They are what the ordinary variation is told from.
    """

    indicator: Indicator
    org: Org
    subject: Subject
    kind: str
    now: Observation
    year_ago: Observation | None
    previous: Observation | None
    target: catalogue.Target | None
    previous_target: catalogue.Target | None
    missing: tuple[str, ...]
    partial: tuple[str, ...]
    history: pd.DataFrame
    record: pd.DataFrame

    @property
    def name(self) -> str:
        """`FRÅ1 Fått frågan`, with whose figure it is where that is not the whole office's."""
        name = f"{self.indicator.code} {self.indicator.name}"
        return name if self.org.level == "office" or self.org.name in name else f"{name}, {self.org.name}"

    @property
    def aim(self) -> Target | None:
        """The target as sentences want it. That it is an example is said once in a report, not each time."""
        return _aim(self.target)

    @property
    def previous_aim(self) -> Target | None:
        """The target before, as sentences want it."""
        return _aim(self.previous_target)


def indicators(snapshot: Snapshot) -> tuple[Indicator, ...]:
    """Every indicator with the tables that the committee may see: the report is one and the same for all who
    read it, so it holds nothing that any of them may not."""
    return tuple(
        replace(
            indicator,
            tables=frozenset(
                table
                for table in indicator.tables
                if classes.may_see(
                    (Role.NAMND,),
                    sensitivity=indicator.sensitivity,
                    level=table.level,
                    period_kind=table.period_kind,
                )
            ),
        )
        for indicator in catalogue.indicators(snapshot)
    )


def entries_of(snapshot: Snapshot, indicator: Indicator, tertial: Tertial) -> tuple[Entry, ...]:
    """The entries of an indicator: one for each period of the report, oldest first, and organisation."""
    level = next((level for level in LEVELS if indicator.kinds(level)), None)
    if level is None:
        return ()
    kind = next(kind for kind in PREFERRED if kind in indicator.kinds(level))
    return _entries(snapshot, indicator, level=level, kind=kind, starts=tertial.periods(kind))


def yearly_entries(snapshot: Snapshot, indicator: Indicator, year: int) -> tuple[Entry, ...]:
    """The entry of an indicator for the office and a calendar year; none where it is not published so."""
    if "year" not in indicator.kinds("office"):
        return ()
    return _entries(snapshot, indicator, level="office", kind="year", starts=(date(year, 1, 1),))


def areas(snapshot: Snapshot, indicator: Indicator, *, kind: str, start: date) -> pd.DataFrame:
    """The areas in one period, columns as `queries.cells.trend`; empty where they are not published so."""
    if kind not in indicator.kinds("area"):
        return pd.DataFrame()
    frame = _below(snapshot, indicator, kind)
    return frame.loc[(frame["level"] == "area") & (frame["period_start"] == pd.Timestamp(start))]


def parts(snapshot: Snapshot, indicator: Indicator, *, dimension: str, year: int) -> pd.DataFrame:
    """One indicator for the office and a year, cut by gender or category; columns as `cells.split`."""
    if "year" not in indicator.kinds("office", dimension):
        return pd.DataFrame()
    frame = snapshot.remember(
        ("report", "parts", indicator.id, dimension),
        lambda: cells.split(
            snapshot,
            indicator=indicator.id,
            org=catalogue.office(snapshot).id,
            period_kind="year",
            dimension=dimension,
        ),
    )
    return frame.loc[frame["period_start"] == pd.Timestamp(year, 1, 1)]


def observation(row: dict[str, object], kind: str) -> Observation:
    """The observation of a row of a frame."""
    return Observation.of_row({**row, "period_kind": kind})


def _entries(
    snapshot: Snapshot, indicator: Indicator, *, level: str, kind: str, starts: Sequence[date]
) -> tuple[Entry, ...]:
    orgs = [org for org in catalogue.orgs(snapshot) if org.level == level]
    frame = _office(snapshot, indicator, kind) if level == "office" else _below(snapshot, indicator, kind)
    reporting = set(frame["org"])
    found = [org for org in orgs if org.id in reporting] or (orgs if level == "office" else [])
    return tuple(
        _entry(snapshot, indicator, org, kind=kind, start=start, frame=frame.loc[frame["org"] == org.id])
        for org in found
        for start in starts
    )


def _office(snapshot: Snapshot, indicator: Indicator, kind: str) -> pd.DataFrame:
    """The office's figures of one indicator; every indicator is read at once and kept with the snapshot."""
    office = catalogue.office(snapshot)

    def read() -> dict[tuple[str, str], pd.DataFrame]:
        frame = cells.overview(snapshot, org=office.id).assign(
            level=office.level, org=office.id, org_name=office.name
        )
        keys = list(zip(frame["indicator"], frame["period_kind"], strict=True))
        groups = {key: frame.loc[[one == key for one in keys]] for key in dict.fromkeys(keys)}
        return groups | {("", ""): frame.iloc[:0]}

    every = snapshot.remember(("report", "office"), read)
    return every.get((indicator.id, kind), every["", ""])


def _below(snapshot: Snapshot, indicator: Indicator, kind: str) -> pd.DataFrame:
    """The figures of one indicator for the areas and units."""
    return snapshot.remember(
        ("report", "below", indicator.id, kind),
        lambda: cells.trend(
            snapshot,
            indicator=indicator.id,
            orgs=[org.id for org in catalogue.orgs(snapshot) if org.level != "office"],
            period_kind=kind,
        ),
    )


def _entry(
    snapshot: Snapshot, indicator: Indicator, org: Org, *, kind: str, start: date, frame: pd.DataFrame
) -> Entry:
    rows = {row["period_start"].date(): row for row in frame.to_dict("records")}
    earlier = max((day for day in rows if day < start), default=None)
    year_ago = date(start.year - 1, start.month, 1)
    record = frame.loc[frame["period_start"] <= pd.Timestamp(start)]
    history = record.loc[record["period_start"] >= pd.Timestamp(start.year - SERIES_YEARS + 1, 1, 1)]
    targets = targets_of(snapshot, indicator, org.id)
    target = target_at(targets, start)
    missing, partial = _absent(snapshot, indicator, org, kind=kind, start=start)
    return Entry(
        indicator=indicator,
        org=org,
        subject=replace(subject_of(vars(indicator)), name=indicator.name),
        kind=kind,
        now=observation(rows[start], kind) if start in rows else _nothing(indicator, kind, start),
        year_ago=observation(rows[year_ago], kind) if year_ago in rows else None,
        previous=observation(rows[earlier], kind) if earlier else None,
        target=target,
        previous_target=target_before(targets, target),
        missing=missing,
        partial=partial,
        history=history,
        record=record,
    )


def _nothing(indicator: Indicator, kind: str, start: date) -> Observation:
    """What stands where there is no cell: the indicator is not in force, or nobody has reported it yet."""
    is_early = indicator.valid_from is not None and period_end(kind, start) < indicator.valid_from
    is_late = indicator.valid_to is not None and start > indicator.valid_to
    mark = "not_applicable" if is_early or is_late else "not_reported"
    return Observation(period_kind=kind, period_start=start, mark=mark)


def _absent(
    snapshot: Snapshot, indicator: Indicator, org: Org, *, kind: str, start: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of those who have reported nothing of a period, and of those who lack a part of it."""
    level = indicator.reported_at
    whole = next(one for one in catalogue.indicators(snapshot) if one.id == indicator.id)
    if level in ("office", org.level) or kind not in whole.kinds(level):
        return (), ()  # that somebody has reported is no secret, whatever the reader may see of the figure
    frame = _below(snapshot, indicator, kind)
    frame = frame.loc[(frame["level"] == level) & (frame["period_start"] == pd.Timestamp(start))]
    if org.level == "area":
        inside = [one.id for one in catalogue.orgs(snapshot) if one.parent == org.id]
        frame = frame.loc[frame["org"].isin(inside)]
    is_absent = frame["mark"] == "not_reported"
    is_partial = ~is_absent & (frame["units_reported"] < frame["units_expected"]).fillna(False)
    return tuple(frame.loc[is_absent, "org_name"]), tuple(frame.loc[is_partial, "org_name"])


def _aim(target: catalogue.Target | None) -> Target | None:
    return None if target is None else Target(value=target.value, valid_from=target.valid_from)
