"""What TOML's specification forbids, kind by kind: each ends in a sentence with the right line."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from deskbreak.errors import Problem
from deskbreak.settings.reading import parse

# Each text is wrong in its last line, unless a number in front says where ("2|...").
KEYS = [
    "x", "x =", "= 1", "x = = 1", "x == 1", "x = 1 y = 2", "x y = 1", "x.= 1", ".x = 1", "x..y = 1", "x. = 1",
    "é = 1", "x! = 1", "x@y = 1", "x,y = 1", "x[0] = 1", "x'y = 1", '"x = 1', "'x = 1", '"a"b = 1', "b\"a\" = 1",
    '"""x""" = 1', "'''x''' = 1", '"a\\qb" = 1', '1|"a\nb" = 1', "1|x\n= 1", "x = 1\nx = 2", "x = 1\n'x' = 2",
    'x = 1\n"\\u0078" = 2', "a.b = 1\na.b = 2", "a = 1\na.b = 2", "a.b = 1\na = 2", "a.b.c = 1\na.b = 2",
    "a = []\na.b = 1", "a = 'x'\na.b = 1", "x : 1", "x := 1", "#a\n\n*", "+", "x + 1", "x = #1", "%x = 1", "\\ = 1",
]  # fmt: skip
TABLES = [
    "[", "[]", "[a", "a]", "[a]]", "[[a]", "[ ]", "[[]]", "[a.]", "[.a]", "[a..b]", "[a b]", "[a]b", "[a] x = 1",
    "1|[a\n]", "1|[[a\n]]", "[ [a] ]", "[[a] ]", "[a=1]", "['a]", '["a]', "[a!]", "[é]", "[a]\n[a]", "[a]\n[b]\n[a]",
    "[a.b]\n[a]\nx = 1\n[a.b]", "[a]\nb = 1\n[a.b]", "[[a]]\n[a]", "[a]\n[[a]]", "a = []\n[[a]]", "a = 1\n[a]",
    "a = {}\n[a]", "a = {}\n[a.b]", "a = {b = {}}\n[a.b.c]", "a.b = 1\n[a]", "[a]\nb.c = 1\n[a.b]", "a = [{}]\n[a.b]",
    "[[a.b]]\n[a]\nb.c = 1", "[a.b.c]\n[a]\nb.c.d = 1", "3|[a]\n[a.b]\n[a]\nb = 1", "1|[\"a\nb\"]", "[a]\nx = 1\nx = 2",
]  # fmt: skip
STRINGS = [
    'x = "', "x = '", 'x = "a', "x = 'a", 'x = a"', "x = a", 'x = "a" b', 'x = "a"b', "x = 'a''b'", 'x = "a" "b"',
    "1|x = \"a\ny = 1", "1|x = 'a\ny = 1", '1|x = """', "1|x = '''", '1|x = """a\n\n\n', "1|x = '''a\nb\n",
    '1|x = """a""\n', "1|x = '''a''\n", 'x = """a""""""', "x = '''a''''''", 'x = """a\\ b"""', 'x = "\\a"', 'x = "\\q"',
    'x = "\\x4"', 'x = "\\u12"', 'x = "\\u12g4"', 'x = "\\U0001"', 'x = "\\ud800"', 'x = "\\uDFFF"',
    'x = "\\U00110000"', 'x = "\\Uffffffff"', 'x = "\\"', 'x = "\\ "', 'x = "C:\\Users"', 'x = "\\\'"', 'x = "\\/"',
    'x = "a\tb" "', 'x = "\\u-123"', 'x = "\\u +12"', "x = “a”", "x = `a`", "x = a b", "x = \"a\\\nb\"", "x = '\\''",
]  # fmt: skip
CONTROLS = [
    *(f'x = "{chr(code)}"' for code in (0, 1, 8, 11, 12, 27, 31, 127)),
    *(f"x = '{chr(code)}'" for code in (0, 1, 8, 11, 12, 27, 31, 127)),
    *(f'x = """{chr(code)}"""' for code in (0, 1, 11, 127)), *(f"x = '''{chr(code)}'''" for code in (0, 1, 127)),
    *(f"# {chr(code)}" for code in (0, 1, 8, 11, 27, 31, 127)), *(f"{chr(code)} = 1" for code in (0, 11, 12, 27, 127)),
    "x = 1\x0b", "x = \x0c1", "\x00", "x = 1\x00", "\x85", "\u2028x = 1", "\u00a0x = 1", "x =\u00a01", "\ufeff\ufeff",
    "x = 1 \ufeff", "x = \"a\rb\"", "x = 'a\rb'", "# a\rb", "x = 1\ry = 2", "\r", "x = [\r1]",
]  # fmt: skip
NUMBERS = [
    "x = 01", "x = 00", "x = -01", "x = +01", "x = 1_", "x = _1", "x = 1__0", "x = 1_.0", "x = 1._0", "x = 1.0_",
    "x = .1", "x = 1.", "x = +.1", "x = -1.", "x = 1.e1", "x = 1e", "x = 1e+", "x = 1e1.0", "x = 1e_1", "x = 1e1_",
    "x = 01.0", "x = 1.2.3", "x = 1,0", "x = 1 0", "x = 0x", "x = 0xg", "x = 0x_1", "x = 0x1_", "x = 0X1", "x = +0x1",
    "x = -0b1", "x = 0b2", "x = 0b", "x = 0B1", "x = 0o8", "x = 0o", "x = 0O1", "x = 0b1__0", "x = ++1", "x = --1",
    "x = +-1", "x = 1f", "x = 1L", "x = $1", "x = 10%", "x = Inf", "x = NaN", "x = INF", "x = +nana", "x = in",
    "x = infinity", "x = ١", "x = 1/2", "x = 1+1", "x = 45m", "x = 5 m", "x = - 1", "x = 0x1.0", "x = 0b1e1",
]  # fmt: skip
WORDS = [
    "x = True", "x = FALSE", "x = yes", "x = on", "x = null", "x = none", "x = tru", "x = truer", "x = true1",
    "x = falsee", "x = t", "x = true false", "x = !true", "x = nil", "x = undefined",
]  # fmt: skip
DATES = [
    "x = 2026-13-01", "x = 2026-00-01", "x = 2026-01-00", "x = 2026-01-32", "x = 2026-02-30", "x = 2026-02-29",
    "x = 2100-02-29", "x = 2026-1-01", "x = 2026-01-1", "x = 26-01-01", "x = 02026-01-01", "x = 2026-01",
    "x = 2026/01/01", "x = 01.02.2026", "x = 2026-01-01T", "x = 2026-01-01T25:00:00", "x = 2026-01-01T10",
    "x = 2026-01-01T10:60:00", "x = 2026-01-01T10:00:61", "x = 2026-01-01T10:00:00.", "x = 2026-01-01T10:00:00+",
    "x = 2026-01-01T10:00:00+25:00", "x = 2026-01-01T10:00:00+1:00", "x = 2026-01-01T10:00:00+01:60",
    "x = 2026-01-01T10:00:00ZZ", "x = 2026-01-01  10:00:00", "x = 2026-01-01_10:00:00", "x = 24:00:00", "x = 12:60:00",
    "x = 12:00:61", "x = 1:00:00", "x = 12:0:00", "x = 12:00:00.", "x = 12:00:00Z", "x = 12-00-00", "x = 12:30-13:30",
    "x = 09:00 - 12:00", "x = 2026-12-24/2026-12-26", "x = -2026-01-01",
]  # fmt: skip
LISTS = [
    "x = [", "x = ]", "x = [1", "x = [1,", "x = [,]", "x = [,1]", "x = [1,,2]", "x = [1 2]", "x = [1; 2]", "x = [1}",
    "x = [1,2", "x = [[1]", "x = [[1,]", "x = [1]]", "x = [1] 2", "x = ['a' 'b']", "x = ['a]", "x = [a]", "x = (1)",
    "x = [x = 1]", "x = ['a',\n'b'\n'c']", "1|x = [1,\n2,\n# ]\n", "1|x = [1,\n2,\ny = 3\n", "1|x = [\n1,\n\n[a]\n",
    "2|y = 1\nx = [\n'a',\n# b\n\n[hours]\nmon = []", "x = [#]", "2|# a\nx = [1,\n#\n\n\n", "x = [\n=]",
    "x = [1,\n 2\n 3]",
    "x = [01]", "x = [1_]", "x = [\"\\q\"]", "x = ['a', 'b', 1 2]", "x = [ , ]", "x = [1]\n, 2", "x = [true, yes]",
]  # fmt: skip
INLINE = [
    "x = {", "x = }", "x = {a}", "x = {a = }", "x = {= 1}", "x = {a = 1", "x = {a = 1,", "x = {a = 1 b = 2}",
    "x = {a = 1; b = 2}", "x = {a = 1,, b = 2}", "x = {, a = 1}", "x = {,}", "x = {a = 1, a = 2}",
    "x = {a.b = 1, a = 2}",
    "x = {a = 1, a.b = 2}", "x = {a = {b = 1}, a.c = 2}", "x = {a: 1}", 'x = {"a" 1}', "x = {a = 1]", "x = {a = 1}}",
    "x = {a = 1} y = 2", "x = {a = 1}\nx.b = 2", "x = {}\n[x]", "x = {}\n[[x]]", "x = {a = 1}\n[x.b]", "x = [{a = 1]",
    "x = {[a]}", "x = {a = [1}", "x = {a = '}", "1|x = {# a\n}\ny", "x = {{}}", "x = {1}",
]  # fmt: skip
ENCODINGS = [
    b"\xff", b"x = '\xff'", b"# \xe9", b"y = 1\n\xc3", b"x = '\xc0\x80'", b"\xed\xa0\x80", b"x = '\xf4\x90\x80\x80'",
    b"\xff\xfex\x00=\x001\x00", b"\xfe\xff\x00x\x00=\x001", b"x = '\xe2\x82'", b"x = 'K\xe4se'", b"[\xf8]", b"\x80 = 1",
    b"\x00\x00\xfe\xff", "x = 1".encode("utf-16-le"), b"a\xef\xbb\xbf = 1", b"\xef\xbb\xbf\xef\xbb\xbfx = 1",
]  # fmt: skip
KINDS = {
    "keys": KEYS, "tables": TABLES, "strings": STRINGS, "control characters": CONTROLS, "numbers": NUMBERS,
    "words": WORDS, "dates": DATES, "lists": LISTS, "inline tables": INLINE,
}  # fmt: skip


def expected(case: str) -> tuple[str, int]:
    """A text and the line that is wrong in it."""
    number, bar, text = case.partition("|")
    if bar and number.isdecimal():
        return text, int(number)
    return case, case.count("\n") + 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_ends_in_a_sentence_with_its_line(
    kind: str, problems_of: Callable[[str | bytes], list[Problem]]
) -> None:
    wrong = []
    for before in (
        "",
        "[offer]\r\nsound = true\r\n\r\n" if kind in ("strings", "numbers") else "# Grüße\n\n",
    ):
        for case in KINDS[kind]:
            text, line = expected(case)
            found = problems_of(before + text)
            reported = [str(one) for one in found]
            good = len(found) == 1 and "not TOML" in reported[0] and reported[0].isprintable()
            if not good or found[0].line != line + before.count("\n"):
                wrong.append((before + text, line + before.count("\n"), reported))
    assert not wrong, "\n".join(map(repr, wrong))


@pytest.mark.parametrize("raw", ENCODINGS, ids=repr)
def test_bytes_that_are_no_utf8_name_the_last_line(
    raw: bytes, problems_of: Callable[[str | bytes], list[Problem]]
) -> None:
    (problem,) = problems_of(b"# first\n" + raw)
    assert problem.line == 2 + raw.count(b"\n"), problem
    assert str(problem).isprintable()


def test_other_unicode_in_its_places_is_fine(problems_of: Callable[[str | bytes], list[Problem]]) -> None:
    said = "# 茶\t\"\n[[break]]\nname = \"Käse \\u2028 🫖\"\nevery = \"45m\" # é\nsay = '''\na\tb'''\n"
    assert problems_of(said) == []
    assert problems_of(b"\xef\xbb\xbf" + said.replace("\n", "\r\n").encode()) == []


@pytest.mark.parametrize(
    "text",
    [
        "a." * 50_000 + "a = 1",
        "[" + "a." * 50_000 + "a]",
        '"a".' * 50_000 + "a = 1",
        " . ".join(["a"] * 50_000) + " = 1",
        "x = {" + "a." * 50_000 + "a = 1}",
        '"' * 100_000,
        "'" * 100_000,
        "a " * 50_000,
    ],
)
def test_no_line_keeps_the_reader_busy(text: str) -> None:
    started = time.process_time()
    document, problems = parse("config.toml", f"\n{text}\n".encode())
    assert time.process_time() - started < 2.0
    assert document is None and problems[0].line == 2


def test_a_key_of_too_many_parts_says_so(problems_of: Callable[[str | bytes], list[Problem]]) -> None:
    (problem,) = problems_of("a." * 40 + "a = 1")
    assert "this key has too many parts; nest less" in str(problem)


def test_a_large_broken_file_is_answered_quickly() -> None:
    text = "\n".join(f'k{number} = "{"x" * 60}"' for number in range(14_000)) + "\nx = [\n"
    began = time.process_time()
    _, (problem,) = parse("big.toml", text.encode())
    assert time.process_time() - began < 10
    assert problem.line >= 14_000
