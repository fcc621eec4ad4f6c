"""Shadows where the body touches the floor, and the darker underside that gives it form."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from deskbreak.figures.shapes import Camera, Point, ellipse, hull
from deskbreak.figures.skeleton import SIDES, PosedBody, Sphere, foot, hand, limb, lowest
from deskbreak.figures.vectors import Vec

NEAR_CM = 7.0  # what is higher throws no shadow
UNDER_CM, UNDER_SHARE, SMALLER = 2.8, 0.11, 3
_CHANGED = [0] * 8 + [255] * 248
_UNDER = [int(v * UNDER_SHARE) for v in range(256)]


def contact_shadows(body: PosedBody, camera: Camera) -> list[tuple[list[Point], float]]:
    """Patches on the floor under what touches it, the faintest first, with their strength (0 to 1)."""
    made = []
    for chain, gap in _touching(body):
        strength = 1 - max(0.0, gap) / NEAR_CM
        if strength <= 0:
            continue
        rings = [ellipse(camera, ((x, 0.0, z), (r, 0.0, 0.0), (0.0, 0.0, r))) for (x, _, z), r in chain]
        shapes = [hull(a + b) for a, b in pairwise(rings)] if len(rings) > 1 else rings
        made += [(shape, strength * strength) for shape in shapes]
    return sorted(made, key=lambda one: one[1])


def _touching(body: PosedBody) -> list[tuple[list[Sphere], float]]:
    """Parts of the body as chains, and how high they are."""
    p = body.points
    made: list[tuple[list[Sphere], float]] = []
    for s in SIDES:
        feet, palm = foot(body, s)[1:], hand(body, s)[1:]
        made += [([feet[0], feet[-1]], min(point[1] - r for point, r in feet))]
        made += [(palm, palm[0][0][1] - palm[0][1])]
        made += [_spot(p[f"knee.{s}"], 5.4), _spot(p[f"elbow.{s}"], 3.9)]
        for part in ("shank", "farm"):
            bone = limb(body, part, s)
            made.append((bone[1:], max(point[1] - r for point, r in bone[1:])))
    hips, back = lowest(body, "hips")[0], lowest(body, "upperback")[0]
    if max(hips, back) < NEAR_CM:
        made.append(([(body.spine[n][0], 12.5) for n in (1, 4, 7)], max(hips, back)))
    else:
        made += [([(body.spine[1][0], 12.5)], hips), ([(body.spine[6][0], 12.5)], back)]
    made.append(_spot(p["head"], 9.0))
    return made


def _spot(point: Vec, radius: float) -> tuple[list[Sphere], float]:
    return [(point, radius * 1.1)], point[1] - radius


def cast(image: Image.Image, body: PosedBody, camera: Camera, shade: int) -> None:
    """Put the contact shadows onto the picture."""
    patches = contact_shadows(body, camera)
    if not patches:
        return
    xs = [x for shape, _ in patches for x, _ in shape]
    ys = [y for shape, _ in patches for _, y in shape]
    left, top = max(0, int(min(xs)) - 4), max(0, int(min(ys)) - 4)
    right, bottom = min(image.width, int(max(xs)) + 5), min(image.height, int(max(ys)) + 5)
    if right <= left or bottom <= top:
        return
    mask = Image.new("L", (right - left, bottom - top), 0)
    pen = ImageDraw.Draw(mask)
    for shape, strength in patches:
        pen.polygon([(x - left, y - top) for x, y in shape], fill=int(shade * strength))
    image.paste((0, 0, 0), (left, top, right, bottom), mask.filter(ImageFilter.BoxBlur(2)))


def drawn_mask(picture: Image.Image, ground: Image.Image) -> Image.Image:
    """Where a picture differs from its ground (255), and where not (0)."""
    return ImageChops.difference(picture, ground).convert("L").point(_CHANGED)


def form(picture: Image.Image, ground: Image.Image, scale: float) -> None:
    """Darken the underside of what was drawn on the ground; made small and enlarged, which is soft and costs little."""
    mask = drawn_mask(picture, ground).reduce(SMALLER)
    below = Image.new("L", mask.size, 0)
    below.paste(mask, (0, -max(1, round(UNDER_CM * scale / SMALLER))))
    strength = ImageChops.subtract(mask, below).point(_UNDER)
    picture.paste((20, 14, 30), (0, 0), strength.resize(picture.size, Image.Resampling.BILINEAR))
