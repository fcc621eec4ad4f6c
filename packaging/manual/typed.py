"""What may be typed: every command with its options, places and parts, read from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field

from deskbreak.cli.commands import COMMANDS, command_parser


@dataclass
class Words:
    """One parser: what may be typed behind its name."""

    path: tuple[str, ...]
    about: str
    options: list[argparse.Action] = field(default_factory=list)
    places: list[argparse.Action] = field(default_factory=list)
    parts: list[Words] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.path)


def read(parser: argparse.ArgumentParser, path: tuple[str, ...], about: str) -> Words:
    words = Words(path, about)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            for name, part in action.choices.items():
                if name in helps:
                    words.parts.append(read(part, (*path, name), helps[name]))
        elif action.help == argparse.SUPPRESS or isinstance(action, argparse._HelpAction):
            continue
        elif action.option_strings:
            words.options.append(action)
        else:
            words.places.append(action)
    return words


def commands() -> list[Words]:
    return [read(command_parser(name), (name,), about) for name, (_, about) in COMMANDS.items()]


def walk(words: list[Words]) -> Iterator[Words]:
    for one in words:
        yield one
        yield from walk(one.parts)


def takes_value(action: argparse.Action) -> bool:
    return action.nargs != 0


def value_name(action: argparse.Action) -> str:
    if action.choices:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest).upper()
