"""Where a request comes from: this machine itself, or an address that nginx tells.

Must not know what is asked for.
"""

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


def sender() -> str:
    """The address that asks. nginx stands on this machine and overwrites what others say of themselves."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    is_nginx = request.remote_addr in LOOPBACK and told
    return told if is_nginx else request.remote_addr or ""
