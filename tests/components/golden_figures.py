"""Golden texts about a figure and its change, by situation: what is said, and what should be."""

from components.sentences import Target, change_sentence, sentence, value_sentence
from tests.components.sentence_cases import (
    ASKED,
    BASIS,
    COST,
    FEBRUARY,
    HIDDEN,
    MARCH,
    MARCH_BEFORE,
    PAGE,
    PLAIN_COUNT,
    PLAIN_MEDIAN,
    PLAIN_SHARE,
    PLAIN_STATUS,
    POSITIONS,
    QUARTER,
    QUARTER_BEFORE,
    REFERRALS,
    SILENT,
    TALKS,
    TRAINED,
    VIEWS,
    WAIT,
    month,
    quarter,
    tertial,
    year,
)

FIGURES = {
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
}
