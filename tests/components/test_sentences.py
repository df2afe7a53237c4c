"""Sentences: golden texts for every situation, reading ease, forbidden words, nothing hidden leaks.

The golden texts are written with ordinary spaces; no-break spaces have a test of their own.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.sentences import (
    PROTECTED,
    Observation,
    SentenceError,
    Subject,
    Target,
    change_label,
    change_sentence,
    difference,
    finding,
    missing_sentence,
    reported_sentence,
    selection_sum_sentence,
    sentence,
    status,
    subject_of,
    target_label,
    target_sentence,
    value_sentence,
)
from components.sentences.grammar import MAXIMUM_WORDS, counted, names_that_fit, small_number, word_count
from components.sentences.model import Mark
from components.sentences.phrases import PHRASES
from data.catalogue_load import load_catalogue

CATALOGUE = load_catalogue(Path("data/catalogue"))


def of_catalogue(identity: str) -> Subject:
    indicator = CATALOGUE.indicator(identity)
    return subject_of({name: getattr(indicator, name) for name in INDICATOR_COLUMNS})


INDICATOR_COLUMNS = ("id", "name", "kind", "time", "unit_of_measure", "direction", "reported_at")
ASKED, TRAINED, WAIT = of_catalogue("fra1"), of_catalogue("utb1"), of_catalogue("org6")
TALKS, REFERRALS, COST = of_catalogue("kast1"), of_catalogue("han1"), of_catalogue("org5")
PAGE, BASIS, VIEWS, ON_TIME = (
    of_catalogue("web1"),
    of_catalogue("org3"),
    of_catalogue("web2"),
    of_catalogue("org1"),
)
PLAIN_SHARE = Subject(name="Ny andel", kind="share", unit_of_measure="procent", direction="higher")
PLAIN_COUNT = Subject(name="Nya möten", kind="count", unit_of_measure="antal")
PLAIN_MEDIAN = Subject(name="Ny väntetid", kind="median", unit_of_measure="dagar", direction="lower")
PLAIN_STATUS = Subject(name="Ny rutin beslutad", kind="status", unit_of_measure="ja/nej", direction="higher")
POSITIONS = Subject(name="Tjänster", kind="count", unit_of_measure="årsarbetare", label="Bemanningen")
FEW_TALKS = replace(TALKS, direction="higher")


def month(year, number, value=None, *, mark: Mark = "shown", of=None, reported=None):
    return _observation("month", date(year, number, 1), value, mark=mark, of=of, reported=reported)


def quarter(year, number, value=None, *, mark: Mark = "shown", of=None, reported=None):
    return _observation("quarter", date(year, 3 * number - 2, 1), value, mark=mark, of=of, reported=reported)


def tertial(year, number, value=None, *, mark: Mark = "shown", of=None, reported=None):
    return _observation("tertial", date(year, 4 * number - 3, 1), value, mark=mark, of=of, reported=reported)


def year(number, value=None, *, mark: Mark = "shown", of=None, reported=None):
    return _observation("year", date(number, 1, 1), value, mark=mark, of=of, reported=reported)


def _observation(kind, start, value, *, mark: Mark, of, reported):
    units = reported or (None, None)
    return Observation(
        period_kind=kind,
        period_start=start,
        value=of[0] / of[1] if of else value,
        numerator=of[0] if of else None,
        denominator=of[1] if of else None,
        mark=mark,
        units_reported=units[0],
        units_expected=units[1],
    )


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


MARCH, MARCH_BEFORE, FEBRUARY = month(2026, 3, of=(212, 340)), month(2025, 3, 0.58), month(2026, 2, 0.63)
QUARTER, QUARTER_BEFORE = quarter(2026, 1, 14), quarter(2025, 1, 9)
HIDDEN, SILENT = month(2026, 3, mark="protected"), month(2026, 3, mark="not_reported")

GOLDEN = {
    # --- shares
    "share up on the year, down on the month, some have reported": (
        sentence(
            ASKED, month(2026, 3, of=(212, 340), reported=(10, 12)), year_ago=MARCH_BEFORE, previous=FEBRUARY
        ),
        "62 procent av klienterna fick frågan i mars 2026 (212 av 340). "
        "Det är 4 procentenheter mer än i mars 2025 och 1 procentenhet mindre än i februari 2026. "
        "10 av 12 enheter har rapporterat.",
    ),
    "share down": (
        sentence(ASKED, month(2026, 3, of=(30, 100)), year_ago=month(2025, 3, 0.42)),
        "30 procent av klienterna fick frågan i mars 2026 (30 av 100). "
        "Det är 12 procentenheter mindre än i mars 2025.",
    ),
    "share flat on the year": (
        change_sentence(ASKED, MARCH, year_ago=month(2025, 3, 0.621), previous=FEBRUARY),
        "Det är samma andel som i mars 2025 och 1 procentenhet mindre än i februari 2026.",
    ),
    "share flat on the year and on the month": (
        change_sentence(ASKED, MARCH, year_ago=month(2025, 3, 0.62), previous=month(2026, 2, 0.62)),
        "Det är samma andel som både i mars 2025 och i februari 2026.",
    ),
    "one percentage point": (
        change_sentence(ASKED, month(2026, 3, 0.62), year_ago=month(2025, 3, 0.61)),
        "Det är 1 procentenhet mer än i mars 2025.",
    ),
    "first period ever": (
        sentence(ASKED, MARCH),
        "62 procent av klienterna fick frågan i mars 2026 (212 av 340). "
        "Det finns ingen tidigare period att jämföra med.",
    ),
    "no figure a year ago, only the month before": (
        change_sentence(ASKED, MARCH, previous=FEBRUARY),
        "Det är 1 procentenhet mindre än i februari 2026.",
    ),
    "one client of twenty": (
        value_sentence(ASKED, month(2026, 3, of=(1, 20))),
        "5 procent av klienterna fick frågan i mars 2026 (1 av 20).",
    ),
    "one single client": (
        value_sentence(ASKED, month(2026, 3, of=(1, 1))),
        "100 procent av klienterna fick frågan i mars 2026 (1 av 1).",
    ),
    "a share that is zero": (
        value_sentence(ASKED, month(2026, 3, of=(0, 14))),
        "0 procent av klienterna fick frågan i mars 2026 (0 av 14).",
    ),
    "nearly all is not all": (
        value_sentence(ASKED, month(2026, 3, of=(999, 1000))),
        "99,9 procent av klienterna fick frågan i mars 2026 (999 av 1 000).",
    ),
    "a share of nobody": (
        value_sentence(ASKED, month(2026, 3)),
        "Det fanns inget att räkna på i mars 2026.",
    ),
    "a stock holds at the end of the period": (
        sentence(TRAINED, quarter(2026, 1, of=(212, 340)), year_ago=quarter(2025, 1, 0.55)),
        "62 procent av medarbetarna hade gått minst en prioriterad webbutbildning "
        "i slutet av kvartal 1 2026 (212 av 340). Det är 7 procentenheter mer än under kvartal 1 2025.",
    ),
    "a share by tertial": (
        value_sentence(ASKED, tertial(2026, 1, of=(640, 1020))),
        "63 procent av klienterna fick frågan under tertial 1 2026 (640 av 1 020).",
    ),
    "a share by year: the year before is both comparisons": (
        sentence(ASKED, year(2026, of=(7, 10)), year_ago=year(2025, 0.6), previous=year(2025, 0.6)),
        "70 procent av klienterna fick frågan under 2026 (7 av 10). "
        "Det är 10 procentenheter mer än under 2025.",
    ),
    # --- counts
    "count up": (
        sentence(TALKS, QUARTER, year_ago=QUARTER_BEFORE, previous=quarter(2025, 4, 15)),
        "14 KAST-samtal genomfördes under kvartal 1 2026. "
        "Det är 5 fler än under kvartal 1 2025 och 1 färre än under kvartal 4 2025.",
    ),
    "count flat": (
        change_sentence(TALKS, QUARTER, year_ago=quarter(2025, 1, 14)),
        "Det är lika många som under kvartal 1 2025.",
    ),
    "one of a neuter noun": (
        value_sentence(TALKS, quarter(2026, 1, 1)),
        "Ett KAST-samtal genomfördes under kvartal 1 2026.",
    ),
    "one of a common noun": (
        value_sentence(REFERRALS, quarter(2026, 1, 1)),
        "En hänvisning till Novahuset gjordes under kvartal 1 2026.",
    ),
    "a real zero": (
        sentence(TALKS, quarter(2026, 1, 0), year_ago=quarter(2025, 1, 5)),
        "Inga KAST-samtal genomfördes under kvartal 1 2026. Det är 5 färre än under kvartal 1 2025.",
    ),
    "thousands": (
        sentence(VIEWS, month(2026, 3, 12345), year_ago=month(2025, 3, 9876)),
        "12 345 sidvisningar gjordes i mars 2026. Det är 2 469 fler än i mars 2025.",
    ),
    "a count whose reporters were fewer then": (
        sentence(
            REFERRALS,
            quarter(2026, 1, 14, reported=(12, 12)),
            year_ago=quarter(2025, 1, 9, reported=(8, 12)),
        ),
        "14 hänvisningar till Novahuset gjordes under kvartal 1 2026. Det är 5 fler än under kvartal 1 2025. "
        "Jämför med försiktighet: det är inte lika många som har rapporterat. "
        "Alla 12 enheter har rapporterat.",
    ),
    # --- medians, money, positions, answers
    "median shorter": (
        sentence(WAIT, quarter(2026, 1, 12), year_ago=quarter(2025, 1, 14), previous=quarter(2025, 4, 11)),
        "Väntetiden till insats vid Frideborg var 12 dagar under kvartal 1 2026. "
        "Hälften väntade högst så länge. "
        "Det är 2 dagar kortare än under kvartal 1 2025 och 1 dag längre än under kvartal 4 2025.",
    ),
    "median of one day, flat": (
        sentence(WAIT, quarter(2026, 1, 1), year_ago=quarter(2025, 1, 1)),
        "Väntetiden till insats vid Frideborg var 1 dag under kvartal 1 2026. "
        "Hälften väntade högst så länge. "
        "Det är lika lång tid som under kvartal 1 2025.",
    ),
    "median with half a day": (
        change_sentence(WAIT, quarter(2026, 1, 12.5), year_ago=quarter(2025, 1, 14)),
        "Det är 1,5 dagar kortare än under kvartal 1 2025.",
    ),
    "money": (
        sentence(COST, tertial(2026, 1, 216500), year_ago=tertial(2025, 1, 210000)),
        "Kostnaden för förstärkningen var 216 500 kronor under tertial 1 2026. "
        "Det är 6 500 kronor mer än under tertial 1 2025.",
    ),
    "positions": (
        sentence(POSITIONS, quarter(2026, 1, 0.8), year_ago=quarter(2025, 1, 0.5)),
        "Bemanningen var 0,8 årsarbetare under kvartal 1 2026. "
        "Det är 0,3 årsarbetare mer än under kvartal 1 2025.",
    ),
    "answer yes, and yes before": (
        sentence(PAGE, quarter(2026, 1, 1), year_ago=quarter(2025, 1, 1)),
        "Sidan var publicerad och aktuell i slutet av kvartal 1 2026. Så var det också under kvartal 1 2025.",
    ),
    "answer no, but yes before": (
        sentence(BASIS, year(2026, 0), year_ago=year(2025, 1)),
        "Det årliga statistiska underlaget var inte lämnat i slutet av 2026. Så var det inte under 2025.",
    ),
    # --- without words of its own
    "plain share": (
        value_sentence(PLAIN_SHARE, month(2026, 3, of=(9, 20))),
        "Ny andel: 45 procent i mars 2026 (9 av 20).",
    ),
    "plain count": (value_sentence(PLAIN_COUNT, quarter(2026, 1, 3)), "Nya möten: 3 under kvartal 1 2026."),
    "plain median": (
        value_sentence(PLAIN_MEDIAN, quarter(2026, 1, 9)),
        "Ny väntetid: 9 dagar under kvartal 1 2026 (median).",
    ),
    "plain answer": (value_sentence(PLAIN_STATUS, year(2026, 0)), "Ny rutin beslutad: nej under 2026."),
    # --- not shown
    "protected now": (
        sentence(ASKED, HIDDEN, year_ago=MARCH_BEFORE, previous=FEBRUARY),
        "Uppgiften visas inte eftersom underlaget är för litet.",
    ),
    "protected now, with target": (
        sentence(ASKED, HIDDEN, year_ago=MARCH_BEFORE, target=Target(value=0.8)),
        "Uppgiften visas inte eftersom underlaget är för litet. Målet är 80 procent.",
    ),
    "protected a year ago": (
        change_sentence(ASKED, MARCH, year_ago=month(2025, 3, mark="protected"), previous=FEBRUARY),
        "Det är 1 procentenhet mindre än i februari 2026. "
        "Jämförelsen med mars 2025 visas inte eftersom den uppgiften är skyddad.",
    ),
    "not reported now": (
        sentence(ASKED, SILENT, year_ago=MARCH_BEFORE, missing=["Frideborg"]),
        "Ingen uppgift har rapporterats för mars 2026. Frideborg har inte rapporterat mars 2026.",
    ),
    "not reported a year ago": (
        change_sentence(ASKED, MARCH, year_ago=month(2025, 3, mark="not_reported")),
        "Det går inte att jämföra med mars 2025 eftersom ingen uppgift har rapporterats.",
    ),
    "not applicable": (
        sentence(ASKED, month(2026, 3, mark="not_applicable")),
        "Måttet är inte aktuellt för mars 2026.",
    ),
    "not applicable a year ago": (
        change_sentence(ASKED, MARCH, year_ago=month(2025, 3, mark="not_applicable")),
        "Det går inte att jämföra med mars 2025 eftersom det inte finns någon uppgift.",
    ),
    # --- who has reported
    "all have reported": (reported_sentence(12, 12), "Alla 12 enheter har rapporterat."),
    "both have reported": (reported_sentence(2, 2), "Båda enheterna har rapporterat."),
    "nobody has reported": (reported_sentence(0, 12), "Ingen av tolv enheter har rapporterat."),
    "areas report": (reported_sentence(3, 4, reported_at="area"), "3 av 4 områden har rapporterat."),
    "no area has reported": (
        reported_sentence(0, 4, reported_at="area"),
        "Inget av fyra områden har rapporterat.",
    ),
    "one missing": (
        missing_sentence(["Kvinnoboendet Elsa"], period="oktober 2026"),
        "Kvinnoboendet Elsa har inte rapporterat oktober 2026.",
    ),
    "three missing": (
        missing_sentence(["Frideborg", "Moa-mottagningen", "Socialjouren"], period="oktober 2026"),
        "Tre enheter har inte rapporterat oktober 2026: Frideborg, Moa-mottagningen och Socialjouren.",
    ),
    "too many missing to name": (
        missing_sentence([f"Boende nummer {i}" for i in range(1, 8)], period="oktober 2026"),
        "Sju enheter har inte rapporterat oktober 2026: "
        "Boende nummer 1, Boende nummer 2, Boende nummer 3 och 4 till.",
    ),
    "an area missing": (
        missing_sentence(["Barn och unga", "Mottagning och jour"], period="mars 2026", reported_at="area"),
        "Två områden har inte rapporterat mars 2026: Barn och unga och Mottagning och jour.",
    ),
    # --- targets
    "target met": (
        target_sentence(ASKED, month(2026, 3, 0.81), Target(value=0.8)),
        "Målet på 80 procent är nått.",
    ),
    "target near": (
        target_sentence(ASKED, month(2026, 3, 0.77), Target(value=0.8)),
        "Målet på 80 procent är nära: 3 procentenheter återstår.",
    ),
    "target nearer than can be shown": (
        target_sentence(ASKED, month(2026, 3, 0.797), Target(value=0.8)),
        "Målet på 80 procent är nära: mindre än 1 procentenhet återstår.",
    ),
    "target not met": (
        target_sentence(ASKED, MARCH, Target(value=0.8)),
        "Målet på 80 procent är inte nått: 18 procentenheter återstår.",
    ),
    "target where less is better, met": (
        target_sentence(WAIT, quarter(2026, 1, 14), Target(value=14)),
        "Målet på högst 14 dagar är nått.",
    ),
    "target where less is better, not met": (
        target_sentence(WAIT, quarter(2026, 1, 20), Target(value=14)),
        "Målet på högst 14 dagar är inte nått: 6 dagar återstår.",
    ),
    "target of a count": (
        target_sentence(FEW_TALKS, quarter(2026, 1, 14), Target(value=20)),
        "Målet på 20 är inte nått: 6 återstår.",
    ),
    "target of an answer": (
        target_sentence(PAGE, quarter(2026, 1, 0), Target(value=1)),
        "Målet är inte nått.",
    ),
    "target of a neutral measure": (
        target_sentence(TALKS, quarter(2026, 1, 14), Target(value=20)),
        "Målet är 20.",
    ),
    "target raised": (
        target_sentence(
            ASKED,
            month(2026, 1, 0.81),
            Target(value=0.8, valid_from=date(2026, 1, 1)),
            previous_target=Target(value=0.7),
        ),
        "Målet på 80 procent är nått. Målet höjdes från 70 procent till 80 procent i januari 2026.",
    ),
    "target lowered, day not known": (
        target_sentence(WAIT, quarter(2026, 1, 9), Target(value=10), previous_target=Target(value=14)),
        "Målet på högst 10 dagar är nått. Målet sänktes från 14 dagar till 10 dagar.",
    ),
    "target nobody has decided": (
        target_sentence(ASKED, month(2026, 3, 0.9), Target(value=0.8, is_example=True)),
        "Målet på 80 procent är nått. Målet är ett exempel och inte beslutat.",
    ),
    "too few have reported to judge": (
        sentence(ASKED, month(2026, 3, of=(30, 100), reported=(9, 12)), target=Target(value=0.8)),
        "30 procent av klienterna fick frågan i mars 2026 (30 av 100). "
        "Det finns ingen tidigare period att jämföra med. "
        "Målet är 80 procent. Underlaget är för ofullständigt för att bedöma om målet är nått. "
        "9 av 12 enheter har rapporterat.",
    ),
    # --- selections
    "a selection with a protected part": (
        selection_sum_sentence(ASKED, [MARCH, HIDDEN]),
        "Urvalet summeras inte eftersom minst en uppgift i det är skyddad. Varje enhet visas för sig.",
    ),
    "a selection of medians": (
        selection_sum_sentence(WAIT, [quarter(2026, 1, 3), quarter(2026, 1, 4)]),
        "Medianer kan inte läggas ihop. Varje enhet visas för sig.",
    ),
    "a selection of answers": (
        selection_sum_sentence(PAGE, [quarter(2026, 1, 1), quarter(2026, 1, 0)]),
        "Svar med ja eller nej kan inte läggas ihop. Varje enhet visas för sig.",
    ),
    "a selection where some have no figure": (
        selection_sum_sentence(ASKED, [MARCH, MARCH, SILENT]),
        "Summan gäller 2 av 3 enheter. Övriga har ingen uppgift.",
    ),
    "a selection of two where one has no figure": (
        selection_sum_sentence(ASKED, [MARCH, SILENT]),
        "Summan gäller 1 av 2 enheter. Den andra har ingen uppgift.",
    ),
    "a selection without figures": (
        selection_sum_sentence(ASKED, [SILENT, SILENT]),
        "Det finns inga uppgifter att lägga ihop i urvalet.",
    ),
}

HEADINGS = {
    "up on the year": (
        finding(ASKED, MARCH, year_ago=MARCH_BEFORE, previous=FEBRUARY),
        "Andelen som fått frågan ökade till 62 % i mars 2026, från 58 % ett år tidigare",
    ),
    "down on the quarter, where the year is protected": (
        finding(TALKS, QUARTER, year_ago=quarter(2025, 1, mark="protected"), previous=quarter(2025, 4, 20)),
        "Antalet KAST-samtal minskade till 14 under kvartal 1 2026, från 20 kvartalet före",
    ),
    "flat": (
        finding(WAIT, quarter(2026, 1, 14), year_ago=quarter(2025, 1, 14)),
        "Väntetiden till insats vid Frideborg var 14 dagar under kvartal 1 2026, samma som ett år tidigare",
    ),
    "by year": (
        finding(ASKED, year(2026, 0.7), year_ago=year(2025, 0.6)),
        "Andelen som fått frågan ökade till 70 % under 2026, från 60 % året före",
    ),
    "first period": (finding(ASKED, MARCH), "Andelen som fått frågan var 62 % i mars 2026"),
    "count with other reporters": (
        finding(
            REFERRALS,
            quarter(2026, 1, 14, reported=(12, 12)),
            year_ago=quarter(2025, 1, 9, reported=(8, 12)),
        ),
        "Antalet hänvisningar till Novahuset var 14 under kvartal 1 2026",
    ),
    "without words, up": (
        finding(PLAIN_SHARE, month(2026, 3, 0.5), year_ago=month(2025, 3, 0.4)),
        "Ny andel: 50 % i mars 2026, upp från 40 % ett år tidigare",
    ),
    "without words, down": (
        finding(PLAIN_COUNT, month(2026, 3, 4), previous=month(2026, 2, 6)),
        "Nya möten: 4 i mars 2026, ner från 6 månaden före",
    ),
    "without words, flat": (
        finding(PLAIN_COUNT, tertial(2026, 3, 4), previous=tertial(2026, 2, 4)),
        "Nya möten: 4 under tertial 3 2026, samma som tertialet före",
    ),
    "without words, first period": (finding(PLAIN_SHARE, month(2026, 3, 0.5)), "Ny andel: 50 % i mars 2026"),
    "answer": (
        finding(PAGE, quarter(2026, 1, 1), year_ago=quarter(2025, 1, 0)),
        "Sidan var publicerad och aktuell i slutet av kvartal 1 2026",
    ),
    "protected": (
        finding(ASKED, HIDDEN, year_ago=MARCH_BEFORE),
        "Fått frågan: uppgiften för mars 2026 visas inte",
    ),
    "not reported": (finding(ASKED, SILENT), "Fått frågan: ingen rapport för mars 2026"),
    "not applicable": (
        finding(ASKED, month(2026, 3, mark="not_applicable")),
        "Fått frågan: inte aktuellt för mars 2026",
    ),
    "of nobody": (finding(ASKED, month(2026, 3)), "Fått frågan: inget att räkna på i mars 2026"),
}

FORBIDDEN = re.compile(
    r"signifikan|på grund av|beror på|tack vare|ledde till att|orsak|prostitu|torsk|offer|sexarbet|screen"
    r"|\bnan\b|\bnone\b|n/a",
    re.IGNORECASE,
)


def sentences_in(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=\.)\s+", text) if part]


def lix(text: str) -> float:
    """Björnsson's readability index: words per sentence plus per cent words of over six letters."""
    words = re.findall(r"[\wåäöÅÄÖ-]+", text)
    long_words = [word for word in words if len(word) > 6]
    return len(words) / text.count(".") + 100 * len(long_words) / len(words)


# --- The golden texts -----------------------------------------------------------------------------


@pytest.mark.parametrize("situation", GOLDEN)
def test_golden_sentence(situation):
    said, expected = GOLDEN[situation]
    assert plain(said) == expected


@pytest.mark.parametrize("situation", HEADINGS)
def test_golden_heading(situation):
    said, expected = HEADINGS[situation]
    assert plain(said) == expected


def test_there_are_enough_situations():
    assert len(GOLDEN) >= 35


def test_the_golden_sentences_are_easy_to_read():
    assert lix(" ".join(said for said, _ in GOLDEN.values())) <= 45


def test_the_readability_index_is_right_for_a_text_counted_by_hand():
    # eight words in two sentences, one of them long: 4 + 12.5
    assert lix("Det är en kort mening. Detta innehåller längre.") == 16.5


@pytest.mark.parametrize("situation", GOLDEN)
def test_no_golden_sentence_is_long_or_uses_a_forbidden_word(situation):
    said, _ = GOLDEN[situation]
    assert not FORBIDDEN.search(said)
    assert max(word_count(one) for one in sentences_in(said)) <= MAXIMUM_WORDS


def test_no_heading_uses_a_forbidden_word_or_ends_in_a_full_stop():
    assert not any(FORBIDDEN.search(said) or said.endswith(".") for said, _ in HEADINGS.values())


# --- Every indicator of the catalogue -------------------------------------------------------------


def test_every_phrase_belongs_to_an_indicator_and_every_indicator_has_one():
    assert set(PHRASES) == {indicator.id for indicator in CATALOGUE.indicators}


@pytest.mark.parametrize("identity", sorted(PHRASES))
def test_every_indicator_is_told_in_short_sentences_in_every_kind_of_period(identity):
    subject = of_catalogue(identity)
    values = {"share": (0.62, 1.0), "count": (0, 1, 14), "median": (1, 12.5), "status": (0, 1)}[subject.kind]
    periods = [month(2026, 11), quarter(2026, 4), tertial(2026, 3), year(2026)]
    for period, value in product(periods, values):
        base = (212, 340) if subject.kind == "share" else (None, None)
        now = replace(period, value=value, numerator=base[0], denominator=base[1])
        before = replace(period, period_start=date(2025, period.period_start.month, 1), value=values[0])
        heading, text = finding(subject, now, year_ago=before), sentence(subject, now, year_ago=before)
        assert max(word_count(one) for one in sentences_in(text)) <= MAXIMUM_WORDS, text
        assert word_count(heading.replace("%", "")) <= MAXIMUM_WORDS, heading
        assert not FORBIDDEN.search(f"{heading} {text}")
        assert "  " not in text
        assert text[0].isupper() or text[0].isdigit()


# --- What is hidden stays hidden ------------------------------------------------------------------

DIRECTION_WORDS = re.compile(
    r"ökade|minskade|upp från|ner från|mer än|mindre än|fler|färre|längre|kortare|samma|lika"
)


@given(
    shown=st.floats(0, 1),
    hidden_mark=st.sampled_from(["protected", "not_reported", "not_applicable"]),
    other=st.floats(0, 1),
)
def test_no_direction_is_told_where_either_figure_is_hidden(shown, hidden_mark, other):
    hidden = month(2026, 3, mark=hidden_mark)
    visible = month(2025, 3, shown)
    later = month(2026, 4, other)
    target = Target(value=0.5)
    for text in (
        finding(ASKED, hidden, year_ago=visible, previous=visible),
        sentence(ASKED, hidden, year_ago=visible, previous=visible, target=target),
        finding(ASKED, later, year_ago=hidden, previous=hidden),
        change_sentence(ASKED, later, year_ago=hidden, previous=hidden),
        change_label(ASKED, later, hidden),
        change_label(ASKED, hidden, visible),
    ):
        assert not DIRECTION_WORDS.search(text)
    assert difference(ASKED, hidden, visible) is None
    assert difference(ASKED, visible, hidden) is None
    assert status(ASKED, hidden, target).tone == "none"
    assert "nått" not in target_sentence(ASKED, hidden, target)


def test_every_protected_figure_is_told_in_the_same_words():
    told = {value_sentence(of_catalogue(one), quarter(2026, 1, mark="protected")) for one in PHRASES}
    assert told == {PROTECTED}


def test_a_hidden_figure_that_carries_a_value_is_refused():
    with pytest.raises(SentenceError):
        month(2026, 3, 0.5, mark="protected")


# --- Difference, labels, status -------------------------------------------------------------------


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_difference_is_the_one_the_reader_computes_from_the_figures_shown(a, b):
    now, before = month(2026, 3, 0.01 + a / 1040), month(2025, 3, 0.01 + b / 1040)
    shown = [
        int(re.findall(r"(\d+) procent ", plain(value_sentence(PLAIN_SHARE, one)))[0])
        for one in (now, before)
    ]
    found = difference(PLAIN_SHARE, now, before)
    assert found is not None
    assert round(found * 100, 6) == shown[0] - shown[1]


@pytest.mark.parametrize(
    ("subject", "now", "before", "expected"),
    [
        (ASKED, MARCH, MARCH_BEFORE, "+4 procentenheter mot mars 2025"),
        (ASKED, MARCH, FEBRUARY, "\N{MINUS SIGN}1 procentenhet mot februari 2026"),
        (ASKED, MARCH, month(2025, 3, 0.62), "oförändrat mot mars 2025"),
        (TALKS, QUARTER, QUARTER_BEFORE, "+5 mot kvartal 1 2025"),
        (TALKS, QUARTER_BEFORE, QUARTER, "\N{MINUS SIGN}5 mot kvartal 1 2026"),
        (WAIT, quarter(2026, 1, 12), quarter(2025, 1, 14), "\N{MINUS SIGN}2 dagar mot kvartal 1 2025"),
        (PAGE, quarter(2026, 1, 1), quarter(2025, 1, 0), ""),
        (ASKED, MARCH, None, ""),
    ],
)
def test_the_change_of_a_card(subject, now, before, expected):
    assert plain(change_label(subject, now, before)) == expected


@pytest.mark.parametrize(
    ("value", "shape", "word"),
    [(0.81, "●", "når målet"), (0.75, "◐", "nära målet"), (0.62, "○", "under målet")],
)
def test_a_status_is_a_word_and_a_shape(value, shape, word):
    found = status(ASKED, month(2026, 3, value), Target(value=0.8))
    assert (found.shape, found.word) == (shape, word)


def test_without_target_there_is_no_status_and_no_sentence():
    assert status(ASKED, MARCH, None).tone == "none"
    assert target_sentence(ASKED, MARCH, None) == target_label(ASKED, None) == ""


def test_the_target_of_a_card():
    assert plain(target_label(ASKED, Target(value=0.8))) == "mål 80 procent"
    assert plain(target_label(WAIT, Target(value=14))) == "mål högst 14 dagar"


# --- Grammar and form -----------------------------------------------------------------------------


def test_figures_do_not_leave_their_unit_at_the_end_of_a_line():
    text = sentence(COST, tertial(2026, 1, 216500), year_ago=tertial(2025, 1, 210000))
    assert "216\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}kronor" in text
    assert "62\N{NO-BREAK SPACE}procent" in value_sentence(ASKED, MARCH)
    assert "4\N{NO-BREAK SPACE}procentenheter" in change_sentence(ASKED, MARCH, year_ago=MARCH_BEFORE)
    assert "62\N{NO-BREAK SPACE}%" in finding(ASKED, MARCH)
    assert "14\N{NO-BREAK SPACE}KAST-samtal" in value_sentence(TALKS, QUARTER)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "en"), (3, "tre"), (12, "tolv"), (13, "13"), (1200, "1 200")]
)
def test_small_numbers_are_words(number, word):
    assert plain(small_number(number)) == word


def test_ett_and_en_follow_the_noun():
    assert small_number(1, is_neuter=True) == "ett"
    assert counted(1, one="samtal", many="samtal", is_neuter=True) == "ett samtal"
    assert counted(1, one="insats", many="insatser") == "en insats"


def test_names_are_cut_before_the_sentence_gets_long():
    names = ["Socialkontorets missbruksboenden", "Beroendecenter Trozelli", "Elsa"]
    assert (
        names_that_fit(names, words_left=6)
        == "Socialkontorets missbruksboenden, Beroendecenter Trozelli och Elsa"
    )
    assert names_that_fit(names, words_left=5) == "Socialkontorets missbruksboenden och 2 till"
    assert names_that_fit(names, words_left=2) == "3 enheter"


@pytest.mark.parametrize("arguments", [(None, None), (1, 1), (0, 1), (0, 0)])
def test_one_reporter_alone_needs_no_sentence(arguments):
    assert reported_sentence(*arguments) == ""
    assert reported_sentence(2, 3, reported_at="office") == ""


def test_a_whole_selection_and_a_selection_of_one_need_no_sentence():
    assert selection_sum_sentence(ASKED, [MARCH, MARCH]) == ""
    assert selection_sum_sentence(ASKED, [HIDDEN]) == ""


def test_an_unknown_unit_of_measure_is_refused():
    odd = replace(PLAIN_COUNT, unit_of_measure="meter", label="Längden")
    with pytest.raises(ValueError, match="meter"):
        change_sentence(odd, quarter(2026, 1, 3), year_ago=quarter(2025, 1, 2))


# --- Rows -----------------------------------------------------------------------------------------


def test_an_observation_is_read_from_a_row_of_a_frame():
    frame = pd.DataFrame(
        {
            "period_kind": ["month", "month"],
            "period_start": pd.to_datetime(["2026-03-01", "2026-02-01"]),
            "numerator": [212, None],
            "denominator": [340, None],
            "value": [212 / 340, None],
            "mark": ["shown", "protected"],
            "units_reported": pd.array([10, None], dtype="Int64"),
            "units_expected": [12, 12],
        }
    )
    shown, hidden = (Observation.of_row(row) for row in frame.to_dict("records"))
    assert shown == month(2026, 3, of=(212, 340), reported=(10, 12))
    assert (hidden.mark, hidden.value, hidden.numerator, hidden.units_reported) == (
        "protected",
        None,
        None,
        None,
    )


def test_a_row_may_lack_what_nobody_asks_for():
    row = {"period_kind": "year", "period_start": date(2026, 1, 1), "value": 3}
    assert Observation.of_row(row) == year(2026, 3)
