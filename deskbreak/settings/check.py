"""`python -m deskbreak.settings.check`: checks settings and content, and hands the daemon plain JSON.

A child of the daemon's, so that the daemon needs neither TOML nor pydantic. Prints one line of JSON; a plan
that checks out is kept in the cache too.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

from deskbreak.cache_file import read_json, write_json
from deskbreak.catalog.cached import load_checked
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Routine
from deskbreak.core.dosage import OWN
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile
from deskbreak.settings.cached import cache_file, signature, stamps
from deskbreak.settings.load import load_settings
from deskbreak.settings.plan_json import plan_to_json


def check(profile: Profile) -> dict[str, Any]:
    """The result as the daemon reads it; problems of packs do not spoil the settings."""
    mark = signature(profile)
    before = {"signature": mark, "stamps": stamps(profile)}
    catalog, invalid = load_checked(profile)
    problems = [str(problem) for problem in invalid]
    try:
        loaded = load_settings(profile, catalog=catalog)
    except DeskbreakError as error:
        said = [*error.lines(), *problems]
        return {"ok": False, "plan": None, "problems": said, "warnings": []}
    plan = plan_to_json(loaded.plan)
    with contextlib.suppress(OSError):  # without a cache the next start checks again
        kept = read_json(cache_file(profile))
        write_json(cache_file(profile), before | {"plan": plan} | _menus(catalog, mark, kept))
    return {"ok": True, "plan": plan, "problems": problems, "warnings": [str(one) for one in loaded.warnings]}


def _menus(catalog: Catalog, signature: str, kept: Any) -> dict[str, Any]:
    """What menus show: as the last check had it while the content is the same, for lengths take time to reckon."""
    if isinstance(kept, dict) and kept.get("signature") == signature:
        return {key: kept[key] for key in ("routines", "exercises")}
    names = {one.id: one.name for one in catalog.exercises.values()}
    return {"routines": _listed(catalog), "exercises": names}


def _listed(catalog: Catalog) -> list[list[Any]]:
    """What menus list: the routines, ours first, then the walks; parts of other routines are left out."""
    rows = [one for one in catalog.routines.values() if not one.parent]
    rows += filter(None, (catalog.routine(one.id) for one in catalog.exercises.values() if one.is_walk))
    made = [(one, _row(one, catalog)) for one in rows]
    return [row for _, row in sorted(made, key=lambda pair: _place(pair[0], pair[1][2]))]


def _row(one: Routine, catalog: Catalog) -> list[Any]:
    """The fields of `cached.Listed`."""
    from deskbreak.core.script import routine_seconds

    places = dict.fromkeys(catalog.exercises[step.exercise].place for step in one.needed)
    return [one.id, one.name, routine_seconds(one, catalog), list(places), one.source == OWN and not one.pack]


def _place(one: Routine, seconds: float) -> tuple[bool, float, str]:
    """Ours by their length, those of the articles by name."""
    own = one.source == OWN
    return not own, seconds if own else 0.0, one.name


def main(argv: list[str]) -> int:
    """Check the settings and print what came of it as one line of JSON; return the exit code."""
    home = argv[argv.index("--home") + 1] if "--home" in argv else None
    print(json.dumps(check(find_profile(home))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
