"""From files to the plan: the shipped settings, a system-wide file, the person's, and a profile on top.

Heavy (pydantic, TOML); for the command line and the check child. The daemon reads `cached`.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from deskbreak.catalog.cached import load_cached
from deskbreak.core.catalog import Catalog
from deskbreak.core.plan import Plan
from deskbreak.errors import InputProblems, Problem
from deskbreak.paths import Profile
from deskbreak.sentences import english
from deskbreak.settings.judge import RUNS_ON, judge
from deskbreak.settings.layers import (
    SHIPPED,
    Layer,
    fixed_keys,
    layer_of,
    layers,
    merged,
    profile_names,
)
from deskbreak.settings.leaving_out import Remainder, leave_out
from deskbreak.settings.light_pydantic import BaseModel, ErrorDetails, ValidationError
from deskbreak.settings.model import Settings
from deskbreak.settings.places import KeyPath
from deskbreak.settings.reading import parse
from deskbreak.settings.sentences import did_you_mean, error_path, value_problem
from deskbreak.settings.shipped_breaks import fit
from deskbreak.settings.to_plan import to_plan
from deskbreak.values import dataclass, field, replace


@dataclass(slots=True)
class Loaded:
    """A plan and where it came from."""

    plan: Plan
    settings: Settings
    warnings: list[Problem] = field(default_factory=list)
    sources: dict[KeyPath, str] = field(default_factory=dict)  # key -> the layer that set it
    data: dict[str, Any] = field(default_factory=dict)  # the merged table
    fixed: frozenset[str] = frozenset()  # keys that an administrator has fixed


def load_settings(
    profile: Profile,
    *,
    file: Path | None = None,
    name: str | None = None,
    catalog: Catalog | None = None,
    zone: tzinfo = UTC,
) -> Loaded:
    """The person's settings, checked; raises InputProblems with every problem of every file at once."""
    found = layers(profile, file=file, name=name)
    loaded = load_layers(found, catalog or load_cached(profile), zone, name or "")
    loaded.warnings += _without_a_file(found, profile_names(profile))
    return loaded


def _without_a_file(found: list[Layer], known: list[str]) -> list[Problem]:
    """The profiles that a weekday asks for and that have no file; the main settings hold then."""
    missing: list[Problem] = []
    for layer in found:
        days = layer.data.get("profiles", {})
        for day, name in days.items():
            if name and name not in known:
                place = layer.document.places.find(("profiles", day))
                make = f"deskbreak config init --profile {name}"
                hint = did_you_mean(name, known) or english("make it: {command}", command=make)
                what = english('no profile "{name}"', name=name)
                missing.append(Problem(layer.document.file, place.line, what, place.column, hint))
    return missing


def load_text(
    text: str, profile: Profile, file: str, *, catalog: Catalog | None = None, zone: tzinfo = UTC
) -> Loaded:
    """What `text` would mean as the person's file; for a change that is not written yet."""
    document, problems = parse(file, text.encode("utf-8", "surrogateescape"))
    if document is None:
        raise InputProblems(problems)
    base = [layer for layer in layers(profile) if layer.name in (SHIPPED, "system")]
    return load_layers(
        [*base, Layer("yours", document, document.data)], catalog or load_cached(profile), zone
    )


def load_layers(found: list[Layer], catalog: Catalog, zone: tzinfo, name: str = "") -> Loaded:
    """The settings that the layers come to together; raises InputProblems with all that is wrong."""
    problems, remainders = _own_problems(found)
    data, sources = merged([replace(one, data=remainders[one.name].data) for one in found])
    try:
        settings = Settings.model_validate(data)
    except ValidationError:
        raise InputProblems(_sorted(problems)) from None
    warnings: list[Problem] = []
    if sources.get(("break",)) == SHIPPED and not problems:
        settings, warnings = _fitted(settings, data, found, sources)
    for finding in judge(settings, catalog):
        # the user is not sent to a file that is not theirs: what a shipped break says of the hours stands at the hours
        shipped = finding.path[0] == "break" and sources.get(("break",)) == SHIPPED
        layer, path = _blamed(("hours",) if shipped else finding.path, found, sources)
        left = remainders[layer.name]
        if left.touches(path) or (path[0] == "away" and left.touches(("away",))):
            continue  # it may only look so because a bad value was left out
        problem = _problem(layer, left.original(path), finding.what, finding.hint)
        (warnings if finding.warning else problems).append(problem)
    if problems:
        raise InputProblems(_sorted(problems))
    plan_name = next(
        (layer.name.removeprefix("profile ") for layer in found if layer.name.startswith("profile ")), name
    )
    return Loaded(to_plan(settings, zone, plan_name), settings, warnings, sources, data, fixed_keys(found))


def _fitted(
    settings: Settings, data: dict[str, Any], found: list[Layer], sources: dict[KeyPath, str]
) -> tuple[Settings, list[Problem]]:
    """The settings with the shipped breaks in the person's hours; what that changed is said at these hours."""
    fitted = fit(settings, data["break"])
    if not fitted.notes:
        return settings, []
    data["break"] = fitted.rows
    layer = layer_of(("hours",), found, sources)
    notes = [_problem(layer, ("hours",), what, hint) for what, hint in fitted.notes]
    return Settings.model_validate(data), notes


def _problem(layer: Layer, path: KeyPath, what: str, hint: str) -> Problem:
    place = layer.document.places.find(path)
    return Problem(layer.document.file, place.line, what, place.column, hint)


def _sorted(problems: list[Problem]) -> list[Problem]:
    """In the order of the files, each once: a line for several days would report it for every day."""
    first: dict[object, Problem] = {}
    for one in problems:
        first.setdefault((one.file, one.line, one.column, one.what.partition(RUNS_ON)[0]), one)
    return sorted(first.values(), key=lambda one: (one.file, one.line, one.column))


def _own_problems(found: list[Layer]) -> tuple[list[Problem], dict[str, Remainder]]:
    """What is wrong with the values of each file, whatever lies above it, and the files without that."""
    problems: list[Problem] = []
    remainders: dict[str, Remainder] = {}
    for layer in found:
        errors = _errors(layer.data)
        problems += layer.document.twice
        places = layer.document.places if errors else None
        problems += [value_problem(layer.document.file, places, one, KEYS) for one in errors if places]
        remainders[layer.name] = leave_out(layer.data, map(error_path, errors))
    return problems, remainders


def _errors(data: dict[str, Any]) -> list[ErrorDetails]:
    try:
        Settings.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _blamed(path: KeyPath, found: list[Layer], sources: dict[KeyPath, str]) -> tuple[Layer, KeyPath]:
    """The file and the place that a finding is about: where a shipped value no longer fits, the person's own."""
    layer = layer_of(path, found, sources)
    if layer.name == SHIPPED:
        keys = (key for key, name in sources.items() if name != SHIPPED and len(key) > 1)
        if own := next((key for key in keys if key[0] == path[0]), None):
            return layer_of(own, found, sources), own
    return layer, path


def _all_keys(model: Any, path: KeyPath = ()) -> dict[KeyPath, list[str]]:
    """The keys each table may have, for "did you mean"."""
    names = {field.alias or name: field for name, field in model.model_fields.items()}
    found: dict[KeyPath, list[str]] = {path: list(names)}
    for name, one in names.items():
        for part in (one.annotation, *getattr(one.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= _all_keys(part, (*path, name))
    return found


KEYS = _all_keys(Settings)
