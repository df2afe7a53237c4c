"""The latest figure of each indicator, of the office or of the only one that has it, and its judgement.

Owns: which figure that is, what it is compared with, and whether its change is larger than the ordinary
variation. Must not know wording, cards or pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.figures.chart import Signal, Words
from components.figures.trend import trend
from components.sentences import Observation, Subject, status, subject_of
from components.sentences import Target as Aim
from components.status import Status
from components.variation import with_variation
from pages import _facts, _readers
from queries import catalogue, cells
from queries.catalogue import Indicator, Org, Target
from queries.store import Snapshot
from queries.timeline import events_of, target_at, targets_of


@dataclass(frozen=True)
class Latest:
    """The latest figure of an indicator.

    Attributes:
        indicator: With the tables the reader may see.
        org: Whose figure it is.
        subject: The indicator as sentences want it.
        kind: The kind of period.
        seen: Every figure of that kind, oldest first; never empty.
        year_ago: The figure of the same period a year before; None where there is none.
        target: In force in the period.
        status: The figure against it.
        signal: Whether the figure is a change larger than the ordinary variation, and in which direction;
            empty for one that is not, None where that cannot be said.
    """

    indicator: Indicator
    org: Org
    subject: Subject
    kind: str
    seen: tuple[Observation, ...]
    year_ago: Observation | None
    target: Target | None
    status: Status
    signal: Signal | None

    @property
    def now(self) -> Observation:
        """The figure itself."""
        return self.seen[-1]


def latest_of_all(snapshot: Snapshot) -> Mapping[str, Latest | None]:
    """Each indicator published for the office, or for one organisation alone, by id.

    None for one without any figure yet.
    """
    office, alone = catalogue.office(snapshot), cells.alone(snapshot)
    orgs = {org.id: org for org in catalogue.orgs(snapshot)}
    found = {}
    for indicator in _readers.indicators(snapshot):
        org = office if indicator.kinds("office") else orgs.get(alone.get(indicator.id, ""))
        if org is not None and indicator.kinds(org.level):
            frame = cells.overview(snapshot, org=org.id)
            found[indicator.id] = _latest(
                snapshot, indicator, org, frame.loc[frame["indicator"] == indicator.id]
            )
    return found


def _latest(snapshot: Snapshot, indicator: Indicator, org: Org, frame: pd.DataFrame) -> Latest | None:
    """At the finest kind of period it is published by.

    Where that figure is protected, the finest coarser kind with a figure that can be shown is taken instead.
    """
    kind = _kind(indicator.kinds(org.level), frame)
    rows = frame.loc[frame["period_kind"] == kind]
    if rows.empty:
        return None
    seen = tuple(_facts.observation(row, kind) for row in rows.to_dict("records"))
    now = seen[-1]
    target = target_at(targets_of(snapshot, indicator, org.id), now.period_start)
    subject = subject_of(vars(indicator))
    return Latest(
        indicator=indicator,
        org=org,
        subject=subject,
        kind=kind,
        seen=seen,
        year_ago=_year_before(seen, now.period_start),
        target=target,
        status=status(subject, now, Aim(value=target.value) if target else None),
        signal=_signal(snapshot, indicator, rows, now) if now.is_shown else None,
    )


def _kind(kinds: tuple[str, ...], frame: pd.DataFrame) -> str:
    for kind in kinds:
        rows = frame.loc[frame["period_kind"] == kind]
        if len(rows) and rows["mark"].tolist()[-1] == "shown":
            return kind
    return kinds[0]


def _year_before(seen: tuple[Observation, ...], start: date) -> Observation | None:
    wanted = date(start.year - 1, start.month, 1)
    return next((one for one in seen if one.period_start == wanted), None)


def _signal(snapshot: Snapshot, indicator: Indicator, rows: Any, now: Observation) -> Signal | None:
    chart = trend(
        rows,
        unit_of_measure=indicator.unit_of_measure,
        period_kind=now.period_kind,
        words=Words(title=indicator.name),
    )
    chart, _ = with_variation(
        chart, measured=indicator, history=rows, events=events_of(snapshot, indicator), target=None
    )
    start = now.period_start.isoformat()
    if start not in {limit.x for limit in chart.limits}:
        return None
    return next(point.signal for point in chart.series[0].points if point.x == start)
