"""Published figures, as frames.

Owns: what a page, a card or a file may ask of the cells, and what the columns of the answer mean.
Must not know: how a figure is written or drawn, or which page asks.

Common to the frames: `mark` is `shown`, `protected`, `not_reported` or `not_applicable`; where it is not
`shown`,
`numerator`, `denominator` and `value` are missing. `value` is a fraction 0–1 for shares, 1/0 for status,
else the figure itself. `period_start` is the first day of the period.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from queries import catalogue
from queries.store import Snapshot

FEW_ORGANISATIONS = 100
"""A municipality has some twenty."""


def trend(
    snapshot: Snapshot,
    *,
    indicator: str,
    orgs: Sequence[str],
    period_kind: str,
    years: Sequence[int] = (),
    gender: str = "all",
    category: str = "all",
) -> pd.DataFrame:
    """One indicator over time, each organisation by itself. No years: all of them.

    Columns: level, org, org_name (str) · period_start (datetime64) · numerator, denominator (whole numbers,
    may be
    missing) · value (float) · mark (str) · units_reported, units_expected (whole numbers of units, may be
    missing). Ordered by organisation, then period.
    """
    # Readers choose among few organisations in a great many ways: then all are asked for, once, and kept.
    are_few = len(catalogue.orgs(snapshot)) <= FEW_ORGANISATIONS
    frame = snapshot.frame(
        "trend",
        indicator=indicator,
        orgs=[org.id for org in catalogue.orgs(snapshot)] if are_few else list(orgs),
        period_kind=period_kind,
        years=[] if are_few else list(years),
        gender=gender,
        category=category,
    )
    if not are_few:
        return frame
    chosen = frame["org"].isin(orgs)
    if years:
        chosen &= frame["period_start"].dt.year.isin(years)
    return frame.loc[chosen].reset_index(drop=True)


def selection(
    snapshot: Snapshot,
    *,
    indicator: str,
    kind: str,
    orgs: Sequence[str],
    period_kind: str,
    years: Sequence[int] = (),
    gender: str = "all",
) -> pd.DataFrame:
    """Several organisations as one, summed only in the periods where every part is shown. `kind`: count or
    share.

    Columns: period_start (datetime64) · numerator, denominator (whole numbers, may be missing) · value
    (float) ·
    mark (str; `protected` where a part is protected) · parts_shown, parts_protected, parts_not_reported
    (numbers of organisations). Ordered by period.
    """
    return snapshot.frame(
        "selection",
        indicator=indicator,
        kind=kind,
        orgs=list(orgs),
        period_kind=period_kind,
        years=list(years),
        gender=gender,
        category="all",
    )


def split(
    snapshot: Snapshot,
    *,
    indicator: str,
    org: str,
    period_kind: str,
    dimension: str,
    years: Sequence[int] = (),
) -> pd.DataFrame:
    """One indicator for one organisation, cut by `gender`, `age` or `category`; the whole is not among the
    rows.

    Columns: period_start (datetime64) · part, part_name (str) · numerator, denominator (whole numbers, may be
    missing) · value (float) · mark (str). Ordered by part, then period.
    """
    return snapshot.frame(
        "split",
        indicator=indicator,
        org=org,
        period_kind=period_kind,
        dimension=dimension,
        years=list(years),
    )


def overview(snapshot: Snapshot, *, org: str) -> pd.DataFrame:
    """Every indicator over time for one organisation, at every kind of period it is published by.

    Columns: indicator, period_kind (str) · period_start (datetime64) · numerator, denominator (whole
    numbers, may be
    missing) · value (float) · mark (str) · units_reported, units_expected (whole numbers of units, may be
    missing). Ordered by indicator, kind of period and period.
    """
    return snapshot.frame("overview", org=org)


def alone(snapshot: Snapshot) -> Mapping[str, str]:
    """The organisation by indicator, for indicators whose figures are all of one organisation."""
    frame = snapshot.frame("alone")
    return dict(zip(frame["indicator"], frame["org"], strict=True))


def download(
    snapshot: Snapshot,
    *,
    indicator: str,
    period_kind: str,
    orgs: Sequence[str] = (),
    years: Sequence[int] = (),
    genders: Sequence[str] = (),
) -> pd.DataFrame:
    """The published cells of one indicator; no organisations, years or genders: all of them.

    Columns: level, org, org_name, period_kind (str) · period_start (datetime64) · gender, age, category,
    category_name (str, `all` for the whole) · numerator, denominator (whole numbers, may be missing) · value
    (float) · mark (str) · units_reported, units_expected (whole numbers of units, may be missing).
    """
    return snapshot.frame(
        "download",
        indicator=indicator,
        period_kind=period_kind,
        orgs=list(orgs),
        years=list(years),
        genders=list(genders),
    )


def reporting(snapshot: Snapshot, *, level: str, period_kind: str) -> pd.DataFrame:
    """How complete the base of each period is, for every indicator and organisation of a level.

    Columns: indicator, level, org, period_kind (str) · period_start (datetime64) · units_reported,
    units_expected (numbers of units) · received_on (datetime64, missing save for base periods).
    """
    return snapshot.frame("reporting", level=level, period_kind=period_kind)
