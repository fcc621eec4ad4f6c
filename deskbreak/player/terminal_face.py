"""The routine in a terminal: big digits, a small figure, the words; plain lines where that is all there is."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from deskbreak.errors import DeskbreakError
from deskbreak.player import words
from deskbreak.player.keys import Keys
from deskbreak.player.patience import Patience
from deskbreak.player.protocol import Request
from deskbreak.player.session import Mode, Now, Session

if TYPE_CHECKING:
    from deskbreak.core.content import Catalog
    from deskbreak.core.cues import Cue
    from deskbreak.player.playing import Follower, Orders

FRAME_S = 0.1
PLAIN_S = 0.25
HELP = "[space] pause  [n] next  [b] back  [t] too hard  [h] it hurts  [d] done  [q] close"


class TerminalFace:
    """Prints to the terminal (stderr where stdout is the daemon's pipe)."""

    name = "terminal"

    def __init__(
        self,
        request: Request,
        session: Session,
        catalog: Catalog,
        folders: list[Path],
        clock: Callable[[], float],
    ) -> None:
        self._out = _terminal_out()
        self._request, self._session, self._catalog = request, session, catalog
        self._folders, self._clock = folders, clock
        rich = self._out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._screen = _screen(self._out, folders, session, catalog) if rich else None
        self._cue: Cue | None = None
        self._asked = False
        self._patience = Patience(session, request.speed)

    def play(self, orders: Orders, follower: Follower) -> None:
        self._begin()
        with Keys() as keys:
            while self._session.mode is not Mode.ENDED:
                self._session.tick(self._clock())
                now = self._session.now()
                self._show(now)
                follower.follow(now)
                pressed, news = keys.wait(self._pause(), orders.fd)
                if news:
                    orders.read()
                for key in pressed:
                    self._pressed(key)
                self._patience.look()
        self._end()

    def _pause(self) -> float:
        """Until the next frame; in fast time a cue is not longer than it takes to show it."""
        usual = FRAME_S if self._screen is not None else PLAIN_S
        return min(usual, max(self._session.now().left_in_cue_s / self._request.speed, 0.005))

    # -- showing ----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._request.first_run:
            for step in range(words.FIRST_STEPS):
                self._say(words.first_words(self._catalog, step))
        self._say(f"{self._session.script.name}: {words.clock(self._session.script.seconds)}")
        if self._screen is None:
            self._say(HELP)
        else:
            self._screen.start()

    def _show(self, now: Now) -> None:
        if now.mode is Mode.ASKING:
            self._ask()
        elif now.mode is Mode.HURT:
            pass
        elif self._screen is not None:
            self._screen.show(now)
        elif now.cue is not self._cue:
            self._line(now)

    def _line(self, now: Now) -> None:
        first = self._cue is None or self._cue.step != now.cue.step
        self._cue = now.cue
        if first:
            self._say(f"\n{now.step.name} ({now.step.dose})")
            for number, step in enumerate(now.step.instructions, 1):
                self._say(f"  {number}. {step}")
            if now.step.why:
                self._say(f"  Why: {words.why(now, self._catalog)}")
        count = f" ({words.count(now)})" if words.count(now) else ""
        said = words.instruction(now)
        side = "" if now.cue.side in said.casefold() else f", {words.side(now)}"
        self._say(f"  {words.clock(now.cue.seconds)}  {said}{side}{count}")

    def _ask(self) -> None:
        if self._asked:
            return
        self._asked = True
        if self._screen is not None:
            self._screen.stop()
        self._say(
            f"{words.farewell(self._session)}. {words.done_today(self._session)} {words.time_away(self._session)}"
        )
        self._say(f"{words.ASK}  [1] easy  [2] just right  [3] hard  [Enter] say nothing")
        self._say(words.soreness(self._catalog))

    def _end(self) -> None:
        if self._screen is not None:
            self._screen.stop()
        session = self._session
        if session.hurt is not None and (notice := self._catalog.notices.get("stop-when-it-hurts")):
            self._say(f"{notice.title} {' '.join(notice.text)}")
            self._say(words.left_out(session))
        elif not self._asked:
            self._say(words.done_today(session))

    def _say(self, text: str) -> None:
        try:
            print(wrapped(text, self._out), file=self._out, flush=True)
        except (OSError, ValueError):
            pass  # the terminal is gone; the routine still ends properly

    # -- keys -------------------------------------------------------------------------------------------

    def _pressed(self, key: str) -> None:
        self._patience.renew()
        session, now = self._session, self._clock()
        if session.mode is Mode.ASKING:
            session.felt({"1": "easy", "2": "right", "3": "hard"}.get(key))
            return
        actions = {
            " ": session.toggle,
            "p": session.toggle,
            "n": session.next,
            "": session.next,
            "b": session.back,
            "t": session.too_hard,
            "h": session.it_hurts,
            "d": session.done,
            "q": session.close,
        }
        if action := actions.get(key):
            action(now)
        if session.mode is Mode.HURT:
            session.close(now)


def wrapped(text: str, out: TextIO) -> str:
    """Lines as wide as the terminal, broken between words; elsewhere the text as it is."""
    if not out.isatty():
        return text
    width = os.get_terminal_size(out.fileno()).columns or 80
    lines = text.split("\n")
    indents = [" " * (len(line) - len(line.lstrip())) for line in lines]
    return "\n".join(
        textwrap.fill(line, max(width, 20), subsequent_indent=indent)
        for line, indent in zip(lines, indents, strict=True)
    )


def _terminal_out() -> TextIO:
    """Where a person reads: the terminal, or what stderr leads to."""
    if sys.platform != "win32":
        try:
            return open("/dev/tty", "w", encoding="utf-8")
        except OSError:
            pass
    if sys.stderr is None:
        raise DeskbreakError("no terminal")
    return sys.stderr


def _screen(out: TextIO, folders: list[Path], session: Session, catalog: Catalog) -> Any:
    try:
        from deskbreak.player.terminal_screen import Screen
    except ImportError:
        return None
    return Screen(out, folders, session, catalog)
