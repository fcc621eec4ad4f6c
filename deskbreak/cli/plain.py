"""Reads plain words without argparse, which alone takes longer than the rest of a short command.

A command says its arguments as ever; whatever is not plain (an abbreviation, `--option=value`, a value to convert,
too many words, `--help`) is left to argparse, which knows more and explains what is wrong.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_KNOWN = frozenset(("action", "default", "dest", "help", "metavar", "nargs"))


class NotPlain(Exception):
    """These words, or this command's arguments, are for argparse."""


class PlainParser:
    """Takes `add_argument` as argparse does, as far as flags, plain options and one place for words go."""

    def __init__(self, home: str | None) -> None:
        self._values: dict[str, Any] = {"home": home}
        self._flags: dict[str, str] = {}
        self._options: dict[str, str] = {}
        self._place: tuple[str, str | None] | None = None
        self._alone: set[str] = set()  # of these only one may be given

    def add_argument(self, *names: str, **how: Any) -> None:
        if not how.keys() <= _KNOWN or how.get("action", "store_true") != "store_true":
            raise NotPlain
        if not names[0].startswith("-"):
            self._add_place(names[0], how)
            return
        dest = how.get("dest") or next(name for name in names if name.startswith("--"))[2:].replace("-", "_")
        is_flag = "action" in how
        if "nargs" in how:
            raise NotPlain
        self._values[dest] = how.get("default", False if is_flag else None)
        (self._flags if is_flag else self._options).update(dict.fromkeys(names, dest))

    def add_mutually_exclusive_group(self) -> _Group:
        return _Group(self)

    def add_subparsers(self, *, dest: str, metavar: str, required: bool = False) -> _Ignored:
        """Without a word that names one, a command with actions is plain as well."""
        if required:
            raise NotPlain
        self._values[dest] = None
        return _Ignored()

    def _add_place(self, name: str, how: dict[str, Any]) -> None:
        if self._place is not None or how.get("nargs") not in (None, "*", "?"):
            raise NotPlain
        self._place = name, how.get("nargs")
        self._values[name] = how.get("default", [] if how.get("nargs") == "*" else None)

    def parse(self, words: Sequence[str]) -> SimpleNamespace:
        values, rest, alone = dict(self._values), [], 0
        left = iter(words)
        for word in left:
            if word in self._flags:
                values[self._flags[word]] = True
            elif word in self._options:
                values[self._options[word]] = _value(next(left, "-"))
            elif word.startswith("-") or not word:
                raise NotPlain
            else:
                rest.append(word)
            alone += word in self._alone
        if alone > 1:
            raise NotPlain
        return SimpleNamespace(**values | self._words(rest))

    def _words(self, rest: list[str]) -> dict[str, Any]:
        match self._place, rest:
            case None, []:
                return {}
            case (name, "*"), _:
                return {name: rest} if rest else {}
            case (name, "?"), []:
                return {}
            case (name, _), [word]:
                return {name: word}
        raise NotPlain


class _Group:
    """Arguments of which only one may be given."""

    def __init__(self, parser: PlainParser) -> None:
        self._parser = parser

    def add_argument(self, *names: str, **how: Any) -> None:
        self._parser.add_argument(*names, **how)
        self._parser._alone.update(names)


class _Ignored:
    """Takes the arguments of actions, which are argparse's."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_words, **_how: self


def _value(word: str) -> str:
    if word.startswith("-") or not word:
        raise NotPlain
    return word
