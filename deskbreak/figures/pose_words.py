"""The words of a figure's file: its keys, and the names of parts, contacts, muscles and things around."""

from __future__ import annotations

from deskbreak.figures.skeleton import FOOT, SIDES, SPINE

SIDED = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "thigh", "shank", "uarm")
MAPS = ("reach", "bend", "at")
LISTS = ("floor", "slide", "arrow", "glow", "stretch", "rest")
NUMBERS = ("move", "hold", "chest", "head", "height", "heel")
KEY_FIELDS = (
    *SIDED,
    *SPINE,
    *MAPS,
    *LISTS,
    *NUMBERS,
    "pelvis",
    "pose",
    "say",
    "fit",
    "line",
    "anchor",
    "flow",
    "toes_tucked",
)
TOP_FIELDS = (
    "name",
    "view",
    "sides",
    "side",
    "wear",
    "glow",
    "stretch",
    "props",
    "focus",
    "travel",
    "small",
    "reverse",
    "base",
    "key",
)
PELVIS = ("pitch", "spin", "turn", "roll")
VIEWS = {
    "side": (14.0, 9.0), "front": (90.0, 8.0), "foot-end": (90.0, 30.0), "three-quarter": (40.0, 14.0),
    "quarter": (40.0, 14.0), "top": (12.0, 58.0),
}  # fmt: skip
SIDE_WORDS = {"left": "l", "right": "r"}
START = "start"  # the name of every figure's first pose
CONTACTS = (
    "foot", "toe", "hand", "shin", "forearm", "hips", "seat", "belly", "back", "upperback", "side", "step", "knee",
)  # fmt: skip
PROPS = ("mat", "path", "wall", "chair", "desk", "cushion", "roller", "box", "strap")
MUSCLES = (
    "abs", "back", "lowback", "upperback", "chest", "obliques", "glutes", "hipflexors", "quads", "hamstrings",
    "calves", "outerhip", "shoulders", "triceps", "neck",
)  # fmt: skip
PROP_FIELDS = ("kind", "at", "size", "height", "length", "width", "front", "rolls", "path", "back", "monitor")
ROLLED_BY = ("pelvis", "thorax", *(f"{part}.{s}" for part in ("hip", "knee", "ankle") for s in SIDES))

# What may stand where, each with .l or .r too unless it is in the middle.
MIDDLE = ("pelvis", "lumbar", "waist", "thorax", "neck", "head")
_JOINTS = ("shoulder", "elbow", "wrist", "palm", "fingers", "hip", "knee", "ankle", *FOOT)
ARROWED = (*MIDDLE, "tail", "asis", *_JOINTS, "hand", "foot", "shin")
REACHING = ("hand", "foot", "ankle", *FOOT)
PLANTED = ("foot", "toe", "hand", "shin")
REACHED = (*MIDDLE, "chest", *_JOINTS, "foot", "shin", "thigh")
ANCHORS = (*MIDDLE, "hips", "upperback", *_JOINTS, "hand", "foot", "shin", "forearm")
PAIRED = ("foot", "toe", "hand", "forearm", "knee", "hips", "upperback")  # "forearm.r+foot.r"
RESTING = (
    "leg", "thigh", "shank", "foot", "knee", "arm", "uarm", "forearm", "hand", "shoulder", "elbow", "head", "hips",
    "upperback", "trunk",
)  # fmt: skip
LINE = "shoulder-hip-knee"
TRUNK = ("torso", "trunk", "hips", "upperback", "tail", *MIDDLE)  # these have no side
FITTED = (
    "arms", "torso", "trunk", "pelvis", "hips", "upperback", "head", "uarm", "farm", "thigh", "shank", "forearm",
    "foot", "hand", "knee", "elbow", "shoulder", "toe", "leg", "arm",
)  # fmt: skip
