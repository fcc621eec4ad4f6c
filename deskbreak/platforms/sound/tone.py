"""The chime itself: two soft notes, made once and kept as a small WAV file in the cache.

As a program (`python -m deskbreak.platforms.sound.tone FILE`) it writes the file, outside the small daemon.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

from deskbreak.atomic import make_private

RATE = 22050
NOTES = ((587.33, 0.0), (880.0, 0.16))  # D5, then A5: pitch in Hz, start in seconds
LENGTH_S, DECAY_S, LOUDNESS = 0.9, 0.22, 0.28


def write(path: Path) -> None:
    """Write the chime to `path`, whole or not at all."""
    make_private(path.parent)
    half = path.with_suffix(".part")
    with wave.open(str(half), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples())
    half.chmod(0o600)
    half.replace(path)


def samples() -> bytes:
    """16-bit samples of both notes, each struck and fading."""
    count = int(RATE * LENGTH_S)
    levels = [sum(_note(pitch, n / RATE - start) for pitch, start in NOTES) for n in range(count)]
    return struct.pack(f"<{count}h", *(round(32767 * LOUDNESS * level) for level in levels))


def _note(pitch: float, after_s: float) -> float:
    if after_s < 0:
        return 0.0
    swell = min(after_s / 0.01, 1.0)
    body = math.sin(2 * math.pi * pitch * after_s) + 0.25 * math.sin(4 * math.pi * pitch * after_s)
    return swell * math.exp(-after_s / DECAY_S) * body / 1.25


if __name__ == "__main__":
    write(Path(sys.argv[1]))
