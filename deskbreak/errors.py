"""Every error that deskbreak shows a person, in one tree. The message ends with the next thing to try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deskbreak.language import in_parts, translated
from deskbreak.sentences import N_, english
from deskbreak.values import dataclass

COULD_NOT = 1
WRONG_INPUT = 2
NO_DAEMON = 3


def one_line(text: str) -> str:
    """A sentence that quotes a user's file, with letters that would break the line or act on the terminal
    written as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a word that is not known: the nearest of those that are, else `otherwise`."""
    import difflib  # only where something is wrong

    known = list(known)
    near = difflib.get_close_matches(word[:80], known, n=1)
    if not near:  # in capitals, for one
        alike = {one.casefold(): one for one in known}
        near = [alike[one] for one in difflib.get_close_matches(word[:80].casefold(), alike, n=1)]
    return english('did you mean "{word}"?', word=near[0]) if near else otherwise


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: where, what, and what to do about it."""

    file: str
    line: int
    what: str
    column: int = 0
    hint: str = ""

    @property
    def place(self) -> str:
        """The file, the line, and the column where it is known: never translated."""
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")

    def __str__(self) -> str:
        return one_line(f"{self.place}: {self.what}" + (f"; {self.hint}" if self.hint else ""))

    def in_language(self) -> str:
        """The same in the language that is spoken; the place and what the file has stay as they are."""
        said = in_parts(translated(one_line(self.what)), translated(one_line(self.hint)))
        return f"{one_line(self.place)}: {said}"


def shown(value: object, max_length: int = 60) -> str:
    """The value, short and harmless enough for a message, whatever it is."""
    try:
        text = repr(value)
    except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
        return N_("a value too long to show")
    return text if len(text) <= max_length else text[: max_length - 3] + "..."


class DeskbreakError(Exception):
    """An error with words for the person and an exit code for the shell."""

    exit_code = COULD_NOT

    def lines(self) -> list[str]:
        """The sentences to print, one per line."""
        return [str(self)]

    def in_language(self) -> list[str]:
        """The same sentences in the language that is spoken, for people; logs and JSON have `lines`."""
        return [translated(line) for line in self.lines()]


class UsageError(DeskbreakError):
    """The command was called in a way that makes no sense."""

    exit_code = WRONG_INPUT


class InputProblems(DeskbreakError):
    """Settings or content files that cannot be used; carries every problem at once."""

    exit_code = WRONG_INPUT

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)

    def lines(self) -> list[str]:
        return [str(problem) for problem in self.problems]

    def in_language(self) -> list[str]:
        return [problem.in_language() for problem in self.problems]


class NoDaemon(DeskbreakError):
    """A command needs the running daemon and there is none."""

    exit_code = NO_DAEMON

    def __init__(self) -> None:
        super().__init__(N_("deskbreak is not running; start it with: deskbreak up"))
