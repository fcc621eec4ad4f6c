"""The body as polygons, back to front: clothes, skin, edges where limbs overlap, and the glow of muscles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from deskbreak.figures.colours import Colour, Palette, darker, mix
from deskbreak.figures.head import head_polygons
from deskbreak.figures.muscles import Glow, glows
from deskbreak.figures.props import Polygon
from deskbreak.figures.shapes import Camera, capsule, circle, ellipse, hull, smoothed
from deskbreak.figures.skeleton import (
    SIDES,
    Body,
    Ellipse,
    Sphere,
    foot,
    hand,
    limb,
    pelvis_ellipses,
    sign,
    torso_ellipses,
)
from deskbreak.figures.vectors import Vec, add, apply, dot, forward, lerp, unit

EDGE_CM = 0.55
Part = tuple[float, list[Polygon]]  # nearness, and what is drawn

_RINGS = ((1.12, 0.22), (0.92, 0.45), (0.70, 0.70), (0.46, 0.92))


class Painter:
    """Draws one body with one camera; made anew for each frame."""

    def __init__(self, body: Body, camera: Camera, palette: Palette, glow: Mapping[str, float]) -> None:
        self.body, self.camera, self.palette = body, camera, palette
        self.edge_px = EDGE_CM * camera.scale
        self._glow: dict[str, list[Polygon]] = {}
        for name, strength in glow.items():
            for one in glows(body, name):
                self._glow.setdefault(one.part, []).extend(self._shine(one, strength))

    def parts(self, breath: float, straps: Sequence[Sequence[str]]) -> list[Part]:
        """Everything, farthest first."""
        middle = self.camera.depth(lerp(self.body.points["pelvis"], self.body.points["thorax"], 0.55))
        made = [self._pelvis(), (middle, self._torso(breath)), (middle - 0.2, self._neck())]
        depth = self.camera.depth(self.body.points["head"])
        made.append(
            (
                middle + 0.3 if abs(depth - middle) < 26 else depth,
                head_polygons(self.body, self.camera, self.palette),
            )
        )
        for s in SIDES:
            made += self._leg(s)
            made += self._arm(s)
        for strap in straps:
            made += self._strap(strap)
        return sorted(made, key=lambda part: part[0])

    # -- brushes -----------------------------------------------------------------------------------

    def tinted(self, colour: Colour, depth: float) -> Colour:
        """Limbs on the far side fade towards the stage."""
        share = max(0.0, min(1.0, (-depth - 2.5) / 11))
        return mix(colour, self.palette.stage, self.palette.far * share * share * (3 - 2 * share))

    def fill(self, chain: Sequence[Sphere], colour: Colour, depth: float, grow: float = 0.0) -> list[Polygon]:
        shade = self.tinted(colour, depth)
        discs = [self._grown(one, grow) for one in chain]
        return [(capsule(a, b), shade) for a, b in pairwise(discs)]

    def edge(self, chain: Sequence[Sphere], colour: Colour, depth: float) -> list[Polygon]:
        return self.fill(chain, darker(self.tinted(colour, depth), self.palette.edge), 99.0, self.edge_px)

    def _grown(self, one: Sphere, grow: float) -> tuple[float, float, float]:
        x, y, r = self.camera.disc(*one)
        return x, y, r + grow

    def tube(self, rows: list[Ellipse], colour: Colour) -> list[Polygon]:
        """The trunk: hulls of one ellipse and the next, with an edge around all."""
        rows = smoothed(rows)
        wide = [ellipse(self.camera, one, self.edge_px) for one in rows]
        fine = [ellipse(self.camera, one) for one in rows]
        dark = darker(colour, self.palette.edge)
        edges = [(hull(a + b), dark) for a, b in pairwise(wide)]
        return edges + [(hull(a + b), colour) for a, b in pairwise(fine)]

    def _shine(self, glow: Glow, strength: float) -> list[Polygon]:
        seen = 1.0
        if glow.normal is not None:
            seen = max(0.0, min(1.0, (dot(unit(glow.normal), self.camera.towards) + 0.62) / 0.5))
        if seen * strength <= 0.02:
            return []
        under = self.palette.top if glow.cloth == "top" else self.palette.legs
        if glow.part[-2:] in (".l", ".r") and glow.cloth == "legs":
            under = self.tinted(under, self._leg_depth(glow.part[-1]))
        discs = [self.camera.disc(*one) for one in glow.chain]
        made: list[Polygon] = []
        for share, alpha in _RINGS:
            colour = mix(under, self.palette.accent, alpha * seen * strength)
            rings = [(x, y, r * share) for x, y, r in discs]
            if len(rings) == 1:
                made.append((circle(*rings[0]), colour))
            made += [(capsule(a, b), colour) for a, b in pairwise(rings)]
        return made

    # -- the trunk -------------------------------------------------------------------------------------

    def _leg_depth(self, s: str) -> float:
        return self.camera.depth(self.body.points[f"hip.{s}"]) - self.camera.depth(self.body.points["pelvis"])

    def _pelvis(self) -> Part:
        body, colour = self.body, self.palette.legs
        made = self.tube(pelvis_ellipses(body), colour)
        from_front = dot(forward(body.frames["pelvis"]), self.camera.towards)
        for s in SIDES:
            if self._leg_depth(s) < -3:
                continue
            buttock = add(body.points[f"hip.{s}"], apply(body.frames["pelvis"], (-4.0, -1.0, -1.0 * sign(s))))
            chain = [(buttock, 8.3), (limb(body, "thigh", s)[1][0], 8.0)]
            cheek = self.fill(chain, colour, 0.0)
            made = self.edge(chain, colour, 0.0) + made + cheek if from_front < 0.35 else cheek + made
        return self.camera.depth(body.points["pelvis"]) - 0.4, made

    def _torso(self, breath: float) -> list[Polygon]:
        body, colour = self.body, self.palette.top
        made = self.tube(torso_ellipses(body, breath), colour)
        point, frame = body.spine[8]
        collar = add(point, apply(frame, (-0.5, 1.0, 0.0)))
        edges: list[Polygon] = []
        fills: list[Polygon] = []
        for s in SIDES:
            out = add(body.points[f"shoulder.{s}"], apply(body.frames["thorax"], (0.0, 0.4, -1.0 * sign(s))))
            chain = [(collar, 4.2), (out, 4.9)]
            edges += self.edge(chain, colour, 0.0)
            fills += self.fill(chain, colour, 0.0)
        return edges + made + fills + self._glow.get("torso", [])

    def _neck(self) -> list[Polygon]:
        spine = self.body.spine
        low, middle, top = spine[8], spine[9], spine[10]
        chain = [
            (add(low[0], apply(low[1], (0.3, -2.5, 0.0))), 5.6),
            (middle[0], 5.0),
            (add(top[0], apply(self.body.frames["head"], (0.5, 2.0, 0.0))), 4.8),
        ]
        return self.fill(chain, darker(self.palette.skin, 0.10), 0.0)

    # -- limbs -------------------------------------------------------------------------------------------

    def _leg(self, s: str) -> list[Part]:
        body, camera, cloth, skin = self.body, self.camera, self.palette.legs, self.palette.skin
        p, far = body.points, self._leg_depth(s)
        thigh, shank = limb(body, "thigh", s), limb(body, "shank", s)
        near = 0.5 * camera.depth(p[f"hip.{s}"]) + 0.5 * camera.depth(
            lerp(p[f"hip.{s}"], p[f"knee.{s}"], 0.5)
        )
        low = camera.depth(lerp(p[f"knee.{s}"], p[f"ankle.{s}"], 0.5))
        if abs(low - near) < 1:
            low = near - 0.5
        hem = (lerp(shank[2][0], shank[3][0], 0.30), shank[2][1] * 0.70 + shank[3][1] * 0.30)
        shin, ankle = [*shank[:3], hem], [hem, shank[3]]
        feet_edge, feet = self._foot(s, far)
        bare = self.fill(ankle, skin, far)
        trousers = self.edge([shin[-2], hem], cloth, far) + self.fill(shin, cloth, far)
        lower = self.edge(ankle, skin, far) + feet_edge + self.edge(shin, cloth, far) + feet + bare + trousers
        lower += self._glow.get(f"shank.{s}", [])
        upper = self.fill(thigh, cloth, far) + self._glow.get(f"thigh.{s}", [])
        if low <= near:
            return [
                (low, self.edge(thigh[1:], cloth, far) + lower),
                (near, self.edge(thigh[1:3], cloth, far) + upper),
            ]
        front = (
            self.edge(ankle, skin, far) + feet_edge + self.edge(shin[1:], cloth, far) + feet + bare + trousers
        )
        behind = self.edge(thigh[1:], cloth, far) + self.edge(shin, cloth, far) + upper
        return [(near, behind), (low, front + self._glow.get(f"shank.{s}", []))]

    def _foot(self, s: str, far: float) -> tuple[list[Polygon], list[Polygon]]:
        ankle, heel, ball, toe = foot(self.body, s)
        colour = self.palette.skin
        bones = ((ankle, heel), (ankle, ball), (heel, ball), (ball, toe))
        edges = [one for bone in bones for one in self.edge(bone, colour, far)]
        fills = [one for bone in bones for one in self.fill(bone, colour, far)]
        sole = [self.camera.pixel(point) for point, _ in (ankle, heel, ball)]
        return edges, [*fills, (sole, self.tinted(colour, far))]

    def _arm(self, s: str) -> list[Part]:
        body, camera, skin, cloth = self.body, self.camera, self.palette.skin, self.palette.top
        p = body.points
        centre = lerp(p["shbase.l"], p["shbase.r"], 0.5)
        far = (camera.depth(p[f"shbase.{s}"]) - camera.depth(centre)) * 0.55
        upper, lower, palm = limb(body, "uarm", s), limb(body, "farm", s), hand(body, s)
        near = 0.5 * camera.depth(p[f"shoulder.{s}"])
        near += 0.5 * camera.depth(lerp(p[f"shoulder.{s}"], p[f"elbow.{s}"], 0.5))
        low = camera.depth(lerp(p[f"elbow.{s}"], p[f"wrist.{s}"], 0.6))
        if abs(low - near) < 1:
            low = near + 0.5
        cuff = (lerp(upper[1][0], upper[2][0], 0.6), upper[1][1] * 0.4 + upper[2][1] * 0.6 + 0.55)
        sleeve = [*((point, radius + 0.55) for point, radius in upper[:2]), cuff]
        dressed = (
            self.fill(upper, skin, far) + self.edge(sleeve[1:], cloth, far) + self.fill(sleeve, cloth, far)
        )
        dressed += self._glow.get(f"uarm.{s}", [])
        bare = self.fill(lower, skin, far) + self.fill(palm, skin, far)
        if low <= near:
            behind = (
                self.edge(upper[1:], skin, far)
                + self.edge(lower, skin, far)
                + self.edge(palm, skin, far)
                + bare
            )
            return [(low, behind), (near, self.edge(upper[1:3], skin, far) + dressed)]
        behind = self.edge(upper[1:], skin, far) + self.edge(lower[:2], skin, far) + dressed
        return [(near, behind), (low, self.edge(lower[1:], skin, far) + self.edge(palm, skin, far) + bare)]

    def _strap(self, names: Sequence[str]) -> list[Part]:
        points = [point for name in names if (point := strap_point(self.body, name)) is not None]
        made = []
        for a, b in pairwise(points):
            chain = [(a, 1.3), (b, 1.3)]
            shapes = self.edge(chain, self.palette.towel, 0.0) + self.fill(chain, self.palette.towel, 0.0)
            made.append((max(self.camera.depth(a), self.camera.depth(b)) + 1, shapes))
        return made


def strap_point(body: Body, name: str) -> Vec | None:
    """Where a strap passes: a point of the body, or behind a thigh or shank."""
    part, _, s = name.partition(".")
    if part in ("thigh", "shank") and s in SIDES:
        (at, radius), frame = limb(body, part, s)[2], body.frames[f"{part}.{s}"]
        return add(at, apply(frame, (-radius - 1.0, 0.0, 0.0)))
    return body.points.get(name)


def shadow(body: Body, camera: Camera) -> list[list[tuple[float, float]]]:
    """Every part flattened onto the floor."""
    chains = [
        [one[0], one[-1]]
        for s in SIDES
        for one in (limb(body, part, s) for part in ("thigh", "shank", "uarm", "farm"))
    ]
    chains += [chain for s in SIDES for chain in (foot(body, s)[1:], hand(body, s))]
    chains.append([*((point, 11.0) for point, _ in body.spine[:8:2]), (body.points["head"], 9.0)])
    made = []
    for chain in chains:
        rings = [ellipse(camera, ((x, 0.0, z), (r, 0.0, 0.0), (0.0, 0.0, r))) for (x, _, z), r in chain]
        made += [hull(a + b) for a, b in pairwise(rings)]
    return made
