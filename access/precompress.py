"""`python -m access.precompress`: compress scripts and style sheets with Brotli, once at installation.

Owns which files those are. What is missing is no fault: the web process then sends them as gzip. Must not
know how they are sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import brotli

from access.encodings import PREPARED, WORTH_IT_BYTES
from access.own_files import bundles, own_files

SUITES = {"dash": ("dcc/async-*.js",)}
"""What is fetched from the packages when it is wanted; what every page needs is in the bundles."""
LARGEST_BYTES = 1_500_000


def main(folder: Path = PREPARED) -> int:
    """Compress what is new, remove what is no longer used, and return the number of files there are."""
    folder.mkdir(exist_ok=True)
    wanted = set()
    for content in contents():
        file = folder / f"{hashlib.sha256(content).hexdigest()}.br"
        wanted.add(file)
        if not file.exists():
            unfinished = file.with_suffix(".part")
            unfinished.write_bytes(brotli.compress(content, quality=11))
            unfinished.replace(file)
    for file in set(folder.iterdir()) - wanted:
        file.unlink()
    return len(wanted)


def contents() -> Iterator[bytes]:
    """Every file and bundle that is worth compressing."""
    for bundle in bundles():
        yield bundle.content
    for file in own_files():
        yield from _worth_it(file)
    for package, patterns in SUITES.items():
        root = Path(str(resources.files(package)))
        for pattern in patterns:
            for file in sorted(root.glob(pattern)):
                yield from _worth_it(file)


def _worth_it(file: Path) -> Iterator[bytes]:
    content = file.read_bytes()
    if WORTH_IT_BYTES <= len(content) <= LARGEST_BYTES:
        yield content


if __name__ == "__main__":
    main()
