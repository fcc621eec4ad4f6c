"""An argument parser whose complaints are one line, in words, with what to type instead."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from deskbreak.columns import complain
from deskbreak.errors import WRONG_INPUT, did_you_mean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MISSING = "the following arguments are required: "
UNKNOWN = "unrecognized arguments: "
_NO_VALUE = re.compile(r"argument (\S+): expected .*argument")
_NO_NUMBER = re.compile(r"argument (\S+): invalid (int|float) value: '(.*)'")


class Parser(argparse.ArgumentParser):
    """Says what is missing or wrong, and the nearest thing that is right."""

    def error(self, message: str) -> NoReturn:
        complain(one_line(f"{self.prog}: {self._in_words(message)}; see: {self._help()}"))
        raise SystemExit(WRONG_INPUT)

    def _help(self) -> str:
        return f"{self.prog} --help"

    def _in_words(self, message: str) -> str:
        if message.startswith(MISSING):
            return f"something is missing; write {self.prog} {self._what()}"
        if message.startswith(UNKNOWN):
            return self._unknown(message.removeprefix(UNKNOWN).split(" ")[0])
        if found := _NO_VALUE.fullmatch(message):
            return f"{found[1]} needs a value; write {self._with_value(found[1])}"
        if found := _NO_NUMBER.fullmatch(message):
            kind = "whole number" if found[2] == "int" else "number"
            return f'{found[1]} "{found[3][:40]}" is no {kind}; write {self._with_value(found[1])}'
        return message.removeprefix("argument ")

    def _what(self) -> str:
        """What stands behind the command: "on, off or status", or "ID"."""
        needed = (one for one in self._actions if not one.option_strings and one.required)
        return " ".join(
            _listed(one.choices) if one.choices else str(one.metavar or one.dest) for one in needed
        )

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f'"{word[:40]}" is one word too many'
        options = [name for one in self._actions for name in one.option_strings if name.startswith("--")]
        return f'there is no "{word[:40]}"; ' + did_you_mean(
            word, options, f"there are: {', '.join(options)}"
        )

    def _with_value(self, option: str) -> str:
        names = option.split("/")
        one = next((one for one in self._actions if set(names) & set(one.option_strings)), None)
        value = (one.metavar or one.dest.upper()) if one is not None else "VALUE"
        return f"{names[-1]} {value}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = list(map(str, action.choices))
        near = did_you_mean(str(value), known)
        hint = f"{near} There are: " if near else "there are: "
        name = f"{'/'.join(action.option_strings)}: " if action.option_strings else ""
        raise argparse.ArgumentError(None, f'{name}no "{str(value)[:40]}" here; {hint}{", ".join(known)}')


def _listed(choices: Iterable[Any]) -> str:
    names = list(map(str, choices))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
