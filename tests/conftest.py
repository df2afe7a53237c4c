"""Fixtures that several rooms share: a tiny snapshot, opened once for the session."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from queries.store import Snapshot, Store
from tests.snapshots import make_snapshot

# The same examples at every run, and no verdict from the clock: the machines that run this are shared.
settings.register_profile(
    "lagesbild", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("lagesbild")


@pytest.fixture(scope="session")
def tiny_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder with one tiny snapshot (`tests/snapshots.py` says what is in it). Read it, never write
    to it."""
    folder = tmp_path_factory.mktemp("tiny-store")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_store: Path) -> Snapshot:
    """The tiny snapshot, open."""
    return Store(tiny_store).current()
