"""Golden texts about what stands around a figure, and headings, by situation: said, and as it should be."""

from datetime import date

from components.sentences import (
    Target,
    finding,
    missing_sentence,
    partial_sentence,
    reported_sentence,
    selection_sum_sentence,
    sentence,
    target_sentence,
)
from tests.components.sentence_cases import (
    ASKED,
    FEBRUARY,
    FEW_TALKS,
    HIDDEN,
    MARCH,
    MARCH_BEFORE,
    PAGE,
    PLAIN_COUNT,
    PLAIN_SHARE,
    QUARTER,
    REFERRALS,
    SILENT,
    TALKS,
    WAIT,
    month,
    quarter,
    tertial,
    year,
)

CONTEXT = {
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
    "one in part": (
        partial_sentence(["Kvinnoboendet Elsa"]),
        "Kvinnoboendet Elsa har rapporterat delvis.",
    ),
    "two in part": (
        partial_sentence(["Socialjouren", "Frideborg"]),
        "Två enheter har rapporterat delvis: Socialjouren och Frideborg.",
    ),
    "an area in part": (
        partial_sentence(["Barn och unga", "Våld och skydd"], reported_at="area"),
        "Två områden har rapporterat delvis: Barn och unga och Våld och skydd.",
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
