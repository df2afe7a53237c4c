"""What a reader is told when something goes wrong: Swedish, calm, never a stack trace.

Must not know who is asking. The cause goes to the log with the number that the reader is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from dash import Dash
from dash.exceptions import DependencyException
from flask import Response, g, jsonify, make_response, request
from werkzeug.exceptions import HTTPException

from access import audit, static_page

LOGGER = logging.getLogger("lagesbild.web")

NOT_FOUND = 404
SERVER_ERROR = 500

TEXTS: Mapping[int, tuple[str, str]] = {
    400: ("Begäran gick inte att förstå", "Ladda om sidan och försök igen."),
    401: ("Du behöver logga in", "Din inloggning har gått ut eller saknas. Ladda om sidan för att logga in."),
    403: (
        "Du har inte behörighet",
        "Sidan är öppen för andra roller än din. Vänd dig till samordnaren om du behöver den.",
    ),
    404: ("Sidan finns inte", "Kontrollera adressen eller gå till startsidan."),
    405: ("Begäran gick inte att förstå", "Ladda om sidan och försök igen."),
    413: ("Filen är för stor", "Dela upp filen eller ta bort det som inte behövs och försök igen."),
    415: ("Begäran gick inte att förstå", "Ladda om sidan och försök igen."),
    429: ("För många försök", "Vänta en minut och försök igen."),
    503: ("Tjänsten svarar inte just nu", "Försök igen om en stund."),
}
_OTHERWISE = ("Något gick fel", "Felet är noterat. Försök igen om en stund.")


def install(app: Dash) -> None:
    """Answer every error in our own words; call once."""
    app.server.register_error_handler(HTTPException, _expected)
    app.server.register_error_handler(DependencyException, _unknown_script)
    app.server.register_error_handler(Exception, _unexpected)


def answer(status: int) -> Response:
    """The answer for a status: a page for someone who navigates, JSON for a script."""
    title, text = TEXTS.get(status, _OTHERWISE)
    return told(status, title=title, text=text)


def told(status: int, *, title: str, text: str) -> Response:
    """As `answer`, with words of its own."""
    paragraphs = [text]
    if status >= SERVER_ERROR:
        paragraphs.append(f"Om du hör av dig om felet, ange numret {g.get('request_id', '–')}.")
    if _wants_page():
        response = make_response(
            static_page.message(title=title, paragraphs=paragraphs, link=("/", "Till startsidan"))
        )
    else:
        response = jsonify({"fel": title, "gor": " ".join(paragraphs)})
    response.status_code = status
    return response


def _wants_page() -> bool:
    return request.accept_mimetypes.best_match(("application/json", "text/html")) == "text/html"


def _expected(error: HTTPException) -> Response:
    if error.response is not None:
        # Something was refused with an answer of its own, or redirected.
        return make_response(error.get_response(request.environ))
    response = answer(error.code or SERVER_ERROR)
    for name, value in error.get_headers(request.environ):
        if name.lower() in {"allow", "retry-after", "location"}:
            response.headers[name] = value
    return response


def _unknown_script(_error: DependencyException) -> Response:
    return answer(NOT_FOUND)


def _unexpected(error: Exception) -> Response:
    LOGGER.error(
        "request %s failed: %s %s", g.get("request_id", ""), request.method, audit.path(), exc_info=error
    )
    return answer(SERVER_ERROR)
