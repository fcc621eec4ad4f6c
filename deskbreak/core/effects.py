"""What the machine answers with: what the app is to show, open, write or ask. Plain frozen values."""

from __future__ import annotations

from deskbreak.core.events import ChosenSet, Outcome
from deskbreak.values import KW_ONLY, dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """Show this offer (again, when `repeat` is over 0; the same id replaces what is shown).

    Where nothing is `chosen` yet, or it is not allowed any more, the app answers with `Chosen` first.
    """

    offer: int
    _: KW_ONLY
    break_name: str
    routine: str  # an id, "auto", or "" for a break that only says something
    lasts_s: float | None
    say: str
    repeat: int
    catch_up: bool
    snooze_s: tuple[float, ...]  # the snoozes that may still be chosen
    sat_s: float
    step: int = 0  # of `easing.STEPS`
    upright: bool = False  # "auto" is to choose what needs neither floor nor gear
    chosen: ChosenSet | None = None  # what this offer was shown with before


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the offer's notification away."""

    offer: int


@dataclass(frozen=True, slots=True)
class HeadsUp:
    """A break comes soon; shown as a notification only where the settings ask for it."""

    break_name: str
    due_at: float


@dataclass(frozen=True, slots=True)
class OpenPlayer:
    """Start the routine. `uid` comes back in `Chosen` and in `PlayerReported`."""

    uid: str
    _: KW_ONLY
    offer: int  # 0: started by the person without an offer
    break_name: str
    routine: str
    lasts_s: float | None
    rounds: int | None = None  # None: as many as fit
    upright: bool = False  # as in `Offer`
    chosen: ChosenSet | None = None  # what the offer was shown with


@dataclass(frozen=True, slots=True)
class ClosePlayer:
    """Close the player of the routine `uid`; `as_` is how the routine counts."""

    uid: str
    as_: Outcome


@dataclass(frozen=True, slots=True)
class Record:
    """Write this outcome into the journal now, unless its player has `left` it there.

    A repeated `uid` writes nothing.
    """

    at: float
    _: KW_ONLY
    break_name: str
    routine: str  # an id; "" where none was chosen, or nothing was played
    outcome: Outcome
    seconds: float = 0.0
    exercises: tuple[str, ...] = ()
    note: str = ""
    uid: str = ""
    offer: int = 0
    left: bool = False  # the row is in the journal: the player left it in the outbox


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The row with this uid was wrong after all: the person says so. It leaves the log."""

    uid: str


@dataclass(frozen=True, slots=True)
class Decided:
    """One line for `why`: what was decided for a break, and the rule that won."""

    at: float
    break_name: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskBusy:
    """Ask the probes whether this is a good moment; the answer comes as `BusyChanged`."""


@dataclass(frozen=True, slots=True)
class Sat:
    """A stretch of sitting ended; for the report."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class WelcomeBack:
    """The person is back after an absence that counted as a break; the tray offers "I was sitting"."""

    away_s: float


@dataclass(frozen=True, slots=True)
class OfferContext:
    """A movement offer was shown for the first time: what went before it. Written down beside its outcome."""

    offer: int
    _: KW_ONLY
    break_name: str
    at: float
    sat_s: float
    before: str  # of `learning.BEFORE`
    moment: str  # chosen, plain, or ""
    waited_s: float  # since it fell due; below zero where it came earlier
    step: int  # of `easing.STEPS`


@dataclass(frozen=True, slots=True)
class Question:
    """Ask whether breaks should come less often: on so many working days none was taken."""

    days: int


@dataclass(frozen=True, slots=True)
class QuestionOver:
    """The question has its answer, or needs none any more: take it away."""


Effect = (
    Offer
    | OfferContext
    | Question
    | QuestionOver
    | Withdraw
    | HeadsUp
    | OpenPlayer
    | ClosePlayer
    | Record
    | TakeBack
    | Decided
    | AskBusy
    | Sat
    | WelcomeBack
)
