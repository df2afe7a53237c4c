"""The link to everything on a page in one file.

Owns: its words and address. Must not know what stands in the file (`_downloads.py`).
"""

from dash import html

from access import guard
from access.roles import Permission
from components.filters import Choices, Filters, to_query


def download_all(page: str, filters: Filters, choices: Choices) -> html.P | None:
    """The link, for readers who may have files; scripts keep it in step with the filters.

    `page`: as in the addresses of `_downloads.py`.
    """
    if not guard.may(Permission.DOWNLOAD):
        return None
    query = to_query(filters, choices)
    address = f"/ladda-ner/sida/{page}.xlsx"
    return html.P(
        html.A("Ladda ner allt på sidan (XLSX)", href=f"{address}?{query}" if query else address),
        className="download-all no-print",
    )
