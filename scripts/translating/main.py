"""The commands of `scripts/translations`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from deskbreak.reverse import FOLDER
from scripts.translating import catalogues, forms, literals, overlays
from scripts.translating.catalogues import ONLY_SCREENS, TRANSLATED
from scripts.translating.texts import TEMPLATES, extracted, ids, templates


def extract(_words: Sequence[str]) -> int:
    _write(TEMPLATES, templates(ids(extracted())).encode())
    return 0


def update(words: Sequence[str]) -> int:
    """All that can be written by itself; what is missing is left empty, for people."""
    template = extracted()
    _write(TEMPLATES, templates(ids(template)).encode())
    for language in words or TRANSLATED:
        _write(catalogues.po_file(language), catalogues.updated(language, template))
        if language not in ONLY_SCREENS:
            overlays.write_missing(language)
    return 0


def compile_all(_words: Sequence[str]) -> int:
    for file, content in _compiled().items():
        _write(file, content)
    return 0


def check(_words: Sequence[str]) -> int:
    """Return 1 if a written file is not what would be written now, or if a translation lost its fields or numbers."""
    wrong = faults()
    for line in wrong:
        print(line)
    print(f"{len(wrong)} to repair" if wrong else "The translations are whole and up to date.")
    return 1 if wrong else 0


def faults() -> list[str]:
    template = extracted()
    wanted = {TEMPLATES: templates(ids(template)).encode(), **_compiled()}
    wanted |= {catalogues.po_file(one): catalogues.updated(one, template) for one in TRANSLATED}
    found = [
        f"{file.relative_to(FOLDER.parent.parent)}: not up to date; run scripts/translations update, then compile"
        for file, content in wanted.items()
        if not file.is_file() or file.read_bytes() != content
    ]
    for language in TRANSLATED:
        found += [f"{language}: {fault}" for fault in catalogues.faults(language)]
        overlay = overlays.read(language)
        found += [f"content/i18n/{language}/{fault}" for fault in (*overlay.faults, *overlay.stale)]
    return found


def statistics(_words: Sequence[str]) -> int:
    print("language   screens: done  fuzzy  missing   content: done  missing  stale")
    for language in TRANSLATED:
        done, fuzzy, missing = catalogues.counts(language)
        overlay = overlays.read(language)
        print(
            f"{language:<10} {done:>13} {fuzzy:>6} {missing:>8} {len(overlay.texts):>15} "
            f"{len(overlay.missing):>8} {len(overlay.stale):>6}"
        )
    return 0


def content(_words: Sequence[str]) -> int:
    """Each language's content; what is missing, stale or wrong by name. Return 1 if anything is stale or wrong."""
    wrong = 0
    for language in TRANSLATED:
        overlay = overlays.read(language)
        if language in ONLY_SCREENS:
            overlay = overlay._replace(missing=[])
        whole = not (overlay.missing or overlay.stale or overlay.faults)
        print(
            f"{language}: complete"
            if whole
            else f"{language}: {len(overlay.texts)} of {len(overlays.originals())}"
        )
        for kind, lines in (
            ("missing", overlay.missing),
            ("stale", overlay.stale),
            ("wrong", overlay.faults),
        ):
            for line in lines:
                print(f"  {kind}: {line}")
        wrong += len(overlay.stale) + len(overlay.faults)
    return 1 if wrong else 0


def unmarked(words: Sequence[str]) -> int:
    found = literals.unmarked([Path(one) for one in words] or [literals.PACKAGE])
    for one in found:
        print(one)
    print(f"{len(found)} sentences are not marked", file=sys.stderr)
    return 1 if found else 0


def make_pseudo(words: Sequence[str]) -> int:
    catalogues.make_pseudo(Path(words[0]))
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "extract": extract,
    "update": update,
    "compile": compile_all,
    "check": check,
    "statistics": statistics,
    "content": content,
    "literals": unmarked,
    "pseudo": make_pseudo,
}


def _compiled() -> dict[Path, bytes]:
    made = {forms.TABLE: forms.forms().encode()}
    for language in TRANSLATED:
        made |= {FOLDER / language / name: content for name, content in catalogues.compiled(language).items()}
    return made


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def main(words: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    if not words or words[0] not in COMMANDS:
        print("scripts/translations " + " | ".join(COMMANDS), file=sys.stderr)
        return 2
    return COMMANDS[words[0]](words[1:])
