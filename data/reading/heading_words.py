"""The words people write over their columns, by what the column holds.

Owns those words, in comparable form (data/reading/grid.py). Must not know where a header stands.
"""

from data.reading.grid import comparable

KEY_FIELDS = (
    "indikator",
    "enhet",
    "period",
    "ar",
    "manad",
    "kvartal",
    "tertial",
    "kon",
    "aldersgrupp",
    "kategori",
)
MEASURES = ("antal", "namnare", "personer", "andel")
SUM_WORDS = frozenset(
    {"summa", "sum", "totalt", "total", "totalsumma", "samtliga", "alla", "helakontoret", "allaenheter",
     "samtligaenheter", "summatotalt", "helaaret", "helar", "bada", "badakonen", "bagge", "sammanlagt",
     "delsumma",
     "grandtotal"}
)  # fmt: skip

_HEADINGS: dict[str, tuple[str, ...]] = {
    "indikator": ("indikator", "indikatorkod", "indikatorid", "indicator", "mått", "nyckeltal", "kod"),
    "enhet": ("enhet", "enheter", "enhetsnamn", "enhetens namn", "verksamhet", "verksamheter", "mottagning",
              "avdelning",
              "arbetsplats", "organisation", "unit"),
    "period": ("period", "tidsperiod", "mätperiod", "rapportperiod", "månad och år", "år och månad",
               "årmånad",
               "periodnyckel", "datum"),
    "ar": ("år", "årtal", "year"),
    "manad": ("månad", "månadsnummer", "month"),
    "kvartal": ("kvartal", "quarter"),
    "tertial": ("tertial",),
    "kon": ("kön", "juridiskt kön", "sex", "gender"),
    "aldersgrupp": ("åldersgrupp", "ålder", "ålderskategori", "åldersklass", "age"),
    "kategori": ("kategori", "dimension", "kurs", "kursnamn", "utbildning", "mottagare", "part", "typ",
                 "skäl", "orsak",
                 "kontaktväg", "anordnare", "sida", "category"),
    "antal": ("antal", "täljare", "numerator", "utfall", "count", "tillfrågade",
              "antal tillfrågade"),
    "namnare": ("nämnare", "denominator", "antal totalt", "totalt antal", "antal i gruppen",
                "antal i målgruppen", "målgrupp", "målgruppen", "i målgruppen", "hela gruppen",
                "antal i hela gruppen", "av", "av totalt", "antal anställda", "antal medarbetare"),
    "personer": ("personer", "antal personer", "unika personer"),
    "andel": ("andel", "procent", "värde", "share"),
}  # fmt: skip
FIELD_OF = {comparable(word): name for name, words in _HEADINGS.items() for word in words}
FREE_TEXT = frozenset(
    comparable(w) for w in ("kommentar", "kommentarer", "anmärkning", "notering", "fritext", "comment")
)
PERHAPS_TEXT = frozenset(comparable(word) for word in ("målgrupp", "målgruppen", "av"))
"""Headings of figures that may as well stand over words: what is below decides."""
GENDER_HEADINGS = frozenset(
    {"kvinnor", "kvinna", "kv", "man", "men", "women", "flickor", "pojkar", "flicka", "pojke", "annat",
     "annatokant",
     "okant", "uppgiftsaknas"}
)  # fmt: skip
