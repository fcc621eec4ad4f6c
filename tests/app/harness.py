"""`DaemonHarness`: the real daemon, made by `build`, with a desktop and clocks that a test moves by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deskbreak.app.build import build
from deskbreak.app.daemon import Daemon
from deskbreak.app.options import Options
from deskbreak.core import machine
from deskbreak.core.events import Tick
from deskbreak.core.plan import Break, OfferRules, Plan, Range
from deskbreak.paths import Profile
from deskbreak.platforms.busy.port import Probed
from deskbreak.platforms.notify.port import Note
from deskbreak.platforms.port import PortState
from deskbreak.values import replace

MONDAY_9 = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
MOBILITY = Break("mobility", every_s=2700.0, routine="auto", lasts_s=180.0)


@dataclass
class FakeClock:
    """Both clocks, moved by hand."""

    at: float = MONDAY_9
    slept: float = 0.0
    ahead: float = 0.0  # what was set by hand
    speed: float = 1.0

    def now(self) -> float:
        return self.at

    def mono(self) -> float:
        return self.at - MONDAY_9 - self.slept - self.ahead

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.slept += seconds

    def set(self, by: float) -> None:
        """The wall clock is set."""
        self.at += by
        self.ahead += by

    def slept_s(self) -> float:
        return self.slept

    def real_s(self, seconds: float) -> float:
        return seconds


@dataclass
class FakeWatch:
    after_s: float
    on_idle: Callable[[float], None]
    on_active: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class FakeDesktop:
    """Every port at once; keeps what it was told and says what the test wants."""

    idle_is: str = "ok"
    locked: bool | None = None
    watches: list[FakeWatch] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    asked: list[Callable[[dict[str, Probed]], None]] = field(default_factory=list)
    probes_wait: bool = False
    token = ""
    bus = None
    answers = True
    reports_jumps = False

    def __post_init__(self) -> None:
        self.notify = self.idle = self.busy = self.power = self.tray = self

    def watch(self, after_s: float, on_idle: Any, on_active: Any) -> FakeWatch:
        self.watches.append(FakeWatch(after_s, on_idle, on_active))
        return self.watches[-1]

    def watched(self, after_s: float) -> FakeWatch:
        """The one watch of that length that is not cancelled."""
        (found,) = [one for one in self.watches if one.after_s == after_s and not one.cancelled]
        return found

    def state(self) -> PortState:
        return PortState("hand", self.idle_is)  # type: ignore[arg-type]

    def ports(self) -> dict[str, dict[str, str]]:
        return {name: self.state().as_dict() for name in ("notify", "tray", "idle", "busy", "power")}

    def ask(self, _names: object, on_answer: Callable[[dict[str, Probed]], None]) -> None:
        self.asked.append(on_answer)
        if not self.probes_wait:
            self.answer()

    def answer(self) -> None:
        while self.asked:
            self.asked.pop()({})

    def show(self, note: Any) -> None:
        if isinstance(note, Note):
            self.notes.append(note)

    def configure(self, *_lists: object) -> None: ...
    def menu_changed(self) -> None: ...
    def close(self, *_tag: object) -> None: ...
    def stop(self) -> None: ...


class DaemonHarness:
    """A daemon that has begun, at nine on a Monday."""

    def __init__(self, loop: Any, home: Path, *breaks: Break, starts: bool = True, **desktop: Any) -> None:
        self.loop, self.home = loop, home
        self.clock, self.desktop = FakeClock(), FakeDesktop(**desktop)
        self.profile = Profile(home, home, home, home / "cache")
        self.plan = Plan(
            hours=((Range(0, 1440),),) * 7,
            breaks=breaks or (MOBILITY,),
            offer=OfferRules(heads_up_s=0.0, wait_for_pause_s=5.0, wait_at_most_s=300.0),
            zone=UTC,
        )
        self.daemon = self._build()
        if starts:
            self.starts()

    def _build(self) -> Daemon:
        return build(
            self.loop,
            self.profile,
            Options(),
            lambda _on_note, _on_power: self.desktop,  # type: ignore[arg-type,return-value]
            clock=self.clock,  # type: ignore[arg-type]
            machine="desk",
        )

    def starts(self) -> None:
        self.daemon.use_plan(self.plan)
        self.daemon.inputs.look_at_idle()

    def dies(self) -> None:
        """As after `kill -9`: nothing is said, what was saved stays; another daemon begins."""
        self.daemon.records.journal.close()
        self.daemon.server.close()
        self.daemon = self._build()
        self.starts()

    def goes_on(self, seconds: float) -> None:
        """Time goes by; the daemon wakes when it wants to."""
        end = self.clock.at + seconds
        while self.clock.at < end:
            state = self.daemon.engine.state
            self.clock.at = min(machine.next_wake(state, self.daemon.engine.plan, self.clock.at), end)
            self.daemon.engine.handle(Tick(*self.daemon.engine.clocks()))

    def edits(self, **changes: Any) -> None:
        self.plan = replace(self.plan, **changes)
        self.daemon.use_plan(self.plan)

    @property
    def phase(self) -> str:
        return self.daemon.engine.view().phase.value

    @property
    def outcomes(self) -> list[str]:
        return [row.outcome for row in self.daemon.records.rows(0.0)]

    def leaves_result(self, uid: str, **more: Any) -> None:
        """What a player leaves in the outbox."""
        self.profile.outbox.mkdir(exist_ok=True)
        result = {
            "uid": uid,
            "at": self.clock.at,
            "routine": "cat-cow",
            "break": "mobility",
            "outcome": "taken",
            "seconds": 45,
            "exercises": ["cat-cow"],
        }
        (self.profile.outbox / f"{uid}.json").write_text(json.dumps(result | more))

    def close(self) -> None:
        self.daemon.meetings.close()
        self.daemon.source.close()
        self.daemon.server.close()
        self.daemon.schedule.close()
        self.daemon.records.close()
