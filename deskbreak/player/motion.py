"""Which moment of a figure's loop belongs to which moment of a cue: the one mapping that every face uses. Pure.

A cue names the pose it starts from and the pose it ends in. A way goes along the figure's loop between the two,
forwards or backwards, whichever passes fewer poses; a hold stays where it is. Where sides take turns, the loop shows
the one side in its first half and the other in its second; the cue's side says which half. Only a cue without poses
(a walk, a pack's exercise that names none) goes round the loop at the figure's own pace.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from deskbreak.core.cues import Cue, CueKind
from deskbreak.core.moves import HELD, LOOP
from deskbreak.values import dataclass


class FigureLoop(Protocol):
    """What is needed of a figure."""

    @property
    def seconds(self) -> float: ...
    @property
    def pose_names(self) -> Sequence[str]: ...  # in the order of the loop, of one half where sides take turns
    @property
    def held_names(self) -> Sequence[str]: ...  # the poses that are held, the longest held first
    @property
    def side(self) -> str: ...  # the side that the poses as they are written show
    @property
    def alternates(self) -> bool: ...  # the loop shows both sides, one after the other
    @property
    def switches(self) -> bool: ...  # the other side is the mirrored picture

    def reached_s(self, pose: str, other_half: bool = False) -> float: ...
    def left_s(self, pose: str, other_half: bool = False) -> float: ...


def is_mirrored(cue: Cue, loop: FigureLoop) -> bool:
    """Return True if the picture must be turned over to show the cue's side."""
    return loop.switches and bool(cue.side) and cue.side != loop.side


def moment(cue: Cue, into_s: float, loop: FigureLoop) -> float:
    """Seconds into the loop, `into_s` seconds into the cue."""
    if LOOP in (cue.start, cue.pose):
        return _round(cue, into_s, loop)
    poses = [pose_of(name, loop) for name in (cue.start, *cue.via, cue.pose)]
    start, pose, other = poses[0], poses[-1], _other_half(cue, loop)
    if (start == pose and not cue.via) or not cue.seconds:
        return loop.reached_s(pose, other)
    share = min(max(into_s / cue.seconds, 0.0), 1.0)
    stretches = [part for one, two in pairwise(poses) for part in way(one, two, loop, other)]
    return _on_the_way(stretches, share) % (loop.seconds or 1.0)


def pose_of(name: str, loop: FigureLoop) -> str:
    """The figure's own name of a pose; the first pose where the figure has none of that name."""
    if name.startswith(HELD):
        number = int(name.removeprefix(HELD).removeprefix("-") or 1)
        held = loop.held_names or loop.pose_names[1:] or loop.pose_names
        return held[min(number, len(held)) - 1]
    return name if name in loop.pose_names else loop.pose_names[0]


def picture_of(cue: Cue, into_s: float, loop: FigureLoop, *, still: bool = False) -> tuple[float, bool]:
    """The moment of the loop and whether it is shown mirrored; `still` shows only where the cue leads."""
    return moment(cue, cue.seconds if still else into_s, loop), is_mirrored(cue, loop)


@dataclass(frozen=True, slots=True)
class Guides:
    """What points ahead in a picture: a faint pose, and an arrow from one moment of the loop to another."""

    ghost: float | None = None  # when the loop is in the pose that the cue leads to
    way: tuple[float, float] | None = (
        None  # backwards too; no arrow where both are the same; None: the loop's own
    )


def guides(cue: Cue, loop: FigureLoop) -> Guides:
    """What shows where a cue leads; nothing while it stays where it is."""
    if LOOP in (cue.start, cue.pose):
        return Guides()
    poses = [pose_of(name, loop) for name in (cue.start, *cue.via, cue.pose)]
    other = _other_half(cue, loop)
    stretches = [part for one, two in pairwise(poses) for part in way(one, two, loop, other)]
    there = moment(cue, cue.seconds, loop)
    if cue.kind is CueKind.POSITION or not stretches:
        return Guides(way=(there, there))
    begin, end, length = stretches[0][0], stretches[-1][1], loop.seconds or 1.0
    if all(two >= one for one, two in stretches):
        return Guides(there, (begin, end + length if end < begin else end))
    if all(two <= one for one, two in stretches):
        return Guides(there, (begin, end - length if end > begin else end))
    return Guides(there)  # there and back again: the loop's own arrow


def way(start: str, pose: str, loop: FigureLoop, other: bool) -> list[tuple[float, float]]:
    """Stretches of the loop, each from one moment to another (backwards too), that lead from pose to pose."""
    names = list(loop.pose_names)
    count = len(names)
    here, there = names.index(start), names.index(pose)
    ahead, behind = (there - here) % count, (here - there) % count
    step = 1 if ahead <= behind else -1
    passed = [here + step * number for number in range(min(ahead, behind) + 1)]
    return [_stretch(one, two, loop, other=other, count=count) for one, two in pairwise(passed)]


def _stretch(one: int, two: int, loop: FigureLoop, *, other: bool, count: int) -> tuple[float, float]:
    """Between two neighbours; forwards from the end of a hold to the next pose, backwards the same way back."""
    first, second = min(one, two), max(one, two)
    left, reached = _at(first, loop, other, count, left=True), _at(second, loop, other, count, left=False)
    if reached < left:
        reached += loop.seconds
    return (left, reached) if one < two else (reached, left)


def _at(index: int, loop: FigureLoop, other: bool, count: int, *, left: bool) -> float:
    """When the pose of that number is reached or left; numbers beyond the names are in the next half, or round."""
    half = other != (loop.alternates and index // count % 2 != 0)
    name = loop.pose_names[index % count]
    return loop.left_s(name, half) if left else loop.reached_s(name, half)


def _on_the_way(stretches: list[tuple[float, float]], share: float) -> float:
    """The moment after this share of all the stretches' time."""
    going = sum(abs(end - begin) for begin, end in stretches) * share
    for begin, end in stretches:
        length = abs(end - begin)
        if going <= length + 1e-9:
            return begin + (going if end >= begin else -going)
        going -= length
    return stretches[-1][1]


def _other_half(cue: Cue, loop: FigureLoop) -> bool:
    return loop.alternates and bool(cue.side) and cue.side != loop.side


def _round(cue: Cue, into_s: float, loop: FigureLoop) -> float:
    """Round the loop: once for a counted repetition, at the figure's own pace for what only takes time."""
    length = max(loop.seconds, 0.1)
    if not cue.of or not cue.seconds:
        return into_s % length
    share = min(into_s / cue.seconds, 1.0)
    if not loop.alternates:
        return share * length % length
    half = 0.5 if _other_half(cue, loop) else 0.0
    return (half + share / 2) * length % length
