"""Gunicorn's settings: two workers of four threads behind nginx, loopback only.

Why these: `../docs/drift.md`. A crash of one worker does not stop the service; DuckDB runs one thread a
query.
"""

import os
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


def post_fork(_server: Any, _worker: Any) -> None:
    """Each worker writes its events as lines of JSON."""
    logs.configure()
