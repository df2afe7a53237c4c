"""Sexes as people write them.

Owns the spellings. Must not know which indicators are split by sex.
"""

from data.reading.grid import Cell, comparable, text_of

GENDER_NAMES = {"kvinna": "kvinna", "man": "man", "annat_okant": "annat eller okänt"}

# 1 and 2 as in the statistics of SCB; K and M as in most case systems.
_SPELLINGS = {
    "kvinna": ("kvinna", "kvinnor", "kvinnlig", "k", "kv", "kvinn", "f", "female", "women", "flicka",
               "flickor", "tjej",
               "tjejer", "2"),
    "man": ("man", "män", "manlig", "m", "male", "men", "pojke", "pojkar", "kille", "killar", "1"),
    "annat_okant": ("annat_okant", "annat", "annat/okänt", "annat eller okänt", "okänt", "okänd", "annan",
                    "a",
                    "uppgift saknas", "uppgift saknas/annat", "saknas", "ej uppgift", "icke-binär",
                    "ickebinär", "övrigt",
                    "övriga", "other", "unknown", "ej angivet", "vill ej uppge", "0", "9"),
}  # fmt: skip
_GENDER_OF = {
    comparable(word): gender for gender, words in _SPELLINGS.items() for word in words if comparable(word)
}


def gender_of(cell: Cell) -> str | None:
    """Return kvinna, man or annat_okant, or None when the cell is no known spelling."""
    return _GENDER_OF.get(comparable(text_of(cell)))
