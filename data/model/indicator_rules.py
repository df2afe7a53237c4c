"""What must hold within an indicator beyond its shape: what its kind demands, what may be published of it.

Owns those rules, in words that say how to mend. Must not know files or pydantic.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.model import Dimension, Indicator, Kind, Level, PublishedTable
from data.model.draft import Labelled, in_order, names_once
from data.model.faults import Fault
from data.periods import nests

LOWEST_THRESHOLD = 3
AS_REPORTED = ("median", "status")
HEIGHT: dict[Level, int] = {"unit": 0, "area": 1, "office": 2}
PHRASES_OF_KIND: dict[Kind, tuple[str, ...]] = {
    "share": ("label", "phrase"),
    "count": ("label", "phrase", "one", "many", "is_neuter"),
    "median": ("label",),
    "status": ("yes", "no"),
}
PHRASES_TOGETHER: dict[Kind, tuple[str, ...]] = {"count": ("one", "many", "phrase"), "status": ("yes", "no")}
"""Words that make a sentence only together: all of them or none."""
FIELD_OF_DIMENSION: dict[Dimension, str] = {"gender": "genders", "age": "ages", "category": "categories"}


def indicator_faults(indicator: Labelled[Indicator], *, known_units: frozenset[str]) -> Iterator[Fault]:
    """Yield every fault of one indicator that its shape does not show."""
    if indicator.has("valid_from", "valid_to"):
        one = indicator.entry
        yield from in_order(indicator, first=one.valid_from, last=one.valid_to, key="valid_to")
    yield from _kind(indicator)
    yield from _threshold(indicator)
    yield from _units(indicator, known_units=known_units)
    yield from _categories(indicator)
    yield from _phrases(indicator)
    if indicator.has("tables"):
        for position, table in enumerate(indicator.entry.tables, start=1):
            yield from _table(indicator, table=table, key=f"tables[{position}]")
        yield from _tables_once(indicator)


def _kind(indicator: Labelled[Indicator]) -> Iterator[Fault]:
    one = indicator.entry
    if indicator.has("kind", "denominator"):
        if one.kind == "share" and one.denominator is None:
            yield indicator.fault(
                "denominator", value=None, expected="en nämnare, eftersom kind är share (andel)"
            )
        if one.kind != "share" and one.denominator is not None:
            yield indicator.fault(
                "denominator", value=one.denominator, expected=f"ingen nämnare, eftersom kind är {one.kind}"
            )
    if indicator.has("kind", "time") and one.kind == "status" and one.time != "stock":
        yield indicator.fault(
            "time", value=one.time, expected="stock, eftersom ja och nej inte kan läggas ihop"
        )
    if indicator.has("kind", "unit_of_measure") and (one.kind == "status") != (
        one.unit_of_measure == "ja/nej"
    ):
        expected = "ja/nej, eftersom kind är status" if one.kind == "status" else "något annat än ja/nej"
        yield indicator.fault("unit_of_measure", value=one.unit_of_measure, expected=expected)


def _threshold(indicator: Labelled[Indicator]) -> Iterator[Fault]:
    one = indicator.entry
    if not indicator.has("sensitivity", "threshold"):
        return
    if one.sensitivity != "open" and one.threshold < LOWEST_THRESHOLD:
        yield indicator.fault(
            "threshold",
            value=one.threshold,
            expected=f"minst {LOWEST_THRESHOLD}, eftersom sensitivity är {one.sensitivity}",
        )


def _units(indicator: Labelled[Indicator], *, known_units: frozenset[str]) -> Iterator[Fault]:
    one = indicator.entry
    if not indicator.has("units"):
        return
    for position, unit in enumerate(one.units, start=1):
        if unit not in known_units:
            yield indicator.fault(
                f"units[{position}]", value=unit, expected="id för en enhet i organisation.toml"
            )
    if one.units and indicator.has("reported_at") and one.reported_at != "unit":
        yield indicator.fault(
            "units",
            value=list(one.units),
            expected=f"inga enheter, eftersom reported_at är {one.reported_at}",
        )


def _categories(indicator: Labelled[Indicator]) -> Iterator[Fault]:
    one = indicator.entry
    if not indicator.has("categories"):
        return
    categories = [
        Labelled(indicator.file, f"{indicator.label} → categories[{position}]", category)
        for position, category in enumerate(one.categories, start=1)
    ]
    yield from names_once(categories, "id", "name", "aliases")
    if indicator.has("categories_add_up") and not one.categories_add_up and not one.categories:
        yield indicator.fault("categories_add_up", value=False, expected="att categories finns")


def _phrases(indicator: Labelled[Indicator]) -> Iterator[Fault]:
    if not indicator.has("kind", "phrases"):
        return
    kind = indicator.entry.kind
    given = {name: value for name, value in indicator.entry.phrases if value is not None}
    for name, value in given.items():
        if name not in PHRASES_OF_KIND[kind]:
            allowed = ", ".join(PHRASES_OF_KIND[kind])
            yield indicator.fault(
                f"phrases.{name}", value=value, expected=f"bara {allowed}, eftersom kind är {kind}"
            )
    together = PHRASES_TOGETHER.get(kind, ())
    if given.keys() & set(together):
        for name in together:
            if name not in given:
                yield indicator.fault(
                    f"phrases.{name}", value=None, expected=f"att {', '.join(together)} står tillsammans"
                )


def _table(indicator: Labelled[Indicator], *, table: PublishedTable, key: str) -> Iterator[Fault]:
    one = indicator.entry
    if indicator.has("reported_at"):
        for level in table.org:
            if HEIGHT[level] < HEIGHT[one.reported_at]:
                expected = f"{one.reported_at} eller högre, eftersom reported_at är {one.reported_at}"
                yield indicator.fault(f"{key}.org", value=level, expected=expected)
    if indicator.has("frequency"):
        for kind in table.period:
            if not nests(one.frequency, kind):
                expected = (
                    f"en period som består av hela {one.frequency}, eftersom frequency är {one.frequency}"
                )
                yield indicator.fault(f"{key}.period", value=kind, expected=expected)
    for dimension in table.by:
        field = FIELD_OF_DIMENSION[dimension]
        if indicator.has(field) and not getattr(one, field):
            yield indicator.fault(f"{key}.by", value=dimension, expected=f"att {field} är ifyllt")
    yield from _allowed(indicator, table=table, key=key)


def _allowed(indicator: Labelled[Indicator], *, table: PublishedTable, key: str) -> Iterator[Fault]:
    """A median or status is published as it was reported; a restricted figure only for office and year."""
    one = indicator.entry
    if (
        indicator.has("kind", "reported_at", "frequency")
        and one.kind in AS_REPORTED
        and (table.org != (one.reported_at,) or table.period != (one.frequency,))
    ):
        expected = f"bara {one.reported_at} och {one.frequency}, eftersom kind är {one.kind}"
        yield indicator.fault(key, value=_table_text(table), expected=expected)
    if (
        indicator.has("sensitivity")
        and one.sensitivity == "restricted"
        and (table.org != ("office",) or table.period != ("year",))
    ):
        expected = "bara office och year, eftersom sensitivity är restricted"
        yield indicator.fault(key, value=_table_text(table), expected=expected)


def _tables_once(indicator: Labelled[Indicator]) -> Iterator[Fault]:
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for position, table in enumerate(indicator.entry.tables, start=1):
        cells = {(level, kind, frozenset(table.by)) for level in table.org for kind in table.period}
        if cells & seen:
            expected = "att samma nivå, period och uppdelning bara står i en tabell"
            yield indicator.fault(f"tables[{position}]", value=_table_text(table), expected=expected)
        seen |= cells


def _table_text(table: PublishedTable) -> str:
    return " × ".join("/".join(part) for part in (table.org, table.period, table.by) if part)
