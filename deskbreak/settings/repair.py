"""What is wrong with a line that is no TOML, and the line as it should be.

Each rule changes one kind of slip and names it. They are tried one after the other until the line can be read;
a line that none of them helps has no suggestion.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable

from deskbreak.sentences import N_, english
from deskbreak.settings.spelling import DASHES, QUOTES, read_weekdays
from deskbreak.values import dataclass

Change = tuple[
    str, str
]  # the line as changed, and what was wrong; the same line where the rule does not apply

MAX_ROW = 400  # a longer line was not typed by hand
_KEY = r"""[A-Za-z0-9_.-]+|"[^"]*"|'[^']*'"""
_PART = r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'"""  # without a dot: a key of many parts is read one way only
_DOTTED = rf"(?:{_PART})(?:\s*\.\s*(?:{_PART}))*"
_NAME = r"""[A-Za-z_][\w.-]*|"[^"]*"|'[^']*'"""  # a key that is no time of day
_LISTS = ("at", "choices", "calendars", "holidays", "me", "apps", "positions", "equipment", "avoid")
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_NOTHING = ("none", "null", "nil")
_BARE = re.compile(r"""[^\s,\[\]{}="'#](?:[^,\[\]{}="'#]*[^\s,\[\]{}="'#])?""")
_QUOTED = "\"'"
_PIECE = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|#.*|[^"'#]+|.""")


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was wrong, and the line that can be read; "" where there is nothing to write instead."""

    what: str
    line: str = ""


def repaired(row: str) -> Repaired | None:
    """The row of a settings file made readable; None where no rule helps, or nothing is wrong with it alone."""
    if len(row) > MAX_ROW or _reads(row) or re.fullmatch(r"\s*[\w.-]*\s*", row):
        return None
    if any(quote * 3 in row for quote in _QUOTED):
        return None  # a text over several lines
    if nothing := _nothing(row):
        return nothing
    line = row.strip()
    found: list[str] = []
    for rule in RULES:
        changed, what = rule(line)
        if changed == line:
            continue
        line, found = changed, [*found, what]
        if _reads(line):
            return Repaired(_both(found[:2]), _as_list(line))
    signs = [what for what in found if "typographic" in what or "no-break" in what or "is no" in what]
    return Repaired(signs[0]) if signs else None


def _both(found: list[str]) -> str:
    """What was wrong, in one sentence."""
    if len(found) == 1:
        return found[0]
    return english("{first}, and {second}", first=found[0], second=found[1])


def _nothing(row: str) -> Repaired | None:
    value = row.partition("=")[2].split("#")[0].strip()
    known = value.casefold() in _NOTHING
    return (
        Repaired(english("there is no {value} in TOML; leave the line out", value=value)) if known else None
    )


def _as_list(line: str) -> str:
    """The line with its only text in brackets, where a list is asked for."""
    found = re.fullmatch(r"""([^=]*?)\s*=\s*("[^"]*"|'[^']*')(\s*(?:#.*)?)""", line)
    if found is None:
        return line
    key = found[1].strip("\"' ")
    wanted = key in _LISTS or (key != "days" and bool(read_weekdays(key)))
    return f"{found[1]} = [{found[2]}]{found[3]}" if wanted else line


def _reads(line: str) -> bool:
    """Return True if TOML can read the line by itself, or as the entries of a list."""
    for text in (line, f"x = [\n{line}\n]"):
        try:
            tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError):
            continue
        return True
    return False


# -- signs that look like others ---------------------------------------------------------------------------


def _typographic_quotes(line: str) -> Change:
    named = [sign for sign in dict.fromkeys(line) if sign in QUOTES]
    if not named:
        return line, ""
    plain = _outside(line, lambda part: _replaced(part, QUOTES, '"'))
    whole = _replaced(line, QUOTES, '"')
    if not _reads(plain) and (_reads(whole) or plain.count('"') % 2):
        plain = whole  # one plain and one typographic quote around a text
    plain = re.sub(rf"(?<=\d)\s*[{DASHES}]\s*(?=\d)", "-", plain)  # who has those quotes has those dashes
    if len(named) == 1:
        return plain, english('{sign} is a typographic quote where TOML has the plain "', sign=named[0])
    return plain, english(
        '{sign} and {other} are typographic quotes where TOML has the plain "', sign=named[0], other=named[1]
    )


def _odd_blanks(line: str) -> Change:
    odd = [sign for sign in line if unicodedata.category(sign) in ("Zs", "Cf") and sign != " "]
    if not odd:
        return line, ""
    plain = _outside(line, lambda part: "".join(" " if sign in odd else sign for sign in part))
    number = f"{ord(odd[0]):04X}"
    return plain, english("a no-break or invisible blank (U+{number}) is no plain blank", number=number)


def _typographic_dashes(line: str) -> Change:
    plain = _outside(line, lambda part: _replaced(part, DASHES, "-"))
    sign = next((sign for sign in line if sign in DASHES), "")
    return plain, english("{sign} is no plain -", sign=sign)


# -- headers and keys --------------------------------------------------------------------------------------


def _header(line: str) -> Change:
    found = re.fullmatch(r"""(\[*)\s*([\w.-]+|"[^"]+")\s*(\]*)\s*[:,;]?\s*(#.*)?""", line)
    if found is None or not (found[1] or found[3]) or re.fullmatch(r"[\d.:-]+", found[2]):
        return line, ""
    many = max(len(found[1]), len(found[3])) > 1 or found[2] in ("break", "days")
    name = f"[[{found[2]}]]" if many else f"[{found[2]}]"
    return f"{name}{'  ' + found[4] if found[4] else ''}", N_("a header has the same brackets on both sides")


def _comment(line: str) -> Change:
    found = re.match(r"(//|;|--|/\*|%|<!--)\s*(.*)", line)
    if found:
        return f"# {found[2]}", english("a comment begins with #, not {sign}", sign=found[1])
    head = ""
    for part in _PIECE.findall(line):
        sign = None if part[0] in "\"'#" else re.search(r"\s+(?://|;)(?=\s)", part)
        before = head + (part[: sign.start()] if sign else "")
        if sign and before.count("[") <= before.count("]"):  # in a list it stands for a comma
            return f"{before}  #{line[len(head) + sign.end() :]}", N_("a comment begins with #")
        head += part
    return line, ""


def _equals(line: str) -> Change:
    changed = re.sub(rf"^({_NAME})\s*(?::=|==|=>|->|:)\s*(?=\S)", r"\1 = ", line)
    if changed != line:
        return changed, N_("a key is followed by =")
    changed = re.sub(rf"""^({_KEY})\s+(?=["'\[\d])(?![^"'\[]*=)""", r"\1 = ", line)
    return changed, N_("there is no = between the key and its value")


def _key(line: str) -> Change:
    """ "mon, wed = …" and "keep below = …"."""
    key, equals, value = line.partition("=")
    key = key.strip()
    if not equals or not key or re.fullmatch(_DOTTED, key) or '"' in key:
        return line, ""
    if read_weekdays(key):
        return f'"{key}" = {value.strip()}', N_("a key with blanks or commas needs quotes")
    plain = re.sub(r"\s+", "_", key)
    return f"{plain} = {value.strip()}", N_("a key has no blanks in it")


# -- values --------------------------------------------------------------------------------------------------


def _end_of_line(line: str) -> Change:
    body, comment = _without_comment(line)
    if not _is_pair(line) or not body.endswith((";", ",")) or body.count("[") > body.count("]"):
        return line, ""
    return body.rstrip(" ;,") + comment, english("nothing follows a value, and no {sign}", sign=body[-1])


def _round_brackets(line: str) -> Change:
    changed = re.sub(r"=\s*\((.*)\)", r"= [\1]", line)
    return changed, N_("a list stands in square brackets")


def _truth(line: str) -> Change:
    def plain(found: re.Match[str]) -> str:
        word = found[2].casefold()
        return found[1] + ("true" if word in _TRUE else "false" if word in _FALSE else found[2])

    changed = re.sub(r"(=\s*)([A-Za-z]+)(?=\s*(?:#|$))", plain, line)
    if changed == line:
        return line, ""
    value = line.partition("=")[2].split("#")[0].strip()
    better = changed.partition("=")[2].split("#")[0].strip()
    return changed, english("instead of {value} write {line}", value=value, line=better)


def _backslashes(line: str) -> Change:
    def plain(text: str) -> str:
        inside = text[1:-1]
        return f"'{inside}'" if "\\" in inside and "'" not in inside else text

    # Not by `_PIECE`: in a path the backslash before the closing quote is meant as one.
    parts = re.split(r"""("[^"]*")""", line)
    changed = "".join(plain(part) if part[:1] == '"' and len(part) > 1 else part for part in parts)
    return changed, N_("a backslash in double quotes begins a special sign; a path stands in single quotes")


def _unclosed_text(line: str) -> Change:
    body, comment = _without_comment(line)
    if body.count('"') % 2:
        body = re.sub(r'("[^"]*?)(\s*[\],]*\s*)$', r'\1"\2', body)
    elif body.count("'") % 2:
        body = re.sub(r"('[^']*?)(\s*[\],]*\s*)$", r"\1'\2", body)
    else:
        return line, ""
    return body + comment, N_("a text has no closing quote on its line")


def _separators(line: str) -> Change:
    """Semicolons between entries, or nothing."""
    parts = _PIECE.findall(_outside(line, lambda part: re.sub(r"\s*;", ",", part)))
    for number in range(len(parts) - 1, 0, -1):
        gap = not parts[number - 1].strip()
        before = parts[max(number - 1 - gap, 0)]
        if parts[number][0] in _QUOTED and before[0] in _QUOTED and before not in _QUOTED:
            parts[number - gap : number] = [", "]
    return "".join(parts), N_("entries of a list have commas between them")


def _bare_texts(line: str) -> Change:
    """Values without quotes, alone or in a list."""
    key, equals, value = line.partition("=") if _is_pair(line) else ("", "", line)

    def quoted(found: re.Match[str]) -> str:
        word = found[0]
        if re.fullmatch(r"[+-]?0+\d+", word):
            return str(int(word))
        number = re.fullmatch(r"[\d.,+_-]*", word) and not re.fullmatch(r"\d{1,2}-\d{1,2}", word)
        return word if number or _reads_as_value(word) else f'"{word}"'

    changed = key + equals + _outside(value, lambda part: _BARE.sub(quoted, part))
    return changed, N_("a text needs quotes")


def _brackets(line: str) -> Change:
    key, _, value = line.partition("=")
    value, comment = _without_comment(value)
    value = value.strip()
    if not value:
        return line, ""
    if not value.startswith("[") and "," in value:
        return f"{key}= [{value.strip('() ').rstrip(']')}]{comment}", N_("a list stands in square brackets")
    if value.startswith("[") and value.count("[") > value.count("]") and not value.endswith((",", "[")):
        return f"{key}= {value}]{comment}", N_("a list has no closing bracket")
    return line, ""


RULES: tuple[Callable[[str], Change], ...] = (
    _typographic_quotes,
    _odd_blanks,
    _typographic_dashes,
    _comment,
    _header,
    _equals,
    _key,
    _end_of_line,
    _round_brackets,
    _truth,
    _backslashes,
    _separators,
    _unclosed_text,
    _bare_texts,
    _brackets,
)


# -- helpers -------------------------------------------------------------------------------------------------


def _replaced(text: str, signs: str, by: str) -> str:
    return "".join(by if sign in signs else sign for sign in text)


def _outside(line: str, change: Callable[[str], str]) -> str:
    """The line with `change` applied outside of quoted texts and comments."""
    return "".join(part if part[0] in "\"'#" else change(part) for part in _PIECE.findall(line))


def _without_comment(line: str) -> tuple[str, str]:
    parts = _PIECE.findall(line)
    comment = parts[-1] if parts and parts[-1].startswith("#") else ""
    body = line.removesuffix(comment) if comment else line
    blanks = len(body) - len(body.rstrip())
    return (body.rstrip(), " " * max(blanks, 2) + comment) if comment else (body, "")


def _is_pair(line: str) -> bool:
    return re.match(rf"{_DOTTED}\s*=", line) is not None


def _reads_as_value(text: str) -> bool:
    try:
        tomllib.loads(f"x = {text}")
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return False
    return True
