"""What the faces say about a moment: one set of sentences for window, page and terminal."""

from __future__ import annotations

from deskbreak.core.content import Catalog
from deskbreak.core.cues import CueKind
from deskbreak.player.session import Mode, Now, Session

HURT_TITLE = "It hurts? Stop here."
HURT_TEXT = ("Stop the movement now; pain is a reason to end it.",)
ANSWERS = (("easy", "Easy"), ("right", "Just right"), ("hard", "Hard"))
ASK = "How was it?"
NOT_MEDICAL = "General advice, not medical advice."


def instruction(now: Now) -> str:
    """One breath of words: what to do right now."""
    if now.mode is Mode.PAUSED:
        return "Paused. Take your time."
    if now.step.walk:
        return "Off you go. The time counts by itself; just come back."
    said = now.cue.say
    if now.cue.kind is CueKind.POSITION and now.step.instructions:
        lead = f"{now.cue.side.capitalize()} side first. " if now.cue.side else ""
        return lead + now.step.instructions[0]
    return said


def how(now: Now) -> tuple[str, ...]:
    """The steps of the movement, for reading once."""
    return now.step.instructions


def count(now: Now) -> str:
    """ "3 of 8", where something is counted, and the set where there are more."""
    cue = now.cue
    words = f"{cue.count} of {cue.of}" if cue.of else ""
    if cue.sets > 1 and cue.kind is not CueKind.REST:
        words = f"{words}, set {cue.set_} of {cue.sets}" if words else f"set {cue.set_} of {cue.sets}"
    return words


def side(now: Now) -> str:
    return f"{now.cue.side} side" if now.cue.side else ""


def why(now: Now, catalog: Catalog) -> str:
    """Why this movement, and who says so."""
    exercise = catalog.exercises.get(now.step.exercise)
    if not now.step.why or exercise is None:
        return now.step.why
    source = catalog.sources.get(exercise.why.source)
    return f"{now.step.why} ({source.publisher or source.title})" if source else now.step.why


def amount(now: Now) -> str:
    """How much of the step, on a line of its own."""
    return now.step.dose[:1].upper() + now.step.dose[1:]


def coming(now: Now) -> str:
    if now.next_step is not None:
        return f"Next: {now.next_step.name}"
    return "Last one" if now.cue.step else ""


def place(now: Now, session: Session) -> str:
    """ "2 of 5", and the round where there are more."""
    steps = len(session.script.steps)
    words = f"{now.cue.step + 1} of {steps}" if steps > 1 else ""
    rounds = session.script.rounds
    if rounds > 1:
        words = (
            f"{words} · round {now.cue.round_} of {rounds}"
            if words
            else f"round {now.cue.round_} of {rounds}"
        )
    left = clock(session.script.seconds * (1 - now.progress))
    return f"{words} · {left} left" if words else f"{left} left"


def clock(seconds: float) -> str:
    """ "0:30", counting down to zero."""
    whole = max(int(seconds + 0.999), 0)
    return f"{whole // 60}:{whole % 60:02}"


def counts_step(now: Now) -> bool:
    """Whether the countdown is the whole step's: short repetitions together, not one by one."""
    return bool(now.cue.of) and now.cue.kind in (CueKind.WORK, CueKind.BREATHE)


def shown_left(now: Now) -> float:
    """What the countdown counts: a hold or walk by itself, repetitions together as the step."""
    return now.left_in_step_s if counts_step(now) else now.left_in_cue_s


def shown_share(now: Now) -> float:
    """How much of that is left, 0 to 1."""
    left = shown_left(now)
    whole = left + (now.into_step_s if counts_step(now) else now.into_cue_s)
    return left / whole if whole else 0.0


def done_names(session: Session) -> list[str]:
    """The exercises that were really done, by name."""
    return list(dict.fromkeys(step.name for step in session.steps_done()))


def done_today(session: Session) -> str:
    """What was done, for the end."""
    names = done_names(session)
    if not names:
        return "Nothing was done this time. That is fine; the next break comes."
    return f"Done: {', '.join(names)}."


def time_away(session: Session) -> str:
    """How long it took, in words."""
    seconds = session.active_s
    if seconds < 45:
        return "Less than a minute away from sitting."
    minutes = max(round(seconds / 60), 1)
    return f"About {minutes} minute{'s' if minutes > 1 else ''} away from sitting."


def farewell(session: Session) -> str:
    if session.script.steps[-1].walk and session.outcome() == "taken":
        return "Welcome back"
    return "Well done" if session.outcome() == "taken" else "Until the next break"


_FIRST_WORDS = ("see-a-professional", "start-easy")  # at the first two steps of the very first routine


FIRST_STEPS = len(_FIRST_WORDS)


def first_words(catalog: Catalog, step: int) -> str:
    """What a newcomer reads at this step of the very first routine; nothing later on."""
    said = catalog.notices.get(_FIRST_WORDS[step]) if step < len(_FIRST_WORDS) else None
    return " ".join(said.text) if said else ""


def soreness(catalog: Catalog) -> str:
    """What is normal afterwards, and what is not, beside the question how it was."""
    said = catalog.notices.get("soreness")
    return " ".join(said.text[:2]) if said else ""


def left_out(session: Session) -> str:
    """What happens to an exercise that hurt."""
    if session.hurt is None:
        return ""
    name = next((one.name for one in session.script.steps if one.exercise == session.hurt), session.hurt)
    return f"{name} is left out from now on. To allow it again: deskbreak unblock {session.hurt}"


def stop_advice(catalog: Catalog) -> str:
    """What to do when it hurts, in a line."""
    notice = catalog.notices.get("stop-when-it-hurts")
    return f"{NOT_MEDICAL} {' '.join(notice.text if notice else HURT_TEXT)}"
