"""The ids that more than one component, page or script relies on.

Owns the names in the page. Must not know what stands behind them.
"""

FILTER_UNIT = "filter-unit"
FILTER_YEAR = "filter-year"
FILTER_PERIOD = "filter-period"
FILTER_GENDER = "filter-gender"

SLOTS = "slots"
"""The dcc.Store whose data, {element id: HTML}, assets/slots.js writes into the page."""

SLOTS_FILLED = "slots-filled"
"""The dcc.Store that takes the answer of the clientside callback; nobody reads it."""


def card(graph: str) -> str:
    """Id of a chart card itself: the figure a callback may mark with another indicator."""
    return f"{graph}-card"


def name(card: str) -> str:
    """Id of code and name over the finding of a chart card, a text a callback may set (`children`)."""
    return f"{card}-name"


def heading(card: str) -> str:
    """Id of the finding of a chart card, a text a callback may set (`children`)."""
    return f"{card}-heading"


def sentence(card: str) -> str:
    """Id of the sentence of a chart card, a text a callback may set (`children`)."""
    return f"{card}-sentence"


def key_slot(card: str) -> str:
    """Id of the slot with the legend of a chart card."""
    return f"{card}-key"


def still_slot(card: str) -> str:
    """Id of the slot with the still pictures (SVG) of a chart card: first view, narrow screens and print."""
    return f"{card}-still"


def notes_slot(card: str) -> str:
    """Id of the slot with events, marks and reading help of a chart card."""
    return f"{card}-notes"


def table_slot(card: str) -> str:
    """Id of the slot with the table of a chart card."""
    return f"{card}-table"


def definition_slot(card: str) -> str:
    """Id of the slot with the definition of a chart card."""
    return f"{card}-definition"


def links_slot(card: str) -> str:
    """Id of the slot with the links under a chart card."""
    return f"{card}-links"


def number_slot(card: str) -> str:
    """Id of the slot with everything under the heading of a number card."""
    return f"{card}-number"


def link(card: str) -> str:
    """Id of the link that is the heading of a number card (`href`, `children`)."""
    return f"{card}-link"
