"""From the register to a snapshot in force: roll up, protect, write, verify, audit, switch.

Owns the order of these steps, and that anything but success leaves the old snapshot in force. Must not know
how figures add up, how a pattern is found, or what the file looks like inside.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.facts import Fact
from data.locks import locked
from data.log import Log
from data.model import Catalogue
from data.progress import Progress, silent
from data.protection import Reason
from data.publishing import linked
from data.publishing.decisions import Decider, Decision
from data.register import Sources, opened
from data.relations import agreements
from data.reporting import corrections, reporting
from data.rollup import YearTable, data_until, roll_up
from data.snapshot import file as snapshot_file
from data.snapshot import pointer
from data.snapshot.content import Head, PublicCell, tables
from data.snapshot.pointer import Pointer, SnapshotError

LOCK_FILE = "lock"
PROJECT_FILE = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True)
class Exposed:
    """A cell that the audit could work out: its place, never its figure."""

    place: str


ROUNDED_TO = 100
"""Exact counts of reasons would tell, from one snapshot to the next, that the few cells hidden in a new month
are small: as good as saying so beside them."""


Audit = Callable[[Sequence[Path]], Sequence[Exposed]]
"""Attacks snapshot files with nothing but their own content; oldest first."""


class ExposureError(Exception):
    """The audit found cells that can be worked out: nothing was published."""

    def __init__(self, exposed: Sequence[Exposed]) -> None:
        places = "; ".join(one.place for one in exposed)
        super().__init__(
            f"{len(exposed)} skyddade uppgifter går att räkna ut. Inget publicerades. Gäller: {places}."
        )
        self.exposed = tuple(exposed)


@dataclass(frozen=True)
class Publication:
    """What became of a publishing. `is_new` is false when nothing had changed since the snapshot in force."""

    snapshot: str
    is_new: bool
    shown: int
    protected_by_need: int
    protected_by_consequence: int
    corrections_waiting: int


def rounded_reasons(counts: Publication) -> tuple[int, int]:
    """Return roughly how many cells are hidden by need and by consequence; all of them together exactly."""
    hidden = counts.protected_by_need + counts.protected_by_consequence
    need = min(hidden, ROUNDED_TO * round(counts.protected_by_need / ROUNDED_TO))
    return need, hidden - need


@dataclass(frozen=True)
class Tools:
    """What publishing is done with: the decider, the audit and who is told of the progress."""

    decider: Decider
    audit: Audit
    progress: Progress = silent


def publish(
    store: Path, catalogue: Catalogue, tools: Tools, *, by: str, keep: int, wait_seconds: float
) -> Publication:
    """Publish what the register holds; return what became of it.

    Raises BusyError at once when somebody else is publishing, ExposureError when the audit found something,
    and other errors as they come; whatever is raised, the old snapshot stays in force.
    """
    with locked(store / LOCK_FILE):
        pointer.remove_leftovers(store)
        with opened(store, wait_seconds=wait_seconds) as register:
            facts, sources = register.facts(), register.sources()
        facts = tools.decider.held(facts, catalogue)
        decisions = _decided(roll_up(facts, catalogue), catalogue, tools)
        new = _Draft(catalogue, facts, sources, decisions)
        with _unfinished(store) as path:
            snapshot_id = new.write(path, sequence=pointer.next_sequence(store), by=by)
            tools.progress("Kontrollerar filen", 0, 1)
            content = new.verify(path)
            in_force = _same_as_in_force(store, content)
            if in_force is not None:
                return new.publication(in_force.id, is_new=False)
            _attack(store, path, tools, by=by)
            tools.decider.record(snapshot_id, decisions)
            pointer.publish_file(store, path, snapshot_id)
        publication = new.publication(snapshot_id, is_new=True)
        pointer.prune(store, keep)
        Log(store).append("publish", who=by, snapshot=snapshot_id, cells_shown=publication.shown)
    return publication


def roll_back(store: Path, snapshot_id: str, *, by: str) -> Pointer:
    """Put an earlier snapshot in force again. Raises SnapshotError when it is not there whole, BusyError."""
    with locked(store / LOCK_FILE):
        found = [note for note in pointer.kept(store) if note.id == snapshot_id]
        if not found:
            raise SnapshotError(f"Det finns ingen ögonblicksbild {snapshot_id}.")
        pointer.verified(store, found[0])
        pointer.point_at(store, found[0])
        Log(store).append("rollback", who=by, snapshot=snapshot_id)
    return found[0]


def application_version() -> str:
    """Return the version of this program."""
    return tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))["project"]["version"]


class _Draft:
    """A snapshot in the making."""

    def __init__(
        self, catalogue: Catalogue, facts: Sequence[Fact], sources: Sources, decisions: Sequence[Decision]
    ) -> None:
        self._catalogue = catalogue
        self._facts = facts
        self._sources = sources
        self._decisions = decisions
        self._cells = [
            PublicCell(one.table.indicator, cell) for one in decisions for cell in one.public_cells()
        ]
        self._cells_hash = snapshot_file.cells_hash(self._cells)
        self._row_counts: Mapping[str, int] = {}

    def write(self, path: Path, *, sequence: int, by: str) -> str:
        """Write the file and return the snapshot's id."""
        snapshot_id = f"{sequence:05d}-{self._cells_hash[:8]}"
        counts = self.publication(snapshot_id, is_new=True)
        need, consequence = rounded_reasons(counts)
        head = Head(
            id=snapshot_id,
            sequence=sequence,
            published_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            published_by=by,
            is_demo=self._sources.is_demo,
            data_until=data_until(self._facts),
            catalogue_hash=self._catalogue.hash,
            input_hashes=list(self._sources.keyed_hashes),
            application_version=application_version(),
            cells_shown=counts.shown,
            cells_protected_by_need=need,
            cells_protected_by_consequence=consequence,
            corrections_waiting=counts.corrections_waiting,
        )
        reports = reporting(self._facts, self._catalogue)
        content = tables(
            head,
            cells=self._cells,
            reports=reports,
            corrections=corrections(self._facts),
            agreements=agreements(self._catalogue, [one.table for one in self._decisions]),
            catalogue=self._catalogue,
        )
        self._row_counts = {name: len(rows) for name, rows in content.items()}
        snapshot_file.write(path, content)
        return snapshot_id

    def verify(self, path: Path) -> snapshot_file.Content:
        """Return the written file's content, once it is proved to be what it should."""
        return snapshot_file.verify(path, expected_cells=self._cells_hash, expected_rows=self._row_counts)

    def publication(self, snapshot_id: str, *, is_new: bool) -> Publication:
        """Return the counts of the snapshot."""
        reasons = [reason for one in self._decisions for reason in one.hidden.values()]
        return Publication(
            snapshot=snapshot_id,
            is_new=is_new,
            shown=sum(one.cell.mark == "shown" for one in self._cells),
            protected_by_need=reasons.count(Reason.NEED),
            protected_by_consequence=reasons.count(Reason.CONSEQUENCE),
            corrections_waiting=sum(one.corrections_waiting for one in self._decisions),
        )


def _decided(planned: Sequence[YearTable], catalogue: Catalogue, tools: Tools) -> tuple[Decision, ...]:
    decided: dict[YearTable, Decision] = {}
    for group in linked.groups(planned, catalogue):
        tools.progress("Skyddar små tal", len(decided), len(planned))
        decided |= zip(group, linked.decide(group, tools.decider, catalogue), strict=True)
    tools.progress("Skyddar små tal", len(planned), len(planned))
    return tuple(decided[table] for table in planned)


def _attack(store: Path, path: Path, tools: Tools, *, by: str) -> None:
    """Raise ExposureError when the new file, together with those already published, gives a figure away."""
    tools.progress("Prövar skyddet", 0, 1)
    published = [pointer.path_of(store, note) for note in pointer.kept(store)]
    exposed = tools.audit([*(file for file in published if file.is_file()), path])
    if exposed:
        Log(store).append("publish_refused", who=by, exposed=len(exposed))
        raise ExposureError(exposed)
    tools.progress("Prövar skyddet", 1, 1)


def _same_as_in_force(store: Path, content: snapshot_file.Content) -> Pointer | None:
    """Return the snapshot in force when it shows exactly this content."""
    in_force = pointer.current_if_readable(store)
    if in_force is None:
        return None
    try:
        old = snapshot_file.read(pointer.verified(store, in_force))
    except SnapshotError:
        return None
    return in_force if old.fingerprint == content.fingerprint else None


@contextmanager
def _unfinished(store: Path) -> Iterator[Path]:
    """Give the path of a file that is gone again unless it has been moved to its place."""
    path = store / pointer.UNFINISHED
    try:
        yield path
    finally:
        for leftover in store.glob(f"{pointer.UNFINISHED}*"):
            leftover.unlink(missing_ok=True)
