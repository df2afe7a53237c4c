"""`/rapport/…`: the committee report and the yearly basis as files.

Owns: the addresses, which file is asked for, what is answered when there is none. Must not know: what stands
in the files (`reports/`). A file is made once a snapshot and kept with it.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, make_response, request

from access import guard
from access.roles import Permission
from pages import _frame
from queries.store import NoSnapshot, Snapshot
from reports.build import report, tertials
from reports.model import Report, YearlyBasis
from reports.pdf import committee_pdf, yearly_pdf
from reports.slides import committee_slides
from reports.tertials import ChoiceError, chosen, chosen_year
from reports.workbook import committee_workbook, yearly_workbook
from reports.yearly import basis, basis_years

OFFICE = "application/vnd.openxmlformats-officedocument"
MIMETYPES = {
    "pdf": "application/pdf",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
COMMITTEE: dict[str, Callable[[Report], bytes]] = {
    "pdf": committee_pdf,
    "pptx": committee_slides,
    "xlsx": committee_workbook,
}
YEARLY: dict[str, Callable[[YearlyBasis], bytes]] = {"pdf": yearly_pdf, "xlsx": yearly_workbook}
NOT_FOUND, UNAVAILABLE = 404, 503


def register(server: Flask) -> None:
    """Put the addresses on the server."""
    rules = (
        ("/rapport/namnd.<any(pdf, pptx, xlsx):form>", committee_file),
        ("/rapport/arsunderlag.<any(pdf, xlsx):form>", yearly_file),
    )
    for rule, answer in rules:
        guard.route(server, rule, permission=Permission.DOWNLOAD_REPORT, for_tools=True)(answer)


def committee_file(form: str) -> Response:
    """The report of `ar` and `tertial`; 404 with a message where there is none, 503 without a snapshot."""
    snapshot = _snapshot()
    try:
        asked = chosen(_asked("ar"), _asked("tertial"), tertials(snapshot))
    except ChoiceError as error:
        return _message(str(error))
    made = report(snapshot, asked)
    return _file(snapshot, made, form=form, make=lambda: COMMITTEE[form](made))


def yearly_file(form: str) -> Response:
    """The yearly basis of `ar`; 404 with a message where there is none, 503 without a snapshot."""
    snapshot = _snapshot()
    try:
        year = chosen_year(_asked("ar"), basis_years(snapshot))
    except ChoiceError as error:
        return _message(str(error))
    made = basis(snapshot, year)
    return _file(snapshot, made, form=form, make=lambda: YEARLY[form](made))


def _snapshot() -> Snapshot:
    try:
        return _frame.store().current()
    except NoSnapshot:
        abort(UNAVAILABLE)


def _asked(name: str) -> str:
    return request.args.get(name, "").strip()


def _message(text: str) -> Response:
    return make_response((f"{text}\n", NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}))


def _file(
    snapshot: Snapshot, made: Report | YearlyBasis, *, form: str, make: Callable[[], bytes]
) -> Response:
    name = f"{made.identity.file_stem}.{form}"
    headers: dict[str, Any] = {
        "Content-Type": MIMETYPES[form],
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return make_response((snapshot.remember(("report file", name), make), 200, headers))
