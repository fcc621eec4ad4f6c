"""What the faces say about a moment: one set of sentences for window, page and terminal."""

from __future__ import annotations

from deskbreak.core.cues import CueKind
from deskbreak.player.session import Now, Session

HURT_TITLE = "It hurts? Stop here."
ANSWERS = (("easy", "Easy"), ("right", "Just right"), ("hard", "Hard"))
ASK = "How was it?"
SOURCE_NAMES = {"own": "our own choice"}


def headline(now: Now) -> str:
    return now.step.name


def instruction(now: Now) -> str:
    """One breath of words: what to do right now."""
    step = now.step
    if step.walk:
        return "Off you go. Leave the desk; the walk counts by itself."
    if now.cue.kind is CueKind.POSITION and step.instructions:
        return step.instructions[0]
    if now.cue.kind is CueKind.REST or not step.instructions:
        return now.cue.say
    return now.cue.say


def detail(now: Now) -> str:
    """The steps of the movement, for reading once."""
    return "  ".join(now.step.instructions)


def count(now: Now) -> str:
    """ "3 of 8", where something is counted."""
    return f"{now.cue.count} of {now.cue.of}" if now.cue.of else ""


def side(now: Now) -> str:
    return f"{now.cue.side} side" if now.cue.side else ""


def why(now: Now) -> str:
    if not now.step.why:
        return ""
    source = SOURCE_NAMES.get(now.step.source, now.step.source)
    return f"{now.step.why} ({source})"


def coming(now: Now) -> str:
    return f"Next: {now.next_step.name}" if now.next_step is not None else "Last one"


def clock(seconds: float) -> str:
    """ "0:30", counting down to zero."""
    whole = max(int(seconds + 0.999), 0)
    return f"{whole // 60}:{whole % 60:02}"


def shown_left(now: Now) -> float:
    """What the countdown counts: a hold or walk by itself, repetitions together as the step."""
    return now.left_in_cue_s if now.cue.kind is not CueKind.WORK or not now.cue.of else now.left_in_step_s


def done_today(session: Session) -> str:
    """What was done, for the end."""
    names = [step.name for step in session.steps_done()]
    if not names:
        return "Nothing was done this time. That is fine; the next break comes."
    minutes = max(round(session.active_s / 60), 1)
    return f"Done: {', '.join(dict.fromkeys(names))}. About {minutes} min away from sitting."


def farewell(session: Session) -> str:
    if any(step.walk for step in session.script.steps) and session.outcome() == "taken":
        return "Welcome back."
    return "Well done." if session.outcome() == "taken" else "Until the next break."
