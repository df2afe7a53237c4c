"""Reporting: who has reported, who is late and since when, and the text of a reminder."""

from datetime import datetime

from access.roles import Permission
from pages import _frame, _page
from pages._plain_page import PlainPage, Query, register_page
from pages._reporting_view import PATH, view
from queries.store import NoSnapshot


def build(query: Query) -> _page.View:
    """The page for this reader, today."""
    try:
        snapshot = _frame.store().current()
    except NoSnapshot:
        return _page.View(content=tuple(_frame.no_figures()))
    return view(snapshot, query, today=datetime.now().astimezone().date())


register_page(
    PlainPage(
        module=__name__,
        path=PATH,
        title="Rapportering",
        permission=Permission.COORDINATE,
        build=build,
        lead=("Här ser du vem som har rapporterat, vem som är sen och sedan när.",),
    )
)
