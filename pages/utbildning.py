"""Measure 2: whether staff are trained, and training beside asking, for which it is the condition."""

from collections.abc import Mapping

from components.chart_card import CardView
from components.filters import Choices, Filters
from pages import _readers
from pages._comparisons import training_card
from pages._measure import register_page
from queries.store import Snapshot

TRAINED = "utb1"
ASKED = "fra1"


def beside(snapshot: Snapshot, filters: Filters, choices: Choices) -> Mapping[str, CardView]:
    """Training beside asking, where both are published unit by unit."""
    found = {one.id: one for one in _readers.indicators(snapshot)}
    if TRAINED not in found or ASKED not in found:
        return {}
    trained, asked = found[TRAINED], found[ASKED]
    if not set(trained.kinds("unit")) & set(asked.kinds("unit")):
        return {}
    return {f"{TRAINED}-{ASKED}": training_card(snapshot, trained, asked, filters, choices)}


register_page(
    __name__,
    path="/utbildning",
    title="Utbildning",
    heading="Åtgärd 2: Har medarbetarna utbildning?",
    lead=("Utbildning är en förutsättning för att frågan ska kunna ställas.",),
    beside=(TRAINED, beside),
)
