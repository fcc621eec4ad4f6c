"""What the fuzzing asks of each parser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

Make = Callable[[Random], bytes]  # an input
Read = Callable[[bytes], object]  # reads it; raises whatever is a fault


@dataclass(frozen=True)
class Parser:
    """A parser by name; `prepare` gets a folder of its own."""

    name: str
    prepare: Callable[[Path], tuple[Make, Read]]
