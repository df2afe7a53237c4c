"""The demo's input files, in the order they came in.

Owns how `data/demo/manifest.toml` is read. Must not know what the files hold: they are ordinary input files.
"""

import tomllib
from pathlib import Path

from data.importing import InputFile

FOLDER = Path(__file__).resolve().parent
MANIFEST = "manifest.toml"


def demo_files(folder: Path = FOLDER) -> tuple[InputFile, ...]:
    """Return the demo files with the day each is said to have come in."""
    manifest = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return tuple(
        InputFile(
            name=entry["name"],
            content=(folder / entry["name"]).read_bytes(),
            received_on=entry["received"],
            is_demo=True,
        )
        for entry in manifest["file"]
    )
