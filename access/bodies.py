"""What a request may carry: the shape Dash's callbacks expect, and nothing that makes Dash stumble.

Must not know who is asking. A body that does not fit is the sender's fault: 400, never 500.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any


class BadBodyError(ValueError):
    """The body is not one that our own pages send."""


def read(load: Callable[[], object]) -> tuple[Mapping[str, Any], str]:
    """The body of a callback request, which `load` decodes, and the output it names. Raises BadBodyError."""
    try:
        body = load()
    except RecursionError as error:
        raise BadBodyError("depth") from error
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadBodyError("output")
    return body, body["output"]


def check(body: Mapping[str, Any], registered: Mapping[str, Any]) -> None:
    """Compare the body with the callback as Dash has registered it. Raises BadBodyError naming the part."""
    _check_values(body.get("inputs"), registered["inputs"], part="inputs")
    _check_values(body.get("state", []), registered["state"], part="state")
    _check_outputs(body.get("outputs"), registered)
    changed = body.get("changedPropIds", [])
    if not (isinstance(changed, list) and all(isinstance(item, str) for item in changed)):
        raise BadBodyError("changedPropIds")


def check_address(body: Mapping[str, Any]) -> None:
    """The page router takes path and query as text and crashes on anything else. Raises BadBodyError."""
    path, query = (item.get("value") for item in body["inputs"])
    if not (isinstance(path, str) and path.startswith("/") and isinstance(query, str)):
        raise BadBodyError("address")


def _check_values(sent: object, expected: Sequence[Mapping[str, Any]], *, part: str) -> None:
    if not isinstance(sent, list) or len(sent) != len(expected):
        raise BadBodyError(part)
    for one, wanted in zip(sent, expected, strict=True):
        if _has_pattern(wanted["id"]):
            # One value for each component the pattern matches, or one alone.
            items = one if isinstance(one, list) else [one]
            fits = all(_is_property(item, name=wanted["property"]) for item in items)
        else:
            fits = _is_property(one, name=wanted["property"], component_id=wanted["id"])
        if not fits:
            raise BadBodyError(part)


def _check_outputs(sent: object, registered: Mapping[str, Any]) -> None:
    output = registered["output"]
    wanted = list(output) if isinstance(output, list | tuple) else [output]
    items = sent if isinstance(sent, list) else [sent]
    if registered.get("no_output"):
        return
    if isinstance(output, list | tuple) != isinstance(sent, list) or len(items) != len(wanted):
        raise BadBodyError("outputs")
    for one, expected in zip(items, wanted, strict=True):
        if expected.has_wildcard():
            fits = all(isinstance(item, dict) for item in (one if isinstance(one, list) else [one]))
        else:
            fits = _is_property(one, component_id=expected.component_id)
        if not fits:
            raise BadBodyError("outputs")


def _is_property(item: object, *, name: str | None = None, component_id: object = None) -> bool:
    return (
        isinstance(item, dict)
        and isinstance(item.get("id"), str | dict)
        and isinstance(item.get("property"), str)
        and name in (None, item["property"])
        and component_id in (None, item["id"])
    )


def _has_pattern(component_id: object) -> bool:
    # Dash writes the id of a pattern as JSON text: {"index":["MATCH"],"type":"x"}.
    return isinstance(component_id, str) and component_id.startswith("{")
