"""Figures that come as a sentence in a mail, as a file: what may be entered, and the file it becomes.

Owns that. Must not know how a file is checked or stored: the file goes the way of all files, so the same
checks, history, approval and undo hold. What is typed is passed on as it is typed.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from data.periods import Period, PeriodKind
from queries import catalogue
from queries.catalogue import Indicator, Org
from queries.store import Snapshot

OUTSIDERS = frozenset({"novahuset", "regionkoordinatorn", "polisen"})
"""Categories that are somebody outside the office, who tells figures by mail."""

PERIODS_BACK: Mapping[PeriodKind, int] = {"month": 13, "quarter": 8, "tertial": 6, "year": 4}
GENDERS: Mapping[str, str] = {
    "": "Totalt", "kvinna": "Kvinnor", "man": "Män", "annat_okant": "Annat eller okänt kön",
}  # fmt: skip
HEADINGS = (
    "indikator", "enhet", "period", "kon", "aldersgrupp", "kategori", "antal", "namnare", "personer", "källa",
)  # fmt: skip
FILE_ENCODING = "utf-8-sig"


@dataclass(frozen=True)
class Figure:
    """One figure as typed; `gender` is empty for the total. What is not asked for is empty."""

    gender: str
    count: str
    denominator: str = ""
    persons: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed."""
        return not (self.count or self.denominator or self.persons)


@dataclass(frozen=True)
class Entry:
    """What has been entered. `source`: where the figures are known from, in the coordinator's words."""

    indicator: str
    org: str
    period: str
    category: str
    source: str
    figures: tuple[Figure, ...]


def enterable(snapshot: Snapshot) -> tuple[Indicator, ...]:
    """The indicators that come by mail: those of the whole office, and those of somebody outside it."""
    return tuple(
        one
        for one in catalogue.indicators(snapshot)
        if one.reported_at == "office" or OUTSIDERS & {category.id for category in one.categories}
    )


def reporters(snapshot: Snapshot, indicator: Indicator) -> tuple[Org, ...]:
    """Whom the figure may be about."""
    return tuple(org for org in catalogue.orgs(snapshot) if org.level == indicator.reported_at)


def periods(kind: PeriodKind, *, today: date) -> tuple[Period, ...]:
    """The periods that may be chosen, the latest that has ended first."""
    period = Period.containing(kind, today)
    found: list[Period] = []
    for _ in range(PERIODS_BACK[kind]):
        period = period.previous()
        found.append(period)
    return tuple(found)


def asks_for_persons(indicator: Indicator) -> bool:
    """Whether the number of persons behind the figure is needed to protect it."""
    return indicator.kind == "median" or (indicator.kind == "count" and indicator.counts == "events")


def file_of(entry: Entry) -> tuple[str, bytes]:
    """The name and content of the file: a row for each figure that has been typed, in the long form."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_rows(entry))
    return f"inmatning-{entry.indicator}-{entry.period}.csv", text.getvalue().encode(FILE_ENCODING)


def entry_of_file(content: bytes) -> Entry | None:
    """What was entered, from the file it became; None where it is no such file."""
    rows = list(csv.DictReader(StringIO(content.decode(FILE_ENCODING)), delimiter=";"))
    if not rows or set(rows[0]) != set(HEADINGS):
        return None
    first = rows[0]
    figures = tuple(Figure(row["kon"], row["antal"], row["namnare"], row["personer"]) for row in rows)
    return Entry(
        first["indikator"], first["enhet"], first["period"], first["kategori"], first["källa"], figures
    )


def _rows(entry: Entry) -> Sequence[tuple[str, ...]]:
    return [
        (
            entry.indicator, entry.org, entry.period, figure.gender, "", entry.category,
            figure.count, figure.denominator, figure.persons, entry.source,
        )
        for figure in entry.figures
        if not figure.is_empty
    ]  # fmt: skip
