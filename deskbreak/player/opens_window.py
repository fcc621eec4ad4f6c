"""Does a window open here? A process of its own, because Tk may take the whole process down with it."""

from __future__ import annotations

import sys

NO_WINDOW = 3  # the exit code when the display refuses; without tkinter it is Python's own


def main() -> int:
    """Open a window and close it; return 0 if that works, else NO_WINDOW."""
    import tkinter

    try:
        tkinter.Tk().destroy()
    except tkinter.TclError:
        return NO_WINDOW
    return 0


if __name__ == "__main__":
    sys.exit(main())
