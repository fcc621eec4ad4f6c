"""The standard streams, made to take every word: closed ones lead nowhere, narrow encodings show a "?"."""

from __future__ import annotations

import os
import sys


def make_sure() -> None:
    """A script may close a stream, an old locale may know no "✓", a file's name any byte: no command ends of it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            # Left open on purpose: it stands in for the closed stream as long as the process lives.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            wide = str(getattr(stream, "encoding", "")).lower().replace("-", "") == "utf8"
            stream.reconfigure(errors="backslashreplace" if wide else "replace")


def give_up_stdout() -> None:
    """What is left unwritten is dropped: the reader went away, or the disk behind it is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
