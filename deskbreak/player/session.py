"""A routine being played: where it stands, what was done, how it ended. Pure; every face shares it.

Time comes in as seconds of the player's own clock (already multiplied by its speed). The position in the
script only moves while the session plays.
"""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.core.cues import Cue, CueKind, Script, ScriptStep
from deskbreak.core.splice import spliced
from deskbreak.player.moment import Mode, Now
from deskbreak.player.places import cue_at, is_done_in, reading_s, repetition, step_bounds, work_s
from deskbreak.values import dataclass, field

DONE_SHARE = 0.8  # a step counts as done when so much of it was played
AWAY_SHARE = 0.5  # where presence is known, a walk counts when the desk was empty for so much of it
BACK_TWICE_S = 3.0  # going back this soon after a step's start goes to the step before


@dataclass(slots=True)
class Session:
    """One playing of `script`. Every method takes the time; a second answer to the end changes nothing."""

    script: Script
    unmet: frozenset[str] = frozenset()  # exercises that the person has not met before
    waits: bool = False  # getting ready ends only with `start`
    easier: Callable[[ScriptStep], Script | None] = lambda _step: None  # a step's easier form
    gentler: Callable[[], Script | None] = lambda: None  # what may be done after something hurt
    mode: Mode = Mode.PLAYING
    answer: str | None = None
    hurt: str | None = None
    _position: float = 0.0
    _at: float = 0.0
    _played: dict[int, float] = field(default_factory=dict)  # step -> seconds played, all rounds
    _too_hard: set[int] = field(default_factory=set)
    _eased: list[str] = field(default_factory=list)  # the names of steps whose easier form was played instead
    _easier: Script | None = None  # what `TOO_HARD` asks about
    _reading: dict[int, float] = field(default_factory=dict)  # new step -> seconds left for reading it
    _before: list[ScriptStep] = field(default_factory=list)  # done before something gentler took over
    _said_done: bool = False
    _active_s: float = 0.0
    _is_away: bool = False
    _watched: bool = False  # the daemon reported that the person left or came back
    _away_s: dict[int, float] = field(default_factory=dict)  # walk -> seconds away from the desk

    # -- time -------------------------------------------------------------------------------------------

    def tick(self, now: float) -> None:
        """Let the time since the last call go by."""
        passed, self._at = max(now - self._at, 0.0), now
        if self.mode is not Mode.PLAYING:
            return
        self._active_s += self._play(passed)

    def _play(self, passed: float) -> float:
        """Move on by so much; gives how much of it was played: neither read about, nor after the end."""
        seconds, reading = passed, 0.0
        while seconds > 0 and self._position < self.script.seconds:
            cue = self._cue()
            if cue.kind is CueKind.POSITION:
                if self.waits:
                    break
                read = min(seconds, self._reading_left(cue))
                self._reading[cue.step] = self._reading_left(cue) - read
                seconds -= read
                reading += read
                if seconds <= 0:
                    break
            part = min(seconds, cue.start_s + cue.seconds - self._position)
            if part <= 1e-9:
                self._position = cue.start_s + cue.seconds + 1e-9
                continue
            if is_done_in(cue):
                self._played[cue.step] = self._played.get(cue.step, 0.0) + part
            if self._is_away:
                self._away_s[cue.step] = self._away_s.get(cue.step, 0.0) + part
            self._position += part
            seconds -= part
        if self._position >= self.script.seconds - 1e-6:
            self._finish()
        return passed - reading - max(seconds, 0.0)

    def _reading_left(self, cue: Cue) -> float:
        """Seconds for reading about an exercise that is new, before getting ready counts; none the second time."""
        step = self.script.steps[cue.step]
        if step.exercise not in self.unmet:
            return 0.0
        return self._reading.setdefault(cue.step, reading_s(step))

    def _finish(self) -> None:
        """All is played: ask how it was, unless everything was passed over or something hurt before."""
        asks = self.hurt is None and self.steps_done()
        self.mode = Mode.ASKING if asks else Mode.ENDED

    def now(self) -> Now:
        """The moment as of the last `tick`."""
        cue = self._cue()
        start, end = step_bounds(self.script, cue)
        later = next((one.step for one in self.script.cues if one.start_s >= end - 1e-9), None)
        following = self.script.steps[later] if later is not None else None
        whole = self.script.seconds or 1.0
        ready = cue.kind is CueKind.POSITION
        reading = self._reading_left(cue) if ready else 0.0
        done, of = repetition(self.script, cue)
        return Now(
            mode=self.mode,
            cue=cue,
            step=self.script.steps[cue.step],
            into_cue_s=self._position - cue.start_s,
            left_in_cue_s=max(cue.start_s + cue.seconds - self._position, 0.0) + reading,
            into_step_s=self._position - start,
            left_in_step_s=max(end - self._position, 0.0),
            progress=min(self._position / whole, 1.0),
            next_step=following,
            ready=ready,
            new=ready and self.script.steps[cue.step].exercise in self.unmet,
            waits=self.waits,
            repetition=done,
            repetitions=of,
            holds=any(one.kind is CueKind.HOLD for one in self.script.cues if one.step == cue.step),
        )

    def _cue(self) -> Cue:
        return cue_at(self.script, self._position)

    # -- what the person says ---------------------------------------------------------------------------

    def pause(self, now: float) -> None:
        self.tick(now)
        if self.mode is Mode.PLAYING:
            self.mode = Mode.PAUSED

    def resume(self, now: float) -> None:
        self.tick(now)
        if self.mode is Mode.PAUSED:
            self.mode = Mode.PLAYING

    def toggle(self, now: float) -> None:
        """The main key: start while getting ready, else pause and go on; a question is answered by going on."""
        if self.mode in (Mode.PAUSED, Mode.TOO_HARD):
            self.mode = Mode.PAUSED if self.mode is Mode.TOO_HARD else self.mode
            self.resume(now)
        elif self._cue().kind is CueKind.POSITION:
            self.start(now)
        else:
            self.pause(now)

    def start(self, now: float) -> None:
        """Ready: the rest of getting ready is left out."""
        self.tick(now)
        cue = self._cue()
        if self.mode in (Mode.PLAYING, Mode.PAUSED) and cue.kind is CueKind.POSITION:
            self._reading[cue.step] = 0.0
            self.mode = Mode.PLAYING
            self._go_to(cue.start_s + cue.seconds)

    def next(self, now: float) -> None:
        """On to the next step; what was played of this one stays played."""
        self.tick(now)
        if self.mode in (Mode.PLAYING, Mode.PAUSED):
            self._go_to(step_bounds(self.script, self._cue())[1])

    def back(self, now: float) -> None:
        """Back to the start of this step, or of the one before when this one has hardly started."""
        self.tick(now)
        if self.mode not in (Mode.PLAYING, Mode.PAUSED):
            return
        start, _ = step_bounds(self.script, self._cue())
        if self._position - start < BACK_TWICE_S and start > 0:
            before = [cue for cue in self.script.cues if cue.start_s < start]
            start, _ = step_bounds(self.script, before[-1])
        self._go_to(start)

    def _go_to(self, position: float) -> None:
        self._position = position
        if position >= self.script.seconds - 1e-6:
            self._finish()

    def too_hard(self, now: float) -> None:
        """Offer the easier form of this step, or leave it out where there is none; its dose is smaller next time."""
        self.tick(now)
        if self.mode not in (Mode.PLAYING, Mode.PAUSED):
            return
        self._easier = self.easier(self.script.steps[self._cue().step])
        if self._easier is None or not self._easier.cues:
            self.leave_out(now)
        else:
            self.mode = Mode.TOO_HARD

    @property
    def easier_step(self) -> ScriptStep | None:
        """What the easier form is, while it is asked about."""
        return self._easier.steps[0] if self._easier is not None and self.mode is Mode.TOO_HARD else None

    def try_easier(self, now: float) -> None:
        """Play the easier form instead, from its beginning."""
        self.tick(now)
        if self.mode is not Mode.TOO_HARD or self._easier is None:
            return
        cue = self._cue()
        self._eased.append(self.script.steps[cue.step].name)
        self.script = spliced(self.script, cue.step, self._easier)
        self._played[cue.step] = 0.0
        self.mode, self._easier = Mode.PLAYING, None
        same = (one.start_s for one in self.script.cues if (one.step, one.round_) == (cue.step, cue.round_))
        self._position = next(same)

    def nobody_chose(self) -> None:
        """The question was not answered: the easier form is played."""
        self.try_easier(self._at)

    def leave_out(self, now: float) -> None:
        """On to the next step; this one was too hard."""
        self.tick(now)
        if self.mode in (Mode.PLAYING, Mode.PAUSED, Mode.TOO_HARD):
            self.mode = Mode.PLAYING
            self._too_hard.add(self._cue().step)
            self._go_to(step_bounds(self.script, self._cue())[1])

    def it_hurts(self, now: float) -> None:
        """Stop at once."""
        self.tick(now)
        if self.mode in (Mode.PLAYING, Mode.PAUSED, Mode.TOO_HARD):
            self.hurt = self.script.steps[self._cue().step].exercise
            self.mode = Mode.HURT

    def not_hurt(self, now: float) -> None:
        """It was pressed by mistake: nothing is recorded as painful, and the routine waits where it was."""
        self.tick(now)
        if self.mode is Mode.HURT:
            self.hurt, self.mode = None, Mode.PAUSED

    @property
    def gentle_step(self) -> ScriptStep | None:
        """What gentler thing is offered after something hurt."""
        gentle = self.gentler() if self.mode is Mode.HURT else None
        return gentle.steps[0] if gentle is not None and gentle.steps else None

    def go_gently(self, now: float) -> None:
        """Something gentler instead of the rest. What hurt stays recorded."""
        self.tick(now)
        gentle = self.gentler() if self.mode is Mode.HURT else None
        if gentle is None or not gentle.cues:
            return
        self._before = self.steps_done()
        self.script, self._position = gentle, 0.0
        self._played, self._away_s, self._reading = {}, {}, {}
        self._too_hard = set()
        self.mode = Mode.PLAYING

    def done(self, now: float) -> None:
        """The person says that they did it: whatever is left counts as done."""
        self.tick(now)
        if self.mode in (Mode.PLAYING, Mode.PAUSED):
            self._said_done = True
            self.mode = Mode.ASKING

    def went_away(self, now: float, for_s: float = 0.0) -> None:
        """The desk has been empty for `for_s` seconds: during a walk that is what it should be."""
        self.tick(now)
        if not self._is_away:
            cue = self._cue()
            earlier = min(for_s, self._played.get(cue.step, 0.0))
            self._away_s[cue.step] = self._away_s.get(cue.step, 0.0) + earlier
        self._is_away = self._watched = True

    def came_back(self, now: float) -> None:
        """The person is at the desk again: a walk that was long enough is over, a shorter one may go on."""
        self.tick(now)
        self._is_away, self._watched = False, True
        step = self._cue().step
        if self.mode is Mode.PLAYING and self.script.steps[step].walk and self._is_done(step):
            self._go_to(step_bounds(self.script, self._cue())[1])

    @property
    def is_back(self) -> bool:
        """Return True if the person is known to be at the desk after a walk."""
        return self._watched and not self._is_away

    def felt(self, answer: str | None) -> None:
        """The answer to easy, right or hard; None: no answer."""
        if self.mode is Mode.ASKING:
            self.answer = answer
            self.mode = Mode.ENDED

    def close(self, now: float) -> None:
        """The window was closed, or the end was reached and left."""
        self.tick(now)
        self.mode = Mode.ENDED

    def leave(self) -> None:
        """The person is gone and reads no last words."""
        self.mode = Mode.ENDED

    # -- how it ended -----------------------------------------------------------------------------------

    @property
    def active_s(self) -> float:
        """How long it really played, pauses left out."""
        return self._active_s

    def steps_done(self) -> list[ScriptStep]:
        """The steps that were really done."""
        return self._before + [step for number, step in enumerate(self.script.steps) if self._is_done(number)]

    def _is_done(self, number: int) -> bool:
        if number in self._too_hard:
            return False
        if self._said_done and self.hurt is None:
            return True
        step = self.script.steps[number]
        if step.walk and self._watched and self._away_s.get(number, 0.0) < step.seconds * AWAY_SHARE:
            return False
        return self._played.get(number, 0.0) >= work_s(self.script, number) * DONE_SHARE - 1e-6

    def exercises(self) -> list[str]:
        """The exercises that were really done, each once, in order."""
        return list(dict.fromkeys(step.exercise for step in self.steps_done()))

    def outcome(self) -> str:
        """taken, partly, stopped, or skipped where nothing was done."""
        if self.hurt is not None:
            return "stopped"
        needed = [number for number, step in enumerate(self.script.steps) if not step.optional]
        done = [number for number in range(len(self.script.steps)) if self._is_done(number)]
        if done and set(needed) <= set(done) | self._too_hard:
            return "taken"
        return "partly" if done else "skipped"

    def too_hard_names(self) -> list[str]:
        """The steps that were left out, or done in an easier form, because they were too hard."""
        return [*self._eased, *(self.script.steps[number].name for number in sorted(self._too_hard))]

    def felt_hard(self) -> str | None:
        """The answer for progression: a step that was too hard speaks for itself."""
        return "hard" if (self._too_hard or self._eased) and self.answer is None else self.answer
