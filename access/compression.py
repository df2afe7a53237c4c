"""Documents and answers made for one reader: compressed as they leave, lightly.

Owns which answers are worth it. Files without figures are in static_files.py. Must not know what is said.
"""

from __future__ import annotations

from flask import Flask, Response, request

from access import encodings

TYPES = frozenset({"text/html", "application/json"})
LEVEL = 4
"""A document of 100 kB to 18 kB in about two milliseconds; the highest takes three times that for 1 kB."""


def install(server: Flask) -> None:
    """Compress what nobody has compressed. An answer with a tag is left: the tag is of its plain bytes."""

    def compress(response: Response) -> Response:
        if (
            response.mimetype not in TYPES
            or response.status_code == 304
            or response.is_streamed
            or response.direct_passthrough
            or {"Content-Encoding", "ETag", "Content-Range"} & set(response.headers.keys())
        ):
            return response
        plain = response.get_data()
        if len(plain) < encodings.WORTH_IT_BYTES or request.accept_encodings.quality("gzip") <= 0:
            return response
        response.set_data(encodings.gzipped(plain, level=LEVEL))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response

    server.after_request(compress)
