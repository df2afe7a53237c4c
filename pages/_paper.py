"""What stands in the margins of a printed page: committee, registration number, whose figures they are.

Owns those words, as values of a style sheet: assets/90-print.css says where they stand. Must not know pages.
"""

from pages import _frame
from queries.municipality import municipality
from queries.store import NoSnapshot

UNSAFE = {"\\": r"\5c ", '"': r"\22 ", "<": r"\3c ", "\n": " "}


def style() -> str:
    """A style element for the document; empty before anything has been published."""
    try:
        whose = municipality(_frame.store().current())
    except NoSnapshot:
        return ""
    registration = f"dnr {whose.registration}" if whose.registration else ""
    words = {
        "--paper-header": " · ".join(text for text in (whose.committee, registration) if text),
        "--paper-source": f"Källa: {whose.office}, Lägesbild",
    }
    return (
        "<style>:root {" + " ".join(f"{name}: {_text(value)};" for name, value in words.items()) + "}</style>"
    )


def _text(value: str) -> str:
    """A text as CSS writes it, within an element of HTML."""
    return '"' + "".join(UNSAFE.get(sign, sign) for sign in value) + '"'
