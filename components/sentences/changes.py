"""Sentences about change: more, less or the same as the same period last year and as the period before.

Owns how two figures are compared. Must not know causes: a change is told, never explained. No comparison is
made where either figure is hidden, so no direction can give a hidden figure away.
"""

from components.formats import change_text, number, percent, period_label, value_text
from components.sentences.grammar import in_period, join_sentences
from components.sentences.model import Observation, SentenceError, Subject

NOTHING_BEFORE = "Det finns ingen tidigare period att jämföra med."
_CAUTION = "Jämför med försiktighet: det är inte lika många som har rapporterat."

_MORE_LESS_SAME = {
    "procent": ("mer än", "mindre än", "samma andel som"),
    "antal": ("fler än", "färre än", "lika många som"),
    "dagar": ("längre än", "kortare än", "lika lång tid som"),
    "kronor": ("mer än", "mindre än", "lika mycket som"),
    "årsarbetare": ("mer än", "mindre än", "lika mycket som"),
}


def difference(subject: Subject, now: Observation | None, before: Observation | None) -> float | None:
    """Subtract two figures as the reader sees them, so that 58 % and 62 % always differ by 4.

    In the unit of the figure: fractions for shares.
    None where either is hidden, missing or without value: there is then nothing to say.
    """
    if now is None or before is None or not (now.is_shown and before.is_shown):
        return None
    if now.value is None or before.value is None or subject.unit_of_measure == "ja/nej":
        return None
    decimals = max(_decimals(subject.unit_of_measure, value) for value in (now.value, before.value))
    amount = _rounded(now.value, decimals) - _rounded(before.value, decimals)
    return 0.0 if abs(amount) < 10.0 ** -(decimals + 1) else amount


def has_other_reporters(subject: Subject, now: Observation, before: Observation) -> bool:
    """Say whether a count stands on more or fewer reporters than before, so that it differs for that alone.

    A share bears that some are missing; a count falls with every unit that has not reported.
    """
    if subject.kind != "count" or now.units_reported is None or before.units_reported is None:
        return False
    return now.units_reported != before.units_reported


def change_label(subject: Subject, now: Observation, before: Observation | None) -> str:
    """Write a change for a card: `+4 procentenheter mot oktober 2025`; empty without anything to compare."""
    change = difference(subject, now, before)
    if change is None or before is None:
        return ""
    against = f"mot {period_label(before.period_kind, before.period_start)}"
    if change == 0:
        return f"oförändrat {against}"
    return f"{_signed_amount(subject, change)} {against}"


def change_sentence(
    subject: Subject,
    now: Observation,
    *,
    year_ago: Observation | None = None,
    previous: Observation | None = None,
) -> str:
    """Say the change: `Det är 4 procentenheter mer än i mars 2025 och 1 procentenhet mindre än i …`

    Empty where the figure itself is not shown. A comparison that is not shown says why.
    """
    if not now.is_shown:
        return ""
    comparisons = [before for before in (year_ago, previous) if before is not None]
    if len(comparisons) == 2 and comparisons[0].period_start == comparisons[1].period_start:
        comparisons.pop()
    if not comparisons:
        return NOTHING_BEFORE
    if subject.kind == "status":
        return join_sentences(*(_status_sentence(now, before) for before in comparisons[:1]))
    reasons = [_why_not(before) for before in comparisons if not before.is_shown]
    said = [
        (change, before) for before in comparisons if (change := difference(subject, now, before)) is not None
    ]
    caution = _CAUTION if any(has_other_reporters(subject, now, before) for _, before in said) else ""
    return join_sentences(_difference(subject, said), caution, *reasons)


def _difference(subject: Subject, said: list[tuple[float, Observation]]) -> str:
    if not said:
        return ""
    if subject.unit_of_measure not in _MORE_LESS_SAME:
        raise SentenceError(f"no change can be worded for the unit {subject.unit_of_measure!r}")
    if len(said) == 2 and all(change == 0 for change, _ in said):
        same = _MORE_LESS_SAME[subject.unit_of_measure][2]
        first, second = (_in(before) for _, before in said)
        return f"Det är {same} både {first} och {second}."
    parts = [f"{_compared(subject, change)} {_in(before)}" for change, before in said]
    return f"Det är {' och '.join(parts)}."


def _in(before: Observation) -> str:
    return in_period(before.period_kind, before.period_start)


def _compared(subject: Subject, change: float) -> str:
    more, less, same = _MORE_LESS_SAME[subject.unit_of_measure]
    if change == 0:
        return same
    return f"{amount_words(subject, abs(change))} {more if change > 0 else less}"


def amount_words(subject: Subject, amount: float) -> str:
    """Write the size of a difference without its sign: `4 procentenheter`, `3`, `2 dagar`."""
    if subject.unit_of_measure == "procent":
        text = number(amount * 100, _decimals_of_amount(amount))
        return f"{text}\N{NO-BREAK SPACE}{'procentenhet' if text == '1' else 'procentenheter'}"
    return value_text(amount, subject.unit_of_measure)


def _signed_amount(subject: Subject, change: float) -> str:
    if subject.unit_of_measure != "procent":
        return change_text(change, subject.unit_of_measure)
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return f"{sign}{amount_words(subject, abs(change))}"


def _why_not(before: Observation) -> str:
    label = period_label(before.period_kind, before.period_start)
    if before.mark == "protected":
        return f"Jämförelsen med {label} visas inte eftersom den uppgiften är skyddad."
    if before.mark == "not_reported":
        return f"Det går inte att jämföra med {label} eftersom ingen uppgift har rapporterats."
    return f"Det går inte att jämföra med {label} eftersom det inte finns någon uppgift."


def _status_sentence(now: Observation, before: Observation) -> str:
    if not before.is_shown:
        return _why_not(before)
    when = in_period(before.period_kind, before.period_start)
    if bool(now.value) == bool(before.value):
        return f"Så var det också {when}."
    return f"Så var det inte {when}."


def _decimals(unit_of_measure: str, value: float) -> int:
    if unit_of_measure == "procent":
        return 3 if "," in percent(value) else 2
    if unit_of_measure in ("dagar", "årsarbetare"):
        return 0 if float(value).is_integer() else 1
    return 0


def _decimals_of_amount(amount: float) -> int:
    return 0 if abs(amount * 100 - round(amount * 100)) < 1e-6 else 1


def _rounded(value: float, decimals: int) -> float:
    # halves away from zero, as components.formats.number writes them
    scale = 10**decimals
    size = int(abs(value) * scale + 0.5 + 1e-9) / scale
    return -size if value < 0 else size
