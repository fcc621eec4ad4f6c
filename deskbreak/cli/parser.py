"""An argument parser whose errors are one plain line, with what to type instead."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from deskbreak.cli.printed import either
from deskbreak.columns import complain, wrapped
from deskbreak.errors import WRONG_INPUT, did_you_mean, one_line
from deskbreak.language import ENGLISH, _, current, in_parts, translated
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    from collections.abc import Iterable

MISSING = "the following arguments are required:"
UNKNOWN = "unrecognized arguments:"
# What argparse says of its own, found again by these.
OWN = (
    N_("{option}: not allowed with argument {other}"),
    N_("{option}: ignored explicit argument {value}"),
    N_("one of the arguments {options} is required"),
    N_("ambiguous option: {option} could match {options}"),
)
_NO_VALUE = re.compile(r"argument (\S+): expected .*argument")
_NO_NUMBER = re.compile(r"argument (\S+): invalid (int|float) value: '(.*)'")


class Help(argparse.HelpFormatter):
    """argparse's own page in the language that is spoken, broken where that may be broken."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, f"{_('usage:')} " if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        if current() == ENGLISH:
            return super()._split_lines(text, width)
        return wrapped(text, wide=width).split("\n")

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if current() == ENGLISH:
            return super()._fill_text(text, width, indent)
        return wrapped(text, indent, indent, width)


class HelpAsWritten(Help, argparse.RawDescriptionHelpFormatter):
    """With a description that is in lines already."""

    _fill_text = argparse.RawDescriptionHelpFormatter._fill_text


class Parser(argparse.ArgumentParser):
    """Says what is missing or wrong, and the nearest thing that is right."""

    def __init__(self, *words: Any, **how: Any) -> None:
        how.setdefault("formatter_class", Help)
        how["add_help"] = False  # its words are ours
        super().__init__(*words, **how)
        self._positionals.title = _("positional arguments")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help message and exit"))

    def error(self, message: str) -> NoReturn:
        see = _("see: {command}", command=self._help())
        complain(one_line(f"{self.prog}: {in_parts(self._sentence(message), see)}"))
        raise SystemExit(WRONG_INPUT)

    def _help(self) -> str:
        return f"{self.prog} --help"

    def _sentence(self, message: str) -> str:
        if message.startswith(MISSING):
            return _("something is missing; write {command}", command=f"{self.prog} {self._what()}")
        if message.startswith(UNKNOWN):
            return self._unknown(message.removeprefix(UNKNOWN).strip().split(" ")[0])
        if found := _NO_VALUE.fullmatch(message):
            return _(
                "{option} needs a value; write {example}",
                option=found[1],
                example=self._with_value(found[1]),
            )
        if found := _NO_NUMBER.fullmatch(message):
            whole = _('{option} "{value}" is no whole number; write {example}')
            any_number = _('{option} "{value}" is no number; write {example}')
            return (whole if found[2] == "int" else any_number).format(
                option=found[1], value=found[3][:40], example=self._with_value(found[1])
            )
        return translated(message.removeprefix("argument "))

    def _what(self) -> str:
        """What stands behind the command: "on, off or status", or "ID"."""
        needed = (one for one in self._actions if not one.option_strings and one.required)
        return " ".join(
            _listed(one.choices) if one.choices else str(one.metavar or one.dest) for one in needed
        )

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return _('"{word}" is one word too many', word=word[:40])
        options = [name for one in self._actions for name in one.option_strings if name.startswith("--")]
        hint = did_you_mean(word, options, english("there are: {names}", names=", ".join(options)))
        return in_parts(_('there is no "{word}"', word=word[:40]), translated(hint))

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
        there = _("there are: {names}", names=", ".join(known))
        hint = f"{translated(near)} {there[:1].upper()}{there[1:]}" if near else there
        name = f"{'/'.join(action.option_strings)}: " if action.option_strings else ""
        what = _('no "{value}" here', value=str(value)[:40])
        raise argparse.ArgumentError(None, f"{name}{in_parts(what, hint)}")


def _listed(choices: Iterable[Any]) -> str:
    return either(list(map(str, choices)))
