"""Style sheets and scripts put together: three requests for a page instead of thirty.

Owns what goes together, in which order, and under which names. Must not know how files are sent or which
pages there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
BEGIN = "begin.js"
"""Comes alone and first: it starts the others."""
ALONE = (BEGIN, "plotly-basic")
"""How the names of scripts outside the bundle begin; assets/plotly-later.js asks for the other one."""
BEFORE_OURS = (
    ("dash", "deps/react@18.*.min.js"),
    ("dash", "deps/react-dom@18.*.min.js"),
    ("dash", "deps/prop-types@*.min.js"),
    ("dash_bootstrap_components", "_components/dash_bootstrap_components.min.js"),
)
AFTER_OURS = (
    ("dash", "dash-renderer/build/dash_renderer.min.js"),
    ("dash", "dcc/dash_core_components.js"),
    ("dash", "dcc/dash_core_components-shared.js"),
    ("dash", "html/dash_html_components.min.js"),
)
"""What Dash sends to every page and we use, by package, in its order; the last of several versions."""
SCRIPTS_ADDRESS = "/_dash-component-suites/dash/dcc/dash_renderer-and-all-{}.js"
"""Dash looks for its renderer's name in the document, and dash_core_components asks for its other files where
it came from itself."""


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
    """The style sheet, the script that starts the others, and all the others."""
    own = [file for file in own_files() if not file.name.startswith(ALONE)]
    ours = [file for file in own if file.suffix == ".js"]
    return (
        _bundle([file for file in own if file.suffix == ".css"], "/assets/lagesbild-{}.css", "text/css"),
        _bundle([ASSETS / BEGIN], "/assets/lagesbild-{}.js", "text/javascript"),
        _bundle(
            [*_of_packages(BEFORE_OURS), *ours, *_of_packages(AFTER_OURS)], SCRIPTS_ADDRESS, "text/javascript"
        ),
    )


def _of_packages(wanted: Sequence[tuple[str, str]]) -> list[Path]:
    return [
        sorted(Path(str(resources.files(package))).glob(pattern))[-1]  # missing: this is not the Dash we know
        for package, pattern in wanted
    ]


def _bundle(files: Sequence[Path], address: str, mimetype: str) -> Bundle:
    # After a semicolon "use strict" says nothing: a script that begins with it would say so for all of them.
    before = b";" if mimetype == "text/javascript" else b""
    content = b"\n".join(before + file.read_bytes() for file in files)
    return Bundle(address.format(hashlib.sha256(content).hexdigest()[:16]), content, mimetype)
