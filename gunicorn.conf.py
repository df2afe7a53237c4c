"""Gunicorn's settings: two workers of four threads behind nginx, loopback only.

Why these: `../docs/drift.md`. A crash of one worker does not stop the service; DuckDB runs one thread a
query. The program is read once, before the service divides into workers: a new worker is up at once, a
reload keeps nobody waiting, and what cannot start says so before systemd is told that it has. `reload`
gives new workers of the same program; a new program takes `restart`. Nothing may be opened at import that
cannot be shared: snapshots are opened at the first question.
"""

import gc
import os
import shutil
import sys
import tempfile
from typing import Any

from access import logs, metrics
from access.serving import WholeAnswers

bind = f"127.0.0.1:{os.environ.get('PORT', '8050')}"
workers = 2
threads = 4
preload_app = True
worker_class = WholeAnswers  # gthread, with each answer sent whole
timeout = 60
graceful_timeout = 30
keepalive = 75
max_requests = 2000
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm"  # noqa: S108  heartbeat files in memory: a slow disk must not look like a dead worker
control_socket_disable = True  # gunicorn 27 would open ~/.gunicorn/gunicorn.ctl
forwarded_allow_ips = "127.0.0.1"
accesslog = None
errorlog = "-"


def on_starting(_server: Any) -> None:
    """Where the workers count (access/metrics.py): in memory, for a full disk must not stop them."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="lagesbild-", dir=worker_tmp_dir)


def on_exit(_server: Any) -> None:
    """What was counted ends with the service: Prometheus knows that counters begin anew."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def when_ready(_server: Any) -> None:
    """Before the first worker: leave it nothing that cannot be shared, and keep shared what can.

    DuckDB opens a database of its own as it is imported, with a thread that no worker has: a worker that ends
    would wait for it and be killed. Garbage is collected now, for collecting writes in what is shared.
    """
    if "duckdb" in sys.modules:
        sys.modules["duckdb"].default_connection().close()
    gc.collect()
    gc.freeze()


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker a number that no living worker has: it counts on where its predecessor ended."""
    taken = {other.number for other in server.WORKERS.values()}
    worker.number = min(set(range(len(taken) + 1)) - taken)


def post_fork(_server: Any, worker: Any) -> None:
    """Each worker counts under its number, and writes its events as lines of JSON."""
    os.environ["LAGESBILD_WORKER"] = str(worker.number)
    metrics.count_as_worker()
    logs.configure()
