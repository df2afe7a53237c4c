"""Sentences about many figures at once: how many targets are met, how many figures have become better.

Owns the wording. Must not know which figures they are, nor when a target counts as met (`components.status`).
Each is one sentence of at most twenty words.
"""

from collections.abc import Sequence

from components.formats import list_text
from components.sentences.changes import difference, has_other_reporters
from components.sentences.grammar import MAXIMUM_WORDS, capital, names_that_fit, small_number, word_count
from components.sentences.model import Observation, Subject
from components.status import MET, NEAR, Status

_ONE_TARGET = {
    "met": "är nått",
    "near": "är nära att nås",
    "missed": "är inte nått",
    "none": "kan inte bedömas",
}


def is_better(subject: Subject, now: Observation, before: Observation | None) -> bool | None:
    """Say whether a figure is better than one before; None where that cannot be said.

    It cannot where neither more nor less is better, and of a count that more or fewer have reported.
    """
    change = difference(subject, now, before)
    if not change or before is None or subject.direction == "neutral":
        return None
    if has_other_reporters(subject, now, before):
        return None
    return (change > 0) == (subject.direction == "higher")


def targets_met_sentence(judged: Sequence[Status]) -> str:
    """Say how many targets are met: `Fyra av elva mål är nådda, två är nära och fem är inte nådda.`

    `judged`: the status of each figure that has a target.
    """
    if not judged:
        return "Inget mått har ett mål som gäller perioden."
    met, near = judged.count(MET), judged.count(NEAR)
    missed = sum(one.tone == "missed" for one in judged)
    unjudged = len(judged) - met - near - missed
    if len(judged) == 1:
        return f"Det enda målet {_ONE_TARGET[judged[0].tone]}."
    if unjudged == len(judged):
        return f"Inget av {small_number(unjudged)} mål kan bedömas."
    rest = []
    if near:
        rest.append(f"{small_number(near, is_neuter=True)} är nära")
    if missed:
        rest.append(f"{small_number(missed, is_neuter=True)} är inte {_reached(missed)}")
    if unjudged:
        rest.append(f"{small_number(unjudged, is_neuter=True)} kan inte bedömas")
    start = f"{small_number(met, is_neuter=True) if met else 'inget'} av {small_number(len(judged))} mål är "
    return f"{capital(list_text([start + _reached(max(met, 1)), *rest]))}."


def development_sentence(*, better: int, worse: Sequence[str]) -> str:
    """Say how many figures are better and worse than a year ago.

    Args:
        better: How many are better.
        worse: The names of those that are worse, told as far as there is room.
    """
    if not better and not worse:
        return "Det går inte att säga om något mått har blivit bättre eller sämre på ett år."
    start = f"{capital(measures_text(better))} är bättre än för ett år sedan och "
    if not worse:
        return f"{start}inget är sämre."
    start += f"{small_number(len(worse), is_neuter=True)} är sämre"
    names = names_that_fit(worse, words_left=MAXIMUM_WORDS - word_count(start))
    return f"{start}: {names}." if any(name in names for name in worse) else f"{start}."


def measures_text(count: int) -> str:
    """Write a number of measures: `inget mått`, `ett mått`, `tre mått`."""
    return f"{small_number(count, is_neuter=True) if count else 'inget'} mått"


def _reached(count: int) -> str:
    return "nått" if count == 1 else "nådda"
