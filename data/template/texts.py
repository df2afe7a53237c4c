"""The words of the fill-in workbook: columns, help on each of them, and the definition of every measure.

Owns the Swedish texts. Must not know the workbook's layout.
"""

from collections.abc import Iterator, Mapping, Sequence

from data.model import Indicator
from data.periods import PeriodKind

ROWS_SHEET = "Underlag"
NOTES_SHEET = "Förklaringar"
LISTS_SHEET = "Listor"

COLUMNS = ("indikator", "enhet", "period", "kon", "aldersgrupp", "kategori", "antal", "namnare", "personer")
COLUMN_NOTES: Mapping[str, str] = {
    "indikator": "Måttets namn. Bladet Förklaringar säger vad som räknas.",
    "enhet": "Den som rapporterar.",
    "period": "Månad, kvartal, tertial eller år. Välj i listan.",
    "kon": "Kan enheten inte dela på kön? Töm cellen på en rad och skriv totalen där.",
    "aldersgrupp": "Tom där måttet inte delas på ålder.",
    "kategori": "Tom där måttet inte har kategorier, och för måttet som helhet.",
    "antal": "Antal, eller täljaren i en andel. Skriv 0 för noll. En tom cell betyder ej rapporterad.",
    "namnare": "Hela gruppen. Bara för andelar.",
    "personer": "Hur många olika personer som finns bakom antalet. Används för skydd och publiceras aldrig.",
}
MESSAGES: Mapping[str, str] = {
    "list": "Välj ett värde i listan. Bladet Förklaringar säger vad värdena betyder.",
    "unused": "Kolumnen används inte av enhetens mått. Lämna cellen tom.",
    "number": "Skriv ett tal som är noll eller större, utan mellanslag och text.",
}
FREQUENCY_WORDS: Mapping[PeriodKind, str] = {
    "month": "varje månad",
    "quarter": "varje kvartal",
    "tertial": "varje tertial",
    "year": "varje år",
}
HOW_TO = (
    "Gör så här: fyll i de blå cellerna på bladet Underlag. Spara som .xlsx och lämna till samordnaren.",
    "Andra perioder: raderna längst ned är tomma. Välj mått och period i listorna där.",
    "Tom cell: betyder ej rapporterad, inte noll. Den tar också bort en siffra som redan är lämnad.",
    "Personer: skriv aldrig namn, personnummer, ärenden eller annat om enskilda.",
)


def definition_lines(indicators: Sequence[Indicator], *, title: str) -> Iterator[tuple[str, bool]]:
    """Yield each line of the definitions, and whether it is a heading.

    Every line says what it is about: a bare word such as `Telefon` in a column looks like a heading over
    personal data when the file is read.
    """
    yield f"Underlag till Lägesbild: {title}", True
    yield from ((text, False) for text in HOW_TO)
    for indicator in indicators:
        yield f"{indicator.code} {indicator.name}", True
        yield f"Lämnas {FREQUENCY_WORDS[indicator.frequency]}.", False
        yield f"Antal: {indicator.numerator}", False
        for name, text in (
            ("Nämnare", indicator.denominator or ""),
            ("Räknas inte med", indicator.exclusions),
            ("Kategorier", ", ".join(category.name for category in indicator.categories)),
            ("Att tänka på", indicator.note),
        ):
            if text:
                yield f"{name}: {text}", False
