"""Every exercise in the window at every size: no words are cut, none leave the window, none lie on others."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.amount import SOAK
from tests.desktop import desks

pytestmark = pytest.mark.desktop

PROGRAM = Path(__file__).parent / "window_fits.py"
SIZES = [(420, 560), (830, 620), (1024, 640), (1920, 1080)]
if SOAK:
    SIZES += [(560, 900), (960, 640)]


def reported(desk: desks.X11Desk, size: tuple[int, int], kind: str) -> dict[str, Any]:
    answer = desk.run(sys.executable, str(PROGRAM), *map(str, size), kind, seconds=280)
    return dict(json.loads(answer))


@pytest.mark.parametrize("size", SIZES)
def test_every_cue_can_be_read_whole_and_large(x11_desk, size):
    found = reported(x11_desk, size, "cues")
    assert found["wrong"] == []
    heights = found["heights"]
    assert len(heights) > 100
    if size[0] >= 960:
        large = [height for height in heights if height >= size[1] / 16.5]
        assert len(large) >= 0.9 * len(heights) and min(heights) >= size[1] / 24


@pytest.mark.parametrize(
    ("kind", "size"), [*(("new", size) for size in SIZES), *(("first", size) for size in SIZES[:2])]
)
def test_all_that_is_said_of_a_new_exercise_has_room(x11_desk, size, kind):
    """In the very first routine words of caution come on top, so the narrow windows are looked at."""
    found = reported(x11_desk, size, kind)
    assert found["wrong"] == [] and found["looked"] > 40


@pytest.mark.parametrize("size", SIZES)
def test_pauses_and_questions_have_room(x11_desk, size):
    found = reported(x11_desk, size, "questions")
    assert found["wrong"] == [] and found["looked"] > 120
