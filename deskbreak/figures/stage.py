"""A frame: background, shadow, body and arrows, put together with Pillow.

The camera is fitted once so that the whole motion is in the picture. Only the figure's own box is drawn in
supersampling; the background is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin

from PIL import Image, ImageDraw

from deskbreak.figures.arrows import RIM_CM, Arrow, arrow_polygons, arrows_at, arrows_between, distinct
from deskbreak.figures.colours import Palette
from deskbreak.figures.framing import fitted, outline
from deskbreak.figures.looks import BUILDS, USUAL, WEARS, Appearance, dressed, wear_of
from deskbreak.figures.paint import DrawnPart, Painter
from deskbreak.figures.props import Polygon, drawn
from deskbreak.figures.shade import cast, drawn_mask, form
from deskbreak.figures.shapes import Camera, Point
from deskbreak.figures.skeleton import PosedBody
from deskbreak.figures.timeline import Moment, Timeline
from deskbreak.values import dataclass, replace

BACKGROUND_SS = 2
BREATH_S = 4.0
GHOST_SHARE, KEPT_GHOSTS = 0.22, 4


@dataclass(slots=True)
class Frame:
    """One moment: the body, and the arrows on top."""

    body: PosedBody
    arrows: list[Arrow]


class Stage:
    """Draws one figure at one size in one theme."""

    def __init__(
        self, timeline: Timeline, width: int, height: int, *, theme: str, look: Appearance = USUAL
    ) -> None:
        self.timeline, self.width, self.height = timeline, width, height
        wear = wear_of(timeline.poses)
        self.palette: Palette = dressed(theme, look, wear)
        self.wear, self.build = WEARS[wear], BUILDS.get(look.build, BUILDS[USUAL.build])
        self._ghosts: dict[float, tuple[Image.Image, tuple[int, int], Image.Image]] = {}
        self.camera, self.middle = fitted(timeline, width, height)
        self._background: Image.Image | None = None

    # -- drawing ------------------------------------------------------------------------------------------

    def background(self) -> Image.Image:
        if self._background is None:
            big = Image.new(
                "RGB", (self.width * BACKGROUND_SS, self.height * BACKGROUND_SS), self.palette.background
            )
            draw, camera = ImageDraw.Draw(big), _scaled(self.camera, BACKGROUND_SS)
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
        return [shape for one in still for shape in drawn(one, camera, self.palette, middle=self.middle)]

    def _moving(self, body: PosedBody, camera: Camera) -> list[DrawnPart]:
        """The props that roll along with the body, half as far as it goes, and those in front of it."""
        made = []
        for prop in self.timeline.poses.props:
            if prop.get("front") or prop.get("rolls"):
                rolled = self._rolled(prop["rolls"], body) if prop.get("rolls") else 0.0
                shapes = drawn(prop, camera, self.palette, middle=self.middle, rolled=rolled)
                made.append((1e9 if prop.get("front") else -1e9, shapes))
        return made

    def _rolled(self, point: str, body: PosedBody) -> float:
        return (body.points[point][0] - self.timeline.bodies[0].points[point][0]) / 2

    def parts(self, frame: Frame, t: float, camera: Camera, breath_s: float | None = None) -> list[DrawnPart]:
        """What there is to draw of the body at `t`, and of what moves with it, back to front."""
        painter = Painter(frame.body, camera, self.palette, build=self.build, wear=self.wear)
        at = self.timeline.locate(t)
        painter.show(self._muscles("glow", at), self._muscles("stretch", at))
        straps = [prop["path"] for prop in self.timeline.poses.props if prop["kind"] == "strap"]
        body = painter.parts(sin(2 * pi * (t if breath_s is None else breath_s) / BREATH_S), straps)
        return sorted(body + self._moving(frame.body, camera), key=lambda part: part[0])

    def _muscles(self, word: str, at: Moment) -> Mapping[str, float]:
        """The muscles that glow or are stretched, faded between keys that differ."""
        before, now = (self.timeline.keys[index][word] for index in (at.index - 1, at.index))
        fading = {name: 1.0 - at.share for name in before if name not in now}
        return fading | {name: 1.0 if name in before else at.share for name in now}

    def draw(
        self,
        t: float,
        supersample: int,
        *,
        ghost: float | None = None,
        way: tuple[float, float] | None = None,
        breath_s: float | None = None,
    ) -> Image.Image:
        """The picture at `t`; see `api.render`."""
        image = self.background().copy()
        if self.timeline.way:
            self._stripes(image, t)
        if ghost is not None:
            image.paste(*self._ghost(ghost))
        frame = self.frame(t, way)
        cast(image, frame.body, self.camera, self.palette.shade)
        self._figure(image, frame, t, supersample=supersample, breath_s=breath_s)
        return image

    def _figure(
        self, image: Image.Image, frame: Frame, t: float, *, supersample: int, breath_s: float | None
    ) -> None:
        """The body and its arrows, drawn larger and reduced, into their box of the picture."""
        camera, box = _scaled(self.camera, supersample), self._box(frame)
        moved = replace(
            camera,
            width=camera.width - 2 * box[0] * supersample,
            height=camera.height - 2 * box[1] * supersample,
        )
        ground = image.crop(box)
        large = ground.resize(
            (ground.width * supersample, ground.height * supersample), Image.Resampling.NEAREST
        )
        pen = ImageDraw.Draw(large)
        for _, polygons in self.parts(frame, t, moved, breath_s):
            for points, colour in polygons:
                pen.polygon(points, fill=colour)
        if frame.arrows:
            self._arrows(large, frame.arrows, moved)
        made = large.reduce(supersample)
        form(made, ground, self.camera.scale)
        image.paste(made, box[:2])

    def _arrows(self, picture: Image.Image, arrows: list[Arrow], camera: Camera) -> None:
        """Arrows with a light rim; the body shines through them. Blending all that is drawn would cost more."""
        pen, palette = ImageDraw.Draw(picture, "RGBA"), self.palette
        for arrow in distinct(arrows, camera):
            for rim, colour in ((RIM_CM, palette.background), (0.0, palette.arrow)):
                for points, strength in arrow_polygons(arrow, camera, rim):
                    pen.polygon(points, fill=(*colour, strength))

    def _ghost(self, t: float) -> tuple[Image.Image, tuple[int, int], Image.Image]:
        """The body at another moment, where it goes, and how faintly it is seen; the last few are kept."""
        if t not in self._ghosts:
            while len(self._ghosts) >= KEPT_GHOSTS:
                self._ghosts.pop(next(iter(self._ghosts)))
            ground, image, frame = (
                self.background(),
                self.background().copy(),
                Frame(self.timeline.body(t), []),
            )
            self._figure(image, frame, t, supersample=BACKGROUND_SS, breath_s=0.0)
            box = self._box(frame)
            faint = drawn_mask(image.crop(box), ground.crop(box)).point(
                [int(v * GHOST_SHARE) for v in range(256)]
            )
            self._ghosts[t] = (image.crop(box), box[:2], faint)
        return self._ghosts[t]

    def frame(self, t: float, way: tuple[float, float] | None = None) -> Frame:
        """The body and the arrows at `t`; those of a `way` where one is given."""
        at = self.timeline.locate(t)
        arrows = arrows_at(self.timeline, at) if way is None else arrows_between(self.timeline, *way)
        return Frame(self.timeline.between(at.index, at.share), arrows)

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
        return _bounds([list(zip(xs, ys, strict=True))], (self.width, self.height), 3)

    def _stripes(self, image: Image.Image, t: float) -> None:
        """The path goes by under a figure that walks."""
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
                pen.polygon([self.camera.pixel((a, 0.0, b)) for a, b in corners], fill=self.palette.prop)
            step += 1


def _scaled(camera: Camera, by: float) -> Camera:
    return replace(camera, width=camera.width * by, height=camera.height * by, scale=camera.scale * by)


def _bounds(shapes: list[list[Point]], size: tuple[int, int], room: int) -> tuple[int, int, int, int]:
    """The part of a picture that shapes cover, with some room around it; at least a pixel."""
    xs, ys = [x for shape in shapes for x, _ in shape], [y for shape in shapes for _, y in shape]
    left, top = max(0, min(size[0] - 1, int(min(xs)) - room)), max(0, min(size[1] - 1, int(min(ys)) - room))
    right, bottom = min(size[0], int(max(xs)) + room + 1), min(size[1], int(max(ys)) + room + 1)
    return left, top, max(right, left + 1), max(bottom, top + 1)
