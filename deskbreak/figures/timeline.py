"""From key poses to any moment: easing between keys, contacts kept, the loop closed."""

from __future__ import annotations

from typing import Any

from deskbreak.figures.angles import bases_of, followers_of, vector_from, vector_of
from deskbreak.figures.pose_file import USUAL_MOVE_S, Key, PoseFile, both_sides
from deskbreak.figures.props import walls_ahead
from deskbreak.figures.skeleton import FOOT, QUATERNIONS, SIDES, PosedBody, Vector
from deskbreak.figures.solve import Contacts, Solver
from deskbreak.figures.vectors import Vec, lerp, unit
from deskbreak.values import dataclass

TRACK_STEPS = 96


@dataclass(frozen=True, slots=True)
class Segment:
    """Travel to key `index` from `start` on for `move` seconds, then hold."""

    start: float
    move: float
    hold: float
    index: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in the loop a time falls: on the way to key `index` (share 0 to 1), or held there."""

    index: int
    share: float
    held: float
    hold: float


class Timeline:
    """A figure's motion. Baking solves every key once; a moment is solved in a fraction of a millisecond."""

    def __init__(self, poses: PoseFile) -> None:
        self.poses, self.keys = poses, list(poses.keys)
        self.solver = Solver(walls=walls_ahead(poses.props))
        self.vectors: list[Vector] = []
        self.contacts: list[Contacts] = []
        self.misses: list[dict[str, float]] = []
        self.bodies: list[PosedBody] = []
        self.arrow_paths: dict[int, list[list[Vec]]] = {}  # kept for `arrows`, as are the ways
        self.arrow_ways: dict[tuple[float, float], list[list[Vec]]] = {}
        self._bake()
        self.segments = self._segments()
        self.seconds = self.segments[-1].start + self.segments[-1].move
        self.way = self._track() if poses.travel else []

    # -- baking ----------------------------------------------------------------------------------------

    def _bake(self) -> None:
        for number, key in enumerate(self.keys):
            names = followers_of(key)
            sliding = set(both_sides(key.get("slide", [])))
            own = sliding | set(both_sides(list(key.get("at", {}))))
            before = dict(self.solver.plant)
            contacts: Contacts = {name: None if name in own else before.get(name) for name in names}
            if key.get("fit"):
                key = self.keys[number] = self.solver.fitted(key, names)
            vector = vector_of(key)
            body, _ = self.solver.solve(vector, key, contacts, define=True)
            self.contacts.append({name: self.solver.plant.get(name) for name in names})
            self.solver.plant |= {name: before[name] for name in names if name in sliding and name in before}
            self.vectors.append(vector_from(vector, body))
        for number in range(1, len(self.vectors)):
            _align(self.vectors[number - 1], self.vectors[number])
        for number, key in enumerate(self.keys):  # as they are seen: where hands and feet took their places
            vector, contacts = self.vectors[number], self.contacts[number]
            body, miss = self.solver.solve(vector, key, contacts, bases=bases_of(key))
            self.bodies.append(body)
            self.misses.append(miss)

    def _segments(self) -> list[Segment]:
        """Key 1 stands at 0; the last segment moves back to it."""
        first = self.keys[0].get("move", USUAL_MOVE_S)
        at, made = -first, []
        for index, key in enumerate(self.keys):
            move, hold = key.get("move", USUAL_MOVE_S), key.get("hold", 0.0)
            made.append(Segment(at, move, hold, index))
            at += move + hold
        return [*made, Segment(at, first, 0.0, 0)]

    # -- poses by name -----------------------------------------------------------------------------------

    @property
    def pose_names(self) -> tuple[str, ...]:
        """The poses as written, in the order of the loop; the other side has the same."""
        return tuple(key["pose"] for key in self.keys[: self.poses.written])

    def reached_s(self, name: str, other_side: bool = False) -> float:
        """When in the loop the pose is reached; `other_side` in the half that shows the other side.

        The start is reached at 0. Where sides do not alternate, the loop has one half. KeyError: no such pose.
        """
        one = self._segment(name, other_side)
        return max(one.start + one.move, 0.0)

    def left_s(self, name: str, other_side: bool = False) -> float:
        """When in the loop the pose's hold ends and the way to the next begins."""
        one = self._segment(name, other_side)
        return max(one.start + one.move + one.hold, 0.0)

    def returned_s(self, other_side: bool = False) -> float:
        """When that side is done: the next side's start, or the end of the loop."""
        if self.poses.alternates and not other_side:
            return self.reached_s(self.pose_names[0], other_side=True)
        return self.seconds

    def _segment(self, name: str, other_side: bool) -> Segment:
        names = self.pose_names
        if name not in names:
            raise KeyError(f'no pose "{name}"; there are: {", ".join(names)}')
        other = len(self.keys) // 2 if other_side and self.poses.alternates else 0
        return self.segments[names.index(name) + other]

    # -- stretches ---------------------------------------------------------------------------------------

    def stretch(self, index: int) -> list[int]:
        """The keys on the way from one settled pose to the next, of which this one is part; the last is settled.

        Where no pose is settled, each way is a stretch.
        """
        n = len(self.keys)
        if all(key.get("flow") for key in self.keys):
            return [index]
        found = [index]
        while len(found) < n and self.keys[(found[0] - 1) % n].get("flow"):
            found.insert(0, (found[0] - 1) % n)
        while len(found) < n and self.keys[found[-1]].get("flow"):
            found.append((found[-1] + 1) % n)
        return found

    def gone(self, stretch: list[int], at: Moment) -> tuple[float, float]:
        """Seconds gone on a stretch, and the seconds that it takes."""
        moves = [self.keys[index].get("move", USUAL_MOVE_S) for index in stretch]
        here = stretch.index(at.index)
        return sum(moves[:here]) + moves[here] * at.share, sum(moves)

    # -- a moment --------------------------------------------------------------------------------------

    def locate(self, t: float) -> Moment:
        t %= self.seconds
        for one in self.segments:
            if t < one.start + one.move + one.hold + 1e-9:
                share = (t - one.start) / one.move
                share = 1.0 if share > 1 - 1e-9 else share  # there, however the seconds add up
                return Moment(one.index, share, max(0.0, t - one.start - one.move), one.hold)
        return Moment(0, 1.0, 0.0, 0.0)

    def body(self, t: float) -> PosedBody:
        at = self.locate(t)
        return self.between(at.index, at.share)

    def between(self, index: int, share: float) -> PosedBody:
        """The body on the way to key `index`."""
        before, key = self.keys[index - 1], self.keys[index]
        vector, eased = self._vector(index, share)
        contacts = self._contacts(index, eased)
        here = bases_of(key)
        if share >= 1:
            return self.solver.solve(vector, key, self.contacts[index], bases=here)[0]
        reach = {
            name: target
            for name, target in key.get("reach", {}).items()
            if before.get("reach", {}).get(name) == target
        }
        mixed = _mixed(before, key, eased)
        shared = [base for base in bases_of(before) if base in here]
        if shared and before.get("anchor") == key.get("anchor") and ("height" in before) == ("height" in key):
            return self.solver.solve(vector, mixed, contacts, reach=reach, bases=shared)[0]
        return self._handed_over(vector, before, key, contacts=contacts, reach=reach, eased=eased)

    def _handed_over(
        self,
        vector: Vector,
        before: Key,
        key: Key,
        *,
        contacts: Contacts,
        reach: dict[str, Any],
        eased: float,
    ) -> PosedBody:
        """From one base to another: the pelvis goes from where the one holds it to where the other does."""
        first, _ = self.solver.solve(vector, before, contacts, reach=reach, bases=bases_of(before))
        second, _ = self.solver.solve(vector, key, contacts, reach=reach, bases=bases_of(key))
        pelvis = lerp(first.points["pelvis"], second.points["pelvis"], eased)
        carried = {**_mixed(before, key, eased), "height": pelvis[1], "anchor": "pelvis"}
        kept, self.solver.anchors = self.solver.anchors, {"pelvis": (pelvis[0], pelvis[2])}
        try:
            return self.solver.solve(vector, carried, contacts, reach=reach, bases=bases_of(key))[0]
        finally:
            self.solver.anchors = kept

    def _contacts(self, index: int, eased: float) -> Contacts:
        """What both keys have planted stays so on the way."""
        before, found = self.contacts[index - 1], self.contacts[index]
        kept: Contacts = {}
        for name, spot in found.items():
            if name not in before:
                continue
            other = before[name]
            if spot is None or other is None:
                kept[name] = spot or other
                continue
            (x0, z0), h0, y0 = other
            (x1, z1), h1, y1 = spot
            place = (x0 + (x1 - x0) * eased, z0 + (z1 - z0) * eased)
            kept[name] = (place, unit(lerp(h0, h1, eased)), y0 + (y1 - y0) * eased)
        return kept

    def _vector(self, index: int, share: float) -> tuple[Vector, float]:
        n = len(self.vectors)
        b = self.vectors[index]
        a = _aligned(b, self.vectors[index - 1])
        flows = self.keys[index - 1].get("flow", False), self.keys[index].get("flow", False)
        if not any(flows):
            eased = ease(share)
            return [x + (y - x) * eased for x, y in zip(a, b, strict=True)], eased
        before, after = _aligned(a, self.vectors[(index - 2) % n]), _aligned(b, self.vectors[(index + 1) % n])
        moves = [self.keys[(index + step) % n].get("move", USUAL_MOVE_S) for step in (-1, 0, 1)]
        return _hermite(share, before, a, b, after, moves, flows), share

    # -- walking ---------------------------------------------------------------------------------------

    def _track(self) -> list[float]:
        """How far the ground went by at each step of the loop, so that the standing foot does not slide."""
        way, before = [0.0], self.body(0.0)
        for step in range(1, TRACK_STEPS + 1):
            body = self.body(self.seconds * step / TRACK_STEPS if step < TRACK_STEPS else 0.0)
            lowest = min(
                (before.points[f"{name}.{s}"][1] - radius, f"{name}.{s}")
                for name, (_, radius) in FOOT.items()
                for s in SIDES
            )[1]
            now, then = body.points, before.points
            way.append(way[-1] - (now[lowest][0] - now["pelvis"][0]) + (then[lowest][0] - then["pelvis"][0]))
            before = body
        return way

    def walked(self, t: float) -> float:
        """How far the ground has gone by at `t`, in cm."""
        share = t % self.seconds / self.seconds * TRACK_STEPS
        step = min(int(share), TRACK_STEPS - 1)
        return self.way[step] + (self.way[step + 1] - self.way[step]) * (share - step)


def ease(u: float) -> float:
    """From 0 to 1 without a jerk."""
    return u**3 * (u * (6 * u - 15) + 10) * 0.5 + u * u * (3 - 2 * u) * 0.5


def _mixed(before: Key, key: Key, eased: float) -> Key:
    made = dict(key)
    if "height" in before and "height" in key:
        made["height"] = before["height"] + (key["height"] - before["height"]) * eased
    if "heel" in before or "heel" in key:
        start = before.get("heel", 50)
        made["heel"] = start + (key.get("heel", 50) - start) * eased
    if before.get("bend") != key.get("bend"):
        made["bend"] = _bends(before.get("bend", {}), key.get("bend", {}), eased)
    return made


def _bends(before: dict[str, float], after: dict[str, float], eased: float) -> dict[str, float]:
    """Knees and elbows on the way; a planted leg that says nothing is at 0."""
    usual = {name: 0.0 for name in (*before, *after) if not name.startswith("hand")}
    first, then = usual | before, usual | after
    return then | {name: a + (then[name] - a) * eased for name, a in first.items() if name in then}


def _align(a: Vector, b: Vector) -> None:
    """Turn `b`'s quaternions to the side of `a`'s, in place."""
    for at in QUATERNIONS:
        if sum(a[at + n] * b[at + n] for n in range(4)) < 0:
            b[at : at + 4] = [-x for x in b[at : at + 4]]


def _aligned(a: Vector, b: Vector) -> Vector:
    made = list(b)
    _align(a, made)
    return made


def _hermite(
    u: float, p: Vector, a: Vector, b: Vector, q: Vector, moves: list[float], flows: tuple[bool, bool]
) -> Vector:
    """Through the keys without stopping at those that flow."""
    before, move, after = moves
    h00, h10 = 2 * u**3 - 3 * u * u + 1, u**3 - 2 * u * u + u
    h01, h11 = -2 * u**3 + 3 * u * u, u**3 - u * u
    made = []
    for w, x, y, z in zip(p, a, b, q, strict=True):
        leaving = (y - w) / (move + before) * move if flows[0] else 0.0
        arriving = (z - x) / (move + after) * move if flows[1] else 0.0
        made.append(h00 * x + h10 * leaving + h01 * y + h11 * arriving)
    return made
