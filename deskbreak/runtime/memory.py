"""What the process gives back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc


def trim_heap() -> None:
    """Free memory that is no longer used, where the C library can: after the whole catalogue was read, for example."""
    gc.collect()
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
