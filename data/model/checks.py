"""What must hold between the entries of a catalogue.

Owns those rules, in words that say how to mend; the rules within an indicator are in
data/model/indicator_rules.py. Must not know files or pydantic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from data.model import Event, Indicator, Target
from data.model.draft import Draft, Labelled, in_order, names_once
from data.model.faults import Fault, value_text
from data.model.indicator_rules import indicator_faults

AN_INDICATOR = "id för en indikator i indicators.toml"
COUNTED = ("count", "share")
A_UNIT = "id för en enhet i organisation.toml"


def check(draft: Draft) -> Iterator[Fault]:
    """Yield every fault of the draft that the shape of its entries does not show, file by file."""
    yield from _organisation(draft)
    yield from names_once(draft.indicators, "id", "code", "name")
    for indicator in draft.indicators:
        yield from indicator_faults(indicator, known_units=draft.known_units)
        yield from _same_denominator(indicator, draft=draft)
        yield from _tied(indicator, draft=draft)
    for target in draft.targets:
        yield from _target(target, draft=draft)
    yield from _overlapping_targets(draft.targets)
    for event in draft.events:
        yield from _event(event, draft=draft)
    yield from _measures(draft)
    yield from names_once(draft.courses, "id", "name")
    yield from names_once(draft.background, "id")


def _same_denominator(indicator: Labelled[Indicator], *, draft: Draft) -> Iterator[Fault]:
    """What shares a denominator hides the same places, so nothing but protected shares alike can."""
    other_id = indicator.entry.same_denominator_as if indicator.has("same_denominator_as") else None
    if other_id is None or not indicator.has("id", "sensitivity"):
        return
    fits = [
        other
        for other in draft.indicators
        if other.has("id", "kind", "sensitivity", "same_denominator_as")
        and other.entry.id == other_id != indicator.entry.id
        and (other.entry.kind, other.entry.sensitivity) == ("share", indicator.entry.sensitivity)
        and other.entry.same_denominator_as is None
    ]
    if not fits:
        expected = "id för en annan andel med samma sensitivity, som inte själv har same_denominator_as"
        yield indicator.fault("same_denominator_as", value=other_id, expected=expected)


def _tied(indicator: Labelled[Indicator], *, draft: Draft) -> Iterator[Fault]:
    """What is tied to another indicator is protected with it: both must be protected and reported alike."""
    if not indicator.has("id", "kind", "sensitivity", "reported_at"):
        return
    one = indicator.entry
    for key in ("denominator_is_numerator_of", "numerator_within"):
        other_id = getattr(one, key) if indicator.has(key) else None
        if other_id is None:
            continue
        fits = [
            other
            for other in draft.indicators
            if other.has("id", "kind", "sensitivity", "reported_at")
            and other.entry.id == other_id != one.id
            and other.entry.kind in COUNTED
            and other.entry.reported_at == one.reported_at
            and "open" not in (one.sensitivity, other.entry.sensitivity)
        ]
        if one.kind not in (("share",) if key == "denominator_is_numerator_of" else COUNTED) or not fits:
            expected = "id för en annan andel eller ett antal som också skyddas och lämnas på samma nivå"
            yield indicator.fault(key, value=other_id, expected=expected)


def _organisation(draft: Draft) -> Iterator[Fault]:
    yield from names_once([*draft.offices, *draft.areas, *draft.units], "id", "name", "aliases")
    for unit in draft.units:
        if unit.has("area") and unit.entry.area not in draft.known_areas:
            areas = ", ".join(sorted(draft.known_areas))
            yield unit.fault("area", value=unit.entry.area, expected=f"id för ett område: {areas}")
        if unit.has("valid_from", "valid_to"):
            first, last = unit.entry.valid_from, unit.entry.valid_to
            yield from in_order(unit, first=first, last=last, key="valid_to")


def _target(target: Labelled[Target], *, draft: Draft) -> Iterator[Fault]:
    one = target.entry
    if target.has("indicator") and one.indicator not in draft.known_indicators:
        yield target.fault("indicator", value=one.indicator, expected=AN_INDICATOR)
    if target.has("unit") and one.unit is not None and one.unit not in draft.known_units:
        yield target.fault("unit", value=one.unit, expected=A_UNIT)
    if target.has("valid_from", "valid_to"):
        yield from in_order(target, first=one.valid_from, last=one.valid_to, key="to")
    if not target.has("indicator", "value"):
        return
    if one.indicator in _share_ids(draft) and not 0 <= one.value <= 1:
        expected = "ett tal från 0 till 1, till exempel 0.8 för 80 procent"
        yield target.fault("value", value=one.value, expected=expected)
    elif one.value < 0:
        yield target.fault("value", value=one.value, expected="noll eller mer")


def _share_ids(draft: Draft) -> frozenset[str]:
    return frozenset(
        indicator.entry.id
        for indicator in draft.indicators
        if indicator.has("id", "kind") and indicator.entry.kind == "share"
    )


def _overlapping_targets(targets: Sequence[Labelled[Target]]) -> Iterator[Fault]:
    """Two targets for the same indicator and unit may not hold on the same day."""
    whole = [target for target in targets if not target.faulty]
    ordered = sorted(whole, key=lambda one: (one.entry.indicator, one.entry.unit or "", one.entry.valid_from))
    for earlier, later in pairwise(ordered):
        same = (earlier.entry.indicator, earlier.entry.unit) == (later.entry.indicator, later.entry.unit)
        if same and later.entry.valid_from <= (earlier.entry.valid_to or date.max):
            expected = f"en dag efter den sista då {earlier.label} gäller"
            yield later.fault("from", value=later.entry.valid_from, expected=expected)


def _event(event: Labelled[Event], *, draft: Draft) -> Iterator[Fault]:
    if event.has("date_from", "date_to"):
        first, last = event.entry.date_from, event.entry.date_to
        yield from in_order(event, first=first, last=last, key="to")
    if event.has("indicators"):
        for position, indicator in enumerate(event.entry.indicators, start=1):
            if indicator not in draft.known_indicators:
                yield event.fault(f"indicators[{position}]", value=indicator, expected=AN_INDICATOR)


def _measures(draft: Draft) -> Iterator[Fault]:
    """Where measures are told of, they are numbered without a gap, and every indicator follows up one."""
    yield from names_once(draft.measures, "number")
    if not draft.measures or not all(measure.has("number") for measure in draft.measures):
        return
    given = {measure.entry.number for measure in draft.measures}
    followed = {one.entry.measure for one in draft.indicators if one.has("measure")}
    for number in sorted({*range(1, max(given)), *followed} - given):
        expected = (
            "att åtgärden finns: numren börjar på 1, utan lucka, och omfattar alla som indikatorer anger"
        )
        yield Fault("measures.toml", f"measure {number}", value_text(None), expected)
