"""Scripts and style sheets: read and compressed once in a process, kept, and cached by browsers for good.

Owns how files without figures are sent, and the bundles of our own. The files never change while a process
runs: a new version comes with a restart, and its addresses are new. Must not know pages, readers or Dash.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from flask import Flask, Response, g, request
from werkzeug.datastructures import ResponseCacheControl

from access import encodings
from access.encodings import Body
from access.headers import STATIC_PREFIXES

TEXT_TYPES = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})
YEAR_SECONDS = 31_536_000
MOST_FILES = 200
"""Far more than there are; made-up fingerprints of a real file must not fill the memory."""


@dataclass(frozen=True)
class Kept:
    """A file ready to be sent. `is_for_good`: its address changes whenever its content does."""

    body: Body
    mimetype: str
    is_for_good: bool


class StaticFiles:
    """What has been read so far, by path. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._lock = threading.Lock()

    def add(self, path: str, content: bytes, *, mimetype: str) -> None:
        """Serve the content under a path that carries its fingerprint."""
        self._keep(path, Kept(encodings.body_of(content), mimetype, is_for_good=True))

    def install(self, server: Flask) -> None:
        """Answer for the files of the app. Call after the gate's functions: they come first."""
        server.before_request(self._answer)
        server.after_request(self._remember)

    def _answer(self) -> Response | None:
        kept = self._kept.get(request.path) if request.method in {"GET", "HEAD"} else None
        if kept is None:
            return None
        g.is_kept_file = True
        return _send(kept, Response(mimetype=kept.mimetype))

    def _remember(self, response: Response) -> Response:
        """Keep the file that Flask or Dash has just read, and send it as it will be sent from now on."""
        is_whole_file = (
            request.path.startswith(STATIC_PREFIXES)
            and request.method == "GET"
            and response.status_code == 200
            and response.mimetype in TEXT_TYPES
            and "Range" not in request.headers
        )
        if g.get("is_kept_file") or not is_whole_file:
            return response
        response.direct_passthrough = False
        is_for_good = "m" in request.args or (response.cache_control.max_age or 0) >= YEAR_SECONDS
        kept = Kept(encodings.body_of(response.get_data()), response.mimetype or "", is_for_good)
        self._keep(request.path, kept)
        return _send(kept, response)

    def _keep(self, path: str, kept: Kept) -> None:
        with self._lock:
            if len(self._kept) < MOST_FILES:
                self._kept[path] = kept


def _send(kept: Kept, response: Response) -> Response:
    encodings.fill(response, kept.body, request)
    response.headers.pop("Last-Modified", None)
    # One tag for each form: a cache must not give a browser a form it did not ask for.
    response.set_etag(kept.body.digest[:32] + "-" + response.headers.get("Content-Encoding", "plain"))
    if kept.is_for_good:
        for_good = ResponseCacheControl({"public": None, "max-age": str(YEAR_SECONDS), "immutable": None})
        response.headers["Cache-Control"] = for_good.to_header()
    response.make_conditional(request)
    return response
