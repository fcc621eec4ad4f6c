"""The text of the launcher: one entry with actions, the same for a person's menu and for packages."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.platforms.desktop_file import exec_value, string_value

ID = "org.deskbreak.Deskbreak"
NAME, KIND = "Deskbreak", "Break Reminder"
COMMENT = "Short mobility sets for people who sit all day"
KEYWORDS = ("break", "reminder", "stretch", "back", "posture", "sitting", "pause", "mobility")
WINDOW_CLASS = "Deskbreak"  # what the player's windows call themselves
MADE_BY, WITH_LOGIN = "X-Deskbreak-MadeBy", "X-Deskbreak-WithLogin"
MADE_HERE = "deskbreak desktop on"
# action -> its words in the menu; `deskbreak desktop do ACTION` does it and answers on the screen
ACTIONS = {
    "start": "Start a Break Now",
    "snooze": "Snooze",
    "pause": "Pause or Resume",
    "settings": "Settings",
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
        f"GenericName={KIND}",
        f"Comment={COMMENT}",
        f"Exec={_exec(program, home, 'open')}",
        f"TryExec={string_value(program[0])}",
        f"Icon={ID}",
        "Terminal=false",
        "StartupNotify=false",
        f"StartupWMClass={WINDOW_CLASS}",
        "Categories=Utility;",
        f"Keywords={';'.join(KEYWORDS)};",
        f"Actions={';'.join(ACTIONS)};",
        "X-GNOME-SingleWindow=true",  # or GNOME's menu offers a new window
        *(f"{key}={value}" for key, value in marks),
    ]


def _action(key: str, program: Sequence[str], home: str | None) -> list[str]:
    return [f"[Desktop Action {key}]", f"Name={ACTIONS[key]}", f"Exec={_exec(program, home, key)}"]


def _exec(program: Sequence[str], home: str | None, action: str) -> str:
    return exec_value([*program, "desktop", "do", action, *(["--home", home] if home else [])])
