"""What the tray's menu offers to choose from: lists of (key, label), each with the words of a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from deskbreak.app import ease_off, words
from deskbreak.core.durations import roughly
from deskbreak.core.snooze import UNTIL_PAUSE
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

if TYPE_CHECKING:
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
class MenuMoment:
    """What the menu shows, gathered when it is read."""

    view: View
    plan: Plan
    at: float
    can_put_off: bool = False  # a break is coming, and none is offered or taken
    idle_known: bool = False  # whether typing is seen to pause


class Facts(Protocol):
    """What the menu asks; every call comes on the loop's thread."""

    def now(self) -> MenuMoment: ...
    def routines(self) -> Sequence[Listed]: ...
    def left_out(self) -> Choices: ...
    def profiles(self) -> Sequence[str]: ...


def routines(facts: Facts, group: str) -> Choices:
    """The routines of one group: "here", "floor", "walk", or "more", which are those of the articles."""
    return [(one.id, _label(one)) for one in facts.routines() if _group(one) == group]


def _group(one: Listed) -> str:
    if one.places == ("walking",):
        return "walk"
    if not one.own:
        return "more"
    return "floor" if "floor" in one.places else "here"


def _label(one: Listed) -> str:
    """Its name; how long too, where the name does not say, and where, if its list does not."""
    if "minute" in one.name.casefold() and one.own:
        return one.name
    where = words.where(one.places) if _group(one) == "more" else ""
    return f"{one.name} · {', '.join(filter(None, (roughly(one.seconds), where)))}"


def snoozes(facts: Facts) -> Choices:
    """The choices of the settings, and until typing pauses where that is seen."""
    pause = [(str(UNTIL_PAUSE), N_("Until I pause typing"))] if facts.now().idle_known else []
    return delays(facts) + pause


def delays(facts: Facts) -> Choices:
    """The lengths of a snooze: (seconds as text, label)."""
    return [(str(one), roughly(one)) for one in facts.now().plan.snooze.choices_s]


def overtimes() -> Choices:
    """The lengths of overtime: (seconds as text, label)."""
    return [(str(one), roughly(one)) for one in _WORK_S]


def meetings() -> Choices:
    """The lengths of a meeting: (seconds as text, label); "" has no end."""
    known = [(str(one), roughly(one)) for one in _MEETINGS_S]
    return [*known, ("", N_("Until I say it is over"))]


def pauses() -> Choices:
    """The lengths of a pause: (seconds as text, label), until tomorrow, and "" without an end."""
    known = [(str(one), roughly(one)) for one in _PAUSES_S]
    return [*known, (TODAY, N_("Until tomorrow")), ("", N_("Until I resume"))]


def breaks(facts: Facts) -> Choices:
    """The breaks of the plan: (name, title)."""
    return [(one.name, words.titled(one.name)) for one in facts.now().plan.breaks]


def taken(facts: Facts) -> Choices:
    """What is soon said of a break without deskbreak: a planned one, or some minutes of movement."""
    planned = [one for one in facts.now().plan.breaks if one.routine not in ("", "auto")]
    moved = [(f"{MOVED}{one:g}", english("{length} of movement", length=roughly(one))) for one in _MOVED_S]
    return [(one.routine, words.titled(one.name)) for one in planned] + moved


def left_out(facts: Facts) -> Choices:
    """The exercises that are left out: (id, label that allows it again)."""
    return [(key, english("Allow {name} again", name=name)) for key, name in facts.left_out()]


def easings() -> Choices:
    """The answers to whether breaks should come less often."""
    return [(choice.value, label) for choice, label in ease_off.ANSWERS.items()]


def backs() -> Choices:
    """The answers to the one question a week."""
    ends = {0: N_("0, bad"), 10: N_("10, good")}
    return [(str(score), ends.get(score, str(score))) for score in range(11)]
