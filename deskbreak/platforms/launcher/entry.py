"""The text of the launcher: one entry with actions, the same for a person's menu and for packages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from deskbreak.language import ENGLISH, LANGUAGES
from deskbreak.platforms.desktop_file import exec_value, string_value
from deskbreak.sentences import N_

if TYPE_CHECKING:
    from deskbreak.reverse import Translator

ID = "org.deskbreak.Deskbreak"
NAME, KIND = "Deskbreak", N_("Break Reminder")
COMMENT = N_("Short mobility sets for people who sit all day")
KEYWORDS = N_("break;reminder;stretch;back;posture;sitting;pause;mobility")  # ends like this in each language
WINDOW_CLASS = "Deskbreak"  # what the player's windows call themselves
MADE_BY, WITH_LOGIN = "X-Deskbreak-MadeBy", "X-Deskbreak-WithLogin"
MADE_HERE = "deskbreak desktop on"
# action -> its words in the menu; `deskbreak desktop do ACTION` does it and answers on the screen
ACTIONS = {
    "start": N_("Start a Break Now"),
    "snooze": N_("Snooze"),
    "pause": N_("Pause or Resume"),
    "settings": N_("Settings"),
}


def entry(program: Sequence[str], home: str | None = None, *, marks: Sequence[tuple[str, str]] = ()) -> str:
    """The launcher that runs `program`, such as ["deskbreak"]; `marks` are keys of our own."""
    groups = [_main(program, home, marks), *(_action(key, program, home) for key in ACTIONS)]
    return "\n".join("\n".join(lines) + "\n" for lines in groups)


def _main(program: Sequence[str], home: str | None, marks: Sequence[tuple[str, str]]) -> list[str]:
    return [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.1",
        f"Name={NAME}",
        *_in_every_language("GenericName", KIND),
        *_in_every_language("Comment", COMMENT),
        f"Exec={_exec(program, home, 'open')}",
        f"TryExec={string_value(program[0])}",
        f"Icon={ID}",
        "Terminal=false",
        "StartupNotify=false",
        f"StartupWMClass={WINDOW_CLASS}",
        "Categories=Utility;",
        *_in_every_language("Keywords", KEYWORDS, end=";"),
        f"Actions={';'.join(ACTIONS)};",
        "X-GNOME-SingleWindow=true",  # or GNOME's menu offers a new window
        *(f"{key}={value}" for key, value in marks),
    ]


def _action(key: str, program: Sequence[str], home: str | None) -> list[str]:
    names = _in_every_language("Name", ACTIONS[key])
    return [f"[Desktop Action {key}]", *names, f"Exec={_exec(program, home, key)}"]


def _in_every_language(key: str, text: str, end: str = "") -> list[str]:
    """`Name=Snooze`, and `Name[de]=...` for each language that has the text."""
    said = {one.language: one.template(text) for one in _translators()}
    others = [f"{key}[{code}]={words}{end}" for code, words in said.items() if words != text]
    return [f"{key}={text}{end}", *others]


@cache
def _translators() -> list[Translator]:
    from deskbreak.reverse import Translator

    return [Translator(code) for code in LANGUAGES if code != ENGLISH]


def _exec(program: Sequence[str], home: str | None, action: str) -> str:
    return exec_value([*program, "desktop", "do", action, *(["--home", home] if home else [])])
