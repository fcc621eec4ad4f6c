"""Contacts: puts the body on the floor, keeps planted hands and feet where they are, and reaches for targets.

Authors write angles. The first contact of a key carries the body and sets its height and place; the others
follow by reaching and stay where they were first planted.
"""

from __future__ import annotations

from math import cos, radians, sqrt
from typing import Any

from deskbreak.figures.angles import USUAL, bases_of, vector_of
from deskbreak.figures.plant import (
    Spot,
    bend_toes,
    chosen_place,
    lay_forearm,
    lay_shin,
    on_two_points,
    plant_foot,
    plant_hand,
    point_of,
    spot_of,
    wrist_at,
)
from deskbreak.figures.pose_file import Key, both_sides, merged, triple
from deskbreak.figures.reach import FEET, reach_for
from deskbreak.figures.skeleton import (
    FOREARM,
    PALM_HEIGHT,
    SOLE_HEIGHT,
    UPPER_ARM,
    PosedBody,
    Vector,
    body_of,
    lowest,
    shoulder_shift,
    sign,
)
from deskbreak.figures.vectors import (
    add,
    length,
    sub,
    unit,
)
from deskbreak.sentences import english
from deskbreak.values import dataclass, field

Contacts = dict[str, Spot | None]

_LYING = {
    "back": ("trunk", "head"),
    "upperback": ("upperback", "head"),
    "belly": ("trunk",),
    "hips": ("pelvis",),
    "seat": ("pelvis", "thigh"),
    "side": ("trunk", "leg"),
    "step": ("foot",),
}
_CARRIED_BY = {"hips": "pelvis", "seat": "pelvis", "belly": "pelvis", "side": "pelvis", "step": "pelvis"}


@dataclass(slots=True)
class Solver:
    """Remembers where the body stands and where each hand and foot was planted."""

    plant: Contacts = field(default_factory=dict)
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)
    issues: list[str] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)  # where those ahead of the figure stand (x, cm)

    def solve(
        self,
        vector: Vector,
        key: Key,
        contacts: Contacts | None = None,
        *,
        define: bool = False,
        reach: dict[str, Any] | None = None,
        bases: list[str] | None = None,
    ) -> tuple[PosedBody, dict[str, float]]:
        """The body of a pose vector on the floor, and by how much each contact is missed (cm).

        `define` lets this pose plant what is not planted yet.
        """
        carried = bases if bases is not None else bases_of(key)
        body, names, low = self._carried(vector, key, carried)
        self._settle(body, key, names, low, define=define)
        miss: dict[str, float] = {}
        spots = contacts or {}
        for name in sorted(spots, key=lambda one: one[0] not in "sft"):
            self._follow(body, key, name, spot=spots[name], miss=miss, define=define)
        for name in both_sides([one for one in carried[0].split("+") if one.startswith("forearm")]):
            lay_forearm(body, name.split(".")[1])
        wanted = reach if reach is not None else key.get("reach", {})
        for name, target in sorted(wanted.items(), key=lambda one: one[0].partition(".")[0] not in FEET):
            for one in both_sides([name]):
                miss[f"reach {one}"] = reach_for(body, key, one, target=target, walls=self.walls)
        bend_toes(body)
        return body, miss

    # -- the base ------------------------------------------------------------------------------------

    def _carried(self, vector: Vector, key: Key, bases: list[str]) -> tuple[PosedBody, list[str], float]:
        if "+" in bases[0]:
            return on_two_points(vector, bases[0])
        body = body_of(vector)
        names, low = [], 1e9
        for base in bases:
            name, _, side = base.partition(".")
            if name == "foot":
                low, at = min(low, body.points[f"ankle.{side}"][1] - SOLE_HEIGHT), f"ankle.{side}"
            elif name == "shin":
                low, at = min(low, body.points[f"knee.{side}"][1] - 5.4), f"knee.{side}"
            elif name in _LYING:
                low = min([low, *(lowest(body, part)[0] for part in _LYING[name])])
                at = _CARRIED_BY.get(name, "thorax")
            else:
                low, at = min(low, lowest(body, base)[0]), base
            names.append(at)
        return body, names, low

    def _settle(self, body: PosedBody, key: Key, names: list[str], low: float, *, define: bool) -> None:
        """Put the body on the floor and keep its base where it stood."""
        if "height" in key:
            low, names = body.points["pelvis"][1] - key["height"], [key.get("anchor", "pelvis")]
        elif "anchor" in key:
            names = [key["anchor"]]
        dx = dz = 0.0
        for name in names:
            point = point_of(body, name)
            stood = self.anchors.get(name, (point[0], point[2]))
            dx += (stood[0] - point[0]) / len(names)
            dz += (stood[1] - point[2]) / len(names)
        body.moved((dx, -low, dz))
        if define:
            for name in names:
                point = point_of(body, name)
                self.anchors.setdefault(name, (point[0], point[2]))

    # -- what follows --------------------------------------------------------------------------------

    def _follow(
        self, body: PosedBody, key: Key, name: str, *, spot: Spot | None, miss: dict[str, float], define: bool
    ) -> None:
        kind, _, s = name.partition(".")
        if kind == "shin":
            lay_shin(body, s, tucked=key.get("toes_tucked", False))
            return
        if spot is None or (define and name not in self.plant):
            spot = self.plant[name] = spot_of(body, key, name)
        if kind == "hand":
            miss[name] = plant_hand(body, key, s, spot)
        else:
            miss[name] = plant_foot(body, key, name, spot)

    def fitted(self, key: Key, contacts: list[str]) -> Key:
        """The key with the pelvis pitch at which the hands, or another part, reach the floor."""
        hands = [name for name in contacts if name.startswith("hand")]
        others: Contacts = {name: self.plant.get(name) for name in contacts if not name.startswith("hand")}
        start = key.get("pelvis", {}).get("pitch", 0)

        def error(pitch: float) -> float:
            tried = merged(key, {"pelvis": {"pitch": pitch}})
            anchors, plant = dict(self.anchors), dict(self.plant)
            body, _ = self.solve(vector_of(tried), tried, dict(others), define=True)
            self.anchors, self.plant = anchors, plant
            if key["fit"] != "arms":
                return lowest(body, key["fit"])[0]
            return sum(self._arm_error(body, tried, name) for name in hands)

        pitch = _nearest_root(error, start)
        if pitch is None:
            self.issues.append(english("fit: at no pelvis pitch does {key} reach the floor", key=key["fit"]))
            return key
        return merged(key, {"pelvis": {"pitch": pitch}})

    def _arm_error(self, body: PosedBody, key: Key, name: str) -> float:
        s = name[-1]
        spot = spot_of(body, key, name) if chosen_place(key, name) else self.plant.get(name)
        if spot is None:
            return body.points[f"wrist.{s}"][1] - PALM_HEIGHT
        elbow = triple(key.get("elbow", {}).get(s, USUAL["elbow"]))[0]
        bent = UPPER_ARM**2 + FOREARM**2 + 2 * UPPER_ARM * FOREARM * cos(radians(elbow))
        wrist = wrist_at(spot)
        base = body.points[f"shbase.{s}"]
        shoulder = add(base, shoulder_shift(body.frames["thorax"], unit(sub(wrist, base)), sign(s)))
        return length(sub(wrist, shoulder)) - (sqrt(bent) - 0.3)


def _nearest_root(error: Any, start: float) -> float | None:
    """The zero of `error` nearest to `start`, within 40 degrees either way."""
    best: float | None = None
    before: tuple[float, float] | None = None
    for step in range(-16, 17):
        pitch = start + step * 2.5
        here = (pitch, error(pitch))
        if before is not None and before[1] * here[1] <= 0:
            low, high = before, here
            for _ in range(14):
                middle = (low[0] + high[0]) / 2
                value = error(middle)
                low, high = (low, (middle, value)) if low[1] * value <= 0 else ((middle, value), high)
            found = (low[0] + high[0]) / 2
            if best is None or abs(found - start) < abs(best - start):
                best = found
        before = here
    return best
