"""The words that each indicator's sentences need, by indicator id.

Owns the phrases. An indicator without an entry gets plainer sentences built on its name, so a new row in the
catalogue needs no entry here. Must not know figures.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from components.sentences.model import Subject

PHRASES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "fra1": {"label": "Andelen som fått frågan", "phrase": "av klienterna fick frågan"},
        "kast1": {
            "label": "Antalet KAST-samtal", "one": "KAST-samtal", "many": "KAST-samtal", "is_neuter": True,
            "phrase": "genomfördes",
        },
    }
)  # fmt: skip
"""Keyword arguments of `Subject` by indicator id."""


def subject_of(indicator: Mapping[str, Any]) -> Subject:
    """Make the subject of an indicator's sentences from its row in the snapshot.

    Args:
        indicator: A mapping with `id`, `name`, `kind`, `time`, `unit_of_measure` and `direction`.
    """
    return Subject(
        name=str(indicator["name"]),
        kind=indicator["kind"],
        unit_of_measure=str(indicator["unit_of_measure"]),
        direction=indicator["direction"],
        is_stock=indicator["time"] == "stock",
        **PHRASES.get(str(indicator["id"]), {}),
    )
