"""The parts of a repetition: where a file names no poses, as the dose builds up, and as JSON."""

from __future__ import annotations

import pytest

from deskbreak.core.moves import Move, Moves, plain_moves

BACK = "Come back"
WAY = Move(
    ("Lean", "Lean further"),
    ("near", "far"),
    ("Stay", "Stay on"),
    seconds=4,
    via=("middle",),
    breath="out",
)


def test_what_is_not_held_goes_once_through_the_figure() -> None:
    assert plain_moves("Roll", (), 5) == (Move(("Roll",), ("@loop",), (), 5),)


@pytest.mark.parametrize(("seconds", "out", "back"), [(6, 4, 2), (9, 6, 3), (4, 3, 1), (2, 1, 1), (1, 1, 1)])
def test_what_is_held_comes_back_in_a_third_of_the_time(seconds: int, out: int, back: int) -> None:
    """No way takes less than a second."""
    assert plain_moves("Lean", ("Stay",), seconds) == (
        Move(("Lean",), ("@held",), ("Stay",), out),
        Move((BACK,), ("start",), (), back),
    )


def test_each_hold_has_a_pose_of_its_own() -> None:
    assert plain_moves("Lean", ("Left", "Right", "Middle"), 6) == (
        Move(("Lean",), ("@held",), ("Left",), 4),
        Move(("Lean",), ("@held-2",), ("Right",), 4),
        Move(("Lean",), ("@held-3",), ("Middle",), 4),
        Move((BACK,), ("start",), (), 2),
    )


@pytest.mark.parametrize(
    ("stage", "say", "to", "hold"),
    [
        (0, "Lean", "near", "Stay"),
        (1, "Lean further", "far", "Stay on"),
        (5, "Lean further", "far", "Stay on"),
    ],
)
def test_words_and_pose_of_a_stage(stage: int, say: str, to: str, hold: str) -> None:
    """The last entry goes on."""
    assert WAY.at(stage) == Move((say,), (to,), (hold,), seconds=4, via=("middle",), breath="out")


def test_what_is_the_same_at_every_stage() -> None:
    plain = Move(("Lean",), ("near",))
    assert plain.at(0) == plain.at(3) == plain == Move(("Lean",), ("near",), (), 2, (), "")


def test_moves_as_json() -> None:
    assert Move.from_json(WAY.to_json()) == WAY
    assert Move.from_json({"say": "Lean", "to": "near"}) == Move(("Lean",), ("near",), (), 2, (), "")
    several = {"say": ["Lean", "Lean further"], "to": ["near", "far"], "hold": "Stay"}
    assert Move.from_json(several) == Move(("Lean", "Lean further"), ("near", "far"), ("Stay",))


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_where_a_repetition_begins_and_ends(many: int) -> None:
    """Where the way in leads to, and where its own last way does."""
    ways = tuple(Move(("Go",), (f"pose-{number}", f"stage-{number}")) for number in range(1, many + 1))
    down = Move(("Go",), ("floor",))
    assert Moves(ways, (down,), ()).begins == f"pose-{many}"
    assert Moves((), ways, (down,)).begins == "start"
    assert Moves((), ways, (down,)).ends == f"pose-{many}"
