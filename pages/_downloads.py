"""`/ladda-ner/<indicator>.csv` and `.xlsx`: the figures of one indicator, under the filters of the pages.

Owns: what stands in the files. Must not know: how a file is written (`reports/files.py`).
A value that cannot be used is refused here: a file that silently held something else would be kept and used.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from flask import Flask, Response, abort, make_response, request

from access import audit, guard
from access.roles import Permission
from components import shell
from components.filters import Choices, Filters, from_query, sentence
from components.formats import MARK_MEANINGS, MARKS, date_table, period_label
from pages import _page, _readers
from pages._choices import choices_for
from pages._scope import scope_of
from queries import catalogue, cells
from queries.catalogue import Indicator, SnapshotFacts
from queries.store import NoSnapshot, Snapshot
from reports.files import FigureFile, Value, csv_bytes, xlsx_bytes

MIMETYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LEVELS = {"office": "Hela kontoret", "area": "Område", "unit": "Enhet"}
KINDS = {"month": "månad", "quarter": "kvartal", "tertial": "tertial", "year": "år"}
GENDERS = {"all": "alla", "kvinna": "kvinnor", "man": "män", "annat_okant": "annat eller okänt"}
COLUMNS = (
    "Kod", "Mått", "Nivå", "Organisation", "Periodslag", "Period", "Periodens första dag", "Kön",
    "Åldersgrupp", "Kategori", "Täljare", "Nämnare", "Värde", "Måttenhet", "Enheter som rapporterat",
    "Enheter som ska rapportera", "Urval", "Anmärkning",
)  # fmt: skip
VALUE_COLUMN = COLUMNS.index("Värde")


def register(server: Flask) -> None:
    """Put the addresses on the server."""
    rule = "/ladda-ner/<indicator>.<any(csv, xlsx):form>"
    guard.route(server, rule, permission=Permission.DOWNLOAD)(download)


def download(indicator: str, form: str) -> Response:
    """The file; 404 for an unknown indicator, 400 for an unknown value, 503 without a snapshot."""
    try:
        snapshot = _page.store().current()
    except NoSnapshot:
        abort(503)
    found = next((one for one in _readers.indicators(snapshot) if one.id == indicator), None)
    if found is None:
        abort(404)
    choices = choices_for(snapshot, [found])
    filters, messages = from_query(request.args.to_dict(flat=False), choices)
    if messages:
        return make_response(("\n".join(messages), 400, {"Content-Type": "text/plain; charset=utf-8"}))
    file = snapshot.remember(
        ("file", indicator, form, filters, _readers.audience()),
        lambda: {"csv": csv_bytes, "xlsx": xlsx_bytes}[form](figure_file(snapshot, found, filters, choices)),
    )
    facts = catalogue.facts(snapshot)
    audit.record(audit.Event.EXPORT, snapshot=facts.id)
    name = f"{'demodata-' if facts.is_demo else ''}{indicator}-{facts.id}.{form}"
    return make_response(
        (
            file,
            200,
            {"Content-Type": MIMETYPES[form], "Content-Disposition": f'attachment; filename="{name}"'},
        )
    )


def figure_file(snapshot: Snapshot, indicator: Indicator, filters: Filters, choices: Choices) -> FigureFile:
    """The figures and what must be known about them. A row that is copied out still says its selection."""
    facts = catalogue.facts(snapshot)
    scope = scope_of(snapshot, indicator, filters)
    if scope is None:
        frame = pd.DataFrame()
    else:
        frame = cells.download(
            snapshot,
            indicator=indicator.id,
            period_kind=scope.kind,
            orgs=scope.org_ids if scope.is_selection else (),
            years=filters.years,
            genders=[scope.gender] if scope.gender != "all" else [],
        )
    limited = sentence(filters, choices)
    remark = shell.DEMO_TEXT if facts.is_demo else ""
    notes = scope.notes if scope else ()
    return FigureFile(
        title=f"{indicator.code} {indicator.name}",
        columns=COLUMNS,
        rows=[_row(row, indicator, limited, remark) for row in frame.to_dict("records")],
        percent_columns=frozenset({VALUE_COLUMN}) if indicator.unit_of_measure == "procent" else frozenset(),
        about=_about(indicator, facts, limited=limited, remark=remark, notes=notes),
        published_at=facts.published_at,
    )


def _row(row: Mapping[Any, Any], indicator: Indicator, limited: str, remark: str) -> tuple[Value, ...]:
    start = row["period_start"].date()
    sign = MARKS.get(row["mark"])
    figures = (
        (_whole(row["numerator"]), _whole(row["denominator"]), _value(row["value"]))
        if sign is None
        else (sign, sign if indicator.kind == "share" else None, sign)
    )
    return (
        indicator.code, indicator.name, LEVELS[row["level"]], row["org_name"], KINDS[row["period_kind"]],
        period_label(row["period_kind"], start), date_table(start), GENDERS.get(row["gender"], row["gender"]),
        "alla" if row["age"] == "all" else row["age"],
        "alla" if row["category"] == "all" else row["category_name"],
        *figures, indicator.unit_of_measure, _whole(row["units_reported"]), _whole(row["units_expected"]),
        limited, remark,
    )  # fmt: skip


def _about(
    indicator: Indicator, facts: SnapshotFacts, *, limited: str, remark: str, notes: tuple[str, ...]
) -> list[tuple[str, str]]:
    lines = [
        ("Mått", f"{indicator.code} {indicator.name}"),
        ("Urval", limited),
        ("Anmärkning", " ".join([remark, *notes]).strip()),
        ("Täljare", indicator.numerator),
        ("Nämnare", indicator.denominator or ""),
        ("Syfte", indicator.purpose),
        ("Räknas inte med", indicator.exclusions or ""),
        ("Källa", indicator.source),
        ("Ansvarig", indicator.owner),
        ("Utgåva", facts.id),
        ("Publicerad", date_table(facts.published_at.date())),
        *((sign, meaning) for sign, meaning in MARK_MEANINGS.items()),
    ]
    return [(name, text) for name, text in lines if text]


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _value(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
