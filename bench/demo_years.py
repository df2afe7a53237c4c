"""The demo's years as tables, rolled up from its input files in a store that is thrown away.

Owns that. Must not know: what is done with them.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from data.demo.files import demo_files
from data.importing import import_files
from data.model import Catalogue
from data.model.load import load_catalogue
from data.publishing import linked
from data.publishing.decisions import Decision, WithoutMemory
from data.register import opened
from data.rollup import YearTable, roll_up

CATALOGUE = Path(__file__).resolve().parents[1] / "data" / "catalogue"


@dataclass(frozen=True)
class Demo:
    """Every indicator and year of the demo that disclosure control is asked about.

    groups: those that are decided together, most of them alone.
    """

    catalogue: Catalogue
    groups: tuple[tuple[YearTable, ...], ...]

    @property
    def tables(self) -> tuple[YearTable, ...]:
        """All of them."""
        return tuple(table for group in self.groups for table in group)

    def decided(self, group: tuple[YearTable, ...]) -> tuple[Decision, ...]:
        """Return the decisions on one group, as for a first snapshot."""
        return linked.decide(group, WithoutMemory(), self.catalogue)


def demo_years() -> Demo:
    """Return the demo, read from its input files."""
    catalogue = load_catalogue(CATALOGUE)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        import_files(store, catalogue, demo_files(), by="bench", wait_seconds=5)
        with opened(store, wait_seconds=5) as register:
            facts = register.facts()
    protected = [table for table in roll_up(facts, catalogue) if table.problem is not None]
    return Demo(catalogue, linked.groups(protected, catalogue))
