"""The routine as plain lines: each new cue once, without a flood of them.

The ways of a movement are said for the first two repetitions; after that each repetition is one line, its count and
one more thing to know. Holds that are not counted, rests and changes of sides are always said.
"""

from __future__ import annotations

from collections import Counter

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import Cue, CueKind
from deskbreak.core.durations import countdown
from deskbreak.language import _, ended, translated
from deskbreak.player import words
from deskbreak.player.moment import Mode, Now

SAID_WHOLE = 2  # how often the words of a way or a counted hold are said
_MOVES = (CueKind.WORK, CueKind.HOLD, CueKind.BREATHE)


class PlainLines:
    """What is new at a moment, as lines; none while it is the same cue."""

    def __init__(self, catalog: Catalog, request_why: str = "") -> None:
        self._catalog, self._why = catalog, request_why
        self.has_keys = True  # whether one can be pressed
        self._mode = Mode.PLAYING
        self._cue: Cue | None = None
        self._heard: Counter[tuple[int, str]] = Counter()
        self._last_more, self._more_turn = "", -1
        self._said_whole = -1  # the step of which everything was just said

    def of(self, now: Now) -> list[str]:
        """The lines for this moment."""
        before, self._mode = self._mode, now.mode
        if now.mode is Mode.PAUSED:
            return self._paused(now) if before is not Mode.PAUSED else []
        if now.cue is self._cue:
            return (
                [f"  {countdown(now.left_in_cue_s)}  {words.instruction(now)}"]
                if before is not now.mode
                else []
            )
        last, self._cue = self._cue, now.cue
        is_other_step = last is None or (last.step, last.round_) != (now.cue.step, now.cue.round_)
        lines = self._head(now) if now.ready or is_other_step else []
        return lines if now.ready else [*lines, *self._now(now, None if is_other_step else last)]

    def _head(self, now: Now) -> list[str]:
        """The exercise that begins: how much of it, how it starts, why; everything where it is new."""
        name = words.name(now.step)
        title = f"{translated(words.GET_READY)}: {name}" if now.ready else name
        side, amount = words.side(now), words.amount(now)
        lines = ["", title, f"  {ended(amount)} {side}" if side else f"  {amount}"]
        lines += [f"  {words.take_along(now)}"] if words.take_along(now) else []
        if words.is_whole(now):
            self._said_whole = now.cue.step
            lines += self._whole(now)
        elif now.ready:
            lines.append(f"  {words.instruction(now)}")
        why = words.why(now, self._catalog, self._why)
        lines += [f"  {_('Why:')} {why}"] if why else []
        return [*lines, self._countdown(now)] if now.ready else lines

    def _countdown(self, now: Now) -> str:
        if now.waits:
            return f"  {_('[Enter] starts.')}"
        starts = f"  {_('[Enter] starts now.')}" if self.has_keys else ""
        return f"  {countdown(now.left_in_cue_s)}{starts}"

    def _whole(self, now: Now) -> list[str]:
        lines, number = [], 0
        for kind, said in words.whole(now):
            number += kind == "step"
            lines.append(f"  {number}. {said}" if kind == "step" else f"  {words.kind_label(kind)} {said}")
        return lines

    def _paused(self, now: Now) -> list[str]:
        return ["", f"  {words.instruction(now)}", *self._whole(now)]

    def _now(self, now: Now, last: Cue | None) -> list[str]:
        """The cue that begins."""
        cue = now.cue
        if cue.kind is CueKind.SWITCH:  # the other side's words are said once more
            self._heard = Counter({said: min(times, SAID_WHOLE - 1) for said, times in self._heard.items()})
        heard = self._heard[cue.step, cue.say]
        self._heard[cue.step, cue.say] += 1
        counted = cue.kind is not CueKind.HOLD or now.step.counted
        is_next = last is None or (cue.count, cue.set_) != (last.count, last.set_)
        if cue.kind in _MOVES and counted and heard >= SAID_WHOLE:
            return self._again(now, last) if is_next or not cue.of else []
        said = words.instruction(now)
        count = f" ({words.count(now)})" if is_next and words.count(now) else ""
        side = "" if words.names_side(now) else _side(now, last)
        lines = [f"  {countdown(cue.seconds)}  {said}{side}{count}"]
        return lines + (self._more_alone(now) if is_next and cue.of and self._said_whole != cue.step else [])

    def _again(self, now: Now, last: Cue | None) -> list[str]:
        """One more repetition; where none are counted, only one more thing to know now and then."""
        if not now.cue.of:
            is_time = int(now.into_step_s // words.EVERY_S) != self._more_turn
            return self._more_alone(now) if is_time and self._more(now) != self._last_more else []
        more = self._more(now)
        said = f"{words.count(now)}{_side(now, last)}"
        return [f"  {ended(said)} {more}" if more else f"  {said}"]

    def _more_alone(self, now: Now) -> list[str]:
        self._last_more, self._more_turn = self._more(now), int(now.into_step_s // words.EVERY_S)
        return [f"        {self._last_more}"] if self._last_more else []

    def _more(self, now: Now) -> str:
        """One more thing to know; a caution is marked."""
        line = words.line(now)
        return f"{words.kind_label('caution')} {line}" if words.is_caution(now) else line


def _side(now: Now, last: Cue | None) -> str:
    """The side, where it is another one."""
    if not now.cue.side or (last is not None and last.side == now.cue.side):
        return ""
    side = words.side(now)
    return f", {words.within(side[:1])}{side[1:]}"
