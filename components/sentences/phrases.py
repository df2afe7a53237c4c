"""The words that each indicator's sentences need, by indicator id.

Owns the phrases. An indicator without an entry gets plainer sentences built on its name, so a new row in the
catalogue needs no entry here. Must not know figures.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from components.sentences.model import Subject


def _share(label: str, phrase: str) -> Mapping[str, Any]:
    return MappingProxyType({"label": label, "phrase": phrase})


def _count(label: str, one: str, many: str, *, verb: str, is_neuter: bool = False) -> Mapping[str, Any]:
    return MappingProxyType(
        {"label": label, "one": one, "many": many, "phrase": verb, "is_neuter": is_neuter}
    )


def _other(**words: str) -> Mapping[str, Any]:
    return MappingProxyType(words)


PHRASES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "org1": _share(
            "Andelen enheter som lämnat underlag i tid", "av enheterna lämnade fullständigt underlag i tid"
        ),
        "org2": _count(
            "Antalet samverkanstillfällen", "samverkanstillfälle", "samverkanstillfällen",
            verb="genomfördes", is_neuter=True,
        ),
        "org3": _other(
            yes="Det årliga statistiska underlaget var lämnat",
            no="Det årliga statistiska underlaget var inte lämnat",
        ),
        "org4": _share("Den tillsatta delen av årsarbetaren", "av den föreslagna årsarbetaren var tillsatt"),
        "org5": _other(label="Kostnaden för förstärkningen"),
        "org6": _other(label="Väntetiden till insats vid Frideborg"),
        "utb1": _share(
            "Andelen som gått minst en prioriterad webbutbildning",
            "av medarbetarna hade gått minst en prioriterad webbutbildning",
        ),
        "utb2": _share(
            "Andelen som gått alla prioriterade webbutbildningar",
            "av medarbetarna hade gått alla prioriterade webbutbildningar",
        ),
        "utb3": _share(
            "Andelen med utbildningen i sin kompetensutvecklingsplan",
            "av medarbetarna hade utbildningen i sin kompetensutvecklingsplan",
        ),
        "utb4": _count(
            "Antalet deltagare i fördjupad utbildning", "medarbetare", "medarbetare",
            verb="deltog i fördjupad utbildning",
        ),
        "utb5": _count(
            "Antalet tillfällen för erfarenhetsutbyte", "tillfälle för erfarenhetsutbyte",
            "tillfällen för erfarenhetsutbyte", verb="genomfördes", is_neuter=True,
        ),
        "fra1": _share("Andelen som fått frågan", "av klienterna fick frågan"),
        "fra2": _share("Andelen enheter som infört frågan", "av enheterna hade infört frågan"),
        "fra3": _share(
            "Andelen som fått veta att alla får frågan",
            "av de tillfrågade fick veta att frågan ställs till alla",
        ),
        "fra4": _count(
            "Antalet klienter som inte fått frågan", "klient", "klienter", verb="blev utan frågan"
        ),
        "han1": _count(
            "Antalet hänvisningar till Novahuset", "hänvisning till Novahuset", "hänvisningar till Novahuset",
            verb="gjordes",
        ),
        "han2": _count(
            "Antalet kontakter med Regionkoordinatorn", "kontakt med Regionkoordinatorn",
            "kontakter med Regionkoordinatorn", verb="togs",
        ),
        "han3": _share(
            "Andelen hänvisningar som ledde till kontakt", "av hänvisningarna ledde till kontakt"
        ),
        "sto1": _count(
            "Antalet stödsamtal", "stödsamtal", "stödsamtal", verb="genomfördes", is_neuter=True
        ),
        "sto2": _count(
            "Antalet konsultativa samtal", "konsultativt samtal", "konsultativa samtal",
            verb="genomfördes med invånare", is_neuter=True,
        ),
        "sto3": _count("Antalet akuta insatser", "akut insats", "akuta insatser", verb="gavs"),
        "kast1": _count(
            "Antalet KAST-samtal", "KAST-samtal", "KAST-samtal", verb="genomfördes", is_neuter=True
        ),
        "kast2": _share(
            "Andelen som tackat ja till uppföljande kontakt",
            "av dem som fick erbjudandet tackade ja till uppföljande kontakt",
        ),
        "pol1": _share(
            "Andelen insatsveckor med socialtjänst på plats", "av insatsveckorna hade socialtjänst på plats"
        ),
        "ing1": _other(label="Tiden till första kontakt"),
        "ing2": _count(
            "Antalet öppna kontaktvägar", "kontaktväg", "kontaktvägar", verb="fanns utan krav på ansökan"
        ),
        "web1": _other(
            yes="Sidan var publicerad och aktuell", no="Sidan var inte både publicerad och aktuell"
        ),
        "web2": _count("Antalet sidvisningar", "sidvisning", "sidvisningar", verb="gjordes"),
        "web3": _share(
            "Andelen beslutade versioner som är publicerade", "av de beslutade versionerna var publicerade"
        ),
    }
)  # fmt: skip
"""Keyword arguments of `Subject` by indicator id."""


def subject_of(indicator: Mapping[str, Any]) -> Subject:
    """Make the subject of an indicator's sentences from its row in the snapshot.

    Args:
        indicator: A mapping with `id`, `name`, `kind`, `time`, `unit_of_measure`, `direction` and
            `reported_at`.
    """
    return Subject(
        name=str(indicator["name"]),
        kind=indicator["kind"],
        unit_of_measure=str(indicator["unit_of_measure"]),
        direction=indicator["direction"],
        is_stock=indicator["time"] == "stock",
        reported_at=indicator["reported_at"],
        **PHRASES.get(str(indicator["id"]), {}),
    )
