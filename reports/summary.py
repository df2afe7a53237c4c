"""The five sentences of the first page.

Owns: what is summed up, in which order, in which words. Must not know: where figures come from, formats of
files. Each is one sentence of at most twenty words; together they say what has been done, what the question
to the clients shows, whether targets are met, whether it is getting better, and what the figures lack.
"""

from collections import Counter
from collections.abc import Sequence

from components.formats import list_text
from components.sentences import finding, status, value_sentence
from components.sentences.grammar import MAXIMUM_WORDS, capital, small_number, word_count
from components.sentences.overall import development_sentence, is_better, targets_met_sentence
from queries.catalogue import Measure
from reports.figures import Entry

LEADING_MEASURE = 3
"""The question to the clients: the other measures prepare for it or follow from it."""

_STATUS_WORDS = {"klar": ("är klar", "är klara"), "planerad": ("är planerad", "är planerade")}


def summary(
    measures: Sequence[Measure], mains: Sequence[tuple[int, Entry]], entries: Sequence[Entry]
) -> tuple[str, ...]:
    """The five sentences.

    Args:
        measures: The measures of the report.
        mains: The main entry by the number of its measure, in order.
        entries: Every latest entry of every indicator.
    """
    return (
        _measures(measures),
        _leading(mains),
        _targets(entries),
        _development(entries),
        _completeness(entries),
    )


def _measures(measures: Sequence[Measure]) -> str:
    """How the measures stand: `Fem åtgärder pågår och en är klar.`"""
    if not measures:
        return "Inga åtgärder är upplagda i underlaget."
    standing = Counter(measure.status.split(",")[0].strip().lower() for measure in measures)
    told = []
    for word, count in standing.most_common():
        one, many = _STATUS_WORDS.get(word, (word, word))
        noun = ("" if told else " åtgärd") if count == 1 else ("" if told else " åtgärder")
        told.append(f"{small_number(count)}{noun} {one if count == 1 else many}")
    return f"{capital(list_text(told))}."


def _leading(mains: Sequence[tuple[int, Entry]]) -> str:
    """The figure of the leading measure; where it has none, of the first that has."""
    if not mains:
        return "Inga mått är upplagda i underlaget."
    entry = dict(mains).get(LEADING_MEASURE, mains[0][1])
    told = value_sentence(entry.subject, entry.now)
    if not entry.now.is_shown:
        return f"{finding(entry.subject, entry.now)}."
    return told.partition(". ")[0].removesuffix(".") + "."


def _targets(entries: Sequence[Entry]) -> str:
    """How many targets are met."""
    return targets_met_sentence(
        [status(entry.subject, entry.now, entry.aim) for entry in entries if entry.target]
    )


def _development(entries: Sequence[Entry]) -> str:
    """How many figures are better and worse than a year ago, the worse ones by name."""
    judged = [
        (entry.indicator.name, is_better(entry.subject, entry.now, entry.year_ago)) for entry in entries
    ]
    return development_sentence(
        better=sum(answer is True for _, answer in judged),
        worse=[name for name, answer in judged if answer is False],
    )


def _completeness(entries: Sequence[Entry]) -> str:
    """What the figures lack: who has not reported, and how many figures are protected or not reported."""
    absent = list(dict.fromkeys(name for entry in entries for name in (*entry.missing, *entry.partial)))
    hidden = sum(entry.now.mark == "protected" for entry in entries)
    unreported = sum(entry.now.mark == "not_reported" for entry in entries)
    lacking = []
    if hidden:
        lacking.append(
            f"{_of_figures(hidden, len(entries))} {'är skyddat' if hidden == 1 else 'är skyddade'}"
        )
    if unreported:
        count = small_number(unreported, is_neuter=True) if hidden else _of_figures(unreported, len(entries))
        lacking.append(f"{count} är inte {'rapporterat' if unreported == 1 else 'rapporterade'}")
    if not absent:
        if not lacking:
            return "Alla enheter har lämnat underlag, och alla mått visas."
        return f"Alla enheter har lämnat underlag, men {list_text(lacking)}."
    rest = " har inte lämnat allt underlag"
    joint = ", och " if len(lacking) == 1 else ", "
    first = f"{rest}{joint if lacking else ''}{list_text(lacking)}."
    names = list_text(absent)
    if word_count(names) + word_count(first) > MAXIMUM_WORDS:
        names = "En enhet" if len(absent) == 1 else f"{capital(small_number(len(absent)))} enheter"
    return f"{names}{first}"


def _of_figures(count: int, whole: int) -> str:
    return (
        f"alla {whole} mått"
        if count == whole > 1
        else f"{small_number(count, is_neuter=True)} av {whole} mått"
    )
