"""Whether a request was made on this machine itself, past nginx. Must not know what is asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

from settings import LOOPBACK

_FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def is_direct() -> bool:
    """Whether nobody asks through a proxy: it says for whom it asks, and by which name it was reached.

    Everything comes from the machine's own address when nginx stands in front, so that alone says nothing.
    """
    return (
        request.remote_addr in LOOPBACK
        and urlsplit(f"//{request.host}").hostname in LOOPBACK
        and not any(name in request.headers for name in _FORWARDED)
    )
