"""Input files: the coordinator's five steps from a file to a published snapshot."""

from dash import html

from access.roles import Permission
from components.attributes import attributes
from pages import _page, _underlag_view
from pages._plain_page import PlainPage, Query, register_page

STEP = "underlag-step"


def build(query: Query) -> _page.View:
    """The step that the query asks for."""
    return _page.View(
        content=(html.Div(id=STEP, className="desk", **attributes(data_slot="")),),
        slots={STEP: _underlag_view.html(query)},
    )


register_page(
    PlainPage(
        module=__name__,
        path=_underlag_view.PATH,
        title="Underlag",
        permission=Permission.COORDINATE,
        build=build,
    )
)
