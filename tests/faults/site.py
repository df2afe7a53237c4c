"""The service as it runs: gunicorn with its two workers, behind nginx as shipped, in production form."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from access.roles import Role, Visitor
from access.session_databases import SqliteFile
from access.sessions import Sessions
from tests.access.conftest import login_environment
from tests.deploy.test_nginx import NGINX, free_port, main_config, make_certificate, shipped_config

ROOT = Path(__file__).resolve().parents[2]
MISSING = not Path(NGINX).exists() or shutil.which("openssl") is None
START_SECONDS = 120.0
REST_SECONDS = 0.5
ROOM_MEGABYTES = 48


@dataclass(frozen=True)
class Site:
    """A running service. port: nginx's, https; service: gunicorn's master; log: what the two wrote."""

    port: int
    certificate: Path
    cookie: str
    service: subprocess.Popen[bytes]
    log: Path

    def kill_worker(self) -> bool:
        """Kill -9 a worker in the middle of its work; return whether there was another that could go on.

        Nginx asks again once. Whoever has two workers die under the same question gets no answer, so nobody
        is killed while only one is up.
        """
        children = Path(f"/proc/{self.service.pid}/task/{self.service.pid}/children").read_text("ascii")
        workers = [int(child) for child in children.split()]
        busy = [worker for worker in workers if _has_answered(worker)]
        if not busy or len(workers) < 2 or not all(_is_up(worker) for worker in workers):
            return False
        os.kill(busy[0], signal.SIGKILL)
        return True


@contextmanager
def running(folder: Path, store: Path) -> Iterator[Site]:
    """Serve a store that has a snapshot."""
    port, upstream = free_port(), free_port()
    certificate = make_certificate(folder)
    site = folder / "lagesbild.conf"
    plain = free_port()
    site.write_text(shipped_config(folder, port=port, plain_port=plain, upstream=upstream), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(main_config(folder, site), encoding="utf-8")
    environment = os.environ | login_environment("https://login.example")
    environment |= {
        "PORT": str(upstream),
        "LAGESBILD_ENV": "production",
        "LAGESBILD_STORE": str(store),
        "LAGESBILD_BASE_URL": f"https://localhost:{port}",
    }
    log = folder / "service.log"
    with log.open("wb") as written:
        command = [sys.executable, "-m", "gunicorn", "app:server"]
        service = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
        proxy = subprocess.Popen([NGINX, "-c", str(main)], stdout=written, stderr=written)
    try:
        _wait(port, proxy)
        _wait(upstream, service)
        sessions = Sessions(SqliteFile(store / "sessions.sqlite"))
        _wait_for_file(store / "sessions.sqlite", service)
        cookie = sessions.start(Visitor("reader", "Reader", frozenset({Role.LEDNING})), id_token="")
        yield Site(port, certificate, f"__Host-sid={cookie}", service, log)
    finally:
        for process in (proxy, service):
            process.terminate()
            process.wait(timeout=40)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of its own for the store, a small one; None where this account may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        yield None
        return
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM_MEGABYTES}m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _has_answered(worker: int) -> bool:
    """Whether a worker has opened a snapshot."""
    for descriptor in Path(f"/proc/{worker}/fd").glob("*"):
        with suppress(OSError):
            if "published-" in str(descriptor.readlink()):
                return True
    return False


def _is_up(worker: int) -> bool:
    """Whether a worker has answered, or waits for its first question: it sleeps, and goes on sleeping."""
    if _has_answered(worker):
        return True
    before = _state_and_ticks(worker)
    time.sleep(REST_SECONDS)
    return before[0] == "S" and before == _state_and_ticks(worker)


def _state_and_ticks(worker: int) -> tuple[str, int]:
    """S for one that sleeps, and the processor time it has used, in hundredths of a second."""
    try:
        fields = Path(f"/proc/{worker}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return "", 0
    return fields[0], int(fields[11]) + int(fields[12])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")


def _wait_for_file(file: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if file.exists() and file.stat().st_size:
            return
        time.sleep(0.1)
    raise TimeoutError(f"{file.name} was never made")
