"""deskbreak's icon on its windows, for title bars and task lists that find no launcher."""

from __future__ import annotations

from typing import Any

from deskbreak.platforms.launcher.icons import SHIPPED

SIZE = 48  # one is read in a millisecond or two; people wait for the window


def set_icon(root: Any) -> None:
    """Give it to `root` (a Tk window) and those that it opens; a picture that is missing is no reason to stop."""
    import tkinter

    try:
        root.iconphoto(True, tkinter.PhotoImage(file=SHIPPED / f"{SIZE}.png", master=root))
    except tkinter.TclError:
        pass
