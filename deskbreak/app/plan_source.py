"""Where the daemon's plan comes from: the last check's result while no file changed, else a check child.

A bad edit never stops the daemon: the last good plan stays, and the person is told once where to look.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.paths import Profile
from deskbreak.runtime.file_watch import FileWatch
from deskbreak.runtime.job import Answer, Job
from deskbreak.runtime.spawn import python
from deskbreak.settings.cached import cached_plan, last_good_plan
from deskbreak.settings.plan_json import plan_from_json

if TYPE_CHECKING:
    from deskbreak.core.plan import Plan
    from deskbreak.runtime.loop import Loop

CHECK_TIMEOUT_S = 60.0
TRY_AGAIN_S = 30.0  # where no plan at all could be had
_NO_CHECK = "the settings could not be checked"

OnPlan = Callable[["Plan"], None]
OnProblems = Callable[[list[str]], None]


class PlanSource:
    """Hands over a plan at start and after every change that checks out."""

    def __init__(
        self,
        loop: Loop,
        profile: Profile,
        zone: Callable[[], tzinfo],
        on_plan: OnPlan,
        on_problems: OnProblems,
    ) -> None:
        self._loop, self._profile, self._zone = loop, profile, zone
        self._on_plan, self._on_problems = on_plan, on_problems
        self._job = Job(loop, self._checked, self.check)
        self._told: tuple[str, ...] = ()
        self._handed_over = self.shipped_holds = False
        self.problems: list[str] = []  # of the files as they are now
        self._watch = FileWatch(loop, self.look)

    @property
    def what_holds(self) -> str:
        """Which settings are in force while the files have problems."""
        if not self._handed_over:
            return "breaks begin once they can be read"
        return "the shipped settings hold" if self.shipped_holds else "the last good settings stay in force"

    def begin(self) -> None:
        """Hand over the plan that is known to hold, or find out; `on_plan` comes now or in a moment."""
        self._watch_folders()
        known = cached_plan(self._profile, self._zone())
        if known is None:
            self.check()
            return
        self._hand_over(known[0])

    def look(self) -> None:
        """Something changed on disk: check, if it was anything that the plan is made of."""
        self._watch_folders()
        if cached_plan(self._profile, self._zone()) is None:
            self.check()

    def check(self) -> None:
        """Check the files in a child; a second call meanwhile checks once more afterwards."""
        home = self._profile.home
        argv = python("-m", "deskbreak.settings.check", *(["--home", str(home)] if home else []))
        self._job.start(argv, CHECK_TIMEOUT_S)

    def _checked(self, answer: Answer) -> None:
        result = answer.table or {"problems": [f"{_NO_CHECK}: {answer.why}; see: deskbreak config check"]}
        self.problems = [str(one) for one in result.get("problems", ())]
        if result.get("plan") is not None and result.get("ok"):
            self._told, self.shipped_holds = (), False
            self._hand_over(plan_from_json(result["plan"], self._zone()))
        elif not self._handed_over:
            self._begin_anyhow(result.get("shipped"))
        self._tell(tuple(self.problems))
        if not self._handed_over and not self._job.asked_again:
            self._loop.call_later(TRY_AGAIN_S, self.check)

    def _hand_over(self, plan: Plan) -> None:
        self._handed_over = True
        self._on_plan(plan)

    def _begin_anyhow(self, shipped: Any) -> None:
        """A first start with invalid settings: the last good plan holds, or else what is shipped."""
        last = last_good_plan(self._profile, self._zone())
        if last is None and isinstance(shipped, dict):
            last, self.shipped_holds = plan_from_json(shipped, self._zone()), True
        if last is not None:
            self._hand_over(last)

    def _tell(self, problems: tuple[str, ...]) -> None:
        if problems and problems != self._told:
            self._told = problems
            self._on_problems(list(problems))

    def _watch_folders(self) -> None:
        profile = self._profile
        packs = [profile.packs, *(_folders(profile.packs))]
        # A settings file may be a link into somebody's dotfiles, or one that leads round in a circle.
        real = Path(os.path.realpath(profile.config)).parent
        self._watch.folders([profile.config_dir, real, profile.profiles, *packs])

    def close(self) -> None:
        self._watch.close()
        self._job.cancel()


def _folders(packs: Any) -> list[Any]:
    try:
        tops = [path for path in packs.iterdir() if path.is_dir()]
    except OSError:
        return []
    return [*tops, *(top / part for top in tops for part in ("exercises", "routines", "figures"))]
