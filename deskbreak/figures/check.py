"""The pose checker: can this body do that, and does the motion hold together? By numbers; ugliness needs eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from deskbreak.errors import InputProblems, Problem
from deskbreak.figures.measures import measured
from deskbreak.figures.pose_file import PoseFile, read_pose_document
from deskbreak.figures.said import against_words
from deskbreak.figures.skeleton import SIDES, SPINE, PosedBody, get, lowest
from deskbreak.figures.timeline import Timeline
from deskbreak.figures.vectors import length, sub
from deskbreak.sentences import english
from deskbreak.toml_file import Document

# degrees: flexion, to the side, twist; what healthy adults can do, with some room for drawing
LIMITS = {
    "lumbar": ((-40, 50), (-25, 25), (-28, 28)),
    "thorax": ((-34, 45), (-30, 30), (-55, 55)),
    "neck": ((-60, 75), (-40, 40), (-75, 75)),
}
BENDS = {"knee": (-3, 155), "elbow": (-3, 158)}
UNDER_FLOOR_CM, MISS_CM, JUMP_CM, FASTEST_CM_S = 5.5, 5.0, 3.0, 400.0
SAMPLES_A_SECOND = 8
MAX_SAMPLES = 240
_POINTS = (
    "head",
    "pelvis",
    "fingers.l",
    "fingers.r",
    "toe.l",
    "toe.r",
    "knee.l",
    "knee.r",
    "elbow.l",
    "elbow.r",
)
_AXES = ("flexion", "side", "twist")

FigureFinding = tuple[
    int, str, str
]  # which key (from 0) it is about, the word there that says it, what is wrong


def check_file(path: Path, said: Mapping[str, Any] | None = None) -> list[Problem]:
    """Every problem of a figure's file: its values, its joints, its contacts, its motion, and what is seen of it.

    `said` is the exercise that it shows, as its file has it; its words are held against the poses.
    """
    try:
        poses, document = read_pose_document(path)
    except InputProblems as error:
        return list(error.problems)
    try:
        timeline = Timeline(poses)
        found = [*_joints(timeline), *_contacts(timeline), *_motion(timeline)]
        found += [*measured(timeline), *against_words(timeline, said or {})]
    except (KeyError, ValueError, ArithmeticError, IndexError) as error:
        return [Problem(str(path), 1, english("the poses cannot be solved ({error})", error=f"{error!r}"))]
    return [_problem(document, poses, one) for one in found]


def _problem(document: Document, poses: PoseFile, found: FigureFinding) -> Problem:
    """The problem at the line of the key that it is about."""
    number, word, what = found
    written, other = poses.key_of(number)
    place = english("key {n}, the other side", n=written + 1) if other else english("key {n}", n=written + 1)
    return document.problem(("key", written, word), f"{place}: {what}")


def _joints(timeline: Timeline) -> Iterator[FigureFinding]:
    for number, vector in enumerate(timeline.vectors):
        for name in SPINE:
            for value, (low, high), axis in zip(get(vector, name), LIMITS[name], _AXES, strict=True):
                if not low <= value <= high:
                    yield (
                        number,
                        name,
                        english(
                            "{name} {axis} {value} is outside {low} to {high}",
                            name=name,
                            axis=axis,
                            value=f"{value:.0f}",
                            low=low,
                            high=high,
                        ),
                    )
        for name, (low, high) in BENDS.items():
            for s in SIDES:
                value = get(vector, f"{name}.{s}")[0]
                if not low <= value <= high:
                    yield (
                        number,
                        name,
                        english(
                            "{name} {value} is outside {low} to {high}",
                            name=f"{name}.{s}",
                            value=f"{value:.0f}",
                            low=low,
                            high=high,
                        ),
                    )


def _contacts(timeline: Timeline) -> Iterator[FigureFinding]:
    fitted = [number for number, key in enumerate(timeline.keys) if "fit" in key]
    yield from ((fitted[0], "fit", issue) for issue in timeline.solver.issues)
    for number, misses in enumerate(timeline.misses):
        for name, miss in misses.items():
            if miss > MISS_CM:
                word = "reach" if name.startswith("reach ") else "floor"
                yield (
                    number,
                    word,
                    english("{name} misses its place by {miss} cm", name=name, miss=f"{miss:.0f}"),
                )


def _motion(timeline: Timeline) -> Iterator[FigureFinding]:
    count = min(max(24, int(timeline.seconds * SAMPLES_A_SECOND)), MAX_SAMPLES)
    step = timeline.seconds / count
    bodies = [timeline.body(step * n) for n in range(count)]
    yield from _under_floor(timeline, bodies, step)
    for number, (before, body) in enumerate(pairwise(bodies), 1):
        far, name = _farthest(before, body)
        if far / step > FASTEST_CM_S:
            key = timeline.locate(step * number).index
            yield (
                key,
                "move",
                english("{name} moves at {far} cm a second", name=name, far=f"{far / step:.0f}"),
            )
            break
    yield from _jumps(timeline)


def _under_floor(timeline: Timeline, bodies: list[PosedBody], step: float) -> Iterator[FigureFinding]:
    for part in ("head", "trunk", "leg.l", "leg.r", "arm.l", "arm.r"):
        height, number = min((lowest(body, part)[0], number) for number, body in enumerate(bodies))
        if -height > UNDER_FLOOR_CM:
            key = timeline.locate(step * number).index
            yield (
                key,
                "floor",
                english("{part} goes {far} cm below the floor", part=part, far=f"{-height:.0f}"),
            )


def _jumps(timeline: Timeline) -> Iterator[FigureFinding]:
    """No pops at the keys' borders, and the loop closes."""
    for segment in timeline.segments:
        for at in (segment.start, segment.start + segment.move):
            far, name = _farthest(timeline.body(at - 1e-4), timeline.body(at + 1e-4))
            if far > JUMP_CM:
                yield (
                    segment.index,
                    "move",
                    english(
                        "{name} jumps {far} cm at {time} s",
                        name=name,
                        far=f"{far:.0f}",
                        time=f"{max(at, 0):.1f}",
                    ),
                )
                return


def _farthest(a: PosedBody, b: PosedBody) -> tuple[float, str]:
    return max((length(sub(a.points[name], b.points[name])), name) for name in _POINTS)
