"""Settings files as people might write them, in the many ways that TOML allows; and ways to spoil one line."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from deskbreak.core.catalog import Catalog
from deskbreak.core.durations import format_duration
from deskbreak.core.plan import WEEKDAYS
from deskbreak.settings.clock_times import format_clock
from deskbreak.values import dataclass, field

TABLES = ("offer", "snooze", "away", "quiet", "body", "player", "ui", "journal")
ODD = (
    "",
    "tea",
    "Käse – 茶 🫖",
    'say "hi"',
    "a\\b",
    "tab\there",
    "two\nlines",
    "del\x7f",
    "\u2028",
    "#no comment",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, with the values in it and what each of them is."""

    text: str
    values: tuple[tuple[str, str], ...] = ()
    head: bool = False  # the header of a table: keys may follow


@dataclass(slots=True)
class Writer:
    """Writes settings in the many ways that TOML allows."""

    chance: random.Random
    routines: list[str]
    noted: list[tuple[str, str]] = field(default_factory=list)

    # -- values ----------------------------------------------------------------------------------------

    def note(self, kind: str, text: str) -> str:
        self.noted.append((kind, text))
        return text

    def text(self, value: str) -> str:
        """A string in one of its spellings."""
        plain = value.isprintable() and "'" not in value
        match self.chance.randrange(4):
            case 0 if plain:
                return f"'{value}'"
            case 1 if plain:
                return f"'''{value}'''"
            case 2:
                return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
        named = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\x7f": "\\u007F", "\t": "\\t"}
        return '"' + "".join(named.get(letter, letter) for letter in value) + '"'

    def words(self) -> str:
        return self.note("text", self.text(self.chance.choice(ODD)))

    def flag(self) -> str:
        return self.note("flag", self.chance.choice(["true", "false"]))

    def number(self) -> str:
        return self.note("number", self.chance.choice(["0", "1", "7", "+3", "0x0a", "1_0", "100"]))

    def duration(self, least: int = 1, most: int = 86400) -> str:
        seconds = self.chance.randint(least, most)
        text = self.chance.choice(
            [format_duration(seconds), f"{seconds}s", f"{seconds / 60:.4f}m", f" {seconds} s "]
        )
        return self.note("duration", f'"{text}"')

    def choice(self, *names: str) -> str:
        return self.note("choice", self.text(self.chance.choice(names)))

    def ranges(self) -> str:
        """Hours that never meet: a day's begin after 05:00, and a night ends before that."""
        edges = sorted(self.chance.sample(range(300, 1320), 2 * self.chance.randrange(3)))
        found = list(zip(edges[::2], edges[1::2], strict=True))
        if self.chance.random() < 0.3:
            found.append((1320, self.chance.choice([1440, 1441, 1739])))
        self.chance.shuffle(found)
        shown = [
            f"{format_clock(start)}{self.chance.choice(['-', ' - '])}{format_clock(end)}"
            for start, end in found
        ]
        return self.note("hours", self.array([self.text(one) for one in shown]))

    def array(self, values: list[str]) -> str:
        comma = "," if values and self.chance.random() < 0.3 else ""
        return "[" + ", ".join(values) + comma + "]"

    def some(self, *names: str) -> str:
        chosen = self.chance.sample(names, self.chance.randint(0, len(names)))
        return self.note("list", self.array([self.text(name) for name in chosen]))

    def clocks(self) -> str:
        minutes = self.chance.sample(range(1440), self.chance.randint(1, 4))
        return self.note("clocks", self.array([f'"{format_clock(one)}"' for one in minutes]))

    def dates(self) -> str:
        first = str(date(2024, 1, 1) + timedelta(days=self.chance.randrange(2500)))
        shown = self.chance.choice([first, f'"{first}"', f'"{first}/2031-01-01"'])
        return self.note("dates", shown)

    # -- tables ----------------------------------------------------------------------------------------

    def keys(self, table: str) -> dict[str, str]:
        """Some keys of a table with values."""
        make: dict[str, Callable[[], dict[str, str]]] = {
            "offer": lambda: {
                "heads_up": self.chance.choice([self.flag, self.duration])(),
                "wait_for_pause": self.chance.choice([self.flag, self.duration])(),
                "wait_at_most": self.duration(),
                "repeat_every": self.duration(),
                "repeat_at_most": self.number(),
                "sound": self.flag(),
            },
            "snooze": lambda: {
                "choices": self.note(
                    "durations", self.array([self.duration() for _ in range(self.chance.randint(1, 12))])
                ),
                "at_most": self.number(),
                "policy": self.choice("fixed", "shrinking", "pay-back"),
            },
            "away": lambda: {
                "keep_below": self.duration(1, 300),
                "counts_as_break": self.duration(300, 86400),
            },
            "quiet": lambda: (
                {
                    name: self.flag()
                    for name in ("do_not_disturb", "fullscreen", "microphone", "camera", "screen_share")
                }
                | {"calendars": self.some("~/work.ics", "/tmp/ü.ics"), "apps": self.some("obs", "zoom")}
                | {"longest_meeting": self.duration(60, 86400)}
                | {"me": self.some("me@example.org"), "command": self.words()}
            ),
            "body": lambda: {
                "positions": self.some("standing", "floor", "wall"),
                "equipment": self.some("mat", "foam roller"),
                "avoid": self.some("cat-cow", "supine"),
                "level": self.choice("easy", "medium", "hard"),
                "back": self.choice("well", "sensitive"),
            },
            "player": lambda: {
                "face": self.choice("auto", "window", "page", "terminal"),
                "voice": self.flag(),
                "sound": self.flag(),
                "theme": self.choice("auto", "light", "dark"),
                "reduced_motion": self.flag(),
            },
            "ui": lambda: {"language": self.choice("auto", "en", "de", "es", "fr", "ja", "ar")},
            "journal": lambda: {"keep": self.choice("2y", "400d", "9w", "always")},
        }  # type: ignore[assignment]
        every: dict[str, str] = make[table]()  # type: ignore[assignment]
        names = self.chance.sample(list(every), self.chance.randint(1, len(every)))
        return {name: every[name] for name in names}

    def entry(self, name: str) -> dict[str, str]:
        """A break."""
        made = {"name": self.text(name)}
        if self.chance.random() < 0.6:
            made["every"] = self.duration(600)
            if self.chance.random() < 0.5:
                made["lasts"] = self.duration(1, 599)
        else:
            made["at"] = self.clocks()
        if self.chance.random() < 0.4:
            made["days"] = self.array([f'"{day}"' for day in self.chance.sample(WEEKDAYS, 3)])
        if self.chance.random() < 0.7:
            made["routine"] = self.note("routine", self.text(self.chance.choice(["auto", *self.routines])))
        if self.chance.random() < 0.3:
            made["say"] = self.words()
        return made

    def day(self) -> dict[str, str]:
        made = {"on": self.dates(), "hours": self.ranges()}
        return made | ({"why": self.words()} if self.chance.random() < 0.5 else {})

    # -- lines -----------------------------------------------------------------------------------------

    def line(self, text: str, values: dict[str, str], *, head: bool = False) -> Line:
        """A line with the values that are in it, and now and then a comment."""
        shown = set(values.values())
        lists = [value for value in shown if value[:1] == "["]
        within = tuple(
            (kind, text)
            for kind, text in self.noted
            if text in shown or (text[:1] == '"' and any(text in one for one in lists))
        )
        self.noted.clear()
        comment = self.chance.choice([" # 'x = [", "  # grüße", "\t#"]) if self.chance.random() < 0.15 else ""
        return Line(text + comment, within, head)

    def key(self, name: str) -> str:
        return self.chance.choice([name] * 6 + [f'"{name}"', f"'{name}'"])

    def pair(self, name: str, value: str) -> Line:
        equals = self.chance.choice([" = ", "=", "  =\t"])
        shown = ".".join(map(self.key, name.split(".")))
        return self.line(f"{self.chance.choice(['', '', '  '])}{shown}{equals}{value}", {name: value})

    def inline(self, values: dict[str, str]) -> str:
        return "{ " + ", ".join(f"{self.key(name)} = {value}" for name, value in values.items()) + " }"

    def table(self, name: str, values: dict[str, str], brackets: str = "[]") -> list[Line]:
        before, after = brackets[: len(brackets) // 2], brackets[len(brackets) // 2 :]
        blanks = [Line("")] * self.chance.randrange(3)
        return [
            *blanks,
            Line(f"{before}{self.key(name)}{after}", head=True),
            *(self.pair(key, value) for key, value in values.items()),
        ]

    def file(self) -> list[Line]:
        """The lines of a whole file."""
        top: list[Line] = [Line("#:schema deskbreak.schema.json")]
        below: list[list[Line]] = []
        if self.chance.random() < 0.8:
            days = self.chance.sample(WEEKDAYS, self.chance.randint(0, 7))
            below.append(self.table("hours", {day: self.ranges() for day in days}))
        for name in self.chance.sample(TABLES, self.chance.randint(0, 5)):
            values = self.keys(name)
            match self.chance.randrange(5):
                case 0:
                    top.append(self.line(f"{self.key(name)} = {self.inline(values)}", values))
                case 1:
                    top += [self.pair(f"{name}.{key}", value) for key, value in values.items()]
                case _:
                    below.append(self.table(name, values))
        for name, entries in (
            ("break", [self.entry(f"break {n}") for n in range(self.chance.randrange(4))]),
            ("days", [self.day() for _ in range(self.chance.randrange(4))]),
        ):
            if entries and self.chance.random() < 0.25:
                top.append(Line(f"{name} = ["))
                top += [self.line(f"  {self.inline(one)},", one) for one in entries] + [Line("]")]
            else:
                below += [self.table(name, one, "[[]]") for one in entries]
        self.chance.shuffle(below)
        return top + [line for part in below for line in part]


def written(lines: list[Line], chance: random.Random) -> bytes:
    """As bytes, with either kind of line ending."""
    ending = chance.choice(["\n", "\n", "\r\n"])
    mark = b"\xef\xbb\xbf" if chance.random() < 0.1 else b""
    return mark + ending.join(line.text for line in lines).encode() + ending.encode()


# -- spoiling one line -------------------------------------------------------------------------------------

BAD: dict[str, tuple[str, ...]] = {
    "duration": ('"5"', '"-5m"', '"0s"', '"25h"', '"five"', "5", "[]", "1.5", "{}", "2026-01-01", '"5m\\u0000"'),
    "durations": ("[]", '"5m"', '["5m", 5]', "{}", '["5m", "0m"]', '["5m",\n "5x"]'),
    "hours": ('["09:00-09:00"]', '["9-5"]', '"09:00-12:00"', '["25:00-26:00"]', '["10:00-12:00", "11:00-13:00"]',
              '["23:00-24:30"]', "[9]", "true", '["10:00-12:00", "10:00-12:00"]', '["١٠:٠٠-١٢:٠٠"]'),
    "dates": ('"2026-02-30"', '"2026-12-26/2026-12-24"', '"soon"', "2026", "2026-12-24T10:00:00", "10:00:00"),
    "clocks": ('["24:00"]', '["12:60"]', "[]", '"12:00"', '["noon"]', '["12:00", "12:00"]', "[12]"),
    "flag": ('"true"', "1", "0", "[]", "nan"),
    "number": ('"3"', "-1", "101", "1.0", "true", "inf", "99999999999999999999"),
    "choice": ('"fixedd"', '""', "1", "true", '"easy\\n"'),
    "list": ('"mat"', "1", "[1]", "{}", "[[]]"),
    "routine": ('"cat-cwo"', '"../x"', "7", '""', '"a\\nb"'),
    "text": ("1", "true", "[]", "1979-05-27"),
}  # fmt: skip
NO_TOML = (
    "= 1",
    "y = [",
    "x = ",
    "x",
    "[",
    "[[break]",
    "x = 1 2",
    'x = "a',
    "x = '",
    "x = 01",
    "x = tru",
    "x = {",
    "x == 1",
)
NO_KEYS = (
    "sond = true",
    '"a\\nb" = 1',
    "intervall = 5",
    "x.y.z = 1",
    "'' = 0",
    '"ключ" = {}',
    "x = [\n 1,\n]",
)
NO_TEXT = (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"# \xfe", b"\x00", b"# \x01", b"a\x1b = 1")


def invalid(lines: list[Line], chance: random.Random) -> tuple[bytes, int, str]:
    """The file with one line made wrong; the number of that line, and what was done."""
    heads = [number for number, line in enumerate(lines) if line.head]
    match chance.randrange(8):
        case 0 | 1 if heads:
            return with_line(lines, chance.choice(heads) + 1, chance.choice(NO_KEYS).encode())
        case 2 | 3:
            return with_line(lines, chance.choice([0, len(lines), *heads]), chance.choice(NO_TOML).encode())
        case 4:
            return with_line(lines, chance.choice([0, len(lines), *heads]), chance.choice(NO_TEXT))
    return with_value(lines, chance)


def with_line(lines: list[Line], at: int, new: bytes) -> tuple[bytes, int, str]:
    all_lines = [line.text.encode() for line in lines]
    return b"\n".join([*all_lines[:at], new, *all_lines[at:]]), at + 1, repr(new)


def with_value(lines: list[Line], chance: random.Random) -> tuple[bytes, int, str]:
    """One value replaced by one that cannot be."""
    values = [(number, *one) for number, line in enumerate(lines) for one in line.values]
    while values:
        at, kind, old = chance.choice(values)
        bad = chance.choice(BAD[kind])
        head, equals, tail = lines[at].text.partition("=")
        pattern = rf"(?<![^\s=\[,]){re.escape(old)}(?![^\s,\]}}#])"
        changed = head + equals + re.sub(pattern, lambda _, new=bad: new, tail, count=1)
        if changed != lines[at].text:
            texts = [line.text for line in lines]
            raw = "\n".join([*texts[:at], changed, *texts[at + 1 :]]).encode()
            return raw, at + 1 + bad.count("\n"), changed
    return with_line(lines, len(lines), b"x = 1")


def files(catalog: Catalog, seed: int, many: int) -> Iterator[tuple[random.Random, list[Line]]]:
    routines = sorted([*catalog.routines, *catalog.exercises])
    for number in range(many):
        chance = random.Random(seed * 1_000_000 + number)
        yield chance, Writer(chance, routines).file()
