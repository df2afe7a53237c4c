"""Whose follow-up it is: the words that another municipality has in its own way, and where to turn there.

Owns those types; data/model/catalogue.py gathers them in the catalogue. Must not know units, indicators or
files.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from data.model.base import Entry, Text

ADDRESS = re.compile(r"tel:\+?[0-9]+|mailto:[^\s@]+@[^\s@]+|https://\S+")


def _address(text: str) -> str:
    if ADDRESS.fullmatch(text) is None:
        raise PydanticCustomError(
            "address", "tel: med siffror, mailto: eller https://, till exempel tel:011150000"
        )
    return text


Address = Annotated[str, AfterValidator(_address)]


class Municipality(Entry):
    """Whose the follow-up is.

    committee: which committee its reports go to.
    registration: the registration number (diarienummer) of the assignment that is followed up.
    contact: whom to tell when something in the pages does not work, as whole sentences.
    """

    name: Text
    committee: Text
    registration: Text
    contact: Text


class Support(Entry):
    """Somewhere to turn locally: what for, how it is reached, where a link leads if there can be one."""

    purpose: Text
    reach: Text
    address: Address | None = None
