"""The last checked plan, as long as no file it was made from changed. Light: the daemon reads this.

What the check found stays in the cache even when the files change for the worse: it is the last good plan.
"""

from __future__ import annotations

import json
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from deskbreak import __version__
from deskbreak.cache_file import read_json
from deskbreak.catalog.folders import content_folders, content_signature
from deskbreak.core.plan import WEEKDAYS, Plan
from deskbreak.core.typed_json import length
from deskbreak.paths import Profile, shipped, system_config
from deskbreak.settings.plan_json import plan_from_json
from deskbreak.values import dataclass
from deskbreak.zone import local

SHIPPED_PLAN = Path(__file__).with_name("shipped_plan.json")  # made by scripts/settings-docs
Stamp = list[Any]  # [path, mtime_ns or None, size or None]


def cache_file(profile: Profile) -> Path:
    """Where the checked plan is kept."""
    return profile.cache_dir / "plan.json"


def cached_plan(profile: Profile, zone: tzinfo) -> tuple[Plan, list[Stamp]] | None:
    """The checked plan and the files it was made from; None when a check is needed."""
    data = _read(profile)
    try:
        if data is None or data["signature"] != signature(profile) or data["stamps"] != stamps(profile):
            return None
        return plan_from_json(data["plan"], zone), data["stamps"]
    except (KeyError, TypeError, ValueError):
        return None


def last_good_plan(profile: Profile, zone: tzinfo) -> Plan | None:
    """The last plan that checked out, whatever the files say now."""
    data = _read(profile)
    try:
        return None if data is None else plan_from_json(data["plan"], zone)
    except (KeyError, TypeError, ValueError):
        return None


def shipped_plan(zone: tzinfo) -> Plan:
    """The plan where no file of the person's says anything; it needs no check, and no child."""
    return plan_from_json(json.loads(SHIPPED_PLAN.read_text("utf-8")), zone)


@dataclass(frozen=True, slots=True)
class Listed:
    """A routine as menus list it."""

    id: str
    name: str
    seconds: float
    places: tuple[str, ...]  # where its exercises are done: "standing", "desk", "floor" ...
    own: bool  # ours, not one of an article or a pack


def routines_listed(profile: Profile) -> list[Listed]:
    """The routines and walks that menus list; empty until the first check."""
    try:
        rows = (_read(profile) or {}).get("routines", ())
        return [
            Listed(str(key), str(name), length(s), tuple(map(str, places)), bool(own))
            for key, name, s, places, own in rows
        ]
    except (TypeError, ValueError):
        return []


def exercise_names(profile: Profile) -> dict[str, str]:
    """The exercises' names by id; empty until the first check."""
    names = (_read(profile) or {}).get("exercises")
    return {str(key): str(name) for key, name in names.items()} if isinstance(names, dict) else {}


def signature(profile: Profile) -> str:
    """Changes with the program, with the content, and with the weekday (a profile may belong to one)."""
    today = WEEKDAYS[datetime.now(local().zone).weekday()] if profile.profiles.is_dir() else ""
    return f"{__version__}\n{today}\n{content_signature(content_folders(profile))}"


def stamps(profile: Profile) -> list[Stamp]:
    """What the settings files look like from outside."""
    named = sorted(profile.profiles.glob("*.toml")) if profile.profiles.is_dir() else []
    choice = profile.data_dir / "profile"
    files = [shipped("config") / "default.toml", system_config(), profile.config, choice, *named]
    return [_stamp(path) for path in files]


def _stamp(path: Path) -> Stamp:
    try:
        info = path.stat()
    except OSError:
        # A link that leads nowhere is a mistake; a file that is not there is none.
        return [str(path), *((-1, -1) if path.is_symlink() else (None, None))]
    return [str(path), info.st_mtime_ns, info.st_size]


def _read(profile: Profile) -> dict[str, Any] | None:
    data = read_json(cache_file(profile))
    return data if isinstance(data, dict) else None
