"""What the tray's menu offers to choose from: lists of (key, label), each with the words of a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from deskbreak.app import words
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.values import dataclass

if TYPE_CHECKING:
    from deskbreak.core.events import CommandKind
    from deskbreak.core.plan import Plan
    from deskbreak.core.view import View
    from deskbreak.settings.cached import Listed

_WORK_S = (1800.0, 3600.0, 7200.0, 14400.0)
_MEETINGS_S = (1800.0, 2700.0, 3600.0)
_PAUSES_S = (1800.0, 3600.0, 7200.0)
_MOVED_S = (180.0, 300.0, 600.0)
TODAY = "today"
MOVED = "moved:"  # and so many seconds: movement of one's own, without a routine
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Now:
    """What the menu shows, gathered when it is read."""

    view: View
    plan: Plan
    at: float
    can_put_off: bool = False  # a break is coming, and none is offered or taken
    idle_known: bool = False  # whether typing is seen to pause


class Acts(Protocol):
    """What the menu can do; every call comes on the loop's thread."""

    def now(self) -> Now: ...
    def order(
        self, order: CommandKind, *, for_s: float | None = None, today: bool = False, name: str = ""
    ) -> object: ...
    def took(self, what: str) -> None: ...
    def routines(self) -> Sequence[Listed]: ...
    def left_out(self) -> Choices: ...
    def allow(self, exercise: str) -> None: ...
    def profiles(self) -> Sequence[str]: ...
    def choose_profile(self, name: str) -> None: ...
    def back(self, score: str) -> None: ...
    def show_log(self) -> None: ...
    def add_note(self) -> None: ...
    def open_report(self) -> None: ...
    def open_settings(self) -> None: ...
    def quit(self) -> None: ...


def routines(acts: Acts, group: str) -> Choices:
    """The routines of one group: "here", "floor", "walk", or "more", which are those of the articles."""
    return [(one.id, _label(one)) for one in acts.routines() if _group(one) == group]


def _group(one: Listed) -> str:
    if one.places == ("walking",):
        return "walk"
    if not one.own:
        return "more"
    return "floor" if "floor" in one.places else "here"


def _label(one: Listed) -> str:
    """Its name; how long too, where the name does not tell, and where, if its list does not."""
    if "minute" in one.name.casefold() and one.own:
        return one.name
    where = words.where(one.places) if _group(one) == "more" else ""
    return f"{one.name} · {', '.join(filter(None, (words.minutes(one.seconds), where)))}"


def snoozes(acts: Acts) -> Choices:
    """The choices of the settings, and until typing pauses where that is seen."""
    pause = [(str(UNTIL_PAUSE), "Until I pause typing")] if acts.now().idle_known else []
    return delays(acts) + pause


def delays(acts: Acts) -> Choices:
    return [(str(one), words.minutes(one)) for one in acts.now().plan.snooze.choices_s]


def overtimes() -> Choices:
    return [(str(one), words.minutes(one)) for one in _WORK_S]


def meetings() -> Choices:
    known = [(str(one), words.minutes(one)) for one in _MEETINGS_S]
    return [*known, ("", "Until I say it is over")]


def pauses() -> Choices:
    known = [(str(one), words.minutes(one)) for one in _PAUSES_S]
    return [*known, (TODAY, "Until tomorrow"), ("", "Until I resume")]


def breaks(acts: Acts) -> Choices:
    return [(one.name, words.titled(one.name)) for one in acts.now().plan.breaks]


def taken(acts: Acts) -> Choices:
    """What is soon said of a break without deskbreak: a planned one, or some minutes of movement."""
    planned = [one for one in acts.now().plan.breaks if one.routine not in ("", "auto")]
    moved = [(f"{MOVED}{one:g}", f"{words.minutes(one)} of movement") for one in _MOVED_S]
    return [(one.routine, words.titled(one.name)) for one in planned] + moved


def left_out(acts: Acts) -> Choices:
    return [(key, f"Allow {name} again") for key, name in acts.left_out()]


def backs(_acts: Acts) -> Choices:
    """The answers to the one question a week."""
    ends = {0: "0, bad", 10: "10, good"}
    return [(str(score), ends.get(score, str(score))) for score in range(11)]
