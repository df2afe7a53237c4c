"""Gunicorn's settings: two workers of four threads behind nginx, loopback only.

Why these: `../docs/drift.md`. A crash of one worker does not stop the service; DuckDB runs one thread a
query.
"""

import os
import shutil
import tempfile
from typing import Any

from access import logs
from access.serving import WholeAnswers

bind = f"127.0.0.1:{os.environ.get('PORT', '8050')}"
workers = 2
threads = 4
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


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker a number that no living worker has: it counts on where its predecessor ended."""
    taken = {other.number for other in server.WORKERS.values()}
    worker.number = min(set(range(len(taken) + 1)) - taken)


def post_fork(_server: Any, worker: Any) -> None:
    """Each worker counts under its number, and writes its events as lines of JSON."""
    os.environ["LAGESBILD_WORKER"] = str(worker.number)
    logs.configure()
