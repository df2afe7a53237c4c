"""Every Swedish message of the reading, in one place.

Owns the words. Each says what is wrong and how to mend it; the place (row, column) is put in front. `{shown}`
is the value in quotes, or `värdet` where it must not be repeated. Must not know where the messages come from.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.reading.results import Message

TEXTS: dict[str, str] = {
    # The file as a whole
    "file_empty": "Filen är tom. Kontrollera att rätt fil valdes.",
    "file_too_big": "Filen är större än {limit} MB. Dela den i flera filer, till exempel en per år.",
    "too_many_rows": "Filen har fler än {limit} rader. Dela den i flera filer, till exempel en per år.",
    "too_many_columns": "Filen har fler än {limit} kolumner. Ta bort kolumner som inte behövs och spara "
    "om filen.",
    "zip_bomb": "Filen packar upp sig till orimligt mycket data och öppnades därför inte. Spara om den i "
    "Excel som .xlsx utan bilder och inbäddade objekt.",
    "old_excel": "Filen är sparad i Excels gamla format (.xls). Öppna den i Excel och spara som .xlsx.",
    "open_document": "Filen är ett OpenDocument-kalkylblad (.ods). Öppna den och spara som .xlsx eller "
    "CSV UTF-8.",
    "macro_workbook": "Filen kan innehålla makron (.xlsm) och öppnas därför inte. Spara den som .xlsx.",
    "binary_workbook": "Filen är en binär arbetsbok (.xlsb). Spara den som .xlsx.",
    "encrypted": "Filen är skyddad med lösenord. Ta bort lösenordet i Excel (Arkiv, Info, Skydda "
    "arbetsbok) och spara om den.",
    "wrong_extension": "Filnamnet slutar på {extension}, men innehållet är {found}. Spara om filen i "
    "rätt format.",
    "unknown_type": "Filtypen känns inte igen. Lämna underlaget som .xlsx eller som CSV UTF-8.",
    "html_file": "Filen är en webbsida (HTML), inte ett kalkylblad. Öppna den i Excel och spara som .xlsx.",
    "damaged": "Filen är skadad eller avkortad och går inte att öppna. Hämta eller spara om den.",
    "doctype": "Filen innehåller en dokumenttypsdeklaration (DOCTYPE), som kalkylblad inte ska ha. Spara "
    "om den i Excel som .xlsx.",
    "background_format": "PX- och JSON-stat-filer läses bara in som bakgrundsuppgifter, inte som "
    "underlag från enheterna. Lämna underlaget i den långa formen eller i mallen.",
    "broken_letters": "Å, ä och ö är trasiga i filen. Spara om som CSV UTF-8.",
    "unreadable_text": "Filen går inte att läsa som text. Spara om som CSV UTF-8.",
    "unclosed_quote": "Ett citattecken öppnas här men stängs aldrig, så att många rader blir en enda "
    "cell. Ta bort citattecknet eller sätt ett på slutet.",
    "no_table": "Hittar ingen tabell i filen. Rubrikraden ska ha kolumnerna indikator, enhet, period och "
    "antal, eller månader i sidled.",
    "unknown_table": "Rubrikraden ser ut att stå här, men kolumnerna känns inte igen. Döp om dem till "
    "indikator, enhet, period och antal, eller be samordnaren om en profil för källan.",
    "no_figures": "Filen har en rubrikrad men inga rader med siffror.",
    "missing_columns": "Rubrikraden saknar {names}. Lägg till det som kolumn, i bladets namn eller i "
    "rubriken ovanför tabellen.",
    "personal_data": "Filen ser ut att innehålla personuppgifter ({place}). Inget har sparats. Ta bort "
    "uppgifterna och lämna antal per enhet och period.",
    "one_row_per_person": "Filen ser ut att ha en rad per person. Lämna antal per enhet och månad.",
    # How the file was read
    "windows_1252": "Filen lästes som Windows-1252.",
    "double_encoded": "Å, ä och ö var dubbelkodade i filen och har rättats.",
    "rows_above_header": "Hoppade över {rows} före rubriken.",
    "rows_after_table": "Hoppade över {rows} utan siffror (fotnot eller källa).",
    "filled_down": "Tomma celler i kolumnen fylldes med värdet ovanför ({rows}).",
    "filled_right": "Rubriken har {height} rader. Sammanslagna celler fylldes åt höger.",
    "dropped_column": "Kolumnen lästes inte in. Den ingår inte i underlaget.",
    "dropped_column_text": "Kolumnen med fritext lästes inte in.",
    "sum_not_stored": "{rows} med summor användes som kontroll och sparades inte.",
    "sum_differs": "Summan i filen är {stated} men raderna ger {counted}. Kontrollera om någon rad "
    "saknas eller är ändrad.",
    "area_sum_differs": "Området {area} har {stated} men enheterna ger {counted}. Kontrollera om någon "
    "rad saknas.",
    "read_as": "{shown} lästes som {name} ({rows}).",
    "gender_code": "Koden {shown} lästes som {name} ({rows}), som i SCB:s statistik: 1 är man och 2 är "
    "kvinna.",
    "date_as_period": "Datumet {shown} lästes som {name} ({rows}).",
    "thousands": "Tusentalsavgränsare togs bort ur talen ({rows}).",
    "negative_written": "Minustecknet stod efter talet, i parentes eller som annat tecken och lästes som "
    "minus ({rows}).",
    "mark": "{shown} räknas som ej rapporterad ({rows}).",
    "duplicate_same": "Samma uppgift står även på rad {other} med samma värde. Den sparas en gång.",
    "derived_numerator": "Täljaren räknades fram ur andelen och nämnaren: {count} av {denominator}.",
    "amounts_in_thousands": "Beloppen i tkr räknades om till kronor ({rows}).",
    "decumulated": "Siffrorna för {name} {year} var ackumulerade och räknades om till en siffra per period.",
    "repeated_header": "Rubrikraden upprepas längre ned i filen. Den hoppades över ({rows}).",
    "summed_rows": "Rader med samma enhet och period lades ihop ({rows}).",
    # Warnings
    "hidden_sheet": "Bladet {name} är dolt. Ska det läsas? Det lästes inte. Visa bladet i Excel om det "
    "ska med.",
    "hidden_rows": "Rader är dolda i Excel ({rows}), kanske genom ett filter. Ska de läsas? De lästes. "
    "Ta bort dem om de inte ska med.",
    "hidden_columns": "Kolumner är dolda i Excel ({columns}). Ska de läsas? De lästes. Ta bort dem om de "
    "inte ska med.",
    "empty_cells": "Tom cell räknas inte som noll, utan som ej rapporterad ({rows}). Skriv 0 om det är noll.",
    "unfinished_period": "Perioden {name} är inte slut. Siffran kan ändras.",
    "split_incomplete": "Delningen är ofullständig för {name}. Bara totalen läses in.",
    "share_differs": "Andelen i filen stämmer inte med täljare och nämnare: {count} av {denominator} är "
    "{percent} %.",
    "several_units": "Filnamnet gäller {expected}, men filen har också rader för {others}. Ska alla "
    "läsas? De lästes.",
    "jump": "{new} är ovanligt {direction} för {name}, där det vanliga är {usual}. Kontrollera att "
    "siffran är rätt.",
    "unit_missing": "{name} saknas. Enheten rapporterade {code} förra perioden.",
    "cumulative_maybe": "Siffrorna för {name} stiger hela året {year}. Är siffrorna ackumulerade? De "
    "lästes som en siffra per period.",
    # Errors in a cell or a row
    "unknown_indicator": "{shown} finns inte bland indikatorerna. Skriv indikatorns kod, till exempel "
    "{example}.",
    "near_indicator": "{shown} finns inte bland indikatorerna. Menar du {name}?",
    "missing_indicator": "Indikator saknas. Skriv indikatorns kod, till exempel {example}.",
    "unknown_unit": "{shown} finns inte i enhetslistan. Skriv enhetens namn så som det står på sidan "
    "Rapportering eller i mallen.",
    "near_unit": "{shown} finns inte i enhetslistan. Menar du {name}?",
    "missing_unit": "Enhet saknas. Skriv enhetens namn.",
    "unit_closed": "{name} upphörde {day}. Uppgiften ska lämnas av den enhet som tog över.",
    "unit_not_started": "{name} började {day}. Kontrollera enhet och period.",
    "unit_not_reporting": "{name} rapporterar inte {code}. Kontrollera enhet och indikator.",
    "area_as_unit": "{name} är ett verksamhetsområde, men {code} lämnas per enhet. Är siffran en summa? "
    "Lämna en rad per enhet.",
    "wrong_level": "{code} lämnas för {level}. Skriv {level} i kolumnen enhet.",
    "unknown_period": "Vilken period är {shown}? Skriv till exempel {example}.",
    "ambiguous_period": "Vilken period är {shown}? Menas {guess}? Skriv i så fall {guess_code}.",
    "us_date": "Vilket datum är {shown}? Det kan vara {first} eller {second}. Skriv perioden som {example}.",
    "week_period": "Vilken period är {shown}? Veckor kan inte läsas in. Skriv till exempel {example}.",
    "span_period": "Vilken period är {shown}? Tidsspann över flera perioder kan inte läsas in. Skriv "
    "till exempel {example}.",
    "missing_period": "Period saknas. Skriv till exempel {example}.",
    "missing_year": "Året saknas. Skriv det i en kolumn, i bladets namn eller i rubriken ovanför tabellen.",
    "wrong_frequency": "{code} lämnas per {frequency}, men {shown} är {found}. Skriv till exempel {example}.",
    "future_period": "Perioden {name} har inte börjat. Kontrollera perioden.",
    "locked_period": "Perioden är låst sedan {day}. Be samordnaren låsa upp {name} om siffran ska ändras.",
    "indicator_not_valid": "{code} följs inte upp under {name}. Kontrollera perioden.",
    "unknown_gender": "{shown} känns inte igen som kön. Skriv kvinna, man eller annat/okänt, eller lämna "
    "tomt.",
    "gender_not_used": "{code} delas inte upp på kön. Lämna kolumnen tom och ange totalen.",
    "unknown_age": "{shown} finns inte bland åldersgrupperna för {code}. Välj bland {choices}.",
    "age_not_used": "{code} delas inte upp på ålder. Lämna kolumnen tom och ange totalen.",
    "range_became_date": "Intervallet har blivit ett datum i Excel. Formatera kolumnen som text och "
    "skriv om det.",
    "number_became_date": "Talet har blivit ett datum i Excel. Formatera kolumnen som tal och skriv om det.",
    "unknown_category": "{shown} finns inte bland kategorierna för {code}. Välj bland {choices}.",
    "near_category": "{shown} finns inte bland kategorierna för {code}. Menar du {name}?",
    "ambiguous_category": "{shown} kan vara flera. Vilken inriktning: {choices}?",
    "category_not_used": "{code} har inga kategorier. Lämna kolumnen tom.",
    "not_a_number": "{shown} är inte ett tal. Skriv talet med siffror, eller lämna cellen tom om det "
    "inte är rapporterat.",
    "excel_error": "Cellen innehåller ett Excel-fel. Rätta formeln i Excel och spara filen igen.",
    "formula_without_value": "Cellen har en formel utan uträknat värde. Öppna och spara filen i Excel först.",
    "mixed_decimals": "Kolumnen blandar {comma} och {point}. Skriv alla tal med decimalkomma.",
    "thousand_point": "Betyder {shown} {thousands} eller {decimal}? Skriv talet utan punkt.",
    "negative": "{shown} är negativt. Ett antal kan inte vara mindre än noll.",
    "not_whole": "{shown} är inte ett helt tal. Skriv antalet utan decimaler.",
    "percent_for_count": "{shown} är en andel i procent. Skriv antalet.",
    "share_or_percent": "Är {shown} andel eller procent? Skriv antalet i täljaren och hela gruppen i "
    "nämnaren.",
    "percent_or_fraction": "Är {shown} andel eller procent? Skriv procenttecken i cellerna, eller lämna "
    "täljare och nämnare.",
    "no_numerator_denominator": "Täljare och nämnare saknas. Lämna antalet i antal och hela gruppen i "
    "namnare, inte en färdig andel.",
    "no_denominator": "Nämnare saknas. Skriv hur många gruppen är i kolumnen namnare.",
    "no_numerator": "Täljare saknas, men nämnare finns. Skriv antalet, eller lämna båda tomma om det "
    "inte är rapporterat.",
    "denominator_not_used": "{code} har ingen nämnare. Lämna kolumnen namnare tom.",
    "numerator_not_derivable": "Täljaren går inte att räkna fram ur {percent} av {denominator}. Skriv "
    "antalet.",
    "numerator_too_big": "{count} av {denominator}: täljaren är större än nämnaren. Kontrollera båda talen.",
    "denominator_zero": "Nämnaren är 0. Lämna antal och nämnare tomma om ingen ingick i gruppen.",
    "status_value": "{shown} är varken ja eller nej. Skriv ja eller nej (1 eller 0).",
    "in_thousands": "Beloppet är skrivet i tkr. Ska {shown} läsas som {kronor} kronor? Skriv beloppet i "
    "kronor.",
    "wrong_measure": "{shown} är skrivet i {found}, men {code} lämnas i {expected}. Rätta talet eller "
    "indikatorn.",
    "persons_too_many": "Personer ({persons}) är fler än antalet ({count}). Kontrollera båda talen.",
    "duplicate_differs": "Samma uppgift står även på rad {other} med ett annat värde. Ta bort den ena raden.",
    "split_differs": "Totalen för {name} är {stated} men delarna ger {counted}. Rätta totalen eller delarna.",
    "splits_overlap": "Raden räknar samma personer eller händelser som rad {other} för {name}. Lämna "
    "delarna på ett sätt, eller lägg till totalen.",
    "cumulative": "Siffrorna för {name} stiger hela året {year}. Är siffrorna ackumulerade? Lämna en "
    "siffra per period, inte summan sedan januari.",
    "many_more": "{number} fel till av samma slag visas inte. Rätta felen ovan och läs in filen igen.",
    "unexpected": "Filen kunde inte läsas. Spara om den som .xlsx eller CSV UTF-8 och försök igen.",
    # Compared with what is stored (asked by the register)
}


def message(
    code: str,
    /,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    sheet: str | None = None,
    **facts: object,
) -> Message:
    """Return the message with its place in front and its facts filled in.

    value, and sheet (its name in quotes), must already be fit to show.
    """
    shown = "värdet" if value is None else f"'{value}'"
    text = TEXTS[code].format(shown=shown, **facts)
    text = text[0].upper() + text[1:]
    return Message(row, column, value, code, place(row, column, sheet) + text, sheet)


def place(row: int | str | None, column: str | None, sheet: str | None = None) -> str:
    """Return the place in front of a message: `Rad 12, kolumn antal: `, or nothing for the whole file.

    row: its number, or several as text.
    """
    named = (("blad", sheet), ("rad", row), ("kolumn", column))
    text = ", ".join(f"{word} {name}" for word, name in named if name is not None)
    return f"{text[0].upper()}{text[1:]}: " if text else ""


def row_list(rows: Iterable[int], *, most: int = 5) -> str:
    """Return `rad 4`, `rad 4, 7 och 9` or `rad 4, 7, 9, 12, 15 och 30 till`."""
    numbers = sorted(set(rows))
    if len(numbers) > most + 1:
        return f"rad {', '.join(map(str, numbers[:most]))} och {len(numbers) - most} till"
    return "rad " + listed([str(number) for number in numbers], word="och")


def row_count(number: int) -> str:
    """Return `1 rad` or `3 rader`."""
    return "1 rad" if number == 1 else f"{number} rader"


def listed(names: list[str], *, word: str) -> str:
    """Return `a, b och c` with the given last word."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
