"""`status` as one line for the bars of desktops: waybar, polybar, i3 (i3blocks, i3status-rust), tmux, or a template."""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Mapping
from typing import Any

from deskbreak.errors import UsageError, did_you_mean
from deskbreak.language import _, p_, translated
from deskbreak.letters import json_text, markup, readable
from deskbreak.sentences import N_, english

Status = Mapping[str, Any]

NOT_RUNNING = N_("deskbreak is not running")
_PHASES = {
    "off-hours": N_("off"),
    "due": N_("break due"),
    "offered": N_("break due"),
    "on-break": N_("on a break"),
    "away": N_("away"),
}
CALLS = ("due", "offered")  # phases in which the person is waited for


def fields(status: Status) -> dict[str, str]:
    """What a template may name, each as text; empty where there is nothing to say."""
    coming = status.get("next") or {}
    left = _minutes(coming.get("in_s"))
    return {
        "text": _text(status, left),
        "phase": str(status["phase"]),
        "left": _time(left) if left is not None else "",
        "left_min": str(left) if left is not None else "",
        "at": str(coming.get("at", ""))[11:16],
        "break": readable(str(coming.get("break", ""))),
        "sat": _time(_minutes(status["sitting_s"], up=False) or 0),
        "sat_min": str(_minutes(status["sitting_s"], up=False)),
        "percent": str(round(100 * float(status.get("progress", 0)))),
        "holds": ", ".join(status["holds"]),
        "summary": readable(translated(str(status["summary"]))),
    }


def _minutes(seconds: float | None, *, up: bool = True) -> int | None:
    if seconds is None:
        return None
    return math.ceil(seconds / 60) if up else int(seconds // 60)


def _text(status: Status, left: int | None) -> str:
    """The shortest that says where the day stands: "38 min", "break due", "paused"."""
    if "paused" in status["holds"]:
        return _("paused")
    if status["phase"] in _PHASES:
        return _(_PHASES[status["phase"]])
    if left is None:
        return translated(str(status["phase"]))
    return _time(left) if left < 120 else p_("length", "{hours} h", hours=left // 60)


def _time(minutes: int) -> str:
    return p_("length", "{minutes} min", minutes=minutes)


def check(form: str) -> str:
    """The form itself; a UsageError where a template names what there is not."""
    if form not in FORMS:
        _fill(form, dict.fromkeys(fields(_EXAMPLE), ""))
    return form


def line(status: Status | None, form: str) -> str:
    """One line for the bar; without a status, that nothing runs."""
    if form in FORMS:
        return FORMS[form](status)
    return _fill(form, fields(status)) if status else ""


def _fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its {names} filled in. Only plain names: a template is text, and runs nothing."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise UsageError(
            english(
                "the template cannot be read ({error}); write {brace} for a brace itself",
                error=error,
                brace="{{",
            )
        ) from error
    filled = ""
    for text, name, how, conversion in parts:
        filled += text
        if name is None:
            continue
        if name not in values or how or conversion:
            shown = name + (f"!{conversion}" if conversion else "") + (f":{how}" if how else "")
            what = english("a template has no {name}", name=f"{{{shown}}}")
            raise UsageError(f"{what}; {did_you_mean(name, values, _known(values))}")
        filled += values[name]
    return filled


def _known(values: Mapping[str, str]) -> str:
    return english(
        "it may name {names}, or be one of {forms}", names=", ".join(values), forms=", ".join(FORMS)
    )


def _waybar(status: Status | None) -> str:
    if status is None:
        return json_text(
            {"text": "", "alt": "not-running", "class": "not-running", "tooltip": _(NOT_RUNNING)}
        )
    said = fields(status)
    tooltip = "\n".join([said["summary"], *(translated(str(one)) for one in status.get("notices", ()))])
    return json_text(
        {
            "text": markup(said["text"]),
            "alt": said["phase"],
            "class": [said["phase"], *status["holds"]],
            "percentage": int(said["percent"]),
            "tooltip": markup(readable(tooltip)),
        }
    )


def _polybar(status: Status | None) -> str:
    return fields(status)["text"].replace("%{", "% {") if status else ""


def _i3(status: Status | None) -> str:
    """For i3blocks (format=json) and i3status-rust (json = true); each reads its own keys."""
    if status is None:
        return json_text({"full_text": "", "short_text": "", "text": "", "state": "Idle", "urgent": False})
    said, calls = fields(status)["text"], status["phase"] in CALLS
    return json_text(
        {
            "full_text": said,
            "short_text": said,
            "text": said,
            "state": "Warning" if calls else "Idle",
            "urgent": calls,
        }
    )


def _tmux(status: Status | None) -> str:
    return fields(status)["text"].replace("#", "##") if status else ""


FORMS: dict[str, Callable[[Status | None], str]] = {
    "waybar": _waybar,
    "polybar": _polybar,
    "i3": _i3,
    "tmux": _tmux,
}
_EXAMPLE = {"phase": "sitting", "sitting_s": 0, "holds": [], "next": None, "summary": ""}
