"""`/ladda-ner/logg.csv`: the log under the choices of its page, as a file.

Owns what stands in the file. Must not know how a file is written. Fetching it is itself logged.
"""

from datetime import datetime

from flask import Flask, Response, make_response, request

from access import audit, guard
from access.roles import Permission
from data.log import Entry
from pages import _frame
from pages._log_view import CSV_PATH, chosen
from pages._log_words import about_text, kind_text, local_time
from queries.log import read_log
from reports.files import FigureFile, Value, csv_bytes

COLUMNS = ("Nummer", "Tid", "Vem", "Vad", "Kod", "Om", "Utgåva", "Föregående kontrollsumma", "Kontrollsumma")


def register(server: Flask) -> None:
    """Put the address on the server."""
    guard.route(server, CSV_PATH, permission=Permission.COORDINATE)(download)


def download() -> Response:
    """The lines, oldest first; a broken log ends where it breaks and says so; 400 for an unknown value."""
    reading = read_log(_frame.store().folder)
    query = {name: values[-1] for name, values in request.args.to_dict(flat=False).items()}
    choice, messages = chosen(query, reading.entries)
    if messages:
        return make_response(("\n".join(messages), 400, {"Content-Type": "text/plain; charset=utf-8"}))
    rows = [_row(entry) for entry in reading.entries if choice.fits(entry)]
    if reading.fault:
        rows.append((None, None, None, "Loggen är bruten här", None, reading.fault, None, None, None))
    file = FigureFile(
        title="Logg",
        columns=COLUMNS,
        rows=rows,
        percent_columns=frozenset(),
        about=(),
        published_at=datetime.now().astimezone(),
    )
    audit.record(audit.Event.EXPORT)
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="lagesbild-logg.csv"',
    }
    return make_response((csv_bytes(file), 200, headers))


def _row(entry: Entry) -> tuple[Value, ...]:
    return (
        entry.number,
        local_time(entry).isoformat(timespec="seconds"),
        entry.who,
        kind_text(entry.what),
        entry.what,
        about_text(entry),
        entry.snapshot,
        entry.previous,
        entry.hash,
    )
