"""Why stored figures are changed or taken back, in somebody's own words: they stay in the history for good.

Owns what such words may hold. Must not know where they are kept.
"""

from data.model import Catalogue
from data.reading.names import vocabulary
from data.reading.personal_data import kind_in_text

PERSONAL = "Skälet ser ut att innehålla personuppgifter. Skriv det utan dem. Inget har sparats."


def fault_of(catalogue: Catalogue, reason: str) -> str:
    """Return what is wrong with the words, empty when nothing is."""
    return PERSONAL if kind_in_text(reason, is_known_name=vocabulary(catalogue).is_known) else ""
