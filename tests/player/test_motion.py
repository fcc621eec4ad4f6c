"""The figure shows what the cue names."""

from __future__ import annotations

import pytest

from deskbreak.core.cues import Cue, CueKind
from deskbreak.player.motion import Guides, guides, is_mirrored, moment, picture_of
from deskbreak.values import dataclass


@dataclass
class Loop:
    """Poses a second apart, each held for a second; the other side's follow where sides take turns."""

    pose_names: tuple[str, ...] = ("start", "cow", "cat")
    side: str = ""
    alternates: bool = False
    switches: bool = False

    @property
    def half(self) -> float:
        return 2.0 * len(self.pose_names)

    @property
    def seconds(self) -> float:
        return self.half * (2 if self.alternates else 1)

    @property
    def held_names(self) -> tuple[str, ...]:
        return self.pose_names[1:]

    def reached_s(self, pose: str, other_half: bool = False) -> float:
        return (self.pose_names.index(pose) * 2.0 - 0.5 + self.half * other_half) % self.seconds

    def left_s(self, pose: str, other_half: bool = False) -> float:
        return self.pose_names.index(pose) * 2.0 + 0.5 + self.half * other_half


def cue(start: str, pose: str, side: str = "", kind: CueKind = CueKind.WORK, seconds: float = 4.0) -> Cue:
    return Cue(kind, 0.0, seconds, 0, "Go", side, 1, 2, start=start, pose=pose)


def test_a_way_goes_from_pose_to_pose_forwards() -> None:
    out = cue("start", "cow")
    assert [moment(out, into, Loop()) for into in (0.0, 2.0, 4.0, 9.0)] == [0.5, 1.0, 1.5, 1.5]


def test_the_way_back_is_the_shorter_one() -> None:
    back = cue("cow", "start")
    assert [moment(back, into, Loop()) for into in (0.0, 2.0, 4.0)] == [1.5, 1.0, 0.5]
    over = cue("cat", "start")
    assert [moment(over, into, Loop()) for into in (0.0, 2.0, 4.0)] == [4.5, 5.0, 5.5]


def test_poses_on_the_way_are_not_held() -> None:
    loop = Loop(("start", "a", "b", "c", "d"))
    assert [moment(cue("start", "b"), into, loop) for into in (0.0, 1.0, 2.0, 3.0, 4.0)] == [
        *(0.5, 1.0, 1.5, 3.0, 3.5)
    ]


def test_the_way_may_be_named() -> None:
    loop = Loop(("start", "up", "open", "out"))
    circle = Cue(CueKind.WORK, 0.0, 4.0, 0, "Go", start="start", pose="up", via=("out", "open"))
    passed = [moment(circle, into, loop) for into in (0.0, 2.0, 4.0)]
    assert passed == [7.5, 5.0, 2.5]


def test_a_hold_stays_in_its_pose() -> None:
    held = cue("cat", "cat", kind=CueKind.HOLD)
    assert {moment(held, into, Loop()) for into in (0.0, 1.0, 3.9)} == {3.5}


def test_the_side_says_which_half_of_the_loop() -> None:
    loop = Loop(("start", "reach"), side="left", alternates=True)
    assert moment(cue("reach", "reach", "left", CueKind.HOLD), 1.0, loop) == 1.5
    assert moment(cue("reach", "reach", "right", CueKind.HOLD), 1.0, loop) == 5.5
    assert [moment(cue("reach", "start", "right"), into, loop) for into in (0.0, 2.0, 4.0)] == [6.5, 7.0, 7.5]
    assert [moment(cue("reach", "start", "left"), into, loop) for into in (0.0, 2.0, 4.0)] == [2.5, 3.0, 3.5]


def test_the_side_that_is_not_drawn_is_the_mirrored_picture() -> None:
    loop = Loop(side="right", switches=True)
    assert is_mirrored(cue("start", "cow", "left"), loop) and not is_mirrored(
        cue("start", "cow", "right"), loop
    )
    assert not is_mirrored(cue("start", "cow"), loop)
    drawn_left = Loop(side="left", switches=True)
    assert is_mirrored(cue("start", "cow", "right"), drawn_left)
    assert not is_mirrored(cue("start", "cow", "left"), Loop(side="left", alternates=True))


def test_still_pictures_show_where_the_cue_leads() -> None:
    assert picture_of(cue("start", "cow"), 0.0, Loop(), still=True) == (1.5, False)
    assert picture_of(cue("cow", "cow", kind=CueKind.HOLD), 0.0, Loop(), still=True) == (1.5, False)


def test_without_poses_a_repetition_is_one_round_and_a_time_keeps_the_figures_pace() -> None:
    loop = Loop()
    assert moment(cue("@loop", "@loop"), 2.0, loop) == 3.0
    untimed = Cue(CueKind.WALK, 0.0, 600.0, 0, "Off", start="@loop", pose="@loop")
    assert moment(untimed, 7.0, loop) == 1.0
    turns = Loop(("start", "reach"), side="left", alternates=True)
    assert [moment(cue("@loop", "@loop", side), 2.0, turns) for side in ("left", "right")] == [2.0, 6.0]


def test_a_hold_without_a_named_pose_is_in_the_pose_held_longest() -> None:
    assert moment(cue("@held", "@held", kind=CueKind.HOLD), 1.0, Loop()) == 1.5
    assert moment(cue("@held-2", "@held-2", kind=CueKind.HOLD), 1.0, Loop()) == 3.5
    assert moment(cue("@held-9", "@held-9", kind=CueKind.HOLD), 1.0, Loop()) == 3.5
    alone = Loop(("start",))
    assert moment(cue("@held", "@held", kind=CueKind.HOLD), 1.0, alone) == alone.reached_s("start")


@pytest.mark.parametrize("loop", [Loop(), Loop(("start",)), Loop(("start", "x"), "left", True)])
@pytest.mark.parametrize("side", ["", "left", "right"])
@pytest.mark.parametrize("pose", ["start", "cow", "x", "@held", "@loop", "nowhere"])
def test_moments_stay_within_the_loop(loop: Loop, side: str, pose: str) -> None:
    for start in ("start", "x", "@held", "nowhere"):
        for tenth in range(11):
            assert 0.0 <= moment(cue(start, pose, side), 0.4 * tenth, loop) <= loop.seconds


def test_a_faint_pose_and_an_arrow_show_where_a_cue_leads() -> None:
    loop = Loop()
    assert guides(cue("start", "cow"), loop) == Guides(1.5, (0.5, 1.5))
    assert guides(cue("cow", "start"), loop) == Guides(0.5, (1.5, 0.5))
    onward = guides(cue("cat", "start"), loop)
    assert onward.way == (4.5, 5.5), "on to the next round, not all the way back"


def test_nothing_points_ahead_while_a_pose_is_kept() -> None:
    loop = Loop()
    kept = guides(cue("cow", "cow", kind=CueKind.HOLD), loop)
    assert kept.ghost is None and kept.way == (1.5, 1.5)
    ready = guides(cue("start", "start", kind=CueKind.POSITION), loop)
    assert ready.ghost is None and ready.way is not None and ready.way[0] == ready.way[1]
    assert guides(cue("@loop", "@loop"), loop) == Guides()
