"""Makes the committee report of a tertial from a snapshot.

Owns: what the report holds and in which order. Must not know: formats of files, Dash. Which indicators there
are comes from the catalogue in the snapshot: a new one appears without code, and the first of a measure is
its main one.
"""

from collections.abc import Sequence

import pandas as pd

from components.formats import of_text, value_text
from components.sentences import (
    change_label,
    change_sentence,
    finding,
    reported_sentence,
    status,
    target_label,
    target_sentence,
    value_sentence,
)
from queries import catalogue
from queries.catalogue import Indicator, Measure
from queries.store import Snapshot
from reports.charts import caption_of, chart_of, events_by_period, period_words
from reports.figures import Entry, areas, entries_of, indicators, parts, yearly_entries
from reports.model import Headline, Identity, Report, Spread, Step, Table
from reports.summary import summary
from reports.tables import areas_table, figures_table, genders_table, history_table, overview_table
from reports.tertials import Tertial, offered
from reports.texts import about, definition, identity, missing_sentences, period_sentences
from reports.words import EXAMPLE_MEASURES, EXAMPLE_TARGETS, STANDING


def tertials(snapshot: Snapshot) -> tuple[Tertial, ...]:
    """The tertials there is a report for, oldest first."""
    return offered(catalogue.years(snapshot), catalogue.facts(snapshot).data_until)


def report(snapshot: Snapshot, tertial: Tertial) -> Report:
    """The report of a tertial; kept with the snapshot."""
    return snapshot.remember(("report", tertial), lambda: _report(snapshot, tertial))


def _report(snapshot: Snapshot, tertial: Tertial) -> Report:
    facts = catalogue.facts(snapshot)
    office = catalogue.office(snapshot).name
    named = identity(
        facts,
        subtitle=f"Rapport för {tertial.label} ({tertial.span})",
        selection=f"hela {office}, {tertial.label}.",
        file_stem=f"namndrapport-{tertial.year}-tertial-{tertial.number}",
    )
    measures = catalogue.measures(snapshot)
    by_measure = {
        measure.number: tuple(
            entry
            for indicator in indicators(snapshot)
            if indicator.measure == measure.number
            for entry in entries_of(snapshot, indicator, tertial)
        )
        for measure in measures
    }
    mains = [(number, main_of(entries)) for number, entries in by_measure.items() if entries]
    every = [entry for entries in by_measure.values() for entry in entries]
    return Report(
        identity=named,
        summary=summary(measures, mains, latest(every)),
        overview=overview_table(
            [
                (f"{measure.number}. {measure.short_name}", dict(mains).get(measure.number))
                for measure in measures
            ]
        ),
        overview_notes=(*period_sentences(tertial, every), STANDING, *_examples(measures, every)),
        spreads=tuple(
            _spread(snapshot, measure, by_measure[measure.number], tertial=tertial, named=named)
            for measure in measures
        ),
        about=about(
            facts, again="Görs den om från samma utgåva blir den likadan, också när nya siffror har kommit."
        ),
    )


def main_of(entries: Sequence[Entry]) -> Entry:
    """The main entry of a measure: its first indicator, in the latest period of the report."""
    first = entries[0]
    return [
        entry for entry in entries if (entry.indicator.id, entry.org.id) == (first.indicator.id, first.org.id)
    ][-1]


def latest(entries: Sequence[Entry]) -> list[Entry]:
    """One entry for each indicator and organisation: that of the latest period."""
    return list({(entry.indicator.id, entry.org.id): entry for entry in entries}.values())


def _examples(measures: Sequence[Measure], entries: Sequence[Entry]) -> tuple[str, ...]:
    """That targets and standings are made up, where they are."""
    has_targets = any(entry.target is not None and entry.target.is_example for entry in entries)
    has_standings = any(measure.is_example for measure in measures)
    return (
        *((EXAMPLE_TARGETS,) if has_targets else ()),
        *((EXAMPLE_MEASURES,) if has_standings else ()),
    )


def _spread(
    snapshot: Snapshot, measure: Measure, entries: Sequence[Entry], *, tertial: Tertial, named: Identity
) -> Spread:
    main = main_of(entries) if entries else None
    chart = chart_of(snapshot, main, selection=named.selection, source=named.source) if main else None
    measured = list({entry.indicator.id: entry.indicator for entry in entries}.values())
    return Spread(
        number=measure.number,
        short_name=measure.short_name,
        name=measure.name,
        facts=(
            ("Föreslaget", measure.proposal),
            ("Läge", measure.status),
            ("Ansvarig", measure.responsible),
        ),
        steps=tuple(Step(step.date, step.text, step.done) for step in measure.milestones),
        headline=headline(main) if main else None,
        indicator=main.indicator.id if main else "",
        chart=chart,
        chart_caption=caption_of(main) if main else "",
        figures=figures_table(entries, caption=f"Alla mått i åtgärd {measure.number}") if entries else None,
        chart_table=history_table(
            main, caption=f"Diagrammets siffror: {main.indicator.code}", events=events_by_period(chart)
        )
        if main and chart
        else None,
        areas=areas_table(_areas_of(snapshot, main), main) if main else None,
        genders=_genders(snapshot, measured, year=tertial.periods("year")[0].year),
        missing=missing_sentences(entries),
        definitions=tuple(definition(indicator) for indicator in measured),
    )


def _areas_of(snapshot: Snapshot, entry: Entry) -> pd.DataFrame:
    return areas(snapshot, entry.indicator, kind=entry.kind, start=entry.now.period_start)


def _genders(snapshot: Snapshot, measured: Sequence[Indicator], *, year: int) -> Table | None:
    rows = [
        (entry, frame)
        for indicator in measured
        if not (frame := parts(snapshot, indicator, dimension="gender", year=year)).empty
        for entry in yearly_entries(snapshot, indicator, year)
    ]
    return genders_table(rows, caption=f"Kvinnor och män, hela {year}")


def headline(entry: Entry) -> Headline:
    """The figure a spread begins with, in words."""
    now = entry.now
    reported = reported_sentence(
        now.units_reported, now.units_expected, reported_at=entry.subject.reported_at
    )
    has_base = now.is_shown and now.numerator is not None and now.denominator is not None
    return Headline(
        name=entry.name,
        period=period_words(entry),
        figure=value_text(now.value, entry.indicator.unit_of_measure, now.mark),
        base=of_text(now.numerator or 0, now.denominator or 0) if has_base else "",
        target=target_label(entry.subject, entry.aim),
        status=status(entry.subject, now, entry.aim),
        change=change_label(entry.subject, now, entry.year_ago),
        reported=reported,
        finding=finding(entry.subject, now, year_ago=entry.year_ago, previous=entry.previous),
        sentences=_sentences(entry, reported=reported),
    )


def _sentences(entry: Entry, *, reported: str) -> tuple[str, ...]:
    told = (
        value_sentence(entry.subject, entry.now),
        change_sentence(entry.subject, entry.now, year_ago=entry.year_ago, previous=entry.previous),
        target_sentence(entry.subject, entry.now, entry.aim, previous_target=entry.previous_aim),
        reported,
    )
    return tuple(text for text in told if text)
