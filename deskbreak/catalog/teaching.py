"""The page of what the sources say beyond single movements; `docs/advice.md` is its output."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from deskbreak.catalog.load import load_catalog
from deskbreak.core.catalog import Catalog
from deskbreak.core.facts import Notice
from deskbreak.paths import shipped

WIDTH = 118
HEAD = """# What deskbreak says about your back

General advice and no medical advice, from five articles on lower-back pain from desk sitting. `deskbreak advice` shows
the same in a terminal, `deskbreak advice TOPIC` with every fact behind it; `deskbreak exercises ID` and `deskbreak
routines ID` tell what concerns one movement or routine. The words are ours, the facts theirs; what is our own choice is
said to be ours.
"""


def page(catalog: Catalog) -> str:
    """Every topic with its sentences and the facts it rests on, and the articles at the end."""
    topics = [line for one in catalog.notices.values() for line in _topic(one, catalog)]
    sources = [
        f"- **{one.id}**: {one.title}{f', {one.publisher}' if one.publisher else ''}"
        for one in catalog.sources.values()
    ]
    experts = [f"- {one.name}, {one.words} ({', '.join(one.sources)})" for one in catalog.experts.values()]
    studies = [
        textwrap.fill(f"{one.words} ({one.source})", WIDTH, initial_indent="- ", subsequent_indent="  ")
        for one in catalog.studies.values()
    ]
    named = [
        "## Whom the articles name",
        "",
        *experts,
        "",
        "## Studies that the articles name",
        "",
        *studies,
        "",
    ]
    return "\n".join([HEAD, *topics, *named, "## The articles", "", *sources, ""])


def _topic(one: Notice, catalog: Catalog) -> Iterator[str]:
    yield from (f"## {one.title}", "", textwrap.fill(" ".join(one.text), WIDTH), "")
    for fact in catalog.behind(one):
        said = f"{fact.text} ({', '.join(fact.sources)})"
        yield textwrap.fill(said, WIDTH, initial_indent="- ", subsequent_indent="  ")
    yield ""


def main(arguments: list[str]) -> int:
    """`FILE`: write the page there."""
    catalog, _ = load_catalog([shipped("content")])
    Path(arguments[0]).write_text(page(catalog), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
