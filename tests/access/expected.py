"""Who may see which page and what is open to everybody, as the assignment says it.

Written down here a second time, on purpose: `pages/` names the permission of each page. If that is changed by
mistake, the attack finds the difference.
"""

from __future__ import annotations

from access.roles import Permission

PAGES = {
    "/": Permission.READ_OVERVIEW,
    "/fraga": Permission.READ_PUBLISHED,
    "/utbildning": Permission.READ_PUBLISHED,
    "/hanvisningar": Permission.READ_PUBLISHED,
    "/kast": Permission.READ_PUBLISHED,
    "/atgarder": Permission.READ_PUBLISHED,
    "/jamfor": Permission.READ_PUBLISHED,
    "/rapportering": Permission.COORDINATE,
    "/namnd": Permission.READ_REPORT,
    "/bakgrund": Permission.READ_METHOD,
    "/definitioner": Permission.READ_METHOD,
    "/metod": Permission.READ_METHOD,
    "/tillganglighet": Permission.READ_STATEMENT,
    "/underlag": Permission.COORDINATE,
    "/underlag/inmatning": Permission.COORDINATE,
    "/logg": Permission.COORDINATE,
}

OPEN_ROUTES = {
    "/halsa",
    "/redo",
    "/matvarden",  # nothing is there for those who ask from outside: tests/pages/test_health.py
    "/logga-in",
    "/logga-ut",
    "/auth/callback",
    "/utloggad",
    "/.well-known/security.txt",
}

TOOL_ROUTES = {
    "/api/v1/",
    "/api/v1/snapshot",
    "/api/v1/organisation",
    "/api/v1/indicators",
    "/api/v1/indicators/<identity>/cells",
    "/api/v1/indicators/<identity>/cells.csv",
    "/api/v1/indicators/<identity>.jsonstat",
    "/api/v1/openapi.json",
    "/api/v1/<path:rest>",
    "/ladda-ner/<indicator>.<any(csv, xlsx, svg):form>",
    "/ladda-ner/sida/<page>.xlsx",
    "/rapport/namnd.<any(pdf, pptx, xlsx):form>",
    "/rapport/arsunderlag.<any(pdf, xlsx):form>",
}
"""What a key opens: the published figures as data and files, and nothing else."""
