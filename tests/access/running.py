"""The real application in production form behind gunicorn, on a free port of this machine, for tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests

from access.keys import KeyRole, Keys
from access.roles import Role, Visitor
from access.session_databases import SqliteFile
from access.sessions import Sessions
from tests.access.conftest import login_environment
from tests.snapshots import Cell, Row, make_snapshot

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90.0


@dataclass(frozen=True)
class Service:
    """A running service: where it listens, its store, and ways in."""

    port: int
    store: Path

    @property
    def address(self) -> str:
        """What stands before the path of an address."""
        return f"http://127.0.0.1:{self.port}"

    def key(self, role: KeyRole = KeyRole.LEDNING) -> str:
        """A key that holds until tomorrow."""
        tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
        keys = Keys(SqliteFile(self.store / "sessions.sqlite"))
        return keys.make("test", role=role, last_day=tomorrow, made_by="test")[1]

    def cookie(self, *roles: Role) -> dict[str, str]:
        """The cookie of somebody who is signed in."""
        sessions = Sessions(SqliteFile(self.store / "sessions.sqlite"))
        return {"__Host-sid": sessions.start(Visitor("somebody", "Somebody", frozenset(roles)), id_token="")}

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> requests.Response:
        """As a program asks, without following."""
        return requests.get(
            self.address + path, headers=dict(headers or {}), allow_redirects=False, timeout=30
        )


@contextmanager
def running(
    store: Path, *, extra_cells: Sequence[Cell] = (), extra_indicators: Sequence[Row] = ()
) -> Iterator[Service]:
    """Serve a store with a tiny snapshot, and these cells and indicators."""
    make_snapshot(store, extra_cells=extra_cells, extra_indicators=extra_indicators)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = os.environ | login_environment("https://login.example")
    environment |= {"PORT": str(port), "LAGESBILD_ENV": "production", "LAGESBILD_STORE": str(store)}
    with (store / "service.log").open("wb") as log:
        command = [sys.executable, "-m", "gunicorn", "--workers", "1", "app:server"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    service = Service(port, store)
    try:
        _wait(service, process)
        yield service
    finally:
        process.terminate()
        process.wait(timeout=40)


def _wait(service: Service, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if service.get("/halsa").status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail((service.store / "service.log").read_text(encoding="utf-8")[-2000:])
