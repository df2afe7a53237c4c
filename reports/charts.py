"""The picture of an entry over time.

Owns: which picture stands for an entry, with its events, targets and alternative text. Must not know: how
it is drawn.
"""

from dataclasses import replace
from datetime import date

from components.figures.chart import Chart, EventMark, TargetStep, Words
from components.figures.trend import trend, with_mean
from components.formats import date_text, list_text, period_label, value_text
from components.sentences import finding
from queries import catalogue
from queries.store import Snapshot
from reports.figures import Entry, targets_of
from reports.tertials import period_end

MEAN_OF_QUARTERS = 4
MEAN_NAME = "Medelvärde av fyra kvartal"
_PICTURES = {"line": "Linjediagram", "columns": "Stapeldiagram"}
_PERIODS = {"month": "månad", "quarter": "kvartal", "tertial": "tertial", "year": "år"}


def chart_of(snapshot: Snapshot, entry: Entry, *, selection: str, source: str) -> Chart | None:
    """The entry over time; None where there is no cell at all."""
    if entry.history.empty:
        return None
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
    chart = replace(
        chart,
        events=_events(snapshot, entry, chart),
        targets=_targets(snapshot, entry, chart),
    )
    if chart.kind == "columns" and entry.kind == "quarter" and indicator.kind == "count":
        chart = _with_mean(chart)
    return replace(chart, description=description(chart, entry))


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


def _with_mean(chart: Chart) -> Chart:
    """The mean of four quarters as a line; left out where hidden figures leave a mere stub."""
    found = with_mean(chart, window=MEAN_OF_QUARTERS, name=MEAN_NAME)
    means = [series for series in found.series if series.role == "mean"]
    return found if means and len(means[0].points) >= MEAN_OF_QUARTERS else chart


def _events(snapshot: Snapshot, entry: Entry, chart: Chart) -> tuple[EventMark, ...]:
    first = date.fromisoformat(chart.x[0][0])
    last = period_end(entry.kind, date.fromisoformat(chart.x[-1][0]))
    return tuple(
        EventMark(
            number=event.number,
            x=event.date_from.isoformat(),
            text=f"{event.text} ({date_text(event.date_from)})",
            x_to=min(event.date_to, last).isoformat() if event.date_to else "",
        )
        for event in catalogue.events(snapshot)
        if (not event.indicators or entry.indicator.id in event.indicators)
        and first <= event.date_from <= last
    )


def _targets(snapshot: Snapshot, entry: Entry, chart: Chart) -> tuple[TargetStep, ...]:
    first, last = chart.x[0][0], chart.x[-1][0]
    return tuple(
        TargetStep(
            x_from=max(target.valid_from.isoformat(), first),
            x_to=min(target.valid_to.isoformat(), last) if target.valid_to else last,
            value=target.value,
        )
        for target in targets_of(snapshot, entry.indicator, entry.org)
        if target.valid_from.isoformat() <= last
        and (target.valid_to is None or target.valid_to.isoformat() >= first)
    )
