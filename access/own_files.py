"""Our own style sheets and scripts, put together to one of each: three requests instead of twenty.

Owns their order and names. Must not know how they are sent or which pages there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
BEGIN = "begin.js"
"""Comes alone and first: it starts the others."""
ALONE = (BEGIN, "plotly-basic")
"""How the names of scripts outside the bundle begin; assets/plotly-later.js asks for the other one."""


@dataclass(frozen=True)
class Bundle:
    """Several files as one. The address carries the fingerprint of the content."""

    address: str
    content: bytes
    mimetype: str


def own_files() -> tuple[Path, ...]:
    """Every style sheet and script in assets/, in the order that Dash would take them."""
    return tuple(sorted(file for file in ASSETS.iterdir() if file.suffix in {".css", ".js"}))


def bundles() -> tuple[Bundle, Bundle, Bundle]:
    """The style sheet, the script that starts the others, and the script."""
    bundled = [file for file in own_files() if not file.name.startswith(ALONE)]
    return (
        _bundle([file for file in bundled if file.suffix == ".css"], "text/css"),
        _bundle([ASSETS / BEGIN], "text/javascript"),
        _bundle([file for file in bundled if file.suffix == ".js"], "text/javascript"),
    )


def _bundle(files: Sequence[Path], mimetype: str) -> Bundle:
    content = b"\n".join(file.read_bytes() for file in files)
    name = f"lagesbild-{hashlib.sha256(content).hexdigest()[:16]}{files[0].suffix}"
    return Bundle(f"/assets/{name}", content, mimetype)
