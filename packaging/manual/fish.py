"""Completion for fish."""

from __future__ import annotations

from collections.abc import Iterator

from known import IDS, choices, lists
from typed import Words, takes_value, walk

from deskbreak.cli.commands import COMMANDS


def fish_text(text: str | None) -> str:
    return "'" + (text or "").replace("%%", "%").replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish(all_words: list[Words]) -> str:
    lines = [
        "# fish completion for deskbreak; made by scripts/manual from the parser.",
        "function __deskbreak_listed",
        "    " + IDS.replace("$1", "$argv[1]"),
        "end",
        f"set -l commands {' '.join(COMMANDS)}",
        "complete -c deskbreak -f",
        "complete -c deskbreak -l home -r -F -d 'keep settings and journal under DIR'",
        "complete -c deskbreak -s h -l help -d 'explain'",
        "complete -c deskbreak -n \"not __fish_seen_subcommand_from $commands\" -l version -d 'print the version'",
    ]
    for words in all_words:
        about = fish_text(words.about)
        lines.append(
            f'complete -c deskbreak -n "not __fish_seen_subcommand_from $commands" -a {words.path[0]} -d {about}'
        )
    for words in walk(all_words):
        lines += fish_words(words)
    return "\n".join(lines) + "\n"


def fish_words(words: Words) -> Iterator[str]:
    here = f"__fish_seen_subcommand_from {words.path[0]}"
    if len(words.path) > 1:
        here += f"; and __fish_seen_subcommand_from {words.path[1]}"
    if words.parts:
        known = " ".join(part.path[-1] for part in words.parts)
        first = f"{here}; and not __fish_seen_subcommand_from {known}"
        for part in words.parts:
            yield f'complete -c deskbreak -n "{first}" -a {part.path[-1]} -d {fish_text(part.about)}'
    for one in words.options:
        if one.dest != "home":
            long = next(name for name in one.option_strings if name.startswith("--"))[2:]
            value = f" -x -a '{' '.join(map(str, one.choices))}'" if one.choices else " -r" * takes_value(one)
            yield f'complete -c deskbreak -n "{here}" -l {long}{value} -d {fish_text(one.help)}'
    for one in words.places:
        if known_words := choices(words, one):
            yield f"complete -c deskbreak -n \"{here}\" -a '{' '.join(known_words)}'"
    if listed := lists(words):
        yield f'complete -c deskbreak -n "{here}" -a "(__deskbreak_listed {listed})"'
