"""Data and aria attributes for Dash's HTML components, whose constructors do not name them."""

from typing import Any


def attributes(**named: str | bool) -> dict[str, Any]:
    """Write `attributes(aria_label="Urval")` as Dash wants it: `{"aria-label": "Urval"}`."""
    return {name.replace("_", "-"): value for name, value in named.items()}
