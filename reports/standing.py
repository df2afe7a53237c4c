"""The second page: what was proposed, what has been done, what remains, and how it looks now.

Owns: what is told of a measure in one row. Must not know: where figures come from, formats of files. Says
that things have changed, never that one came of the other.
"""

from collections.abc import Sequence
from datetime import date

from components.formats import date_text
from components.status import NO_STATUS
from queries.catalogue import Measure
from reports.model import Cell, Column, Headline, Table
from reports.texts import NOTHING_MEASURED

CAPTION = "Vad som föreslogs, vad som har gjorts och hur det ser ut nu"
PROPOSED = "Föreslaget"
NOTHING_DONE = "Inget steg är klart än."
NOTHING_LEFT = "Inget planerat steg återstår."
_VARIATIONS = {
    "": "Det är inom den vanliga variationen.",
    "better": "Det är en förändring till det bättre, större än den vanliga variationen.",
    "worse": "Det är en förändring till det sämre, större än den vanliga variationen.",
    "change": "Det är en förändring större än den vanliga variationen.",
}


def standing_table(rows: Sequence[tuple[Measure, Headline | None, str | None]], *, today: date) -> Table:
    """One row a measure.

    Args:
        rows: The measure, its headline, and the signal of its main figure: None where it cannot be said
            whether the change is larger than the ordinary variation.
        today: The day the snapshot was published: a step that should have been taken by then is late.
    """
    columns = (
        Column("Åtgärd"),
        Column(PROPOSED, share=1.2),
        Column("Gjort", share=0.86),
        Column("Återstår", share=0.83),
        Column("Så ser det ut nu", share=1.15),
    )
    return Table(
        CAPTION,
        columns,
        tuple(
            (
                Cell(f"{measure.number}. {measure.short_name}"),
                Cell(measure.proposal),
                Cell(done_text(measure)),
                Cell(left_text(measure, today=today)),
                Cell(outcome_text(headline, signal)),
            )
            for measure, headline, signal in rows
        ),
    )


def done_text(measure: Measure) -> str:
    """The latest step that has been taken, with its day."""
    done = [step for step in measure.milestones if step.done]
    return f"{done[-1].text} ({date_text(done[-1].date)})." if done else NOTHING_DONE


def left_text(measure: Measure, *, today: date) -> str:
    """The next step, with its day and whether that has passed."""
    left = [step for step in measure.milestones if not step.done]
    if not left:
        return NOTHING_LEFT
    late = ", försenat" if left[0].date < today else ""
    return f"{left[0].text} ({date_text(left[0].date)}{late})."


def outcome_text(headline: Headline | None, signal: str | None) -> str:
    """How the main figure of a measure stands: the finding, the target, the ordinary variation."""
    if headline is None:
        return NOTHING_MEASURED
    told = [f"{headline.finding}."]
    if headline.target:
        judged = "" if headline.status is NO_STATUS else f": {headline.status.word}"
        told.append(f"{headline.target[0].upper()}{headline.target[1:]}{judged}.")
    if signal is not None:
        told.append(_VARIATIONS[signal])
    return " ".join(told)
