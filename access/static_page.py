"""Plain HTML pages of the door: messages, refusals, and public pages for those who are not signed in.

They work without login, scripts and Dash's own addresses. Must not know who is asking.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_DOCUMENT = """<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}
</head>
<body>
{body}
</body>
</html>
"""

_STYLE = """<style>
body { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem; }
a { color: #0b4f8a; }
</style>"""
"""For messages, which must be readable even when no file of ours can be fetched."""


def public_page(*, title: str, body: str, styles: Iterable[str]) -> str:
    """A whole HTML page around the HTML of a page that is public, with the product's own style sheets."""
    links = "\n".join(f'<link rel="stylesheet" href="{escape(address)}">' for address in styles)
    content = f'<main class="site-main">{body}</main>'
    return _DOCUMENT.format(title=escape(title), head=links, body=content)


def message(
    *,
    title: str,
    paragraphs: Iterable[str],
    link: tuple[str, str] | None = None,
    button: tuple[str, str] | None = None,
) -> str:
    """A page with a heading and some sentences, all of them text.

    link and button are (address, text), put at the end; the button sends a POST.
    """
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(text)}</p>" for text in paragraphs)]
    if link is not None:
        address, text = link
        parts.append(f'<p><a href="{escape(address)}">{escape(text)}</a></p>')
    if button is not None:
        address, text = button
        parts.append(f'<form method="post" action="{escape(address)}"><button>{escape(text)}</button></form>')
    body = "<main>\n{}\n</main>".format("\n".join(parts))
    return _DOCUMENT.format(title=f"{escape(title)} – Lägesbild", head=_STYLE, body=body)
