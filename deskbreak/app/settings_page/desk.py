"""Behind the settings page: reads the file, judges what the page holds, plays a coming day, and saves."""

from __future__ import annotations

import json
import secrets
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from deskbreak.app.client import notify_reload
from deskbreak.app.rehearsal import Known, local_zone, read_calendars, rehearse_plan, with_days_off
from deskbreak.app.settings_page import asked, mine
from deskbreak.app.settings_page.form import PLACES, form, label_of
from deskbreak.app.settings_page.trying import Trial
from deskbreak.app.settings_page.typed import as_the_file_takes
from deskbreak.app.settings_page.words import BREAK_LABELS, DAY_LABELS, DAYS, shown_problem
from deskbreak.called import as_called, command
from deskbreak.catalog.cached import load_cached
from deskbreak.core.hours import spans
from deskbreak.core.plan import Plan
from deskbreak.core.rehearse import Line
from deskbreak.errors import DeskbreakError, InputProblems, Problem
from deskbreak.language import _, current, translated, use
from deskbreak.paths import Profile
from deskbreak.platforms import at_login, autostart
from deskbreak.sentences import N_
from deskbreak.settings.commands import new_commands
from deskbreak.settings.layers import chosen_profile, layers
from deskbreak.settings.load import Loaded, load_settings, load_text
from deskbreak.settings.never_due import never_due
from deskbreak.settings.places import Places
from deskbreak.settings.writing import change_many, drafted

Json = dict[str, Any]

MY_DAYS = 8  # a working day lies within this many days, or the page says that none comes
_TABLES = {"break", "days"}
_BY_HAND = N_("{key} runs a program, so no page may set it; write it in the file: deskbreak config edit")


class SettingsDesk:
    """One person's settings while the page is open. Every answer is plain JSON."""

    def __init__(self, profile: Profile, zone: tzinfo | None = None) -> None:
        self._profile, self._zone = profile, zone or local_zone()
        self._catalog = load_cached(profile)
        self._calendars: dict[tuple[object, ...], Known] = {}
        self._trial = Trial(profile)
        self._key = secrets.token_urlsafe(16)  # only the page that was served knows it; needed to delete

    def read(self) -> Json:
        """The form with today's values and preview; or, where the file has mistakes, these alone."""
        try:
            loaded = load_settings(self._profile, name="", catalog=self._catalog, zone=self._zone)
        except InputProblems as error:
            return {
                "file": str(self._profile.config),
                "broken": [translated(line) for line in error.lines()],
                "stamp": self.stamp(),
            }
        shown = form(loaded, self._profile, self._catalog)
        shown |= {"preview": self._preview(loaded.plan), "stamp": self.stamp(), "login": self._login()}
        shown |= {"warnings": _warnings(loaded, drafted(self._profile, {})), "key": self._key}
        shown["question"] = asked.question(self._profile)
        shown |= {"blocked": self._blocked(), "folder": str(self._profile.data_dir)}
        shown["commands"] = {"page": command("config page"), "edit": command("config edit")}
        shown["notice"] = self._notice() if not self._profile.config.exists() else None
        return shown | {"profile": chosen_profile(self._profile, layers(self._profile, name=""))}

    def stamp(self) -> str:
        """Changes when another program writes the file."""
        try:
            status = self._profile.config.stat()
        except OSError:
            return ""
        return f"{status.st_mtime_ns}-{status.st_size}"

    def act(self, wanted: Json) -> Json:
        """What the page asks: `check` these values, `save` them, or `read` the file again."""
        values = wanted.get("values")
        try:
            match wanted.get("act"):
                case "check" if isinstance(values, dict):
                    return self.check(values)
                case "save" if isinstance(values, dict):
                    return self.save(values)
                case "read":
                    return self.read()
                case "login" if isinstance(wanted.get("on"), bool):
                    return {"login": self._set_login(on=wanted["on"])}
                case "try":
                    return {"said": translated(self._trial.start(self._face()))}
                case "ease":
                    return {
                        "said": as_called(translated(asked.answer(self._profile, str(wanted.get("choice")))))
                    }
                case "allow":
                    return {"allowed": mine.allow(self._profile, str(wanted.get("exercise")))} | self._mine()
                case "export":
                    return mine.exported(self._profile, str(wanted.get("kind")), self._today().isoformat())
                case "delete" if secrets.compare_digest(str(wanted.get("key")).encode(), self._key.encode()):
                    return {
                        "said": translated(mine.delete_all(self._profile, str(wanted.get("typed"))))
                    } | self._mine()
        except InputProblems as error:
            return {"problems": [{"key": "", "what": translated(line)} for line in error.lines()]}
        except (DeskbreakError, ValueError, TypeError, AttributeError, KeyError) as error:
            return {
                "problems": [
                    {"key": "", "what": as_called(translated(str(error) or N_("this cannot be written")))}
                ]
            }
        return {"problems": [{"key": "", "what": _("this page asked for something unknown; load it again")}]}

    def check(self, values: Json) -> Json:
        """What is wrong with the values, by key; if nothing is, how a coming day would go.

        What runs a program is always wrong: a page must never be a way to run one. `taken` has the hours as the
        file gets them.
        """
        values = as_the_file_takes(values)
        text = drafted(self._profile, values)
        try:
            loaded = load_text(text, self._profile, "page", catalog=self._catalog, zone=self._zone)
        except InputProblems as error:
            places = Places(text)
            return {"problems": [_by_key(one, places) for one in error.problems]}
        if refused := new_commands(drafted(self._profile, {}), text):
            return {"problems": [{"key": key, "what": as_called(_(_BY_HAND, key=key))} for key in refused]}
        taken = {key: value for key, value in values.items() if key.startswith("hours.")}
        shown = {"problems": [], "warnings": _warnings(loaded, text), "taken": taken}
        return shown | {"preview": self._preview(loaded.plan)}

    def save(self, values: Json) -> Json:
        """Write the values, unless something is wrong; then the form as it is now."""
        checked = self.check(values)
        if checked["problems"]:
            return checked
        change_many(self._profile, as_the_file_takes(values))
        taken_over = notify_reload(self._profile)
        before, now = current(), use(load_settings(self._profile, catalog=self._catalog).settings.ui.language)
        return self.read() | {"saved": True, "taken_over": taken_over, "other_language": now != before}

    def _face(self) -> str:
        return load_settings(self._profile, catalog=self._catalog).settings.player.face

    def _mine(self) -> Json:
        return {"blocked": self._blocked()}

    def _blocked(self) -> list[Json]:
        """What is left out; a journal that cannot be read keeps the user from no setting."""
        try:
            return mine.blocked(self._profile, self._catalog, self._zone)
        except DeskbreakError:
            return []

    def _today(self) -> date:
        return datetime.now(self._zone).date()

    # -- around the file -----------------------------------------------------------------------------------

    def _notice(self) -> Json | None:
        """What everybody reads once, before the first settings are saved."""
        said = self._catalog.notices.get("see-a-professional")
        if said is None:
            return None
        return {"title": translated(said.title), "text": " ".join(map(translated, said.text))}

    def _login(self) -> Json:
        """Whether deskbreak starts at login; `trouble` says why that cannot be said or changed."""
        try:
            entry = autostart.choose()
            return {"on": entry.is_on(), "trouble": as_called(translated(entry.trouble()))}
        except DeskbreakError as error:
            return {"on": False, "trouble": as_called(translated(str(error)))}

    def _set_login(self, *, on: bool) -> Json:
        try:
            if on:
                at_login.turn_on(self._profile.home)
            else:
                at_login.turn_off()
        except DeskbreakError as error:
            return self._login() | {"trouble": as_called(translated(str(error)))}
        return self._login()

    # -- a coming day -----------------------------------------------------------------------------------

    def _preview(self, plan: Plan) -> Json:
        first = self._today() + timedelta(days=1)
        known = self._known(plan, first)
        plan, notes = with_days_off(plan, known), [translated(one) for one in known.problems]
        day = next((day for day in map(_after(first), range(MY_DAYS)) if spans(plan, day, 1)), None)
        if day is None:
            return {"day": "", "title": _("No work hours in the coming days."), "lines": [], "notes": notes}
        lines = rehearse_plan(plan, self._catalog, day, 1, known)
        shown = [self._line(line) for line in lines]
        when = translated(f"{day:%A} {day.day} {day:%B}")
        title = _("Tomorrow, {day}", day=when) if day == first else when
        return {"day": day.isoformat(), "title": title, "lines": shown, "notes": notes}

    def _known(self, plan: Plan, first: date) -> Known:
        """The calendars are read once for each set of files, not at each key that is pressed."""
        quiet = plan.quiet
        key = (first, quiet.calendars, quiet.me, quiet.longest_meeting_s, plan.holidays)
        if key not in self._calendars:
            self._calendars[key] = read_calendars(self._profile, plan, first, MY_DAYS)
        return self._calendars[key]

    def _line(self, line: Line) -> Json:
        found = self._catalog.routine(line.routine) if line.routine else None
        return {
            "at": f"{datetime.fromtimestamp(line.at, self._zone):%H:%M}",
            "event": line.event,
            "break": line.break_name,
            "what": translated(found.name) if found else "",
            "why": translated(line.reason),
        }


def _after(first: date) -> Any:
    return lambda number: first + timedelta(days=number)


def _by_key(problem: Problem, places: Places) -> Json:
    """The problem with the key of the value it stands at, such as `break.0.every`."""
    here = [
        path
        for path, place in places.values.items()
        if (place.line, place.column) == (problem.line, problem.column)
    ]
    here = here or [path for path, place in places.keys.items() if place.line == problem.line]
    path = max(here, key=len, default=())
    if len(path) > 2 and path[0] not in _TABLES:
        path = path[:2]
    key = ".".join(map(str, path))
    return {
        "key": key,
        "label": _label(path),
        "what": as_called(shown_problem(problem.what, problem.hint)),
    }


def _label(path: tuple[str | int, ...]) -> str:
    """What the field is called on the page; "" where the path is no field's."""
    table, name = (str(path[0]), str(path[-1])) if path else ("", "")
    if table in _TABLES:
        labels = BREAK_LABELS if table == "break" else DAY_LABELS
        return translated(next((labels[str(part)] for part in path[2:3] if part in labels), ""))
    if table == "hours":
        return translated(DAYS.get(name, ""))
    key = ".".join(map(str, path[:2]))
    return _("Where I can move") if key == PLACES else label_of(key)


def _warnings(loaded: Loaded, text: str) -> list[Json]:
    """What is worth saying though it can be saved; what a break never does stands beside that break."""
    never = {what: number for number, what, _ in never_due(loaded.settings)}
    places = Places(text)
    found = []
    for one in loaded.warnings:
        said = _by_key(one, places)
        if one.what in never:
            said |= {"key": f"break.{never[one.what]}.every", "label": translated(BREAK_LABELS["every"])}
        found.append(said)
    return found


def to_page(value: Json) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
