"""Fits the camera once, so that the whole motion and what stands around it are in the picture."""

from __future__ import annotations

from deskbreak.figures.pose_file import PoseFile
from deskbreak.figures.props import DESK_DEPTH, DESK_HEIGHT
from deskbreak.figures.shapes import Camera, Point
from deskbreak.figures.skeleton import SIDES, PosedBody
from deskbreak.figures.timeline import Timeline
from deskbreak.values import replace

_REACH = {
    "knee": 6.0, "ankle": 4.0, "toe": 3.0, "heel": 4.0, "palm": 4.0, "wrist": 5.0, "elbow": 4.0, "fingers": 3.0,
    "shoulder": 6.0,
}  # fmt: skip
_TRUNK = {"head": 16.5, "pelvis": 16.0, "thorax": 14.0}
_CLOSEST = {"": 150, "trunk": 110, "chest": 110, "pelvis": 64}  # cm that the height shows at least
SAMPLES = 28


def fitted(timeline: Timeline, width: int, height: int) -> tuple[Camera, float]:
    """The camera for a picture of that size, and the x of the figure's middle (cm)."""
    poses = timeline.poses
    camera = Camera.at(*poses.view, width, height)
    points: list[Point] = []
    reach: list[float] = []
    for step in range(SAMPLES):
        body = timeline.body(timeline.seconds * step / SAMPLES)
        points += outline(body, camera, poses.focus)
        p = body.points
        reach += [p["pelvis"][0], p["head"][0], p["ankle.l"][0], p["ankle.r"][0]]
    middle = (min(reach) + max(reach)) / 2
    if not poses.focus:
        points += _prop_points(poses, camera)
    if poses.view[1] > 25 and not poses.focus:
        corners = ((x, z) for x in (-60, 60) for z in (-30, 30))
        points += [camera.plane((middle + x, 0.0, z)) for x, z in corners]
    return _framed(camera, points, _CLOSEST[poses.focus]), middle


def _prop_points(poses: PoseFile, camera: Camera) -> list[Point]:
    """What of the things around has to be seen."""
    found = []
    for prop in poses.props:
        at = [*prop.get("at", [0]), 0.0]
        x, z = float(at[0]), float(at[1])
        match prop["kind"]:
            case "wall":
                found += [(one, high, 0.0) for one in (x - 6, x) for high in (0.0, 150.0)]
            case "chair":
                found += [(one, high, 0.0) for one in (x - 22, x) for high in (0.0, 88.0)]
            case "box":
                found += [(one, high, 0.0) for one in (x - 6, x) for high in (0.0, 20.0)]
            case "desk":
                near, high = x - prop.get("length", DESK_DEPTH) / 2, prop.get("height", DESK_HEIGHT)
                found += [(one, up, z) for one in (near, near + 25) for up in (0.0, high + 2)]
    return [camera.plane(one) for one in found]


def _framed(camera: Camera, points: list[Point], fewest_cm: float) -> Camera:
    """Scale and centre so that everything fits, the floor low where there is room."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(camera.width * 0.90 / wide, camera.height * 0.88 / high, camera.height / fewest_cm)
    seen = camera.height / scale
    slack = seen * 0.88 - high
    centre = ((min(xs) + max(xs)) / 2, min(ys) + seen / 2 - seen * 0.07 - slack * 0.46)
    return replace(camera, scale=scale, centre=centre)


def outline(body: PosedBody, camera: Camera, focus: str) -> list[Point]:
    """Points around the body, or around the part that the figure is about."""
    p = body.points
    if focus == "trunk":
        spots = [(one, 9.0) for one in (p["pelvis"], p["thorax"], p["knee.r"], *(q for q, _ in body.spine))]
        # Head and feet that are cut off, or fade into the window, look like a mistake.
        spots += [(p["head"], 20.0), *((p[f"toe.{s}"], 10.0) for s in SIDES)]
    elif focus == "pelvis":
        spots = [
            (p["pelvis"], 26.0),
            (p["waist"], 22.0),
            *((p[f"{one}.{s}"], 9.0) for one in ("hip", "knee") for s in SIDES),
        ]
    elif focus == "chest":
        spots = [(p["thorax"], 30.0), (p["waist"], 30.0), (p["head"], 17.0)]
    else:
        spots = [(p[f"{name}.{s}"], radius) for s in SIDES for name, radius in _REACH.items()]
        spots += [(p[name], radius) for name, radius in _TRUNK.items()]
        spots += [(point, 14.0) for point, _ in body.spine[2:7:2]]
    made = []
    for point, radius in spots:
        x, y = camera.plane(point)
        made += [(x - radius, y - radius), (x + radius, y + radius)]
    return made
