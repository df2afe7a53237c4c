"""From a sheet with a known header to raw rows: one for each figure, whatever the form of the table.

Owns the shape of tables: groups blank below, sums, notes, numerator and denominator on rows of their own,
several figures side by side. A long form is a table whose headings give nothing but columns. Must not know
what the texts mean beyond saying which field they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.reading.findings import Findings
from data.reading.grid import Cell, Sheet, comparable, is_empty, text_of
from data.reading.headers import Column, Header, is_sum_word
from data.reading.heading_words import FREE_TEXT, MEASURES
from data.reading.labels import Labels
from data.reading.profiles import Profile

_FILLED_DOWN = frozenset({"indikator", "enhet", "period", "ar", "manad", "kvartal", "tertial"})
PERIOD_FIELDS = frozenset({"period", "ar", "manad", "kvartal", "tertial"})
_LONG_TEXT = 60


@dataclass(frozen=True)
class Given:
    """A cell and where it stands. column: its heading as shown."""

    value: Cell
    row: int
    column: str


@dataclass
class RawRow:
    """One figure as written.

    fields: key fields; measures: antal, namnare, personer, andel; units: unit of measure by measure, from
    headings.
    sums: the fields that hold a sum word instead of a value; `kolumn` when the column is a sum of its row.
    sheet: position of the sheet in the file.
    """

    row: int
    sheet: int
    fields: dict[str, Given]
    measures: dict[str, Given]
    units: dict[str, str] = field(default_factory=dict)
    sums: frozenset[str] = frozenset()

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The fields as comparable texts: what rows about the same figure have in common."""
        return tuple(sorted((name, comparable(text_of(given.value))) for name, given in self.fields.items()))


@dataclass
class Table:
    """A sheet to take rows from. context: fields that title, sheet name or profile give for every row.

    profile: the source, whose own words are exchanged for ours.
    """

    sheet: Sheet
    position: int
    header: Header
    context: Mapping[str, Given]
    labels: Labels
    profile: Profile | None = None

    def in_our_words(self, fields: Mapping[str, Given]) -> dict[str, Given]:
        """Return the fields with the source's own words exchanged for ours."""
        if self.profile is None:
            return dict(fields)
        return {
            name: Given(self.profile.value_of(name, given.value), given.row, given.column)
            for name, given in fields.items()
        }


def raw_rows(table: Table, findings: Findings) -> list[RawRow]:
    """Return the figures of the table in order, sums included.

    Notes and repeated headers are told and left out.
    """
    findings.enter(table.position)
    rows = list(_each_row(table, findings))
    return _joined_pairs(rows)


def _each_row(table: Table, findings: Findings) -> Iterator[RawRow]:
    header, sheet = table.header, table.sheet
    heading_texts = [comparable(text_of(cell)) for cell in sheet.rows[header.last]]
    keys = [column for column in header.columns if column.role == "key"]
    measures = [column for column in header.columns if column.role == "measure"]
    group: dict[str, Given] = {}
    above: dict[str, Given] = {}
    notes = 0
    for number, cells in zip(sheet.numbers[header.last + 1 :], sheet.rows[header.last + 1 :], strict=True):
        filled = [position for position, cell in enumerate(cells) if not is_empty(cell)]
        if not filled:
            continue
        if [comparable(text_of(cell)) for cell in cells] == heading_texts:
            findings.gather_repair("repeated_header", number)
            continue
        if comparable(text_of(cells[filled[0]])) in FREE_TEXT:  # a row of comments, as there are columns
            notes += 1
            continue
        has_figures = any(not is_empty(_at(cells, column)) for column in measures)
        if not has_figures and _is_note(table, cells, filled):
            named = table.labels.fields(text_of(cells[filled[0]])) if len(filled) == 1 else {}
            if named and not is_sum_word(text_of(cells[filled[0]])) and filled[0] == 0 and header.is_wide:
                group = {
                    name: Given(value, number, "rubrik") for name, value in named.items() if name != "matt"
                }
            else:
                notes += 1
            continue
        given = {c.holds: Given(_at(cells, c), number, c.label) for c in keys if not is_empty(_at(cells, c))}
        if has_figures and not any(is_sum_word(text_of(g.value)) for g in given.values()):
            _fill_down(given, above, keys, number, findings)
        above = given
        found = dict(group)
        measure = _read_labels(table, cells, number, found | given, into=found)
        found |= given
        measure = _split_measure(table, found) or measure
        fields = table.in_our_words({**table.context, **found})
        yield from _figures(table, cells, number, fields, measure=measure)
    if notes:
        findings.repair("rows_after_table", rows="1 rad" if notes == 1 else f"{notes} rader")


def _is_note(table: Table, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Say whether a row without figures is a heading, a footnote or a source rather than a missing figure."""
    keys = [column for column in table.header.columns if column.role == "key"]
    if keys and all(column.position in filled for column in keys):
        return not any(table.labels.fields(text_of(cells[column.position])) for column in keys)
    if len(filled) == 1 or len(text_of(cells[filled[0]])) > _LONG_TEXT:
        return True
    periods = [column for column in keys if column.holds in PERIOD_FIELDS]
    if periods:
        return all(is_empty(_at(cells, column)) for column in periods)
    return not any(table.labels.fields(text_of(cells[position])) for position in filled)


def _at(cells: Sequence[Cell], column: Column) -> Cell:
    return cells[column.position] if column.position < len(cells) else None


def _fill_down(
    given: dict[str, Given], above: Mapping[str, Given], keys: list[Column], number: int, findings: Findings
) -> None:
    """Fill group columns that are blank below their first row, as long as nothing to the left has changed."""
    for column in keys:
        name = column.holds
        if name in given:
            before = above.get(name)
            if before is None or comparable(text_of(before.value)) != comparable(text_of(given[name].value)):
                return
        elif name in _FILLED_DOWN and name in above:
            given[name] = Given(above[name].value, number, above[name].column)
            findings.gather_repair("filled_down", number, column=column.label)


def _read_labels(
    table: Table, cells: Sequence[Cell], number: int, known: Mapping[str, Given], *, into: dict[str, Given]
) -> str:
    """Read columns without a known heading left of the figures; return the measure the row says it holds."""
    measure = ""
    first = min((c.position for c in table.header.columns if c.role == "measure"), default=0)
    if not (table.header.is_wide or table.header.columns[0].role in ("label", "unknown")):
        return measure
    for column in table.header.columns:
        cell = _at(cells, column)
        if column.role not in ("label", "unknown") or column.position > first or not isinstance(cell, str):
            continue
        for name, value in table.labels.fields(cell).items():
            if name == "matt":
                measure = text_of(value)
            elif name not in known:
                into[name] = Given(value, number, column.label)
    return measure


def _split_measure(table: Table, found: dict[str, Given]) -> str:
    """Read `FRÅ1 nämnare` in the indicator's column as indicator and measure."""
    given = found.get("indikator")
    if given is None or not isinstance(given.value, str):
        return ""
    named = table.labels.fields(given.value)
    if "matt" not in named or "indikator" not in named:
        return ""
    found["indikator"] = Given(named["indikator"], given.row, given.column)
    return text_of(named["matt"])


def _figures(
    table: Table, cells: Sequence[Cell], number: int, fields: Mapping[str, Given], *, measure: str
) -> Iterator[RawRow]:
    """Return the figures of one row: columns whose headings give the same fields belong together."""
    groups: dict[tuple[tuple[str, str], ...], list[Column]] = {}
    for column in table.header.columns:
        if column.role == "measure":
            groups.setdefault(tuple(sorted((k, text_of(v)) for k, v in column.fixed.items())), []).append(
                column
            )
    sums = {name for name, given in fields.items() if is_sum_word(text_of(given.value))}
    for columns in groups.values():
        fixed = {
            name: Given(value, number, columns[0].label)
            for name, value in columns[0].fixed.items()
            if name != "summa"
        }
        in_column = {"kolumn"} if "summa" in columns[0].fixed else set()
        measures, units = {}, {}
        for column in columns:
            name = measure if measure in MEASURES and column.holds == "antal" else column.holds
            measures[name] = Given(_at(cells, column), number, column.label)
            units[name] = column.unit
        yield RawRow(
            number, table.position, {**fields, **fixed}, measures, units, frozenset(sums | in_column)
        )


def _joined_pairs(rows: list[RawRow]) -> list[RawRow]:
    """Join rows with only a numerator to rows with only a denominator about the same figure."""
    joined: list[RawRow] = []
    waiting: dict[tuple[object, ...], RawRow] = {}
    for row in rows:
        if set(row.measures) not in ({"antal"}, {"namnare"}, {"personer"}):
            joined.append(row)
            continue
        key = (row.sheet, row.texts, row.sums)
        first = waiting.get(key)
        if first is None or set(row.measures) & set(first.measures):
            waiting[key] = row
            joined.append(row)
        else:
            first.measures |= row.measures
            first.units |= row.units
    return joined
