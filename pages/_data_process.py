"""The command line of the data room as a child process: with limits, without secrets, never through a shell.

Owns how it is started, limited and listened to. Must not know any single command. Whatever reads a file or
opens the register runs here: a hostile workbook kills the child and not the site.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from settings import ROOT, Settings, Sharing

MEGABYTE = 1 << 20
CHILDREN = threading.BoundedSemaphore(2)
"""How many files a web process reads at the same time; others wait."""
WAIT_SECONDS = 20.0
BUSY = "Flera filer läses in just nu. Försök igen om en stund."
STOPPED = "Läsningen avbröts eftersom den tog för lång tid eller för mycket minne. Inget har sparats."


class DataProcessError(Exception):
    """The child did not answer. The text is Swedish and meant for the coordinator."""


@dataclass(frozen=True)
class Limits:
    """What a child may use: address space, processor seconds, seconds altogether."""

    memory: int
    cpu_seconds: int
    seconds: float


SHARED = [name for name in Sharing.model_fields if not name.startswith("replica")]
READING = Limits(memory=2000 * MEGABYTE, cpu_seconds=60, seconds=100)
WORKING = Limits(memory=6000 * MEGABYTE, cpu_seconds=1800, seconds=3600)


def ask(store: Path, *words: str, limits: Limits = READING) -> Any:
    """Run a command and return its JSON. Raises DataProcessError with the command's own words, or ours."""
    if not CHILDREN.acquire(timeout=WAIT_SECONDS):
        raise DataProcessError(BUSY)
    try:
        with _started(_environment(store), words, limits, stdout=subprocess.PIPE) as child:
            try:
                written, _ = child.communicate(timeout=limits.seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                raise DataProcessError(STOPPED) from None
    finally:
        CHILDREN.release()
    answer = _json(written)
    if answer is None:
        raise DataProcessError(STOPPED)
    if isinstance(answer, dict) and "error" in answer:
        raise DataProcessError(str(answer["error"]))
    return answer


def start(store: Path, *words: str, limits: Limits = WORKING) -> None:
    """Start a command and leave it: it goes on when the web process ends, and tells by its own means.

    It may publish, so it knows where the shared store is, password and all. `ask` reads what nobody has
    looked at, and does not know.
    """
    child = _started(_environment(store, shares=True), words, limits, stdout=subprocess.DEVNULL)

    def attend() -> None:
        try:
            child.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    threading.Thread(target=attend, daemon=True).start()


def _started(
    environment: Mapping[str, str], words: tuple[str, ...], limits: Limits, *, stdout: int
) -> "subprocess.Popen[bytes]":
    child = subprocess.Popen(  # noqa: S603  our own interpreter and a list of words: no shell reads them
        [sys.executable, "-m", "data", *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        # What libraries print may quote a file: it belongs in no journal.
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # From outside, so that nothing the child does can lift them; it has not read anything yet.
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(child.pid, resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.prlimit(child.pid, resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
        resource.prlimit(child.pid, resource.RLIMIT_CORE, (0, 0))
    return child


def _environment(store: Path, *, shares: bool = False) -> Mapping[str, str]:
    """Return paths and limits, and nothing of the login: a child needs no secrets but the shared store's."""
    names = {*Settings.model_fields, *(SHARED if shares else ())}
    kept = {f"LAGESBILD_{name.upper()}" for name in names} | {"PATH", "TZ", "LANG"}
    given = {name: value for name, value in os.environ.items() if name in kept}
    return {
        **given,
        "LAGESBILD_STORE": str(store),
        "PYTHONUTF8": "1",
        # Each thread of a numeric library reserves address space that the limit counts.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _json(written: bytes) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return None
