"""What is told about a file as a whole: no table, missing fields, dropped columns, other units' rows.

Owns those messages. Must not know single cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import NoReturn

from data.reading.findings import Findings, echo
from data.reading.grid import Document, clean, column_letter, comparable, is_empty
from data.reading.guess import guess_header
from data.reading.headers import field_of
from data.reading.heading_words import KEY_FIELDS
from data.reading.layout import NO, YES, SheetLayout
from data.reading.messages import listed
from data.reading.names import Vocabulary
from data.reading.refusal import RefusedFileError
from data.reading.results import ReportedRow
from data.reading.table import RawRow

_PERSON_WORDS = frozenset(
    comparable(word)
    for word in (
        "klient", "brukare", "person", "deltagare", "medarbetare", "anställd", "elev", "löpnummer", "löpnr",
        "nr",
        "ärende", "akt", "status", "kursdatum", "slutdatum", "startdatum", "genomförd", "födelseår", "ålder",
        "id",
        "svar", "fråga ställd", "handläggare",
    )
)  # fmt: skip


def refuse_without_table(document: Document, layouts: Sequence[SheetLayout]) -> NoReturn:
    """Say why no table was found: one row per person, a missing column, or nothing like a table at all."""
    for sheet in document.sheets:
        for position, row in enumerate(sheet.rows[:40]):
            headings = [clean(cell) for cell in row if isinstance(cell, str) and not is_empty(cell)]
            below = sum(any(not is_empty(cell) for cell in other) for other in sheet.rows[position + 1 :])
            fields = {field_of(heading) for heading in headings} - {""}
            persons = {heading for heading in headings if comparable(heading) in _PERSON_WORDS}
            if len(headings) >= 2 and below and persons and (len(persons) > 1 or fields):
                raise RefusedFileError("one_row_per_person", row=sheet.numbers[position])
            if len(fields & set(KEY_FIELDS)) >= 2 and below:
                raise RefusedFileError("missing_columns", row=sheet.numbers[position], names="antal")
    for layout in layouts:
        position = None if layout.sheet.hidden else guess_header(layout.sheet.rows)
        if position is not None:
            raise RefusedFileError("unknown_table", row=layout.sheet.numbers[position])
    raise RefusedFileError("no_table")


def check_missing_fields(rows: Sequence[RawRow], words: Vocabulary, findings: Findings) -> bool:
    """Tell once, instead of on every row, which fields no row of the file has.

    Return whether any is missing.
    """
    have = {name for row in rows for name in row.fields}
    missing = [] if "indikator" in have else ["indikator"]
    office_only = all(i.reported_at == "office" for i in words.catalogue.indicators)
    if "enhet" not in have and not office_only and "indikator" not in have:
        missing.append("enhet")
    if not have & {"period", "ar", "manad", "kvartal", "tertial"}:
        missing.append("period")
    if missing:
        findings.error("missing_columns", names=listed(missing, word="och"))
    return bool(missing)


def tell_columns(layout: SheetLayout, findings: Findings) -> None:
    """Tell which columns were not read. Their cells have been searched for personal data all the same."""
    if layout.header is None:
        return
    used = _label_positions(layout)
    below = layout.sheet.rows[layout.header.last + 1 :]
    for column in layout.header.columns:
        if column.role != "unknown" or column.position in used:
            continue
        if all(column.position >= len(row) or is_empty(row[column.position]) for row in below):
            continue
        shown = echo(column.label) or column_letter(column.position)
        code = "dropped_column_text" if column.is_free_text else "dropped_column"
        findings.repair(code, column=shown)


def _label_positions(layout: SheetLayout) -> set[int]:
    """Columns left of the figures of a wide form are read as labels."""
    header = layout.header
    if header is None or not header.is_wide:
        return set()
    first = min((column.position for column in header.columns if column.role == "measure"), default=0)
    return set(range(first))


def tell_units(name: str, rows: Sequence[ReportedRow], words: Vocabulary, findings: Findings) -> None:
    """Ask about other units' rows in a file whose name says that it is one unit's."""
    units = {unit.id for unit in words.catalogue.organisation.units}
    named = [
        org for org in words.organisations.mentioned(PurePath(name).stem.replace("_", " ")) if org in units
    ]
    others = sorted({row.org for row in rows if row.org in units and row.org not in named})
    if len(named) != 1 or not others or findings.answers.get("several_units") == YES:
        return
    name_of = words.organisations.name_of
    shown = [name_of[org] for org in others[:3]] + (["fler enheter"] if len(others) > 3 else [])
    if findings.answers.get("several_units") == NO:
        findings.error("several_units", expected=name_of[named[0]], others=listed(shown, word="och"))
        return
    findings.warning("several_units", expected=name_of[named[0]], others=listed(shown, word="och"))
    findings.ask_which(
        "several_units",
        findings.last_warning,
        choices={YES: "Ja, läs alla", NO: "Nej, stoppa filen"},
        default=YES,
    )
