"""Completion for bash."""

from __future__ import annotations

from known import IDS, choices, flags, lists
from typed import Words, walk

from deskbreak.cli.commands import COMMANDS


def bash(all_words: list[Words]) -> str:
    cases = []
    for words in walk(all_words):
        fixed = [part.path[-1] for part in words.parts]
        fixed += [text for one in words.places for text in choices(words, one)]
        cases.append(f"    '{words.name}') words='{' '.join(fixed)}' flags='{' '.join(flags(words))}' ;;")
    listed = [f"    '{words.name}') set -- {lists(words)} ;;" for words in walk(all_words) if lists(words)]
    values = sorted(
        {
            f"    {one.option_strings[-1]}) words='{' '.join(map(str, one.choices))}' ;;"
            for words in walk(all_words)
            for one in words.options
            if one.choices
        }
    )
    folders = "--home"
    return (
        "\n".join(
            [
                "# bash completion for deskbreak; made by scripts/manual from the parser.",
                "_deskbreak_listed() {",
                "  case $1 in",
                *listed,
                "    *) return ;;",
                "  esac",
                f"  {IDS}",
                "}",
                "_deskbreak() {",
                "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path='' word",
                "  local words='' flags='' skip=''",
                '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
                "    if [[ -n $skip ]]; then skip=''; continue; fi",
                f"    case $word in {folders}) skip=1; continue ;; -*) continue ;; esac",
                '    case "$path${path:+ }$word" in',
                f'    {"|".join(repr(words.name) for words in walk(all_words))}) path="$path${{path:+ }}$word" ;;',
                "    esac",
                "  done",
                "  COMPREPLY=()",
                f'  if [[ $before == {folders} ]]; then mapfile -t COMPREPLY < <(compgen -d -- "$current"); return; fi',
                "  case $before in",
                *values,
                "  esac",
                '  if [[ -n $words ]]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"); return; fi',
                "  case $path in",
                f"    '') words='{' '.join(COMMANDS)}' flags='--home --version --help' ;;",
                *cases,
                "  esac",
                '  if [[ $current == -* ]]; then words=$flags; else words="$words $(_deskbreak_listed "$path")"; fi',
                '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")',
                "  if [[ ${#COMPREPLY[@]} -eq 0 && $current != -* ]]; then",
                '    mapfile -t COMPREPLY < <(compgen -f -- "$current")',
                "  fi",
                "}",
                "complete -F _deskbreak deskbreak",
            ]
        )
        + "\n"
    )
