"""What the faces say about a moment: one set of sentences for window, page and terminal."""

from __future__ import annotations

import re
from itertools import zip_longest

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import CueKind, ScriptStep, with_side
from deskbreak.core.durations import countdown
from deskbreak.player.moment import Mode, Now
from deskbreak.player.session import Session
from deskbreak.values import dataclass

HURT_TITLE = "It hurts? Stop here."
HURT_TEXT = ("Stop the movement now; pain is a reason to end it.",)
ANSWERS = (("easy", "Easy"), ("right", "Just right"), ("hard", "Hard"))
ASK = "How was it?"
GET_READY, PAUSED = "Get ready", "Paused"
EVERYTHING = "Everything"  # the button that shows all that is said of an exercise
TOO_HARD_TITLE, TOO_HARD_TEXT = "Too hard?", "Nobody has to do all of it. An easier form trains you, too."
NOT_MEDICAL = "General advice, not medical advice."


def instruction(now: Now) -> str:
    """One breath of words: what to do right now."""
    if now.mode is Mode.PAUSED:
        return "Paused. Take your time."
    if now.step.walk and not now.ready:
        return "Off you go. The time counts by itself; just come back."
    if now.ready and now.step.instructions:
        return now.step.instructions[0]
    return now.cue.say


def how(now: Now) -> tuple[str, ...]:
    """The steps of the movement, for reading once."""
    return now.step.instructions


def is_whole(now: Now) -> bool:
    """Return True if all that is said of the exercise is shown: when it is new, and whenever the routine is paused."""
    return now.mode is Mode.PAUSED or (now.ready and now.new)


def whole(now: Now) -> list[tuple[str, str]]:
    """All that is said of the exercise, as (kind, sentence); the kinds are step, caution and ours."""
    return whole_of(now.step)


def whole_of(step: ScriptStep) -> list[tuple[str, str]]:
    """The same for a step that is not played."""
    said = [("step", line) for line in step.instructions]
    said += [("caution", line) for line in step.cautions]
    return said + [("ours", line) for line in step.choices]


KINDS = {"step": "", "caution": "Take care:", "ours": "Our choice:"}


def take_along(now: Now) -> str:
    """What is needed for the step that one gets ready for."""
    return f"Take along: {', '.join(now.step.needs)}." if now.ready and now.step.needs else ""


EVERY_S = 8.0  # in a long hold or a timed move the small words change this often


def line(now: Now) -> str:
    """One more thing to know, another with each repetition: cautions first in a hold, steps first in a movement."""
    step, cue = now.step, now.cue
    if now.mode is Mode.PAUSED or now.ready or step.walk or cue.kind in _RESTS:
        return ""
    steps, cautions = list(step.instructions[1:]), list(step.cautions)
    said = cautions + steps if cue.kind in (CueKind.HOLD, CueKind.BREATHE) else _in_turn(steps, cautions)
    if not said:
        return ""
    turn = cue.count - 1 if cue.of and cue.kind is not CueKind.BREATHE else int(now.into_step_s // EVERY_S)
    text = said[turn % len(said)]
    return _rather(text, steps, cue.say) if text in steps else text


_RESTS = (CueKind.REST, CueKind.BREATHER, CueKind.SWITCH)


def _rather(step: str, steps: list[str], say: str) -> str:
    """The step that tells what the cue says, instead of one that tells about another part of the movement."""
    wanted = _stems(say)
    if not wanted & _stems(step):
        return step  # true of the whole of it
    return max(steps, key=lambda one: (len(wanted & _stems(one)), one == step))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 3}


def _in_turn(steps: list[str], cautions: list[str]) -> list[str]:
    """A step, a caution, the next step, the next caution."""
    pairs = zip_longest(steps, cautions)
    return [one for pair in pairs for one in pair if one]


def is_caution(now: Now, text: str) -> bool:
    return text in now.step.cautions


def breathing(now: Now, catalog: Catalog) -> str:
    """How to breathe right now, where the cue says so, else through the exercise."""
    if now.step.walk or now.cue.kind in _RESTS:
        return ""
    if now.mode is Mode.PLAYING and now.cue.breath:
        return f"Breathe {now.cue.breath}"
    exercise = catalog.exercises.get(now.step.exercise)
    return exercise.breathing if exercise is not None else ""


def count(now: Now) -> str:
    """ "3 of 8", where something is counted, and the set where there are more."""
    cue = now.cue
    words = f"{cue.count} of {cue.of}" if cue.of else ""
    if cue.sets > 1 and cue.kind is not CueKind.REST:
        words = f"{words}, set {cue.set_} of {cue.sets}" if words else f"set {cue.set_} of {cue.sets}"
    return words


def side(now: Now) -> str:
    """The side as one sees it: "Left knee down"."""
    return side_of(now.step, now.cue.side)


def side_of(step: ScriptStep, side: str) -> str:
    """The same for a step that is not played."""
    if not side:
        return ""
    words = with_side(step.side_word, side) if step.side_word else f"{side} side"
    return words[:1].upper() + words[1:]


def why(now: Now, catalog: Catalog, request_why: str = "") -> str:
    """Why this set, before it begins; then why this movement, and who says so."""
    if request_why and now.ready and not now.cue.step:
        return request_why
    exercise = catalog.exercises.get(now.step.exercise)
    if not now.step.why or exercise is None:
        return now.step.why
    who = catalog.who_says(exercise.why.source, exercise.why.fact)
    said = f"{now.step.why} ({who})" if who else now.step.why
    return f"{said} · {exercise.after.words}" if exercise.after else said


def amount(now: Now) -> str:
    """How much of the step, on a line of its own."""
    return amount_of(now.step)


def amount_of(step: ScriptStep) -> str:
    return step.dose[:1].upper() + step.dose[1:]


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
    left = countdown(session.script.seconds * (1 - now.progress))
    return f"{words} · {left} left" if words else f"{left} left"


@dataclass(frozen=True, slots=True)
class Dial:
    """What the ring shows: repetitions where they are counted, else seconds; never both within one exercise."""

    share: float  # of the ring that is full, 0 to 1
    large: str
    small: str = ""
    fills: bool = False  # repetitions fill the ring; seconds empty it


def dial(now: Now) -> Dial:
    """The ring at this moment. In getting ready, in rests and in changes it counts down to what follows."""
    cue = now.cue
    if now.ready and now.waits:
        return Dial(1.0, "", "press Start")
    if now.ready or cue.kind in _RESTS:
        whole_s = now.left_in_cue_s + now.into_cue_s
        return Dial(_share(now.left_in_cue_s, whole_s), countdown(now.left_in_cue_s), _coming_to(now))
    if now.step.counted:
        return _repetitions(now)
    if now.holds or cue.kind is CueKind.WALK:
        return Dial(
            _share(now.left_in_cue_s, now.left_in_cue_s + now.into_cue_s),
            countdown(now.left_in_cue_s),
            count(now),
        )
    return Dial(
        _share(now.left_in_step_s, now.left_in_step_s + now.into_step_s), countdown(now.left_in_step_s)
    )


def _repetitions(now: Now) -> Dial:
    """How many are done; between the last one and the end of the step all of them are."""
    cue = now.cue
    of = now.repetitions
    done = now.repetition
    sets = f"of {of}, set {cue.set_} of {cue.sets}" if cue.sets > 1 else f"of {of}"
    return Dial(done / of if of else 0.0, str(done), sets, fills=True)


def hold_left(now: Now) -> str:
    """In a hold of a counted exercise: its seconds beside the words, since the ring counts repetitions."""
    held = now.cue.kind is CueKind.HOLD and now.step.counted
    return f"{max(int(now.left_in_cue_s + 0.999), 0)} s" if held else ""


def _coming_to(now: Now) -> str:
    return "get ready" if now.ready else {CueKind.SWITCH: "change"}.get(now.cue.kind, "rest")


def _share(left: float, whole_s: float) -> float:
    return left / whole_s if whole_s else 0.0


def main_label(now: Now) -> str:
    """What the large button does."""
    if now.mode is not Mode.PLAYING:
        return "Go on"
    return "Start" if now.ready else "Pause"


def choices(session: Session) -> list[tuple[str, str]]:
    """What can be chosen when it is too hard or hurts, the main thing first: (the session's method, label)."""
    if session.mode is Mode.TOO_HARD and session.easier_step is not None:
        easier = session.easier_step
        return [
            ("try_easier", f"Try {easier.name}: {easier.dose}"),
            ("leave_out", "Leave it out"),
            ("toggle", "Go on as before"),
        ]
    if session.mode is not Mode.HURT:
        return []
    gentle = session.gentle_step
    gentler = [("go_gently", f"Something gentler: {gentle.name}")] if gentle is not None else []
    return [("close", "End here"), *gentler, ("not_hurt", "It was a slip, go on")]


def warning_signs(catalog: Catalog) -> tuple[str, ...]:
    """Beside the words for what hurts: a title, then the signs that a doctor has to see."""
    notice = catalog.notices.get("see-a-doctor-now")
    return (notice.title, *notice.text) if notice else ()


def sound_label(sounds: bool) -> str:
    """What the button for sound would do."""
    return "Sound off" if sounds else "Sound on"


def sound_said(sounds: bool) -> str:
    """What has become of the sound, where nothing else shows it."""
    return "Sound is on." if sounds else "Sound is off."


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
