"""Where the forms of the page of input files are sent: each notes what was decided, and leads on.

Owns the addresses under `/underlag/`. Must not know what the page says. Plain forms and redirects: the state
of a batch lies in its folder in the store, so reload, back and another web process see the same.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import Flask, abort, jsonify, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from access import guard
from access.roles import Permission
from data.desk import batches
from data.desk.batches import Batch, BatchError, WaitingFile
from pages import _data_process, _desk
from pages._data_process import DataProcessError
from pages._underlag_view import NO_REASON, NOT_TICKED, PATH, PERIOD, REPLACED, furthest, is_free

MOST_BYTES = 6_000_000
"""Of one request: the reading's own limit for a file is 5 MB."""
MOST_FILES = 20
LONGEST_NAME = 120
LONGEST_REASON = 200
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(server: Flask) -> None:
    """Put the addresses on the server."""
    guard.route(
        server, f"{PATH}/filer", permission=Permission.COORDINATE, methods=["POST"], body_limit=MOST_BYTES
    )(upload)
    for name, answer in {
        "val": choose, "utan": leave_out, "kontroll": tick, "skal": give_reason, "godkann": approve,
        "igen": again, "avbryt": abandon, "angra": undo, "aterstall": roll_back, "publicera": publish,
    }.items():  # fmt: skip
        guard.route(server, f"{PATH}/{name}", permission=Permission.COORDINATE, methods=["POST"])(answer)
    guard.route(server, f"{PATH}/lage", permission=Permission.COORDINATE)(state)
    guard.route(server, f"{PATH}/mall", permission=Permission.COORDINATE)(template)


def _told(answer: Any) -> Any:
    """Lead to the words of what went wrong; they stand in a batch, so that no address can put words here."""

    @wraps(answer)
    def answered(**parts: str) -> AnyResponse:
        try:
            return answer(**parts)
        except (BatchError, DataProcessError) as error:
            batch = batches.create(_desk.folder(), owner=_desk.owner(), files=[])
            batches.finish(batch.folder, {"error": str(error)})
            return _go(batch, 1)

    return answered


@_told
def upload() -> AnyResponse:
    """Put the files aside and let them be read."""
    given = [file for file in request.files.getlist("fil") if file.filename]
    if not 1 <= len(given) <= MOST_FILES:
        raise BatchError(f"Välj mellan 1 och {MOST_FILES} filer.")
    files = []
    for file in given:
        with file.stream as stream:
            files.append((_name(file.filename or ""), stream.read()))
    kept, answers = _kept({name for name, _ in files})
    batch = batches.create(_desk.folder(), owner=_desk.owner(), files=[*kept, *files])
    batch = batch.save(
        files=tuple(replace(file, answers=answers.get(file.sha256, {})) for file in batch.files)
    )
    try:
        _desk.review(batch)
    except DataProcessError:
        batch.remove()
        raise
    review = _desk.reviewed(batch)
    has_table = review is not None and all(file["layout"] for file in review["files"])
    return _go(batch, 2 if has_table else 3)


def _kept(replaced: set[str]) -> tuple[list[tuple[str, bytes]], dict[str, Mapping[str, str]]]:
    """The files without errors of the batch that is handed in again, but those of the same name, and answers.

    The batch itself is removed.
    """
    token = request.form.get("omgang")
    if not token:
        return [], {}
    old = _desk.batch(token)
    sound = [file for file in _sound(old) if file.name not in replaced]
    kept = [(file.name, old.content(file)) for file in sound]
    old.remove()
    return kept, {file.sha256: file.answers for file in sound}


def _sound(batch: Batch) -> list[WaitingFile]:
    told = (_desk.reviewed(batch) or {"files": []})["files"]
    return [file for file, one in zip(batch.files, told, strict=False) if not one["errors"]]


@_told
def leave_out() -> AnyResponse:
    """Go on without the files that have errors."""
    batch = _waiting()
    sound = _sound(batch)
    if not sound:
        raise BatchError("Alla filer har fel. Rätta dem och läs in dem på nytt.")
    for file in batch.files:
        if file not in sound:
            (batch.folder / file.sha256).unlink(missing_ok=True)
    batch = batch.save(files=tuple(sound))
    _desk.review(batch)
    return _go(batch, 3)


@_told
def choose() -> AnyResponse:
    """Note answers and choices, and read again."""
    batch = _waiting(is_reset=True)
    review = _desk.reviewed(batch)
    if review is not None and "behall" not in request.form:
        told = zip(batch.files, review["files"], strict=True)
        files = [
            WaitingFile(file.name, file.sha256, {**file.answers, **_answers(number, one)})
            for number, (file, one) in enumerate(told)
        ]
        batch = batch.save(files=tuple(files))
    _desk.review(batch)
    return _go(batch, int(request.form["till"]) if request.form.get("till") in set("234") else 2)


@_told
def tick() -> AnyResponse:
    """Note that the warnings have been looked at."""
    batch = _waiting()
    review = _reviewed(batch)
    number = sum(len(file["warnings"]) for file in review["files"])
    ticked = {*request.form.getlist("kryss")} >= {str(one) for one in range(number)}
    if not ticked or request.form.get("gallde") != review["warnings"]:
        return _go(batch, 3, say=NOT_TICKED)
    return _go(batch.save(ticked=review["warnings"]), 4)


@_told
def give_reason() -> AnyResponse:
    """Note why stored figures are changed."""
    batch = _waiting()
    reason = " ".join(request.form.get("skal", batch.reason).split())[:LONGEST_REASON]
    if _reviewed(batch)["needs_reason"] and not reason:
        return _go(batch, 4, say=NO_REASON)
    return _go(batch.save(reason=reason), 5)


@_told
def approve() -> AnyResponse:
    """Store and publish what was looked at, once."""
    batch = _desk.batch(request.form.get("omgang", ""))
    if batches.state(batch.folder) == "waiting":
        review = _reviewed(batch)
        if furthest(batch, review) < 5 or request.form.get("gallde") != review["expected"]:
            return _go(batch, 4, say=REPLACED)
        _desk.begin(batch, kind="approve", expected=review["expected"])
    return _go(batch, 5)


@_told
def again() -> AnyResponse:
    """Carry out work that died half-way."""
    batch = _desk.batch(request.form.get("omgang", ""))
    _desk.begin_anew(batch)
    return _go(batch, 5)


@_told
def abandon() -> AnyResponse:
    """Remove the files at once."""
    _desk.batch(request.form.get("omgang", "")).remove()
    return redirect(PATH, 303)


@_told
def undo() -> AnyResponse:
    """Take a load back and publish."""
    number, reason = request.form.get("inlasning", ""), " ".join(request.form.get("skal", "").split())
    if not number.isdecimal() or not reason:
        raise BatchError("Skriv varför inläsningen tas tillbaka.")
    return _work(kind="undo", load=int(number[:9]), reason=reason[:LONGEST_REASON])


@_told
def roll_back() -> AnyResponse:
    """Put an earlier snapshot in force."""
    return _work(kind="rollback", snapshot=request.form.get("utgava", "")[:40])


@_told
def publish() -> AnyResponse:
    """Publish what is stored."""
    return _work(kind="publish")


def state() -> AnyResponse:
    """How far the work of a batch has come, as JSON."""
    try:
        batch = _desk.batch(request.args.get("omgang", ""))
    except BatchError:
        abort(404)
    told = batches.read(batch.folder / batches.PROGRESS) or {"what": "Startar", "done": 0, "total": 0}
    return jsonify({**told, "state": batches.state(batch.folder)})


@_told
def template() -> AnyResponse:
    """The workbook to fill in."""
    known = {one["id"]: one["name"] for one in _desk.overview()["orgs"]}
    org, month = request.args.get("enhet", ""), request.args.get("manad", "")
    if org not in known:
        raise BatchError("Det finns ingen sådan enhet.")
    # By way of a batch: its folder is private and swept, and the child needs a place to write.
    batch = batches.create(_desk.folder(), owner=_desk.owner(), files=[])
    try:
        out = batch.folder / "mall.xlsx"
        asked = ["--month", month] if month else []
        _data_process.ask(_desk.folder(), "template", str(out), "--unit", org, *asked, "--json")
        content = out.read_bytes()
    finally:
        batch.remove()
    name = f"mall-{org}-{month or 'senaste'}.xlsx"
    return send_file(io.BytesIO(content), WORKBOOK, as_attachment=True, download_name=name)


def _work(**work: Any) -> AnyResponse:
    batch = batches.create(_desk.folder(), owner=_desk.owner(), files=[])
    _desk.begin(batch, **work)
    return _go(batch, 5)


def _waiting(*, is_reset: bool = False) -> Batch:
    """The batch of the form, while it may still be changed. Raises BatchError."""
    batch = _desk.batch(request.form.get("omgang", ""))
    if is_reset:
        batches.reset(batch.folder)
    if batches.state(batch.folder) != "waiting":
        raise BatchError("Underlaget är redan godkänt.")
    return batch


def _reviewed(batch: Batch) -> dict[str, Any]:
    review = _desk.reviewed(batch)
    if review is None:
        raise BatchError("Underlaget är inte läst. Läs in filen på nytt.")
    return review


def _answers(number: int, file: Mapping[str, Any]) -> dict[str, str]:
    """What the form says about one file: answers to its questions, choices that differ from what holds."""
    found: dict[str, str] = {}
    for position, question in enumerate(file["questions"]):
        answer = request.form.get(f"svar-{number}-{position}", "")
        if is_free(question):
            answer = answer.strip().upper()
            allowed = bool(PERIOD.fullmatch(answer))
        else:
            allowed = answer in {choice["value"] for choice in question["choices"]}
        if allowed:
            found[question["code"]] = answer
    for position, choice in enumerate(file["choices"]):
        value = request.form.get(f"val-{number}-{position}", choice["value"])
        if value in {option["value"] for option in choice["options"]} and value != choice["value"]:
            found[choice["code"]] = value
    return found


def _name(given: str) -> str:
    """The file's name without its folders, cut so that it can be shown; its ending stays."""
    name = given.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"


def _go(batch: Batch, step: int, *, say: str = "") -> AnyResponse:
    query = {"omgang": batch.token, "steg": str(step), **({"sag": say} if say else {})}
    return redirect(f"{PATH}?{urlencode(query)}", 303)
