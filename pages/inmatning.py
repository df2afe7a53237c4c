"""Manual entry: a figure that came as a sentence in a mail goes the way of all files."""

from access.roles import Permission
from pages import _desk, _frame, _page
from pages._entry_view import PATH, view
from pages._plain_page import PlainPage, Query, register_page
from queries.store import NoSnapshot


def build(query: Query) -> _page.View:
    """The form, for the indicators of the snapshot in force."""
    try:
        snapshot = _frame.store().current()
    except NoSnapshot:
        return _page.View(content=tuple(_frame.no_figures()))
    return view(snapshot, query, today=_desk.today())


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
