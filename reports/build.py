"""Makes the committee report of a tertial from a snapshot.

Owns: what the report holds and in which order. Must not know: formats of files, Dash. Which indicators there
are comes from the catalogue in the snapshot: a new one appears without code, and the first of a measure is
its main one.
"""

from collections.abc import Sequence

import pandas as pd

from queries import catalogue
from queries.catalogue import Indicator, Measure
from queries.municipality import municipality
from queries.store import Snapshot
from reports.chart_table import history_table
from reports.charts import Told, caption_of, events_by_period, told_of
from reports.figures import Entry, areas, entries_of, indicators, parts, yearly_entries
from reports.headlines import headline
from reports.model import Report, Spread, Step, Table
from reports.standing import standing_table
from reports.summary import summary
from reports.tables import areas_table, figures_table, genders_table, overview_table
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
        municipality(snapshot),
        subtitle=f"Rapport för {tertial.label} ({tertial.span})",
        selection=f"hela {office}, {tertial.label}.",
        file_stem=f"namndrapport-{tertial.year}-tertial-{tertial.number}",
    )
    measures = catalogue.measures(snapshot)
    by_measure = {
        measure.number: tuple(
            told_of(snapshot, entry, selection=named.selection, source=named.source)
            for indicator in indicators(snapshot)
            if indicator.measure == measure.number
            for entry in entries_of(snapshot, indicator, tertial)
        )
        for measure in measures
    }
    mains = {number: main_of(told) for number, told in by_measure.items() if told}
    every = [one.entry for told in by_measure.values() for one in told]
    spreads = tuple(
        _spread(snapshot, measure, by_measure[measure.number], tertial=tertial) for measure in measures
    )
    return Report(
        identity=named,
        summary=summary(measures, [(number, main.entry) for number, main in mains.items()], latest(every)),
        overview=overview_table(
            [
                (f"{measure.number}. {measure.short_name}", main.entry if main else None)
                for measure in measures
                for main in [mains.get(measure.number)]
            ]
        ),
        standing=standing_table(
            [
                (measure, spread.headline, main.signal if main else None)
                for measure, spread in zip(measures, spreads, strict=True)
                for main in [mains.get(measure.number)]
            ],
            today=facts.published_at.date(),
        ),
        overview_notes=(*period_sentences(tertial, every), STANDING, *_examples(measures, every)),
        spreads=spreads,
        about=about(
            facts,
            municipality(snapshot),
            again="Görs den om från samma utgåva blir den likadan, också när nya siffror har kommit.",
        ),
    )


def main_of(told: Sequence[Told]) -> Told:
    """The main one of a measure: its first indicator, in the latest period of the report."""
    first = told[0].entry
    same = [one for one in told if one.entry.indicator.id == first.indicator.id]
    return [one for one in same if one.entry.org.id == first.org.id][-1]


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


def _spread(snapshot: Snapshot, measure: Measure, told: Sequence[Told], *, tertial: Tertial) -> Spread:
    main = main_of(told) if told else None
    entries = [one.entry for one in told]
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
        headline=headline(main.entry, variation=main.variation) if main else None,
        indicator=main.entry.indicator.id if main else "",
        chart=main.chart if main else None,
        chart_caption=caption_of(main.entry) if main else "",
        figures=figures_table(
            [(one.entry, one.signal) for one in told], caption=f"Alla mått i åtgärd {measure.number}"
        )
        if told
        else None,
        chart_table=_chart_table(main) if main else None,
        areas=areas_table(_areas_of(snapshot, main.entry), main.entry) if main else None,
        genders=_genders(snapshot, measured, year=tertial.periods("year")[0].year),
        missing=missing_sentences(entries),
        definitions=tuple(definition(indicator) for indicator in measured),
    )


def _chart_table(main: Told) -> Table | None:
    if main.chart is None:
        return None
    return history_table(
        main.entry,
        main.chart,
        caption=f"Diagrammets siffror: {main.entry.indicator.code}",
        events=events_by_period(main.chart),
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
