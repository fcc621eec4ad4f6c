"""What can be measured of a good picture: what rests does so, what stands stays, bridges are straight, moves are seen.

All lengths in cm, and pixels of a picture of 480x360. What a file declares is taken at its word: `rest` names
limbs that lie on the floor, `small` a movement that is so by its nature and shows an arrow, and
`line = "shoulder-hip-knee"` a pose that is straight; a bridge is known by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import dist

from deskbreak.figures.angles import bases_of
from deskbreak.figures.framing import fitted
from deskbreak.figures.plant import point_of
from deskbreak.figures.pose_file import Key, both_sides
from deskbreak.figures.pose_words import LINE
from deskbreak.figures.skeleton import SIDES, PosedBody, foot, hand, limb, lowest
from deskbreak.figures.timeline import Timeline
from deskbreak.figures.vectors import Vec, dot, length, lerp, mul, sub, unit
from deskbreak.sentences import N_, english

REST_CM, SLIDE_CM, LINE_CM = 4.0, 2.0, 4.0
SEEN_PX, SMALL_PX, SEEN_SIZE = 25.0, 8.0, (480, 360)
SAME_CM = 1.0  # the pose is held on
LIFTED_CM = 5.0  # hips over the floor: a bridge
PLACES_PER_KEY = 12  # where on each way planted points are looked at

FigureFinding = tuple[
    int, str, str
]  # which key (from 0) it is about, the word there that says it, what is wrong

_LONG = {
    "leg": (("thigh", "shank"), foot), "arm": (("uarm", "farm"), hand), "thigh": (("thigh",), None),
    "shank": (("shank",), None), "uarm": (("uarm",), None), "forearm": (("farm",), None),
}  # fmt: skip
_ROOTED = ("thigh", "uarm")  # these come out of the trunk, as high as that is; their ends count
_TOUCHING = {
    "foot": "foot", "toe": "toe", "hand": "hand", "shin": "knee", "knee": "knee", "forearm": "forearm",
    "hips": "hips", "upperback": "upperback",
}  # fmt: skip
_STANDING = (
    "foot",
    "toe",
    "hand",
    "shin",
    "knee",
    "forearm",
)  # what carries on its own spot; a back may roll
_SEEN = (
    "head", "pelvis", "tail", "asis.l", "asis.r", "thorax", "waist",
    *(f"{part}.{s}" for part in ("fingers", "wrist", "elbow", "shoulder", "toe", "heel", "knee") for s in SIDES),
)  # fmt: skip


def measured(timeline: Timeline) -> Iterator[FigureFinding]:
    """Everything that a figure measures wrong."""
    yield from _resting(timeline)
    yield from _sliding(timeline)
    yield from _lines(timeline)
    yield from _seen(timeline)


# -- what rests ----------------------------------------------------------------------------------------


def _resting(timeline: Timeline) -> Iterator[FigureFinding]:
    for number, (key, body) in enumerate(zip(timeline.keys, timeline.bodies, strict=True)):
        for name in dict.fromkeys([*_touching(key), *_sided(key.get("rest", []))]):
            gap = gap_under(body, name)
            if gap > REST_CM:
                word = "rest" if name in _sided(key.get("rest", [])) else "floor"
                yield number, word, english("{name} is {gap} cm above the floor", name=name, gap=f"{gap:.0f}")


def _touching(key: Key) -> list[str]:
    """The parts that a pose's contacts put on the floor; hands and feet on a thing stand there."""
    placed = {name for name, spot in key.get("at", {}).items() if len(spot) > 2}
    names = [part for name in key.get("floor", []) for part in name.split("+")]
    kept = [name for name in names if name not in placed and name.partition(".")[0] not in placed]
    found = [(name.partition(".")[0], name.partition(".")[2]) for name in kept]
    return _sided([_TOUCHING[part] + (f".{s}" if s else "") for part, s in found if part in _TOUCHING])


def _sided(names: list[str]) -> list[str]:
    middle = [name for name in names if name in ("head", "hips", "upperback", "trunk")]
    return [*middle, *both_sides([name for name in names if name not in middle])]


def gap_under(body: PosedBody, name: str) -> float:
    """How far a part is above the floor: a limb at its highest end, all else at its lowest point."""
    part, _, s = name.partition(".")
    if part not in _LONG:
        return lowest(body, name)[0]
    bones, end = _LONG[part]
    spheres = [one for bone in bones for one in limb(body, bone, s)[-1 if bone in _ROOTED else 0 :]]
    gaps = [point[1] - radius for point, radius in spheres]
    return max([*gaps[:-1], lowest(body, f"{end.__name__}.{s}")[0]] if end else gaps)


# -- what stands ---------------------------------------------------------------------------------------


def _sliding(timeline: Timeline) -> Iterator[FigureFinding]:
    """What stands on the floor stays where it is for as long as it stands there, all around the loop."""
    names = dict.fromkeys(name for index in range(len(timeline.keys)) for name in _standing(timeline, index))
    for name in names:
        far, index = _wandered(timeline, name)
        if far > SLIDE_CM:
            yield (
                index,
                "slide",
                english("{name} slides {far} cm while it is planted", name=name, far=f"{far:.0f}"),
            )


def _wandered(timeline: Timeline, name: str) -> tuple[float, int]:
    """How far a planted point gets from where it first stood, and on the way to which key."""
    worst, where = 0.0, 0
    stood: Vec | None = None
    for index in [*range(len(timeline.keys)), 0]:
        if name not in _standing(timeline, index) or name not in _standing(timeline, index - 1):
            stood = None
            continue
        for step in range(PLACES_PER_KEY + 1):
            point = point_of(timeline.between(index, step / PLACES_PER_KEY), name)
            stood = stood or point
            worst, where = max((worst, where), (dist(point[::2], stood[::2]), index), key=lambda one: one[0])
    return worst, where


def _standing(timeline: Timeline, index: int) -> list[str]:
    key = timeline.keys[index]
    carrying = [part for base in bases_of(key) for part in base.split("+")]
    standing = [name for name in carrying if name.partition(".")[0] in _STANDING]
    sliding = both_sides(key.get("slide", []))
    return [
        name
        for name in dict.fromkeys([*both_sides(standing), *timeline.contacts[index]])
        if name not in sliding
    ]


# -- what is straight ----------------------------------------------------------------------------------


def _lines(timeline: Timeline) -> Iterator[FigureFinding]:
    for number in _straight(timeline):
        key, body = timeline.keys[number], timeline.bodies[number]
        off = max((_off_line(body, s) for s in _carrying_legs(key)), key=abs)
        if abs(off) > LINE_CM:
            way = N_("the hips are {far} cm below the line from shoulders to knees")
            if off > 0:
                way = N_("the hips are {far} cm above the line from shoulders to knees")
            word = "line" if "line" in key else "pelvis"
            yield (
                number,
                word,
                english(way, far=f"{abs(off):.0f}"),
            )


def _straight(timeline: Timeline) -> list[int]:
    """The poses that are one line: those that say so, and the top of each side of a bridge."""
    said = [number for number, key in enumerate(timeline.keys) if key.get("line") == LINE]
    bridges = [number for number, key in enumerate(timeline.keys) if _is_bridge(key, timeline.bodies[number])]
    if not bridges or said:
        return said
    top = max(timeline.bodies[number].points["pelvis"][1] for number in bridges)
    return [one for one in bridges if timeline.bodies[one].points["pelvis"][1] > top - 1]


def _is_bridge(key: Key, body: PosedBody) -> bool:
    floor = key.get("floor", [])
    on_back = floor[:1] == ["upperback"] and any(name.startswith("foot") for name in floor)
    return on_back and lowest(body, "pelvis")[0] > LIFTED_CM


def _carrying_legs(key: Key) -> list[str]:
    """The sides of the feet that stand; without any, both."""
    feet = [name for name in both_sides(key.get("floor", [])) if name.startswith(("foot.", "toe."))]
    return [name[-1] for name in feet if "+" not in name] or list(SIDES)


def _off_line(body: PosedBody, s: str) -> float:
    """How far the hip joint is above (or, negative, below) the line from shoulder to knee."""
    p = body.points
    shoulder = lerp(p["shoulder.l"], p["shoulder.r"], 0.5)
    way = unit(sub(p[f"knee.{s}"], shoulder))
    off = sub(sub(p[f"hip.{s}"], shoulder), mul(way, dot(sub(p[f"hip.{s}"], shoulder), way)))
    return length((off[0], off[1], 0.0)) * (1 if off[1] > 0 else -1)


# -- what is seen --------------------------------------------------------------------------------------


def _seen(timeline: Timeline) -> Iterator[FigureFinding]:
    """From each settled pose to the next, what moves farthest is seen to move."""
    (camera, _), small = fitted(timeline, *SEEN_SIZE), timeline.poses.small
    settled = [number for number, key in enumerate(timeline.keys) if not key.get("flow")]
    for before, number in zip([*settled[-1:], *settled[:-1]], settled, strict=True):
        one, other = timeline.bodies[before].points, timeline.bodies[number].points
        name = max(_SEEN, key=lambda part: dist(one[part], other[part]))
        far, pixels = dist(one[name], other[name]), dist(camera.pixel(one[name]), camera.pixel(other[name]))
        if far > SAME_CM and pixels < (SMALL_PX if small else SEEN_PX):
            what = english(
                "{name} moves farthest, by {far} cm, and {pixels} pixels of the picture; "
                "turn the camera or come closer",
                name=name,
                far=f"{far:.0f}",
                pixels=f"{pixels:.0f}",
            )
            yield number, "pose", what
    if small and not any(key.get("arrow") for key in timeline.keys):
        yield 0, "arrow", N_("a small movement needs an arrow")
