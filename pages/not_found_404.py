"""What stands at an address that has no page. Dash finds this module by its name."""

from dash import html

from access.roles import Permission
from components import shell
from pages._page import Page, register_page

WHERE_TO_GO = (
    html.P("Adressen leder inte till någon sida. Den kan vara felskriven, eller sidan har tagits bort."),
    html.P(["Gå till ", shell.link("översikten", "/"), " eller välj en sida i menyn."]),
)

register_page(
    Page(
        module=__name__,
        path="/sidan-finns-inte",
        title="Sidan finns inte",
        heading="Sidan finns inte",
        permission=Permission.ENTER,
        fixed=WHERE_TO_GO,
    )
)
