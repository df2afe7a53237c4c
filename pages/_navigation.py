"""The navigation: which pages there are, in which order, and who may see the link.

Owns that list. Must not know what the pages say. The guard decides about the pages themselves.
"""

from access import guard
from access.roles import Permission
from components.shell import NavigationItem

ITEMS: tuple[tuple[NavigationItem, Permission], ...] = (
    (NavigationItem("/", "Översikt"), Permission.READ_OVERVIEW),
    (NavigationItem("/fraga", "Ställa frågan", keeps_filters=True), Permission.READ_PUBLISHED),
    (NavigationItem("/utbildning", "Utbildning", keeps_filters=True), Permission.READ_PUBLISHED),
    (NavigationItem("/hanvisningar", "Hänvisningar och stöd", keeps_filters=True), Permission.READ_PUBLISHED),
    (NavigationItem("/kast", "KAST", keeps_filters=True), Permission.READ_PUBLISHED),
    (NavigationItem("/jamfor", "Jämför enheter", keeps_filters=True), Permission.READ_PUBLISHED),
    (NavigationItem("/atgarder", "Åtgärder", keeps_filters=True), Permission.READ_PUBLISHED),
    (NavigationItem("/namnd", "Nämndrapport"), Permission.READ_REPORT),
    (NavigationItem("/bakgrund", "Bakgrund"), Permission.READ_METHOD),
    (NavigationItem("/definitioner", "Definitioner"), Permission.READ_METHOD),
    (NavigationItem("/underlag", "Underlag"), Permission.COORDINATE),
    (NavigationItem("/rapportering", "Rapportering"), Permission.COORDINATE),
    (NavigationItem("/logg", "Logg"), Permission.COORDINATE),
)


def items() -> tuple[NavigationItem, ...]:
    """The links the present reader may follow."""
    return tuple(item for item, permission in ITEMS if guard.may(permission))
