"""`/api/v1/`: the published figures for other tools, read-only.

Owns: the addresses, what is refused and how an answer is sent. Must not know what stands in a document
(`reports/api.py`, `reports/jsonstat.py`); both are described in `reports/openapi.json`, which tests hold
against the addresses.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, make_response, request

from access import audit, guard
from access.classes import may_see
from access.roles import Permission
from pages import _frame
from pages._api_query import BadQueryError, selection_of
from queries import catalogue
from queries.catalogue import Indicator
from queries.store import NoSnapshot, Snapshot
from reports import api, jsonstat
from reports.api import Document, Reader, Selection, TooManyCellsError
from reports.files import csv_bytes

ROOT = "/api/v1/"
DESCRIPTION = Path(api.__file__).with_name("openapi.json")
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
LINKS: Mapping[str, str] = {
    "indicators": "Måtten: definition, kategorier, mål och publicerade tabeller",
    "organisation": "Kontoret, områdena och enheterna",
    "snapshot": "Utgåvan: när den publicerades och vad den innehåller",
    "openapi.json": "Beskrivning av gränssnittet (OpenAPI 3.1)",
}

Answer = Callable[..., Response]


def register(server: Flask) -> None:
    """Put the addresses on the server."""
    for rule, answer in ROUTES.items():
        guard.route(server, rule, permission=Permission.DOWNLOAD, for_tools=True)(answer)


def _with_snapshot(answer: Answer) -> Answer:
    """Give the answer the snapshot in force; without one, or with a query it cannot use, say so."""

    @wraps(answer)
    def answered(**parts: str) -> Response:
        try:
            return answer(_frame.store().current(), **parts)
        except NoSnapshot:
            return _fault(503, "Det finns inga publicerade siffror", "Försök igen om en stund.")
        except BadQueryError as error:
            return _fault(400, "Frågan går inte att besvara", str(error))
        except TooManyCellsError:
            return _fault(400, "Urvalet är för stort", "Begränsa det med enhet, ar, period eller kon.")

    return answered


@_with_snapshot
def index(snapshot: Snapshot) -> Response:
    """Where to begin."""
    return _document(snapshot, api.index(snapshot, {ROOT + path: title for path, title in LINKS.items()}))


@_with_snapshot
def about_snapshot(snapshot: Snapshot) -> Response:
    """What the snapshot says of itself."""
    return _document(snapshot, api.about_snapshot(snapshot))


@_with_snapshot
def organisation(snapshot: Snapshot) -> Response:
    """Office, areas and units."""
    return _document(snapshot, api.organisation(snapshot))


@_with_snapshot
def indicators(snapshot: Snapshot) -> Response:
    """Every indicator, with the addresses of its figures."""
    document = api.indicators(snapshot, _reader())
    for one in document["indicators"]:
        address = f"{ROOT}indicators/{one['id']}"
        one["links"] = {
            "cells": f"{address}/cells",
            "csv": f"{address}/cells.csv",
            "jsonstat": f"{address}.jsonstat",
        }
    return _document(snapshot, document)


@_with_snapshot
def cells(snapshot: Snapshot, identity: str) -> Response:
    """The published cells of one indicator."""

    def make(indicator: Indicator, selection: Selection) -> Response:
        document = api.cell_document(snapshot, indicator, selection=selection, reader=_reader())
        return _document(snapshot, document)

    return _figures(snapshot, identity, make)


@_with_snapshot
def cells_csv(snapshot: Snapshot, identity: str) -> Response:
    """The same cells as CSV."""

    def make(indicator: Indicator, selection: Selection) -> Response:
        file = api.cell_file(snapshot, indicator, selection=selection, reader=_reader())
        response = _send(csv_bytes(file), mimetype=CSV, version=snapshot.id)
        demo = "demodata-" if catalogue.facts(snapshot).is_demo else ""
        name = f"{demo}{indicator.id}-celler-{snapshot.id}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return _figures(snapshot, identity, make)


@_with_snapshot
def dataset(snapshot: Snapshot, identity: str) -> Response:
    """The cells of one kind of period as a JSON-stat dataset."""

    def make(indicator: Indicator, selection: Selection) -> Response:
        if len(selection.kinds) > 1:
            raise BadQueryError("En JSON-stat-tabell har ett slags period. Ange ett värde för period.")
        document = jsonstat.dataset(snapshot, indicator, selection=selection, reader=_reader())
        return _document(snapshot, document)

    return _figures(snapshot, identity, make)


def description() -> Response:
    """The description of all this; there without a snapshot too."""
    content = _description()
    return _send(content, mimetype=JSON, version="openapi")


def unknown(**_: str) -> Response:
    """No such address: said to a program in its own language, instead of as a page."""
    return _fault(404, "Adressen finns inte", f"Adresserna finns i {ROOT}.")


ROUTES: Mapping[str, Answer] = {
    ROOT: index,
    f"{ROOT}snapshot": about_snapshot,
    f"{ROOT}organisation": organisation,
    f"{ROOT}indicators": indicators,
    f"{ROOT}indicators/<identity>/cells": cells,
    f"{ROOT}indicators/<identity>/cells.csv": cells_csv,
    f"{ROOT}indicators/<identity>.jsonstat": dataset,
    f"{ROOT}openapi.json": description,
    f"{ROOT}<path:rest>": unknown,
}
"""What answers each address."""


def _figures(snapshot: Snapshot, identity: str, make: Callable[[Indicator, Selection], Response]) -> Response:
    """Answer with figures of an indicator; 404 when there is none. An answer with content is an export."""
    indicator = next((one for one in catalogue.indicators(snapshot) if one.id == identity), None)
    if indicator is None:
        return _fault(404, "Måttet finns inte", f"Måttens id finns i {ROOT}indicators.")
    orgs = [org.id for org in catalogue.orgs(snapshot)]
    response = make(indicator, selection_of(request.args.to_dict(flat=False), orgs=orgs))
    if response.status_code == 200:
        audit.record(audit.Event.EXPORT, snapshot=snapshot.id)
    return response


def _reader() -> Reader:
    """Whoever sends the present request, as what they may see."""
    roles = guard.visitor().roles
    return Reader(
        lambda indicator, level, kind: may_see(
            roles, sensitivity=indicator.sensitivity, level=level, period_kind=kind
        )
    )


def _document(snapshot: Snapshot, document: Document) -> Response:
    return _send(_json(document), mimetype=JSON, version=snapshot.id)


def _send(content: bytes, *, mimetype: str, version: str) -> Response:
    """Send content, or 304 to whoever has it already: the tag names the snapshot and the content."""
    response = make_response((content, 200, {"Content-Type": mimetype}))
    response.set_etag(f"{version}-{sha256(content).hexdigest()[:16]}")
    response.make_conditional(request)  # changes the response itself
    return response


def _fault(status: int, what: str, then: str) -> Response:
    """A refusal, with the keys of every other refusal (`access/errors.py`)."""
    return make_response((_json({"fel": what, "gor": then}), status, {"Content-Type": JSON}))


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


@cache
def _description() -> bytes:
    return DESCRIPTION.read_bytes()
