"""Everything that may go wrong while snapshots are swapped under load, one fault a function.

Each fault happens again and again while readers read and a publisher publishes; a row says what came of it.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.locks import BusyError
from data.publishing.publish import roll_back
from data.snapshot import pointer
from tests.faults.load import Seen, readers
from tests.faults.publisher import EVERY_SECONDS
from tests.faults.site import ROOT, Site, running, small_disk

DAY = 86_400.0
PATIENCE_SECONDS = 60.0
DISK_FULL = "disk full"


@dataclass(frozen=True)
class Row:
    """What came of one fault. times: how often it happened; faults: rounds that were not published."""

    name: str
    seconds: float
    times: int
    swaps: int
    faults: int
    seen: Seen

    @property
    def errors(self) -> int:
        """Failed reads."""
        return sum(self.seen.errors.values())

    @property
    def torn(self) -> int:
        """Torn answers."""
        return sum(self.seen.torn.values()) + sum(self.seen.torn_pages().values())


class Publishers:
    """The publishers of a store: any number at once."""

    def __init__(self, store: Path, catalogue: Path, said: Path) -> None:
        self._said = said
        self._said.touch()
        self._alive: list[int] = []
        command = [sys.executable, "-m", "tests.faults.publisher", str(store), str(catalogue), str(said)]
        self._mother = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        while self._answer() != "ready":
            pass

    def start(self, seconds_wrong: float = 0.0) -> None:
        """Start one more."""
        assert self._mother.stdin is not None
        self._mother.stdin.write(f"{seconds_wrong}\n")
        self._alive.append(int(self._answer()))

    def kill(self) -> None:
        """Kill -9 of every one."""
        for child in self._alive:
            os.kill(child, signal.SIGKILL)
        self._alive.clear()

    def lines(self) -> list[dict[str, object]]:
        """What they have said; a line that a kill cut short is none."""
        found = []
        for line in self._said.read_text("utf-8").splitlines():
            with contextlib.suppress(ValueError):
                found.append(json.loads(line))
        return found

    def close(self) -> None:
        """Let nobody be left."""
        self.kill()
        self._mother.kill()
        self._mother.communicate()

    def _answer(self) -> str:
        assert self._mother.stdout is not None
        line = self._mother.stdout.readline()
        if not line:
            raise RuntimeError("the publishers' mother has died")
        return line.strip()


@dataclass
class Bench:
    """A served store, and the publishers at work on it."""

    site: Site
    store: Path
    publishers: Publishers
    has_own_disk: bool

    def measured(self, name: str, seconds: float, fault: "Fault", seconds_wrong: float = 0.0) -> Row:
        """Let the fault happen for so long while readers read and a publisher publishes."""
        before = len(self.publishers.lines())
        self.publishers.start(seconds_wrong)
        try:
            with readers(self.site) as seen:
                times = fault(self, time.monotonic() + seconds)
                self._wait_for_news(seen)
        finally:
            self.publishers.kill()
        said = self.publishers.lines()[before:]
        swaps = len({one["snapshot"] for one in said if "snapshot" in one})
        return Row(name, seconds, times, swaps, sum("fault" in one for one in said), seen)

    def _wait_for_news(self, seen: Seen) -> None:
        """The service has the last word: once the fault is over, something new is published and shown."""
        in_force = pointer.current_if_readable(self.store)
        old = seen.snapshots() | {in_force.id if in_force else ""}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not seen.snapshots() - old:
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing new is shown any more; last: {self.publishers.lines()[-3:]}")
            time.sleep(0.1)


Fault = Callable[[Bench, float], int]
"""Happens until the deadline; returns how often it happened."""


def nothing(_bench: Bench, deadline: float) -> int:
    """Swaps and load alone."""
    time.sleep(max(0.0, deadline - time.monotonic()))
    return 0


def to_and_fro(bench: Bench, deadline: float) -> int:
    """Back to an earlier snapshot and forth again, every second: sooner done than publishing."""
    bench.publishers.kill()
    times = 0
    while time.monotonic() < deadline or not times:
        started = time.monotonic()
        in_force = pointer.current_if_readable(bench.store)
        others = [note.id for note in pointer.kept(bench.store) if note != in_force]
        if others:
            try:
                roll_back(bench.store, others[times % len(others)], by="Samordnaren")
            except BusyError:
                # The killed publisher's lock is freed by the kernel in its own time.
                time.sleep(0.1)
                continue
            times += 1
        time.sleep(max(0.0, EVERY_SECONDS - (time.monotonic() - started)))
    bench.publishers.start()
    return times


def publisher_killed(bench: Bench, deadline: float) -> int:
    """The publisher dies at any moment, and another follows."""
    chance, times = random.Random(6), 0
    while time.monotonic() < deadline:
        time.sleep(chance.uniform(0.1, 2.5))
        bench.publishers.kill()
        bench.publishers.start()
        times += 1
    return times


def workers_killed(bench: Bench, deadline: float) -> int:
    """A worker dies while it answers; the other goes on alone, and dies when the first is back."""
    times = 0
    while time.monotonic() < deadline or not times:
        times += bench.site.kill_worker()
        time.sleep(1.0)
    return times


def two_publishers(bench: Bench, deadline: float) -> int:
    """A second publisher at work all the time."""
    bench.publishers.start()
    time.sleep(max(0.0, deadline - time.monotonic()))
    return 1


def bad_pointer(bench: Bench, deadline: float) -> int:
    """Nonsense in the pointer, again and again; one worker dies meanwhile and has to start with that."""
    nonsense = (b"", b"\x00" * 200, b"[]", b'{"id": "00001-00000000", "file": "/etc/passwd"}')
    times = 0
    while time.monotonic() < deadline:
        (bench.store / pointer.POINTER_FILE).write_bytes(nonsense[times % len(nonsense)])
        if times % 4 == 1:
            bench.site.kill_worker()
        times += 1
        time.sleep(1.3)
    return times


def corrupt_snapshot(bench: Bench, deadline: float) -> int:
    """The pointer names a file with one byte changed: the sum of the right file, then that of the damaged."""
    chance, times = random.Random(7), 0
    while time.monotonic() < deadline:
        in_force = pointer.current_if_readable(bench.store)
        if in_force is None or not in_force.file.startswith("published-"):
            time.sleep(0.2)
            continue
        content = bytearray((bench.store / in_force.file).read_bytes())
        content[chance.randrange(len(content))] ^= 0xFF
        damaged = bench.store / "damaged.duckdb"
        damaged.unlink(missing_ok=True)
        damaged.write_bytes(content)
        note = pointer.Pointer(in_force.id, damaged.name, in_force.sha256, in_force.bytes)
        if times % 2:
            note = pointer.Pointer(in_force.id, damaged.name, pointer.sha256_of(damaged), in_force.bytes)
        pointer.point_at(bench.store, note)
        if times % 4 == 2:
            bench.site.kill_worker()
        times += 1
        time.sleep(1.3)
    return times


def disk_full(bench: Bench, deadline: float) -> int:
    """The disk is full most of the time, for the service's own files too; a worker has to start then."""
    ballast = bench.store / "ballast"
    times = 0
    while time.monotonic() < deadline:
        free = shutil.disk_usage(bench.store).free
        with contextlib.suppress(OSError), ballast.open("wb") as file:
            # To the last byte: the log and the sessions get no room either.
            for _ in range(free // 4096 + 1):
                file.write(b"\0" * 4096)
        times += 1
        if times % 2:
            bench.site.kill_worker()
        time.sleep(3.0)
        ballast.unlink()
        time.sleep(2.0)
    return times


FAULTS: Mapping[str, tuple[Fault, float]] = {
    "snapshots swapped under load": (nothing, 0.0),
    "back to an earlier snapshot and forth, every second": (to_and_fro, 0.0),
    "kill -9 of the publisher, at any moment": (publisher_killed, 0.0),
    "kill -9 of a worker": (workers_killed, 0.0),
    DISK_FULL: (disk_full, 0.0),
    "the pointer names a damaged snapshot": (corrupt_snapshot, 0.0),
    "nonsense in the pointer, workers die meanwhile": (bad_pointer, 0.0),
    "two publishers at once": (two_publishers, 0.0),
    "the publisher's clock jumps 400 days back and forth": (nothing, 400 * DAY),
}
"""What happens, and how many seconds the publisher's clock is wrong."""


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """Serve a store with its publishers; on a small disk of its own, where this account may mount one."""
    with small_disk(folder / "disk") as disk:
        store = (disk or folder) / "store"
        publishers = Publishers(store, folder / "catalogue", folder / "said.jsonl")
        try:
            with running(folder, store) as site:
                yield Bench(site, store, publishers, has_own_disk=disk is not None)
        finally:
            publishers.close()


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = [
        "| fault | seconds | times | snapshots swapped | rounds not published "
        "| requests | errors | torn reads | slowest answer |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row.name} | {row.seconds:.0f} | {row.times or '–'} | {row.swaps} | {row.faults} "
        f"| {row.seen.requests} | {row.errors} | {row.torn} | {row.seen.slowest:.1f} s |"
        for row in rows
    ]
    return "\n".join(lines)
