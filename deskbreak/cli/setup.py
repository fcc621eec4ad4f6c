"""`deskbreak setup`: a few questions, then the settings are written. Enter skips; nothing is asked twice."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from deskbreak.called import called_by_script
from deskbreak.cli.printed import print_translated, say
from deskbreak.columns import fitted, wrapped
from deskbreak.errors import DeskbreakError
from deskbreak.language import _, ended, sentences, translated
from deskbreak.paths import Profile, find_profile
from deskbreak.sentences import N_, english


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    from deskbreak.cli.config import write_default

    profile = find_profile(args.home)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _in_the_browser(profile)
    say(N_("deskbreak: a few questions. Enter takes what stands in brackets."))
    print()
    try:
        values = _ask_all()
    except (EOFError, KeyboardInterrupt):
        print("\n" + _("Nothing was changed."))
        return 1
    if not profile.config.exists():
        write_default(profile)
    _write(profile, values)
    _login(profile)
    print()
    print_translated(_("Your settings, each line explained: {file}", file=profile.config))
    say(N_("All there is to choose, on a page: deskbreak config page"))
    print()
    _notice(profile)
    print()
    _print_state(profile)
    return _try_one(args, profile)


def _in_the_browser(profile: Profile) -> int:
    """Without a terminal the settings page asks, and shows the same notice."""
    from deskbreak.app.settings_page.serve import serve
    from deskbreak.platforms.browser import NoBrowser

    try:
        serve(profile)
    except NoBrowser as error:
        raise DeskbreakError(
            english(
                "setup asks questions and needs a terminal or a browser; without them: deskbreak config init"
            )
        ) from error
    return 0


def _ask_all() -> dict[str, Any]:
    values: dict[str, Any] = {}
    lies = _ask(_("Can you lie on the floor where you work? (y/n)"), _letter("no"), _yes_or_no)
    values["body.positions"] = [*(["floor"] if lies else []), "desk", "chair", "standing", "wall", "walking"]
    hours = _ask(_("Your hours at the desk, Monday to Friday"), "09:00-12:30, 13:30-18:00", _hours)
    values |= {f"hours.{day}": hours for day in ("mon", "tue", "wed", "thu", "fri")}
    if walk := _walk_at(hours):
        values["break.walk.at"] = [walk]
    values["break.mobility.every"] = _ask(
        _("How often a short break, in minutes? (30, 45, 60)"), "45", _often
    )
    tender = _ask(_("Do your knees or your back need care? (n, knees, back, both)"), _letter("no"), _tender)
    if tender in ("knees", "both"):
        values["body.avoid"] = ["knees"]
    if tender in ("back", "both"):
        values["body.back"] = "sensitive"
    return values


def _ask(question: str, usual: str, read: Any) -> Any:
    """Ask until the answer can be used; Enter takes the usual one."""
    while True:
        answer = input(fitted(f"{question} [{usual}]:") + " ").strip() or usual
        try:
            return read(answer)
        except ValueError as error:
            print(wrapped(translated(str(error)), "  "))


MIN_S, MAX_S = 600.0, 14400.0  # between two breaks
USUAL_WALK = 720  # 12:00, as config/default.toml has it


def _hours(text: str) -> list[str]:
    """The ranges, as the file writes them; "9-12:30 13:30-18" will do."""
    from deskbreak.settings.spelling import read_ranges, write_range

    return [write_range(*one) for one in read_ranges(text)]


def _walk_at(ranges: list[str]) -> str:
    """When the daily walk fits, if its usual time lies outside the hours; else ""."""
    from deskbreak.settings.clock_times import format_clock
    from deskbreak.settings.shipped_breaks import good_minute
    from deskbreak.settings.spelling import read_ranges

    spans = [span for part in ranges for span in read_ranges(part)]
    if any(first <= USUAL_WALK < last for first, last in spans):
        return ""
    when = good_minute(spans)
    return "" if when is None else format_clock(when % 1440)


# Answers may be typed in English and in the language that is spoken; in it they are what these two words are.
# Translators: the letters or words for "yes" and "no" that the questions ask for, separated by blanks; the first
# one is shown. Keep it the one that the questions name, such as "j ja".
ANSWERS = {"yes": N_("y yes"), "no": N_("n no")}


def _letter(answer: str) -> str:
    """What stands in brackets for "yes" or "no"."""
    return _(ANSWERS[answer]).split()[0]


def _yes_or_no(text: str) -> bool:
    """True for yes; ValueError for what is neither, in English or in the language that is spoken."""
    word = text.casefold()
    for answer, english_words in ANSWERS.items():
        if word in _(english_words).casefold().split():
            return answer == "yes"
    if word[:1] in ("y", "n"):
        return word[:1] == "y"
    raise ValueError(_("answer with one of: {answers}", answers=f"{_letter('yes')}, {_letter('no')}"))


def _often(text: str) -> str:
    """ "45m" of "45", "45 min" or "1 hour"."""
    from deskbreak.core.durations import format_duration, parse_duration

    bare = text.strip()
    seconds = parse_duration(f"{bare}m" if bare.isdecimal() else bare)
    if not MIN_S <= seconds <= MAX_S:
        raise ValueError(
            english('"{text}" is no good distance; write a number of minutes from 10 to 240', text=text[:20])
        )
    return format_duration(seconds)


def _tender(text: str) -> str:
    word = text.strip().lower()
    known = {"no": "n", "none": "n", "knee": "knees", "k": "knees", "b": "back"}
    here = {_(said).casefold(): one for one, said in CARE.items()} | dict.fromkeys(
        _(ANSWERS["no"]).split(), "n"
    )
    word = known.get(word, here.get(word, word))
    if word not in ("n", *CARE):
        raise ValueError(english("answer with one of: n, knees, back, both"))
    return word


# Translators: typed answers to "Do your knees or your back need care?"; name the same words in that question.
CARE = {"knees": N_("knees"), "back": N_("back"), "both": N_("both")}


def _write(profile: Profile, values: dict[str, Any]) -> None:
    from deskbreak.app.client import notify_reload
    from deskbreak.settings.writing import change_many

    change_many(profile, values)
    notify_reload(profile)


def _login(profile: Profile) -> None:
    """Start at login and the applications menu, which comes along; where no tray shows the icon, what to do."""
    from deskbreak.cli.login import no_tray_lines
    from deskbreak.platforms import at_login, autostart, launcher

    try:
        if not autostart.choose().is_on() and _yes(_("Start deskbreak when you log in?")):
            notes = at_login.turn_on(profile.home)
            say(N_("It starts at your next login; to undo: deskbreak login off"))
            for line in notes:
                say(line)
        if not launcher.choose().look().on and _yes(_("Put deskbreak into the applications menu?")):
            launcher.choose().turn_on(profile.home)
            say(N_("It is there now; to undo: deskbreak desktop off"))
    except DeskbreakError as error:
        print_translated(" ".join(error.in_language()))
    for line in no_tray_lines():
        say(line)


def _yes(question: str) -> bool:
    """Return True if the answer is yes, which Enter stands for; who leaves wants nothing more."""
    try:
        answer = input(fitted(f"{question} {_('(y/n)')} [{_letter('yes')}]:") + " ").strip()
        return not answer or _yes_or_no(answer)
    except (EOFError, KeyboardInterrupt):
        print()
    except ValueError:
        pass  # neither yes nor no: then rather not
    return False


def _notice(profile: Profile) -> None:
    from deskbreak.catalog.cached import load_cached

    said = load_cached(profile).notices.get("see-a-professional")
    if said is not None:
        title, *text = map(translated, (said.title, *said.text))
        print(wrapped(sentences(ended(title), *text)))
        say(N_("More of it, with the sources: deskbreak advice"))


def _print_state(profile: Profile) -> None:
    """That it runs and what comes first; where it does not run yet, how to start it."""
    from deskbreak.app.client import ask
    from deskbreak.app.first import first_line
    from deskbreak.errors import NoDaemon

    try:
        lines = [
            *ask(profile, "status")["status"]["lines"],
            english("To stop it: {command}", command="deskbreak stop"),
        ]
    except NoDaemon:
        start = (
            N_("It starts now.")
            if called_by_script()
            else N_("deskbreak does not run yet; start it with: deskbreak up")
        )
        lines = [first_line(profile), start]
    except DeskbreakError as error:
        lines = [str(error)]
    for line in lines:
        say(line)


def _try_one(args: argparse.Namespace, profile: Profile) -> int:
    """The first routine right away, if it is wanted; the settings are written in any case."""
    from deskbreak.cli import start

    if not _yes(_("Try one now?")):
        return 0
    try:
        start.run(argparse.Namespace(home=args.home, routine="", rounds=None, face=None, speed=1.0))
    except DeskbreakError as error:
        print_translated(" ".join(error.in_language()))
    return 0
