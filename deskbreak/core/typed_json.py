"""Readers that turn plain JSON back into values of exactly one type; ValueError or TypeError for anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Reader = Callable[[Any], Any]
BOUND = 1e15  # every instant, length and count of ours is smaller, one that stands for ever too
MAX_ITEMS = 100_000


def number(value: Any) -> float:
    """A finite number as a float; not a bool."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("that is no number")
    if not -BOUND <= value <= BOUND:  # also nan, and whole numbers of hundreds of digits
        raise ValueError("that number is out of range")
    return float(value)


def length(value: Any) -> float:
    """A number that is not negative."""
    found = number(value)
    if found < 0:
        raise ValueError("a length is not negative")
    return found


def exactly(kind: type) -> Reader:
    """A value of this very type; whole numbers within bounds."""

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"that is no {kind.__name__}")
        if isinstance(value, int) and not -BOUND <= value <= BOUND:
            raise ValueError("that number is out of range")
        if isinstance(value, list | str) and len(value) > MAX_ITEMS:
            raise ValueError(f"that {kind.__name__} is too long")
        return value

    return read


def maybe(read: Reader) -> Reader:
    """None, or what `read` reads."""
    return lambda value: None if value is None else read(value)


def each(read: Reader) -> Reader:
    """A list as a tuple, each part read."""
    return lambda value: tuple(read(one) for one in exactly(list)(value))


def table(read: Reader) -> Reader:
    """A table with text for keys, each value read."""
    key = exactly(str)
    return lambda value: {key(name): read(one) for name, one in exactly(dict)(value).items()}


def pair(first: Reader, second: Reader) -> Reader:
    """A list of two as a tuple."""

    def read(value: Any) -> Any:
        one, other = exactly(list)(value)
        return first(one), second(other)

    return read
