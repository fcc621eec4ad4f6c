"""The applications folder on macOS: a small bundle in ~/Applications that opens deskbreak."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

from deskbreak.atomic import write_atomically
from deskbreak.errors import DeskbreakError
from deskbreak.plain_file import read_plain
from deskbreak.platforms.autostart.command import program
from deskbreak.platforms.launcher.entry import ID, MADE_BY, NAME, WITH_LOGIN
from deskbreak.platforms.launcher.icons import READABLE, SHIPPED
from deskbreak.platforms.launcher.port import Installed
from deskbreak.sentences import N_, english

RUNNABLE = 0o755
MAX_BYTES = 64 * 1024  # of a property list


class AppBundle:
    """An application bundle in the person's Applications folder on macOS."""

    backend = "bundle"

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or Path.home() / "Applications") / f"{NAME}.app"

    def turn_on(self, home: Path | None, *, with_login: bool = False) -> None:
        if self.path.exists() and not self._made_here():
            raise DeskbreakError(
                english(
                    "{path} is not from deskbreak and was left as it is; move it away first", path=self.path
                )
            )
        contents = self.path / "Contents"
        command = [*program(), "desktop", "do", "open", *(["--home", str(home)] if home else [])]
        try:
            write_atomically(contents / "MacOS" / NAME, _script(command), RUNNABLE)
            write_atomically(contents / "Resources" / f"{NAME}.icns", _icon(), READABLE)
            stays = self._made_here() and not self._about().get(WITH_LOGIN)
            about = {WITH_LOGIN: True} if with_login and not stays else {}
            write_atomically(contents / "Info.plist", plistlib.dumps(_ABOUT | about), READABLE)
        except OSError as trouble:
            raise self._refused("written", trouble) from trouble

    def turn_off(self, *, with_login: bool = False) -> None:
        if not self._made_here() or (with_login and not self._about().get(WITH_LOGIN)):
            return
        try:
            shutil.rmtree(self.path)
        except OSError as trouble:
            raise self._refused("removed", trouble) from trouble

    def look(self) -> Installed:
        mine = self._made_here()
        gone = mine and not os.access(program()[0], os.X_OK)
        return Installed(
            on=mine,
            backend=self.backend,
            place=str(self.path) if mine else "",
            icons=(self.path / "Contents" / "Resources" / f"{NAME}.icns").is_file(),
            trouble=_gone(program()[0]) if gone else "",
        )

    def _made_here(self) -> bool:
        return bool(self._about().get(MADE_BY))

    def _about(self) -> dict[str, object]:
        try:
            found = plistlib.loads(read_plain(self.path / "Contents" / "Info.plist", max_bytes=MAX_BYTES))
        except Exception:  # none, or not one of ours: plistlib lets its parsers' own errors through
            return {}
        return found if isinstance(found, dict) else {}

    def _refused(self, done: str, trouble: OSError) -> DeskbreakError:
        return DeskbreakError(_refused(done, self.path, trouble.strerror or trouble))


_ABOUT: dict[str, object] = {
    "CFBundleIdentifier": ID,
    "CFBundleName": NAME,
    "CFBundleDisplayName": NAME,
    "CFBundleExecutable": NAME,
    "CFBundleIconFile": NAME,
    "CFBundlePackageType": "APPL",
    "CFBundleShortVersionString": "1.0",
    "LSUIElement": True,  # no icon in the Dock: it opens a page and is done
    MADE_BY: True,
}


def _script(command: Sequence[str]) -> str:
    return f"#!/bin/sh\nexec {shlex.join(command)}\n"


def _icon() -> bytes:
    return (SHIPPED / "deskbreak.icns").read_bytes()


def _gone(program: str) -> str:
    return english("{program} is gone", program=program) + "; " + N_("write it again: deskbreak desktop on")


def _refused(done: str, path: object, why: object) -> str:
    if done == "removed":
        said = english("{path} cannot be removed: {why}", path=path, why=why)
    else:
        said = english("{path} cannot be written: {why}", path=path, why=why)
    return said + "; " + N_("check its permissions")
