"""Sound: a chime and a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskbreak.sentences import N_

if TYPE_CHECKING:
    from pathlib import Path

    from deskbreak.platforms.busy.port import Busy
    from deskbreak.platforms.sound.port import Sound
    from deskbreak.runtime.loop import Loop


def choose(loop: Loop, cache: Path, busy: Busy | None, *, wanted: bool = True, language: str = "en") -> Sound:
    """Sound as this system can make it; `cache` keeps the chime, `busy` knows if a microphone listens.

    What is said is in `language`; where no program speaks it there are chimes alone.
    """
    if not wanted:
        from deskbreak.platforms.sound.none import NoSound

        return NoSound(N_("switched off in the settings"))
    from deskbreak.platforms.sound.programs import ProgramSound

    return ProgramSound(loop, cache, busy, language)
