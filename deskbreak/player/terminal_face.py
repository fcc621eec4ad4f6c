"""The routine in a terminal: big digits, a small figure, the words; plain lines where that is all there is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from deskbreak.cells import broken
from deskbreak.core.durations import countdown
from deskbreak.errors import DeskbreakError
from deskbreak.language import _, ended, p_, translated
from deskbreak.player import end_words, words
from deskbreak.player.answer_timeout import AnswerTimeout
from deskbreak.player.keys import Keys
from deskbreak.player.moment import Mode, Now
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session
from deskbreak.player.terminal_keys import keys_of, press
from deskbreak.player.terminal_lines import PlainLines
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog
    from deskbreak.player.commands import Commands
    from deskbreak.player.progress import PlayProgress

FRAME_S = 0.1
PLAIN_S = 0.25
_KEPT = "\u00a0"  # a space at which no line is broken
_QUESTIONS = (Mode.ASKING, Mode.HURT, Mode.TOO_HARD)


class TerminalFace:
    """Prints to the terminal (stderr where stdout is the daemon's pipe)."""

    name = "terminal"

    def __init__(
        self,
        request: PlayRequest,
        session: Session,
        catalog: Catalog,
        *,
        folders: list[Path],
        clock: Callable[[], float],
    ) -> None:
        self._out = _terminal_out()
        self._request, self._session, self._catalog = request, session, catalog
        self._folders, self._clock = folders, clock
        rich = self._out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._screen = (
            _screen(self._out, folders, session, catalog=catalog, request=request) if rich else None
        )
        self._lines = PlainLines(catalog, request.why)
        self._asked: Mode | None = None  # the question that is on the screen
        self._timeout = AnswerTimeout(session, request.speed)

    def play(self, commands: Commands, progress: PlayProgress) -> None:
        with Keys() as keys:
            self._begin(progress, has_keys=keys.open)
            while self._session.mode is not Mode.ENDED:
                self._session.tick(self._clock())
                now = self._session.now()
                self._show(now, progress)
                progress.follow(now)
                pressed, news = keys.wait(self._pause(), commands.fd)
                if news:
                    commands.read()
                for key in pressed:
                    self._pressed(key, progress)
                if not keys.open:  # the terminal has gone: Start cannot be pressed any more
                    self._session.waits = self._lines.has_keys = False
                self._timeout.look()
        self._end()

    def _pause(self) -> float:
        """Until the next frame; in fast time a cue is not longer than it takes to show it."""
        usual = FRAME_S if self._screen is not None else PLAIN_S
        return min(usual, max(self._session.now().left_in_cue_s / self._request.speed, 0.005))

    # -- showing ----------------------------------------------------------------------------------------

    def _begin(self, progress: PlayProgress, *, has_keys: bool) -> None:
        self._session.waits = self._session.waits and has_keys
        self._lines.has_keys = has_keys
        if self._request.first_run and self._screen is None:
            for step in range(words.FIRST_STEPS):
                self._say(words.first_words(self._catalog, step))
        self._say(f"{words.title(self._session)}: {countdown(self._session.script.seconds)}")
        if self._screen is None and has_keys:
            keys = keys_of(self._session.now(), sounds=progress.sounds)[1:]
            main = [(p_("key", "Enter"), _("start, next")), (p_("key", "space"), _("pause, go on"))]
            said = [*main, *keys]
            self._say("  ".join(f"[{key}] {does}".replace(" ", _KEPT) for key, does in said))

    def _show(self, now: Now, progress: PlayProgress) -> None:
        if now.mode in _QUESTIONS:
            self._ask(now.mode)
            return
        self._asked = None
        if self._screen is not None:
            self._screen.start()
            self._screen.show(now, sounds=progress.sounds)
            return
        for line in self._lines.of(now):
            self._say(line)

    def _ask(self, mode: Mode) -> None:
        """A question, once."""
        if self._asked is mode:
            return
        self._asked = mode
        if self._screen is not None:
            self._screen.stop()
        if mode is Mode.ASKING and not self._lines.has_keys:  # an answer cannot be typed
            self._say(f"\n{_summary(self._session)}")
            return
        for line in _question(mode, self._session, self._catalog):
            self._say(line)

    def _end(self) -> None:
        if self._screen is not None:
            self._screen.stop()
        session = self._session
        if session.hurt is not None and self._asked is not Mode.HURT:
            self._say(end_words.left_out(session))
        if self._asked not in (Mode.ASKING, Mode.HURT):
            self._say(end_words.done_today(session))

    def _say(self, text: str) -> None:
        try:
            print(wrapped(text, self._out), file=self._out, flush=True)
        except (OSError, ValueError):
            pass  # the terminal is gone; the routine still ends properly

    # -- keys -------------------------------------------------------------------------------------------

    def _pressed(self, key: str, progress: PlayProgress) -> None:
        self._timeout.renew()
        if key == "m":
            progress.toggle_sound()
            if self._screen is None:
                self._say(f"  {words.sound_said(progress.sounds)}")
        else:
            press(key, self._session, self._clock())


def _summary(session: Session) -> str:
    """What was done, in a line."""
    farewell = ended(end_words.farewell(session))
    return f"{farewell} {end_words.done_today(session)} {end_words.time_away(session)}"


def _question(mode: Mode, session: Session, catalog: Catalog) -> list[str]:
    """The lines of a question, with the keys that answer it."""
    if mode is Mode.ASKING:
        answers = [
            f"[{number}] {words.within(translated(label))}"
            for number, (_answer, label) in enumerate(end_words.ANSWERS, 1)
        ]
        asked = "  ".join((translated(end_words.ASK), *answers, f"[{p_('key', 'Enter')}] {_('say nothing')}"))
        return ["", _summary(session), asked, end_words.soreness(catalog)]
    if mode is Mode.HURT:
        title, *signs, ours = end_words.warning_signs(catalog) or ("", "")
        lines = list(end_words.when_it_hurts(catalog))
        lines += ["", title, *(f"  - {sign}" for sign in signs), f"  {ours}", "", end_words.left_out(session)]
    else:
        lines = [translated(end_words.TOO_HARD_TITLE), translated(end_words.TOO_HARD_TEXT)]
    choices = [f"[{number}] {label}" for number, (_act, label) in enumerate(end_words.choices(session), 1)]
    return ["", *lines, *choices, _("[Enter] is the first of them.")]


def wrapped(text: str, out: TextIO) -> str:
    """Lines as wide as the terminal, broken between words; elsewhere the text as it is."""
    if not out.isatty():
        return text.replace(_KEPT, " ")
    width = os.get_terminal_size(out.fileno()).columns or 80
    lines = text.split("\n")
    indents = [" " * (len(line) - len(line.lstrip())) for line in lines]
    return "\n".join(
        "\n".join(broken(line, max(width, 20), later=indent))
        for line, indent in zip(lines, indents, strict=True)
    ).replace(_KEPT, " ")


def _terminal_out() -> TextIO:
    """Where a person reads: the terminal, or what stderr leads to."""
    if sys.platform != "win32":
        try:
            return open("/dev/tty", "w", encoding="utf-8")
        except OSError:
            pass
    if sys.stderr is None:
        raise DeskbreakError(N_("no terminal"))
    return sys.stderr


def _screen(
    out: TextIO, folders: list[Path], session: Session, *, catalog: Catalog, request: PlayRequest
) -> Any:
    try:
        from deskbreak.player.terminal_screen import TerminalScreen
    except ImportError:
        return None
    return TerminalScreen(out, folders, session, catalog=catalog, request=request)
