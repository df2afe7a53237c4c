"""Measure 2: whether staff are trained, and training beside asking, for which it is the condition."""

from collections.abc import Mapping

from components.chart_card import CardView
from components.filters import Choices, Filters
from pages import _readers
from pages._comparisons import ASKED, TRAINED, training_card, training_pair
from pages._measure import register_page
from queries.store import Snapshot


def beside(snapshot: Snapshot, filters: Filters, choices: Choices) -> Mapping[str, CardView]:
    """Training beside asking, where both are published unit by unit."""
    pair = training_pair(_readers.indicators(snapshot))
    return {f"{TRAINED}-{ASKED}": training_card(snapshot, pair, filters, choices)} if pair else {}


register_page(
    __name__,
    path="/utbildning",
    title="Utbildning",
    heading="Åtgärd 2: Har medarbetarna utbildning?",
    lead=("Utbildning är en förutsättning för att frågan ska kunna ställas.",),
    beside=(TRAINED, beside),
)
