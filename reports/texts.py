"""The texts of a report that come from the catalogue and from what is missing.

Owns: identity, definitions, the sentences about what is not reported or not shown, about which periods the
figures are for, and about the report itself. Must not know: formats of files.
"""

from collections.abc import Sequence

from components.formats import date_text, list_text, period_label
from components.sentences import PROTECTED, missing_sentence, value_sentence
from queries.catalogue import Indicator, SnapshotFacts
from queries.municipality import Municipality
from reports.definitions import short_definition_of
from reports.figures import Entry
from reports.model import Definition, Identity
from reports.tertials import Tertial
from reports.words import DEMO_TEXT, LAW, NO_CAUSE, TITLE

NOTHING_MEASURED = "Inget mått följer upp åtgärden än."
NOTHING_MISSING = "Inget saknas: alla uppgifter för perioden är rapporterade och visas."


def identity(
    facts: SnapshotFacts, whose: Municipality, *, subtitle: str, selection: str, file_stem: str
) -> Identity:
    """Which report this is."""
    return Identity(
        title=TITLE,
        subtitle=subtitle,
        snapshot=facts.id,
        published_at=facts.published_at,
        selection=f"Urval: {selection}",
        source=f"Källa: {whose.office}, Lägesbild, utgåva {facts.id}",
        demo=DEMO_TEXT if facts.is_demo else "",
        file_stem=f"{'demodata-' if facts.is_demo else ''}{file_stem}-{facts.id}",
        author=", ".join(text for text in (whose.office, whose.name) if text),
        committee=whose.committee,
        registration=whose.registration,
    )


def definition(indicator: Indicator) -> Definition:
    """The indicator as the catalogue defines it, in the terms a reader on paper needs."""
    return Definition(f"{indicator.code} {indicator.name}", short_definition_of(indicator))


def missing_sentences(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What is not reported or not shown, said once for the indicators it is the same for."""
    if not entries:
        return (NOTHING_MEASURED,)
    told: dict[str, list[str]] = {}
    for entry in entries:
        for text in _missing(entry):
            names = told.setdefault(text, [])
            if entry.indicator.code not in names:
                names.append(entry.indicator.code)
    return tuple(f"{list_text(names)}: {text}" for text, names in told.items()) or (NOTHING_MISSING,)


def _missing(entry: Entry) -> list[str]:
    period = period_label(entry.kind, entry.now.period_start)
    if entry.now.mark == "not_reported":
        return [value_sentence(entry.subject, entry.now)]  # nobody has: no need to name them all
    found = []
    if entry.missing:
        found.append(missing_sentence(entry.missing, period=period, reported_at=entry.subject.reported_at))
    if entry.partial:
        found.append(
            missing_sentence(entry.partial, period=f"hela {period}", reported_at=entry.subject.reported_at)
        )
    if entry.now.mark == "protected":
        found.append(f"{PROTECTED.removesuffix('.')} ({period}).")
    elif entry.now.mark != "shown":
        found.append(value_sentence(entry.subject, entry.now))
    return found


def period_sentences(tertial: Tertial, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Which periods the figures are for."""
    kinds = {entry.kind for entry in entries}
    told = []
    if "tertial" in kinds:
        told.append(f"Siffror som lämnas varje månad eller tertial gäller {tertial.label} ({tertial.span}).")
    if "quarter" in kinds:
        quarters = list_text([period_label("quarter", start) for start in tertial.periods("quarter")])
        told.append(f"Siffror som lämnas varje kvartal gäller {quarters}, som slutade under tertialet.")
    if "month" in kinds:
        told.append("Siffror som bara finns per månad gäller tertialets fyra månader.")
    if "year" in kinds:
        year = tertial.periods("year")[0].year
        told.append(f"Siffror som lämnas varje år gäller {year}, det senaste hela året.")
    return tuple(told)


def about(facts: SnapshotFacts, whose: Municipality, *, again: str) -> tuple[tuple[str, str], ...]:
    """What must be known about the report itself."""
    lines = (
        ("Nämnd", whose.committee),
        ("Diarienummer", whose.registration),
        ("Utgåva", f"{facts.id}, publicerad {date_text(facts.published_at)}"),
        ("Underlag till och med", date_text(facts.data_until) if facts.data_until else ""),
        ("Anmärkning", f"{DEMO_TEXT}." if facts.is_demo else ""),
        ("Fryst", f"Rapporten är bunden till utgåvan. {again}"),
        (
            "Skydd av små tal",
            "Små antal visas inte. Ibland visas inte heller ett större antal, för att ett litet inte ska gå "
            "att räkna ut. Tecknet .. säger aldrig hur litet antalet är.",
        ),
        (
            "Andelar",
            "Ändringar av andelar skrivs i procentenheter. Andelar visas i hela procent. Arbetsboken har "
            "alla decimaler.",
        ),
        ("Orsaker", NO_CAUSE),
        ("Lag", LAW),
    )
    return tuple((term, text) for term, text in lines if text)
