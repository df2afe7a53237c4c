"""The text of a reminder to one reporter, ready to paste into a mail.

Owns its words and its markup. Must not know how anybody was found to be late. Holds no figure: who has not
reported is no secret.
"""

from datetime import date
from html import escape

from components.formats import date_text
from components.shell import PRODUCT
from pages._reporting import LateReporter

ROWS_OF_WORDS = 14
"""Lines of the text besides the list of what is missing."""


def reminder_text(late: LateReporter) -> str:
    """The subject on the first line, then the mail."""
    wanted = [f"– {one.code} {one.name}: {one.periods}" for one in late.missing]
    return "\n".join(
        [
            f"Ämne: Uppgifter till {PRODUCT} från {late.name}",
            "",
            "Hej!",
            "",
            f"Vi saknar uppgifter från {late.name} till uppföljningen av arbetet mot prostitution och "
            "människohandel:",
            "",
            *wanted,
            "",
            f"{_what(late)} skulle ha kommit senast {_day(late.due)}. Skicka uppgifterna så snart ni kan.",
            "Är antalet noll, skriv 0. En tom ruta räknas inte som noll.",
            "Skicka bara antal, aldrig namn, personnummer eller annat om enskilda personer.",
            "",
            "Hör av er om något är oklart, eller om ni inte ska rapportera måttet.",
            "",
            "Vänliga hälsningar",
        ]
    )


def reminders_html(late: tuple[LateReporter, ...]) -> str:
    """A fold for each reporter with the text and a button that copies it."""
    return "".join(_reminder(one) for one in late)


def _reminder(late: LateReporter) -> str:
    count = f"{late.reports} rapport{'er' if late.reports > 1 else ''} saknas"
    text = reminder_text(late)
    rows = len(late.missing) + ROWS_OF_WORDS
    return (
        f'<details class="reminder"><summary>{escape(late.name)}: {count}</summary>'
        f'<label class="plain-field"><span class="plain-label">Text till {escape(late.name)}</span>'
        f'<textarea class="form-control" rows="{rows}" readonly>{escape(text)}</textarea></label>'
        '<button class="plain-button" type="button" data-copy>Kopiera texten</button>'
        '<span class="copied" role="status"></span></details>'
    )


def _what(late: LateReporter) -> str:
    return "Rapporten" if late.reports == 1 else "Den första rapporten"


def _day(day: date) -> str:
    return f"den {date_text(day)}"
