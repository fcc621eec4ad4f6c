"""`deskbreak setup`: a few questions, then the settings are written. Enter skips; nothing is asked twice."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from deskbreak.cli.printed import wrapped
from deskbreak.errors import DeskbreakError
from deskbreak.paths import Profile, find_profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    from deskbreak.cli.config import write_default

    profile = find_profile(args.home)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _in_the_browser(profile)
    print("deskbreak: a few questions. Enter takes what stands in brackets.\n")
    try:
        values = _ask_all()
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was changed.")
        return 1
    if not profile.config.exists():
        write_default(profile)
    _write(profile, values)
    print(f"\nWrote {profile.config}.\nEvery line there is explained.")
    _login(profile)
    _notice(profile)
    return 0


def _in_the_browser(profile: Profile) -> int:
    """Without a terminal the settings page asks, and shows the same notice."""
    from deskbreak.app.settings_page.serve import serve
    from deskbreak.platforms.browser import NoBrowser

    try:
        serve(profile)
    except NoBrowser as error:
        raise DeskbreakError(
            "setup asks questions and needs a terminal or a browser; without them: deskbreak config init"
        ) from error
    return 0


def _ask_all() -> dict[str, Any]:
    values: dict[str, Any] = {}
    hours = _ask("Your hours at the desk, Monday to Friday", "09:00-12:30, 13:30-18:00", _hours)
    values |= {f"hours.{day}": hours for day in ("mon", "tue", "wed", "thu", "fri")}
    if walk := _walk_at(hours):
        values["break.walk.at"] = [walk]
    lies = _ask("Can you lie on the floor where you work? (y/n)", "n", _choice("yn")) == "y"
    values["body.positions"] = [*(["floor"] if lies else []), "desk", "chair", "standing", "wall", "walking"]
    gear = _ask("What is at hand? mat, towel, cushion, foam roller", "none", _gear)
    if gear:
        values["body.equipment"] = gear
    if _ask("Is your back sensitive right now? (y/n)", "n", _choice("yn")) == "y":
        values["body.back"] = "sensitive"
    return values


def _ask(question: str, usual: str, read: Any) -> Any:
    """Ask until the answer can be used; Enter takes the usual one."""
    while True:
        answer = input(f"{question} [{usual}]: ").strip() or usual
        try:
            return read(answer)
        except ValueError as error:
            print(wrapped(str(error), "  "))


USUAL_WALK = 720  # 12:00, as config/default.toml has it


def _hours(text: str) -> list[str]:
    """The ranges, as the file writes them; "9-12:30 13:30-18" will do."""
    from deskbreak.settings.spelling import read_ranges, write_range

    return [write_range(*one) for one in read_ranges(text)]


def _walk_at(ranges: list[str]) -> str:
    """When the daily walk fits, if its usual time lies outside the hours; else ""."""
    from deskbreak.settings.durations import format_clock
    from deskbreak.settings.shipped_breaks import good_minute
    from deskbreak.settings.spelling import read_ranges

    spans = [span for part in ranges for span in read_ranges(part)]
    if any(first <= USUAL_WALK < last for first, last in spans):
        return ""
    when = good_minute(spans)
    return "" if when is None else format_clock(when % 1440)


def _choice(letters: str) -> Any:
    def read(text: str) -> str:
        letter = text[:1].lower()
        if letter not in letters:
            raise ValueError(f"answer with one of: {', '.join(letters)}")
        return letter

    return read


def _gear(text: str) -> list[str]:
    from deskbreak.core.content import EQUIPMENT

    wanted = [part.strip().lower() for part in text.split(",") if part.strip() and part.strip() != "none"]
    unknown = [part for part in wanted if part not in EQUIPMENT]
    if unknown:
        raise ValueError(f'"{unknown[0]}" is not known; there are: {", ".join(EQUIPMENT)}')
    return wanted


def _write(profile: Profile, values: dict[str, Any]) -> None:
    from deskbreak.app.client import notify_reload
    from deskbreak.settings.writing import change_many

    change_many(profile, values)
    notify_reload(profile)


def _login(profile: Profile) -> None:
    from deskbreak.platforms import autostart

    try:
        entry = autostart.choose()
        if entry.is_on():
            return
        if input("Start deskbreak when you log in? (y/n) [y]: ").strip().lower()[:1] in ("", "y"):
            entry.turn_on(profile.home)
            print("It starts at your next login; to undo: deskbreak login off")
    except DeskbreakError as error:
        print(error)
    except (EOFError, KeyboardInterrupt):
        print()


def _notice(profile: Profile) -> None:
    from deskbreak.catalog.cached import load_cached

    said = load_cached(profile).notices.get("see-a-professional")
    if said is not None:
        print("\n" + wrapped(f"{said.title}. {' '.join(said.text)}", ""))
        print(wrapped("More of it, with the sources: deskbreak advice", ""))
