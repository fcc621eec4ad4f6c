"""The notes that deskbreak itself writes beside a row of the journal, in English.

The code that shows a row translates these, and leaves alone what the person wrote.
"""

from __future__ import annotations

from deskbreak.sentences import N_

BEFORE_IT_CAME = N_("skipped before it came")
SAID_BY_HAND = N_("said by hand")
GONE = N_("the player never came back")
SLEPT = N_("the machine slept for {minutes:d} min in the middle of the routine")
TOO_HARD = N_("too hard: {exercises}")

_WHOLE = (BEFORE_IT_CAME, SAID_BY_HAND, GONE)
_FILLED = tuple(form.partition("{")[0] for form in (SLEPT, TOO_HARD))


def is_own(note: str) -> bool:
    """Return True if deskbreak wrote this note, by how it begins or as a whole."""
    return note in _WHOLE or note.startswith(_FILLED)
