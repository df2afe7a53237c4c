"""Swedish grammar for figures: prepositions, number words, nouns, lists that fit in a sentence.

Owns the small rules that every sentence shares. Must not know what is measured or why a sentence is said.
"""

from collections.abc import Sequence
from datetime import date

from components.formats import list_text, number, percent, period_label, value_text

MAXIMUM_WORDS = 20
"""Longer sentences than this are hard to read for many."""

_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_PERIOD_BEFORE = {
    "month": "månaden före",
    "quarter": "kvartalet före",
    "tertial": "tertialet före",
    "year": "året före",
}


def in_period(kind: str, start: date, *, is_stock: bool = False) -> str:
    """Say when: `i mars 2026`, `under kvartal 1 2026`, `i slutet av 2026`.

    Raises:
        FormatError: The kind of period is unknown.
    """
    label = period_label(kind, start)
    if is_stock:
        return f"i slutet av {label}"
    return f"i {label}" if kind == "month" else f"under {label}"


def period_before(kind: str) -> str:
    """Name the period next before: `månaden före`, `kvartalet före`."""
    return _PERIOD_BEFORE[kind]


def small_number(count: int, *, is_neuter: bool = False) -> str:
    """Write a whole number as a word up to twelve, as in running text: `tre`, `ett`, `14`."""
    if count == 1 and is_neuter:
        return "ett"
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count)


def counted(count: float, *, one: str, many: str, is_neuter: bool = False) -> str:
    """Write a number of things: `inga samtal`, `ett samtal`, `14 samtal`."""
    if count == 0:
        return f"inga {many}"
    if count == 1:
        return f"{'ett' if is_neuter else 'en'} {one}"
    return f"{number(count)}\N{NO-BREAK SPACE}{many}"


def percent_words(fraction: float) -> str:
    """Write a share as in running text: `62 procent`."""
    return percent(fraction).replace("%", "procent")


def value_words(value: float, unit_of_measure: str) -> str:
    """Write a value as in running text: `62 procent`, `14 dagar`, `650 000 kronor`, `ja`."""
    return percent_words(value) if unit_of_measure == "procent" else value_text(value, unit_of_measure)


def capital(text: str) -> str:
    """Begin a sentence: only the first letter changes, so that names keep theirs."""
    return text[:1].upper() + text[1:]


def word_count(text: str) -> int:
    """Count words the way a reader does: a figure and its unit are two, a no-break space parts words."""
    return len(text.split())


def names_that_fit(names: Sequence[str], *, words_left: int) -> str:
    """List names within a number of words: `Elsa, Moa-mottagningen och 3 till`."""
    if word_count(list_text(names)) <= words_left:
        return list_text(names)
    for kept in range(len(names) - 1, 0, -1):
        text = list_text([*names[:kept], f"{len(names) - kept} till"])
        if word_count(text) <= words_left:
            return text
    return f"{len(names)} enheter"


def join_sentences(*sentences: str) -> str:
    """Put sentences after each other; empty ones fall away."""
    return " ".join(sentence for sentence in sentences if sentence)
