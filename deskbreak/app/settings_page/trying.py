"""Starts a routine from the settings page: in the running daemon, or without one in a process of its own."""

from __future__ import annotations

import subprocess
import tempfile

from deskbreak.app.client import ask
from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile
from deskbreak.platforms.autostart.command import own_command
from deskbreak.platforms.session import has_display
from deskbreak.sentences import N_, english

FAILS_WITHIN_S = 2.0  # what cannot start says so by then


class Trial:
    """At most one routine at a time is played without a daemon."""

    def __init__(self, profile: Profile, argv: list[str] | None = None) -> None:
        self._profile = profile
        self._argv = argv
        self.running: subprocess.Popen[bytes] | None = None

    def start(self, face: str = "auto") -> str:
        """Start one, shown as the settings say; a sentence that it starts.

        The page's user would not see a terminal, so the browser shows it instead. Raises DeskbreakError with the
        reason why it does not start.
        """
        try:
            return str(ask(self._profile, "start")["said"])
        except NoDaemon:
            return self._alone(face)

    def _alone(self, face: str) -> str:
        if self.running is not None and self.running.poll() is None:
            raise DeskbreakError(N_("a routine is on already"))
        seen = ["--face", "page"] if face == "terminal" or not has_display() else []
        argv = self._argv or [*own_command("start", self._profile.home), *seen]
        with tempfile.TemporaryFile() as said:
            try:
                self.running = subprocess.Popen(
                    argv,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    start_new_session=True,  # it goes on when the page is closed
                )
                code = self.running.wait(FAILS_WITHIN_S)
            except OSError as error:
                raise DeskbreakError(
                    english("{program} does not start: {why}", program=argv[0], why=error.strerror)
                ) from error
            except subprocess.TimeoutExpired:
                return N_("The routine starts.")
            if code:
                said.seek(0)
                last = said.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
                raise DeskbreakError(
                    last[-1] if last else N_("the routine did not start; see: deskbreak doctor")
                )
        return N_("The routine is over.")
