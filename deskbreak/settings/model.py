"""The one table of settings: each option's name, type, default and words. Everything else is made from it:
checks, the JSON Schema, `config show`, and the reference in the docs.
"""

from __future__ import annotations

from typing import Any, Literal

from deskbreak.sentences import N_
from deskbreak.settings.kinds import (
    DAYS_PATTERN,
    ClockTime,
    Dates,
    Duration,
    Equipment,
    FilePath,
    HookWords,
    HourRange,
    Keep,
    Name,
    Position,
    Ready,
    Switch,
    Weekday,
    Weekdays,
)
from deskbreak.settings.light_pydantic import BaseModel, ConfigDict, Field


def _every_day() -> list[Weekday]:
    return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def _several_days(made: dict[str, Any]) -> None:
    """In the schema a key may name several days."""
    made["patternProperties"] = {
        DAYS_PATTERN: made["properties"]["mon"] | {"description": N_("Several days' hours")}
    }


class Hours(_Table):
    """Your hours at the desk, in local time. A day left out is a day off. A key may name several days: `mon-fri`."""

    model_config = ConfigDict(json_schema_extra=_several_days)

    mon: list[HourRange] = Field(
        [], description=N_('Monday\'s hours, such as ["09:00-12:30", "13:30-18:00"]')
    )
    tue: list[HourRange] = Field([], description=N_("Tuesday's hours"))
    wed: list[HourRange] = Field([], description=N_("Wednesday's hours"))
    thu: list[HourRange] = Field([], description=N_("Thursday's hours"))
    fri: list[HourRange] = Field([], description=N_("Friday's hours"))
    sat: list[HourRange] = Field([], description=N_("Saturday's hours"))
    sun: list[HourRange] = Field([], description=N_("Sunday's hours"))


class Day(_Table):
    """A dated exception: a holiday, or a day with other hours."""

    on: Dates = Field(description=N_('A date, or a range of dates: 2026-12-24, or "2026-12-24/2026-12-26"'))
    hours: list[HourRange] = Field(description=N_("The hours of that day; [] is a day off"))
    why: str = Field("", description=N_("A word for yourself"))


class BreakOption(_Table):
    """A break: after so much sitting (`every`), or at fixed times (`at`)."""

    name: Name = Field(description=N_("What you call it"))
    every: Duration | None = Field(None, description=N_('After so much sitting, such as "45m"'))
    at: list[ClockTime] | None = Field(None, description=N_('At these times of day, such as ["12:20"]'))
    days: Weekdays = Field(
        default_factory=_every_day, description=N_('Only on these weekdays, such as ["mon-wed", "fri"]')
    )
    routine: str | None = Field(None, description=N_('"auto", or the id of a routine or exercise'))
    lasts: Duration | None = Field(
        None, description=N_("How long it may take; left out: as long as the routine")
    )
    say: str = Field("", description=N_('Words to show, such as "Drink water"; then no routine is needed'))


class OfferOptions(_Table):
    """How a break is offered."""

    heads_up: Switch = Field(
        False, description=N_("A notification shortly before a break; a duration says how long")
    )
    wait_for_pause: Switch = Field(
        True, description=N_("Wait until you stop typing; a duration says how long still")
    )
    wait_at_most: Duration = Field(180.0, description=N_("But no longer than this"))
    repeat_every: Duration = Field(300.0, description=N_("Offer again when nobody answers"))
    repeat_at_most: int = Field(2, ge=0, le=100, description=N_("So often; then the break counts as missed"))
    sound: bool = Field(False, description=N_("With a sound"))
    adapt: bool = Field(
        True,
        description=N_(
            "Ease off while offers are left alone: shown once, shorter, fewer; asks before it stays"
        ),
    )
    learn: bool = Field(
        True,
        description=N_("Prefer the moments and forms that you take, once four weeks and 60 offers are known"),
    )
    earlier: Duration = Field(
        600.0, description=N_("With learn: so long before the due moment at the earliest")
    )
    later: Duration = Field(900.0, description=N_("With learn: so long after it at the latest"))


class SnoozeOptions(_Table):
    """Putting an offer off."""

    choices: list[Duration] = Field(
        [300.0, 600.0, 1800.0],
        min_length=1,
        max_length=12,
        description=N_("The times to choose from; the first is the usual one"),
    )
    at_most: int = Field(3, ge=0, le=100, description=N_("So often for one break"))
    policy: Literal["fixed", "shrinking", "pay-back"] = Field(
        "fixed",
        description=N_(
            "fixed: as asked; shrinking: shorter each time; pay-back: the next break comes sooner"
        ),
    )


class AwayOptions(_Table):
    """Being away from the desk."""

    keep_below: Duration = Field(120.0, description=N_("A lock or sleep shorter than this changes nothing"))
    counts_as_break: Duration = Field(300.0, description=N_("From this on it counts as a break"))


class QuietOptions(_Table):
    """What holds breaks back."""

    do_not_disturb: bool = Field(True, description=N_("While the desktop's do-not-disturb is on"))
    fullscreen: bool = Field(True, description=N_("While a window fills the screen"))
    microphone: bool = Field(True, description=N_("While a program listens to the microphone"))
    camera: bool = Field(True, description=N_("While a program uses the camera"))
    screen_share: bool = Field(True, description=N_("While the screen is shared"))
    calendars: list[FilePath] = Field(
        [], description=N_('Meetings from these .ics files or folders, such as ["~/work.ics"]')
    )
    longest_meeting: Duration = Field(
        14400.0, description=N_("A single meeting that is longer holds no breaks; whole days never do")
    )
    me: list[str] = Field([], description=N_("Your mail addresses, to leave out meetings you declined"))
    apps: list[FilePath] = Field([], description=N_('While one of these programs runs, such as ["obs"]'))
    command: str = Field("", description=N_("While this command of yours ends with exit code 0"))


class BodyOptions(_Table):
    """What your body can and wants to do."""

    positions: list[Position] = Field(
        [],
        description=N_(
            'Only there: "desk", "chair", "standing", "wall", "walking", "floor"; [] is all but the floor'
        ),
    )
    equipment: list[Equipment] = Field([], description=N_("What you have at hand"))
    avoid: list[str] = Field(
        [], description=N_('Exercises, or kinds of movement such as "knees", to leave out')
    )
    level: Literal["easy", "medium", "hard"] = Field("medium", description=N_("The hardest level offered"))
    back: Literal["well", "sensitive"] = Field("well", description=N_("sensitive: only the gentlest"))


class PlayerOptions(_Table):
    """How a routine is shown."""

    face: Literal["auto", "window", "page", "terminal"] = Field(
        "auto", description=N_("auto takes the first that works")
    )
    voice: bool = Field(False, description=N_("Speak the cues"))
    sound: bool | None = Field(
        None, description=N_("A soft chime at each change; left out: in your very first routine")
    )
    theme: Literal["auto", "light", "dark"] = Field("auto", description=N_("auto follows the desktop"))
    reduced_motion: bool | None = Field(None, description=N_("Still pictures; left out: as the desktop says"))
    get_ready: Ready = Field(
        "auto",
        description=N_(
            'Before each exercise: "auto" (5 to 12 s, by the way there), a time such as "10s", or "wait"'
        ),
    )
    build: Literal["slender", "sturdy"] = Field(
        "slender", description=N_("The person in the figures: the build")
    )
    skin: Literal["light", "medium", "brown", "dark"] = Field("medium", description=N_("and the skin"))
    hair: Literal["black", "brown", "red", "blond", "grey"] = Field("brown", description=N_("and the hair"))
    monitor: str = Field(
        "pointer",
        min_length=1,
        description=N_('Where the window opens: "pointer", "primary", or a monitor\'s name such as "HDMI-1"'),
    )


class HookOptions(_Table):
    """Programs of your own, run when something happens. Each is a list of arguments; no shell reads it."""

    on_offer: HookWords = Field([], description=N_('When a break is offered, such as ["playerctl", "pause"]'))
    on_start: HookWords = Field([], description=N_("When a routine starts"))
    on_end: HookWords = Field([], description=N_("When a break that was taken has ended"))
    on_skip: HookWords = Field([], description=N_("When an offer is skipped"))
    on_pause: HookWords = Field([], description=N_("When breaks are paused, and when they go on"))


class UiOptions(_Table):
    """How deskbreak speaks to you."""

    language: Literal["auto", "en", "de", "es", "fr", "ja", "ar"] = Field(
        "auto",
        description=N_("The language; auto is the desktop's, English where deskbreak does not speak it"),
    )


class JournalOptions(_Table):
    """What is written down, and where."""

    shared_folder: FilePath = Field(
        "", description=N_('A folder that your machines share, such as "~/Sync/deskbreak"')
    )
    keep: Keep = Field(None, description=N_('How long rows are kept: "2y", "400d" or "always"'))
    ask_back: bool = Field(
        False,
        description=N_(
            "Whether the report asks once a week how your back was, 0 to 10; it stays in the journal"
        ),
    )


class ProfileDays(_Table):
    """Which profile holds on which weekday, when none is chosen by hand. A key may name several days."""

    model_config = ConfigDict(json_schema_extra=_several_days)

    mon: str = ""
    tue: str = ""
    wed: str = ""
    thu: str = ""
    fri: str = ""
    sat: str = ""
    sun: str = ""


class Settings(_Table):
    """deskbreak's settings."""

    hours: Hours = Field(Hours())
    days: list[Day] = Field([], description=N_("Dated exceptions; of several for one date the last wins"))
    holidays: list[FilePath] = Field([], description=N_("Days off from these .ics files"))
    breaks: list[BreakOption] = Field([], alias="break", description=N_("Your breaks"))
    offer: OfferOptions = Field(OfferOptions())
    snooze: SnoozeOptions = Field(SnoozeOptions())
    away: AwayOptions = Field(AwayOptions())
    quiet: QuietOptions = Field(QuietOptions())
    body: BodyOptions = Field(BodyOptions())
    player: PlayerOptions = Field(PlayerOptions())
    ui: UiOptions = Field(UiOptions())
    hooks: HookOptions = Field(HookOptions())
    journal: JournalOptions = Field(JournalOptions())
    profiles: ProfileDays = Field(ProfileDays())
    fixed: list[str] = Field([], description=N_("In a system-wide file: keys that people cannot change"))
