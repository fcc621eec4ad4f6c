"""The frozen program: deskbreak itself, or one of its children, which are started the way a Python is."""

import runpy
import sys


def main() -> int:
    """`deskbreak WORDS`, or `deskbreak [-P] -m deskbreak.MODULE WORDS` for a child, or `-c` with a few lines."""
    words = sys.argv[1:]
    while words[:1] in (["-P"], ["-u"]):
        words = words[1:]
    if len(words) > 1 and words[0] == "-m" and words[1].split(".")[0] == "deskbreak":
        sys.argv = [sys.argv[0], *words[2:]]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
        return 0
    if len(words) > 1 and words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})
        return 0
    from deskbreak.cli.main import main as deskbreak

    return deskbreak()


if __name__ == "__main__":
    sys.exit(main())
