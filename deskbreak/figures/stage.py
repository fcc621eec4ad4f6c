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
from deskbreak.figures.framing import fitted, outline
from deskbreak.figures.paint import Painter, Part, shadow
from deskbreak.figures.props import Polygon, drawn
from deskbreak.figures.shapes import Camera
from deskbreak.figures.skeleton import Body
from deskbreak.figures.timeline import Moment, Timeline

BACKGROUND_SS = 2
BREATH_S = 4.0


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
        self.camera, self.middle = fitted(timeline, width, height)
        self._background: Image.Image | None = None

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
        points = outline(frame.body, self.camera, "")
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
