"""How much the service is used and how it fares, counted for Prometheus: never a figure, never a person.

Owns what is counted and its text form. Each of gunicorn's workers counts in files of its own in one folder
(gunicorn.conf.py names both), and any of them answers for all; another server counts in memory. Must not know
what pages say, nor who is asking.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import dash
from dash import Dash
from flask import Flask, Response, g, request, request_started
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
WORKER = "LAGESBILD_WORKER"
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
UNKNOWN = "unknown"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds. A page takes tens of milliseconds; nginx gives up after sixty seconds."""

_COUNTED = CollectorRegistry()
_REQUESTS = Counter("lagesbild_requests", "Answered requests", ["page", "status"], registry=_COUNTED)
_SECONDS = Histogram(
    "lagesbild_request_seconds", "Time to answer", ["page"], buckets=BUCKETS, registry=_COUNTED
)
_REFUSALS = Counter("lagesbild_refusals", "Refusals by the door", ["reason"], registry=_COUNTED)


@dataclass(frozen=True)
class Now:
    """Something measured when it is asked for, with the labels that tell it apart."""

    name: str
    description: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


def count_as_worker() -> None:
    """Count in files that the other workers read. Call in a new worker, before anything has been counted.

    The worker's number names its files, not its process id as the library would have it: workers are replaced
    all the time, and each would leave files.
    """
    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: os.environ[WORKER])


def install(app: Dash) -> None:
    """Count every answer. Call before what changes the status of answers: that comes first then."""
    everywhere = f"{app.config.routes_pathname_prefix}<path:path>"

    def count(response: Response) -> Response:
        page = _page(everywhere)
        _REQUESTS.labels(page, str(response.status_code)).inc()
        if "started" in g:
            _SECONDS.labels(page).observe(time.perf_counter() - g.started)
        return response

    request_started.connect(_start, app.server)
    app.server.after_request(count)


def refused(reason: str) -> None:
    """Count a refusal. reason: one of a few words of our own, never text that came with the request."""
    _REFUSALS.labels(reason).inc()


def text(now: Iterable[Now]) -> bytes:
    """What all workers have counted and what is measured now, as Prometheus reads it (`CONTENT_TYPE`)."""
    registry = CollectorRegistry()
    if WORKER in os.environ:
        MultiProcessCollector(registry, path=os.environ[FOLDER])
    else:
        registry.register(_COUNTED)
    registry.register(_Measured(now))
    return generate_latest(registry)


class _Measured(Collector):
    """What is measured now, as the library wants it."""

    def __init__(self, now: Iterable[Now]) -> None:
        self._now = tuple(now)

    def collect(self) -> Iterable[Metric]:
        """One metric for each."""
        for one in self._now:
            family = GaugeMetricFamily(one.name, one.description, labels=list(one.labels))
            family.add_metric(list(one.labels.values()), one.value)
            yield family


def _start(_server: Flask, **_: object) -> None:
    g.started = time.perf_counter()


def _page(everywhere: str) -> str:
    """The page, or the rule of the address: never the address itself, which may be anything."""
    if any(page["path"] == request.path for page in dash.page_registry.values()):
        return request.path
    rule = request.url_rule.rule if request.url_rule else everywhere
    return UNKNOWN if rule == everywhere else rule
