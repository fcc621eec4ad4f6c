"""Words as they are compared: whatever letters, case, dashes and spaces they are written with."""

from __future__ import annotations

import functools
import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")  # every dash, space and other sign that stands between words


@functools.lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The words in small plain letters with one space between: "Ｓit‑Ups" and "sit_ups" are both "sit ups"."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(char for char in plain if unicodedata.category(char) != "Cf")  # soft hyphens, for one
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", seen.casefold())).strip()
