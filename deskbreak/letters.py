"""Letters that act instead of being read: on a terminal, on lines, on the order of what stands beside them."""

from __future__ import annotations

import re
from typing import Any

# Patterns, compiled when they are first needed: with all of these letters that takes a millisecond each.
# DEL and C1, marks and switches of the writing direction, separators of lines, halves of a pair.
_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
# In running text the plain marks of right-to-left languages stay; what turns others' letters round does not.
_IN_TEXT = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def json_text(value: Any, **how: Any) -> str:
    """JSON that a terminal and any encoding bear: the same value, with letters that act written as escapes."""
    import json  # the tray's words need the rest of this file before anything else

    return escaped(json.dumps(value, ensure_ascii=False, **how))


def escaped(text: str) -> str:
    """A text of quoted strings, JSON or TOML, with the letters that act written as escapes."""
    if text.isprintable():
        return text
    return re.sub(_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)


def markup(text: str) -> str:
    """The text for desktops that take notes and tooltips for markup (`html.escape` loads 2,231 names for it)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def readable(text: str) -> str:
    """The text without the letters that act; tabs and ends of lines stay."""
    return text if text.isprintable() else re.sub(_IN_TEXT, "", text)
