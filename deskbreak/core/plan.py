"""The person's settings as checked values: what every decision is made by.

Instants are UTC epoch seconds and durations are seconds, both plain floats: a year of days is replayed in
a second or two, and a saved state is plain JSON. Local time appears only where a person wrote it.
"""

from __future__ import annotations

from datetime import UTC, date, tzinfo

from deskbreak.core.learning import Learned
from deskbreak.values import dataclass, field

Span = tuple[float, float]  # from one instant to another

AUTO = "auto"  # in place of a routine: what is chosen when the break is offered
USUAL_LASTS_S = 180.0  # how long a break is taken to last where the settings do not say
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of work hours, in minutes after the local midnight of the day it belongs to.

    `end` is over 1440 where the range crosses midnight.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DayRule:
    """Dated exception: these local days have these hours; no hours is a day off."""

    first: date
    last: date
    hours: tuple[Range, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A break of the plan: after so much sitting (`every_s`), or at fixed local times (`at`, minutes)."""

    name: str
    every_s: float | None = None
    at: tuple[int, ...] = ()
    days: frozenset[int] = frozenset(range(7))  # weekdays, Monday is 0
    routine: str = ""  # an id, "auto", or "" where the break only says something
    lasts_s: float | None = None  # None: as long as the routine
    say: str = ""

    @property
    def moves(self) -> bool:
        """Return True if it is a movement break; one without a routine only says something, on a clock of its own."""
        return bool(self.routine)

    @property
    def wants_answer(self) -> bool:
        """Return True if its offer waits for an answer; one that says something for a while is done by itself."""
        return self.moves or self.lasts_s is None

    @property
    def takes_s(self) -> float:
        """How long it is taken to last."""
        return self.lasts_s or (USUAL_LASTS_S if self.moves else 0.0)


@dataclass(frozen=True, slots=True)
class OfferRules:
    """How an offer is made, and repeated while there is no answer."""

    heads_up_s: float = 60.0  # shown in the tray this long before
    heads_up_shown: bool = False  # as a notification too
    wait_for_pause_s: float = 5.0  # input still for so long is a good moment; 0: do not wait
    wait_at_most_s: float = 180.0
    repeat_every_s: float = 300.0
    repeat_at_most: int = 2
    sound: bool = False
    adapt: bool = True  # ease off where offers are left alone
    learn: bool = True  # choose moments and forms by what was taken, once enough is known
    earlier_s: float = 600.0  # the window around the due moment, in which moments are chosen
    later_s: float = 900.0


@dataclass(frozen=True, slots=True)
class SnoozeRules:
    """How long a snooze lasts, and how often one break can be snoozed."""

    choices_s: tuple[float, ...] = (300.0, 600.0, 1800.0)
    at_most: int = 3
    policy: str = "fixed"  # fixed, shrinking, pay-back


@dataclass(frozen=True, slots=True)
class AwayRules:
    """Shorter than `keep_below_s` changes nothing; from `counts_as_break_s` on it is a break."""

    keep_below_s: float = 120.0
    counts_as_break_s: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietRules:
    """What holds an offer back."""

    do_not_disturb: bool = True
    fullscreen: bool = True
    microphone: bool = True
    camera: bool = True
    screen_share: bool = True
    calendars: tuple[str, ...] = ()  # .ics files and folders with meetings
    me: tuple[str, ...] = ()  # the person's mail addresses, to leave out what they declined
    apps: tuple[str, ...] = ()
    command: str = ""
    longest_meeting_s: float = 4 * 3600.0  # a single meeting of the calendars beyond it holds no breaks


@dataclass(frozen=True, slots=True)
class Body:
    """What the person can and wants to do; names as in the content."""

    positions: tuple[str, ...] = ()  # empty: wherever no floor is needed
    equipment: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    level: str = ""
    back: str = "well"  # well, sensitive


@dataclass(frozen=True, slots=True)
class PlayerRules:
    """How a routine is shown and heard."""

    face: str = "auto"  # window, page, terminal, or auto: the first that works
    voice: bool = False
    sound: bool | None = None  # None: in the very first routine only
    get_ready: str = "auto"  # "auto", "wait", or seconds
    theme: str = "auto"
    reduced_motion: bool | None = None  # None: as the desktop says
    monitor: str = "pointer"  # where the pointer is, "primary", or a monitor's name
    build: str = "slender"  # who is drawn in the figures
    skin: str = "medium"
    hair: str = "brown"

    def look(self) -> dict[str, str]:
        """Who is drawn in the figures."""
        return {"build": self.build, "skin": self.skin, "hair": self.hair}

    def chimes(self, *, first: bool) -> bool:
        """Return True if a routine chimes: as the person says, else in the very first one."""
        return first if self.sound is None else self.sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Programs of the person's own, as lists of arguments; an empty one is none."""

    on_offer: tuple[str, ...] = ()
    on_start: tuple[str, ...] = ()
    on_end: tuple[str, ...] = ()
    on_skip: tuple[str, ...] = ()
    on_pause: tuple[str, ...] = ()


@dataclass(slots=True)
class HoursMemo:
    """What `core.hours` has worked out about a plan: it is asked thousands of times for the same few days.

    Forgetting it changes no answer.
    """

    spans: dict[int, tuple[Span, ...]] = field(default_factory=dict)  # work hours by the day they begin on
    fixed: dict[tuple[int, int], float | None] = field(default_factory=dict)  # by day and minute
    stretch: tuple[float, float, Span | None] = (0.0, 0.0, None)  # the latest: from, until, its work hours
    next_fixed: dict[object, Span] = field(
        default_factory=dict
    )  # by times and days: after this, the next is that


@dataclass(frozen=True, slots=True)
class Plan:
    """All settings, checked. `hours` has one entry a weekday, Monday first."""

    hours: tuple[tuple[Range, ...], ...] = ((),) * 7
    days: tuple[DayRule, ...] = ()
    holidays: tuple[str, ...] = ()  # .ics files whose all-day events are days off
    breaks: tuple[Break, ...] = ()
    offer: OfferRules = field(default_factory=OfferRules)
    snooze: SnoozeRules = field(default_factory=SnoozeRules)
    away: AwayRules = field(default_factory=AwayRules)
    quiet: QuietRules = field(default_factory=QuietRules)
    body: Body = field(default_factory=Body)
    player: PlayerRules = field(default_factory=PlayerRules)
    language: str = "auto"  # what is spoken; "auto": the desktop's
    hooks: Hooks = field(default_factory=Hooks)
    shared_folder: str = ""
    keep_s: float | None = None  # how long the journal keeps rows; None: for ever
    ask_back: bool = False  # whether the report asks once a week how the back was
    profile: str = ""  # the settings profile this plan came from
    zone: tzinfo = UTC
    learned: Learned | None = None  # what offers are chosen by; None: not enough is known, or it is not used
    answer_within_s: float = 3.0  # probes that say nothing for so long hold nothing back
    memo: HoursMemo = field(default_factory=HoursMemo, init=False, repr=False, compare=False)
