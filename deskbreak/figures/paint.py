"""The body as polygons, back to front: clothes, skin, edges where limbs overlap, and the muscles that are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskbreak.figures.colours import Colour, Palette, darker, mix
from deskbreak.figures.extremities import Ink, foot_shape, hand_shape
from deskbreak.figures.head import head_polygons
from deskbreak.figures.looks import Build, Wear
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, tube
from deskbreak.figures.shine import glowing, hatched, muscles_of
from deskbreak.figures.skeleton import SIDES, PosedBody, Sphere, limb, sign
from deskbreak.figures.straps import strap_parts
from deskbreak.figures.trunk import trunk_ellipses, trunk_polygons
from deskbreak.figures.vectors import add, apply, dot, forward, lerp

EDGE_CM = 0.55
BEHIND = -0.1  # a pelvis turned away shows the seat before the trunk
FACING = 0.35  # a chest turned towards the viewer shows the neckline
HAND_CM = 3.0  # a hand that is farther than this from its forearm's depth is drawn by itself
DrawnPart = tuple[float, list[Polygon]]  # nearness, and what is drawn


class Painter:
    """Draws one body with one camera; made again for each frame."""

    def __init__(
        self, body: PosedBody, camera: Camera, palette: Palette, *, build: Build, wear: Wear
    ) -> None:
        self.body, self.camera, self.palette = body, camera, palette
        self.build, self.wear = build, wear
        self.edge_px = EDGE_CM * camera.scale
        self._shown: dict[str, list[Polygon]] = {}

    def show(self, works: Mapping[str, float], stretched: Mapping[str, float]) -> None:
        """The muscles that work or are stretched, with the strength to show them."""
        for glow, strength, stretch in muscles_of(self.body, self.camera, works, stretched):
            under = self.palette.top if glow.cloth == "top" else self.palette.legs
            if glow.part[-2:] in (".l", ".r") and glow.cloth == "legs":
                under = self.tinted(under, self._leg_depth(glow.part[-1]))
            shapes = (hatched if stretch else glowing)(
                glow, self.camera, under, accent=self.palette.accent, strength=strength
            )
            self._shown.setdefault(glow.part, []).extend(shapes)

    def parts(self, breath: float, straps: Sequence[Sequence[str]]) -> list[DrawnPart]:
        """Everything, farthest first; `breath` from -1 (out) to 1 (in)."""
        middle = self.camera.depth(lerp(self.body.points["pelvis"], self.body.points["thorax"], 0.55))
        made = self._trunk(breath, middle)
        bows = dot(forward(self.body.frames["thorax"]), self.camera.towards)
        made.append((made[0][0] + (0.1 if bows > FACING else -0.1), self._neck(shown=bows > FACING)))
        depth = self.camera.depth(self.body.points["head"])
        head = head_polygons(self.body, self.camera, self.palette, bun=self.build.bun)
        made.append((middle + 0.3 if abs(depth - middle) < 26 else depth, head))
        for s in SIDES:
            made += self._leg(s)
            made += self._arm(s)
        for strap in straps:
            made += strap_parts(self.body, self.camera, self.palette, names=strap, edge_px=self.edge_px)
        return sorted(made, key=lambda part: part[0])

    # -- brushes -----------------------------------------------------------------------------------

    def tinted(self, colour: Colour, depth: float) -> Colour:
        """Limbs on the far side fade towards the stage."""
        share = max(0.0, min(1.0, (-depth - 2.5) / 11))
        return mix(colour, self.palette.stage, self.palette.far * share * share * (3 - 2 * share))

    def fill(self, chain: Sequence[Sphere], colour: Colour, depth: float, grow: float = 0.0) -> list[Polygon]:
        shade = self.tinted(colour, depth)
        return [(tube([self._grown(one, grow) for one in chain]), shade)]

    def edge(self, chain: Sequence[Sphere], colour: Colour, depth: float) -> list[Polygon]:
        return self.fill(chain, darker(self.tinted(colour, depth), self.palette.edge), 99.0, self.edge_px)

    def _grown(self, one: Sphere, grow: float) -> tuple[float, float, float]:
        x, y, r = self.camera.disc(*one)
        return x, y, r + grow

    def _ink(self, colour: Colour, depth: float) -> Ink:
        shade = self.tinted(colour, depth)
        return Ink(shade, darker(shade, self.palette.edge), self.edge_px)

    def _limb(self, part: str, s: str, loose: float = 0.0) -> list[Sphere]:
        by = self.build.limbs
        return [(point, radius * by + loose) for point, radius in limb(self.body, part, s)]

    # -- the trunk -------------------------------------------------------------------------------------

    def _leg_depth(self, s: str) -> float:
        return self.camera.depth(self.body.points[f"hip.{s}"]) - self.camera.depth(self.body.points["pelvis"])

    def _trunk(self, breath: float, middle: float) -> list[DrawnPart]:
        """Seat, waist, ribs and shoulders in one: their edges behind, then the fills."""
        palette, rows = self.palette, trunk_ellipses(self.body, self.build, breath)
        edges, fills = trunk_polygons(
            self.camera, rows, palette.top, legs=palette.legs, edge=palette.edge, edge_px=self.edge_px
        )
        seat_edges, seat, over = self._seat()
        shoulder_edges, shoulders = self._shoulders()
        lower = (*seat, *fills) if not over else (*fills, *seat)
        whole = [*seat_edges, *edges, *shoulder_edges, *lower, *shoulders, *self._shown.get("torso", [])]
        return [(min(middle, self.camera.depth(self.body.points["pelvis"])) - 0.2, whole)]

    def _seat(self) -> tuple[list[Polygon], list[Polygon], bool]:
        """The buttocks, over the trunk where they are seen from behind."""
        body, colour = self.body, self.palette.legs
        edges: list[Polygon] = []
        fills: list[Polygon] = []
        for s in SIDES:
            if self._leg_depth(s) < -3:
                continue
            behind = apply(body.frames["pelvis"], (-3.2, -1.2, -1.0 * sign(s)))
            chain = [(add(body.points[f"hip.{s}"], behind), 9.0), (self._limb("thigh", s)[1][0], 8.0)]
            edges += self.edge(chain, colour, 0.0)
            fills += self.fill(chain, colour, 0.0)
        away = dot(forward(body.frames["pelvis"]), self.camera.towards)
        return edges if away < FACING else [], fills, away < BEHIND

    def _shoulders(self) -> tuple[list[Polygon], list[Polygon]]:
        body, colour = self.body, self.palette.top
        point, frame = body.spine[8]
        collar = add(point, apply(frame, (-0.5, 1.0, 0.0)))
        edges: list[Polygon] = []
        fills: list[Polygon] = []
        for s in SIDES:
            out = add(body.points[f"shoulder.{s}"], apply(body.frames["thorax"], (0.0, 0.4, -1.0 * sign(s))))
            chain = [(collar, 4.2), (out, 4.9)]
            edges += self.edge(chain, colour, 0.0)
            fills += self.fill(chain, colour, 0.0)
        return edges, fills

    def _neck(self, *, shown: bool) -> list[Polygon]:
        """Over the trunk it ends in a neckline, behind it goes on down."""
        spine = self.body.spine
        low_up, low_wide = (1.0, 4.7) if shown else (-2.5, 5.6)
        low, middle, top = spine[8], spine[9], spine[10]
        chain = [
            (add(low[0], apply(low[1], (0.3, low_up, 0.0))), low_wide),
            (middle[0], 5.0),
            (add(top[0], apply(self.body.frames["head"], (0.5, 2.0, 0.0))), 4.8),
        ]
        return self.fill(chain, darker(self.palette.skin, 0.10), 0.0)

    # -- limbs -------------------------------------------------------------------------------------------

    def _leg(self, s: str) -> list[DrawnPart]:
        camera, cloth, skin = self.camera, self.palette.legs, self.palette.skin
        p, far = self.body.points, self._leg_depth(s)
        thigh, shank = self._limb("thigh", s), self._limb("shank", s, self.wear.loose)
        thigh[-1] = (thigh[-1][0], thigh[-1][1] + self.wear.loose * 0.5)
        near = camera.depth(lerp(p[f"hip.{s}"], p[f"knee.{s}"], 0.25))
        low = camera.depth(lerp(p[f"knee.{s}"], p[f"ankle.{s}"], 0.5))
        if abs(low - near) < 1:
            low = near - 0.5
        hem = _between(shank[2], shank[3], (self.wear.hem - 1.62) / 0.38)
        shin, ankle = [*shank[:3], hem], [hem, (shank[3][0], shank[3][1] - self.wear.loose)]
        colour = self.palette.shoe if self.wear.shod else skin
        foot = foot_shape(
            self.body,
            s,
            camera,
            ink=self._ink(colour, far),
            sole=self.tinted(self.palette.sole, far),
            shod=self.wear.shod,
        )
        bare, muscles = self.fill(ankle, skin, far), self._shown.get(f"shank.{s}", [])
        trousers = self.edge([shin[-2], hem], cloth, far) + self.fill(shin, cloth, far)
        dressed = foot.fills + bare + trousers + muscles
        if self.wear.shod:
            dressed = bare + foot.fills + trousers + muscles
        upper = self.fill(thigh, cloth, far) + self._shown.get(f"thigh.{s}", [])
        feet = self.edge(ankle, skin, far) + foot.edges
        if low <= near:
            lower = self.edge(thigh[1:], cloth, far) + feet + self.edge(shin, cloth, far) + dressed
            return [(low, lower), (near, self.edge(thigh[1:3], cloth, far) + upper)]
        behind = self.edge(thigh[1:], cloth, far) + self.edge(shin, cloth, far) + upper
        return [(near, behind), (low, feet + self.edge(shin[1:], cloth, far) + dressed)]

    def _arm(self, s: str) -> list[DrawnPart]:
        camera, p = self.camera, self.body.points
        centre = lerp(p["shbase.l"], p["shbase.r"], 0.5)
        far = (camera.depth(p[f"shbase.{s}"]) - camera.depth(centre)) * 0.55
        near = camera.depth(lerp(p[f"shoulder.{s}"], p[f"elbow.{s}"], 0.25))
        low = camera.depth(lerp(p[f"elbow.{s}"], p[f"wrist.{s}"], 0.6))
        if abs(low - near) < 1:
            low = near + 0.5
        skin = self.palette.skin
        upper, lower = self._limb("uarm", s), self._limb("farm", s)
        sleeve, cuff = self._sleeve(upper, lower, far)
        hand = hand_shape(self.body, s, camera, self._ink(skin, far))
        reach = camera.depth(p[f"palm.{s}"])
        apart = s in self.body.grips or abs(reach - low) > HAND_CM
        wrist = self.fill(lower[2:], skin, far)  # over the hand's edge, or it would look cut off
        held: list[DrawnPart] = [(reach, hand.edges + wrist + hand.fills)] if apart else []
        hand_edges, hand_fills = ([], []) if apart else (hand.edges, hand.fills)
        dressed = self.fill(upper, skin, far) + sleeve + self._shown.get(f"uarm.{s}", [])
        bare = self.fill(lower, skin, far) + hand_fills + cuff
        edges = self.edge(upper[1:], skin, far)
        if low <= near:
            behind = edges + self.edge(lower, skin, far) + hand_edges + bare
            return [(low, behind), (near, self.edge(upper[1:3], skin, far) + dressed), *held]
        front = self.edge(lower[1:], skin, far) + hand_edges + bare
        return [(near, edges + self.edge(lower[:2], skin, far) + dressed), (low, front), *held]

    def _sleeve(
        self, upper: list[Sphere], lower: list[Sphere], far: float
    ) -> tuple[list[Polygon], list[Polygon]]:
        """The cloth over the upper arm, and what of it goes on over the forearm."""
        cloth, loose = self.palette.top, 0.55
        wide = [(point, radius + loose) for point, radius in upper]
        if self.wear.sleeve < 1:
            chain = [*wide[:2], _between(wide[1], wide[2], (self.wear.sleeve - 0.3) / 0.35)]
            return self.edge(chain[1:], cloth, far) + self.fill(chain, cloth, far), []
        low = [(point, radius + loose) for point, radius in lower]
        chain = [*low[:2], _between(low[1], low[2], (self.wear.sleeve - 1.28) / 0.37)]
        over = self.edge(chain[1:], cloth, far) + self.fill(chain, cloth, far)
        return self.edge(wide[1:], cloth, far) + self.fill(wide, cloth, far), over


def _between(a: Sphere, b: Sphere, share: float) -> Sphere:
    return lerp(a[0], b[0], share), a[1] + (b[1] - a[1]) * share
