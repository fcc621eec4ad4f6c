"""How much a test tries: enough for each change, and much more before a release, `DESKBREAK_SOAK=1 scripts/test`."""

from __future__ import annotations

import os

SOAK = bool(os.environ.get("DESKBREAK_SOAK"))


def amount(usual: int, soak: int) -> int:
    return soak if SOAK else usual
