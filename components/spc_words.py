"""The words for statistical process control: signals, limits and targets in plain Swedish.

Owns the wording, and nothing else. Says that a change is larger than the ordinary variation, never why.
"""

from collections.abc import Sequence

from components.spc import FULL_POINTS, Assurance, Control
from components.spc_rules import Rule, Signal

HOW_TO_READ = (
    "Linjen i mitten är medelvärdet för hela sträckan. Vid en lång uppgång ligger därför de första värdena "
    "under den och de sista över. Mellan gränserna ligger den vanliga variationen. Så mycket brukar "
    "värdena gå upp och ner. Ett värde utanför gränserna är en förändring större än den vanliga variationen. "
    "Detsamma gäller sju värden i rad på samma sida om linjen, eller som stiger eller sjunker. "
    "Det gäller också när två av tre värden i rad ligger nära en gräns. "
    "Efter en omräkning märks inte vägen från den gamla nivån till den nya. "
    "Diagrammet visar att något har ändrats, men inte varför. Skyddade och saknade uppgifter räknas inte med."
)
"""The text under `Så läser du diagrammet`."""

TOO_FEW = "Det finns för få värden för att visa den vanliga variationen. Det behövs minst fem i följd."
WITHIN = "Det senaste värdet håller sig inom den vanliga variationen."
LARGER = "Förändringen är större än den vanliga variationen."

_SIGNS = {
    (Rule.OUTSIDE, True): "Det senaste värdet ligger över den övre gränsen.",
    (Rule.OUTSIDE, False): "Det senaste värdet ligger under den nedre gränsen.",
    (Rule.ONE_SIDE, True): "Minst sju värden i rad ligger över medelvärdet.",
    (Rule.ONE_SIDE, False): "Minst sju värden i rad ligger under medelvärdet.",
    (Rule.TREND, True): "Minst sju värden i rad stiger.",
    (Rule.TREND, False): "Minst sju värden i rad sjunker.",
    (Rule.NEAR_LIMIT, True): "Två av tre värden i rad ligger nära eller över den övre gränsen.",
    (Rule.NEAR_LIMIT, False): "Två av tre värden i rad ligger nära eller under den nedre gränsen.",
}

_ASSURANCES = {
    Assurance.STEADY: "Målet nås stadigt.",
    Assurance.VARIES: "Det varierar om målet nås.",
    Assurance.NOT_WITHOUT_CHANGE: "Målet nås inte utan förändring.",
}


def signal_sentence(signals: Sequence[Signal]) -> str:
    """Say why a point stands out: `Minst sju värden i rad stiger. Förändringen är större än …`

    Says the first rule that applies; empty where none does.
    """
    return f"{_SIGNS[signals[0].rule, signals[0].is_up]} {LARGER}" if signals else ""


def control_text(result: Control, labels: Sequence[str]) -> str:
    """Tell what the chart shows: the latest value, earlier signals, and how sure the limits are.

    Args:
        result: Limits and signals.
        labels: The periods in words, in the order of the points.
    """
    if not result.is_on:
        return TOO_FEW
    latest = max(index for index, centre in enumerate(result.centre) if centre is not None)
    sentences = [signal_sentence(result.signals[latest]) or WITHIN]
    earlier = [label for label, signals in zip(labels, result.signals[:latest], strict=False) if signals]
    if earlier and not result.signals[latest]:
        sentences.append(f"Större förändringar finns tidigare, senast i {earlier[-1]}.")
    newest = result.segments[-1]
    if result.provisional:
        sentences.append(
            f"Gränserna är preliminära: de bygger på {newest.values} av minst {FULL_POINTS} värden."
        )
    if newest.name:
        sentences.append(f"Gränserna är omräknade från händelsen ”{newest.name}”.")
    return " ".join(sentences)


def assurance_sentence(found: Assurance | None) -> str:
    """Say how the target lies against the ordinary variation: `Målet nås stadigt.`; empty if unknown."""
    return _ASSURANCES[found] if found else ""
