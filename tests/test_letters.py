"""Letters that act, written so that they are read."""

from __future__ import annotations

import html

from deskbreak.letters import markup


def test_markup_is_what_the_standard_library_makes_of_text() -> None:
    text = "a < b & c > d &amp; \"quoted\" 'once'"
    assert markup(text) == html.escape(text, quote=False)
    assert html.unescape(markup(text)) == text
