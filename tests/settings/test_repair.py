"""A line that is no TOML: what is wrong with it, in one sentence, and the line to write instead."""

from __future__ import annotations

import pytest

from deskbreak.settings.repair import MAX_ROW, Repaired, repaired

CURLY = 'are typographic quotes where TOML has the plain "'
HEADER = "a header has the same brackets on both sides"
SLIPS = [
    # signs that look like others
    ("name = “tea”", f"“ and ” {CURLY}", 'name = "tea"'),
    ("name = `tea`", '` is a typographic quote where TOML has the plain "', 'name = "tea"'),
    ('name = "tea”', '” is a typographic quote where TOML has the plain "', 'name = "tea"'),
    ('x = ["a”, "b”, "c”, "d”]', '” is a typographic quote where TOML has the plain "',
     'x = ["a", "b", "c", "d"]'),
    ('at: ["a”, "b”, "c"]', '” is a typographic quote where TOML has the plain ", and a key is followed by =',
     'at = ["a", "b", "c"]'),
    ("say = “a”, ‘b’, «c»", f"“ and ” {CURLY}, and a list stands in square brackets", 'say = ["a", "b", "c"]'),
    ('say: "a “word”"', "a key is followed by =", 'say = "a “word”"'),
    ("mon = [„09:00–12:00“]", f"„ and “ {CURLY}", 'mon = ["09:00-12:00"]'),
    ("mon = [“9 – 17”]", f"“ and ” {CURLY}", 'mon = ["9-17"]'),
    ("say = “tea – time”", f"“ and ” {CURLY}", 'say = "tea – time"'),
    ("mon = [“9-12” {", f"“ and ” {CURLY}", ""),
    ("mon–fri = [“9-12” {", f"“ and ” {CURLY}", ""),
    ('mon–fri = ["9-17"]', "– is no plain -", 'mon-fri = ["9-17"]'),
    ('mon—fri – "9 – 17"', "— is no plain -", ""),
    ('every\u00a0= "45m"', "a no-break or invisible blank (U+00A0) is no plain blank", 'every = "45m"'),
    ("at\u200b\u00a0= 1", "a no-break or invisible blank (U+200B) is no plain blank", "at  = 1"),
    ("\ufeffx = 1", "a no-break or invisible blank (U+FEFF) is no plain blank", " x = 1"),
    ("x\u00a0= {", "a no-break or invisible blank (U+00A0) is no plain blank", ""),
    ('say: "a\u00a0b"', "a key is followed by =", 'say = "a\u00a0b"'),
    # headers
    ("hours]", HEADER, "[hours]"),
    ("[[hours]", HEADER, "[[hours]]"),
    ("[hours]]", HEADER, "[[hours]]"),
    ("[break", HEADER, "[[break]]"),
    ("days]", HEADER, "[[days]]"),
    ("[hours]:", HEADER, "[hours]"),
    ("[ hours ] ; ", HEADER, "[hours]"),
    ("[hours  # mine", HEADER, "[hours]  # mine"),
    ('["my break"', HEADER, '["my break"]'),
    # comments
    ("// my hours", "a comment begins with #, not //", "# my hours"),
    ("; my hours", "a comment begins with #, not ;", "# my hours"),
    ("-- my hours", "a comment begins with #, not --", "# my hours"),
    ("/* my hours", "a comment begins with #, not /*", "# my hours"),
    ("% my hours", "a comment begins with #, not %", "# my hours"),
    ("<!-- my hours", "a comment begins with #, not <!--", "# my hours"),
    ("sound = true // loud", "a comment begins with #", "sound = true  # loud"),
    ("sound = true   ; loud", "a comment begins with #", "sound = true  # loud"),
    ('x = ["a", "b"]   // loud ; or not', "a comment begins with #", 'x = ["a", "b"]  # loud ; or not'),
    ('say = "a" ; "b"', "a comment begins with #", 'say = "a"  # "b"'),
    ('say: "a ; b // c"', "a key is followed by =", 'say = "a ; b // c"'),
    ("at = 12:30  # a // b", "a text needs quotes", 'at = ["12:30"]  # a // b'),
    # keys
    ('every: "45m"', "a key is followed by =", 'every = "45m"'),
    ('every := "45m"', "a key is followed by =", 'every = "45m"'),
    ('every == "45m"', "a key is followed by =", 'every = "45m"'),
    ('every => "45m"', "a key is followed by =", 'every = "45m"'),
    ('every -> "45m"', "a key is followed by =", 'every = "45m"'),
    ('"my key": 1', "a key is followed by =", '"my key" = 1'),
    ('mon ["9-12"]', "there is no = between the key and its value", 'mon = ["9-12"]'),
    ("at_most 3", "there is no = between the key and its value", "at_most = 3"),
    ('keep   below="2m"', "a key has no blanks in it", 'keep_below = "2m"'),
    ("a.b c = 1", "a key has no blanks in it", "a.b_c = 1"),
    ('mon, wed =  ["9-12"]', "a key with blanks or commas needs quotes", '"mon, wed" = ["9-12"]'),
    ("mon, wed = 9-17", "a key with blanks or commas needs quotes, and a text needs quotes",
     '"mon, wed" = ["9-17"]'),
    # what follows a value
    ("sound = true;", "nothing follows a value, and no ;", "sound = true"),
    ("sound = true ,;", "nothing follows a value, and no ;", "sound = true"),
    ("sound = true,  # loud", "nothing follows a value, and no ,", "sound = true  # loud"),
    ("sound = true,# loud", "nothing follows a value, and no ,", "sound = true  # loud"),
    ("sound = true,     # loud", "nothing follows a value, and no ,", "sound = true     # loud"),
    ('mon = ["9-12"],', "nothing follows a value, and no ,", 'mon = ["9-12"]'),
    ("sound: yes;", "a key is followed by =, and nothing follows a value, and no ;", "sound = true"),
    # true and false
    ("sound = yes", "instead of yes write true", "sound = true"),
    ("sound = On", "instead of On write true", "sound = true"),
    ("sound =TRUE  # loud", "instead of TRUE write true", "sound =true  # loud"),
    ("sound = no", "instead of no write false", "sound = false"),
    ("sound = Off", "instead of Off write false", "sound = false"),
    ("sound = False", "instead of False write false", "sound = false"),
    ("sound = yes no", "a text needs quotes", 'sound = "yes no"'),
    ("sound = 'on", "a text has no closing quote on its line", "sound = 'on'"),
    ('sound = "yes', "a text has no closing quote on its line", 'sound = "yes"'),
    ("sound = None  # x", "there is no None in TOML; leave the line out", ""),
    ("sound = NULL", "there is no NULL in TOML; leave the line out", ""),
    ("sound = nil", "there is no nil in TOML; leave the line out", ""),
    # texts
    ('calendars = ["a.ics", "C:\\q"]',
     "a backslash in double quotes begins a special sign; a path stands in single quotes",
     "calendars = [\"a.ics\", 'C:\\q']"),
    ('x = ["C:\\q" "D:\\x"]',
     "a backslash in double quotes begins a special sign; a path stands in single quotes, "
     "and entries of a list have commas between them",
     "x = ['C:\\q', 'D:\\x']"),
    ('every = "45m', "a text has no closing quote on its line", 'every = "45m"'),
    ("every = '45m", "a text has no closing quote on its line", "every = '45m'"),
    ('every = "45m  # x', "a text has no closing quote on its line", 'every = "45m"  # x'),
    ('mon = ["9-12]', "a text has no closing quote on its line", 'mon = ["9-12"]'),
    ("mon = ['9-12 ],", "nothing follows a value, and no ,, and a text has no closing quote on its line",
     "mon = ['9-12' ]"),
    ("level = hard", "a text needs quotes", 'level = "hard"'),
    ("at_most = -07", "a text needs quotes", "at_most = -7"),
    ("x = [1, 2.5, a]", "a text needs quotes", 'x = [1, 2.5, "a"]'),
    ("x = 2026-12-24, b", "a text needs quotes, and a list stands in square brackets", 'x = [2026-12-24, "b"]'),
    ("at = 12:30 # noon", "a text needs quotes", 'at = ["12:30"] # noon'),
    ("say = it # 'is", "a text needs quotes", "say = \"it\" # 'is"),
    # lists
    ('x = ["9-12""13-18"]', "entries of a list have commas between them", 'x = ["9-12", "13-18"]'),
    ('x = ["a" , b]', "a text needs quotes", 'x = ["a" , "b"]'),
    ("x = [a , b]", "a text needs quotes", 'x = ["a" , "b"]'),
    ('"a""b"', "entries of a list have commas between them", '"a", "b"'),
    ('x = ["a" ; "b";"c"]', "entries of a list have commas between them", 'x = ["a", "b","c"]'),
    ('\ufeff"a", "b"', "a no-break or invisible blank (U+FEFF) is no plain blank", ' "a", "b"'),
    ('\ufeff"a" "b"', "a no-break or invisible blank (U+FEFF) is no plain blank, "
                      "and entries of a list have commas between them", ' "a", "b"'),
    ("x = ['a' 'b'  'c']", "entries of a list have commas between them", "x = ['a', 'b', 'c']"),
    ('x = ["a;b"; "c"]', "entries of a list have commas between them", 'x = ["a;b", "c"]'),
    ('mon = ("9-12", "13-18")', "a list stands in square brackets", 'mon = ["9-12", "13-18"]'),
    ('mon = "9-12", "13-18"]  # x', "a list stands in square brackets", 'mon = ["9-12", "13-18"]  # x'),
    ("choices = (5m, 10m)", "a list stands in square brackets, and a text needs quotes",
     'choices = ["5m", "10m"]'),
    ('x = [["a"]', "a list has no closing bracket", 'x = [["a"]]'),
    ('x = ["a"  # b', "a list has no closing bracket", 'x = ["a"]  # b'),
]  # fmt: skip


@pytest.mark.parametrize(("row", "what", "line"), SLIPS, ids=ascii)
def test_what_is_wrong_with_a_line_and_the_line_as_it_should_be(row: str, what: str, line: str) -> None:
    assert repaired(row) == Repaired(what, line)


def test_blanks_around_a_line_are_left_out() -> None:
    assert repaired("   every = 45m  ") == Repaired("a text needs quotes", 'every = "45m"')


@pytest.mark.parametrize(
    "row",
    [
        "sound = true", '"09:00-12:00",', "# a comment", "", "mon", "offer.sound", "[9", "[12:30", "x = {",
        'x = ["a",', "x = [[", 'say = "it\'s C:\\q"', 'keep below: "2m"', 'x = "a", {', "x {", "[] = [",
        'say = """tea', "say = '''tea", "tea'''",
    ],
)  # fmt: skip
def test_a_line_that_is_right_or_that_nobody_can_guess_is_left(row: str) -> None:
    assert repaired(row) is None


@pytest.mark.parametrize(
    "key", ["at", "choices", "calendars", "holidays", "me", "apps", "positions", "equipment", "avoid"]
)
def test_where_a_list_is_asked_for_one_text_stands_in_brackets(key: str) -> None:
    assert repaired(f"{key} = a1") == Repaired("a text needs quotes", f'{key} = ["a1"]')
    assert repaired(f"{key} = 'a1") == Repaired("a text has no closing quote on its line", f"{key} = ['a1']")


def test_days_may_be_one_text() -> None:
    assert repaired("days = mon-fri") == Repaired("a text needs quotes", 'days = "mon-fri"')
    assert repaired("mon-fri = 9-17") == Repaired("a text needs quotes", 'mon-fri = ["9-17"]')
    assert repaired("'tue' = 9-17") == Repaired("a text needs quotes", "'tue' = [\"9-17\"]")
    assert repaired("monitor = a1") == Repaired("a text needs quotes", 'monitor = "a1"')


def test_a_line_longer_than_anybody_types_is_left() -> None:
    start = "say = "
    assert repaired(start + "a" * (MAX_ROW - len(start))) is not None
    assert repaired(start + "a" * (MAX_ROW - len(start) + 1)) is None
    assert MAX_ROW >= 200, "a comment at the end of a line makes it long"
