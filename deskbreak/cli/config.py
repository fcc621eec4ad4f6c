"""`deskbreak config`: make, show, check, change and edit the settings."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from deskbreak.called import as_called
from deskbreak.cli.printed import print_translated, say
from deskbreak.columns import columns, complain, wrapped
from deskbreak.errors import DeskbreakError, InputProblems, Problem, UsageError
from deskbreak.language import _, translated
from deskbreak.letters import escaped, json_text
from deskbreak.paths import Profile, find_profile, shipped
from deskbreak.sentences import N_, english

SCHEMA = "deskbreak.schema.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    init = parts.add_parser("init", help=_("write a commented settings file"))
    init.add_argument(
        "--force", action="store_true", help=_("replace a file that is there (it is kept as .bak)")
    )
    init.add_argument(
        "--from",
        dest="source",
        choices=("workrave", "stretchly"),
        help=_("take over another program's times"),
    )
    init.add_argument("--profile", metavar="NAME", help=_("write a profile beside the main file instead"))
    path = parts.add_parser("path", help=_("say where the settings file is"))
    path.add_argument("--json", action="store_true", help=_("for programs"))
    show = parts.add_parser("show", help=_("show the settings"))
    show.add_argument(
        "--effective", action="store_true", help=_("what holds, and where each value comes from")
    )
    show.add_argument("--json", action="store_true", help=_("for programs"))
    check = parts.add_parser("check", help=_("look for mistakes"))
    check.add_argument("file", nargs="?", help=_("another file than yours"))
    check.add_argument("--json", action="store_true", help=_("for programs"))
    change = parts.add_parser("set", help=_("change one value; comments and order stay"))
    change.add_argument("key", help=_("such as break.mobility.every, or offer.sound"))
    change.add_argument("value", help=_("such as 40m, or true"))
    edit = parts.add_parser("edit", help=_("open the file in your editor"))
    edit.add_argument("--desktop", action="store_true", help=_("in the desktop's editor for text files"))
    parts.add_parser("page", help=_("change the settings in your browser"))
    schema = parts.add_parser("schema", help=_("print the JSON Schema, for editors"))
    schema.add_argument("--json", action="store_true", help=_("it is JSON anyway"))


def run(args: argparse.Namespace) -> int:
    profile = find_profile(args.home)
    match args.part:
        case "init":
            return _init(profile, args)
        case "path":
            print(json.dumps({"path": str(profile.config)}) if args.json else profile.config)
        case "show":
            return _show(profile, args)
        case "check":
            return _check(profile, args)
        case "set":
            return _set(profile, args.key, args.value)
        case "edit":
            return _edit(profile, desktop=args.desktop)
        case "page":
            return _page(profile)
        case "schema":
            print((shipped("config") / SCHEMA).read_text("utf-8"), end="")
    return 0


# -- init ------------------------------------------------------------------------------------------------


def _init(profile: Profile, args: argparse.Namespace) -> int:
    if args.profile:
        return _init_profile(profile, args.profile, force=args.force)
    if profile.config.exists() and not args.force:
        raise DeskbreakError(
            english(
                "{file} is there already; to begin again: deskbreak config init --force",
                file=profile.config,
            )
        )
    write_default(profile, keep=True)
    print_translated(_("Wrote {file}", file=profile.config))
    if args.source:
        from deskbreak.settings.foreign import take_over

        for sentence in take_over(profile, args.source):
            say(sentence)
    return 0


def write_default(profile: Profile, *, keep: bool = False) -> None:
    """The shipped, commented file as the person's own, with its schema beside it."""
    from deskbreak.settings.writing import write_whole

    if keep and profile.config.exists():
        shutil.copy2(profile.config, profile.config.with_suffix(".toml.bak"))
    write_whole(profile.config, (shipped("config") / "default.toml").read_text("utf-8"))
    write_whole(profile.config_dir / SCHEMA, (shipped("config") / SCHEMA).read_text("utf-8"))


def _init_profile(profile: Profile, name: str, *, force: bool) -> int:
    """A profile holds only what differs; it begins as a copy of today's hours and breaks."""
    import tomli_w

    from deskbreak.settings.load import load_settings
    from deskbreak.settings.writing import write_whole

    odd = name != Path(name).name or not name.strip() or not name.isprintable() or len(name) > 60
    if odd or name in ("auto", ".", ".."):
        raise UsageError(
            english('"{name}" is no name for a profile; use a word such as "office"', name=name[:60])
        )
    path = profile.profiles / f"{name}.toml"
    if path.exists() and not force:
        raise DeskbreakError(english("{file} is there already; to replace it add --force", file=path))
    data = load_settings(profile, name="").data
    text = tomli_w.dumps({key: data[key] for key in ("hours", "break") if key in data})
    head = f"# The profile {name}: what is written here replaces the same keys of the main file.\n\n"
    write_whole(path, head + text)
    print_translated(
        _("Wrote {file}; choose it with: {command}", file=path, command=f"deskbreak profile {name}")
    )
    return 0


# -- show and check ---------------------------------------------------------------------------------------


def _show(profile: Profile, args: argparse.Namespace) -> int:
    from deskbreak.settings.load import load_settings

    loaded = load_settings(profile)
    if args.effective:
        from deskbreak.settings.effective import effective

        rows = effective(loaded)
        if args.json:
            print(json_text([row.to_json() for row in rows], default=str))
        else:
            for row in rows:
                print(escaped(_value_line(f"{row.key} = {row.shown}", translated(row.source))))
    elif args.json:
        print(json_text(loaded.data, default=str))
    else:
        import tomli_w

        print(escaped(tomli_w.dumps(loaded.data)), end="")
    return 0


def _value_line(value: str, source: str) -> str:
    """A value and where it comes from, on two lines where one is too short."""
    wide = columns()
    if wide is None or len(value.ljust(58)) + 4 + len(source) <= wide:
        return value.ljust(58) + f"  # {source}"
    return wrapped(value, "", "  ", wide) + f"\n  # {source}"


def _check(profile: Profile, args: argparse.Namespace) -> int:
    from deskbreak.catalog.cached import load_checked
    from deskbreak.settings.layers import profile_names
    from deskbreak.settings.load import load_settings

    catalog, invalid = load_checked(profile)
    file = Path(args.file) if args.file else None
    problems: list[Problem] = []
    warnings: list[Problem] = []
    # The other profiles too: one that is wrong would else be found on the morning it is needed.
    for name in [None] if file else [None, *profile_names(profile)]:
        try:
            found = load_settings(profile, file=file, name=name, catalog=catalog).warnings
            warnings += [one for one in found if one not in warnings]
        except InputProblems as error:
            problems += [one for one in error.problems if one not in problems]
    problems += invalid
    if args.json:
        shown = {"ok": not problems, "problems": _rows(problems), "warnings": _rows(warnings)}
        print(json_text(shown))
    else:
        for problem in problems:
            complain(as_called(problem.in_language()))
        for warning in warnings:
            print_translated(_("{problem} (a warning)", problem=warning.in_language()))
        if not problems:
            print(_("No mistakes found.") if not warnings else _("No mistakes; the settings can be used."))
    return 2 if problems else 0


def _rows(problems: list[Any]) -> list[dict[str, Any]]:
    return [
        {"file": one.file, "line": one.line, "column": one.column, "what": one.what, "hint": one.hint}
        for one in problems
    ]


# -- set and edit -------------------------------------------------------------------------------------------


def _set(profile: Profile, key: str, value: str) -> int:
    from deskbreak.app.client import notify_reload
    from deskbreak.settings.writing import change

    said = change(profile, key, value)
    notify_reload(profile)
    say(said)
    return 0


def _edit(profile: Profile, *, desktop: bool) -> int:
    from deskbreak.app.client import notify_reload

    if not profile.config.exists():
        write_default(profile)
    command = _editor(desktop=desktop)
    try:
        code = subprocess.run([*command, str(profile.config)], check=False).returncode
    except OSError as error:
        raise DeskbreakError(
            english(
                "{program} could not be started: {error}; set EDITOR, or open {file}",
                program=command[0],
                error=error,
                file=profile.config,
            )
        ) from error
    if code:
        raise DeskbreakError(
            english(
                "{program} ended with {code}; the file is {file}",
                program=command[0],
                code=code,
                file=profile.config,
            )
        )
    notify_reload(profile)
    if desktop:
        return 0
    return _check(profile, argparse.Namespace(file=None, json=False))


def _page(profile: Profile) -> int:
    from deskbreak.app.settings_page.serve import serve

    say(N_("The settings open in your browser; this ends when you close the page there."))
    sys.stdout.flush()
    try:
        serve(profile)
    except KeyboardInterrupt:
        print()
    return 0


def _words(command: str) -> list[str]:
    """A command as a shell would take it apart; one that no shell would take is a program's name."""
    try:
        return shlex.split(command) or [command]
    except ValueError:
        return [command]


def _editor(*, desktop: bool) -> list[str]:
    """The person's editor; without a terminal what the desktop opens text files with."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen and not desktop:
        return _words(chosen)
    if sys.platform == "darwin":
        return ["open", "-t"]
    if sys.platform == "win32":
        return ["notepad"]
    if not desktop:
        for name in ("sensible-editor", "nano", "vi"):
            if found := shutil.which(name):
                return [found]
    return ["xdg-open"]
