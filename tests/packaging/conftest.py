"""Helpers beside the desktop tests: what a test needs to be installed."""

from __future__ import annotations
