"""What can happen to deskbreak: plain frozen values. What it answers with is in `effects.py`.

`at` is the wall clock (UTC epoch seconds) and `mono` a clock that never jumps and rests while the
machine sleeps; their difference is how the machine learns of sleep and of a clock that was set.
"""

from __future__ import annotations

from enum import StrEnum

from deskbreak.sentences import N_
from deskbreak.values import KW_ONLY, dataclass


class Phase(StrEnum):
    """Where the day stands, in the order of docs/phases.md."""

    OFF_HOURS = N_("off-hours")
    SITTING = N_("sitting")
    STANDING = N_("standing")
    DUE = N_("due")  # waiting for a good moment
    OFFERED = N_("offered")
    ON_BREAK = N_("on-break")
    AWAY = N_("away")


class Outcome(StrEnum):
    """How a break ended, as the journal has it."""

    TAKEN = N_("taken")
    PARTLY = N_("partly")
    NATURAL = N_("natural")
    SNOOZED = N_("snoozed")
    SKIPPED = N_("skipped")
    MISSED = N_("missed")
    STOPPED = N_("stopped")  # it hurt
    SUPPRESSED = N_("suppressed")  # held back until it no longer made sense


class Answer(StrEnum):
    """What the person can answer to an offer."""

    START = "start"
    SNOOZE = "snooze"
    SKIP = "skip"
    DONE = "done"


class CommandKind(StrEnum):
    """What the person commands by tray or command line."""

    START = "start"  # name: routine or ""
    SNOOZE = "snooze"
    SKIP = "skip"
    DONE = "done"
    PAUSE = "pause"
    RESUME = "resume"
    MEETING = "meeting"
    MEETING_OFF = "meeting-off"
    STANDING = "standing"
    STANDING_OFF = "standing-off"
    WORK = "work"
    WORK_OFF = "work-off"
    SAT = "sat"  # "I was sitting": give the time of the last absence back
    SKIP_TODAY = "skip-today"  # name: break
    SKIP_NEXT = "skip-next"  # the coming break
    EASE = "ease"  # name: a choice of `easing.Choice`


# --- events -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `at` (epoch seconds), when the steady clock read `mono` (seconds)."""

    at: float
    mono: float


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time went by."""


@dataclass(frozen=True, slots=True)
class Input(Event):
    """Keyboard or mouse moved again after having been still."""


@dataclass(frozen=True, slots=True)
class Idle(Event):
    """Keyboard and mouse have been still for `for_s` seconds now."""

    for_s: float = 0.0


@dataclass(frozen=True, slots=True)
class IdleKnown(Event):
    """Whether input can be watched at all; where it cannot, time within work hours is sitting."""

    known: bool = True


@dataclass(frozen=True, slots=True)
class Locked(Event):
    """The screen was locked or unlocked."""

    locked: bool = True


@dataclass(frozen=True, slots=True)
class Slept(Event):
    """The machine slept and is back; `wall_s` went by on the wall, `mono_s` on the steady clock."""

    wall_s: float = 0.0
    mono_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ClockSet(Event):
    """The wall clock was set while the machine was awake: the time between the two events is the steady one's."""


@dataclass(frozen=True, slots=True)
class BusyChanged(Event):
    """What holds offers back right now, as the probes report: do-not-disturb, fullscreen, microphone …"""

    reasons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MeetingsChanged(Event):
    """The calendars' busy stretches ahead: (start, end) instants, sorted, not overlapping."""

    meetings: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """The person answered the offer. `snooze_s` only with a snooze; None is the first choice."""

    offer: int = 0
    answer: Answer = Answer.START
    snooze_s: float | None = None


@dataclass(frozen=True, slots=True)
class ChosenSet:
    """What an offer is shown with, or a routine started as."""

    routine: str  # an id
    exercises: tuple[str, ...]
    seconds: float
    reason: str = ""  # why these, or what the routine is for
    levels: tuple[tuple[str, int], ...] = ()  # how far each exercise is built up
    body: int = 0  # stands for the settings' [body] that it was chosen for


@dataclass(frozen=True, slots=True)
class Chosen(Event):
    """What an offer, or a routine that is started, brings: "auto" stands for this set from now on.

    It comes before the offer is shown, or the player opened, and again only if the set is not allowed any more.
    """

    chosen: ChosenSet
    _: KW_ONLY
    offer: int = 0  # the open offer, or
    uid: str = ""  # the routine that is started


@dataclass(frozen=True, slots=True)
class OfferGone(Event):
    """The notification went away unanswered: expired, dismissed, failed or lost."""

    offer: int = 0
    how: str = "expired"


@dataclass(frozen=True, slots=True)
class PlayerReported(Event):
    """A player opened, failed, or ended with an outcome; `recorded` where its row is in the journal already."""

    uid: str = ""
    _: KW_ONLY
    report: str = "finished"  # opened, finished, failed
    outcome: Outcome = Outcome.TAKEN
    seconds: float = 0.0
    exercises: tuple[str, ...] = ()
    note: str = ""
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class PlanChanged(Event):
    """`step` is called with the new plan from now on."""


@dataclass(frozen=True, slots=True)
class Command(Event):
    """An order of the person; a duration or an instant, and a name, where the order takes one."""

    kind: CommandKind = CommandKind.RESUME
    for_s: float | None = None
    until: float | None = None
    name: str = ""
    rounds: int | None = None  # how often through, where a routine is started that offers it


@dataclass(frozen=True, slots=True)
class TakenElsewhere(Event):
    """A break was taken on another machine of the person's, at `when`."""

    when: float = 0.0
    break_name: str = ""
