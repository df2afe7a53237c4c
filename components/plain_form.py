"""Plain HTML forms: labelled native controls that are sent with a button and work without scripts.

Owns the markup of their fields. Must not know Dash, pages or what an answer leads to. Everything is escaped.
"""

from collections.abc import Sequence
from html import escape

Option = tuple[str, str]
"""Value and label."""


def select(
    name: str, label: str, options: Sequence[Option], *, chosen: str = "", identity: str = "", hint: str = ""
) -> str:
    """Write a choice of one. `identity`: id of the control, where something else relies on it."""
    written = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options
    )
    own = f' id="{escape(identity)}"' if identity else ""
    return _field(label, f'<select class="form-select" name="{escape(name)}"{own}>{written}</select>', hint)


def date_field(name: str, label: str, *, value: str = "") -> str:
    """Write a field for a day. Not the browser's own: that writes days as the browser's language does."""
    control = (
        f'<input class="form-control" type="text" name="{escape(name)}" value="{escape(value)}" '
        'maxlength="10" size="12" placeholder="åååå-mm-dd" autocomplete="off">'
    )
    return _field(label, control)


def text_field(
    name: str,
    label: str,
    *,
    hint: str = "",
    longest: int = 200,
    is_number: bool = False,
    required: bool = False,
    value: str = "",
) -> str:
    """Write a field for a line of text. `is_number`: a phone then shows its figures."""
    mode = ' inputmode="decimal" size="10"' if is_number else ' size="60"'
    control = (
        f'<input class="form-control" type="text" name="{escape(name)}" maxlength="{longest}"{mode} '
        f'value="{escape(value)}" autocomplete="off"{" required" if required else ""}>'
    )
    return _field(label, control, hint)


def hidden_field(name: str, value: str) -> str:
    """Write a value that goes along unseen."""
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def group(legend: str, fields: Sequence[str]) -> str:
    """Write fields that belong together under a heading of their own."""
    return f'<fieldset class="plain-group"><legend>{escape(legend)}</legend>{"".join(fields)}</fieldset>'


def form(
    fields: Sequence[str], *, action: str, submit: str, method: str = "get", reset: str = "", label: str = ""
) -> str:
    """Write the form. `reset`: text of the link that empties it. `label`: its name, for several on a page."""
    link = f'<a class="filter-reset" href="{escape(action)}">{escape(reset)}</a>' if reset else ""
    name = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<form class="plain-form" method="{method}" action="{escape(action)}"{name}>{"".join(fields)}'
        f'<button class="plain-button" type="submit">{escape(submit)}</button>{link}</form>'
    )


def _field(label: str, control: str, hint: str = "") -> str:
    # The label holds its control: no ids that would meet those of the same form drawn a second time.
    said = f'<span class="plain-hint">{escape(hint)}</span>' if hint else ""
    return (
        f'<label class="plain-field"><span class="plain-label">{escape(label)}</span>{said}{control}</label>'
    )
