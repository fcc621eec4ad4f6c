"""The applications menu on Linux: a desktop entry and icons below $XDG_DATA_HOME, where every desktop looks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from deskbreak.atomic import write_atomically
from deskbreak.errors import DeskbreakError
from deskbreak.paths import source_tree
from deskbreak.plain_file import read_plain
from deskbreak.platforms.autostart.command import program
from deskbreak.platforms.desktop_file import main_group, plain_string
from deskbreak.platforms.launcher import icons, link
from deskbreak.platforms.launcher.entry import ID, MADE_BY, MADE_HERE, WITH_LOGIN, entry
from deskbreak.platforms.launcher.port import Installed
from deskbreak.sentences import N_, english

MAX_BYTES = 64 * 1024  # of an entry

FILE = f"{ID}.desktop"
AGAIN = N_("write it again: deskbreak desktop on")


class XdgLauncher:
    """A desktop file in the applications menu, with its icons."""

    backend = "xdg"

    def __init__(self) -> None:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        self.path = data / "applications" / FILE
        self._theme = data / "icons" / "hicolor"

    def turn_on(self, home: Path | None, *, with_login: bool = False) -> None:
        mine, brought = self._made_here(), self._by_package()
        if brought and (home is None or brought == str(self.path)):
            return
        if self.path.exists() and not mine:
            raise DeskbreakError(
                english(
                    "{path} is not from deskbreak and was left as it is; move it away first", path=self.path
                )
            )
        stays = mine and not self._keys().get(WITH_LOGIN.lower())
        marks = [(MADE_BY, MADE_HERE), *([(WITH_LOGIN, "true")] if with_login and not stays else [])]
        text = entry(program(), str(home) if home else None, marks=marks)
        try:
            icons.install(self._theme)
            write_atomically(self.path, text.encode("utf-8", "surrogateescape"), icons.READABLE)
            if source_tree():
                link.make(Path(program()[0]))
        except OSError as trouble:
            raise self._refused("written", trouble) from trouble

    def turn_off(self, *, with_login: bool = False) -> None:
        if not self._made_here() or (with_login and not self._keys().get(WITH_LOGIN.lower())):
            return
        linked = Path(plain_string(self._keys().get("tryexec", "")))
        try:
            link.remove(linked)
            icons.remove(self._theme)
            self.path.unlink(missing_ok=True)
        except OSError as trouble:
            raise self._refused("removed", trouble) from trouble

    def look(self) -> Installed:
        mine = self._made_here()
        place = str(self.path) if mine else self._by_package()
        linked = link.place() if mine and link.is_ours(Path(program()[0])) else ""
        notes = [link.path_note() if linked else link.in_the_way()] if mine and source_tree() else []
        return Installed(
            on=bool(place),
            backend=self.backend,
            place=place,
            icons=icons.are_there(self._theme) if mine else bool(place),
            link=str(linked),
            trouble=self._trouble() if mine else "",
            notes=tuple(filter(None, notes)),
        )

    def _trouble(self) -> str:
        runs = plain_string(self._keys().get("tryexec", ""))
        if not os.access(runs, os.X_OK):
            return english("{program} is gone", program=runs) + f"; {AGAIN}"
        return "" if icons.are_there(self._theme) else N_("its icons are gone") + f"; {AGAIN}"

    def _made_here(self) -> bool:
        return self._keys().get(MADE_BY.lower()) == MADE_HERE

    def _keys(self) -> dict[str, str]:
        return _keys_of(self.path)

    def _by_package(self) -> str:
        """The entry that a package brought for this very program; empty when there is none."""
        folders = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        places = [Path(folder) / "applications" / FILE for folder in folders.split(os.pathsep) if folder]
        if not self._made_here():
            places.insert(0, self.path)  # pip --user writes there too
        for path in places:
            runs = shutil.which(plain_string(_keys_of(path).get("tryexec", "")) or FILE)
            if runs and os.path.realpath(runs) == os.path.realpath(program()[0]):
                return str(path)
        return ""

    def _refused(self, done: str, trouble: OSError) -> DeskbreakError:
        where = trouble.filename or self.path
        why = trouble.strerror or trouble
        return DeskbreakError(_refused(done, where, why))


def _keys_of(path: Path) -> dict[str, str]:
    try:
        return main_group(read_plain(path, max_bytes=MAX_BYTES))
    except OSError:
        return {}


def _refused(done: str, path: object, why: object) -> str:
    if done == "removed":
        said = english("{path} cannot be removed: {why}", path=path, why=why)
    else:
        said = english("{path} cannot be written: {why}", path=path, why=why)
    return said + "; " + N_("check the folder's permissions")
