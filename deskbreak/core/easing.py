"""Easing off: how breaks are offered to a user who leaves them. docs/timing.md has the same table.

Values in, values out: `Easing` is a part of the saved state, and each function here answers with the next one.
Whatever deskbreak does by itself is undone by taking breaks; what the person chose stays for its fortnight.
"""

from __future__ import annotations

from enum import StrEnum

from deskbreak.sentences import N_
from deskbreak.values import dataclass, replace

DAY_S = 86400.0
ONCE_AFTER = 2  # missed in a row
SHORT_AFTER = 3  # missed or skipped in a row
UNDONE_AFTER = 3  # taken in a row
ASK_AFTER_DAYS = 2  # working days in a row on which nothing was taken
ASK_EVERY_S = 14 * DAY_S
FEWER_S = 5400.0  # between two breaks, where the question has no answer
FEWER_FOR_S = 7 * DAY_S
CHOSEN_FOR_S = 14 * DAY_S
PAUSE_FOR_S = 7 * DAY_S
SHORT_S = 60.0
MAX_BANNERS = 4  # on the day after one on which all were ignored, and one less for each more such day
MIN_BANNERS = 2
FORGOTTEN_AFTER_DAYS = 8  # without an offer: after that the counts start again


@dataclass(frozen=True, slots=True)
class Step:
    """What is offered, and how often. `words` go on after "offers are"; "" where it is as the settings say."""

    short: bool = False  # the one-minute form that needs neither floor nor gear
    fewer: bool = False
    words: str = ""


STEPS = (
    Step(),
    Step(),  # only shown once, see `Easing.is_once`
    Step(short=True, words=N_("one-minute sets")),
    Step(short=True, fewer=True, words=N_("one-minute sets, 90 min apart or more")),
)
LAST = len(STEPS) - 1


class Choice(StrEnum):
    """The answers to the question; `OFF` may be said at any time: as the settings say, from now on."""

    HOURLY = "60"
    NINETY = "90"
    HOURS = "hours"
    WEEK = "week"
    KEEP = "keep"
    OFF = "off"


CHOSEN_S = {Choice.HOURLY: 3600.0, Choice.NINETY: 5400.0}


@dataclass(frozen=True, slots=True)
class Easing:
    """What is remembered of how offers went. `day` is the local day, as an ordinal, that the counts are of."""

    step: int = 0
    missed: int = 0  # in a row
    refused: int = 0  # missed or skipped, in a row
    taken: int = 0  # in a row
    day: int = 0
    offers: int = 0  # shown that day, each counted once
    banners: int = 0  # notifications shown that day, repeats and the question included
    answered: bool = False
    took: bool = False
    dry_days: int = 0  # working days in a row on which nothing was taken
    ignored_days: int = 0  # working days in a row on which nothing was answered
    asked_on: float = 0.0  # when the question was asked last; 0: never
    is_asking: bool = False  # it may still be answered
    fewer_till: float = 0.0  # the end of the last step
    chosen_s: float = 0.0  # what the person chose to have between two breaks
    chosen_till: float = 0.0

    @property
    def how(self) -> Step:
        return STEPS[min(max(self.step, 0), LAST)]

    @property
    def is_once(self) -> bool:
        """Return True if offers are shown once, without repeats: until one is answered."""
        return self.missed >= ONCE_AFTER

    @property
    def words(self) -> str:
        """How offers are shown, to go on after "offers are"; "" where it is as the settings say."""
        return ", ".join(filter(None, (self.how.words, N_("shown once") if self.is_once else "")))

    @property
    def at_least_s(self) -> float:
        """The sitting that lies between two breaks at least; 0: as the settings say."""
        return max(self.chosen_s, FEWER_S if self.how.fewer or self.ignored_days else 0.0)

    @property
    def max_banners(self) -> int | None:
        """How many notifications this day may have; None: as many as there are."""
        return max(MAX_BANNERS + 1 - self.ignored_days, MIN_BANNERS) if self.ignored_days else None

    @property
    def is_full(self) -> bool:
        """Return True if this day has had what it may have."""
        most = self.max_banners
        return most is not None and self.banners >= most

    def should_ask(self, at: float) -> bool:
        """Return True if the question comes now: two days without a break, a fortnight without a question."""
        asked_lately = bool(self.asked_on) and abs(at - self.asked_on) < ASK_EVERY_S
        return self.dry_days >= ASK_AFTER_DAYS and not asked_lately and not self.chosen_s


AS_BEFORE = Easing()


def on_day(e: Easing, day: int) -> Easing:
    """The counts of a new local day; the one before is judged by what was offered on it."""
    if day == e.day:
        return e
    if e.day and abs(day - e.day) >= FORGOTTEN_AFTER_DAYS:
        return replace(
            AS_BEFORE, day=day, asked_on=e.asked_on, chosen_s=e.chosen_s, chosen_till=e.chosen_till
        )
    dry, ignored = e.dry_days, e.ignored_days
    if e.took:
        dry = 0
    elif e.offers:
        dry += 1
    if e.answered:
        ignored = 0
    elif e.offers:
        ignored += 1
    return replace(
        e,
        day=day,
        offers=0,
        banners=0,
        answered=False,
        took=False,
        dry_days=dry,
        ignored_days=ignored,
    )


def expired(e: Easing, at: float) -> Easing:
    """Without what ran out by `at`."""
    if e.how.fewer and at >= e.fewer_till:
        e = replace(e, step=LAST - 1, is_asking=False)
    if e.chosen_s and at >= e.chosen_till:
        e = replace(e, chosen_s=0.0)
    return e


def ends(e: Easing) -> tuple[float, ...]:
    """When something of it runs out."""
    fewer = (e.fewer_till,) if e.how.fewer else ()
    return (*fewer, e.chosen_till) if e.chosen_s else fewer


def shown(e: Easing, *, again: bool = False) -> Easing:
    """An offer came on the screen, or came again."""
    return replace(e, banners=e.banners + 1, offers=e.offers + (not again))


def missed(e: Easing) -> Easing:
    """An offer ended without an answer."""
    row, refused = e.missed + 1, e.refused + 1
    least = 2 if refused >= SHORT_AFTER else 1 if row >= ONCE_AFTER else 0
    return replace(e, missed=row, refused=refused, taken=0, step=max(e.step, least))


def skipped(e: Easing) -> Easing:
    """The person said no: an answer, and a break that was not taken."""
    refused = e.refused + 1
    least = 2 if refused >= SHORT_AFTER else 0
    return replace(_answered(e), refused=refused, taken=0, step=max(_repeats_again(e), least))


def snoozed(e: Easing) -> Easing:
    """Not now: an answer, and no refusal."""
    return replace(_answered(e), step=_repeats_again(e))


def _answered(e: Easing) -> Easing:
    return replace(e, missed=0, answered=True)


def _repeats_again(e: Easing) -> int:
    """Offers that were only shown once, because they were not answered, are repeated again."""
    return 0 if e.step == 1 else e.step


def took(e: Easing) -> Easing:
    """A break was taken: a step back; with the third in a row everything is as before."""
    row = e.taken + 1
    step = 0 if row >= UNDONE_AFTER else max(e.step - 1, 0)
    done = replace(_answered(e), took=True, refused=0, taken=row, step=step, dry_days=0, is_asking=False)
    return replace(done, ignored_days=0) if row >= UNDONE_AFTER else done


def asked(e: Easing, at: float) -> Easing:
    """The question was shown. Until it is answered, and for a week without an answer, breaks come less often."""
    return replace(
        shown(e, again=True), step=LAST, asked_on=at, is_asking=True, fewer_till=at + FEWER_FOR_S, dry_days=0
    )


def as_settings(e: Easing) -> Easing:
    """Only what the day counts; offers are as the settings say."""
    return replace(AS_BEFORE, day=e.day, offers=e.offers, banners=e.banners, asked_on=e.asked_on)


def chosen(e: Easing, choice: Choice, at: float) -> Easing:
    """The question's answer, or what the person says without having been asked."""
    if choice is Choice.OFF:
        return replace(as_settings(e), answered=True)
    calm = replace(_answered(e), step=min(e.step, LAST - 1), is_asking=False, chosen_s=0.0)
    if choice in CHOSEN_S:
        return replace(calm, chosen_s=CHOSEN_S[choice], chosen_till=at + CHOSEN_FOR_S)
    return calm
