"""`/ladda-ner/`: the figures of one indicator (`<indicator>.csv`, `.xlsx`), its pictures (`<indicator>.svg`),
and everything on a page (`sida/<page>.xlsx`), under the same filters as the pages.

Owns: addresses, refusals, names of files. Must not know: what stands in a file (`_figure_files.py`,
`_pictures.py`) or how it is written (`reports/files.py`).
A value that cannot be used is refused here: a file that silently held something else would be kept and used.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import Flask, Response, abort, make_response, request

from access import audit, guard
from access.roles import Permission
from components.filters import Choice, Choices, Filters, from_query
from pages import _frame, _pictures, _readers
from pages._choices import choices_for
from pages._figure_files import figure_file, page_about
from queries import catalogue
from queries.catalogue import Indicator
from queries.store import NoSnapshot, Snapshot
from reports.files import csv_bytes, workbook_bytes, xlsx_bytes

MIMETYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
}
WHOLE = "oversikt"
COMPARISON = "jamfor"
PAGES = {
    WHOLE: "Översikt: alla mått",
    "fraga": "Ställa frågan",
    "utbildning": "Utbildning",
    "hanvisningar": "Hänvisningar och stöd",
    "kast": "KAST",
    "atgarder": "Åtgärder",
    COMPARISON: "Jämför enheter",
}
"""The pages whose figures can be had in one file, and what they are called there."""


def register(server: Flask) -> None:
    """Put the addresses on the server."""
    rule = "/ladda-ner/<indicator>.<any(csv, xlsx, svg):form>"
    guard.route(server, rule, permission=Permission.DOWNLOAD, for_tools=True)(download)
    whole = "/ladda-ner/sida/<page>.xlsx"
    guard.route(server, whole, permission=Permission.DOWNLOAD, for_tools=True)(download_page)


def download(indicator: str, form: str) -> Response:
    """The file; 404 for an unknown indicator, 400 for an unknown value, 503 without a snapshot."""
    snapshot = _snapshot()
    found = next((one for one in _readers.indicators(snapshot) if one.id == indicator), None)
    if found is None:
        abort(404)
    choices = _choices(snapshot, [one for one in _readers.indicators(snapshot) if one.page == found.page])
    # On the comparison the indicator stands in the query too; here it is in the path.
    query = {name: values for name, values in request.args.lists() if name != "indikator"}
    filters, messages = from_query(query, choices)
    picture = request.args.get("bild", _pictures.OVER_TIME)
    if form == "svg" and picture not in _pictures.names(snapshot, found):
        messages = (*messages, f"Bilden ”{picture[:40]}” finns inte för måttet {found.code}.")
    if messages:
        return _refused(messages)

    def make() -> bytes:
        if form == "svg":
            return _pictures.svg_bytes(snapshot, found, filters, choices, picture=picture)
        write = {"csv": csv_bytes, "xlsx": xlsx_bytes}[form]
        return write(figure_file(snapshot, found, filters, choices))

    part = f"-{picture}" if form == "svg" and picture != _pictures.OVER_TIME else ""
    return _sent(
        snapshot, ("file", indicator, form, picture, filters), make, stem=f"{indicator}{part}", form=form
    )


def download_page(page: str) -> Response:
    """Everything a page shows, a sheet an indicator."""
    snapshot = _snapshot()
    if page not in PAGES:
        abort(404)
    indicators = _indicators_of(snapshot, page)
    choices = _choices(snapshot, indicators)
    if page == COMPARISON:
        choices = replace(choices, indicators=tuple(Choice(one.id, one.name) for one in indicators))
    filters, messages = from_query(request.args.to_dict(flat=False), choices)
    if messages:
        return _refused(messages)
    if page == COMPARISON:
        indicators = [one for one in indicators if one.id == filters.indicator]

    def make() -> bytes:
        files = [
            (indicator.code, figure_file(snapshot, indicator, filters, choices)) for indicator in indicators
        ]
        about = page_about(snapshot, indicators, filters, choices, name=PAGES[page])
        published_at = catalogue.facts(snapshot).published_at
        return workbook_bytes(files, title=PAGES[page], about=about, published_at=published_at)

    return _sent(snapshot, ("page", page, filters), make, stem=page, form="xlsx")


def _indicators_of(snapshot: Snapshot, page: str) -> list[Indicator]:
    every = _readers.indicators(snapshot)
    if page == WHOLE:
        return list(every)
    if page == COMPARISON:
        return sorted(
            (one for one in every if one.kinds("unit")), key=lambda one: (one.page != "fraga", one.measure)
        )
    return [one for one in every if one.page == page]


def _choices(snapshot: Snapshot, on_page: Sequence[Indicator]) -> Choices:
    """Every unit, year and kind of period there is, with the defaults of the page: a value that one page
    offers is never refused because the indicator itself cannot follow it, which the file says."""
    return replace(
        choices_for(snapshot, _readers.indicators(snapshot)),
        default_period=choices_for(snapshot, on_page).default_period,
    )


def _snapshot() -> Snapshot:
    try:
        return _frame.store().current()
    except NoSnapshot:
        abort(503)


def _refused(messages: Sequence[str]) -> Response:
    return make_response(("\n".join(messages), 400, {"Content-Type": "text/plain; charset=utf-8"}))


def _sent(
    snapshot: Snapshot,
    key: tuple[str | Filters, ...],
    make: Callable[[], bytes],
    *,
    stem: str,
    form: str,
) -> Response:
    """The file, made once a snapshot, selection and audience; the fetching is written in the log."""
    content = snapshot.remember((*key, _readers.audience()), make)
    facts = catalogue.facts(snapshot)
    audit.record(audit.Event.EXPORT, snapshot=facts.id)
    name = f"{'demodata-' if facts.is_demo else ''}{stem}-{facts.id}.{form}"
    return make_response(
        (
            content,
            200,
            {"Content-Type": MIMETYPES[form], "Content-Disposition": f'attachment; filename="{name}"'},
        )
    )
