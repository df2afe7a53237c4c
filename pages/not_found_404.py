"""What stands at an address that has no page. Dash finds this module by its name."""

from dash import html

from access.roles import Permission
from components import shell
from components.filters import Choices, Filters
from pages._page import Page, View, register_page
from queries.store import Snapshot


def build(_snapshot: Snapshot, _filters: Filters, _choices: Choices) -> View:
    """Say what is wrong and where to go."""
    return View(
        content=(
            html.P(
                "Adressen leder inte till någon sida. Den kan vara felskriven, eller sidan har tagits bort."
            ),
            html.P(["Gå till ", shell.link("översikten", "/"), " eller välj en sida i menyn."]),
        )
    )


register_page(
    Page(
        module=__name__,
        path="/sidan-finns-inte",
        title="Sidan finns inte",
        heading="Sidan finns inte",
        permission=Permission.ENTER,
        build=build,
    )
)
