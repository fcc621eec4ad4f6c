"""An id is a short plain name, and the file is called after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskbreak.catalog.pack import Pack
from deskbreak.errors import Problem
from deskbreak.sentences import N_, english

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def ids_are_plain(pack: Pack) -> Iterator[Problem]:
    """Ids are typed in a shell and stand in file names, so they are lower-case words joined by hyphens."""
    for file in pack.files:
        given = file.value.id
        if not _PLAIN.fullmatch(given):
            yield file.document.problem(
                ("id",),
                english('the id "{given}" is not plain', given=given),
                N_('use small letters, digits and hyphens, like "cat-cow"'),
            )
        elif file.document.stem != given:
            yield file.document.problem(
                ("id",),
                english('the id "{given}" does not match its file', given=given),
                english("name the file {given}.toml", given=given),
            )
