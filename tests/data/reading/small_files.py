"""A tiny catalogue and small input files to read, as people would send them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from data.model import Catalogue
from data.model.load import load_catalogue
from data.reading import Profile, Reading, read_file

TODAY = date(2026, 2, 15)
LONG = "indikator;enhet;period;kon;aldersgrupp;kategori;antal;namnare"

ORGANISATION = """
[office]
id = "socialkontoret"
name = "Socialkontoret"

[[area]]
id = "vald"
name = "Våld och skydd"

[[area]]
id = "beroende"
name = "Beroende och boende"

[[unit]]
id = "frideborg"
name = "Frideborg"
area = "vald"
aliases = ["Fridborg"]

[[unit]]
id = "elsa"
name = "Kvinnoboendet Elsa"
area = "vald"
aliases = ["Elsa"]

[[unit]]
id = "trozelli"
name = "Beroendecenter Trozelli"
area = "beroende"
aliases = ["BC Trozelli", "Trozelligården"]

[[unit]]
id = "ungdomshalsan"
name = "Ungdomshälsan"
area = "beroende"
valid_from = 2020-01-01

[[unit]]
id = "linden"
name = "Boendet Linden"
area = "beroende"
valid_to = 2024-12-31
"""

_INDICATOR = """
[[indicator]]
id = "{id}"
code = "{code}"
name = "{name}"
measure = 3
kind = "{kind}"
time = "{time}"
frequency = "{frequency}"
reported_at = "{reported_at}"
numerator = "{numerator}"
direction = "neutral"
sensitivity = "open"
{more}
tables = [{{org = ["{level}"], period = ["{period}"]}}]
"""


def _indicator(
    identifier: str,
    code: str,
    name: str,
    *,
    kind: str = "count",
    frequency: str = "month",
    more: str = "",
    **other: str,
) -> str:
    values = {"time": "flow", "reported_at": "unit", "numerator": f"Täljaren i {name}"} | other
    as_reported = kind in ("median", "status")
    values["level"] = values["reported_at"] if as_reported else "office"
    values["period"] = frequency if as_reported else "year"
    return _INDICATOR.format(
        id=identifier, code=code, name=name, kind=kind, frequency=frequency, more=more, **values
    )


INDICATORS = "".join(
    (
        _indicator(
            "fra1", "FRÅ1", "Fått frågan", kind="share", numerator="Klienter som fått frågan",
            more='denominator = "Klienter i målgruppen"\ngenders = true',
        ),
        _indicator(
            "sto1", "STÖ1", "Stödsamtal",
            more='genders = true\nages = ["0–4", "5–17", "18–24"]\ncounts = "events"'
        ),
        _indicator(
            "fra4", "FRÅ4", "Inte fått frågan", frequency="year",
            more='categories = [{id = "akut", name = "Akut läge"}, {id = "tolk", name = "Tolk saknas"}]',
        ),
        _indicator(
            "utb1", "UTB1", "Genomförd utbildning", kind="share", frequency="quarter", time="stock",
            more='denominator = "Medarbetare"\ncategories_add_up = false\ncategories = ['
            '{id = "unga", name = "Sex mot ersättning – barn och unga"},'
            '{id = "vuxna", name = "Sex mot ersättning – vuxna", aliases = ["SME vuxna"]}]',
        ),
        _indicator(
            "utb3", "UTB3", "I utvecklingsplanen", kind="share", frequency="year",
            more='denominator = "Medarbetare"'
        ),
        _indicator("han1", "HÄN1", "Hänvisningar", frequency="quarter", more="genders = true"),
        _indicator(
            "org5", "ORG5", "Kostnad", frequency="tertial", reported_at="office",
            more='unit_of_measure = "kronor"'
        ),
        _indicator(
            "org6", "ORG6", "Väntetid", kind="median", frequency="quarter", more='unit_of_measure = "dagar"'
        ),
        _indicator("org3", "ORG3", "Årligt underlag", kind="status", frequency="year", time="stock",
                   reported_at="office"),
        _indicator(
            "web2", "WEB2", "Sidvisningar", reported_at="office",
            more='categories = [{id = "start", name = "Startsidan"}, {id = "kast", name = "KAST"}]',
        ),
    )
)  # fmt: skip


@cache
def small_catalogue() -> Catalogue:
    """Two areas, five units (one closed, one started in 2020) and one indicator of each sort."""
    with TemporaryDirectory() as folder:
        Path(folder, "organisation.toml").write_text(ORGANISATION, encoding="utf-8")
        Path(folder, "indicators.toml").write_text(INDICATORS, encoding="utf-8")
        return load_catalogue(Path(folder))


def read(
    content: bytes | str,
    *,
    name: str = "underlag.csv",
    answers: Mapping[str, str] | None = None,
    profile: Profile | None = None,
    profiles: Sequence[Profile] = (),
) -> Reading:
    """Read a file with the tiny catalogue; text is encoded as UTF-8."""
    data = content.encode() if isinstance(content, str) else content
    return read_file(
        data,
        name=name,
        catalogue=small_catalogue(),
        today=TODAY,
        answers=answers,
        profile=profile,
        profiles=profiles,
    )


def long_form(*rows: str) -> str:
    """The long form as CSV text with these rows."""
    return "\r\n".join([LONG, *rows]) + "\r\n"


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    comments: Mapping[str, str] | None = None,
    merged: Sequence[tuple[int, int, int, int, str]] = (),
    date_format: str = "yyyy-mm-dd",
) -> bytes:
    """A workbook with these sheets; rows and columns from 0. Comments, merged cells: in the first sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": date_format})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        if name in hidden:
            sheet.hide()
    first = book.worksheets()[0]
    for number in hidden_rows:
        first.set_row(number, None, None, {"hidden": True})
    for column in hidden_columns:
        first.set_column(column, column, None, None, {"hidden": True})
    for cell, text in (comments or {}).items():
        first.write_comment(cell, text)
    for top, left, bottom, right, text in merged:
        first.merge_range(top, left, bottom, right, text)
    book.close()
    return buffer.getvalue()


def long_rows(*rows: Sequence[Any]) -> list[Sequence[Any]]:
    """The long form as rows of a sheet."""
    return [LONG.split(";"), *rows]


def changed_parts(content: bytes, changes: Mapping[str, Any]) -> bytes:
    """The workbook with parts changed by a function of their text, or added as text."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if name in changes:
                text = changes[name](text.decode()).encode()
            new.writestr(name, text)
        for name, change in changes.items():
            if isinstance(change, str):
                new.writestr(name, change)
    return buffer.getvalue()


def figures(reading: Reading) -> list[tuple[str, str, str, Any, Any]]:
    """Indicator, organisation, period, count and denominator of every row."""
    return [(row.indicator, row.org, row.period.code, row.count, row.denominator) for row in reading.rows]


def codes(messages: Sequence[Any]) -> list[str]:
    """The codes of the messages."""
    return [message.code for message in messages]


def text(messages: Sequence[Any]) -> str:
    """All messages as one text."""
    return "\n".join(message.message for message in messages)


def everything(reading: Reading) -> str:
    """Every word of the reading, to search for what must not be there."""
    return repr(reading)
