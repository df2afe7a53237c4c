"""The demo's years as tables, rolled up from its input files in a store that is thrown away.

Owns that. Must not know: what is done with them.
"""

import tempfile
from pathlib import Path

from data.demo.files import demo_files
from data.importing import import_files
from data.model.load import load_catalogue
from data.register import opened
from data.rollup import YearTable, roll_up

CATALOGUE = Path(__file__).resolve().parents[1] / "data" / "catalogue"


def demo_years() -> tuple[YearTable, ...]:
    """Return every indicator and year of the demo that disclosure control is asked about."""
    catalogue = load_catalogue(CATALOGUE)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        import_files(store, catalogue, demo_files(), by="bench", wait_seconds=5)
        with opened(store, wait_seconds=5) as register:
            facts = register.facts()
    return tuple(table for table in roll_up(facts, catalogue) if table.problem is not None)
