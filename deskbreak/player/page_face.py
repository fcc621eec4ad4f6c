"""The routine as a page in the person's own browser, served by this process while it is open."""

from __future__ import annotations

import html
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.atomic import write_atomically
from deskbreak.paths import find_profile
from deskbreak.platforms.browser import NoBrowser, browser_command, open_in_browser
from deskbreak.platforms.page import LocalPage, page_text
from deskbreak.player import end_words, words
from deskbreak.player.answer_timeout import AnswerTimeout
from deskbreak.player.clock import Clock
from deskbreak.player.face import ShownOnly
from deskbreak.player.moment import Mode
from deskbreak.player.page_figures import Figures
from deskbreak.player.page_state import News, page_state
from deskbreak.player.page_texts import page_texts, script_texts
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog
    from deskbreak.player.commands import Commands
    from deskbreak.player.progress import PlayProgress

FRAME_S = 1 / 8
OPEN_WITHIN_S = 15.0  # a browser that starts cold takes some
GONE_AFTER_S = 6.0  # a page that was reloaded is back sooner
FAREWELL_S = 1.0


class PageFace:
    """The routine as a page in the person's browser."""

    name = "page"

    def __init__(
        self, request: PlayRequest, session: Session, catalog: Catalog, *, folders: list[Path], clock: Clock
    ) -> None:
        self._opener = browser_command()
        self._request, self._session, self._catalog, self._clock = request, session, catalog, clock
        self._figures, self._news = Figures(folders, request.look), News()
        self._progress: PlayProgress | None = None
        self._timeout = AnswerTimeout(session, request.speed)
        self._lock = threading.Lock()
        self._server = self._opened(folders, find_profile(request.home).cache_dir)

    def _opened(self, folders: list[Path], cache: Path) -> LocalPage:
        """The server; where none may be opened, the routine is shown to read, and that is said."""
        try:
            return LocalPage(self._page, self._act, self._figures.ask)
        except OSError as error:
            file = _write_guide(self._session, self._catalog, folders, cache)
            open_in_browser(self._opener, file.as_uri())
            raise ShownOnly(
                english(
                    "the routine is shown to read only, in {file}, because this machine refuses the page its "
                    "place ({why}); log it with: deskbreak done",
                    file=file,
                    why=error.strerror,
                )
            ) from error

    def play(self, commands: Commands, progress: PlayProgress) -> None:
        """Serve until the session has ended, by the page, by time, or because the page was closed."""
        self._progress = progress
        try:
            self._server.open(self._opener)
            self._wait_for_page(commands)
            self._clock.begin()
            self._serve(commands, progress)
        finally:
            self._server.end()

    def _wait_for_page(self, commands: Commands) -> None:
        end = time.monotonic() + OPEN_WITHIN_S
        while not self._server.readers and self._session.mode is not Mode.ENDED:
            self._publish()
            commands.wait(0.05)
            late = ""
            if time.monotonic() > end:
                late = english(
                    "the browser did not open the page in {seconds} s", seconds=f"{OPEN_WITHIN_S:.0f}"
                )
            if why := self._server.refused or late:
                raise NoBrowser(f"{why}; {_other_face()}")

    def _serve(self, commands: Commands, progress: PlayProgress) -> None:
        alone_since: float | None = None
        while self._session.mode is not Mode.ENDED:
            with self._lock:
                self._session.tick(self._clock())
                self._timeout.look()
                progress.follow(self._session.now())
            self._publish()
            commands.wait(FRAME_S, self._lock)
            alone_since = None if self._server.readers else (alone_since or time.monotonic())
            if alone_since is not None and time.monotonic() - alone_since > GONE_AFTER_S:
                self._session.close(self._clock())
        self._publish()
        time.sleep(FAREWELL_S if self._server.readers else 0)

    def _publish(self) -> None:
        with self._lock:
            sounds = self._progress is not None and self._progress.sounds
            now, parts = self._session.now(), (self._session, self._catalog, self._figures, self._request)
            self._server.publish(page_state(now, *parts, self._news, sounds=sounds))

    def _act(self, wanted: dict[str, Any]) -> None:
        """What the person did on the page."""
        session, act = self._session, str(wanted.get("act"))
        with self._lock:
            self._timeout.renew()
            if act == "felt" and wanted.get("answer") in ("easy", "right", "hard"):
                session.felt(wanted["answer"])
            elif act == "sound" and self._progress is not None:
                self._progress.toggle_sound()
            elif act in dict(end_words.choices(session)):
                getattr(session, act)(self._clock())
            elif action := self._actions().get(act):
                action(self._clock())
        self._publish()

    def _actions(self) -> dict[str, Callable[[float], None]]:
        session = self._session
        playing = session.mode in (Mode.PLAYING, Mode.PAUSED)
        return {
            "main": session.start if playing and session.now().ready else session.toggle,
            "everything": session.pause if session.mode is Mode.PLAYING else session.resume,
            "next": session.next,
            "back": session.back,
            "too-hard": session.too_hard,
            "hurts": session.it_hurts,
            "done": session.done,
            "close": session.close,
        }

    def _page(self, nonce: str) -> str:
        data = {"theme": self._request.theme, "still": self._request.reduced_motion, "texts": script_texts()}
        shown = {
            "nonce": nonce,
            "title": words.title(self._session),
            "theme": self._request.theme,
            **page_texts(),
        }
        text = page_text(Path(__file__).parent)
        for name, said in shown.items():
            text = text.replace(f"{{{{{name}}}}}", html.escape(said))
        return text.replace("{{settings}}", json.dumps(data).replace("<", "\\u003c"))


def _other_face() -> str:
    """What works instead, in this session."""
    if os.environ.get("DISPLAY") or sys.platform in ("win32", "darwin"):
        return N_("set another face: deskbreak config set player.face window")
    return N_("in a terminal it works: deskbreak start --face terminal")


def _write_guide(session: Session, catalog: Catalog, folders: list[Path], cache: Path) -> Path:
    from deskbreak.player.guide import guide

    file = cache / "guide.html"
    try:
        write_atomically(file, guide(session.script, catalog, folders), 0o600)
    except OSError as error:
        what = english("{file} cannot be written: {why}", file=file, why=error.strerror)
        raise NoBrowser(what) from error
    return file
