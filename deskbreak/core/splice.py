"""Another form of one step put into a running script."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.cues import Cue, Script
from deskbreak.values import replace


def spliced(script: Script, step: int, easier: Script) -> Script:
    """The script with step number `step` played as the first step of `easier`, in every round."""
    cues = tuple(_timed(_replaced(script, step, easier)))
    steps = (*script.steps[:step], replace(easier.steps[0], optional=script.steps[step].optional))
    end = cues[-1].start_s + cues[-1].seconds if cues else 0.0
    return replace(script, seconds=end, steps=(*steps, *script.steps[step + 1 :]), cues=cues)


def _replaced(script: Script, step: int, easier: Script) -> Iterator[Cue]:
    done: set[int] = set()
    for cue in script.cues:
        if cue.step != step:
            yield cue
        elif cue.round_ not in done:
            done.add(cue.round_)
            yield from (replace(one, step=step, round_=cue.round_) for one in easier.cues if one.step == 0)


def _timed(cues: Iterator[Cue]) -> Iterator[Cue]:
    start = 0.0
    for cue in cues:
        yield replace(cue, start_s=start)
        start = round(start + cue.seconds, 3)
