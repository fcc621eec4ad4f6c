"""The files that make up the settings, one over the other: shipped, system-wide, the person's, and a profile on top."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from deskbreak.core.plan import WEEKDAYS
from deskbreak.errors import InputProblems, Problem, UsageError
from deskbreak.paths import Profile, shipped, system_config
from deskbreak.plain_file import read_plain
from deskbreak.sentences import N_, english
from deskbreak.settings.places import KeyPath
from deskbreak.settings.reading import SettingsFile, read_document
from deskbreak.settings.sentences import did_you_mean
from deskbreak.values import dataclass
from deskbreak.wrong_values import there_are
from deskbreak.zone import local

AUTO = "auto"
MAX_CHOICE = 4096  # bytes of the name of a profile
SHIPPED = "default"  # the layer that comes with the program


@dataclass(frozen=True, slots=True)
class Layer:
    """One file's table, and what it is called when people ask where a value comes from."""

    name: str
    document: SettingsFile
    data: dict[str, Any]


def layers(profile: Profile, *, file: Path | None = None, name: str | None = None) -> list[Layer]:
    """The files that make up the settings, each later one over the earlier. Raises InputProblems."""
    found = [shipped_layer()]
    system = system_config()
    if system.is_file():
        found.append(_read("system", system))
    if file is not None:
        return [*found, _read("file", file, pipes=True)]
    if profile.config.exists():
        found.append(_read("yours", profile.config))
    elif profile.config.is_symlink():
        raise InputProblems([Problem(str(profile.config), 1, N_("the link leads nowhere"))])
    chosen = name if name is not None else chosen_profile(profile, found)
    if chosen:
        found.append(_read(f"profile {chosen}", profile_file(profile, chosen)))
    return found


def shipped_layer() -> Layer:
    """What holds where no other file says anything."""
    return _read(SHIPPED, shipped("config") / "default.toml")


def _read(name: str, path: Path, *, pipes: bool = False) -> Layer:
    document, problems = read_document(path, pipes=pipes)
    if document is None:
        raise InputProblems(problems)
    return Layer(name, document, document.data)


def profile_file(profile: Profile, name: str) -> Path:
    """The file of a named profile; UsageError with a hint when there is none."""
    path = profile.profiles / f"{name}.toml"
    if name != Path(name).name or not path.is_file():
        known = profile_names(profile)
        hint = did_you_mean(name, known) or (
            there_are(known) if known else english("make it: {file}", file=path)
        )
        what = english('no profile "{name}"', name=name)
        raise UsageError(f"{what}; {hint}")
    return path


def profile_names(profile: Profile) -> list[str]:
    """The names of the profiles that have a file, sorted; none where the folder cannot be read."""
    try:
        return sorted(path.stem for path in profile.profiles.glob("*.toml"))
    except OSError:
        return []


def choice_file(profile: Profile) -> Path:
    """Where the profile that was chosen by hand is remembered."""
    return profile.data_dir / "profile"


def chosen_profile(profile: Profile, found: list[Layer], now: datetime | None = None) -> str:
    """The profile that holds now: chosen by hand, or by the weekday in `[profiles]`; "" for none."""
    try:
        by_hand = read_plain(choice_file(profile), max_bytes=MAX_CHOICE).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        by_hand = AUTO
    names = profile_names(profile)
    if by_hand and by_hand != AUTO:
        return by_hand if by_hand in names else ""
    days: dict[str, Any] = {}
    for layer in found:
        part = layer.data.get("profiles")
        days |= part if isinstance(part, dict) else {}
    today = days.get(WEEKDAYS[(now or datetime.now(local().zone)).weekday()], "")
    return today if today in names else ""


def merged(found: list[Layer]) -> tuple[dict[str, Any], dict[KeyPath, str]]:
    """Tables are merged key by key, lists are replaced; hours are taken as a whole week.

    A key that the system-wide file lists in `fixed` cannot be changed by a later layer.
    """
    data: dict[str, Any] = {}
    sources: dict[KeyPath, str] = {}
    fixed = fixed_keys(found)
    for layer in found:
        for key, value in layer.data.items():
            if key == "fixed":
                continue
            if key in fixed and layer.name != "system":
                continue
            if isinstance(value, dict) and key != "hours":
                kept = {k: v for k, v in value.items() if f"{key}.{k}" not in fixed or layer.name == "system"}
                before = data.get(key)
                data[key] = (before if isinstance(before, dict) else {}) | kept
                sources.setdefault((key,), layer.name)
                sources |= {(key, part): layer.name for part in kept}
            else:
                data[key] = value
                parts = value if isinstance(value, dict) else ()
                sources |= {(key,): layer.name} | {(key, part): layer.name for part in parts}
    return data, sources


def fixed_keys(found: list[Layer]) -> frozenset[str]:
    """What the system-wide file lists in `fixed`."""
    lists = [layer.data.get("fixed") for layer in found if layer.name == "system"]
    return frozenset(key for one in lists if isinstance(one, list) for key in one)


def layer_of(path: KeyPath, found: list[Layer], sources: dict[KeyPath, str]) -> Layer:
    """A finding about the merged settings belongs to the file that set the value last."""
    name = sources.get(path[:2]) or sources.get(path[:1]) or found[-1].name
    return next(layer for layer in reversed(found) if layer.name == name)
