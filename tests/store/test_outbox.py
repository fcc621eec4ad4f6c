"""What a player left behind is recorded once; whatever else lies there is set aside and said."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.store.export import FORMATS
from deskbreak.store.journal import Journal
from deskbreak.store.outbox import MAX_BYTES, import_results
from deskbreak.store.shapes import LATEST, MAX_S, SOONEST

NOW = 1_795_000_000.0
SOUND = {
    "uid": "u1",
    "at": NOW,
    "outcome": "taken",
    "routine": "cat-cow",
    "seconds": 45,
    "exercises": ["cat-cow"],
}
FAR: tuple[Any, ...] = (
    -62135596801,
    -1e11,
    -1,
    253402300800,
    1e15,
    10**30,
    10**400,
    float("nan"),
    float("inf"),
    "now",
    [],
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3", machine="desk", clock=lambda: NOW) as one:
        yield one


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    folder = tmp_path / "outbox"
    folder.mkdir()
    return folder


def write(outbox: Path, **other: object) -> None:
    (outbox / "u1.json").write_text(json.dumps(SOUND | other))


@pytest.mark.parametrize("other", [{}, {"at": SOONEST}, {"at": LATEST, "seconds": MAX_S}, {"seconds": None}])
def test_a_result_is_recorded_once_and_can_be_shown(
    journal: Journal, outbox: Path, other: dict[str, object]
) -> None:
    for new in (1, 0):
        write(outbox, **other)
        assert import_results(journal, outbox) == new
        assert list(outbox.iterdir()) == []
    (row,) = journal.rows()
    assert row.uid.endswith("-u1")
    for form in FORMATS.values():
        assert form([row])


@pytest.mark.parametrize(
    "other",
    [
        *({"at": far} for far in FAR), *({"seconds": far} for far in (-1, 1e308, 1e11, 10**400, float("nan"), "1")),
        {"uid": 3}, {"uid": "half \ud800"}, {"note": "half \ud800"}, {"routine": "x" * 60_000}, {"outcome": ["taken"]},
        {"exercises": ["a"] * 5000}, {"exercises": [1]}, {"exercises": "a"}, {"exercises": ["\ud800"]},
        {"note": "x" * MAX_BYTES},
    ],
)  # fmt: skip
def test_what_no_player_says_is_set_aside(journal: Journal, outbox: Path, other: dict[str, object]) -> None:
    write(outbox, **other)
    assert import_results(journal, outbox) == 0
    assert [file.name for file in outbox.iterdir()] == ["u1.json.damaged"]
    assert len(journal.notices()) == 1 and journal.rows() == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
@pytest.mark.parametrize(
    "make",
    [
        lambda file: os.mkfifo(file),
        lambda file: file.symlink_to("/dev/zero"),
        lambda file: file.symlink_to(file),
        lambda file: file.mkdir(),
        lambda file: file.write_text("[" * 60_000),
        lambda file: file.write_text('{"at": ' + "9" * 5000 + "}"),
        lambda file: file.write_bytes(b"\xff"),
    ],
    ids=["pipe", "device", "loop", "folder", "deep", "digits", "bytes"],
)
def test_a_file_of_any_kind_stops_nobody(
    journal: Journal, outbox: Path, make: Callable[[Path], object]
) -> None:
    make(outbox / "a.json")
    write(outbox)
    assert import_results(journal, outbox) == 1
    assert len(journal.notices()) == 1
