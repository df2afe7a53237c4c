"""Where the form for a single figure is sent: it becomes a file, and waits as a batch like any other.

Owns the address, and the reading of the form. Must not know how the file is checked, approved or stored: from
here on the page of input files takes over.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Flask, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from access import guard
from access.roles import Permission
from data.desk import batches
from data.desk.batches import BatchError
from pages import _desk
from pages._data_process import DataProcessError
from pages._entry import GENDERS, Entry, Figure, file_of
from pages._entry_view import LONGEST_NOTE, SEND_PATH

UNDERLAG = "/underlag"
LONGEST_VALUE = 60
ID = re.compile(r"[a-z0-9-]{1,40}")
PERIOD = re.compile(r"[0-9KT-]{4,7}")
NO_SOURCE = "Skriv varifrån uppgiften kommer. Inget har sparats."
NO_FIGURE = "Skriv minst en siffra. Inget har sparats."
UNUSABLE = "Formuläret gick inte att läsa. Fyll i det på nytt. Inget har sparats."


def register(server: Flask) -> None:
    """Put the address on the server."""
    guard.route(server, SEND_PATH, permission=Permission.COORDINATE, methods=["POST"])(send)


def send() -> AnyResponse:
    """Let the entry be checked as a file, and lead to what was found."""
    try:
        entry = entry_of(request.form)
        batch = batches.create(_desk.folder(), owner=_desk.owner(), files=[file_of(entry)])
        try:
            _desk.review(batch)
        except DataProcessError:
            batch.remove()
            raise
        review = _desk.reviewed(batch)
        if review is not None and not review["is_refused"]:
            # Only now: before, nobody had looked for personal data in it.
            batch.save(reason=f"Inmatad för hand. Källa: {entry.source}")
    except (BatchError, DataProcessError) as error:
        batch = batches.create(_desk.folder(), owner=_desk.owner(), files=[])
        batches.finish(batch.folder, {"error": str(error)})
    return redirect(f"{UNDERLAG}?{urlencode({'omgang': batch.token, 'steg': '3'})}", 303)


def entry_of(form: Mapping[str, str]) -> Entry:
    """What the form says. Raises BatchError with what is missing; figures are checked where files are."""
    indicator, org, period = (form.get(name, "") for name in ("indikator", "enhet", "period"))
    category = form.get("kategori", "")
    known = ID.fullmatch(indicator) and ID.fullmatch(org) and PERIOD.fullmatch(period)
    if not known or (category and not ID.fullmatch(category)):
        raise BatchError(UNUSABLE)
    source = _line(form.get("kalla", ""), LONGEST_NOTE)
    if not source:
        raise BatchError(NO_SOURCE)
    figures = tuple(
        Figure(gender, *(_line(form.get(f"{name}{suffix}", ""), LONGEST_VALUE) for name in _FIELDS))
        for gender, suffix in _SUFFIXES.items()
    )
    if all(figure.is_empty for figure in figures):
        raise BatchError(NO_FIGURE)
    return Entry(indicator, org, period, category, source, figures)


_FIELDS = ("antal", "namnare", "personer")
_SUFFIXES = {gender: f"-{gender}" if gender else "" for gender in GENDERS}


def _line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
