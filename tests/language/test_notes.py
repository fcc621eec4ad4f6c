"""Notes in the log: deskbreak's own are translated, the person's never."""

from __future__ import annotations

import pytest

from deskbreak import language
from deskbreak.core.notes import BEFORE_IT_CAME, GONE, SAID_BY_HAND, SLEPT, TOO_HARD, is_own
from deskbreak.sentences import english
from deskbreak.store.text import note_said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (BEFORE_IT_CAME, "ausgelassen, bevor sie kam"),
        (SAID_BY_HAND, "von Hand gesagt"),
        (GONE, "die Anzeige kam nicht zurück"),
        (english(SLEPT, minutes=7), "der Rechner schlief 7 min mitten in der Übungsfolge"),
        (english(TOO_HARD, exercises="Cat-Cow"), "zu schwer: Katze-Kuh"),
    ],
)
def test_what_deskbreak_wrote_is_translated(note: str, said: str) -> None:
    language.use("de", {})
    assert is_own(note) and note_said(note) == said


@pytest.mark.parametrize(
    "note", ["back", "Start", "hips, back", "sat for 50 min", "", "I said: too hard: all"]
)
def test_what_a_person_wrote_stays(note: str) -> None:
    language.use("de", {})
    assert note_said(note) == note


def test_in_english_a_note_is_as_it_was_written() -> None:
    assert note_said(BEFORE_IT_CAME) == "skipped before it came"
