"""What the machine remembers between two events; plain values that survive a restart as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from deskbreak.core.easing import AS_BEFORE, Easing
from deskbreak.core.events import ChosenSet, Outcome
from deskbreak.core.typed_json import Reader, each, exactly, maybe, number, pair
from deskbreak.values import KW_ONLY, dataclass, field, fields, is_dataclass, replace

FOREVER = 1e12  # an end that the person has not named yet; far beyond any date
VERSION = 1
LATER = frozenset(
    (
        *("put_off", "passed_over", "until_pause", "easing", "step", "upright", "chosen"),
        *("till", "best", "moment", "before", "before_at"),
    )
)  # a state saved by an earlier deskbreak lacks them
_EARLIEST, _FURTHEST = -86400.0, 200_000_000_000.0  # 1970 to 8300: calendars, and Python, end a little later
_MAX_SAT_S = 400 * 86400.0
Moved = TypeVar("Moved")

# An instant that stands for a length of time ("ten minutes ago"): it moves along when the wall clock is set.
# Others are about the clock on the wall ("paused until two") and stay.
MOVES = {"moves": True}


@dataclass(frozen=True, slots=True)
class Due:
    """A break whose time has come and that is not offered yet."""

    name: str
    since: float = field(metadata=MOVES)
    fixed: bool = False
    catch_up: bool = False  # it fell due while held, asleep or away
    early: bool = False  # brought forward, to the gap before a meeting
    till: float | None = field(default=None, metadata=MOVES)  # the end of its window; None: it has none
    best: float | None = field(
        default=None, metadata=MOVES
    )  # the moment in its window that was best when last asked
    moment: str = ""  # chosen, plain, or "" where nothing is learned


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """The one offer that waits for an answer, shown or snoozed."""

    id: int
    _: KW_ONLY
    name: str
    routine: str
    lasts_s: float | None
    say: str
    with_: tuple[str, ...]  # other breaks that were due with it
    at: float = field(metadata=MOVES)  # first shown
    shown_at: float = field(metadata=MOVES)
    repeat: int = 0
    snoozes: int = 0
    snooze_until: float | None = field(default=None, metadata=MOVES)
    snoozed_s: float = 0.0
    catch_up: bool = False
    held: bool = False  # taken off the screen while something holds breaks back
    until_pause: bool = False  # snoozed until typing pauses, `snooze_until` at the latest
    step: int = 0  # of `easing.STEPS`: how it is shown
    upright: bool = False  # "auto" chooses what needs neither floor nor gear
    chosen: ChosenSet | None = None  # None: not shown yet


@dataclass(frozen=True, slots=True)
class Running:
    """The break that is being taken."""

    uid: str
    _: KW_ONLY
    offer: int  # 0: started without one
    name: str
    routine: str
    lasts_s: float | None
    since: float = field(metadata=MOVES)
    with_: tuple[str, ...] = ()
    was_offer: OpenOffer | None = None  # what it was started from, if no player can open
    was_due: tuple[Due, ...] = ()
    upright: bool = False
    chosen: ChosenSet | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The last offer after it ended unanswered; it may still be called taken or skipped for a while."""

    id: int
    _: KW_ONLY
    name: str
    routine: str
    shown_at: float = field(metadata=MOVES)
    outcome: Outcome
    lasts_s: float | None = None
    chosen: ChosenSet | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence that counted as a break, with what was on the clocks before: it may be given back."""

    since: float = field(metadata=MOVES)
    until: float = field(metadata=MOVES)
    _: KW_ONLY
    sat_s: float
    sat: tuple[tuple[str, float], ...]
    noted: bool = False  # an open offer was followed by it, and that is written down
    uid: str = ""  # of its row, by which the row is found again when the person was sitting after all


@dataclass(frozen=True)  # without slots, so that `changed` can copy it at once
class State:
    """Everything. `at` and `mono` are the clocks at the last event; `sat` has one clock a sitting break."""

    at: float = field(metadata=MOVES)
    mono: float
    sat_s: float = 0.0  # sitting since the last break of any kind
    sat: tuple[tuple[str, float], ...] = ()
    sitting_since: float | None = field(default=None, metadata=MOVES)  # the stretch that `Sat` will report
    fixed_seen: float = 0.0  # fixed times up to here have been dealt with
    due: tuple[Due, ...] = ()
    offer: OpenOffer | None = None
    running: Running | None = None
    ended: Ended | None = None
    offers: int = 0  # the last offer's id
    absences: int = 0  # how many there were: no two have one uid, even if the wall clock is set back
    starts: int = 0  # how many breaks were started: no two have one uid, whatever the clock says
    heads_up_for: float = 0.0
    idle_known: bool = False
    idle_since: float | None = field(default=None, metadata=MOVES)
    excused: float = field(
        default=0.0, metadata=MOVES
    )  # up to here a call, a film or a running break explains stillness
    locked_since: float | None = field(default=None, metadata=MOVES)
    away_since: float | None = field(default=None, metadata=MOVES)
    away_before: Absence | None = None  # the clocks when the absence began
    absence: Absence | None = None
    busy: frozenset[str] = frozenset()
    busy_at: float | None = field(default=None, metadata=MOVES)  # when the probes last answered
    busy_asked: float | None = field(default=None, metadata=MOVES)
    meetings: tuple[tuple[float, float], ...] = ()
    meeting_until: float | None = field(default=None, metadata=MOVES)
    meetings_over: float = 0.0  # the person said "over": meetings that had started then and end by this are
    pause_until: float | None = None
    standing_until: float | None = field(default=None, metadata=MOVES)
    work_until: float | None = None
    skipped_days: tuple[tuple[str, int], ...] = ()  # breaks left out on a local day (its ordinal)
    put_off: tuple[
        tuple[str, float], ...
    ] = ()  # breaks that do not fall due before an instant; fixed ones then do
    passed_over: tuple[tuple[str, float], ...] = ()  # fixed times that the person put off or skipped
    held_for: tuple[str, ...] = ()  # the holds that were last written down, so that each is written down once
    waiting_told: bool = False
    debt_s: float = 0.0  # snoozed time that the next interval pays back
    in_hours: bool = False
    off_since: float | None = field(default=None, metadata=MOVES)  # when work hours ended last
    healed: int = 0  # how often the watchdog had to step in
    easing: Easing = AS_BEFORE
    before: str = ""  # what ended last: a meeting, a hold or an absence
    before_at: float | None = field(default=None, metadata=MOVES)

    def sat_for(self, name: str) -> float:
        return dict(self.sat).get(name, 0.0)

    def put_off_until(self, name: str) -> float:
        """Until when the person put that break off; 0 where they did not."""
        return dict(self.put_off).get(name, 0.0)


def changed(state: State, changes: Mapping[str, Any]) -> State:
    """The state with other values for some fields; much quicker than `replace`, and asked for at every step."""
    made = object.__new__(State)
    made.__dict__.update(state.__dict__)
    made.__dict__.update(changes)
    if len(made.__dict__) != len(state.__dict__):
        raise TypeError(f"the state has no field of these: {', '.join(changes)}")
    return made


def moved(part: Moved, by: float) -> Moved:
    """The part, and the parts in it, with every instant that stands for a length of time moved by so much."""
    changes: dict[str, Any] = {}
    for one in fields(part):  # type: ignore[arg-type]
        value = getattr(part, one.name)
        if one.metadata.get("moves") and value is not None:
            changes[one.name] = value + by
        elif is_dataclass(value):
            changes[one.name] = moved(value, by)
        elif isinstance(value, tuple):
            changes[one.name] = tuple(moved(each, by) if is_dataclass(each) else each for each in value)
    return replace(part, **changes)  # type: ignore[type-var]


def to_json(state: State) -> dict[str, Any]:
    """Plain values for `from_json`."""
    plain: dict[str, Any] = _plain(state)
    return {"version": VERSION} | plain


def from_json(data: dict[str, Any]) -> State:
    """The saved state; raises ValueError (or KeyError, TypeError) for anything that is not one."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("no saved state of this version")
    state: State = _part(State, data)
    if not _EARLIEST <= state.at <= _FURTHEST:
        raise ValueError("the saved state is of no time that there is")
    counts = (state.offers, state.absences, state.starts, state.healed)
    sat = (state.sat_s, state.debt_s, *(seconds for _, seconds in state.sat))
    if min(counts) < 0 or not all(0 <= seconds <= _MAX_SAT_S for seconds in sat):
        raise ValueError("the saved state counts what cannot be")
    return state


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


def _part(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise TypeError(f"{kind.__name__} is no table")
    known = (one for one in fields(kind) if one.name in data or one.name not in LATER)
    return kind(**{one.name: _READ[str(one.type)](data[one.name]) for one in known})


def _a(kind: Any) -> Reader:
    return lambda value: _part(kind, value)


# One reader for each type that a field above has; a field of another type fails the first test that saves it.
_text = exactly(str)
_READ: dict[str, Reader] = {
    "float": number,
    "float | None": maybe(number),
    "int": exactly(int),
    "bool": exactly(bool),
    "str": _text,
    "Outcome": Outcome,
    "frozenset[str]": lambda value: frozenset(each(_text)(value)),
    "tuple[str, ...]": each(_text),
    "tuple[tuple[str, float], ...]": each(pair(_text, number)),
    "tuple[tuple[str, int], ...]": each(pair(_text, exactly(int))),
    "tuple[tuple[float, float], ...]": each(pair(number, number)),
    "tuple[Due, ...]": each(_a(Due)),
    "OpenOffer | None": maybe(_a(OpenOffer)),
    "Running | None": maybe(_a(Running)),
    "Ended | None": maybe(_a(Ended)),
    "Absence | None": maybe(_a(Absence)),
    "Easing": _a(Easing),
    "ChosenSet | None": maybe(_a(ChosenSet)),
}
