"""`python -m deskbreak`; and where deskbreak is its own interpreter (a frozen program), the way into its children."""

from __future__ import annotations

import sys


def main() -> int:
    """`deskbreak WORDS`, or `-P -m deskbreak.MODULE WORDS`, as children are started everywhere."""
    words = sys.argv[1:]
    if words[:2] == ["-P", "-m"] and words[2:] and words[2].split(".")[0] == "deskbreak":
        import runpy

        sys.argv = [sys.argv[0], *words[3:]]
        runpy.run_module(words[2], run_name="__main__", alter_sys=True)
        return 0
    from deskbreak.cli.main import main as deskbreak

    return deskbreak()


if __name__ == "__main__":
    sys.exit(main())
