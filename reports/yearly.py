"""Makes the yearly statistical basis of a calendar year from a snapshot.

Owns: what the basis holds and in which order. Must not know: formats of files, Dash.

A statistical basis is put together every year (ORG3, r.245 of the inquiry). What the follow-up measures for
the year is here, whole, by women and men, by area and by category.
"""

from collections.abc import Sequence

from components.sentences import value_sentence
from queries import catalogue
from queries.catalogue import Measure
from queries.municipality import municipality
from queries.store import Snapshot
from reports.figures import Entry, areas, indicators, parts, yearly_entries
from reports.model import Section, Table, YearlyBasis
from reports.tables import areas_table, categories_table, genders_table, years_table
from reports.tertials import ended_years
from reports.texts import about, definition, identity, missing_sentences

DELIVERY = "org3"
"""The indicator that says whether the basis has been handed over."""
SCOPE = (
    "Underlaget är den årliga sammanställningen av uppföljningen av åtgärderna.",
    "Det innehåller alla mått som redovisas för hela år: för hela kontoret, för kvinnor och män, för "
    "verksamhetsområden och efter kategori.",
    "Antal ärenden om våld i nära relationer i övrigt ingår inte: de uppgifterna finns inte i Lägesbild.",
)


def basis_years(snapshot: Snapshot) -> tuple[int, ...]:
    """The years there is a basis for, oldest first."""
    return ended_years(catalogue.years(snapshot), catalogue.facts(snapshot).data_until)


def basis(snapshot: Snapshot, year: int) -> YearlyBasis:
    """The basis of a year; kept with the snapshot."""
    return snapshot.remember(("report", "basis", year), lambda: _basis(snapshot, year))


def _basis(snapshot: Snapshot, year: int) -> YearlyBasis:
    facts = catalogue.facts(snapshot)
    delivered = [
        entry
        for indicator in indicators(snapshot)
        if indicator.id == DELIVERY
        for entry in yearly_entries(snapshot, indicator, year)
    ]
    return YearlyBasis(
        identity=identity(
            facts,
            municipality(snapshot),
            subtitle=f"Årligt statistiskt underlag {year}",
            selection=f"hela {catalogue.office(snapshot).name}, {year}.",
            file_stem=f"arsunderlag-{year}",
        ),
        year=year,
        delivered=value_sentence(delivered[0].subject, delivered[0].now) if delivered else "",
        lead=SCOPE,
        sections=tuple(
            section
            for measure in catalogue.measures(snapshot)
            if (section := _section(snapshot, measure, year)) is not None
        ),
        about=about(facts, municipality(snapshot), again="Görs det om från samma utgåva blir det likadant."),
    )


def _section(snapshot: Snapshot, measure: Measure, year: int) -> Section | None:
    """The tables of a measure; None where nothing of it is published by year."""
    entries = [
        entry
        for indicator in indicators(snapshot)
        if indicator.measure == measure.number
        for entry in yearly_entries(snapshot, indicator, year)
    ]
    if not entries:
        return None
    return Section(
        number=measure.number,
        short_name=measure.short_name,
        name=measure.name,
        tables=_tables(snapshot, entries, year),
        missing=missing_sentences(entries),
        definitions=tuple(definition(entry.indicator) for entry in entries),
    )


def _tables(snapshot: Snapshot, entries: Sequence[Entry], year: int) -> tuple[Table, ...]:
    found: list[Table | None] = [years_table(entries, caption=f"Hela kontoret {year} och {year - 1}")]
    split = [(entry, parts(snapshot, entry.indicator, dimension="gender", year=year)) for entry in entries]
    found.append(
        genders_table(
            [(entry, frame) for entry, frame in split if not frame.empty], caption=f"Kvinnor och män {year}"
        )
    )
    for entry in entries:
        start = entry.now.period_start
        found.append(areas_table(areas(snapshot, entry.indicator, kind="year", start=start), entry))
        frame = parts(snapshot, entry.indicator, dimension="category", year=year)
        found.append(categories_table(entry, frame, caption=f"{entry.name}, efter kategori, {year}"))
    return tuple(table for table in found if table)
