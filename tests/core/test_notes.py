"""Which notes are deskbreak's own: by the whole of it, or by how it begins where something is put in."""

from __future__ import annotations

import pytest

from deskbreak.core.notes import is_own


@pytest.mark.parametrize(
    ("note", "own"),
    [
        ("skipped before it came", True),
        ("said by hand", True),
        ("the player never came back", True),
        ("the machine slept for 7 min in the middle of the routine", True),
        ("too hard: cat-cow", True),
        ("said by hand, and it was good", False),
        ("too easy", False),
        ("I find it too hard: cat-cow", False),
        ("{minutes}", False),
        ("", False),
    ],
)
def test_whose_note_it_is(note: str, own: bool) -> None:
    assert is_own(note) is own
