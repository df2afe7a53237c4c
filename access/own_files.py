"""Our own style sheets and scripts, put together to one of each: two requests instead of twenty.

Owns their order and names. Must not know how they are sent or which pages there are.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
LATER = "plotly-basic"
"""Begins the name of what is loaded later, by a script: assets/plotly-later.js."""


@dataclass(frozen=True)
class Bundle:
    """Several files as one. The address carries the fingerprint of the content."""

    address: str
    content: bytes
    mimetype: str


def own_files() -> tuple[Path, ...]:
    """Every style sheet and script in assets/, in the order that Dash would take them."""
    return tuple(sorted(file for file in ASSETS.iterdir() if file.suffix in {".css", ".js"}))


def bundles() -> tuple[Bundle, Bundle]:
    """The style sheet and the script."""
    return _bundle("css", "text/css"), _bundle("js", "text/javascript")


def _bundle(ending: str, mimetype: str) -> Bundle:
    files = [f for f in own_files() if f.suffix == f".{ending}" and not f.name.startswith(LATER)]
    content = b"\n".join(file.read_bytes() for file in files)
    name = f"lagesbild-{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
    return Bundle(f"/assets/{name}", content, mimetype)
