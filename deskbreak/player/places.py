"""Where a position is in a script: its cue, its step, its repetition, and how long things take there."""

from __future__ import annotations

from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep

WORDS_A_SECOND, MIN_READ_S, MAX_READ_S = 2.5, 10.0, 40.0  # reading what is new; our own
_PARTS_GOES = (CueKind.POSITION, CueKind.SWITCH, CueKind.REST)


def cue_at(script: Script, position_s: float) -> Cue:
    """The cue that plays there; after the end the last one."""
    for cue in script.cues:
        if position_s < cue.start_s + cue.seconds:
            return cue
    return script.cues[-1]


def step_bounds(script: Script, cue: Cue) -> tuple[float, float]:
    """Start and end, in seconds, of the stretch of cues around `cue` that belong to one step of one round."""
    cues = script.cues
    first = last = cues.index(cue)
    while first and (cues[first - 1].step, cues[first - 1].round_) == (cue.step, cue.round_):
        first -= 1
    while last + 1 < len(cues) and (cues[last + 1].step, cues[last + 1].round_) == (cue.step, cue.round_):
        last += 1
    return cues[first].start_s, cues[last].start_s + cues[last].seconds


def repetition(script: Script, cue: Cue) -> tuple[int, int]:
    """The repetition of this go, from one change of sides, rest or step to the next, and how many there are."""
    cues = script.cues
    at = cues.index(cue)
    for one in (*reversed(cues[: at + 1]), None):
        if one is None or one.step != cue.step or one.kind in _PARTS_GOES:
            break
        if one.kind is CueKind.WORK and one.of:
            return one.count, one.of
    ahead = (one for one in cues[at:] if one.step == cue.step and one.kind is CueKind.WORK and one.of)
    return 0, next((one.of for one in ahead), 0)


def work_s(script: Script, step: int) -> float:
    """How long the step lasts in one round, getting ready left out."""
    first = script.cues[0].round_
    parts = (cue for cue in script.cues if (cue.step, cue.round_) == (step, first))
    return sum(cue.seconds for cue in parts if is_done_in(cue))


def is_done_in(cue: Cue) -> bool:
    """Return True if the time of this cue counts as doing the exercise."""
    return cue.kind not in (CueKind.REST, CueKind.POSITION)


def reading_s(step: ScriptStep) -> float:
    """How long reading about a new exercise takes: its steps, its cautions and what is our own choice."""
    words = sum(len(text.split()) for text in (*step.instructions, *step.cautions, *step.choices))
    return min(max(words / WORDS_A_SECOND, MIN_READ_S), MAX_READ_S)
