"""A server under measurement: started with the product's settings, its time read, its callbacks asked.

Owns processes and plain HTTP. Must not know browsers.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
HOST = "127.0.0.1"
Request = tuple[str, str, Mapping[str, Any] | None]
"""Method, path and body."""


@dataclass(frozen=True)
class Server:
    """A running gunicorn. seconds_to_start: until it answered for the first time."""

    port: int
    process: int
    seconds_to_start: float = 0.0

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def processor_seconds(self) -> float:
        """What the master and its workers have used so far."""
        return sum(_processor_seconds(one) for one in self._processes())

    def megabytes(self) -> float:
        """What the master and its workers hold: what they share is counted once."""
        return sum(_proportional_kilobytes(one) for one in self._processes()) / 1024

    def _processes(self) -> tuple[int, ...]:
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return self.process, *map(int, children)

    def text(self, path: str) -> str:
        """The answer to a plain request."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", path)
        return connection.getresponse().read().decode()


@dataclass(frozen=True)
class Load:
    """Answers a second, processor time for each, the time one waits for it, and how many were not 200.

    Times in milliseconds; p50 and p95 are the middle one and the one that a twentieth is above.
    """

    rate: float
    milliseconds: float
    p50: float
    p95: float
    faults: int


@contextmanager
def serving(application: str, **environment: str) -> Iterator[Server]:
    """Serve an application on a free port until the block ends."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--log-level", "error", application],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "LAGESBILD_ENV": "local"} | environment,
        stdout=subprocess.DEVNULL,
    )
    start = time.perf_counter()
    server = Server(port, process.pid)
    try:
        _wait(server)
        yield Server(port, process.pid, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait(timeout=60)


def load(server: Server, requests: Iterator[Request], *, readers: int, seconds: float) -> Load:
    """Send requests from several connections at the same time, until there are no more or time is up."""
    lock, faults, waited = threading.Lock(), [], []
    deadline = time.perf_counter() + seconds

    def read() -> None:
        connection = http.client.HTTPConnection(HOST, server.port, timeout=120)
        while True:
            with lock:
                request = next(requests, None)
                if request is None or time.perf_counter() > deadline:
                    return
            method, path, body = request
            content = None if body is None else json.dumps(body)
            headers = {"Accept-Encoding": "gzip"} | ({"Content-Type": "application/json"} if body else {})
            asked = time.perf_counter()
            connection.request(method, path, content, headers)
            answer = connection.getresponse()
            answer.read()
            waited.append(1000 * (time.perf_counter() - asked))
            if answer.status != 200:
                faults.append(answer.status)

    before, start = server.processor_seconds(), time.perf_counter()
    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, used = time.perf_counter() - start, server.processor_seconds() - before
    count = len(waited)
    return Load(
        rate=count / took,
        milliseconds=1000 * used / count,
        p50=statistics.median(waited),
        p95=sorted(waited)[count * 19 // 20],
        faults=len(faults),
    )


def _proportional_kilobytes(process: int) -> int:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _processor_seconds(process: int) -> float:
    """Its own time and that of children that have ended: workers are replaced now and then."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _wait(server: Server) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, server.port), timeout=1).close()
            server.text("/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(server.address)
