"""`deskbreak log`: what was done; and adding to it, correcting it, taking rows out, forgetting old ones."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from deskbreak.app.client import now_for
from deskbreak.called import as_called
from deskbreak.cli.log_notes import asked, asked_for_day, last_of_today, note_the_day
from deskbreak.cli.printed import either, listing, print_translated, short_moment
from deskbreak.columns import complain
from deskbreak.core.events import Outcome
from deskbreak.errors import DeskbreakError, UsageError
from deskbreak.language import _, n_, translated, with_label
from deskbreak.letters import json_text
from deskbreak.paths import find_profile
from deskbreak.sentences import N_, english

if TYPE_CHECKING:
    import argparse

    from deskbreak.paths import Profile
    from deskbreak.store.journal import Journal
    from deskbreak.store.names import Names
    from deskbreak.store.rows import Row
    from deskbreak.store.spans import DaySpan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", action="store_true", help=_("today's rows (the default in a terminal)"))
    parser.add_argument("--week", action="store_true", help=_("the last seven days"))
    parser.add_argument(
        "--from", dest="first", metavar="DATE", help=_("from this day on, such as 2026-11-20")
    )
    parser.add_argument("--to", dest="last", metavar="DATE", help=_("up to this day, which is included"))
    parser.add_argument(
        "--json", action="store_true", help=_("for programs; all rows unless days are asked for")
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    add = actions.add_parser("add", help=_("log something you did away from deskbreak"))
    add.add_argument(
        "what", nargs="+", metavar="WHAT", help=_("a routine, an exercise, or words of your own")
    )
    add.add_argument("--minutes", metavar="N", help=_("how long it took"))
    add.add_argument("--at", metavar="HH:MM", help=_("when (now); a time still to come means yesterday"))
    add.add_argument("--note", default="", metavar="TEXT", help=_("a note beside it"))
    edit = actions.add_parser("edit", help=_("correct a row; its first version stays in the file"))
    edit.add_argument("id", metavar="ID", help=_("the number at the end of the row"))
    edit.add_argument("--outcome", metavar="O", help=_outcomes())
    edit.add_argument("--note", metavar="TEXT", help=_("a new note"))
    note = actions.add_parser(
        "note", help=_("write a note beside today's last row, another one, or for the day")
    )
    note.add_argument("text", nargs="*", metavar="TEXT", help=_("the note; without it a small window asks"))
    which = note.add_mutually_exclusive_group()
    which.add_argument("--row", metavar="ID", help=_("the number at the end of the row (today's last one)"))
    which.add_argument("--day", action="store_true", help=_("for the whole day, not beside a row"))
    back = actions.add_parser("back", help=_("how your back was this week, 0 (bad) to 10 (good)"))
    back.add_argument("score", metavar="N", help=_("a whole number; the last one of a week counts"))
    remove = actions.add_parser("remove", help=_("take a row out of the log"))
    remove.add_argument("id", metavar="ID", help=_("the number at the end of the row"))
    forget = actions.add_parser("forget", help=_("delete old rows for good"))
    forget.add_argument("--before", required=True, metavar="DATE", help=_("the first day to keep"))


def _outcomes() -> str:
    return either([one.value for one in Outcome])


def run(args: argparse.Namespace) -> int:
    actions = {
        None: _show,
        "add": _add,
        "edit": _edit,
        "note": _note,
        "back": _back,
        "remove": _remove,
        "forget": _forget,
    }
    return actions[args.action](args)


def _show(args: argparse.Namespace) -> int:
    from deskbreak.store.opening import open_to_read
    from deskbreak.store.rows import row_json

    profile = find_profile(args.home)
    days = _days(args, now_for(profile))
    with open_to_read(profile) as journal:
        _say(journal)
        rows = journal.rows(days.start, days.end) if days else journal.rows()
        notes = journal.notes(days.start, days.end) if days else journal.notes()
        last = journal.last() if days and not rows else None
    if args.json:
        print(json_text([row_json(row) for row in rows]))
        return 0
    from deskbreak.store.text import Paint, day_notes, log_lines

    noted = day_notes(notes)
    if not rows and not noted:
        print_translated(_(_nothing(args, days)) + _tried_out(last, days))
        return 0
    from deskbreak.store.names import load_names

    print("\n".join(log_lines(rows, load_names(profile), Paint(), noted)).rstrip())
    return 0


def _days(args: argparse.Namespace, now: float) -> DaySpan | None:
    from deskbreak.store.spans import last_days, read_days

    asked = [args.today, args.week, args.first is not None or args.last is not None]
    if sum(asked) > 1:
        raise UsageError(english("ask for --today, --week, or --from and --to, not for several of them"))
    if args.week:
        return last_days(7, now)
    if args.today or not (any(asked) or args.json):
        return last_days(1, now)
    return read_days(args.first, args.last, now)


def _nothing(args: argparse.Namespace, days: DaySpan | None) -> str:
    if days and days.first == days.last and not (args.first or args.last):
        return N_("Nothing logged today yet; see earlier days with: deskbreak log --week")
    return N_("Nothing was logged in these days.")


def _tried_out(last: Row | None, days: DaySpan | None) -> str:
    """Where the rows of a try-out are, whose days are still to come."""
    if last is None or days is None or last.at < days.end:
        return ""
    from deskbreak.zone import moment

    command = f"deskbreak log --from {moment(last.at, last.zone):%Y-%m-%d}"
    return " " + _("A try-out left rows on later days: {command}", command=command)


def _add(args: argparse.Namespace) -> int:
    from deskbreak.core.durations import roughly
    from deskbreak.store.names import load_names
    from deskbreak.store.opening import open_to_write
    from deskbreak.store.rows import outcome_uid
    from deskbreak.store.spans import read_minutes, read_moment
    from deskbreak.store.text import printable
    from deskbreak.store.zones import local_zone_name
    from deskbreak.zone import moment

    profile = find_profile(args.home)
    now = now_for(profile)
    what = " ".join(args.what).strip()
    if not what:
        raise UsageError(english("say what you did, for example: deskbreak log add walk --minutes 10"))
    given = read_minutes(args.minutes) if args.minutes is not None else None
    at = read_moment(args.at, now) if args.at is not None else now
    names = load_names(profile)
    break_name, routine = _as_break(profile, what)
    known = names.find(routine) or _called_here(names, routine)
    seconds = given if given is not None else names.seconds(known) if known else 0
    with open_to_write(profile) as journal:
        _say(journal)
        row = journal.add(
            at=at,
            outcome="taken",
            break_name=break_name,
            routine=known or routine,
            seconds=seconds,
            exercises=names.parts(known) if known else (),
            note=args.note,
            zone=local_zone_name(),
            uid=outcome_uid(0),
        )
    _notify_daemon(profile)
    near = None if known or break_name else names.near(what)
    parts = [printable(translated(names.routine(known)) if known else what)]
    parts += [translated(roughly(seconds))] if seconds else []
    said = _("Logged as {row}: {what}.", row=row, what=listing((*parts, short_moment(moment(at)))))
    if near:
        undo = _(
            'If you meant "{near}": deskbreak log remove {row}, then log add {near}.', near=near, row=row
        )
        said = f"{said} {undo}"
    print_translated(said)
    return 0


def _called_here(names: Names, word: str) -> str | None:
    """The id of what the language that is spoken calls so."""
    from deskbreak.cli.shown import typed

    return typed((*names.catalog.routines.values(), *names.catalog.exercises.values()), word)


def _as_break(profile: Profile, what: str) -> tuple[str, str]:
    """The break of that name in the settings with its routine; words that name none are the routine."""
    from deskbreak.app.rehearsal import load_plan

    try:
        breaks = load_plan(profile, UTC)[0].breaks
    except DeskbreakError:
        breaks = ()  # invalid settings are no reason not to log
    routine = next((one.routine for one in breaks if one.name == what), None)
    if routine is None:
        return "", what
    return what, "" if routine == "auto" else routine


def _edit(args: argparse.Namespace) -> int:
    from deskbreak.store.opening import open_to_write
    from deskbreak.store.rows import OUTCOMES, one_of
    from deskbreak.store.text import note_said, printable

    row = _row_id(args.id)
    if args.outcome is None and args.note is None:
        raise UsageError(english("say what to correct: --outcome taken, or --note TEXT"))
    if args.outcome is not None:
        one_of("outcome", args.outcome, OUTCOMES)
    profile = find_profile(args.home)
    with open_to_write(profile) as journal:
        _say(journal)
        journal.amend(row, outcome=args.outcome, note=args.note)
        after = journal.row(row)
    _notify_daemon(profile)
    what = listing([*filter(None, (translated(after.outcome), printable(note_said(after.note))))])
    print_translated(_("Row {row} is corrected: {what}.", row=row, what=what))
    return 0


def _note(args: argparse.Namespace) -> int:
    """Beside the row that is asked for, or today's last one; for the day where there is none."""
    from deskbreak.store.opening import open_to_write
    from deskbreak.store.text import printable

    profile = find_profile(args.home)
    with open_to_write(profile) as journal:
        _say(journal)
        now = now_for(profile)
        row = (
            journal.row(_row_id(args.row)) if args.row else None if args.day else last_of_today(journal, now)
        )
        words = " ".join(args.text).strip()
        text = words or (asked(profile, row) if row else asked_for_day(journal, now))
        if text is None:
            print(_("No note was written."))
            return 0
        if row is not None:
            journal.amend(row.id, note=text)
        else:
            note_the_day(journal, now, text)
    _notify_daemon(profile)
    print(with_label(_("Row {row}", row=row.id) if row else _("Today"), printable(text)))
    return 0


def _back(args: argparse.Namespace) -> int:
    from deskbreak.store.opening import open_to_write
    from deskbreak.store.rows import BACK_SCORES
    from deskbreak.store.zones import local_zone_name

    if args.score not in BACK_SCORES:
        raise UsageError(
            english(
                '"{score}" is no number from 0 (bad) to 10 (good); write for example: log back 4',
                score=args.score,
            )
        )
    profile = find_profile(args.home)
    with open_to_write(profile) as journal:
        _say(journal)
        journal.add_back(now_for(profile), local_zone_name(), int(args.score))
    _notify_daemon(profile)
    print_translated(
        _(
            "Your back this week: {score} of 10. The report shows it beside your breaks.",
            score=args.score,
        )
    )
    return 0


def _remove(args: argparse.Namespace) -> int:
    from deskbreak.store.opening import open_to_write

    row = _row_id(args.id)
    profile = find_profile(args.home)
    with open_to_write(profile) as journal:
        _say(journal)
        journal.remove(row)
    _notify_daemon(profile)
    print(_("Row {row} is out of the log.", row=row))
    return 0


def _forget(args: argparse.Namespace) -> int:
    from deskbreak.store.opening import open_to_write
    from deskbreak.store.spans import read_day
    from deskbreak.store.zones import midnight

    profile = find_profile(args.home)
    day = read_day(args.before, now_for(profile))
    with open_to_write(profile) as journal:
        _say(journal)
        gone = journal.forget(midnight(day))
    _notify_daemon(profile)
    print_translated(
        n_(
            "{rows} row from before {day} deleted for good.",
            "{rows} rows from before {day} deleted for good.",
            gone,
            rows=f"{gone:,}",
            day=day,
        )
    )
    return 0


def _notify_daemon(profile: Profile) -> None:
    """It counts what was added, and passes everything on to the shared folder."""
    from deskbreak.app.client import notify_if_running

    notify_if_running(profile, "journal-changed")


def _row_id(text: str) -> int:
    number = text.removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise UsageError(english('"{text}" is not a row\'s id; see the ids with: deskbreak log', text=text))
    return int(number)


def _say(journal: Journal) -> None:
    for sentence in journal.notices():
        complain(as_called(translated(sentence)))
