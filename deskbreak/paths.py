"""Where deskbreak keeps things: the person's profile, and the files that are shipped with it."""

from __future__ import annotations

import errno
import os
import stat
import sys
import zlib
from pathlib import Path

from deskbreak.atomic import make_private
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.sentences import english
from deskbreak.values import dataclass

SOCKET = "control.sock"
MAX_SOCKET = 103  # bytes that the address of a Unix socket may have on every system
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Profile:
    """The folders of one person's deskbreak; nothing is created until it is needed."""

    home: Path | None  # set when everything lies under one folder of the person's choice
    config_dir: Path
    data_dir: Path
    cache_dir: Path

    @property
    def config(self) -> Path:
        return self.config_dir / "config.toml"

    @property
    def profiles(self) -> Path:
        """Named settings (`office`, `home`) that replace the main file while they are chosen."""
        return self.config_dir / "profiles"

    @property
    def packs(self) -> Path:
        """The person's own exercises and routines, one folder a pack."""
        return self.config_dir / "packs"

    @property
    def journal(self) -> Path:
        return self.data_dir / "journal.sqlite3"

    @property
    def outbox(self) -> Path:
        """Where a player leaves its result; the daemon imports each file once."""
        return self.data_dir / "outbox"

    @property
    def cautioned(self) -> Path:
        """An empty file that says that the words of caution were shown; a player leaves it."""
        return self.data_dir / "caution-shown"

    @property
    def back_question_shown(self) -> Path:
        """An empty file that says that the weekly question was offered; it is offered once."""
        return self.data_dir / "weekly-question-told"

    @property
    def met(self) -> Path:
        """The exercises that were shown whole, an id a line; a player adds to it."""
        return self.data_dir / "exercises-met"

    @property
    def log(self) -> Path:
        return self.data_dir / "deskbreak.log"

    @property
    def runtime(self) -> Path:
        """A folder for the control socket, short enough for AF_UNIX."""
        name = str(self.home or self.data_dir).encode("utf-8", "surrogateescape")
        tag = f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}"
        base = os.environ.get("XDG_RUNTIME_DIR")
        if base and Path(base).is_dir():
            folder = Path(base) / f"deskbreak-{tag}"
            if len(os.fsencode(folder / SOCKET)) <= MAX_SOCKET:
                return folder
        import tempfile  # only where it is needed: it brings compressors and random numbers along

        return Path(tempfile.gettempdir()) / f"deskbreak-{_user()}-{tag}"

    @property
    def socket(self) -> Path:
        return self.runtime / SOCKET


def find_profile(home: str | os.PathLike[str] | None = None) -> Profile:
    """The profile under `home`, else under $DESKBREAK_HOME, else where the platform keeps such files."""
    chosen = home or os.environ.get("DESKBREAK_HOME")
    if chosen:
        path = Path(chosen).expanduser().absolute()
        _refuse_impossible(path)
        return Profile(path, path, path, path / "cache")
    import platformdirs

    return Profile(
        None,
        Path(platformdirs.user_config_dir("deskbreak", appauthor=False, roaming=True)),
        Path(platformdirs.user_data_dir("deskbreak", appauthor=False)),
        Path(platformdirs.user_cache_dir("deskbreak", appauthor=False)),
    )


def _refuse_impossible(path: Path) -> None:
    """A name that no folder can ever have is a mistake; one that is not there yet is none."""
    try:
        path.lstat()
    except ValueError as error:
        said = english("--home: {file} is no folder name", file=repr(str(path)[:60]))
        raise UsageError(said) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            begins = str(path)[:60]
            said = english("--home {file}...: the name is too long; choose a shorter one", file=begins)
            raise UsageError(said) from error


def system_config() -> Path:
    """The file in which an administrator sets defaults or fixes values; it need not exist."""
    chosen = os.environ.get("DESKBREAK_SYSTEM_CONFIG")
    if chosen:
        return Path(chosen)
    if sys.platform.startswith("linux"):  # as platformdirs has it, without its 7 ms in a daemon with --home
        first = os.environ.get("XDG_CONFIG_DIRS", "").split(os.pathsep)[0] or "/etc/xdg"
        return Path(first) / "deskbreak" / "config.toml"
    import platformdirs

    return Path(platformdirs.site_config_dir("deskbreak", appauthor=False)) / "config.toml"


def shipped(name: str) -> Path:
    """The shipped folder `name` ("config" or "content"): in the wheel, or in a source tree."""
    packed = _HERE / "_data" / name
    return packed if packed.is_dir() else _HERE.parent / name


def source_tree() -> Path | None:
    """The project's folder when deskbreak runs from a copy of it; None when it is installed."""
    root = _HERE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "scripts").is_dir() else None


def private_dir(path: Path) -> Path:
    """Make `path` a folder that only its owner can enter; refuse one that belongs to another user."""
    make_private(path)
    if sys.platform != "win32":
        info = path.lstat()
        if not stat.S_ISDIR(info.st_mode) or info.st_uid != os.getuid():
            raise DeskbreakError(
                english("{file} belongs to somebody else; remove it or set XDG_RUNTIME_DIR", file=path)
            )
        if info.st_mode & 0o077:
            path.chmod(0o700)
    return path


def _user() -> str:
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "user")
    return str(os.getuid())
