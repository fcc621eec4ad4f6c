"""A frame: background, shadow, body and arrows, put together with Pillow.

The camera is fitted once so that the whole motion is in the picture. Only the figure's own box is drawn in
supersampling; the background is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFilter

from deskbreak.figures.arrows import Arrow, arrow_polygons, arrows_at
from deskbreak.figures.colours import PALETTES, Palette
from deskbreak.figures.paint import Painter, Part, shadow
from deskbreak.figures.props import Polygon, drawn
from deskbreak.figures.shapes import Camera, Point
from deskbreak.figures.skeleton import SIDES, Body
from deskbreak.figures.timeline import Moment, Timeline

BACKGROUND_SS = 2
BREATH_S = 4.0
_REACH = {
    "knee": 6.0, "ankle": 4.0, "toe": 3.0, "heel": 4.0, "palm": 4.0, "wrist": 5.0, "elbow": 4.0, "fingers": 3.0,
    "shoulder": 6.0,
}  # fmt: skip
_TRUNK = {"head": 16.5, "pelvis": 16.0, "thorax": 14.0}
_HIGH = {"wall": 150.0, "chair": 88.0}
SAMPLES = 28


@dataclass(slots=True)
class Frame:
    """One moment: the body, and the arrows on top."""

    body: Body
    arrows: list[Arrow]


class Stage:
    """Draws one figure at one size in one theme."""

    def __init__(self, timeline: Timeline, width: int, height: int, theme: str) -> None:
        self.timeline, self.width, self.height = timeline, width, height
        self.palette: Palette = PALETTES["dark" if theme == "dark" else "light"]
        self.middle = 0.0
        self.camera = self._fitted()
        self._background: Image.Image | None = None

    # -- the camera --------------------------------------------------------------------------------------

    def _fitted(self) -> Camera:
        poses = self.timeline.poses
        camera = Camera.at(*poses.view, self.width, self.height)
        points: list[Point] = []
        reach: list[float] = []
        for step in range(SAMPLES):
            body = self.timeline.body(self.timeline.seconds * step / SAMPLES)
            points += _outline(body, camera, poses.focus)
            p = body.points
            reach += [p["pelvis"][0], p["head"][0], p["ankle.l"][0], p["ankle.r"][0]]
        self.middle = (min(reach) + max(reach)) / 2
        points += self._prop_points(camera)
        if poses.view[1] > 25:
            corners = ((x, z) for x in (-60, 60) for z in (-30, 30))
            points += [camera.plane((self.middle + x, 0.0, z)) for x, z in corners]
        return self._framed(camera, points)

    def _prop_points(self, camera: Camera) -> list[Point]:
        found = []
        for prop in self.timeline.poses.props:
            if prop["kind"] in ("wall", "chair", "box"):
                x = float(prop.get("at", [0])[0])
                back = x - (22 if prop["kind"] == "chair" else 6)
                found += [
                    camera.plane((one, high, 0.0))
                    for one in (back, x)
                    for high in (0.0, _HIGH.get(prop["kind"], 20.0))
                ]
        return found

    def _framed(self, camera: Camera, points: list[Point]) -> Camera:
        """Scale and centre so that everything fits, the floor low where there is room."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        closest = self.height / (110 if self.timeline.poses.focus else 150)
        scale = min(self.width * 0.90 / wide, self.height * 0.88 / high, closest)
        seen = self.height / scale
        slack = seen * 0.88 - high
        centre = ((min(xs) + max(xs)) / 2, min(ys) + seen / 2 - seen * 0.07 - slack * 0.46)
        return replace(camera, scale=scale, centre=centre)

    def _scaled(self, by: int) -> Camera:
        one = self.camera
        return replace(one, width=one.width * by, height=one.height * by, scale=one.scale * by)

    # -- drawing ------------------------------------------------------------------------------------------

    def background(self) -> Image.Image:
        if self._background is None:
            big = Image.new(
                "RGB", (self.width * BACKGROUND_SS, self.height * BACKGROUND_SS), self.palette.background
            )
            draw, camera = ImageDraw.Draw(big), self._scaled(BACKGROUND_SS)
            ring = [(2 * pi * i / 60) for i in range(60)]
            floor = [camera.pixel((self.middle + 128 * cos(a), -1.3, 92 * sin(a))) for a in ring]
            draw.polygon(floor, fill=self.palette.stage)
            for points, colour in self.scenery(camera):
                draw.polygon(points, fill=colour)
            self._background = big.reduce(BACKGROUND_SS)
        return self._background

    def scenery(self, camera: Camera) -> list[Polygon]:
        """The props that stand still behind the body."""
        still = [one for one in self.timeline.poses.props if not (one.get("front") or one.get("rolls"))]
        return [shape for one in still for shape in drawn(one, camera, self.palette, self.middle)]

    def _moving(self, body: Body, camera: Camera) -> list[Part]:
        """The props that roll along with the body, half as far as it goes, and those in front of it."""
        made = []
        for prop in self.timeline.poses.props:
            if prop.get("front") or prop.get("rolls"):
                rolled = self._rolled(prop["rolls"], body) if prop.get("rolls") else 0.0
                shapes = drawn(prop, camera, self.palette, self.middle, rolled)
                made.append((1e9 if prop.get("front") else -1e9, shapes))
        return made

    def _rolled(self, point: str, body: Body) -> float:
        return (body.points[point][0] - self.timeline.bodies[0].points[point][0]) / 2

    def parts(self, frame: Frame, t: float, camera: Camera) -> list[Part]:
        """What there is to draw of the body at `t`, and of what moves with it, back to front."""
        painter = Painter(frame.body, camera, self.palette, self._glow(self.timeline.locate(t)))
        straps = [prop["path"] for prop in self.timeline.poses.props if prop["kind"] == "strap"]
        body = painter.parts(sin(2 * pi * t / BREATH_S), straps)
        return sorted(body + self._moving(frame.body, camera), key=lambda part: part[0])

    def _glow(self, at: Moment) -> Mapping[str, float]:
        """The glowing muscles, faded between keys that differ."""
        usual = self.timeline.poses.glow
        before = self.timeline.keys[at.index - 1].get("glow", usual)
        now = self.timeline.keys[at.index].get("glow", usual)
        fading = {name: 1.0 - at.share for name in before if name not in now}
        return fading | {name: 1.0 if name in before else at.share for name in now}

    def draw(self, t: float, supersample: int) -> Image.Image:
        image = self.background().copy()
        if self.timeline.way:
            self._stripes(image, t)
        camera = self._scaled(supersample)
        frame = self.frame(t)
        self._shadow(image, frame.body)
        left, top, right, bottom = self._box(frame)
        moved = replace(
            camera,
            width=camera.width - 2 * left * supersample,
            height=camera.height - 2 * top * supersample,
        )
        parts = self.parts(frame, t, moved)
        size = ((right - left) * supersample, (bottom - top) * supersample)
        crop = image.crop((left, top, right, bottom)).resize(size, Image.Resampling.NEAREST)
        pen = ImageDraw.Draw(crop)
        for _, polygons in parts:
            for points, colour in polygons:
                pen.polygon(points, fill=colour)
        pen = ImageDraw.Draw(crop, "RGBA")  # only arrows let the body shine through; blending all costs more
        for arrow in frame.arrows:
            for points, strength in arrow_polygons(arrow, moved):
                pen.polygon(points, fill=(*self.palette.arrow, strength))
        image.paste(crop.reduce(supersample), (left, top))
        return image

    def frame(self, t: float) -> Frame:
        """The body and the arrows at `t`."""
        at = self.timeline.locate(t)
        return Frame(self.timeline.between(at.index, at.share), arrows_at(self.timeline, at))

    def _box(self, frame: Frame) -> tuple[int, int, int, int]:
        """The part of the picture that the figure covers."""
        points = _outline(frame.body, self.camera, "")
        points += [
            (x + d, y + d)
            for arrow in frame.arrows
            for x, y in map(self.camera.plane, arrow.points)
            for d in (-6, 6)
        ]
        scale, (cx, cy) = self.camera.scale, self.camera.centre
        xs = [self.width / 2 + (x - cx) * scale for x, _ in points]
        ys = [self.height / 2 - (y - cy) * scale for _, y in points]
        for _, shapes in self._moving(frame.body, self.camera):
            xs += [x for shape, _ in shapes for x, _ in shape]
            ys += [y for shape, _ in shapes for _, y in shape]
        left, top = max(0, int(min(xs)) - 3), max(0, int(min(ys)) - 3)
        right, bottom = min(self.width, int(max(xs)) + 4), min(self.height, int(max(ys)) + 4)
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def _shadow(self, image: Image.Image, body: Body) -> None:
        mask = Image.new("L", image.size, 0)
        pen = ImageDraw.Draw(mask)
        for points in shadow(body, self.camera):
            pen.polygon(points, fill=self.palette.shade)
        box = mask.getbbox()
        if box is None:
            return
        left, top = max(0, box[0] - 6), max(0, box[1] - 6)
        right, bottom = min(self.width, box[2] + 6), min(self.height, box[3] + 6)
        soft = mask.crop((left, top, right, bottom)).filter(ImageFilter.BoxBlur(2))
        image.paste((0, 0, 0), (left, top, right, bottom), soft)

    def _stripes(self, image: Image.Image, t: float) -> None:
        """The path goes by under somebody who walks."""
        per = self.timeline.way[-1] / 2
        if per <= 1:
            return
        gone, pen = self.timeline.walked(t) % per, ImageDraw.Draw(image)
        step = -int(130 / per) - 2
        while (x := self.middle + step * per - gone) < self.middle + 130:
            if x > self.middle - 130:
                corners = (
                    (x, -26.0),
                    (min(x + 7, self.middle + 130), -26.0),
                    (min(x + 7, self.middle + 130), 26.0),
                    (x, 26.0),
                )
                pen.polygon([self.camera.pixel((a, 0.0, b)) for a, b in corners], fill=self.palette.mat_edge)
            step += 1


def _outline(body: Body, camera: Camera, focus: str) -> list[Point]:
    """Points around the body, or around the part that the figure is about."""
    p = body.points
    if focus == "trunk":
        spots = [(one, 9.0) for one in (p["pelvis"], p["thorax"], p["knee.r"], *(q for q, _ in body.spine))]
        # Head and feet that are cut off, or fade into the window, look like a mistake.
        spots += [(p["head"], 20.0), *((p[f"toe.{s}"], 10.0) for s in SIDES)]
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
