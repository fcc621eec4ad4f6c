"""What the tray's menu shows: read when the desktop reads the menu, kept where reading costs something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from deskbreak.app.menu_lists import Choices, MenuMoment
from deskbreak.core.put_off import refusal_reason
from deskbreak.settings.cached import Listed, exercise_names, routines_listed

if TYPE_CHECKING:
    from deskbreak.app.engine import Engine
    from deskbreak.app.records import Records
    from deskbreak.paths import Profile


class MenuFacts:
    """The menu may be read before the daemon has started; then the lists are empty."""

    def __init__(self, engine: Engine, records: Records, profile: Profile) -> None:
        self._engine, self._records, self._profile = engine, records, profile
        self._routines: list[Listed] = []
        self._left_out: Choices = []

    def now(self) -> MenuMoment:
        """What the menu shows at this moment."""
        engine = self._engine
        at, state, plan = engine.now(), engine.state, engine.plan
        can_put_off = engine.started and not refusal_reason(state, plan, at)
        return MenuMoment(engine.view(), plan, at, can_put_off, state.idle_known)

    def routines(self) -> Sequence[Listed]:
        """The routines of settings and content, in the menu's order."""
        return self._routines

    def left_out(self) -> Choices:
        """The blocked exercises: id and name."""
        if not self._engine.started:
            return []
        blocked = self._records.blocked()
        if blocked != [key for key, _ in self._left_out]:
            names = exercise_names(self._profile) if blocked else {}
            self._left_out = [(key, names.get(key, key)) for key in blocked]
        return self._left_out

    def profiles(self) -> Sequence[str]:
        """The names of the profiles that there are."""
        try:
            return sorted(path.stem for path in self._profile.profiles.glob("*.toml"))
        except OSError:
            return []

    def names(self) -> Mapping[str, str]:
        """The names of routines and exercises, by id."""
        return {one.id: one.name for one in self._routines} | exercise_names(self._profile)

    def refresh(self) -> None:
        """The settings or the content changed: the menu's lists may have too."""
        self._routines, self._left_out = routines_listed(self._profile), []
