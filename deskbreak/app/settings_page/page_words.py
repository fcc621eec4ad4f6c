"""The words that the page's script says, in the language that is spoken: its `_()` and `n_()` look here."""

from __future__ import annotations

import json
import re
from typing import Any

from deskbreak.language import ENGLISH, _, current, plural_form

_TEXT = r'("(?:[^"\\\\]|\\\\.)*")'
_ONE, _MANY = re.compile(rf"(?<![\w.])_\({_TEXT}"), re.compile(rf"(?<![\w.])n_\({_TEXT}, {_TEXT}")
NUMBERS = 200  # plural forms go by the number itself or by its last two digits


def page_words(script: str) -> dict[str, Any]:
    """Each text of the script with its translation, and for counts its forms and which of them 0 to 199 take."""
    if current() == ENGLISH:
        return {"texts": {}, "counts": {}}
    texts = [json.loads(found) for found in _ONE.findall(script)]
    counts = [(json.loads(one), json.loads(many)) for one, many in _MANY.findall(script)]
    return {
        "texts": {text: _(text) for text in texts},
        "counts": {one: _forms(one, many) for one, many in counts},
    }


def _forms(one: str, many: str) -> dict[str, Any]:
    said = [plural_form(one, many, n) for n in range(NUMBERS)]
    forms = list(dict.fromkeys(said))
    return {"forms": forms, "of": [forms.index(form) for form in said]}
