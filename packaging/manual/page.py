"""The manual page, deskbreak(1)."""

from __future__ import annotations

import argparse
import re

from typed import Words, takes_value, value_name

from deskbreak import __version__


def roff(text: str) -> str:
    """Words as they are: hyphens that can be copied, and no line that begins like a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("’", "\\(cq")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def synopsis(words: Words) -> str:
    parts = [f"[{roff(option(one))}]" for one in words.options if one.dest != "home"]
    parts += [place(one) for one in words.places]
    if words.parts:
        parts.append(roff("|".join(part.path[-1] for part in words.parts)) + " ...")
    return (
        f".B deskbreak {roff(words.name)}\n" + "\n".join(parts)
        if parts
        else f".B deskbreak {roff(words.name)}"
    )


def option(action: argparse.Action) -> str:
    name = action.option_strings[-1]
    return f"{name} {value_name(action)}" if takes_value(action) else name


def place(action: argparse.Action) -> str:
    name = roff(value_name(action))
    name = f"{name} ..." if action.nargs in ("*", "+") else name
    return f"[{name}]" if action.nargs in ("?", "*") else name


def manual(all_words: list[Words]) -> str:
    lines = [
        f'.TH DESKBREAK 1 "" "deskbreak {__version__}" "User Commands"',
        ".SH NAME",
        "deskbreak \\- break reminder with short mobility sets for the lower back",
        ".SH SYNOPSIS",
        ".B deskbreak",
        "[\\-\\-home DIR] COMMAND ...",
        ".SH DESCRIPTION",
        "deskbreak counts how long you sit within your work hours and offers a short mobility set at a good moment.",
        "A click on the offer, on the icon or",
        ".B deskbreak start",
        "begins a guided routine; snooze, skip and pause are on the notification, in the tray and here.",
        "Nothing leaves the machine.",
        ".PP",
        "Durations are written 90s, 10m or 1h30m; dates 2026\\-12\\-24, today, tomorrow or monday.",
        ".SH OPTIONS",
        ".TP",
        ".B \\-\\-home DIR",
        "Keep settings and journal under DIR, instead of where the platform keeps such files.",
        ".TP",
        ".B \\-\\-version",
        "Print the version.",
        ".TP",
        ".B \\-h, \\-\\-help",
        "Print a short help, of a command when it stands behind one.",
        ".SH COMMANDS",
    ]
    for words in all_words:
        lines += section(words)
    lines += [
        ".SH EXIT STATUS",
        *tagged("0", "Done."),
        *tagged("1", "It could not be done."),
        *tagged("2", "Wrong usage, or settings that cannot be used."),
        *tagged("3", "No daemon is running."),
        ".SH ENVIRONMENT",
        *tagged("DESKBREAK_HOME", "As \\-\\-home DIR."),
        *tagged("NO_COLOR", "Print without colours."),
        ".SH FILES",
        *tagged(
            "~/.config/deskbreak/config.toml", "The settings; deskbreak config path tells where they are."
        ),
        *tagged("~/.local/share/deskbreak/journal.sqlite3", "What was done."),
        *tagged("/etc/xdg/deskbreak/config.toml", "Defaults and fixed values of the administrator."),
    ]
    return "\n".join(lines) + "\n"


def tagged(tag: str, text: str) -> list[str]:
    return [".TP", f".B {roff(tag)}", text]


def section(words: Words) -> list[str]:
    lines = [f".SS {roff(words.name)}", roff(sentence(words.about)), ".PP", ".nf", *nofill(words), ".fi"]
    for one in (words, *words.parts):
        rows = [
            (roff(", ".join(o.option_strings) + value(o)), o.help) for o in one.options if o.dest != "home"
        ]
        rows += [(place(o), o.help) for o in one.places]
        if one is not words:
            lines += [".PP", f".B {roff(one.name)}:", roff(one.about)]
        for tag, text in rows:
            lines += [".TP", f".B {tag}", roff(sentence((text or "").replace("%%", "%")))]
    return lines


def value(action: argparse.Action) -> str:
    return f" {value_name(action)}" if takes_value(action) else ""


def nofill(words: Words) -> list[str]:
    lines = []
    for one in [words, *words.parts]:
        if one is words and words.parts and not (words.options[1:] or words.places):
            continue
        lines.append(" ".join(synopsis(one).splitlines()).replace(".B ", "", 1))
    return lines


def sentence(text: str) -> str:
    text = text.strip()
    return (
        f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", ")", "?")) else ".") if text else "\\&"
    )
