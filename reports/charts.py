"""The picture of an entry over time.

Owns: which picture stands for an entry, with its events, targets, ordinary variation and alternative text.
Must not know: how it is drawn.
"""

from dataclasses import dataclass, replace
from datetime import date

from components.figures.chart import Chart, Signal, Words
from components.figures.timeline import event_marks, target_steps
from components.figures.trend import mean_of_quarters, trend
from components.formats import list_text, period_label, value_text
from components.sentences import finding
from components.status import is_incomplete
from components.variation import with_variation
from queries.store import Snapshot
from queries.timeline import events_of, targets_of
from reports.figures import Entry

_PICTURES = {"line": "Linjediagram", "columns": "Stapeldiagram"}
_PERIODS = {"month": "månad", "quarter": "kvartal", "tertial": "tertial", "year": "år"}


@dataclass(frozen=True)
class Told:
    """An entry with its picture.

    Attributes:
        chart: None where there is no cell at all.
        variation: What the picture says of the ordinary variation; empty where nothing can be said.
    """

    entry: Entry
    chart: Chart | None
    variation: str = ""

    @property
    def signal(self) -> Signal | None:
        """Whether the latest figure is a change larger than the ordinary variation, and in which direction:
        empty for one that is not; None where it cannot be said."""
        start = self.entry.now.period_start.isoformat()
        if self.chart is None or not _is_judged(self.entry):
            return None
        if start not in {limit.x for limit in self.chart.limits}:
            return None
        return next(point.signal for point in self.chart.series[0].points if point.x == start)


def told_of(snapshot: Snapshot, entry: Entry, *, selection: str, source: str) -> Told:
    """The entry over time.

    Nothing is said of the variation where the latest figure is not shown: the words would be about another
    one than the report is. Nor where too few have reported for it to be judged at all.
    """
    if entry.history.empty:
        return Told(entry, None)
    indicator = entry.indicator
    chart = trend(
        entry.history,
        unit_of_measure=indicator.unit_of_measure,
        period_kind=entry.kind,
        words=Words(
            title=finding(entry.subject, entry.now, year_ago=entry.year_ago, previous=entry.previous),
            selection=selection,
            source=source,
        ),
        name=indicator.name,
        neutral=indicator.direction == "neutral",
    )
    events = events_of(snapshot, indicator)
    chart, variation = with_variation(
        chart,
        measured=indicator,
        history=entry.record,
        events=events,
        target=entry.target.value if entry.target else None,
    )
    if chart.kind == "columns" and entry.kind == "quarter" and indicator.kind == "count":
        chart = mean_of_quarters(chart)
    targets = targets_of(snapshot, indicator, entry.org.id)
    chart = replace(chart, events=event_marks(events, chart), targets=target_steps(targets, chart))
    chart = replace(chart, description=description(chart, entry))
    return Told(entry, chart, variation if _is_judged(entry) else "")


def _is_judged(entry: Entry) -> bool:
    """Whether the latest figure is shown, and enough have reported for it."""
    now = entry.now
    return now.is_shown and not is_incomplete(
        units_reported=now.units_reported or 0, units_expected=now.units_expected or 0
    )


def caption_of(entry: Entry) -> str:
    """What the picture is called: `FRÅ1 Fått frågan per tertial`."""
    return f"{entry.name} per {_PERIODS[entry.kind]}"


def description(chart: Chart, entry: Entry) -> str:
    """The picture in words, for those who do not see it: what it is, its ends, target and events."""
    points = chart.series[0].points
    shown = [point for point in points if point.value is not None]
    told = [
        f"{_PICTURES.get(chart.kind, 'Diagram')} över {caption_of(entry)}, från "
        f"{points[0].label} till {points[-1].label}."
    ]
    if shown:
        told.append(f"Först visat värde är {shown[0].text} och senast visat värde {shown[-1].text}.")
    if chart.targets:
        last = value_text(chart.targets[-1].value, entry.indicator.unit_of_measure)
        told.append(f"En streckad linje visar målet, senast {last}.")
    if chart.limits:
        told.append("Grå linjer visar medelvärdet och gränserna för den vanliga variationen.")
    if any(series.role == "mean" for series in chart.series):
        told.append("En mörk linje visar medelvärdet av fyra kvartal.")
    if chart.events:
        numbers = list_text([str(event.number) for event in chart.events])
        is_one = len(chart.events) == 1
        told.append(
            f"{'Händelse' if is_one else 'Händelserna'} {numbers} är {'utmärkt' if is_one else 'utmärkta'} "
            "och står i listan under diagrammet."
        )
    if chart.marks:
        told.append("Uppgifter som inte visas är luckor.")
    told.append("Alla siffror finns i tabellen.")
    return " ".join(told)


def events_by_period(chart: Chart) -> dict[date, str]:
    """The numbers of the events by the first day of the period they fall in."""
    starts = [date.fromisoformat(identity) for identity, _ in chart.x]
    found: dict[date, list[str]] = {}
    for event in chart.events:
        within = [start for start in starts if start <= date.fromisoformat(event.x)]
        if within:
            found.setdefault(within[-1], []).append(str(event.number))
    return {start: list_text(numbers) for start, numbers in found.items()}


def event_numbers(chart: Chart) -> dict[str, str]:
    """The numbers of the events by the x of the period they fall in: `4 och 5`."""
    return {start.isoformat(): numbers for start, numbers in events_by_period(chart).items()}


def event_lines(chart: Chart) -> tuple[tuple[int, str], ...]:
    """The events under the picture: number and text."""
    return tuple((event.number, event.text) for event in chart.events)


def period_words(entry: Entry) -> str:
    """The period of an entry: `tertial 2 2026`."""
    return period_label(entry.kind, entry.now.period_start)
