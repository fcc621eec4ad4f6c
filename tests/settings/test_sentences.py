"""Every problem of a settings file whole: its line and column, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deskbreak.errors import Problem
from deskbreak.settings.sentences import did_you_mean, dotted, error_path, known_keys

Problems = Callable[[str | bytes], list[Problem]]
Said = tuple[int, int, str, str]

ENTRY = '[[break]]\nname="a"\nevery="45m"\n'
ENTRIES = "each break and each dated day is an entry of its own, with two brackets on each side"
TABLE = "must be a table of its own, with keys below it"
LIST = "must be a list in square brackets"
FLAG = "must be true or false, without quotes"
WHOLE = "must be a whole number, without quotes"
LONG = "a" * 70
VALUES: list[tuple[str, Said]] = [
    # keys
    ("sond = 1", (1, 1, 'unknown key "sond"', "")),
    ("[offer]\n  sond = true", (2, 3, 'unknown key "sond" in offer', 'did you mean "sound"?')),
    (f'{ENTRY}evry="4m"', (4, 1, 'unknown key "evry" in break[1]', 'did you mean "every"?')),
    ('[[break]]\nname.x = 1\nevery="45m"',
     (2, 1, 'break[1].name: a table must be a text in quotes, such as "mobility"', "")),
    ("[hooks]\nzzz=1", (2, 1, 'unknown key "zzz" in hooks',
                        "there are: on_offer, on_start, on_end, on_skip, on_pause")),
    # tables and lists
    ("offer = 1", (1, 9, f"offer: 1 {TABLE}", "")),
    ("[[offer]]\nsound = true", (1, 1, f"offer: a list {TABLE}", "write [offer], with one bracket on each side")),
    ("hours = []", (1, 9, f"hours: a list {TABLE}", "write [hours], with one bracket on each side")),
    ('hours = "9-17"', (1, 9, f'hours: "9-17" {TABLE}', "")),
    ("break = 5", (1, 9, f"break: 5 {LIST}", "")),
    ('[break]\nname="a"', (1, 1, f"break: {ENTRIES}", "write [[break]]")),
    ('[break]\nx=1\n[break.walk]\nat=["10:00"]',
     (1, 1, f"break: {ENTRIES}", 'write [[break]], and below it name = "walk"')),
    ("[days.x]\non=1", (1, 1, f"days: {ENTRIES}", "write [[days]]")),
    ('days = "2026-12-24"', (1, 8, f'days: "2026-12-24" {LIST}', "")),
    ("[holidays]\nx=1", (1, 1, f"holidays: a table {LIST}", "")),
    ('[quiet]\nme = "a@b"', (2, 6, f'quiet.me: "a@b" {LIST}', 'write: me = ["a@b"]')),
    (f'[quiet]\nme = "{LONG}"', (2, 6, f'quiet.me: "{"a" * 37}..." {LIST}', f'write: me = ["{"a" * 60}"]')),
    ('[quiet]\nme = "a\\tb"', (2, 6, f'quiet.me: "a\\tb" {LIST}', 'write: me = ["a\\tb"]')),
    ("[quiet]\nme = {}", (2, 6, f"quiet.me: a table {LIST}", "")),
    ("[quiet]\nme = [1]", (2, 7, "quiet.me[1]: 1 must be a text in quotes", "")),
    ('[hours]\nmon = "9-17"', (2, 7, f'hours.mon: "9-17" {LIST}', 'write: mon = ["9-17"]')),
    ("[snooze]\nchoices=[]", (2, 9, "snooze.choices: this list is empty; it needs at least one entry", "")),
    ('[[break]]\nevery="45m"', (1, 1, "break[1].name: this is missing; every entry needs it", "")),
    ("[[days]]\nhours=[]", (1, 1, "days[1].on: this is missing; every entry needs it", "")),
    # switches
    ('[offer]\nsound = "Yes "', (2, 9, f'offer.sound: "Yes " {FLAG}', "write true: sound = true")),
    ('[offer]\nsound = "true"', (2, 9, f'offer.sound: "true" {FLAG}', "write true: sound = true")),
    ('[offer]\nsound = "on"', (2, 9, f'offer.sound: "on" {FLAG}', "write true: sound = true")),
    ("[offer]\nsound = 1", (2, 9, f"offer.sound: 1 {FLAG}", "write true: sound = true")),
    ("[offer]\nsound = 0", (2, 9, f"offer.sound: 0 {FLAG}", "write false: sound = false")),
    ('[offer]\nsound = "no"', (2, 9, f'offer.sound: "no" {FLAG}', "write false: sound = false")),
    ('[offer]\nsound = "False"', (2, 9, f'offer.sound: "False" {FLAG}', "write false: sound = false")),
    ('[offer]\nsound = "OFF"', (2, 9, f'offer.sound: "OFF" {FLAG}', "write false: sound = false")),
    ("[offer]\nsound = 2", (2, 9, f"offer.sound: 2 {FLAG}", "")),
    ('[offer]\nsound = "loud"', (2, 9, f'offer.sound: "loud" {FLAG}', "")),
    ("[offer]\nsound = [true]", (2, 9, f"offer.sound: a list {FLAG}", "")),
    # numbers
    ('[offer]\nrepeat_at_most = " 03 "',
     (2, 18, f'offer.repeat_at_most: " 03 " {WHOLE}', "write: repeat_at_most = 3")),
    ('[offer]\nrepeat_at_most = "three"', (2, 18, f'offer.repeat_at_most: "three" {WHOLE}', "")),
    ("[offer]\nrepeat_at_most = 2.0", (2, 18, f"offer.repeat_at_most: 2.0 {WHOLE}", "")),
    ("[offer]\nrepeat_at_most = true", (2, 18, f"offer.repeat_at_most: true {WHOLE}", "")),
    ("[offer]\nrepeat_at_most = [3]", (2, 18, f"offer.repeat_at_most: a list {WHOLE}", "")),
    ("[offer]\nrepeat_at_most = -1", (2, 18, "offer.repeat_at_most: -1 is too small; at least 0", "")),
    ("[offer]\nrepeat_at_most = 101", (2, 18, "offer.repeat_at_most: 101 is too large; at most 100", "")),
    ("[snooze]\nat_most = -1", (2, 11, "snooze.at_most: -1 is too small; at least 0", "")),
    ("[snooze]\nat_most = 101", (2, 11, "snooze.at_most: 101 is too large; at most 100", "")),
    # choices
    ('[snooze]\npolicy="fixe"', (2, 8, 'snooze.policy: "fixe" is no choice; there are: fixed, shrinking, pay-back; '
                                 'did you mean "fixed"?', "")),
    ('[snooze]\npolicy="xyzzy"',
     (2, 8, 'snooze.policy: "xyzzy" is no choice; there are: fixed, shrinking, pay-back', "")),
    ("[body]\nlevel=[]", (2, 7, "body.level: a list is no choice; there are: easy, medium, hard", "")),
    # the checks' own sentences
    ('[player]\nmonitor=""', (2, 9, 'player.monitor: "": string should have at least 1 character', "")),
    ("[journal]\nkeep = 5",
     (2, 8, 'journal.keep: 5 must be a text in quotes, such as "2y", "400d", or "always"', "")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), VALUES, ids=[text for text, _ in VALUES])
def test_a_value_that_cannot_be(text: str, said: Said, problems_of: Problems) -> None:
    (one,) = problems_of(text)
    assert (one.line, one.column, one.what, one.hint) == said


def test_two_entries_of_a_list_are_counted_from_one(problems_of: Problems) -> None:
    text = f"{ENTRY}[[break]]\nname='b'\nevery='5m'\nat=['12:00', '1', 3]\n"
    assert [(one.line, one.column, one.what) for one in problems_of(text)] == [
        (7, 14, 'break[2].at[2]: "1" is no time of day; write hours and minutes, such as "09:30"'),
        (7, 19, 'break[2].at[3]: 3 must be a text in quotes, such as "12:30"'),
    ]


def test_former_names_of_options_lead_to_the_new_ones() -> None:
    known = ["name", "every", "at", "lasts", "say"]
    former = {
        "interval": "every",
        "duration": "lasts",
        "time": "at",
        "times": "at",
        "message": "say",
        "text": "say",
    }
    assert {word: did_you_mean(word, known) for word in former} == {
        word: f'did you mean "{name}"?' for word, name in former.items()
    }
    assert did_you_mean("interval", ["name", "lasts"]) == ""
    assert did_you_mean("nam", iter(known)) == 'did you mean "name"?'


def test_paths_as_people_see_them() -> None:
    assert dotted(("break", 0, "every")) == "break[1].every" and dotted(()) == ""
    assert error_path({"loc": ("offer", "heads_up", "function-before[x]", 1)}) == ("offer", "heads_up", 1)
    keys: dict[tuple[str | int, ...], list[str]] = {("break",): ["name"]}
    assert known_keys(("break", 3), keys) == ["name"] and known_keys(("days", 3), keys) == []


# -- what is no TOML at all --------------------------------------------------------------------------------------------

HELP = "see the comments in: deskbreak config init"
OPEN = "a list has no closing bracket, or a comma is missing"
SYNTAX: list[tuple[str, Said]] = [
    ("x = [1,\n2\n", (1, 0, f"{OPEN}: x = [1,", HELP)),
    ("# c\n\nx = [1,\n# b\nz = 2\n", (3, 0, f"{OPEN}: x = [1,", HELP)),
    ("y = 1\nx = [\n1,\n\n[hours]\nmon = []\n", (2, 0, f"{OPEN}: x = [", HELP)),
    ("x = [1\ny = 2\n", (1, 0, "a list has no closing bracket: x = [1", "write: x = [1]")),
    ("x = [\r\n1\r\n2\r\n", (3, 1, f"{OPEN}: 2", HELP)),
    ('x = """a\n\n', (1, 0, 'a text has no closing quotes: x = """a', HELP)),
    ("y = 1\nx = '''a\nb\n", (2, 0, "a text has no closing quotes: x = '''a", HELP)),
    ('x = {a = "\n', (1, 11, 'a text has no closing quote on its line: x = {a = "', HELP)),
    ("x = {a = 1\n", (1, 11, "a brace is not closed on its line, or a comma is missing: x = {a = 1", HELP)),
    ("x = \n", (1, 5, "what stands after the = is no value; texts need quotes: x =", HELP)),
    ("x = @\n", (1, 5, "a text needs quotes: x = @", 'write: x = "@"')),
    ("x = none\n", (1, 5, "there is no none in TOML; leave the line out: x = none", HELP)),
    ("x {\n", (1, 3, "a key is followed by = and a value: x {", HELP)),
    ("x = 1 y = 2\n", (1, 7, "there is more on the line than one value: x = 1 y = 2", HELP)),
    ("[a]\n  [a]\n", (2, 5, "a table stands here for the second time: [a]", HELP)),
    ("a = 1\na = 2\n", (2, 6, "a key stands here for the second time: a = 2", HELP)),
    ("x = {a = 1, a = 2}", (1, 18, "a key stands here for the second time: x = {a = 1, a = 2}", HELP)),
    ("a = {}\na.b = 1\n", (2, 8, "this was given a value already and cannot get more keys: a.b = 1", HELP)),
    ('x = "it\'s \\q"', (1, 13, "a backslash in a text is written twice, or the text in single quotes: "
                         'x = "it\'s \\q"', HELP)),
    ("= 1", (1, 1, "invalid statement: = 1", HELP)),
    (f'x = "{"a" * 100}\n',
     (1, 106, f'a text has no closing quote on its line: x = "{"a" * 55}', f'write: x = "{"a" * 100}"')),
    # [break] where [[break]] is meant
    ('[break]\nname = "a"\n[break]\n', (1, 0, f"{ENTRIES}: [break]", "write [[break]]")),
    ('[[break]]\nname = "a"\n  [break]\nx=1', (3, 0, f"{ENTRIES}: [break]", "write [[break]]")),
    ("[break]\n[[break]]\n", (1, 0, f"{ENTRIES}: [break]", "write [[break]]")),
    ("\n[ days ]\nx=1\n[days] # more\n", (2, 0, f"{ENTRIES}: [ days ]", "write [[ days ]]")),
    ("[offer]\nx=1\n[offer]\n", (3, 7, "a table stands here for the second time: [offer]", HELP)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SYNTAX, ids=[text for text, _ in SYNTAX])
def test_a_text_that_is_no_toml(text: str, said: Said, problems_of: Problems) -> None:
    (one,) = problems_of(text)
    line, column, what, hint = said
    assert (one.line, one.column, one.what, one.hint) == (line, column, f"this is not TOML, {what}", hint)


def test_a_line_of_thousands_of_letters_is_not_guessed_at(problems_of: Problems) -> None:
    (one,) = problems_of("x = a" + " " * 1995)
    assert (one.line, one.hint) == (1, HELP)
