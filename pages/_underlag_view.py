"""What the page of input files says in each of its five steps, as HTML.

Owns which step is shown and what stands in it; the markup is in `underlag_html/`, where everything is
escaped. Must not know how a step is sent in (`_underlag_routes.py`), nor how files are read.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.formats import date_text
from data.desk import batches
from data.desk.batches import Batch, BatchError
from pages import _desk
from pages._data_process import DataProcessError
from pages._plain_page import Query, one

PATH = "/underlag"
KINDS = {
    "new": ("ny", "nya"),
    "revised": ("ändrad", "ändrade"),
    "retracted": ("borttagen", "borttagna"),
    "same": ("oförändrad", "oförändrade"),
}
LAST_STEP = 5
PREVIEW_COLUMNS = (
    "Rad", "Mått", "Enhet", "Period", "Kön", "Ålder", "Kategori", "Antal", "Nämnare", "Personer",
)  # fmt: skip
FAULT_COLUMNS = ("Blad", "Rad", "Kolumn", "Vad som är fel och hur det rättas")
PERIOD = re.compile(r"\d{4}(-\d{2}|[KT][1-4])?")
"""A period as an answer may be typed; anything else could be anything."""
REPLACED, NOT_TICKED, NO_REASON = "ersatt", "kryss", "skal"
MESSAGES = {
    NOT_TICKED: "Kryssa i alla varningar när du har kontrollerat dem.",
    NO_REASON: "Skriv varför de lagrade uppgifterna ändras.",
    REPLACED: "Skillnaderna har räknats om. Granska dem och gå vidare igen.",
}


def moment(value: str) -> str:
    """`2026-11-24T12:03:12` in UTC as day and time where the municipality is."""
    local = datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone()
    return f"{date_text(local.date())} kl. {local:%H.%M}"


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("underlag_html")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(query: Query) -> str:
    """The step that the query asks for, or the furthest that may be shown."""
    token = one(query, "omgang")
    if not token:
        return start()
    try:
        batch = _desk.batch(token)
    except BatchError as error:
        return start(message=str(error))
    state = batches.state(batch.folder)
    if state != "waiting":
        return work(batch, state)
    review = _desk.reviewed(batch)
    if review is None:
        return start(message="Underlaget är inte läst. Läs in filen på nytt.")
    wanted = one(query, "steg")
    step = min(int(wanted) if wanted in set("2345") else 2, furthest(batch, review))
    return _STEPS[step](batch, review, MESSAGES.get(one(query, "sag"), ""))


def furthest(batch: Batch, review: Mapping[str, Any]) -> int:
    """The last step that may be shown: errors stop, warnings are ticked, changes have a reason."""
    if review["is_refused"] or batch.ticked != review["warnings"]:
        return 3
    if review["needs_reason"] and not batch.reason:
        return 4
    return LAST_STEP


def start(*, message: str = "") -> str:
    """The first step: choose files, fetch a template, take back."""
    try:
        desk = _desk.overview()
    except DataProcessError as error:
        desk, message = None, message or str(error)
    return _write("start", desk=desk, message=message)


def work(batch: Batch, state: str) -> str:
    """What is being done, or what became of it."""
    result = batches.read(batch.folder / batches.RESULT) or {}
    progress = batches.read(batch.folder / batches.PROGRESS) or {}
    return _write(
        "work",
        batch=batch,
        state=state,
        name=_desk.name(),
        progress={"what": "", "done": 0, "total": 0, **progress},
        result={
            "error": "", "publish_error": "", "share_error": "", "loads": [], "undone": None,
            "snapshot": None, "is_new": True, "in_force": None, "corrections_waiting": 0, **result,
        },
    )  # fmt: skip


def _preview(batch: Batch, review: Mapping[str, Any], _message: str) -> str:
    files = [
        {
            **file,
            **_table("preview", PREVIEW_COLUMNS, [list(row.values()) for row in file["preview"]]),
            "questions": [_question(one) for one in file["questions"]],
            "open": sum(not one["answer"] and one["default"] is None for one in file["questions"]),
        }
        for file in review["files"]
    ]
    return _write("preview", batch=batch, review={**review, "files": files}, period_pattern=PERIOD.pattern)


def _question(question: Mapping[str, Any]) -> dict[str, Any]:
    """The question without what is said after it about what was done in the meantime."""
    text = question["text"]
    return {**question, "asked": text[: text.rfind("?") + 1] or text, "is_free": is_free(question)}


def is_free(question: Mapping[str, Any]) -> bool:
    """Whether the answer is a period that is typed: nothing to choose from could be guessed."""
    return not question["choices"] and question["code"].startswith("period:")


def _table(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """The columns that hold something, and the rows with those alone."""
    used = [position for position in range(len(columns)) if any(row[position] for row in rows)]
    return {
        f"{name}_columns": [columns[position] for position in used],
        f"{name}_rows": [[row[position] for position in used] for row in rows],
    }


def _check(batch: Batch, review: Mapping[str, Any], message: str) -> str:
    files = [
        {
            **file,
            **_table(
                "fault",
                FAULT_COLUMNS,
                [(one["sheet"], one["rows"], one["columns"], one["words"]) for one in file["faults"]],
            ),
        }
        for file in review["files"]
    ]
    several = len(files) > 1
    warnings = [
        f"{file['file']}: {one['message']}" if several else one["message"]
        for file in files
        for one in file["warnings"]
    ]
    return _write(
        "check",
        batch=batch,
        review={**review, "files": files},
        faults=sum(len(file["faults"]) for file in files),
        warnings=warnings,
        is_ticked=bool(warnings) and batch.ticked == review["warnings"],
        questions=sum(
            not one["answer"] and one["default"] is None for file in files for one in file["questions"]
        ),
        sound=sum(not file["errors"] for file in files),
        message=message,
    )


def _differences(batch: Batch, review: Mapping[str, Any], message: str) -> str:
    return _write("differences", batch=batch, review=_counted(review), message=message)


def _approve(batch: Batch, review: Mapping[str, Any], _message: str) -> str:
    return _write("approve", batch=batch, review=_counted(review), name=_desk.name())


_STEPS = {2: _preview, 3: _check, 4: _differences, LAST_STEP: _approve}


def _counted(review: Mapping[str, Any]) -> dict[str, Any]:
    files = [
        {
            **file,
            "counted": changes_text(file["kinds"]),
            "changed_rows": _rows(file, ("revised", "retracted")),
            "new_rows": _rows(file, ("new",)),
        }
        for file in review["files"]
    ]
    return {**review, "files": files}


def _rows(file: Mapping[str, Any], kinds: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        (
            ", ".join(part for part in (one["indicator"], one["org"], one["period"], one["split"]) if part),
            one["old"],
            one["new"],
        )
        for one in file["differences"]
        if one["kind"] in kinds
    ]


def changes_text(changes: Mapping[str, int]) -> str:
    """`Uppgifter: 3 nya, 1 ändrad.`"""
    parts = [
        f"{changes[kind]} {one if changes[kind] == 1 else many}"
        for kind, (one, many) in KINDS.items()
        if changes[kind]
    ]
    return f"Uppgifter: {', '.join(parts)}." if parts else "Inga uppgifter att spara."


TEMPLATES.filters["moment"] = moment
TEMPLATES.filters["changes"] = changes_text


def _write(template: str, **content: Any) -> str:
    return TEMPLATES.get_template(f"{template}.html").render(**content)
