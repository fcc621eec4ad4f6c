"""Completion for zsh."""

from __future__ import annotations

import argparse
import re

from known import IDS, LISTS, choices
from typed import Words, takes_value, walk


def zsh_text(text: str | None) -> str:
    """Words within a quoted specification of `_arguments` or `_describe`."""
    text = (text or "").replace("%%", "%").replace("\\", "\\\\").replace("'", "’")
    return re.sub(r"([\[\]:])", r"\\\1", text)


def zsh(all_words: list[Words]) -> str:
    functions = "\n".join(zsh_function(words) for words in walk(all_words))
    return f"""#compdef deskbreak
# zsh completion for deskbreak; made by scripts/manual from the parser.

_deskbreak_listed() {{
  local -a found
  found=(${{(f)"$({IDS})"}})
  compadd -a found
}}

{functions}
_deskbreak() {{
  local context state line
  typeset -A opt_args
  _arguments -C '--home[keep settings and journal under DIR]:DIR:_files -/' \\
    '--version[print the version]' '--help[explain]' '1:command:->command' '*::word:->words'
  case $state in
  command)
    local -a commands
    commands=(
{chr(10).join(f"      '{words.path[0]}:{zsh_text(words.about)}'" for words in all_words)}
    )
    _describe command commands
    ;;
  words)
    local name="_deskbreak_${{line[1]//-/_}}"
    (( $+functions[$name] )) && $name
    ;;
  esac
}}

_deskbreak "$@"
"""


def zsh_function(words: Words) -> str:
    specs = [zsh_option(one) for one in words.options] + ["'--help[explain]'"]
    name = "_deskbreak_" + "_".join(words.path).replace("-", "_")
    if words.parts:
        parts = "\n".join(f"      '{part.path[-1]}:{zsh_text(part.about)}'" for part in words.parts)
        return f"""{name}() {{
  local context state line
  typeset -A opt_args
  _arguments -C {" ".join(specs)} '1:part:->part' '*::word:->words'
  case $state in
  part)
    local -a parts
    parts=(
{parts}
    )
    _describe part parts
    ;;
  words)
    local name="{name}_${{line[1]//-/_}}"
    (( $+functions[$name] )) && $name
    ;;
  esac
}}
"""
    specs += [zsh_place(words, one) for one in words.places]
    return f"{name}() {{\n  _arguments {' '.join(specs)}\n}}\n"


def zsh_option(action: argparse.Action) -> str:
    name = next((one for one in action.option_strings if one.startswith("--")), action.option_strings[0])
    value = ""
    if takes_value(action):
        value = f":{zsh_text(str(action.metavar or action.dest))}:{zsh_values(action, ())}"
    return f"'{name}[{zsh_text(action.help)}]{value}'"


def zsh_values(action: argparse.Action, fixed: tuple[str, ...] | list[str]) -> str:
    known = [str(one) for one in action.choices or fixed]
    if known:
        return f"({' '.join(known)})"
    return "_files -/" if action.dest == "home" else "_files" if action.dest in ("file", "out") else " "


def zsh_place(words: Words, action: argparse.Action) -> str:
    where = "*" if action.nargs in ("*", "+") else ""
    listed = LISTS.get((words.path[0], action.dest))
    if listed:
        what = f"{{_deskbreak_listed {listed}}}"
    else:
        what = zsh_values(action, choices(words, action))
    return f"'{where}:{zsh_text(str(action.metavar or action.dest))}:{what}'"
