"""What the faces say about a moment: one set of sentences for window, page and terminal.

All of them are in the language that is spoken. The script is English, and so is what is compared in here: a text is
translated last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import CueKind, ScriptStep, with_side
from deskbreak.core.durations import countdown
from deskbreak.language import ENGLISH, _, current, p_, sentences, translated
from deskbreak.local_forms import listed
from deskbreak.player.moment import Mode, Now
from deskbreak.player.session import Session
from deskbreak.sentences import N_
from deskbreak.values import dataclass

# Translated where they are shown.
GET_READY, PAUSED = N_("Get ready"), N_("Paused")
EVERYTHING = N_("Everything")  # the button that shows all that is said of an exercise


def within(label: str) -> str:
    """A button's label as it stands within a line: small in English; other languages have their own rules."""
    return label.lower() if current() == ENGLISH else label


def name(step: ScriptStep) -> str:
    """What the exercise is called."""
    return translated(step.name)


def title(session: Session) -> str:
    """What the routine is called."""
    return translated(session.script.name)


def instruction(now: Now) -> str:
    """One breath of words: what to do right now."""
    return translated(_instruction(now))


def _instruction(now: Now) -> str:
    if now.mode is Mode.PAUSED:
        return N_("Paused. Take your time.")
    if now.step.walk and not now.ready:
        return N_("Off you go. The time counts by itself; just come back.")
    if now.ready and now.step.instructions:
        return now.step.instructions[0]
    return now.cue.say


def names_side(now: Now) -> bool:
    """Return True if the instruction itself says which side it is about."""
    return bool(now.cue.side) and now.cue.side in _instruction(now).casefold()


def how(now: Now) -> tuple[str, ...]:
    """The steps of the movement, for reading once."""
    return tuple(map(translated, now.step.instructions))


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
    said += [("ours", line) for line in step.choices]
    return [(kind, translated(line)) for kind, line in said]


_KINDS = {"step": "", "caution": N_("Take care:"), "ours": N_("Our choice:")}


def kind_label(kind: str) -> str:
    """What stands before a sentence of that kind."""
    return translated(_KINDS[kind])


def take_along(now: Now) -> str:
    """What is needed for the step that one gets ready for."""
    return things_of(now.step) if now.ready else ""


def things_of(step: ScriptStep) -> str:
    """The same for a step that is not played."""
    return _("Take along: {things}.", things=_list(step.needs)) if step.needs else ""


def _list(parts: Iterable[str]) -> str:
    """ "a wall, a chair"."""
    return listed([translated(one) for one in parts], current(), "")


EVERY_S = 8.0  # in a long hold or a timed move the small words change this often


def line(now: Now) -> str:
    """One more thing to know, another with each repetition: cautions first in a hold, steps first in a movement."""
    return translated(_line(now))


def _line(now: Now) -> str:
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
    """The step that says what the cue says, instead of one about another part of the movement."""
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


def is_caution(now: Now) -> bool:
    """Return True if the line is a caution."""
    return _line(now) in now.step.cautions


def breathing(now: Now, catalog: Catalog) -> str:
    """How to breathe right now, where the cue says so, else through the exercise."""
    if now.step.walk or now.cue.kind in _RESTS:
        return ""
    if now.mode is Mode.PLAYING and now.cue.breath:
        return _("Breathe in") if now.cue.breath == "in" else _("Breathe out")
    exercise = catalog.exercises.get(now.step.exercise)
    return translated(exercise.breathing) if exercise is not None else ""


def count(now: Now) -> str:
    """ "3 of 8", where something is counted, and the set where there are more."""
    cue = now.cue
    if cue.sets > 1 and cue.kind is not CueKind.REST:
        if not cue.of:
            return _("set {n} of {sets}", n=cue.set_, sets=cue.sets)
        return _("{n} of {of}, set {set} of {sets}", n=cue.count, of=cue.of, set=cue.set_, sets=cue.sets)
    return _("{n} of {of}", n=cue.count, of=cue.of) if cue.of else ""


def side(now: Now) -> str:
    """The side as one sees it: "Left knee down"."""
    return side_of(now.step, now.cue.side)


def side_of(step: ScriptStep, side: str) -> str:
    """The same for a step that is not played."""
    if not side:
        return ""
    words = with_side(step.side_word, side) if step.side_word else _SIDES[side]
    return translated(words[:1].upper() + words[1:])


_SIDES = {"left": N_("left side"), "right": N_("right side")}


def why(now: Now, catalog: Catalog, request_why: str = "") -> str:
    """Why this set, before it begins; then why this movement, and who says so."""
    if request_why and now.ready and not now.cue.step:
        return translated(request_why)
    exercise, said = catalog.exercises.get(now.step.exercise), translated(now.step.why)
    if not said or exercise is None:
        return said
    who = translated(catalog.who_says(exercise.why.source, exercise.why.fact))
    said = f"{said} ({who})" if who else said
    return f"{said} · {translated(exercise.after.words)}" if exercise.after else said


def amount(now: Now) -> str:
    """How much of the step, on a line of its own."""
    return amount_of(now.step)


def amount_of(step: ScriptStep) -> str:
    """How much of the step, in the language that is spoken."""
    return translated(step.dose[:1].upper() + step.dose[1:])


def coming(now: Now) -> str:
    """What comes after this step, in the language that is spoken; "" where there is only one."""
    if now.next_step is not None:
        return _("Next: {exercise}", exercise=name(now.next_step))
    return _("Last one") if now.cue.step else ""


def place(now: Now, session: Session) -> str:
    """ "2 of 5", and the round where there are more."""
    steps = len(session.script.steps)
    rounds = session.script.rounds
    return " · ".join(
        (
            *([_("{n} of {of}", n=now.cue.step + 1, of=steps)] if steps > 1 else []),
            *([_("round {n} of {rounds}", n=now.cue.round_, rounds=rounds)] if rounds > 1 else []),
            _("{time} left", time=countdown(session.script.seconds * (1 - now.progress))),
        )
    )


def longest_place() -> str:
    """The widest that `place` may be."""
    return " · ".join(
        (
            _("{n} of {of}", n="00", of="00"),
            _("round {n} of {rounds}", n="3", rounds="3"),
            _("{time} left", time="00:00"),
        )
    )


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
        return Dial(1.0, "", _("press Start"))
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
    small = _("of {n}", n=of)
    if cue.sets > 1:
        small = _("of {n}, set {set} of {sets}", n=of, set=cue.set_, sets=cue.sets)
    return Dial(done / of if of else 0.0, str(done), small, fills=True)


def hold_left(now: Now) -> str:
    """In a hold of a counted exercise: its seconds beside the words, since the ring counts repetitions."""
    held = now.cue.kind is CueKind.HOLD and now.step.counted
    return seconds_left(str(max(int(now.left_in_cue_s + 0.999), 0))) if held else ""


def seconds_left(number: str) -> str:
    """ "12 s"."""
    return _("{n} s", n=number)


def _coming_to(now: Now) -> str:
    if now.ready:
        return _("get ready")
    return p_("of sides", "change") if now.cue.kind is CueKind.SWITCH else p_("between exercises", "rest")


def _share(left: float, whole_s: float) -> float:
    return left / whole_s if whole_s else 0.0


def main_label(now: Now) -> str:
    """What the large button does."""
    if now.mode is not Mode.PLAYING:
        return p_("button", "Go on")
    return p_("button", "Start") if now.ready else p_("button", "Pause")


def sound_label(sounds: bool) -> str:
    """What the button for sound would do."""
    return _("Sound off") if sounds else _("Sound on")


def sound_said(sounds: bool) -> str:
    """What has become of the sound, where nothing else shows it."""
    return _("Sound is on.") if sounds else _("Sound is off.")


_FIRST_WORDS = ("see-a-professional", "start-easy")  # at the first two steps of the very first routine


FIRST_STEPS = len(_FIRST_WORDS)


def first_words(catalog: Catalog, step: int) -> str:
    """What a newcomer reads at this step of the very first routine; nothing later on."""
    said = catalog.notices.get(_FIRST_WORDS[step]) if step < len(_FIRST_WORDS) else None
    return sentences(*map(translated, said.text)) if said else ""
