"""The definition of an indicator in Swedish words, for pages and reports.

Owns: the wording of kinds, directions, classes and frequencies, and what is left out where there is little
room. Must not know where it is shown.
"""

from components.formats import date_text
from queries.catalogue import Indicator

KINDS = {
    "share": "Andel: täljaren delad med nämnaren.",
    "count": "Antal.",
    "median": "Median, så som den är rapporterad. Medianer läggs aldrig ihop.",
    "status": "Ja eller nej.",
}
TIMES = {
    ("share", "flow"): " Båda räknas ihop över perioden.",
    ("count", "flow"): " Perioden visar summan.",
    ("share", "stock"): " Perioden visar det senaste rapporterade värdet.",
    ("count", "stock"): " Perioden visar det senaste rapporterade värdet.",
    ("status", "stock"): " Perioden visar det senaste rapporterade värdet.",
}
"""What a period of several reports shows, by kind and time; a median is never of several."""
FREQUENCIES = {
    "month": "varje månad",
    "quarter": "varje kvartal",
    "tertial": "varje tertial",
    "year": "varje år",
}
REPORTERS = {"unit": "enheterna", "area": "verksamhetsområdena", "office": "kontoret gemensamt"}
DIRECTIONS = {
    "higher": "Högre är bättre",
    "lower": "Lägre är bättre",
    "neutral": "Varken mer eller mindre är bättre",
}
CLASSES = {
    "open": "Öppen verksamhetsuppgift. Alla siffror visas.",
    "staff": "Uppgift om medarbetare. Små antal skyddas.",
    "client": "Uppgift om klienter. Små antal skyddas.",
    "restricted": "Känslig uppgift. Visas bara för hela kontoret och hela år, och små antal skyddas.",
}


SHORT = ("Syfte", "Täljare", "Räknar", "Nämnare", "Räknas inte med", "Anmärkning", "Källa", "Ansvarig")


def definition_of(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """Terms and their texts, empty ones left out."""
    terms = (
        ("Syfte", indicator.purpose),
        ("Täljare" if indicator.denominator else "Räknar", indicator.numerator),
        ("Nämnare", indicator.denominator or ""),
        ("Räknas inte med", indicator.exclusions or ""),
        ("Slag av mått", KINDS[indicator.kind] + TIMES.get((indicator.kind, indicator.time), "")),
        ("Riktning", f"{DIRECTIONS[indicator.direction]}."),
        (
            "Rapporteras",
            f"{FREQUENCIES[indicator.frequency].capitalize()} av {REPORTERS[indicator.reported_at]}.",
        ),
        ("Källa", indicator.source),
        ("Ansvarig", indicator.owner),
        ("Skydd", _protection(indicator)),
        ("Gäller", _validity(indicator)),
        ("Anmärkning", indicator.note or ""),
    )
    return tuple((term, text) for term, text in terms if text)


def short_definition_of(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """The terms that say what is counted, why and by whom, for paper."""
    return tuple((term, text) for term, text in definition_of(indicator) if term in SHORT)


def _protection(indicator: Indicator) -> str:
    if indicator.sensitivity == "open":
        return CLASSES["open"]
    few = f"Färre än {indicator.threshold} personer visas inte."
    if indicator.counts == "events":
        few = (
            f"Händelser som gäller färre än {indicator.threshold} personer visas inte. Är personerna inte "
            "räknade visas inte ett litet antal händelser."
        )
    return f"{CLASSES[indicator.sensitivity]} {few}"


def _validity(indicator: Indicator) -> str:
    starts = f"från {date_text(indicator.valid_from)}" if indicator.valid_from else ""
    ends = f"till {date_text(indicator.valid_to)}" if indicator.valid_to else ""
    return " ".join(part for part in (starts, ends) if part).capitalize()
