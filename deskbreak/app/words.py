"""The short sentences of notifications, tray and terminal; one place, so that all say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from deskbreak import language
from deskbreak.app import ease_off
from deskbreak.core.body_words import POSITION_PHRASES
from deskbreak.core.durations import roughly
from deskbreak.core.effects import Offer
from deskbreak.core.events import Outcome, Phase
from deskbreak.core.view import View
from deskbreak.language import _, n_, translated, with_label
from deskbreak.platforms.notify.port import Click
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

_OUTCOMES = {
    Outcome.TAKEN: N_("taken"),
    Outcome.PARTLY: N_("partly taken"),
    Outcome.NATURAL: N_("away from the desk"),
    Outcome.SNOOZED: N_("snoozed"),
    Outcome.SKIPPED: N_("skipped"),
    Outcome.MISSED: N_("missed"),
    Outcome.STOPPED: N_("stopped, it hurt"),
    Outcome.SUPPRESSED: N_("held back"),
}
_HOLDS = {
    "paused": N_("paused"),
    "meeting": N_("in a meeting"),
    "do-not-disturb": N_("do not disturb is on"),
    "fullscreen": N_("something is fullscreen"),
    "microphone": N_("the microphone is in use"),
    "camera": N_("the camera is in use"),
    "screen-share": N_("the screen is shared"),
    "app": N_("a quiet app runs"),
    "command": N_("your quiet command says so"),
    "locked": N_("the screen is locked"),
    "off-hours": N_("outside work hours"),
}
_PLACES = ("standing", "desk", "wall", "chair", "walking", "floor")  # in the order in which they are named
MAX_NAMED = 4  # exercises that an offer names
_STOPS = tuple(".!?…。؟！")  # a text that ends in one of them is a whole sentence


def clock(at: float, zone: tzinfo) -> str:
    """The wall clock time of `at` (epoch seconds): "14:05"."""
    return datetime.fromtimestamp(at, zone).strftime("%H:%M")


def moment(at: float, now: float, zone: tzinfo) -> str:
    """When, from now: "10:45", "tomorrow 09:00", "Mon 09:00"."""
    then, today = datetime.fromtimestamp(at, zone), datetime.fromtimestamp(now, zone)
    days = (then.date() - today.date()).days
    if days == 0:
        return then.strftime("%H:%M")
    if days == 1:
        return english("tomorrow {time}", time=then.strftime("%H:%M"))
    return then.strftime("%a %H:%M") if days < 7 else then.strftime("%d %b %H:%M")


def hold(reason: str) -> str:
    """A hold's reason as text; an unknown one is shown as it is."""
    return _HOLDS.get(reason, reason)


def outcome(what: Outcome | str) -> str:
    """The outcome as text in English."""
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
    """What an offer says, in the language that is spoken: how long and where, why now, and what it is.

    A break that only speaks says its own words.
    """
    if not routine_name:
        return OfferWords(translated(offer.say or titled(offer.break_name)), translated(_since(offer)))
    short = ", ".join(filter(None, (roughly(seconds) if seconds else "", where(places))))
    easy = translated(ease_off.SHORT) if offer.upright else ""
    parts = (_sentence(translated(offer.say)), translated(_since(offer)), easy, _names(routine_name, steps))
    title = _("Time to move · {what}", what=_listed(short)) if short else _("Time to move")
    return OfferWords(title, language.sentences(*parts), starts=True)


def click_words(offer: Offer, *, tray: bool) -> Click:
    """How an offer is answered, for desktops of every kind."""
    if tray and offer.snooze_s:
        no_buttons, no_clicks = (
            N_("Click to start, or snooze in the tray."),
            N_("Start or snooze in the tray."),
        )
    elif tray:
        no_buttons, no_clicks = N_("Click to start, or skip in the tray."), N_("Start or skip in the tray.")
    elif offer.snooze_s:
        no_buttons = N_("Click to start; to snooze: deskbreak snooze")
        no_clicks = N_("Answer with: deskbreak start, deskbreak snooze")
    else:
        no_buttons = N_("Click to start; to skip: deskbreak skip")
        no_clicks = N_("Answer with: deskbreak start, deskbreak skip")
    return Click(N_("Click to start."), no_buttons, N_("Press Start."), no_clicks)


_STANDING_AT = {"desk": N_("standing at the desk"), "wall": N_("standing at a wall")}


def where(places: Sequence[str]) -> str:
    """Where a routine is done: "standing", "standing at the desk", "partly on the floor"."""
    known = [one for one in _PLACES if one in places]
    if len(known) > 1 and "floor" in known:
        return N_("partly on the floor")
    if len(known) == 2 and known[0] == "standing" and known[1] in _STANDING_AT:
        return _STANDING_AT[known[1]]
    return " and ".join(", ".join(POSITION_PHRASES[one] for one in known).rsplit(", ", 1))


def titled(name: str) -> str:
    """A name of the settings as a title: "mobility" is "Mobility"."""
    return name[:1].upper() + name[1:]


def _names(routine: str, steps: Sequence[str]) -> str:
    """ "Hip circles, helicopters, good morning."; a routine that has a name of its own says it before."""
    names = [_plain(translated(step)) for step in steps[:MAX_NAMED]]
    named = with_commas(names)
    if len(steps) > MAX_NAMED:
        first = with_commas(names[:-1])
        more = len(steps) - MAX_NAMED + 1
        named = n_("{names}, and {n} more", "{names}, and {n} more", more, names=first)
    same = all(step.casefold() in routine.casefold() for step in steps)  # such a name is only its steps
    what = (
        named if same and steps else with_label(translated(routine), named) if steps else translated(routine)
    )
    return _sentence(titled(what))


def _listed(parts: str) -> str:
    """ "3 min, standing" in the language that is spoken."""
    return with_commas([translated(one) for one in parts.split(", ")])


def with_commas(parts: Sequence[str]) -> str:
    """What is translated already, with the commas of the language that is spoken."""
    if language.current() == language.ENGLISH:
        return ", ".join(parts)
    from deskbreak.local_forms import listed

    return listed(parts, language.current(), "")


def _sentence(text: str) -> str:
    text = text.rstrip()
    stop = "。" if language.current() == "ja" else "."
    return text if not text or text.endswith(_STOPS) else text + stop


def _plain(name: str) -> str:
    """A name within a sentence: "Standing Hip CARs" is "standing hip CARs" in English."""
    if language.current() != language.ENGLISH:
        return name
    return " ".join("-".join(map(_small, word.split("-"))) for word in name.split())


def _small(part: str) -> str:
    return part.lower() if part[1:].islower() or len(part) == 1 else part


def _since(offer: Offer) -> str:
    if offer.catch_up:
        return N_("A break waited for you.")
    if offer.sat_s >= 60:
        return english("You have sat for {length}.", length=roughly(offer.sat_s))
    return N_("Time for a break.")


def summary(view: View, now: float, zone: tzinfo, speak: Callable[[str], str] = str) -> str:
    """One line for the menu's head and for `status`: where the day stands, and what comes next.

    English, unless it is to `speak` another language.
    """
    return speak(state(view, now, zone)) + _next(view, now, zone, speak)


def tooltip(view: View, now: float, zone: tzinfo, speak: Callable[[str], str] = str) -> str:
    """The summary for the tray, without the minutes: each change would wake the panel, which asks for all again."""
    if not _counts(view):
        return summary(view, now, zone, speak)
    sitting = english("Sitting, {hold}", hold=hold(view.holds[0])) if view.holds else N_("Sitting")
    return speak(sitting) + _next(view, now, zone, speak)


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
        if not view.pause_until:
            return N_("Paused until you resume")
        return english("Paused until {time}", time=moment(view.pause_until, now, zone))
    match view.phase:
        case Phase.OFF_HOURS:
            return N_("Outside work hours")
        case Phase.ON_BREAK:
            return N_("On a break")
        case Phase.AWAY:
            return N_("Away from the desk")
        case Phase.OFFERED:
            return N_("A break is waiting for you")
        case Phase.DUE:
            if not view.waiting:
                return N_("A break is due")
            return english("A break is due, {waiting}", waiting=view.waiting)
    if view.snooze_until is not None:
        return _snoozed(view.snooze_until, view.snoozed_until_pause, now, zone)
    if view.phase is Phase.STANDING:
        if not view.standing_until:
            return N_("Standing")
        return english("Standing until {time}", time=moment(view.standing_until, now, zone))
    length = roughly(view.sitting_s)
    if view.holds:
        return english("{length} sat, {hold}", length=length, hold=hold(view.holds[0]))
    return english("{length} sat", length=length)


def _counts(view: View) -> bool:
    """Return True if the summary says how long one has sat, with the first hold beside it."""
    return view.phase is Phase.SITTING and view.snooze_until is None and "paused" not in view.holds


def _snoozed(until: float, until_pause: bool, now: float, zone: tzinfo) -> str:
    at = moment(until, now, zone)
    if until_pause:
        return english("Snoozed until you pause typing, {time} at the latest", time=at)
    return english("Snoozed until {time}", time=at)


def _next(view: View, now: float, zone: tzinfo, speak: Callable[[str], str]) -> str:
    """The next break, unless what is said already says when it comes."""
    if view.next_at is None or view.phase in (Phase.OFFERED, Phase.ON_BREAK, Phase.DUE):
        return ""
    said = view.pause_until or view.snooze_until
    if said is not None and moment(view.next_at, now, zone) == moment(said, now, zone):
        return ""
    form = N_("next: {time}, {name}") if view.next_break else N_("next: {time}")
    at = speak(moment(view.next_at, now, zone))
    return " · " + speak(form).format(time=at, name=speak(view.next_break))
