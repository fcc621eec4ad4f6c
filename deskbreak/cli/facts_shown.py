"""What the sources state about an exercise or a routine, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.cli.printed import BOLD, DIM, paint
from deskbreak.columns import wrapped
from deskbreak.core.catalog import Catalog
from deskbreak.core.content import Exercise, Routine
from deskbreak.core.dosage import OWN
from deskbreak.core.facts import Fact, Source, Sourced
from deskbreak.language import translated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

Taught = Exercise | Routine


def reasons(one: Taught, catalog: Catalog, cited: str = "") -> list[Fact]:
    """Why, without the fact that another sentence of the page rests on already."""
    return [fact for fact in catalog.said("rationale", one.reasons) if fact.id != cited]


def safety(one: Taught, catalog: Catalog, cited: Collection[str] = ()) -> list[Fact]:
    """The facts on safety that belong to it, without those in `cited`."""
    return [fact for fact in catalog.said("safety", one.safety) if fact.id not in cited]


def frequency(one: Taught, catalog: Catalog) -> list[Fact]:
    """The facts on how often, that belong to it."""
    return catalog.said("frequency", one.frequency)


def conflicts(one: Taught, catalog: Catalog) -> list[Fact]:
    """The facts on which the articles differ, that belong to it."""
    return catalog.said("conflict", one.conflicts)


def sources(one: Taught, catalog: Catalog) -> set[str]:
    """Everybody who is named by a fact of the page."""
    found = (
        reasons(one, catalog),
        safety(one, catalog),
        frequency(one, catalog),
        conflicts(one, catalog),
    )
    return {source for facts in found for fact in facts for source in fact.sources}


def section(title: str, said: Sequence[Sourced | Fact]) -> Iterator[str]:
    """The lines of a titled section; none where there is nothing to say."""
    if said:
        yield from ("", paint(translated(title), BOLD), *map(sentence, said))


def sentence(said: Sourced | Fact) -> str:
    """One fact as an item of a list, with the tags of its sources."""
    sources = said.sources if isinstance(said, Fact) else (said.source,)
    return wrapped(f"{translated(said.text)} {' '.join(map(_tag, sources))}".strip(), "  - ")


def legend(used: set[str], sources: Mapping[str, Source]) -> Iterator[str]:
    """The titles of the sources whose ids are in `used`, a line each."""
    named = [sources[key] for key in sorted(used) if key in sources]
    if named:
        yield ""
    for source in named:
        named_so = ", ".join(filter(None, (source.title, source.publisher)))
        yield paint(wrapped(named_so, f"  {source.id}  "), DIM)


def _tag(source: str) -> str:
    return "" if source == OWN else f"[{source}]"
