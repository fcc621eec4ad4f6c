"""Packs on disk, and the shipped catalogue read once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

EXERCISE = """
id = "heel-slide"
name = "Heel slide"
position = "supine"
role = "wakes"
steps = ["Lie on your back, knees bent.", "Slide one heel out and back."]
[own]
reps = { min = 8, max = 12 }
"""
ROUTINE = """
id = "evening"
name = "Evening"
[[step]]
exercise = "heel-slide"
[[step]]
exercise = "cat-cow"
"""

MakePack = Callable[..., Path]


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    """A good pack of one exercise and one routine; `files` adds to it or replaces, by path."""

    def make(files: dict[str, str | bytes] | None = None, name: str = "physio") -> Path:
        root = tmp_path / name
        all_files = {"exercises/heel-slide.toml": EXERCISE, "routines/evening.toml": ROUTINE, **(files or {})}
        for place, text in all_files.items():
            path = root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return root

    return make


@pytest.fixture
def good_exercise() -> str:
    return EXERCISE


@pytest.fixture
def good_routine() -> str:
    return ROUTINE
