"""Which compression a browser takes, and compressed bytes made once.

Owns the choice between Brotli, gzip and none. Brotli is not made here: it takes seconds, so it is made at
installation (`python -m access.precompress`) and read from there. Must not know what the bytes are.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Request, Response

PREPARED = Path(__file__).resolve().parents[1] / ".compressed"
"""Where `access.precompress` leaves files as `<sha256 of the plain bytes>.br`."""
WORTH_IT_BYTES = 1024
GZIP = 16 + zlib.MAX_WBITS
BEST = 9


@dataclass(frozen=True)
class Body:
    """The body of an answer in the forms we can send it in. `digest` is the SHA-256 of the plain one."""

    plain: bytes
    brotli: bytes | None
    digest: str

    @cached_property
    def gzip(self) -> bytes | None:
        """Made when somebody first asks for it: hardly ever where Brotli has been prepared."""
        return gzipped(self.plain, level=BEST) if len(self.plain) >= WORTH_IT_BYTES else None


def body_of(plain: bytes) -> Body:
    """The body with what has been prepared for it; small ones stay as they are."""
    digest = hashlib.sha256(plain).hexdigest()
    prepared = PREPARED / f"{digest}.br"
    brotli = prepared.read_bytes() if len(plain) >= WORTH_IT_BYTES and prepared.is_file() else None
    return Body(plain, brotli, digest)


def gzipped(plain: bytes, *, level: int) -> bytes:
    """The bytes as one gzip member, always the same for the same bytes."""
    packer = zlib.compressobj(level, wbits=GZIP)
    return packer.compress(plain) + packer.flush()


def fill(response: Response, body: Body, request: Request) -> Response:
    """Give the response the form of the body that this browser takes and say so in its headers."""
    name, content = _chosen(body, request)
    response.set_data(content)
    if name:
        response.headers["Content-Encoding"] = name
    response.vary.add("Accept-Encoding")
    return response


def _chosen(body: Body, request: Request) -> tuple[str, bytes]:
    accepted = request.accept_encodings
    # `quality` counts a wildcard; a browser that names neither gets the plain bytes.
    if body.brotli is not None and accepted.quality("br") > 0:
        return "br", body.brotli
    if accepted.quality("gzip") > 0 and (packed := body.gzip) is not None:
        return "gzip", packed
    return "", body.plain
