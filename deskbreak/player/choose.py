"""Which face shows the routine: window, page or terminal; on "auto" the first that works here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbreak.catalog.folders import content_folders
from deskbreak.errors import DeskbreakError
from deskbreak.language import is_right_to_left
from deskbreak.player.clock import Clock
from deskbreak.player.face import Face, NoFace, ShownOnly
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.screen_reader import screen_reader_runs
from deskbreak.player.theme import choose_theme
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from deskbreak.core.catalog import Catalog
    from deskbreak.paths import Profile
    from deskbreak.player.session import Session


def choose_face(
    request: PlayRequest, session: Session, catalog: Catalog, *, profile: Profile, clock: Clock
) -> Face:
    """The face asked for, else the first that works; NoFace with every reason when none does."""
    usual = ["page", "window", "terminal"] if _page_first() else ["window", "page", "terminal"]
    wanted = usual if request.face == "auto" else [request.face, *usual]
    reasons = []
    for name in dict.fromkeys(wanted):
        try:
            if name == "terminal" and request.face != name:
                _need_terminal()
            return _MAKERS[name](request, session, catalog, profile, clock)
        except ShownOnly:
            raise
        except (ImportError, DeskbreakError, OSError) as error:
            reasons.append(f"{name}: {error}")
    why = "; ".join(reasons)
    raise NoFace(english("no way to show the routine ({why}); see: deskbreak doctor", why=why))


def _page_first() -> bool:
    """Tk's windows are silent for screen readers, and on X11 they neither join Arabic letters nor turn them round."""
    return screen_reader_runs() or (is_right_to_left() and sys.platform not in ("win32", "darwin"))


def terminal_instead(
    request: PlayRequest, session: Session, catalog: Catalog, *, profile: Profile, clock: Clock
) -> Face | None:
    """The terminal, for a page that did not come; None where the user has none open, or another face was asked for."""
    if request.face != "auto":
        return None
    try:
        _need_terminal()
        return _terminal(request, session, catalog, profile, clock)
    except (ImportError, DeskbreakError, OSError):
        return None


def _need_terminal() -> None:
    """A terminal that was not asked for must at least be one that the user can see. Raises NoFace."""
    try:
        if sys.platform != "win32":
            os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError as error:
        raise NoFace(N_("no terminal")) from error
    if sys.platform == "win32" and not (sys.stderr and sys.stderr.isatty()):
        raise NoFace(N_("no terminal"))


def _window(request: PlayRequest, session: Session, catalog: Catalog, profile: Profile, clock: Clock) -> Face:
    if sys.platform not in ("win32", "darwin") and not os.environ.get("DISPLAY"):
        raise NoFace(N_("no display"))
    if request.activation_token:
        os.environ["DESKTOP_STARTUP_ID"] = os.environ["XDG_ACTIVATION_TOKEN"] = request.activation_token
    from deskbreak.player.window_face import WindowFace

    cache, theme = profile.cache_dir / "pictures", choose_theme(request.theme)
    return WindowFace(
        request, session, catalog, folders=content_folders(profile), theme=theme, clock=clock, cache=cache
    )


def _page(request: PlayRequest, session: Session, catalog: Catalog, profile: Profile, clock: Clock) -> Face:
    from deskbreak.player.page_face import PageFace

    return PageFace(request, session, catalog, folders=content_folders(profile), clock=clock)


def _terminal(
    request: PlayRequest, session: Session, catalog: Catalog, profile: Profile, clock: Clock
) -> Face:
    from deskbreak.player.terminal_face import TerminalFace

    return TerminalFace(request, session, catalog, folders=content_folders(profile), clock=clock)


_Maker = Callable[[PlayRequest, "Session", "Catalog", "Profile", Clock], Face]
_MAKERS: dict[str, _Maker] = {
    "window": _window,
    "page": _page,
    "terminal": _terminal,
}
