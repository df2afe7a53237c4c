"""What a program asks of the data addresses: the query string as a selection, or what is wrong with it.

Owns: the names and values of the parameters, which are those of the pages' filters. Must not know figures.

A page shows its default and a message when a value cannot be used. Nobody reads a message to a program, which
would go on with figures it did not ask for: here every such value is refused. Messages never repeat what was
sent.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.filters import PERIOD_OF_NAME
from components.formats import list_text
from reports.api import Selection

PARAMETERS = ("enhet", "ar", "period", "kon")
GENDER_OF_NAME = {"alla": "all", "kvinna": "kvinna", "man": "man", "annat_okant": "annat_okant"}
YEARS = range(1900, 2101)


class BadQueryError(ValueError):
    """The query string cannot be used; the message says everything that is wrong, in Swedish."""


def selection_of(query: Mapping[str, Sequence[str]], *, orgs: Sequence[str]) -> Selection:
    """Read the query string, whose parameters may be repeated or hold lists with commas.

    orgs: the ids there are. A year without figures is no fault: next year's figures come one day.
    Raises BadQueryError.
    """
    faults: list[str] = []
    if set(query) - set(PARAMETERS):
        faults.append(f"Okänd parameter. Parametrarna är {list_text(PARAMETERS)}.")

    def read(name: str, known: Callable[[str], Any], allowed: str) -> tuple[Any, ...]:
        if name not in query:
            return ()
        given = [value.strip() for text in query[name] for value in text.split(",")]
        found = [known(value) for value in given]
        if None in found:
            faults.append(f"Parametern {name} har ett okänt värde. {allowed}")
        return tuple(sorted(set(found) - {None}))

    selection = Selection(
        orgs=read("enhet", {org: org for org in orgs}.get, "Enheternas id finns i /api/v1/organisation."),
        years=read("ar", _year, f"Ett år skrivs med fyra siffror, {YEARS[0]}–{YEARS[-1]}."),
        kinds=read("period", PERIOD_OF_NAME.get, f"Värdena är {list_text(list(PERIOD_OF_NAME))}."),
        genders=read("kon", GENDER_OF_NAME.get, f"Värdena är {list_text(list(GENDER_OF_NAME))}."),
    )
    if faults:
        raise BadQueryError(" ".join(faults))
    return selection


def _year(text: str) -> int | None:
    # Not int() alone: it takes spaces, underscores and the digits of every script.
    year = int(text) if len(text) == 4 and text.isascii() and text.isdigit() else 0
    return year if year in YEARS else None
