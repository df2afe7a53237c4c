"""What is told about an import, in Swedish.

Owns those words. Must not know how files are read or stored.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from data.commands.console import counted
from data.desk.differences import differences
from data.importing import Outcome
from data.model import Catalogue
from data.reading import Message
from data.reading.grouped import grouped
from data.register import ChangeKind

MOST_MESSAGES = 50
"""How many messages of a sort are written out for people; JSON holds all."""

KIND_WORDS: Mapping[ChangeKind, tuple[str, str]] = {
    "new": ("ny", "nya"),
    "revised": ("ändrad", "ändrade"),
    "retracted": ("borttagen", "borttagna"),
    "same": ("oförändrad", "oförändrade"),
}
"""In Swedish, of one figure and of several."""


def as_text(outcomes: Sequence[Outcome], catalogue: Catalogue, *, dry_run: bool) -> Iterator[str]:
    """Yield the answer for people, line by line."""
    for outcome in outcomes:
        rows = counted(outcome.reading.rows_read, "rad läst", "rader lästa")
        yield f"{outcome.reading.file}: {rows}."
        yield from _messages("Rättat vid läsningen", outcome.reading.repairs)
        yield from _messages("Varningar", outcome.reading.warnings)
        yield from _messages("Fel", outcome.errors)
        yield from _questions(outcome)
        yield from _replaced(outcome, catalogue)
        if not outcome.errors:
            yield f"  {_result(outcome)}"
    if any(outcome.errors for outcome in outcomes):
        files = "filerna" if len(outcomes) > 1 else "filen"
        yield f"Inget sparades. Rätta felen och läs in {files} på nytt."
    elif dry_run:
        yield "Provläsning: inget sparades."


def _result(outcome: Outcome) -> str:
    if outcome.same_as is not None:
        return f"Filen är redan inläst (inläsning {outcome.same_as}). Inget ändrades."
    kinds = Counter(change.kind for change in (*outcome.changes, *outcome.superseded))
    told = ", ".join(counted(kinds[kind], *KIND_WORDS[kind]) for kind in KIND_WORDS if kinds[kind])
    head = f"Inläsning {outcome.load}: " if outcome.load is not None else ""
    return f"{head}{told or 'inga uppgifter att spara'}."


def _replaced(outcome: Outcome, catalogue: Catalogue) -> Iterator[str]:
    """Yield each stored figure that the file changes, the old one beside the new."""
    told = [one for one in differences(catalogue, outcome) if one["kind"] != "new"]
    if not told or outcome.errors:
        return
    yield "  Ändrar det lagrade (skäl anges med --reason):"
    for one in told[:MOST_MESSAGES]:
        where = ", ".join(
            part for part in (one["indicator"], one["org"], one["period"], one["split"]) if part
        )
        yield f"    Rad {one['row']}: {where}: {one['old']} → {one['new']}."
    if len(told) > MOST_MESSAGES:
        yield f"    … och {len(told) - MOST_MESSAGES} till."


def _messages(heading: str, messages: Sequence[Message]) -> Iterator[str]:
    if messages:
        told = grouped(messages)
        yield f"  {heading}:"
        yield from (f"    {one.text}" for one in told[:MOST_MESSAGES])
        if len(told) > MOST_MESSAGES:
            yield f"    … och {len(told) - MOST_MESSAGES} till."


def _questions(outcome: Outcome) -> Iterator[str]:
    if outcome.reading.questions:
        yield "  Frågor att svara på (--answer FRÅGA=SVAR):"
    for one in outcome.reading.questions:
        choices = ", ".join(f"{choice.value} ({choice.label})" for choice in one.choices)
        yield f"    {one.text} {one.code}= {choices}"
