"""Manual entry: a figure that came as a sentence in a mail goes the way of all files."""

from access.roles import Permission
from data.desk.batches import BatchError
from pages import _desk, _frame, _page
from pages._entry import Entry, entry_of_file
from pages._entry_view import PATH, view
from pages._plain_page import PlainPage, Query, one, register_page
from queries.store import NoSnapshot


def build(query: Query) -> _page.View:
    """The form, for the indicators of the snapshot in force."""
    try:
        snapshot = _frame.store().current()
    except NoSnapshot:
        return _page.View(content=tuple(_frame.no_figures()))
    return view(snapshot, query, today=_desk.today(), entered=_entered(one(query, "omgang")))


def _entered(token: str) -> Entry | None:
    """What the reader entered and has to mend; nothing where it is gone, as with personal data."""
    if not token:
        return None
    try:
        batch = _desk.batch(token)
        return entry_of_file(batch.content(batch.files[0])) if batch.files else None
    except BatchError:
        return None


register_page(
    PlainPage(
        module=__name__,
        path=PATH,
        title="Mata in en uppgift",
        permission=Permission.COORDINATE,
        build=build,
        lead=(
            "För uppgifter som kommer i ett mejl, till exempel från Novahuset eller polisen.",
            "Uppgiften kontrolleras och godkänns som en fil. Inget sparas förrän du har godkänt.",
        ),
    )
)
