"""The door's own pages: text, and nothing that runs."""

from __future__ import annotations

from access.static_page import message


def test_a_message_is_text() -> None:
    page = message(title="<b>", paragraphs=["<script>"], link=("/", "Start"))
    assert "<b>" not in page
    assert "<script>" not in page
    assert '<html lang="sv">' in page
