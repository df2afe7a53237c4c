"""Answers that have been given before, sent again as the bytes they were.

Owns which answers may be kept and by what they are found; the snapshot has the room for them. A page of
figures says the same for the same snapshot, address or choices, and reader; pages that look at anything else
are not kept. Comes after the gate, which has then checked who is asking and what is sent. Must not know what
answers say.
"""

import json
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from flask import Flask, Response, g, request

from access import encodings, guard
from access.roles import Permission
from pages import _readers
from queries.memory import Memory
from queries.store import NoSnapshot, Store

ENDPOINT = "/_dash-update-component"
LONGEST_KEY = 1000
LEVEL = 6

PAGES: dict[str, Permission] = {}
"""Path of each page of figures or fixed texts and what it demands. A reader who may not see it is refused
anew each time, and that is noted in the log."""
OUTPUTS: set[str] = set()
"""What the callbacks of those pages write."""


def enter(path: str, *, permission: Permission, output: str) -> None:
    """Keep the answers of a page that says the same for the same snapshot, choices and reader."""
    PAGES[path] = permission
    OUTPUTS.add(output)


def first_view(store: Store, make: Callable[[], str]) -> str:
    """The page at the present address as plain HTML: kept, or made now."""
    key = _key("first view", request.path, request.query_string.decode("latin-1"))
    answers = _answers(store) if _may_see(request.path) else None
    if answers is None or key is None:
        return make()
    kept = answers.get(key)
    if kept is not None:
        return kept.decode()
    text = make()
    answers.put(key, text.encode())
    return text


def install(server: Flask, store: Callable[[], Store]) -> None:
    """Keep the answers of the app's callbacks. `store` gives the store in use."""

    def answer() -> Response | None:
        key = _callback_key()
        answers = _answers(store()) if key else None
        if key is None or answers is None:
            return None
        kept = answers.get(key)
        if kept is None or request.accept_encodings.quality("gzip") <= 0:
            g.keep_answer = key, answers
            return None
        return _packed(Response(mimetype="application/json"), kept)

    def keep(response: Response) -> Response:
        key, answers = g.pop("keep_answer", (None, None))
        if key is None or response.status_code != 200 or "Content-Encoding" in response.headers:
            return response
        content = encodings.gzipped(response.get_data(), level=LEVEL)
        answers.put(key, content)
        return _packed(response, content) if request.accept_encodings.quality("gzip") > 0 else response

    server.before_request(answer)
    server.after_request(keep)


def _packed(response: Response, content: bytes) -> Response:
    response.set_data(content)
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def _answers(store: Store) -> Memory[bytes] | None:
    """The answers of the snapshot in force, which die with it."""
    try:
        return store.current().sent
    except NoSnapshot:
        return None


def _callback_key() -> Hashable | None:
    """What the answer to this callback is found by; None when it must not be kept."""
    if request.path != ENDPOINT or request.method != "POST":
        return None
    body: Mapping[str, Any] = request.get_json()
    output, inputs = body["output"], body["inputs"]
    if output == guard.ROUTER_OUTPUT:
        path, search = (one["value"] for one in inputs)
        return _key(output, path, search) if _may_see(path) else None
    if output in OUTPUTS:
        return _key(output, json.dumps(inputs), json.dumps(body.get("state")))
    return None


def _may_see(path: str) -> bool:
    return path in PAGES and guard.may(PAGES[path])


def _key(*parts: str) -> Hashable | None:
    """The parts, and what an answer shows of its reader; None when the reader has made them too long."""
    if sum(map(len, parts)) > LONGEST_KEY:
        return None
    visitor = guard.visitor()
    return parts, visitor.name, bool(visitor.subject), _readers.audience()
