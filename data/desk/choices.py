"""What a human may choose about how a file is read: each choice with its options, in words.

Owns the Swedish words of the choices (codes: data/reading/chosen.py). Must not know the web.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.reading import Choice, Layout, known_profiles
from data.reading import chosen as codes
from data.reading.encoding import CHOICES as ENCODINGS

FORMS = {codes.LONG: "lång, en siffra per rad", codes.WIDE: "bred, flera siffror per rad"}


@dataclass(frozen=True)
class Offer:
    """One choice. code: among the answers; value: what holds now; the first option is our own decision."""

    code: str
    label: str
    value: str
    options: tuple[Choice, ...]


def offered(layout: Sequence[Layout], answers: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return the choices about a file as it was laid out; none where it could not be."""
    if not layout:
        return ()
    first = layout[0]
    found = []
    if first.encoding:
        own = f"Automatiskt: {first.encoding}"
        found.append(_offer(codes.ENCODING, "Teckenkodning", own, {name: name for name in ENCODINGS}))
    found.append(_offer(codes.FORM, "Form", f"Automatiskt: {FORMS.get(first.orientation or '', '–')}", FORMS))
    names = {profile.id: profile.name for profile in known_profiles()}
    own = f"Automatiskt: {names.get(first.profile or '', 'ingen känd källa')}"
    found.append(_offer(codes.PROFILE, "Källa", own, {codes.NO_PROFILE: "Ingen känd källa", **names}))
    if first.sheet:
        found += [
            _offer(
                f"{codes.SHEET}{sheet.number}",
                f"Bladet {sheet.sheet or sheet.number}, rubrikrad {sheet.header_row}",
                "Läs bladet",
                {codes.LEFT_OUT: "Läs inte bladet"},
            )
            for sheet in layout
        ]
    return tuple(Offer(one.code, one.label, answers.get(one.code, ""), one.options) for one in found)


def _offer(code: str, label: str, own: str, others: Mapping[str, str]) -> Offer:
    options = (Choice("", own), *(Choice(value, text) for value, text in others.items()))
    return Offer(code, label, "", options)
