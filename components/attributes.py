"""Data and aria attributes for Dash's HTML components, whose constructors do not name them."""

from typing import Any


def attributes(**named: str | bool) -> dict[str, Any]:
    """`attributes(data_snapshot="1", aria_label="Urval")` → `{"data-snapshot": "1", "aria-label": "Urval"}`."""
    return {name.replace("_", "-"): value for name, value in named.items()}
