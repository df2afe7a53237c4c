"""The log: who has loaded, published, undone, fetched and signed in, and whether the log is whole."""

from access.roles import Permission
from pages import _frame, _page
from pages._log_view import PATH, view
from pages._plain_page import PlainPage, Query, register_page
from queries.log import read_log


def build(query: Query) -> _page.View:
    """The page for the log as it is now."""
    return view(read_log(_frame.store().folder), query)


register_page(
    PlainPage(
        module=__name__,
        path=PATH,
        title="Logg",
        permission=Permission.COORDINATE,
        build=build,
        lead=(
            "Här står vem som har läst in, publicerat, tagit tillbaka och hämtat filer, och när. "
            "I loggen finns inga siffror ur underlagen.",
        ),
    )
)
