"""Every cue of every exercise, dose, level and side: the picture is what the words say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from math import dist

import pytest

from deskbreak.core.amounts import TOP
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine, RoutineStep
from deskbreak.core.cues import Cue, CueKind
from deskbreak.core.moves import LOOP, START
from deskbreak.core.script import script
from deskbreak.figures.api import Figure, open_figure
from deskbreak.paths import shipped
from deskbreak.player.motion import picture_of

NEAR_CM = 2.5
Points = dict[str, tuple[float, float, float]]
JOINTS = ("ankle", "knee", "hip", "wrist", "elbow", "shoulder")
LIMBS = tuple(f"{joint}.{side}" for joint in JOINTS for side in "lr")


@cache
def figure_of(name: str) -> Figure:
    return open_figure(name, [shipped("content")])


def steps_of(one: Exercise) -> Iterator[RoutineStep]:
    """The exercise in its usual dose, and in each dose that a source gives, on one side too."""
    doses = (None, *one.doses)
    for dose in doses:
        yield RoutineStep(one.id, dose)
        if one.sides == "each":
            yield from (RoutineStep(one.id, dose, side) for side in ("left", "right"))


def cues_of(one: Exercise, catalog: Catalog) -> Iterator[list[Cue]]:
    for step in steps_of(one):
        for level in range(TOP + 1):
            routine = Routine("r", "R", (step,))
            yield list(script(routine, catalog, levels={one.id: level}).cues)


def seen(cue: Cue, share: float, figure: Figure) -> Points:
    """Where the limbs of the body are that the picture shows; a mirrored picture shows the other side's."""
    moment, mirror = picture_of(cue, cue.seconds * share, figure)
    return turned(figure.body_at(moment)) if mirror else figure.body_at(moment)


def turned(points: Points) -> Points:
    """The same body in a mirror."""
    swap = {"l": "r", "r": "l"}
    return {
        (f"{name[:-1]}{swap[name[-1]]}" if name[-2:] in (".l", ".r") else name): (x, y, -z)
        for name, (x, y, z) in points.items()
    }


def pose(figure: Figure, name: str, side: str) -> Points:
    """The key itself as it was solved, on the named side; not by way of the loop's time."""
    index = figure.pose_names.index(name)
    other = bool(side) and bool(figure.side) and side != figure.side
    if other and figure.alternates:
        index += len(figure.timeline.keys) // 2
    points = figure.timeline.between(index, 1.0).points
    return turned(points) if other and figure.switches else points


def apart(one: Points, two: Points) -> float:
    return max(dist(one[name], two[name]) for name in LIMBS)


def distinct(one: Exercise, catalog: Catalog) -> dict[tuple[object, ...], Cue]:
    """The cues that show something different; the same way at the same pace is looked at once."""
    return {
        (cue.kind, cue.start, cue.pose, cue.via, cue.side, round(cue.seconds, 1)): cue
        for cues in cues_of(one, catalog)
        for cue in cues
    }


EXERCISES = sorted(path.stem for path in (shipped("content") / "exercises").glob("*.toml"))


@pytest.mark.parametrize("name", EXERCISES)
def test_the_picture_is_what_the_words_say(name: str, shipped_catalog: Catalog) -> None:
    one = shipped_catalog.exercises[name]
    figure = figure_of(one.figure)
    for cue in distinct(one, shipped_catalog).values():
        if LOOP in (cue.start, cue.pose):
            assert cue.kind is CueKind.WALK
            continue
        assert {cue.start, cue.pose, *cue.via} <= set(figure.pose_names), cue
        assert apart(seen(cue, 1.0, figure), pose(figure, cue.pose, cue.side)) < NEAR_CM, cue
        assert apart(seen(cue, 0.0, figure), pose(figure, cue.start, cue.side)) < NEAR_CM, cue
        if cue.kind is not CueKind.WORK:
            assert cue.start == cue.pose
            assert apart(seen(cue, 0.5, figure), seen(cue, 1.0, figure)) < 0.1, cue
        if cue.kind in (CueKind.POSITION, CueKind.SWITCH):
            assert cue.pose == START


@pytest.mark.parametrize("name", EXERCISES)
def test_the_figure_never_jumps_within_an_exercise(name: str, shipped_catalog: Catalog) -> None:
    one = shipped_catalog.exercises[name]
    figure = figure_of(one.figure)
    known: set[tuple[object, ...]] = set()
    for cues in cues_of(one, shipped_catalog):
        for cue, after in pairwise(cues):
            key = (cue.pose, cue.side, after.start, after.side, after.kind)
            changes = after.kind is CueKind.SWITCH or LOOP in (cue.pose, after.start)
            if key in known or changes:
                continue
            known.add(key)
            assert apart(seen(cue, 1.0, figure), seen(after, 0.0, figure)) < NEAR_CM, (cue, after)


def high(joint: str) -> Callable[[Points, str], float]:
    return lambda points, side: points[f"{joint}.{side}"][1]


def back(joint: str) -> Callable[[Points, str], float]:
    return lambda points, side: -points[f"{joint}.{side}"][0]


def ahead(joint: str) -> Callable[[Points, str], float]:
    return lambda points, side: points[f"{joint}.{side}"][0]


def from_hip(joint: str) -> Callable[[Points, str], float]:
    return lambda points, side: dist(points[f"{joint}.{side}"], points[f"hip.{side}"])


def low(joint: str) -> Callable[[Points, str], float]:
    return lambda points, side: -points[f"{joint}.{side}"][1]


# What a person sees on the named side, judged by the limbs alone: there is more of it than on the other side.
TRUTHS = {
    ("bird-dog", "reach"): from_hip("ankle"),
    ("dead-bug", "long"): from_hip("ankle"),
    ("glute-bridge-march", "march"): high("ankle"),
    ("downward-dog", "heel"): low("heel"),
    ("heel-dips", "dip"): low("heel"),
    ("hip-flexor-stretch", "forward"): low("knee"),
    ("superman", "lift"): high("wrist"),
    ("single-knee-to-chest", "in"): high("knee"),
    ("supine-single-leg-stretch", "in"): high("knee"),
    ("supine-hamstring-stretch", "in"): high("ankle"),
    ("single-leg-glute-bridge", "top"): low("ankle"),
    ("reverse-lunge-rotation", "lunge"): back("ankle"),
    ("runners-lunge-spinal-extension", "start"): back("ankle"),
    ("standing-hip-cars", "open"): high("knee"),
    ("alternating-toe-taps", "tap"): ahead("ankle"),
    ("hamstring-stretch-pulse", "stretch"): ahead("ankle"),
    ("internal-hip-rotation", "in"): low("knee"),
    ("thoracic-rotation", "open"): high("elbow"),
}


@pytest.mark.parametrize(("name", "shown"), TRUTHS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_named_side_is_the_one_that_is_seen(
    name: str, shown: str, side: str, shipped_catalog: Catalog
) -> None:
    one = shipped_catalog.exercises[name]
    figure = figure_of(one.figure)
    cues = [cue for cue in distinct(one, shipped_catalog).values() if cue.pose == shown and cue.side == side]
    assert cues
    for cue in cues:
        points = seen(cue, 1.0, figure)
        more, less = (TRUTHS[name, shown](points, letter) for letter in ("lr" if side == "left" else "rl"))
        assert more > less + 3, (cue, more, less)


TURNS = {("knee-rolls", "roll"): "knee", ("supine-twist", "twist"): "knee", ("helicopters", "turn"): ""}


@pytest.mark.parametrize(("name", "shown"), TURNS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_knees_and_turns_go_to_the_named_side(
    name: str, shown: str, side: str, shipped_catalog: Catalog
) -> None:
    one = shipped_catalog.exercises[name]
    figure = figure_of(one.figure)
    sign = 1 if side == "right" else -1  # z grows to the figure's right
    for cue in distinct(one, shipped_catalog).values():
        if (cue.pose, cue.side) != (shown, side):
            continue
        points, joint = seen(cue, 1.0, figure), TURNS[name, shown]
        if joint:
            middle = (points[f"{joint}.l"][2] + points[f"{joint}.r"][2]) / 2
            assert middle * sign > 5, cue
        else:  # the other shoulder comes forward
            other = points["shoulder.l"][0] - points["shoulder.r"][0]
            assert other * sign > 5, cue


def test_every_exercise_names_its_poses_and_its_sides(shipped_catalog: Catalog) -> None:
    counted = 0
    for one in shipped_catalog.exercises.values():
        assert one.moves or one.is_walk, one.id
        assert bool(one.side_word) == bool(one.sides), one.id
        counted += sum(len(cues) for cues in cues_of(one, shipped_catalog))
    assert counted > 15_000
