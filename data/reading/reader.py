"""The way in for one file: from bytes to a reading.

Owns the order of things: may it be opened, is it free from personal data, how is it laid out, what does it
say, does it hold together. Must not know the store; nothing is kept here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from data.model import Catalogue
from data.reading import chosen, guard
from data.reading.column_checks import column_rules
from data.reading.delimited import delimiter_name, read_delimited
from data.reading.encoding import decode, is_double_encoded, mend
from data.reading.fields import FieldReader
from data.reading.figures import FigureReader
from data.reading.findings import Findings
from data.reading.gather import gather
from data.reading.grid import Document, Sheet
from data.reading.headers import is_heading
from data.reading.layout import SheetLayout, lay_out, told_layout
from data.reading.messages import message
from data.reading.names import Vocabulary, vocabulary
from data.reading.personal_data import find_personal_data, kind_in_text
from data.reading.preview import preview_rows
from data.reading.profiles import Profile, known_profiles
from data.reading.refusal import RefusedFileError
from data.reading.results import Message, Reading
from data.reading.row_checks import checked_rows
from data.reading.table import raw_rows
from data.reading.whole_file import check_missing_fields, refuse_without_table, tell_columns, tell_units
from data.reading.workbook import read_workbook

HIDDEN_NAME = "(filens namn visas inte)"


def read_file(
    content: bytes,
    *,
    name: str,
    catalogue: Catalogue,
    today: date,
    answers: Mapping[str, str] | None = None,
    profile: Profile | None = None,
    profiles: Sequence[Profile] | None = None,
) -> Reading:
    """Read one file and say what it holds: rows to store, or errors that say how to mend it.

    name: the file's name; its extension must be right. today: decides which periods have begun.
    answers: answers to questions of an earlier reading, by question code.
    profile: how the file is laid out; without it, the first fitting of `profiles` (the product's own by
    default), or none. Nothing that looks like personal data is in the result, whatever the file holds. Never
    raises for what a file holds.
    """
    words = vocabulary(catalogue)
    digest = hashlib.sha256(content).hexdigest()
    shown_name = PurePath(name.replace("\\", "/")).name
    if kind_in_text(shown_name.replace("_", " "), is_known_name=words.is_known):
        return _refused(HIDDEN_NAME, digest, message("personal_data", place="filens namn"))
    try:
        told = answers or {}
        document = open_document(content, name=shown_name, encoding=told.get(chosen.ENCODING))
        known = known_profiles() if profiles is None else profiles
        candidates = [profile] if profile else chosen.profiles(told, known)
        return _read(
            document,
            name=shown_name,
            digest=digest,
            words=words,
            today=today,
            answers=told,
            candidates=candidates,
        )
    except RefusedFileError as refusal:
        return _refused(shown_name, digest, refusal.told)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # A fault of ours on a file nobody foresaw. Its text may quote a cell, so it goes no further.
        return _refused(shown_name, digest, message("unexpected"))


def open_document(content: bytes, *, name: str, encoding: str | None = None) -> Document:
    """Return the file as sheets, before anything is understood. encoding: of a text file, chosen by a human.

    RefusedFileError when it may not be opened.
    """
    checked = guard.check(content, name=name)
    if checked.kind == "xlsx":
        return _mended(read_workbook(checked))
    text = decode(checked.content, chosen=encoding)
    sheet, delimiter = read_delimited(text.text, is_heading=is_heading)
    return Document((sheet,), text.encoding, delimiter_name(delimiter), repairs=text.repairs)


def _mended(document: Document) -> Document:
    """Mend a workbook whose letters were broken before it became a workbook."""
    texts = [cell for sheet in document.sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    if "\ufffd" in "".join(texts):
        raise RefusedFileError("broken_letters")
    if not any(map(is_double_encoded, texts)):
        return document
    sheets = tuple(
        replace(
            sheet, rows=tuple(tuple(mend(c) if isinstance(c, str) else c for c in row) for row in sheet.rows)
        )
        for sheet in document.sheets
    )
    return replace(document, sheets=sheets, repairs=("double_encoded",))


def _read(
    document: Document,
    *,
    name: str,
    digest: str,
    words: Vocabulary,
    today: date,
    answers: Mapping[str, str],
    candidates: Sequence[Profile],
) -> Reading:
    layouts = [
        lay_out(sheet, position, name=name, words=words, profiles=candidates, is_wide=chosen.form(answers))
        for position, sheet in enumerate(document.sheets)
    ]
    suspicion = find_personal_data(
        document,
        file_name="",
        is_known_name=words.is_known,
        header_rows=[layout.header_row for layout in layouts],
    )
    if suspicion:
        told = message("personal_data", place=suspicion.place)
        return _refused(name, digest, replace(told, row=suspicion.row, column=suspicion.column))
    profile = next((layout.profile for layout in layouts if layout.profile), None)
    findings = Findings({**(profile.answers if profile else {}), **answers})
    for code in document.repairs:
        findings.repair(code)
    used = [layout.without_left_out(findings) for layout in layouts if _is_read(layout, findings)]
    read = {layout.position for layout in used}
    if not used:
        refuse_without_table(document, layouts)
    if len(used) > 1:
        findings.sheet_names = {layout.position: layout.shown_name for layout in used}
    raws = [row for layout in used for row in raw_rows(layout.table, findings)]
    for layout in used:
        findings.enter(layout.position)
        layout.tell(findings)
        tell_columns(layout, findings)
    findings.enter(None)
    if not raws:
        findings.error("no_figures")
    elif check_missing_fields(raws, words, findings):
        raws = []
    fields = FieldReader(words, findings, today=today)
    figures = FigureReader(findings, column_rules(raws, findings))
    formulas = {layout.table.position: layout.formulas for layout in used}
    gathered = gather(raws, words=words, fields=fields, figures=figures, findings=findings, formulas=formulas)
    rows = checked_rows(
        gathered, words=words, findings=findings, today=today, add_up=bool(profile and profile.add_up)
    )
    findings.enter(None)
    tell_units(name, rows, words, findings)
    if not rows and not findings.has_errors:
        findings.error("no_figures")
    return Reading(
        file=name,
        sha256=digest,
        rows_read=len(raws),
        rows=() if findings.has_errors else rows,
        repairs=findings.repairs,
        warnings=findings.warnings,
        errors=findings.errors,
        questions=findings.questions,
        preview=preview_rows(rows, words),
        layout=tuple(
            told_layout(layout, document, name=name, is_read=layout.position in read)
            for layout in layouts
            if layout.position in read or (layout.has_table and not layout.sheet.hidden)
        ),
    )


def _is_read(layout: SheetLayout, findings: Findings) -> bool:
    """Say whether the sheet is read: it has a table, and is not hidden unless a human has said yes."""
    sheet: Sheet = layout.sheet
    if not sheet.hidden:
        return layout.has_table and not chosen.is_left_out(findings.answers, layout.position)
    if not layout.has_table and not layout.has_numbers:
        return False
    return layout.ask_about_hidden(findings) and layout.has_table


def _refused(name: str, digest: str, told: Message) -> Reading:
    return Reading(name, digest, 0, (), (), (), (told,))
