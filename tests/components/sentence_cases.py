"""What the tests of sentences are made from: subjects, figures by period, and measures of a text."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from components.sentences import Observation, Subject, subject_of
from components.sentences.model import Mark
from data.model.load import load_catalogue

CATALOGUE = load_catalogue(Path(__file__).parents[2] / "data" / "catalogue")


def of_catalogue(identity: str) -> Subject:
    indicator = CATALOGUE.indicator(identity)
    words = {"phrase" if name == "phrase" else f"phrase_{name}": word for name, word in indicator.phrases}
    return subject_of({name: getattr(indicator, name) for name in INDICATOR_COLUMNS} | words)


IDENTITIES = tuple(indicator.id for indicator in CATALOGUE.indicators)
INDICATOR_COLUMNS = ("id", "name", "kind", "time", "unit_of_measure", "direction", "reported_at")
ASKED, TRAINED, WAIT = of_catalogue("fra1"), of_catalogue("utb1"), of_catalogue("org6")
TALKS, REFERRALS, COST = of_catalogue("kast1"), of_catalogue("han1"), of_catalogue("org5")
PAGE, BASIS, VIEWS = of_catalogue("web1"), of_catalogue("org3"), of_catalogue("web2")
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
