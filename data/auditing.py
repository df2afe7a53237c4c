"""The audit as publishing and the command line use it: what was found, said in Swedish.

Owns the words for a place. Must not know how a snapshot is attacked (data/protection/audit.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.model import Catalogue
from data.publishing import Audit, Exposed


@dataclass(frozen=True)
class Finding:
    """A protected cell that can be worked out: its place, and the range left for its count.

    high: None where there is no upper bound.
    """

    place: str
    low: float
    high: float | None


def attack(snapshots: Sequence[Path], catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return what can be worked out from the snapshot files alone, taken together, oldest first."""
    return ()


def exposed(catalogue: Catalogue) -> Audit:
    """Return the audit for publishing, which may name places but no figures."""
    return lambda snapshots: [Exposed(finding.place) for finding in attack(snapshots, catalogue)]
