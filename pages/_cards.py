"""Chart cards of one indicator, from the snapshot and the filters of a page: over time, by unit, by category.

Owns: which cards an indicator gives and what each says. Must not know single indicators: everything comes
from the catalogue in the snapshot. Frames come from `_facts.py`, words from `components.sentences`, pictures
from `components.figures`.
"""

from dataclasses import replace

from components.chart_card import CardView
from components.figures.chart import Chart, Point, Series, TargetStep, Words
from components.figures.points import rows_of
from components.figures.timeline import event_marks, target_steps
from components.figures.trend import mean_of_quarters, trend
from components.figures.units import units
from components.filters import GENDER_WORDS, Choices, Filters, sentence
from components.formats import period_label, value_text
from components.sentences import Observation, Target, join_sentences, partial_sentence, subject_of
from components.sentences import sentence as figure_sentence
from components.sentences.parts import (
    Part,
    not_reached_sentence,
    parts_finding,
    parts_sentence,
    reached_finding,
)
from components.tables import chart_table
from components.variation import with_variation
from pages import _facts
from pages._card_notes import (
    IS_IT_REAL,
    PART_CATEGORIES,
    PART_UNITS,
    READ_DOTS,
    card_links,
    example_note,
    followed,
    gender_note,
    heading_of,
    hidden_text,
    source_text,
    span_text,
    sum_note,
    whole_note,
)
from pages._scope import nearest_kind, scope_of
from queries import catalogue, cells
from queries.catalogue import Indicator
from queries.store import Snapshot
from queries.timeline import events_of, target_at, targets_of
from reports.definitions import definition_of


def cards_of(
    snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices
) -> dict[str, CardView]:
    """Every card of the indicator by the id of its graph: the same cards whatever the filters."""
    found = {f"{indicator.id}-trend": trend_card(snapshot, indicator, filters, choices)}
    if indicator.kinds("unit") and indicator.kinds("office"):
        found[f"{indicator.id}-units"] = units_card(snapshot, indicator, filters, choices)
    if indicator.categories and indicator.kinds("office", "category"):
        found[f"{indicator.id}-categories"] = category_card(snapshot, indicator, filters, choices)
    return found


def trend_card(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> CardView:
    """The indicator over time: the office, or the chosen organisations and their sum."""
    scope = scope_of(snapshot, indicator, filters)
    if scope is None:
        return nothing_card(snapshot, indicator, filters, choices)
    found = _facts.trend_of(snapshot, indicator, scope, filters)
    if found.now is None:
        return nothing_card(snapshot, indicator, filters, choices, notes=scope.notes)
    subject = subject_of(vars(indicator))
    org = scope.org_ids[0] if len(scope.orgs) == 1 else None
    targets = targets_of(snapshot, indicator, org)
    target = target_at(targets, found.now.period_start)
    absent = _facts.Absent()
    if org is not None and scope.gender == "all":
        absent = _facts.absent_from(
            snapshot, indicator, org=scope.orgs[0], kind=scope.kind, start=found.now.period_start
        )
    told = join_sentences(
        figure_sentence(
            subject,
            found.now,
            year_ago=found.year_ago,
            previous=found.previous,
            target=Target(value=target.value, valid_from=target.valid_from) if target else None,
            missing=absent.missing,
        ),
        partial_sentence(absent.partial, reported_at=subject.reported_at),
    )
    if scope.gender != "all":
        told = f"{GENDER_WORDS[scope.gender].capitalize()}: {told[:1].lower()}{told[1:]}"
    heading = heading_of(subject, found, scope)
    selection = sentence(followed(filters, scope.kind, gender=scope.gender), choices)
    words = Words(
        title=heading,
        description=told,
        selection=selection,
        source=source_text(snapshot, indicator),
    )
    chart = trend(
        found.frame,
        unit_of_measure=indicator.unit_of_measure,
        period_kind=scope.kind,
        words=words,
        name=indicator.name,
        neutral=indicator.direction == "neutral",
    )
    events = events_of(snapshot, indicator)
    chart, variation = with_variation(
        chart,
        measured=indicator,
        history=found.history,
        events=events,
        target=target.value if target else None,
    )
    is_single = chart.kind == "columns" and len(chart.series) == 1
    if is_single and indicator.kind == "count" and scope.kind == "quarter":
        chart = mean_of_quarters(chart)
    chart = replace(chart, events=event_marks(events, chart), targets=target_steps(targets, chart))
    notes = [
        f"{IS_IT_REAL} {variation}" if variation else "",
        *scope.notes,
        sum_note(indicator, subject, found, scope),
        gender_note(snapshot, indicator, filters),
        example_note(targets),
    ]
    return CardView(
        indicator=indicator.id,
        name=f"{indicator.code} {indicator.name}",
        heading=heading,
        sentence=told,
        chart=chart,
        table=chart_table(chart, caption=f"{indicator.code} {indicator.name}. {selection}"),
        definition=definition_of(indicator),
        notes=tuple(note for note in notes if note),
        links=card_links(indicator, filters, choices),
    )


def units_card(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> CardView:
    """The units side by side in the latest period."""
    found = _facts.units_of(snapshot, indicator, filters)
    if found is None:
        return nothing_card(snapshot, indicator, filters, choices)
    frame, kind, start = found
    period = period_label(kind, start)
    targets = targets_of(snapshot, indicator, None)
    target = target_at(targets, start)
    is_shown = (frame["mark"] == "shown") & frame["value"].notna()
    shown = frame.loc[is_shown, "value"].tolist()
    judged = target is not None and indicator.direction != "neutral" and len(shown) > 0
    heading = f"{indicator.name} per enhet, {period}"
    against: list[tuple[str, bool]] = []
    if target is not None and judged:
        is_higher = indicator.direction == "higher"
        aim = value_text(target.value, indicator.unit_of_measure)
        against = [
            (name, value >= target.value if is_higher else value <= target.value)
            for name, value in zip(frame.loc[is_shown, "org_name"], shown, strict=True)
        ]
        heading = reached_finding(against, aim=aim if is_higher else f"högst {aim}", period=period)
    marks = frame["mark"].tolist()
    told = " ".join(
        text
        for text in (
            not_reached_sentence(against),
            span_text(shown, indicator.unit_of_measure),
            hidden_text(marks.count("protected"), "uppgift visas inte eftersom underlaget är för litet"),
            hidden_text(marks.count("not_reported"), "uppgift är inte rapporterad"),
        )
        if text
    )
    names = {org.id: org.name for org in catalogue.orgs(snapshot)}
    chart = units(
        frame,
        unit_of_measure=indicator.unit_of_measure,
        words=Words(
            title=heading,
            description=told,
            selection=sentence(followed(filters, kind), choices),
            source=source_text(snapshot, indicator),
            reading=READ_DOTS[indicator.counts == "persons"] if indicator.kind == "share" else "",
        ),
        groups={
            org.id: names.get(org.parent or "", "") for org in catalogue.orgs(snapshot) if org.level == "unit"
        },
        neutral=indicator.direction == "neutral",
        of_persons=indicator.counts == "persons",
    )
    if judged and target is not None:
        chart = replace(chart, targets=(TargetStep(start.isoformat(), start.isoformat(), target.value),))
    return CardView(
        indicator=indicator.id,
        name=f"{indicator.code} {indicator.name}: enheterna",
        heading=heading,
        sentence=told,
        chart=chart,
        table=chart_table(
            chart, caption=f"{indicator.code} {indicator.name} per enhet, {period}", first_column="Enhet"
        ),
        notes=tuple(
            note
            for note in (whole_note(filters, "Enheterna"), example_note(targets) if judged else "")
            if note
        ),
        links=card_links(indicator, filters, choices, picture=PART_UNITS),
    )


def category_card(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> CardView:
    """The indicator for the whole office, cut by its own categories."""
    office = catalogue.office(snapshot)
    kind = nearest_kind(filters.period, list(indicator.kinds("office", "category")))
    frame = cells.split(
        snapshot,
        indicator=indicator.id,
        org=office.id,
        period_kind=kind,
        dimension="category",
        years=filters.years,
    )
    if frame.empty:
        return nothing_card(snapshot, indicator, filters, choices)
    latest = frame["period_start"].max()
    whole = Observation(period_kind=kind, period_start=latest.date())
    parts = [
        Part(name=row["part_name"], value=row["value"] if row["mark"] == "shown" else None, mark=row["mark"])
        for row in rows_of(frame.loc[frame["period_start"] == latest])
    ]
    unit = indicator.unit_of_measure
    heading = parts_finding(indicator.name, parts, whole, unit_of_measure=unit)
    told = parts_sentence(parts, whole, unit_of_measure=unit)
    selection = sentence(replace(followed(filters, kind), units=()), choices)
    chart = trend(
        frame,
        unit_of_measure=indicator.unit_of_measure,
        period_kind=kind,
        words=Words(
            title=heading,
            description=told,
            selection=selection,
            source=source_text(snapshot, indicator),
        ),
        by="part",
        neutral=indicator.direction == "neutral",
    )
    return CardView(
        indicator=indicator.id,
        name=f"{indicator.code} {indicator.name}: uppdelning",
        heading=heading,
        sentence=told,
        chart=chart,
        table=chart_table(chart, caption=f"{indicator.code} {indicator.name}, uppdelning, {office.name}"),
        notes=tuple(note for note in (whole_note(filters, "Delarna"),) if note),
        links=card_links(indicator, filters, choices, picture=PART_CATEGORIES),
    )


def nothing_card(
    snapshot: Snapshot,
    indicator: Indicator,
    filters: Filters,
    choices: Choices,
    *,
    notes: tuple[str, ...] = (),
) -> CardView:
    """The card of an indicator without a single cell under the filters: it stays, and says so."""
    heading = f"{indicator.name}: inga uppgifter i urvalet"
    told = "Det finns inga uppgifter för de enheter och år du har valt."
    chart = Chart(
        kind="columns",
        title=heading,
        unit="count",
        series=(Series(indicator.name, (Point("none", "Urvalet", None, "not_reported", "-"),)),),
        x=(("none", "Urvalet"),),
        description=told,
        selection=sentence(filters, choices),
        source=source_text(snapshot, indicator),
        neutral=True,
    )
    return CardView(
        indicator=indicator.id,
        name=f"{indicator.code} {indicator.name}",
        heading=heading,
        sentence=told,
        chart=chart,
        table=chart_table(chart, caption=f"{indicator.code} {indicator.name}", first_column="Urval"),
        definition=definition_of(indicator),
        notes=notes,
        links=card_links(indicator, filters, choices),
    )
