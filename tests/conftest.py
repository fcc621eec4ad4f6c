"""Fixtures for every room's tests."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def _load(path: Path) -> object:
    """A helper beside the tests; they are not a package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


browser = _load(Path(__file__).parent / "desktop" / "browser.py").browser  # type: ignore[attr-defined]
