"""The file that leads the person's browser to a page of ours without a word of the secret on any command line.

The opener is given the address of a file that only its owner can read. The file sends the page's one-time token
to our server and is removed as soon as it has done so, or when the page is over.
"""

from __future__ import annotations

import contextlib
import html
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from deskbreak import language
from deskbreak.language import _
from deskbreak.platforms.browser import NoBrowser
from deskbreak.sentences import N_, english

PREFIX, NAME = "deskbreak-page-", "open.html"
STALE_S = (
    3600.0  # a page gives its browser a minute; what is older was left behind by a process that was killed
)
SNAPS = (Path("/snap/bin"), Path("/var/lib/snapd/snap/bin"))
_BROWSERS = ("firefox", "chrom", "brave", "opera", "vivaldi", "edge", "browser")

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action {server}">
<title>deskbreak</title>
<form method="post" action="{server}/open">
<input type="hidden" name="token" value="{token}">
<button>{go}</button>
</form>
<script nonce="{nonce}">document.forms[0].submit();</script>
</html>
"""


class PageOpening:
    """A private folder with the one file that opens a page. NoBrowser where no private place can be made."""

    def __init__(self, server: str, token: str, places: Iterable[Path] | None = None) -> None:
        self._folder = _private_folder(_places() if places is None else places)
        self.file = self._folder / NAME
        text = _PAGE.format(
            server=server,
            token=token,
            nonce=secrets.token_urlsafe(12),
            language=language.current(),
            direction=language.direction(),
            go=html.escape(_("Go on to deskbreak")),
        )
        try:
            with os.fdopen(
                os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(text)
        except OSError as error:
            self.remove()
            raise NoBrowser(
                english("{path} cannot be written: {why}", path=self.file, why=error.strerror)
            ) from error

    def remove(self) -> None:
        """Any number of times."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _private_folder(places: Iterable[Path]) -> Path:
    """A new folder that only its owner can enter, in the first place that gives one."""
    why = N_("there is no folder for it")
    for place in places:
        try:
            _sweep(place)
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
        except OSError as error:
            why = f"{place}: {error.strerror}"
            continue
        if sys.platform == "win32" or not folder.stat().st_mode & 0o077:
            return folder
        folder.rmdir()  # a file system without rights, such as a USB stick's
        why = english("{folder} cannot keep others out", folder=place)
    raise NoBrowser(english("the page's address cannot be kept from other users ({why})", why=why))


def _places() -> Iterator[Path]:
    """Where a file is private and the person's browser can read it, the best first.

    The runtime folder is in memory and the person's own. Browsers that come as a snap see neither it nor /tmp nor
    hidden folders: for them it is the downloads, or the home folder. (A flatpak is handed any file by the desktop.)
    """
    if _has_snap_browser():
        import platformdirs

        home, downloads = Path.home(), Path(platformdirs.user_downloads_dir())
        yield from [downloads] if home in downloads.parents and downloads.is_dir() else []
        yield home
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    yield from [Path(runtime)] if runtime and Path(runtime).is_dir() else []
    yield Path(tempfile.gettempdir())


def _has_snap_browser() -> bool:
    for folder in SNAPS:
        with contextlib.suppress(OSError):
            if any(word in one.name for one in folder.iterdir() for word in _BROWSERS):
                return True
    return False


def _sweep(place: Path) -> None:
    """Remove what a killed process of this user left here; its token is worth nothing any more."""
    for folder in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            info = folder.lstat()
            ours = sys.platform == "win32" or info.st_uid == os.getuid()
            if ours and not folder.is_symlink() and time.time() - info.st_mtime > STALE_S:
                (folder / NAME).unlink(missing_ok=True)
                folder.rmdir()
