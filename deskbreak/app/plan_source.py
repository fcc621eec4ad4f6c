"""Where the daemon's plan comes from: the last check's result while no file changed, else a check child.

A bad edit never stops the daemon: the last good plan stays, and the user is notified once where to look.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.paths import Profile
from deskbreak.runtime.file_watch import FileWatch
from deskbreak.runtime.job import Job, JobResult
from deskbreak.runtime.spawn import python
from deskbreak.sentences import N_, english
from deskbreak.settings.cached import cached_plan, last_good_plan, shipped_plan
from deskbreak.settings.plan_json import plan_from_json
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.core.plan import Plan
    from deskbreak.runtime.loop import Handle, Loop

CHECK_TIMEOUT_S = 60.0
FIRST_PLAN_TIMEOUT_S = 8.0  # a first plan is waited for so long; a busy machine checks in two
TRY_AGAIN_S, MAX_TRY_AGAIN_S = 30.0, 3600.0  # a check that failed itself; doubled each time

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
        self._reported: tuple[str, ...] = ()
        self._handed_over = self.shipped_holds = False
        self._waiting: Handle | None = None  # for the first plan, or to check once more
        self._try_again_s = TRY_AGAIN_S
        self.problems: list[str] = []  # of the files as they are now
        self._watch = FileWatch(loop, self.look)

    @property
    def what_holds(self) -> str:
        """Which settings are in force while the files have problems."""
        if self.shipped_holds:
            return N_("the shipped settings hold")
        return N_("the last good settings stay in force")

    def start(self) -> None:
        """Hand over the plan that is known to hold, or find out; `on_plan` comes now or in a moment."""
        self._watch_folders()
        known = cached_plan(self._profile, self._zone())
        if known is None:
            self._waiting = self._loop.call_later(FIRST_PLAN_TIMEOUT_S, self._start_anyhow)
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

    def _checked(self, answer: JobResult) -> None:
        self._wait_no_more()
        checked = _checked(answer, self._zone())
        self.problems = checked.problems
        if checked.plan is not None:
            self._reported, self.shipped_holds = (), False
            self._hand_over(checked.plan)
        self._start_anyhow()
        self._report(tuple(self.problems))
        if self._job.asked_again:
            return
        if checked.failed:  # the files may be right, so that they are not to wait for an edit
            self._waiting = self._loop.call_later(self._try_again_s, self.check)
            self._try_again_s = min(2 * self._try_again_s, MAX_TRY_AGAIN_S)
        else:
            self._try_again_s = TRY_AGAIN_S

    def _hand_over(self, plan: Plan) -> None:
        self._handed_over = True
        self._on_plan(plan)

    def _start_anyhow(self) -> None:
        """Without a checked plan the last good one holds, or else what is shipped: a daemon never has none."""
        if self._handed_over:
            return
        last = last_good_plan(self._profile, self._zone())
        self.shipped_holds = last is None
        self._hand_over(last or shipped_plan(self._zone()))

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _report(self, problems: tuple[str, ...]) -> None:
        if problems and problems != self._reported:
            self._reported = problems
            self._on_problems(list(problems))

    def _watch_folders(self) -> None:
        profile = self._profile
        packs = [profile.packs, *(_folders(profile.packs))]
        # A settings file may be a link into a folder of dotfiles, or one that leads round in a circle.
        real = Path(os.path.realpath(profile.config)).parent
        self._watch.folders([profile.config_dir, real, profile.profiles, *packs])

    def close(self) -> None:
        self._watch.close()
        self._wait_no_more()
        self._job.cancel()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. `failed`: it said nothing about the files, because it could not do its work."""

    plan: Plan | None
    problems: list[str]
    failed: bool = False


def _checked(answer: JobResult, zone: tzinfo) -> Checked:
    """Whatever the child left behind."""
    why = (
        english("it took over {seconds} s", seconds=f"{CHECK_TIMEOUT_S:.0f}")
        if answer.timed_out
        else answer.why
    )
    if answer.table is not None:
        try:
            problems = [str(one) for one in answer.table["problems"]]
            plan = plan_from_json(answer.table["plan"], zone) if answer.table["ok"] else None
            return Checked(plan, problems)
        except (KeyError, TypeError, ValueError):
            why = N_("the answer makes no sense")
    sentence = english("the settings could not be checked: {why}; see: deskbreak config check", why=why)
    return Checked(None, [sentence], failed=True)


def _folders(packs: Any) -> list[Any]:
    try:
        tops = [path for path in packs.iterdir() if path.is_dir()]
    except OSError:
        return []
    return [*tops, *(top / part for top in tops for part in ("exercises", "routines", "figures"))]
