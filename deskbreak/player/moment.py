"""What a face shows at one moment of a routine."""

from __future__ import annotations

from enum import StrEnum

from deskbreak.core.cues import Cue, ScriptStep
from deskbreak.values import dataclass


class Mode(StrEnum):
    """What the session is doing."""

    PLAYING = "playing"
    PAUSED = "paused"
    ASKING = "asking"  # all played: easy, right or hard?
    TOO_HARD = "too-hard"  # the easier form of this step, or none of it?
    HURT = "hurt"  # stopped; the advice is shown
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Now:
    """What a face shows at one moment."""

    mode: Mode
    cue: Cue
    step: ScriptStep
    into_cue_s: float
    left_in_cue_s: float
    into_step_s: float
    left_in_step_s: float
    progress: float  # over the whole routine, 0 to 1
    next_step: ScriptStep | None
    ready: bool = False  # getting ready: the starting pose, what to take along, and "Start"
    new: bool = False  # the exercise is met for the first time: all that is said of it is shown
    waits: bool = False  # it begins when the person says so, not by itself
    repetition: int = 0  # the one that is being done, from 1; 0 before the first
    repetitions: int = 0  # how many there are in this go; 0 where none are counted
    holds: bool = False  # there are holds in this step: seconds are those of each cue
