"""The short sentences of notifications, tray and terminal; one place, so that all say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from deskbreak.app import ease_off
from deskbreak.called import as_called
from deskbreak.core.body_words import POSITION_PHRASES
from deskbreak.core.durations import roughly
from deskbreak.core.effects import Offer
from deskbreak.core.events import Outcome, Phase
from deskbreak.core.view import View
from deskbreak.platforms.notify.port import Click
from deskbreak.values import dataclass

_OUTCOMES = {
    Outcome.TAKEN: "taken",
    Outcome.PARTLY: "partly taken",
    Outcome.NATURAL: "away from the desk",
    Outcome.SNOOZED: "snoozed",
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.STOPPED: "stopped, it hurt",
    Outcome.SUPPRESSED: "held back",
}
_HOLDS = {
    "paused": "paused",
    "meeting": "in a meeting",
    "do-not-disturb": "do not disturb is on",
    "fullscreen": "something is fullscreen",
    "microphone": "the microphone is in use",
    "camera": "the camera is in use",
    "screen-share": "the screen is shared",
    "app": "a quiet app runs",
    "command": "your quiet command says so",
    "locked": "the screen is locked",
    "off-hours": "outside work hours",
}
_PLACES = ("standing", "desk", "wall", "chair", "walking", "floor")  # in the order in which they are named
MAX_NAMED = 4  # exercises that an offer names


def clock(at: float, zone: tzinfo) -> str:
    return datetime.fromtimestamp(at, zone).strftime("%H:%M")


def moment(at: float, now: float, zone: tzinfo) -> str:
    """When, from now: "10:45", "tomorrow 09:00", "Mon 09:00"."""
    then, today = datetime.fromtimestamp(at, zone), datetime.fromtimestamp(now, zone)
    days = (then.date() - today.date()).days
    if days == 0:
        return then.strftime("%H:%M")
    if days == 1:
        return "tomorrow " + then.strftime("%H:%M")
    return then.strftime("%a %H:%M") if days < 7 else then.strftime("%d %b %H:%M")


def hold(reason: str) -> str:
    """A hold's reason in words; an unknown one is shown as it is."""
    return _HOLDS.get(reason, reason)


def outcome(what: Outcome | str) -> str:
    return _OUTCOMES.get(Outcome(what), str(what))


@dataclass(frozen=True, slots=True)
class OfferWords:
    """A title to read at a glance; then why now and what it is. `starts` is false where nothing can be started."""

    title: str
    body: str
    starts: bool = False


def offer_words(
    offer: Offer,
    routine_name: str,
    steps: Sequence[str],
    seconds: float | None,
    places: Sequence[str] = (),
) -> OfferWords:
    """What an offer says: how long and where, why now, and what it is; a break that only speaks says its own words."""
    if not routine_name:
        return OfferWords(offer.say or titled(offer.break_name), _since(offer))
    short = ", ".join(filter(None, (roughly(seconds) if seconds else "", where(places))))
    easy = ease_off.SHORT if offer.upright else ""
    parts = (_sentence(offer.say), _since(offer), easy, _names(routine_name, steps))
    title = f"Time to move · {short}" if short else "Time to move"
    return OfferWords(title, " ".join(filter(None, parts)), starts=True)


def click_words(offer: Offer, *, tray: bool) -> Click:
    """How an offer is answered, for desktops of every kind."""
    later = "snooze" if offer.snooze_s else "skip"
    if tray:
        no_buttons, no_clicks = f"Click to start, or {later} in the tray.", f"Start or {later} in the tray."
    else:
        no_buttons = as_called(f"Click to start; to {later}: deskbreak {later}")
        no_clicks = as_called(f"Answer with: deskbreak start, deskbreak {later}")
    return Click("Click to start.", no_buttons, "Press Start.", no_clicks)


def where(places: Sequence[str]) -> str:
    """Where a routine is done: "standing", "standing at the desk", "partly on the floor"."""
    known = [one for one in _PLACES if one in places]
    if len(known) > 1 and "floor" in known:
        return "partly on the floor"
    if known in (["standing", "desk"], ["standing", "wall"]):
        return " ".join(POSITION_PHRASES[one] for one in known)
    return " and ".join(", ".join(POSITION_PHRASES[one] for one in known).rsplit(", ", 1))


def titled(name: str) -> str:
    """A name of the settings as a title: "mobility" is "Mobility"."""
    return name[:1].upper() + name[1:]


def _names(routine: str, steps: Sequence[str]) -> str:
    """ "Hip circles, helicopters, good morning."; a routine that has a name of its own says it before."""
    shown = list(map(_plain, steps[:MAX_NAMED]))
    if len(steps) > MAX_NAMED:
        shown[-1] = f"and {len(steps) - MAX_NAMED + 1} more"
    told = all(step.casefold() in routine.casefold() for step in steps)  # such a name is only its steps
    what = ", ".join(shown) if told and steps else f"{routine}: {', '.join(shown)}" if steps else routine
    return _sentence(titled(what))


def _sentence(text: str) -> str:
    return text if not text or text.rstrip()[-1:] in ".!?…" else f"{text.rstrip()}."


def _plain(name: str) -> str:
    """A name within a sentence: "Standing Hip CARs" is "standing hip CARs"."""
    return " ".join("-".join(map(_small, word.split("-"))) for word in name.split())


def _small(part: str) -> str:
    return part.lower() if part[1:].islower() or len(part) == 1 else part


def _since(offer: Offer) -> str:
    if offer.catch_up:
        return "A break waited for you."
    if offer.sat_s >= 60:
        return f"You have sat for {roughly(offer.sat_s)}."
    return "Time for a break."


def summary(view: View, now: float, zone: tzinfo) -> str:
    """One line for the menu's head and for `status`: where the day stands, and what comes next."""
    return state(view, now, zone) + _next(view, now, zone)


def tooltip(view: View, now: float, zone: tzinfo) -> str:
    """The summary for the tray, without the minutes: each change would wake the panel, which asks for all again."""
    if not _counts(view):
        return summary(view, now, zone)
    return f"Sitting{_first_hold(view)}{_next(view, now, zone)}"


def held_back(view: View) -> list[str]:
    """What holds breaks back and the summary does not say already."""
    said = {"paused"}
    if view.phase is Phase.OFF_HOURS:
        said.add("off-hours")
    if _counts(view):
        said.update(view.holds[:1])
    return [hold(reason) for reason in view.holds if reason not in said]


def state(view: View, now: float, zone: tzinfo) -> str:
    """Where the day stands."""
    if view.pause_until is not None or "paused" in view.holds:
        return f"Paused until {moment(view.pause_until, now, zone) if view.pause_until else 'you resume'}"
    match view.phase:
        case Phase.OFF_HOURS:
            return "Outside work hours"
        case Phase.ON_BREAK:
            return "On a break"
        case Phase.AWAY:
            return "Away from the desk"
        case Phase.OFFERED:
            return "A break is waiting for you"
        case Phase.DUE:
            return f"A break is due, {view.waiting}" if view.waiting else "A break is due"
    if view.snooze_until is not None:
        return _snoozed(view.snooze_until, view.snoozed_until_pause, now, zone)
    if view.phase is Phase.STANDING:
        return (
            f"Standing until {moment(view.standing_until, now, zone)}" if view.standing_until else "Standing"
        )
    return f"{roughly(view.sitting_s)} sat{_first_hold(view)}"


def _first_hold(view: View) -> str:
    return f", {hold(view.holds[0])}" if view.holds else ""


def _counts(view: View) -> bool:
    """Return True if the summary says how long one has sat, with the first hold beside it."""
    return view.phase is Phase.SITTING and view.snooze_until is None and "paused" not in view.holds


def _snoozed(until: float, until_pause: bool, now: float, zone: tzinfo) -> str:
    at = moment(until, now, zone)
    return f"Snoozed until you pause typing, {at} at the latest" if until_pause else f"Snoozed until {at}"


def _next(view: View, now: float, zone: tzinfo) -> str:
    """The next break, unless what is said already says when it comes."""
    if view.next_at is None or view.phase in (Phase.OFFERED, Phase.ON_BREAK, Phase.DUE):
        return ""
    said = view.pause_until or view.snooze_until
    if said is not None and moment(view.next_at, now, zone) == moment(said, now, zone):
        return ""
    name = f", {view.next_break}" if view.next_break else ""
    return f" · next: {moment(view.next_at, now, zone)}{name}"
