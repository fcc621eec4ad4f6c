"""What the process gives back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from functools import cache
from typing import Any


def trim_heap() -> None:
    """Free memory that is no longer used, where the C library can: after the whole catalogue was read, for example."""
    gc.collect()
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Any:
    """The C library's own function, None where it has none; looked up once, since each look-up costs memory."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        return ctypes.CDLL(None).malloc_trim
    return None
