"""nginx as we ship it, in front of gunicorn and the real application in production form, over https."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import requests

from access.keys import KeyRole, Keys
from access.roles import Role, Visitor
from access.session_databases import SqliteFile
from access.sessions import Sessions
from tests.access.conftest import login_environment
from tests.snapshots import make_snapshot

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SLOW_CONNECTIONS = 35
"""Under the limit of connections from one address; twenty stop gunicorn alone."""

pytestmark = pytest.mark.skipif(
    not Path(NGINX).exists() or shutil.which("openssl") is None,
    reason="NOT TESTED: nginx or openssl is missing (apt-get install nginx-light openssl)",
)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


WITH_SOCKET = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "app:server"])
"""
"""Starts the service as systemd does with lagesbild.socket: the port is open before it, and after it."""


@dataclass
class Service:
    """Gunicorn on a port that somebody else holds. log: what it wrote."""

    listener: socket.socket
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            port = self.listener.fileno()
            self.process = subprocess.Popen(
                [sys.executable, "-c", WITH_SOCKET, str(port)],
                cwd=ROOT,
                env=self.environment,
                pass_fds=[port],
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=40)
            self.process = None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid


@dataclass
class Front:
    """The service as readers meet it. upstream: gunicorn's port. certificate: what they trust."""

    port: int
    plain_port: int
    upstream: int
    certificate: Path
    sessions: Sessions
    service: Service

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    def get(self, path: str, **options: object) -> requests.Response:
        return self.send("GET", path, **options)

    def send(self, method: str, path: str, **options: object) -> requests.Response:
        sending: dict[str, object] = {
            "verify": str(self.certificate),
            "allow_redirects": False,
            "timeout": 20,
        }
        return requests.request(method, self.address + path, **(sending | options))  # type: ignore[arg-type]

    def cookie(self, *roles: Role) -> dict[str, str]:
        visitor = Visitor("somebody", "Somebody", frozenset(roles))
        return {"__Host-sid": self.sessions.start(visitor, id_token="")}


def make_certificate(folder: Path) -> Path:
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    return folder / "fullchain.pem"


def shipped_config(folder: Path, *, port: int, plain_port: int, upstream: int) -> str:
    """The file in deploy/, with only names, ports and paths changed."""
    shipped = (ROOT / "deploy/nginx/lagesbild.conf").read_text(encoding="utf-8")
    changes = {
        "https://lagesbild.example$request_uri": f"https://localhost:{port}$request_uri",
        "lagesbild.example": "localhost",
        "/etc/ssl/lagesbild/": f"{folder}/",
        "/usr/share/lagesbild": str(ROOT / "deploy/nginx"),
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "server 127.0.0.1:8050": f"server 127.0.0.1:{upstream}",
        "/var/log/nginx/lagesbild.log": f"{folder}/access.log",
    }
    for old, new in changes.items():
        assert old in shipped, old
        shipped = shipped.replace(old, new)
    return shipped


def main_config(folder: Path, site: Path) -> str:
    """What Debian's own nginx.conf gives around it, without needing root."""
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
include /etc/nginx/mime.types;
access_log off;
{temporary}
include {site};
}}
"""


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nothing listens on {port}")


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("front")
    store = folder / "store"
    store.mkdir()
    make_snapshot(store)
    port, plain_port = free_port(), free_port()
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    upstream = listener.getsockname()[1]
    certificate = make_certificate(folder)
    site = folder / "lagesbild.conf"
    site.write_text(
        shipped_config(folder, port=port, plain_port=plain_port, upstream=upstream), encoding="utf-8"
    )
    main = folder / "nginx.conf"
    main.write_text(main_config(folder, site), encoding="utf-8")
    subprocess.run([NGINX, "-t", "-q", "-c", str(main)], check=True)
    environment = os.environ | login_environment("https://login.example")
    environment |= {
        "LAGESBILD_ENV": "production",
        "LAGESBILD_STORE": str(store),
        "LAGESBILD_BASE_URL": f"https://localhost:{port}",
    }
    service = Service(listener, environment, folder / "service.log")
    service.start()
    proxy = subprocess.Popen([NGINX, "-c", str(main)])
    try:
        wait(port, proxy)
        sessions = Sessions(SqliteFile(store / "sessions.sqlite"))
        front = Front(port, plain_port, upstream, certificate, sessions, service)
        # The port is open before the application has been read; this answer waits for it.
        deadline = time.monotonic() + 120
        while front.get("/halsa", timeout=90).status_code != 200:
            # nginx itself gives up after a minute, on a machine with much else to do.
            assert time.monotonic() < deadline
        yield front
    finally:
        proxy.terminate()
        proxy.wait(timeout=40)
        service.stop()
        listener.close()


def test_plain_http_leads_to_https(front: Front) -> None:
    answer = requests.get(
        f"http://localhost:{front.plain_port}/fraga?ar=2025", allow_redirects=False, timeout=10
    )
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{front.address}/fraga?ar=2025")


def test_the_log_of_nginx_tells_the_page_and_not_what_was_chosen(front: Front) -> None:
    front.get("/fraga?enhet=frideborg", cookies=front.cookie(Role.LEDNING))
    log = front.certificate.with_name("access.log")
    deadline = time.monotonic() + 10
    while not (log.exists() and '"GET /fraga" 200' in log.read_text()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert '"GET /fraga" 200' in log.read_text()
    assert "frideborg" not in log.read_text()


def test_old_encryption_is_refused(front: Front) -> None:
    context = ssl.create_default_context(cafile=str(front.certificate))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        context.minimum_version = ssl.TLSVersion.TLSv1_1
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("localhost", front.port)) as plain, pytest.raises((ssl.SSLError, OSError)):
        context.wrap_socket(plain, server_hostname="localhost")


def test_a_reader_with_the_secure_cookie_gets_the_page(front: Front) -> None:
    answer = front.get("/fraga", cookies=front.cookie(Role.LEDNING))
    assert answer.status_code == 200
    assert "Strict-Transport-Security" in answer.headers
    assert "script-src 'self' 'sha256-" in answer.headers["Content-Security-Policy"]
    assert "nginx/" not in answer.headers["Server"]
    assert "gunicorn" not in answer.headers["Server"]


def test_a_stranger_is_sent_to_the_login_on_the_same_site(front: Front) -> None:
    answer = front.get("/fraga", headers={"Accept": "text/html"})
    assert answer.status_code == 302
    assert answer.headers["Location"] in {"/logga-in?till=/fraga", f"{front.address}/logga-in?till=/fraga"}


def test_a_tool_is_asked_for_its_key_and_let_in_with_it(front: Front) -> None:
    asked = front.get("/api/v1/")
    assert asked.status_code == 401
    assert "Basic" in asked.headers["WWW-Authenticate"]
    assert "Bearer" in asked.headers["WWW-Authenticate"]
    keys = Keys(front.sessions.database)
    today = datetime.now().astimezone().date()
    key, text = keys.make("test", role=KeyRole.LEDNING, last_day=today, made_by="test")
    assert front.get("/api/v1/", auth=("nyckel", text)).status_code == 200
    assert front.get("/api/v1/", headers={"Authorization": f"Bearer {text}"}).status_code == 200
    assert front.get("/fraga", headers={"Authorization": f"Bearer {text}"}).status_code == 401
    keys.revoke(key.id)
    assert front.get("/api/v1/", auth=("nyckel", text)).status_code == 401


def test_health_is_open(front: Front) -> None:
    assert front.get("/halsa").json()["status"] == "ok"


def test_readers_learn_no_more_than_that_the_service_is_ready(front: Front) -> None:
    answer = front.get("/redo")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def measured(front: Front) -> dict[str, float]:
    """What Prometheus would collect: value by name and labels."""
    text = requests.get(f"http://127.0.0.1:{front.upstream}/matvarden", timeout=20).text
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_what_is_measured_is_for_this_machine_alone_and_of_all_workers_dead_ones_too(front: Front) -> None:
    assert front.get("/matvarden").status_code == 404
    health = 'lagesbild_requests_total{page="/halsa",status="200"}'
    before = measured(front)
    for _ in range(20):
        assert front.get("/halsa").status_code == 200
    for worker in workers(front):
        os.kill(worker, signal.SIGKILL)
    assert front.get("/halsa", timeout=60).status_code == 200
    after = measured(front)
    assert after[health] == before.get(health, 0) + 21
    assert after["lagesbild_figures_answered"] == 1


def test_a_large_body_is_stopped_before_the_service(front: Front) -> None:
    answer = front.send(
        "POST", "/_dash-update-component", data=b"x" * 2_000_000, cookies=front.cookie(Role.LEDNING)
    )
    assert answer.status_code == 413
    assert "Tjänsten svarar inte just nu" in answer.text


def test_the_upload_may_be_larger(front: Front) -> None:
    answer = front.send("POST", "/underlag", data=b"x" * 2_000_000)
    assert answer.status_code != 413 or "gränsen är" not in answer.text


def test_slow_clients_do_not_stop_the_others(front: Front) -> None:
    context = ssl.create_default_context(cafile=str(front.certificate))
    stop = threading.Event()
    opened = []
    for _ in range(SLOW_CONNECTIONS):
        raw = socket.create_connection(("localhost", front.port), timeout=10)
        connection = context.wrap_socket(raw, server_hostname="localhost")
        connection.sendall(
            b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
        )
        opened.append(connection)
    try:
        started = time.monotonic()
        for _ in range(5):
            assert front.get("/halsa").status_code == 200
        assert time.monotonic() - started < 5
    finally:
        stop.set()
        for connection in opened:
            connection.close()


def test_after_the_limit_of_logins_comes_429(front: Front) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        statuses = list(pool.map(lambda _: front.get("/logga-in").status_code, range(200)))
    assert statuses.count(429) > 0
    assert len(statuses) - statuses.count(429) > 60, "a whole office behind one address gets in"


@contextmanager
def reading(front: Front) -> Iterator[list[int]]:
    """Somebody who asks all the time: the statuses of the answers."""
    statuses: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            statuses.append(front.get("/halsa", timeout=60).status_code)
            time.sleep(0.05)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield statuses
        enough = len(statuses) + 20
        deadline = time.monotonic() + 60
        while len(statuses) < enough and reader.is_alive() and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        stop.set()
        reader.join()


def workers(front: Front) -> set[int]:
    master = front.service.pid
    return set(map(int, Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()))


def test_a_reload_gives_new_workers_and_fails_no_request(front: Front) -> None:
    before = workers(front)
    with reading(front) as statuses:
        os.kill(front.service.pid, signal.SIGHUP)
        deadline = time.monotonic() + 30
        while (workers(front) & before or not workers(front)) and time.monotonic() < deadline:
            time.sleep(0.1)
        after = workers(front)
    assert len(after) == 2
    assert not after & before
    assert set(statuses) == {200}
    assert "SIGABRT" not in front.service.log.read_text(), "the old ones end of their own accord"


def test_a_restart_makes_readers_wait_and_fails_no_request(front: Front) -> None:
    with reading(front) as statuses:
        front.service.stop()
        front.service.start()
    assert len(statuses) >= 20
    assert set(statuses) == {200}


def test_when_the_service_is_down_the_reader_is_told_in_swedish(front: Front) -> None:
    front.service.stop()
    front.service.listener.close()
    answer = front.get("/fraga")
    assert answer.status_code == 502
    assert "Tjänsten svarar inte just nu" in answer.text
