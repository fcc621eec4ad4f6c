"""What may stand in a place: fixed words, and lists that deskbreak itself is asked for, packs and all."""

from __future__ import annotations

import argparse

from typed import Words

from deskbreak.cli.commands import COMMANDS

EXERCISES, ROUTINES = "exercises", "routines"
LISTS = {
    ("start", "routine"): ROUTINES,
    ("routines", "id"): ROUTINES,
    ("exercises", "id"): EXERCISES,
    ("figure", "id"): EXERCISES,
    ("block", "id"): EXERCISES,
    ("unblock", "id"): EXERCISES,
}
IDS = """deskbreak "$1" --json 2>/dev/null | grep -o '"id": "[^"]*"' | cut -d '"' -f 4"""


def choices(words: Words, action: argparse.Action) -> list[str]:
    if (words.name, action.dest) == ("help", "about"):
        return list(COMMANDS)
    return list(map(str, action.choices or ()))


def lists(words: Words) -> str:
    """What deskbreak lists that may stand there; empty for fixed words, files and free text."""
    return next(
        (LISTS[words.path[0], one.dest] for one in words.places if (words.path[0], one.dest) in LISTS), ""
    )


def flags(words: Words) -> list[str]:
    return [name for one in words.options for name in one.option_strings if name.startswith("--")] + [
        "--help"
    ]
