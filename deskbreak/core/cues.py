"""What a player plays: a routine as timed cues. Made by `core.script`, shown by the player's faces."""

from __future__ import annotations

from enum import StrEnum

from deskbreak.values import dataclass


class CueKind(StrEnum):
    """What the person does while a cue lasts."""

    POSITION = "position"  # get into place
    WORK = "work"  # repetitions, or moving for a time
    HOLD = "hold"
    BREATHE = "breathe"  # one breath a cue
    SWITCH = "switch"  # change sides
    REST = "rest"
    BREATHER = "breather"  # between a few repetitions and the next few
    WALK = "walk"  # away from the desk


def with_side(words: str, side: str) -> str:
    """Words with their side put in: "{side} knee down" is "left knee down"; {other} is the other side."""
    other = {"left": "right", "right": "left"}.get(side, "other")
    return words.replace("{side}", side or "one").replace("{other}", other)


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed instruction. `start_s` counts from the routine's start, without pauses."""

    kind: CueKind
    start_s: float
    seconds: float
    step: int  # index into Script.steps
    say: str  # shown, and spoken where voice is on; short enough for one breath
    side: str = ""  # "left", "right", or "" for both
    count: int = 0  # this repetition, hold or breath, from 1; 0 where nothing is counted
    of: int = 0  # how many there are
    set_: int = 1
    sets: int = 1
    round_: int = 1
    start: str = "start"  # the figure's pose when it begins; see `core.moves` for "@loop" and "@held"
    pose: str = "start"  # the figure's pose when it ends; in a hold both are the same
    via: tuple[str, ...] = ()  # poses passed on the way, where the shortest way is another one
    breath: str = ""  # "in" or "out" where the source says how to breathe


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One exercise of the routine as it is shown; words are ready to print."""

    exercise: str
    name: str
    figure: str
    position: str
    seconds: float
    instructions: tuple[str, ...]
    why: str
    source: str  # "S0" … or "own"
    dose: str  # for example "2 sets of 10, holding 5 s"
    cautions: tuple[str, ...] = ()
    optional: bool = False
    side: str = ""
    walk: bool = False  # a walk: the person leaves, the time away counts
    side_word: str = ""  # a side as one sees it, "{side}" and "{other}" in it
    counted: bool = False  # repetitions are counted: they, not the seconds, tell how far it is
    choices: tuple[str, ...] = ()  # what in it is our own choice
    needs: tuple[str, ...] = ()  # what to take along


@dataclass(frozen=True, slots=True)
class Script:
    """A whole routine, ready to play; `seconds` is the end of the last cue."""

    routine: str
    name: str
    rounds: int
    seconds: float
    steps: tuple[ScriptStep, ...]
    cues: tuple[Cue, ...]
